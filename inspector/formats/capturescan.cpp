// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/formats/capturescan.h"

#include <queue>

#include <algorithm>
#include <deque>
#include <limits>
#include <unordered_map>
#include <vector>

using namespace Qt::Literals::StringLiterals;

namespace Inspector {

namespace {

using RelayCore::ConnectionId;

constexpr quint32 pageRows = 512;
/// A page is smaller where payloads are large, so that it takes about this much memory.
constexpr qint64 pageBytes = 8 * 1024 * 1024;

/// Reads connections in order of id, page by page.
class ConnectionCursor
{
public:
    explicit ConnectionCursor(const CaptureReader &reader)
        : m_reader(reader)
    {}

    /// Returns the next connection without taking it, or nullptr at the end.
    const ConnectionRecord *peek()
    {
        if (m_page.empty() && !m_atEnd) {
            std::vector<ConnectionRecord> page = m_reader.connectionRecords(m_last, pageRows);
            m_page.assign(std::make_move_iterator(page.begin()), std::make_move_iterator(page.end()));
            m_atEnd = m_page.empty();
            if (!m_atEnd)
                m_last = m_page.back().row.id;
        }
        return m_page.empty() ? nullptr : &m_page.front();
    }

    ConnectionRecord take()
    {
        ConnectionRecord record = std::move(m_page.front());
        m_page.pop_front();
        return record;
    }

private:
    const CaptureReader &m_reader;
    std::deque<ConnectionRecord> m_page;
    ConnectionId m_last = 0;
    bool m_atEnd = false;
};

/// The number of rows of the next page, judged by the payloads of \a page.
quint32 nextPageRows(const std::vector<MessageRow> &page)
{
    qint64 bytes = 0;
    for (const MessageRow &row : page)
        bytes += row.payload.size();
    if (bytes <= pageBytes)
        return pageRows;
    return quint32(std::clamp<qint64>(qint64(page.size()) * pageBytes / bytes, 1, pageRows));
}

/// Merges connections, states and losses into the messages, by time.
class TimeMerge
{
public:
    TimeMerge(const CaptureReader &reader, RecordSink &sink, bool onlyWithMessages)
        : m_sink(sink)
        , m_connections(reader)
        , m_states(reader.states())
        , m_losses(reader.losses())
        , m_onlyWithMessages(onlyWithMessages)
    {}

    /// Passes on what happened up to \a timeNs, and all connections up to the id \a connection.
    bool advance(qint64 timeNs, ConnectionId connection)
    {
        for (const ConnectionRecord *next; (next = m_connections.peek());) {
            if (next->row.openedNs > timeNs && next->row.id > connection)
                break;
            if (!open(m_connections.take()))
                return false;
        }
        for (; m_state < m_states.size() && m_states.at(m_state).timeNs <= timeNs; ++m_state) {
            if (!m_sink.state(m_states.at(m_state)))
                return false;
        }
        for (; m_loss < m_losses.size() && m_losses.at(m_loss).timeNs <= timeNs; ++m_loss) {
            if (!m_sink.lost(m_losses.at(m_loss)))
                return false;
        }
        while (!m_closing.empty() && m_closing.top().first < timeNs) {
            if (!close(m_closing.top().second))
                return false;
            m_closing.pop();
        }
        return true;
    }

    /// Passes on the rest.
    bool finish()
    {
        if (!advance(std::numeric_limits<qint64>::max(), std::numeric_limits<ConnectionId>::max()))
            return false;
        std::vector<ConnectionId> rest;
        rest.reserve(m_open.size());
        for (const auto &entry : m_open)
            rest.push_back(entry.first);
        std::ranges::sort(rest);
        for (const ConnectionId id : rest) {
            if (!close(id))
                return false;
        }
        return true;
    }

    /// Returns the connection \a id, or nullptr where it has no row or was closed before.
    const ConnectionRecord *record(ConnectionId id) const
    {
        const auto found = m_open.find(id);
        return found == m_open.end() ? nullptr : &found->second.record;
    }

    /// Passes on that the connection \a id has opened, unless that was done.
    bool announce(ConnectionId id)
    {
        if (!m_onlyWithMessages)
            return true; // All were.
        const auto found = m_open.find(id);
        return found == m_open.end() || announce(found->second);
    }

private:
    struct Open
    {
        ConnectionRecord record;
        bool isAnnounced = false;
    };
    using Closing = std::pair<qint64, ConnectionId>;

    bool open(ConnectionRecord record)
    {
        const ConnectionId id = record.row.id;
        if (record.row.closedNs)
            m_closing.push({*record.row.closedNs, id});
        const auto entry = m_open.insert_or_assign(id, Open{std::move(record), false}).first;
        return m_onlyWithMessages || announce(entry->second);
    }

    bool announce(Open &open)
    {
        if (open.isAnnounced)
            return true;
        open.isAnnounced = true;
        return m_sink.opened(open.record);
    }

    bool close(ConnectionId id)
    {
        const auto found = m_open.find(id);
        const Open open = std::move(found->second);
        m_open.erase(found);
        return !open.isAnnounced || m_sink.ended(open.record);
    }

    RecordSink &m_sink;
    ConnectionCursor m_connections;
    QList<StateRow> m_states;
    QList<LostRow> m_losses;
    qsizetype m_state = 0;
    qsizetype m_loss = 0;
    bool m_onlyWithMessages;
    std::unordered_map<ConnectionId, Open> m_open;
    std::priority_queue<Closing, std::vector<Closing>, std::greater<>> m_closing;
};

} // namespace

bool CaptureScan::report(quint64 done)
{
    m_canceled = m_progress && !m_progress(done, m_total);
    return !m_canceled;
}

std::optional<FormatError> CaptureScan::run(RecordSink &sink)
{
    m_total = m_reader.messageCount();
    const QList<SourceRow> sources = m_reader.sources();
    const bool isPassed = std::ranges::all_of(sources, [&](const SourceRow &row) { return sink.source(row); })
                          && (m_order == Order::Time ? scanByTime(sink) : scanByConnection(sink));
    if (m_canceled)
        return canceledConversion(m_reader.path());
    if (const auto error = m_reader.lastError())
        return formatError(*error);
    if (!isPassed)
        return FormatError{{}, {}, {}, sink.error()};
    return std::nullopt;
}

bool CaptureScan::scanByTime(RecordSink &sink)
{
    TimeMerge merge(m_reader, sink, bool(m_accept));
    quint32 rows = pageRows;
    for (quint64 first = 1; first <= m_total;) {
        if (!report(first - 1))
            return false;
        const std::vector<MessageRow> page =
            m_reader.messages(MessageId(first), quint32(std::min<quint64>(rows, m_total - first + 1)));
        if (m_reader.lastError())
            return false;
        first += rows;
        rows = nextPageRows(page);
        for (const MessageRow &row : page) {
            if (!merge.advance(row.timeNs, row.connection))
                return false;
            if (m_accept) {
                const ConnectionRecord *const record = merge.record(row.connection);
                if (!m_accept(row, record ? *record : ConnectionRecord{}))
                    continue;
            }
            if (!merge.announce(row.connection) || !sink.message(row))
                return false;
        }
    }
    return merge.finish() && report(m_total);
}

bool CaptureScan::scanByConnection(RecordSink &sink)
{
    const QList<StateRow> states = m_reader.states();
    const QList<LostRow> losses = m_reader.losses();
    if (!std::ranges::all_of(states, [&](const StateRow &row) { return sink.state(row); })
        || !std::ranges::all_of(losses, [&](const LostRow &row) { return sink.lost(row); }))
        return false;
    quint64 done = 0;
    ConnectionCursor connections(m_reader);
    while (connections.peek()) {
        const ConnectionRecord record = connections.take();
        bool isAnnounced = !m_accept;
        if (isAnnounced && !sink.opened(record))
            return false;
        quint32 rows = pageRows;
        for (MessageId last = 0;;) {
            if (!report(done))
                return false;
            const std::vector<MessageRow> page = m_reader.messagesOf(record.row.id, last, rows);
            if (m_reader.lastError())
                return false;
            if (page.empty())
                break;
            last = page.back().id;
            rows = nextPageRows(page);
            done += page.size();
            for (const MessageRow &row : page) {
                if (m_accept && !m_accept(row, record))
                    continue;
                if (!isAnnounced && !sink.opened(record))
                    return false;
                isAnnounced = true;
                if (!sink.message(row))
                    return false;
            }
        }
        if (isAnnounced && !sink.ended(record))
            return false;
    }
    return report(m_total);
}

} // namespace Inspector
