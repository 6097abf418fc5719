// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/analysis/capturestatistics.h"

#include "relaycore/protocol/closecode.h"

#include <algorithm>

namespace Inspector {

namespace {

bool isControl(MessageKind kind)
{
    return kind == MessageKind::Ping || kind == MessageKind::Pong || kind == MessageKind::Close;
}

CaptureStatistics::Connections connectionsOf(const QList<ConnectionRow> &rows)
{
    CaptureStatistics::Connections connections;
    connections.total = quint32(rows.size());
    for (const ConnectionRow &row : rows) {
        connections.open += !row.closedNs;
        connections.registered += row.registered;
        // The reference relay refuses a token with a close code, and no response.
        const bool closed = !row.registered && row.closeDirection == RelayCore::Direction::Received
                            && (row.closeCode == RelayCore::CloseCode::Unauthorized
                                || row.closeCode == RelayCore::CloseCode::Forbidden);
        const bool refused =
            closed || (row.response && row.response->status != 101) || !row.registrationError.isEmpty();
        connections.refused += refused;
        connections.invalid += !row.violation.isEmpty();
    }
    return connections;
}

CaptureStatistics::Exchanges exchangesOf(const Exchanges &all, Exchange::Type type)
{
    CaptureStatistics::Exchanges exchanges;
    std::vector<qint64> roundTrips;
    all.forEach([&](const Exchange &each) {
        if (each.type != type)
            return;
        ++exchanges.total;
        exchanges.failed += each.failed;
        exchanges.unanswered += !each.reply;
        if (!each.reply || each.failed)
            return;
        ++exchanges.answered;
        roundTrips.push_back(*each.roundTripNs());
    });
    exchanges.roundTripNs = Percentiles::of(std::move(roundTrips));
    return exchanges;
}

} // namespace

Percentiles Percentiles::of(std::vector<qint64> values)
{
    Percentiles result;
    result.count = values.size();
    if (values.empty())
        return result;
    const auto at = [&](std::size_t percent) {
        const std::size_t rank = (values.size() * percent + 99) / 100;
        const auto place = values.begin() + std::ptrdiff_t(std::max<std::size_t>(rank, 1) - 1);
        std::nth_element(values.begin(), place, values.end());
        return *place;
    };
    result.p50 = at(50);
    result.p90 = at(90);
    result.p99 = at(99);
    result.most = at(100);
    return result;
}

CaptureStatistics CaptureStatistics::of(const CaptureIndex &index)
{
    CaptureStatistics statistics;
    std::vector<qint64> sizes;
    for (std::size_t i = 0; i < index.messageCount(); ++i) {
        if (index.isMissing(MessageId(i + 1)))
            continue;
        if (statistics.messages++ == 0)
            statistics.firstNs = index.timesNs()[i];
        statistics.lastNs = index.timesNs()[i];
        const MessageKind kind = index.kinds()[i];
        const MessageTraits traits = index.traits()[i];
        ++statistics.kinds[std::min(std::size_t(kind), kindCount - 1)];
        ++(traits.direction() == RelayCore::Direction::Sent ? statistics.sent : statistics.received);
        statistics.compressed += traits.isCompressed();
        statistics.bytes += index.sizes()[i];
        if (!isControl(kind))
            sizes.push_back(index.sizes()[i]);
    }
    statistics.size = Percentiles::of(std::move(sizes));
    statistics.peers = index.peers().count();
    for (PeerTable::Index peer = 1; peer <= index.peers().count(); ++peer) {
        statistics.namedPeers += !index.peers().names(peer).isEmpty();
        statistics.capturedPeers += index.isCaptured(index.peers().uuid(peer));
    }
    statistics.connections = connectionsOf(index.connections());
    statistics.registrations = exchangesOf(index.exchanges(), Exchange::Type::Registration);
    statistics.offers = exchangesOf(index.exchanges(), Exchange::Type::Connection);
    return statistics;
}

} // namespace Inspector
