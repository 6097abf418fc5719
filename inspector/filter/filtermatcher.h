// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/analysis/capturescope.h"
#include "inspector/filter/filtercondition.h"

#include <QtCore/QReadWriteLock>

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
    /// \param scope  messages outside of it do not match.
    FilterMatcher(const Filter &filter, const CaptureIndex &index, const QList<LostRow> &lost = {},
                  const CaptureScope &scope = {});

    /// Judges a message that the index has, without its payload. What is missing in the capture does not match.
    [[nodiscard]] Verdict judge(MessageId id) const { return isExcluded(id) ? Verdict::No : judge(m_root, id); }
    /// Judges a message that the index has, whatever that takes.
    /// \param lock  held for reading while the index is used, not while the payload is searched; may be null.
    [[nodiscard]] bool matches(MessageId id, const QByteArray &payload, QReadWriteLock *lock = nullptr) const;
    [[nodiscard]] const CaptureIndex &index() const { return m_index; }
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
    [[nodiscard]] bool isExcluded(MessageId id) const
    {
        return (m_restricted && !m_inScope.contains(m_index.connectionIds()[id - 1])) || m_index.isMissing(id);
    }
    [[nodiscard]] bool matches(const Node &node, MessageId id, const PayloadText &payload, QReadWriteLock *lock) const;
    [[nodiscard]] static bool judgesLike(const Node &node, const Node &later, PeerTable::Index peers,
                                         const IdSet &connections);

    const CaptureIndex &m_index;
    Node m_root;
    bool m_restricted = false;
    IdSet m_inScope; ///< The connections of the scope, where it is not everything.
};

} // namespace Inspector
