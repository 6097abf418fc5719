// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/models/messagefilter.h"

#include "inspector/models/freememory.h"

#include <QtCore/QElapsedTimer>

#include <algorithm>

namespace Inspector {

namespace {

// Between two portions: the view gets at least three quarters of the time.
constexpr int shortestIntervalMs = 30;
constexpr int longestIntervalMs = 500;
constexpr int shareOfPublication = 4;
// Rows of the filter before are not shown for longer.
constexpr int staleMs = 150;
/// After so many the memory that they took on their way is returned.
constexpr quint32 manyMatches = 1'000'000;

} // namespace

MessageFilter::MessageFilter(MessageModel *model, QObject *parent)
    : QObject(parent)
    , m_model(model)
    , m_feed(model->feed())
    , m_engine(m_feed->index(), m_feed->indexLock())
{
    m_publication.setSingleShot(true);
    m_staleRows.setSingleShot(true);
    m_staleRows.setInterval(staleMs);
    connect(&m_publication, &QTimer::timeout, this, &MessageFilter::publish);
    connect(&m_staleRows, &QTimer::timeout, this, &MessageFilter::publish);

    connect(&m_engine, &FilterEngine::foundOlder, this,
            [this](const std::vector<MessageId> &ids) { found(&m_older, ids); });
    connect(&m_engine, &FilterEngine::foundNewer, this,
            [this](const std::vector<MessageId> &ids) { found(&m_newer, ids); });
    connect(&m_engine, &FilterEngine::restarted, this, &MessageFilter::restart);
    connect(&m_engine, &FilterEngine::unreadable, this, [this](quint64 messages) { m_unreadable = messages; });
    connect(&m_engine, &FilterEngine::progressed, this, [this](quint32 judged, quint32 all) {
        m_judged = judged;
        m_all = all;
        schedulePublication();
    });
    connect(&m_engine, &FilterEngine::upToDate, this, [this] { end(State::UpToDate); });
    connect(&m_engine, &FilterEngine::failed, this, [this](const QString &reason) {
        m_failure = reason;
        end(State::Failed);
    });

    connect(m_feed, &CaptureFeed::indexed, this, &MessageFilter::extend);
    connect(m_feed, &CaptureFeed::structureChanged, this, &MessageFilter::extend);
    connect(m_feed, &CaptureFeed::aboutToReset, this, [this] { m_engine.cancel(); });
    connect(m_feed, &CaptureFeed::reset, this, [this] {
        m_scope = {};
        setFilter({});
    });
}

MessageModel::MatchMode MessageFilter::mode() const
{
    return m_highlight ? MessageModel::MatchMode::Highlight : MessageModel::MatchMode::Rows;
}

quint32 MessageFilter::found() const
{
    const quint32 published = m_fresh ? 0 : m_model->matchCount();
    return published + m_unpublished;
}

void MessageFilter::setFilter(const Filter &filter)
{
    m_filter = filter;
    if (!filter.isEmpty()) {
        start();
        return;
    }
    m_engine.cancel();
    m_publication.stop();
    m_staleRows.stop();
    forgetFound();
    m_fresh = false;
    m_model->clearMatches();
    setState(State::Off);
}

void MessageFilter::setScope(const CaptureScope &scope)
{
    if (scope == m_scope)
        return;
    m_scope = scope;
    m_model->setScope(scope);
    if (m_state != State::Off)
        start();
}

void MessageFilter::setHighlightOnly(bool highlight)
{
    if (highlight == m_highlight)
        return;
    m_highlight = highlight;
    if (m_state != State::Off && !m_fresh)
        m_model->setMatchMode(mode());
    Q_EMIT changed();
}

void MessageFilter::start()
{
    m_failure.clear();
    restart();
    m_engine.start(m_feed->path(), m_filter, m_scope);
}

void MessageFilter::restart()
{
    forgetFound();
    m_fresh = true;
    m_hasEnded = false;
    m_judged = 0;
    m_unreadable = 0;
    m_all = m_feed->indexedCount();
    m_publication.stop();
    m_intervalMs = 0;
    m_staleRows.start();
    setState(State::Running);
}

void MessageFilter::forgetFound()
{
    m_older.clear();
    m_newer.clear();
    m_unpublished = 0;
    m_end.reset();
}

void MessageFilter::found(Parts *parts, const std::vector<MessageId> &ids)
{
    parts->push_back(ids);
    m_unpublished += quint32(ids.size());
    schedulePublication();
}

std::vector<MessageId> MessageFilter::takePortion(Parts *parts)
{
    std::vector<MessageId> portion;
    while (!parts->empty() && portion.size() < m_portion) {
        std::vector<MessageId> &part = parts->front();
        const auto end = part.begin() + std::ptrdiff_t(std::min(part.size(), m_portion - portion.size()));
        portion.insert(portion.end(), part.begin(), end);
        part.erase(part.begin(), end);
        if (part.empty())
            parts->pop_front();
    }
    m_unpublished -= quint32(portion.size());
    return portion;
}

void MessageFilter::end(State state)
{
    m_end = state;
    publish();
}

void MessageFilter::schedulePublication()
{
    if (!m_publication.isActive())
        m_publication.start(m_intervalMs);
}

void MessageFilter::publish()
{
    if (m_state == State::Off)
        return;
    QElapsedTimer clock;
    clock.start();
    m_publication.stop();
    if (m_fresh) {
        const bool waiting = m_staleRows.isActive() && !isPublishing() && m_judged < m_all && !m_end;
        if (waiting)
            return;
        m_fresh = false;
        m_staleRows.stop();
        const std::vector<MessageId> older = takePortion(&m_older);
        const std::vector<MessageId> newer = takePortion(&m_newer);
        MessageModel::Ids ids(older.crbegin(), older.crend());
        ids.insert(ids.end(), newer.cbegin(), newer.cend());
        m_model->showMatches(mode(), std::move(ids));
    } else {
        const std::vector<MessageId> older = takePortion(&m_older);
        m_model->addMatches(older, takePortion(&m_newer));
    }
    m_intervalMs = std::clamp(int(clock.elapsed()) * shareOfPublication, shortestIntervalMs, longestIntervalMs);
    if (isPublishing())
        m_publication.start(0); // After the events that have come meanwhile.
    else if (m_end)
        finish();
    Q_EMIT changed();
}

void MessageFilter::finish()
{
    m_state = *std::exchange(m_end, std::nullopt);
    // What a filter finds later, in new messages, is little.
    if (!std::exchange(m_hasEnded, true) && m_model->matchCount() >= manyMatches)
        returnFreeMemory();
}

void MessageFilter::setState(State state)
{
    m_state = state;
    Q_EMIT changed();
}

} // namespace Inspector
