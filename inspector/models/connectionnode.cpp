// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/models/connectionnode.h"

#include <algorithm>
#include <utility>

namespace Inspector {

void numberRows(std::vector<ConnectionNode::Pointer> &rows, int from)
{
    for (int row = from; row < int(rows.size()); ++row)
        rows[std::size_t(row)]->row = row;
}

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
    numberRows(children, position);
    if (isClient())
        connection = children.back()->connection;
}

ConnectionNode::Pointer ConnectionNode::take(int position)
{
    Pointer taken = std::move(children[std::size_t(position)]);
    children.erase(children.begin() + position);
    numberRows(children, position);
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
