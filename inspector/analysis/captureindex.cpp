// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/analysis/captureindex.h"

#include "inspector/analysis/connectionstate.h"
#include "relaycore/protocol/codec.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace Inspector {

namespace {

using Description = MessageTraits::Description;
using Outcome = MessageTraits::Outcome;

MessageTraits traitsOf(const MessageRow &row)
{
    switch (row.kind) {
    case MessageKind::Offer:
        return {row, Description::Offer, Outcome::Succeeded};
    case MessageKind::Answer:
        return {row, Description::Answer, Outcome::Succeeded};
    case MessageKind::Response:
    case MessageKind::Returned:
        break;
    case MessageKind::Registration:
    case MessageKind::Other:
    case MessageKind::Ping:
    case MessageKind::Pong:
    case MessageKind::Close:
        return {row, Description::None, Outcome::None};
    }
    const RelayCore::DecodeResult decoded = RelayCore::decode(row.payload);
    const auto *const message = std::get_if<RelayCore::RelayMessage>(&decoded);
    if (!message)
        return {row, Description::None, Outcome::None};
    if (const auto *const response = std::get_if<RelayCore::RelayResponse>(message))
        return {row, Description::None, response->success ? Outcome::Succeeded : Outcome::Failed};
    const auto *const peer = std::get_if<RelayCore::PeerConnection>(message);
    if (!peer)
        return {row, Description::None, Outcome::None};
    const bool offer = peer->descriptionType == RelayCore::DescriptionType::Offer;
    return {row, offer ? Description::Offer : Description::Answer, Outcome::Failed};
}

} // namespace

void CaptureIndex::clear()
{
    const quint64 revision = m_revision;
    *this = CaptureIndex();
    m_revision = revision + 1;
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
    m_times.push_back(metadata.timeNs);
    m_kinds.push_back(metadata.kind);
    m_connectionIds.push_back(metadata.connection);
    m_traits.push_back(traitsOf(metadata));
    m_sizes.push_back(quint32(qMin(metadata.bytes(), qint64(std::numeric_limits<quint32>::max()))));
    const PeerTable::Index peers = m_peers.count();
    const PeerTable::Index sender = m_peers.add(metadata.source);
    const PeerTable::Index receiver = m_peers.add(metadata.peer);
    m_senders.push_back(sender);
    m_receivers.push_back(receiver);
    const bool renamed = m_peers.addName(sender, metadata.sourceName);
    if (renamed || m_peers.count() > peers || m_times.size() == 1)
        ++m_revision;
    m_exchanges.add(metadata, sender, receiver);
    const Exchange *const exchange = m_exchanges.find(metadata.id);
    m_attempts.add(metadata, exchange, exchange ? m_peers.uuid(exchange->source) : QUuid());
    m_rates[metadata.connection].add(metadata.timeNs);
    if (metadata.kind == MessageKind::Registration) {
        m_captured.insert(metadata.source);
        return learn(metadata.source, metadata.sourceName);
    }
    // A peer whose registration was not captured is known by the name in its messages.
    if (!renamed || m_names.contains(metadata.source))
        return false;
    return learn(metadata.source, metadata.sourceName);
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
