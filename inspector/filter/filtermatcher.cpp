// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/filter/filtermatcher.h"

#include "inspector/filter/filterkeys.h"

#include <algorithm>

namespace Inspector {

FilterMatcher::FilterMatcher(const Filter &filter, const CaptureIndex &index, const QList<LostRow> &lost,
                             const CaptureScope &scope)
    : m_index(index)
    , m_root(relate(filter.root, lost))
    , m_restricted(!scope.isAll())
{
    for (const RelayCore::ConnectionId connection : scope.connections)
        m_inScope.insert(connection);
    if (scope.sources.empty())
        return;
    for (const ConnectionRow &connection : index.connections()) {
        if (scope.contains(index, connection.id))
            m_inScope.insert(connection.id);
    }
}

FilterMatcher::Node FilterMatcher::relate(const FilterNode &node, const QList<LostRow> &lost) const
{
    Node related;
    related.type = node.type;
    if (node.type == FilterNode::Type::Term) {
        related.condition.emplace_back(node.term, m_index, lost);
        related.cost = related.condition.front().cost();
        return related;
    }
    for (const FilterNode &child : node.children) {
        related.children.push_back(relate(child, lost));
        related.cost = std::max(related.cost, related.children.back().cost);
    }
    std::stable_sort(related.children.begin(), related.children.end(),
                     [](const Node &left, const Node &right) { return left.cost < right.cost; });
    return related;
}

FilterMatcher::Verdict FilterMatcher::judge(const Node &node, MessageId id) const
{
    switch (node.type) {
    case FilterNode::Type::Term:
        return node.condition.front().judge(m_index, id);
    case FilterNode::Type::Not: {
        const Verdict verdict = judge(node.children.front(), id);
        return verdict == Verdict::NeedsPayload ? verdict : verdict == Verdict::Yes ? Verdict::No : Verdict::Yes;
    }
    case FilterNode::Type::All:
    case FilterNode::Type::Any: {
        const bool all = node.type == FilterNode::Type::All;
        const Verdict decisive = all ? Verdict::No : Verdict::Yes;
        Verdict result = all ? Verdict::Yes : Verdict::No;
        for (const Node &child : node.children) {
            const Verdict verdict = judge(child, id);
            if (verdict == decisive)
                return decisive;
            if (verdict == Verdict::NeedsPayload)
                result = verdict;
        }
        return result;
    }
    }
    Q_UNREACHABLE();
}

bool FilterMatcher::matches(MessageId id, const QByteArray &payload, QReadWriteLock *lock) const
{
    MessageTraits traits;
    {
        const QReadLocker locker(lock);
        if (isExcluded(id))
            return false;
        traits = m_index.traits()[id - 1];
    }
    const bool text = traits.opcode() == RelayCore::Opcode::Text && !traits.isOpaque();
    return matches(m_root, id, PayloadText(payload, text && PayloadText::isJson(payload)), lock);
}

bool FilterMatcher::matches(const Node &node, MessageId id, const PayloadText &payload, QReadWriteLock *lock) const
{
    switch (node.type) {
    case FilterNode::Type::Term: {
        const FilterCondition &condition = node.condition.front();
        const Verdict verdict = [&] {
            const QReadLocker locker(lock);
            return condition.judge(m_index, id);
        }();
        return verdict == Verdict::NeedsPayload ? condition.matches(payload) : verdict == Verdict::Yes;
    }
    case FilterNode::Type::Not:
        return !matches(node.children.front(), id, payload, lock);
    case FilterNode::Type::All:
        return std::all_of(node.children.cbegin(), node.children.cend(),
                           [&](const Node &child) { return matches(child, id, payload, lock); });
    case FilterNode::Type::Any:
        return std::any_of(node.children.cbegin(), node.children.cend(),
                           [&](const Node &child) { return matches(child, id, payload, lock); });
    }
    Q_UNREACHABLE();
}

bool FilterMatcher::judgesLike(const FilterMatcher &later, PeerTable::Index peers, const IdSet &connections) const
{
    const auto judged = [&](quint32 connection) { return connections.contains(connection); };
    return !m_inScope.differs(later.m_inScope, judged) && judgesLike(m_root, later.m_root, peers, connections);
}

bool FilterMatcher::judgesLike(const Node &node, const Node &later, PeerTable::Index peers, const IdSet &connections)
{
    if (node.type == FilterNode::Type::Term)
        return node.condition.front().judgesLike(later.condition.front(), peers, connections);
    return std::equal(node.children.cbegin(), node.children.cend(), later.children.cbegin(), later.children.cend(),
                      [&](const Node &left, const Node &right) { return judgesLike(left, right, peers, connections); });
}

namespace {

bool asksForLostIn(const FilterNode &node)
{
    if (node.type == FilterNode::Type::Term && node.term.key == FilterKey::Has) {
        return std::any_of(node.term.values.cbegin(), node.term.values.cend(), [](const FilterValue &value) {
            const auto *choice = std::get_if<FilterChoice>(&value);
            return choice && FilterHasValue(choice->index) == FilterHasValue::Lost;
        });
    }
    return std::any_of(node.children.cbegin(), node.children.cend(), asksForLostIn);
}

} // namespace

bool FilterMatcher::asksForLost(const Filter &filter)
{
    return asksForLostIn(filter.root);
}

} // namespace Inspector
