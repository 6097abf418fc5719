// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/models/attemptmodel.h"

#include "inspector/models/formatting.h"

#include <algorithm>
#include <utility>

namespace Inspector {

namespace {

/// Descriptions up to this size are read at once, in less than a frame.
constexpr qsizetype immediateBytes = 32 * 1024;

qsizetype bytesOf(const AttemptFacts &facts)
{
    qsizetype bytes = 0;
    for (const auto *const row : {&facts.offer, &facts.answer, &facts.returned, &facts.previousOffer})
        bytes += *row ? (*row)->payload.size() : 0;
    return bytes;
}

} // namespace

AttemptModel::AttemptModel(CaptureFeed *feed, QObject *parent)
    : QObject(parent)
    , m_feed(feed)
{
    m_pool.setMaxThreadCount(1);
    connect(feed, &CaptureFeed::reset, this, [this] { setAttempt(std::nullopt); });
    connect(feed, &CaptureFeed::indexed, this, &AttemptModel::follow);
    connect(feed, &CaptureFeed::structureChanged, this, &AttemptModel::follow);
    connect(feed, &CaptureFeed::namesChanged, this, &AttemptModel::follow);
}

AttemptModel::~AttemptModel()
{
    cancel();
    m_pool.waitForDone();
}

void AttemptModel::setAttempt(std::optional<Attempts::Index> attempt)
{
    if (attempt && *attempt >= m_feed->index().attempts().all().size())
        attempt.reset();
    if (attempt == m_attempt)
        return;
    cancel();
    m_attempt = attempt;
    m_facts.reset();
    Q_EMIT attemptChanged();
    if (m_attempt) {
        follow();
        return;
    }
    m_place = m_count = 0;
    m_details = {};
    Q_EMIT changed();
}

void AttemptModel::follow()
{
    if (!m_attempt)
        return;
    const bool isMoved = countPlace();
    AttemptFacts facts = attemptFacts(m_feed->index(), *m_attempt);
    if (m_facts != facts) {
        m_facts = std::move(facts);
        load();
    }
    if (isMoved)
        Q_EMIT changed();
}

void AttemptModel::load()
{
    cancel();
    AttemptFacts facts = *m_facts;
    readMessages(facts, [this](MessageId id) { return m_feed->row(id); });
    if (bytesOf(facts) <= immediateBytes) {
        show(attemptDetails(facts, true));
        return;
    }
    m_cancelled = std::make_shared<std::atomic_bool>(false);
    m_pool.start([this, cancelled = m_cancelled, facts = std::move(facts)] {
        if (cancelled->load())
            return;
        const AttemptDetails details = attemptDetails(facts, true);
        QMetaObject::invokeMethod(
            this,
            [this, cancelled, details] {
                if (cancelled->load())
                    return;
                m_cancelled.reset();
                show(details);
            },
            Qt::QueuedConnection);
    });
}

void AttemptModel::show(const AttemptDetails &details)
{
    // Views keep their place while nothing differs.
    if (m_details == details)
        return;
    m_details = details;
    Q_EMIT changed();
}

void AttemptModel::cancel()
{
    if (m_cancelled)
        std::exchange(m_cancelled, nullptr)->store(true);
}

bool AttemptModel::countPlace()
{
    const Attempts &attempts = m_feed->index().attempts();
    const Attempt &own = attempts.all()[*m_attempt];
    qsizetype place = 1;
    qsizetype count = 0;
    for (const auto &route : {attempts.between(own.from, own.to), attempts.between(own.to, own.from)}) {
        place += std::lower_bound(route.begin(), route.end(), *m_attempt) - route.begin();
        count += qsizetype(route.size());
    }
    const bool isMoved = place != m_place || count != m_count;
    m_place = place;
    m_count = count;
    return isMoved;
}

std::optional<Attempts::Index> AttemptModel::neighbour(int step) const
{
    if (!m_attempt)
        return std::nullopt;
    const Attempts &attempts = m_feed->index().attempts();
    const Attempt &own = attempts.all()[*m_attempt];
    std::optional<Attempts::Index> found;
    for (const auto &route : {attempts.between(own.from, own.to), attempts.between(own.to, own.from)}) {
        if (step > 0) {
            const auto next = std::upper_bound(route.begin(), route.end(), *m_attempt);
            if (next != route.end() && (!found || *next < *found))
                found = *next;
        } else {
            const auto next = std::lower_bound(route.begin(), route.end(), *m_attempt);
            if (next != route.begin() && (!found || *(next - 1) > *found))
                found = *(next - 1);
        }
    }
    return found;
}

QString AttemptModel::place() const
{
    return tr("attempt %1 of %2").arg(numberText(m_place), numberText(m_count));
}

} // namespace Inspector
