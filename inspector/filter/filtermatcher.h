// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/filter/filtercondition.h"

#include <vector>

namespace Inspector {

/// A filter related to a capture: the one place that decides whether a message matches. Conditions that are cheap come
/// first, so that a payload is only needed where they leave the answer open.
///
/// \par Threads  one at a time, and the index must not change meanwhile. It may be read by others.
class FilterMatcher
{
public:
    using Verdict = FilterCondition::Verdict;

    /// \param index  outlives the matcher.
    /// \param lost  what CaptureReader::losses() returns; only filters for which asksForLost() holds need it.
    FilterMatcher(const Filter &filter, const CaptureIndex &index, const QList<LostRow> &lost = {});

    /// Judges a message that the index has, without its payload.
    [[nodiscard]] Verdict judge(MessageId id) const { return judge(m_root, id); }
    /// Judges a message that the index has, whatever that takes.
    [[nodiscard]] bool matches(MessageId id, const QByteArray &payload) const;
    /// Returns whether some messages need their payload.
    [[nodiscard]] bool needsPayload() const { return m_root.cost > 0; }
    /// See FilterCondition::judgesLike().
    [[nodiscard]] bool judgesLike(const FilterMatcher &later, PeerTable::Index peers, const IdSet &connections) const;

    /// Returns whether \a filter asks for events that were lost.
    [[nodiscard]] static bool asksForLost(const Filter &filter);

private:
    struct Node
    {
        FilterNode::Type type = FilterNode::Type::All;
        int cost = 0;                           ///< The highest of its conditions.
        std::vector<Node> children;             ///< The cheapest first.
        std::vector<FilterCondition> condition; ///< Term: exactly one.
    };

    [[nodiscard]] Node relate(const FilterNode &node, const QList<LostRow> &lost) const;
    [[nodiscard]] Verdict judge(const Node &node, MessageId id) const;
    [[nodiscard]] bool matches(const Node &node, MessageId id, const PayloadText &payload) const;
    [[nodiscard]] static bool judgesLike(const Node &node, const Node &later, PeerTable::Index peers,
                                         const IdSet &connections);

    const CaptureIndex &m_index;
    Node m_root;
};

} // namespace Inspector
