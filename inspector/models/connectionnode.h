// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/wire/wireevent.h"

#include <QtCore/QString>

#include <memory>
#include <optional>
#include <vector>

namespace Inspector {

/// A row of ConnectionModel: a source, below it a client, below that the connections of a client that has several.
/// Above the sources of a capture in a database are the capture and its host, the groups.
///
/// The connection of a client that has only one is the row of the client itself.
struct ConnectionNode
{
    using Pointer = std::unique_ptr<ConnectionNode>;

    ConnectionNode *parent = nullptr; ///< Null for a source of a file, and for a host.
    int row = 0;
    RelayCore::SourceId source = 0;         ///< 0 for a group.
    RelayCore::ConnectionId connection = 0; ///< 0 for a group and a source; for a client with several, the newest.
    std::optional<QString> group;           ///< Of a group: the name of the host or of the capture.
    qint64 capture = 0;                     ///< Of the group of a capture: its id in the database.
    QString key;                            ///< Of a client, see clientKey(); may be empty.
    std::vector<Pointer> children;

    [[nodiscard]] bool isGroup() const { return group.has_value(); }
    [[nodiscard]] bool isSource() const { return !isGroup() && (!parent || parent->isGroup()); }
    [[nodiscard]] bool isClient() const { return parent && parent->isSource(); }
    /// Returns the client that the row is, or belongs to; null for a source and a group.
    [[nodiscard]] ConnectionNode *client();

    /// Puts \a child at \a position. The newest connection of a client is kept up to date, here and by take().
    void insert(int position, Pointer child);
    [[nodiscard]] Pointer take(int position);
    /// Calls \a take with each source that the row is, or that is below it; not for clients.
    template<typename Take>
    void forEachSource(Take take) const
    {
        if (isSource())
            take(*this);
        for (const Pointer &child : children) {
            if (isGroup())
                child->forEachSource(take);
        }
    }
    /// Returns where \a id belongs among the children, which are ascending.
    [[nodiscard]] int positionOf(RelayCore::ConnectionId id) const;
};

/// Sets ConnectionNode::row of \a rows, which have the same parent, from \a from on.
void numberRows(std::vector<ConnectionNode::Pointer> &rows, int from);

} // namespace Inspector
