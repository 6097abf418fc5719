// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/models/connectionnode.h"

#include <algorithm>
#include <utility>

namespace Inspector {

namespace {

void number(std::vector<ConnectionNode::Pointer> &children, int from)
{
    for (int row = from; row < int(children.size()); ++row)
        children[std::size_t(row)]->row = row;
}

} // namespace

ConnectionNode *ConnectionNode::client()
{
    if (isGroup() || isSource())
        return nullptr;
    return isClient() ? this : parent;
}

void ConnectionNode::insert(int position, Pointer child)
{
    child->parent = this;
    children.insert(children.begin() + position, std::move(child));
    number(children, position);
    if (isClient())
        connection = children.back()->connection;
}

ConnectionNode::Pointer ConnectionNode::take(int position)
{
    Pointer taken = std::move(children[std::size_t(position)]);
    children.erase(children.begin() + position);
    number(children, position);
    if (isClient() && !children.empty())
        connection = children.back()->connection;
    return taken;
}

int ConnectionNode::positionOf(RelayCore::ConnectionId id) const
{
    const auto found =
        std::lower_bound(children.cbegin(), children.cend(), id,
                         [](const Pointer &child, RelayCore::ConnectionId other) { return child->connection < other; });
    return int(found - children.cbegin());
}

} // namespace Inspector
