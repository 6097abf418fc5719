// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/models/attemptmodel.h"

#include "inspector/models/formatting.h"

#include <algorithm>
#include <utility>

namespace Inspector {

namespace {

constexpr qint64 openNs = 2 * Attempts::timeoutNs;
constexpr int judgeMs = 1'000;
/// Descriptions up to this size are read at once, in less than a frame.
constexpr qsizetype immediateBytes = 32 * 1024;

qsizetype bytesOf(const AttemptFacts &facts)
{
    qsizetype bytes = 0;
    for (const auto *const row : {&facts.offer, &facts.answer, &facts.returned, &facts.previousOffer})
        bytes += *row ? (*row)->payload.size() : 0;
    return bytes;
}

/// Returns whether \a facts and \a other differ in nothing but the end of the capture.
bool differOnlyInEnd(const AttemptFacts &facts, AttemptFacts other)
{
    other.untilNs = facts.untilNs;
    return facts == other;
}

/// Returns whether the judgement may change with the time of the capture alone, as that of a missing answer does.
bool isOpen(const AttemptFacts &facts)
{
    const Attempt &attempt = facts.attempt;
    const qint64 lastNs =
        std::max({attempt.beganNs(), attempt.forwarded.timeNs, attempt.returned.timeNs, attempt.answer.timeNs,
                  attempt.answerArrived.timeNs, attempt.answerReturned.timeNs});
    return facts.untilNs - lastNs <= openNs;
}

} // namespace

AttemptModel::AttemptModel(CaptureFeed *feed, QObject *parent)
    : QObject(parent)
    , m_feed(feed)
    , m_job(this)
{
    m_judgeTimer.setSingleShot(true);
    m_judgeTimer.setInterval(judgeMs);
    connect(&m_judgeTimer, &QTimer::timeout, this, &AttemptModel::judgeAgain);
    connect(feed, &CaptureFeed::reset, this, [this] { setAttempt(std::nullopt); });
    connect(feed, &CaptureFeed::indexed, this, &AttemptModel::follow);
    connect(feed, &CaptureFeed::structureChanged, this, &AttemptModel::follow);
    connect(feed, &CaptureFeed::namesChanged, this, &AttemptModel::follow);
}

void AttemptModel::setAttempt(std::optional<Attempts::Index> attempt)
{
    if (attempt && *attempt >= m_feed->index().attempts().size())
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
    if (!m_facts || !differOnlyInEnd(*m_facts, facts)) {
        m_facts = std::move(facts);
        load();
    } else if (facts.untilNs != m_facts->untilNs && isOpen(*m_facts) && !m_judgeTimer.isActive()) {
        m_judgeTimer.start();
    }
    if (isMoved)
        Q_EMIT changed();
}

void AttemptModel::judgeAgain()
{
    m_facts = attemptFacts(m_feed->index(), *m_attempt);
    load();
}

void AttemptModel::load()
{
    m_judgeTimer.stop();
    // A judgement that takes longer than the facts stay the same would never be complete if it was cancelled.
    m_isOutdated = m_job.isRunning();
    if (m_isOutdated)
        return;
    AttemptFacts facts = *m_facts;
    readMessages(facts, [this](MessageId id) { return m_feed->row(id); });
    if (bytesOf(facts) <= immediateBytes) {
        show(attemptDetails(facts, true));
        return;
    }
    if (m_details.message != facts.attempt.id())
        show(attemptHeading(facts));
    m_job.start([this, facts = std::move(facts)](const std::atomic_bool &) -> LatestJob::Finish {
        return [this, details = attemptDetails(facts, true)] {
            show(details);
            if (m_isOutdated)
                load();
        };
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
    m_judgeTimer.stop();
    m_isOutdated = false;
    m_job.cancel();
}

bool AttemptModel::countPlace()
{
    const Attempts &attempts = m_feed->index().attempts();
    const Attempt own = attempts[*m_attempt];
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
    const Attempt own = attempts[*m_attempt];
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
