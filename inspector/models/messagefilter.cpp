// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/models/messagefilter.h"

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
            [this](const std::vector<MessageId> &ids) { found(true, ids); });
    connect(&m_engine, &FilterEngine::foundNewer, this,
            [this](const std::vector<MessageId> &ids) { found(false, ids); });
    connect(&m_engine, &FilterEngine::restarted, this, &MessageFilter::restart);
    connect(&m_engine, &FilterEngine::progressed, this, [this](quint32 judged, quint32 all) {
        m_judged = judged;
        m_all = all;
        schedulePublication();
    });
    connect(&m_engine, &FilterEngine::upToDate, this, [this] {
        publish();
        setState(State::UpToDate);
    });
    connect(&m_engine, &FilterEngine::failed, this, [this](const QString &reason) {
        m_failure = reason;
        publish();
        setState(State::Failed);
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
    return published + quint32(m_older.size() + m_newer.size());
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
    m_older.clear();
    m_newer.clear();
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
    m_older.clear();
    m_newer.clear();
    m_fresh = true;
    m_judged = 0;
    m_all = m_feed->indexedCount();
    m_publication.stop();
    m_intervalMs = 0;
    m_staleRows.start();
    setState(State::Running);
}

void MessageFilter::found(bool older, const std::vector<MessageId> &ids)
{
    std::vector<MessageId> &pending = older ? m_older : m_newer;
    pending.insert(pending.end(), ids.cbegin(), ids.cend());
    schedulePublication();
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
        const bool waiting = m_staleRows.isActive() && m_older.empty() && m_newer.empty() && m_judged < m_all;
        if (waiting)
            return;
        m_fresh = false;
        m_staleRows.stop();
        MessageModel::Ids ids(m_older.crbegin(), m_older.crend());
        ids.insert(ids.end(), m_newer.cbegin(), m_newer.cend());
        m_older.clear();
        m_newer.clear();
        m_model->showMatches(mode(), std::move(ids));
    } else {
        m_model->addMatches(std::exchange(m_older, {}), std::exchange(m_newer, {}));
    }
    m_intervalMs = std::clamp(int(clock.elapsed()) * shareOfPublication, shortestIntervalMs, longestIntervalMs);
    Q_EMIT changed();
}

void MessageFilter::setState(State state)
{
    m_state = state;
    Q_EMIT changed();
}

} // namespace Inspector
