// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/replay/replayplan.h"

#include "inspector/capture/headervalue.h"

#include <QtCore/QCoreApplication>

#include <algorithm>
#include <limits>
#include <unordered_map>

using namespace Qt::Literals::StringLiterals;

namespace Inspector {

using RelayCore::ConnectionClosed;
using RelayCore::ConnectionId;
using RelayCore::Direction;
using RelayCore::Opcode;

namespace {

constexpr quint32 pageRows = 4096;

/// The translation context of this file.
struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(Inspector::ReplayPlan)
};

std::optional<ReplayEnd> endOf(const ConnectionRow &row)
{
    if (row.closeCode) {
        const bool byClient = row.closeDirection.value_or(Direction::Sent) == Direction::Sent;
        return ReplayEnd{byClient, row.closeCode, row.closeReason};
    }
    if (!row.closed || row.closed->by == ConnectionClosed::By::Source
        || row.closed->by == ConnectionClosed::By::Upstream)
        return std::nullopt;
    return ReplayEnd{row.closed->by == ConnectionClosed::By::Client, std::nullopt, {}};
}

ReplayClient clientOf(const ConnectionRow &row)
{
    ReplayClient client;
    client.connection = row.id;
    client.name = row.name;
    client.status = row.response ? row.response->status : 0;
    const bool wasUnreachable = row.closed && row.closed->by == ConnectionClosed::By::Upstream;
    client.wasOpened = client.status == 101 || (client.status == 0 && !wasUnreachable);
    if (!client.wasOpened && client.status == 0)
        client.failure = row.closed->text;
    if (client.wasOpened)
        client.end = endOf(row);
    return client;
}

/// Returns whether a WebSocket was requested. Files of other programs may lack the headers of a request.
bool isWebSocket(const ConnectionRow &row)
{
    if (row.messages > 0 || !row.request)
        return row.messages > 0;
    return row.request->headers.isEmpty()
           || headerValue(row.request->headers, "upgrade").compare("websocket", Qt::CaseInsensitive) == 0;
}

/// Puts the steps together.
class Builder
{
public:
    explicit Builder(ReplayPlan &plan)
        : m_plan(plan)
    {}

    void add(const ConnectionRow &row)
    {
        m_clients.emplace(row.id, quint32(m_plan.clients.size()));
        m_plan.clients.push_back(clientOf(row));
        m_opened.push_back(row.openedNs);
        m_closed.push_back(row.closedNs.value_or(row.openedNs));
        m_hasEnded.push_back(false);
    }

    void begin()
    {
        m_order.resize(m_opened.size());
        for (quint32 i = 0; i < m_order.size(); ++i)
            m_order[i] = i;
        std::ranges::stable_sort(m_order, {}, [this](quint32 i) { return m_opened[i]; });
        m_isOpen.assign(m_opened.size(), false);
    }

    void add(const MessageRow &row)
    {
        const auto found = m_clients.find(row.connection);
        if (found == m_clients.end())
            return;
        const quint32 client = found->second;
        openUntil(row.timeNs);
        open(client, row.timeNs);
        if (row.opcode == Opcode::Close)
            return end(client, row.timeNs);
        if (row.opcode != Opcode::Text && row.opcode != Opcode::Binary)
            return;
        const bool isSent = row.direction == Direction::Sent;
        // What a client sends behind its close frame, no relay reads.
        if (m_hasEnded[client] && isSent)
            return;
        m_plan.steps.push_back(
            {row.timeNs, client, row.id, isSent ? ReplayStep::Kind::Send : ReplayStep::Kind::Receive, row.kind});
        if (!isSent)
            expect(m_plan.clients[client], row);
        else if (row.kind == MessageKind::Registration)
            m_plan.registered.append(row.source);
    }

    void finish()
    {
        openUntil(std::numeric_limits<qint64>::max());
        for (quint32 client = 0; client < m_plan.clients.size(); ++client)
            end(client, m_closed[client]); // Without a close frame.
        std::stable_sort(m_plan.steps.begin(), m_plan.steps.end(),
                         [](const ReplayStep &a, const ReplayStep &b) { return a.timeNs < b.timeNs; });
    }

private:
    static void expect(ReplayClient &client, const MessageRow &row)
    {
        ++client.expected;
        if (row.isOpaque() || row.truncated)
            ++client.incomplete;
        else
            client.replies[replyKeyOf(row)].push_back(row.id);
    }

    void open(quint32 client, qint64 untilNs)
    {
        if (m_isOpen[client])
            return;
        m_isOpen[client] = true;
        m_plan.steps.push_back({std::min(m_opened[client], untilNs), client, 0, ReplayStep::Kind::Open});
    }

    void openUntil(qint64 timeNs)
    {
        for (; m_next < m_order.size() && m_opened[m_order[m_next]] <= timeNs; ++m_next)
            open(m_order[m_next], timeNs);
    }

    void end(quint32 client, qint64 timeNs)
    {
        if (m_hasEnded[client] || !m_plan.clients[client].end)
            return;
        m_hasEnded[client] = true;
        m_plan.steps.push_back({timeNs, client, 0, ReplayStep::Kind::End});
    }

    ReplayPlan &m_plan;
    std::unordered_map<ConnectionId, quint32> m_clients;
    std::vector<qint64> m_opened;
    std::vector<qint64> m_closed;
    std::vector<bool> m_hasEnded;
    std::vector<bool> m_isOpen;
    std::vector<quint32> m_order;
    size_t m_next = 0;
};

} // namespace

std::variant<ReplayPlan, QString> ReplayPlan::read(const CaptureReader &reader, const QList<ConnectionId> &chosen,
                                                   const Progress &progress)
{
    ReplayPlan plan;
    Builder builder(plan);
    QList<ConnectionId> unknown = chosen;
    const quint32 count = reader.messageCount();
    for (ConnectionId last = 0;;) {
        if (progress && !progress(0, count))
            return QString();
        const std::vector<ConnectionRecord> page = reader.connectionRecords(last, pageRows);
        if (page.empty())
            break;
        last = page.back().row.id;
        for (const ConnectionRecord &record : page) {
            unknown.removeAll(record.row.id);
            if (chosen.isEmpty() ? isWebSocket(record.row) : chosen.contains(record.row.id))
                builder.add(record.row);
        }
    }
    if (const auto error = reader.lastError())
        return error->text();
    if (!unknown.isEmpty())
        return Texts::tr("The capture has no connection %1.").arg(unknown.constFirst());
    if (plan.clients.empty())
        return Texts::tr("The capture has no connection to replay.");
    builder.begin();
    for (MessageId first = 1; first <= count; first += pageRows) {
        if (progress && !progress(first - 1, count))
            return QString();
        for (const MessageRow &row : reader.messageMetadata(first, pageRows))
            builder.add(row);
        if (const auto error = reader.lastError())
            return error->text();
    }
    builder.finish();
    return plan;
}

} // namespace Inspector
