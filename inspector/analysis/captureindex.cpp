// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/analysis/captureindex.h"

#include "inspector/analysis/connectionstate.h"

#include <algorithm>
#include <utility>

namespace Inspector {

void CaptureIndex::clear()
{
    m_messages.clear();
    m_missing.clear();
    m_peers = {};
    m_pairs.clear();
    ++m_revision;
    m_exchanges.clear();
    m_attempts.clear();
    m_rates.clear();
    m_sources.clear();
    m_connections.clear();
    m_connectionAt.clear();
    m_totals.clear();
    m_indexed.clear();
    m_unclaimed.clear();
    m_names.clear();
    m_captured.clear();
}

bool CaptureIndex::learn(const QUuid &uuid, const QString &name)
{
    if (uuid.isNull() || name.isEmpty())
        return false;
    QString &known = m_names[uuid];
    if (known == name)
        return false;
    known = name;
    return true;
}

bool CaptureIndex::add(const MessageRow &metadata)
{
    const PeerTable::Index peers = m_peers.count();
    const PeerTable::Index sender = m_peers.add(metadata.source);
    const PeerTable::Index receiver = m_peers.add(metadata.peer);
    m_messages.add(metadata, sender, receiver);
    const bool renamed = m_peers.addName(sender, metadata.sourceName);
    if (renamed || m_peers.count() > peers || m_messages.count() == 1)
        ++m_revision;
    const auto pair = isPeerConnection(metadata.kind) ? std::optional(m_pairs.add(sender, receiver)) : std::nullopt;
    m_exchanges.add(pair);
    m_attempts.add(pair, m_exchanges);
    m_rates[metadata.connection].add(metadata.timeNs);
    const ConnectionRow *const row = connection(metadata.connection);
    row ? ++m_indexed[row->source] : ++m_unclaimed[metadata.connection];
    if (metadata.kind == MessageKind::Registration) {
        m_captured.insert(metadata.source);
        return learn(metadata.source, metadata.sourceName);
    }
    // A peer whose registration was not captured is known by the name in its messages.
    if (!renamed || m_names.contains(metadata.source))
        return false;
    return learn(metadata.source, metadata.sourceName);
}

void CaptureIndex::addMissing(MessageId end)
{
    const qint64 beginNs = m_connections.isEmpty() ? 0 : m_connections.constFirst().openedNs;
    for (MessageId id = messageCount() + 1; id <= end; ++id) {
        MessageRow row;
        row.id = id;
        row.timeNs = timesNs().empty() ? beginNs : timesNs().back();
        m_missing.insert(id);
        (void)add(row);
    }
}

void CaptureIndex::count(const ConnectionRow &row, int sign)
{
    Totals &totals = m_totals[row.source];
    if (connectionState(row) == ConnectionState::Good)
        totals.registered += sign;
    if (sign > 0)
        totals.messages += row.messages;
    else
        totals.messages -= row.messages;
}

void CaptureIndex::insert(const ConnectionRow &row)
{
    if (m_connections.isEmpty() || m_connections.constLast().id < row.id) {
        m_connectionAt.insert(row.id, m_connections.size());
        m_connections.append(row);
        return;
    }
    // Rare: a connection whose first event was committed after one with a higher id.
    const auto before =
        std::lower_bound(m_connections.cbegin(), m_connections.cend(), row.id,
                         [](const ConnectionRow &each, RelayCore::ConnectionId id) { return each.id < id; });
    const qsizetype at = before - m_connections.cbegin();
    m_connections.insert(at, row);
    for (qsizetype i = at; i < m_connections.size(); ++i)
        m_connectionAt.insert(m_connections.at(i).id, i);
}

CaptureIndex::Changes CaptureIndex::update(const QList<SourceRow> &sources, const QList<ConnectionRow> &connections)
{
    Changes changes;
    for (const SourceRow &row : sources) {
        const SourceRow *known = source(row.id);
        if (!known || *known != row)
            changes.sources.append(row.id);
    }
    m_sources = sources;
    for (const ConnectionRow &row : connections) {
        const auto at = m_connectionAt.constFind(row.id);
        if (at == m_connectionAt.cend()) {
            insert(row);
            if (const quint64 messages = m_unclaimed.take(row.id))
                m_indexed[row.source] += messages;
            changes.connections.append(row.id);
            changes.names = true;
        } else {
            ConnectionRow &known = m_connections[*at];
            if (known == row)
                continue;
            changes.names = changes.names || known.name != row.name || known.uuid != row.uuid
                            || known.clientAddress != row.clientAddress;
            count(known, -1);
            const quint64 messages = std::exchange(known.messages, row.messages);
            const bool onlyCounted = messages != row.messages && known == row;
            known = row;
            (onlyCounted ? changes.counted : changes.connections).append(row.id);
        }
        count(row, 1);
        if (!row.uuid.isNull())
            m_captured.insert(row.uuid);
        learn(row.uuid, row.name);
        m_peers.addName(m_peers.add(row.uuid), row.name);
    }
    if (!changes.connections.isEmpty())
        ++m_revision;
    return changes;
}

CaptureIndex::Changes
CaptureIndex::update(const std::vector<std::pair<RelayCore::ConnectionId, quint64>> &messageCounts)
{
    Changes changes;
    for (const auto &[id, messages] : messageCounts) {
        const auto at = m_connectionAt.constFind(id);
        if (at == m_connectionAt.cend() || m_connections.at(*at).messages == messages)
            continue;
        ConnectionRow &row = m_connections[*at];
        m_totals[row.source].messages += messages - row.messages;
        row.messages = messages;
        changes.counted.append(id);
    }
    return changes;
}

CaptureIndex::Totals CaptureIndex::totals(RelayCore::SourceId source) const
{
    // The rows of a recording are behind, the index of a capture that is being opened is.
    Totals totals = m_totals.value(source);
    totals.messages = std::max(totals.messages, m_indexed.value(source));
    return totals;
}

const ConnectionRow *CaptureIndex::connection(RelayCore::ConnectionId id) const
{
    const auto found = m_connectionAt.constFind(id);
    return found == m_connectionAt.cend() ? nullptr : &m_connections.at(*found);
}

const SourceRow *CaptureIndex::source(RelayCore::SourceId id) const
{
    const auto found =
        std::find_if(m_sources.cbegin(), m_sources.cend(), [id](const SourceRow &row) { return row.id == id; });
    return found == m_sources.cend() ? nullptr : &*found;
}

QList<int> CaptureIndex::rate(RelayCore::ConnectionId connection, qint64 endSecond, int seconds) const
{
    const auto found = m_rates.constFind(connection);
    return found == m_rates.cend() ? QList<int>(seconds, 0) : found->last(endSecond, seconds);
}

} // namespace Inspector
