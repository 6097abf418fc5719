// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/analysis/captureindex.h"
#include "inspector/filter/filterast.h"
#include "inspector/filter/idset.h"

#include <vector>

namespace Inspector {

/// A term of a filter in terms of one capture: names have become numbers, times nanoseconds since the epoch.
///
/// \par Threads  one at a time, and the index must not change meanwhile.
class FilterCondition
{
public:
    enum class Verdict : quint8 {
        No,
        Yes,
        NeedsPayload, ///< Only matches() can decide.
    };

    /// Relates \a term to the present content of \a index. \a lost are the events that were dropped.
    FilterCondition(const FilterTerm &term, const CaptureIndex &index, const QList<LostRow> &lost);

    /// Judges message \a id without its payload.
    [[nodiscard]] Verdict judge(const CaptureIndex &index, MessageId id) const;
    /// Judges a message that judge() could not. \a payload is its payload.
    [[nodiscard]] bool matches(const PayloadText &payload) const;
    /// Returns how expensive the condition is beside others: 0 where it needs no payload.
    [[nodiscard]] int cost() const;
    /// Returns whether \a later, the same term related to a later state of the index, judges every message as this one
    /// does, of those that were judged: they refer to the first \a peers peers, and to \a connections.
    [[nodiscard]] bool judgesLike(const FilterCondition &later, PeerTable::Index peers, const IdSet &connections) const;

private:
    void relate(const FilterTerm &term, const CaptureIndex &index);
    void relatePeers(const FilterTerm &term, const CaptureIndex &index);
    void relateHeaders(const CaptureIndex &index);
    void relateLost(const CaptureIndex &index, const QList<LostRow> &lost);
    void relateTimes(const FilterTerm &term, const CaptureIndex &index);
    [[nodiscard]] bool isFrom(const CaptureIndex &index, MessageId id) const;
    [[nodiscard]] bool isTo(const CaptureIndex &index, MessageId id) const;
    [[nodiscard]] bool hasProperty(const CaptureIndex &index, MessageId id) const;
    [[nodiscard]] bool inRange(qint64 value) const;
    [[nodiscard]] bool matchesSdp(const PayloadText &payload) const;
    [[nodiscard]] bool matchesError(const PayloadText &payload) const;

    FilterKey m_key;
    QByteArray m_attribute;
    quint32 m_choices = 0; ///< A bit for each value of a choice; of kinds one for each MessageKind.
    std::vector<FilterRange> m_ranges;
    std::vector<TextPattern> m_patterns;
    bool m_any = false;   ///< Any value will do.
    bool m_relay = false; ///< The relay is meant, too.
    IdSet m_peers;        ///< PeerTable::Index
    IdSet m_connections;  ///< RelayCore::ConnectionId
    IdSet m_uuids;        ///< Text: peers whose UUID is searched for.
};

} // namespace Inspector
