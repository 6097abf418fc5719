// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/wire/wireevent.h"

#include <QtCore/QString>

#include <memory>
#include <vector>

namespace Inspector {

/// A row of ConnectionModel: a source, below it a client, below that the connections of a client that has several.
///
/// The connection of a client that has only one is the row of the client itself.
struct ConnectionNode
{
    using Pointer = std::unique_ptr<ConnectionNode>;

    ConnectionNode *parent = nullptr; ///< Null for a source.
    int row = 0;
    RelayCore::SourceId source = 0;
    RelayCore::ConnectionId connection = 0; ///< 0 for a source; for a client with several, the newest.
    QString key;                            ///< Of a client, see clientKey(); may be empty.
    std::vector<Pointer> children;

    [[nodiscard]] bool isSource() const { return parent == nullptr; }
    [[nodiscard]] bool isClient() const { return parent && parent->isSource(); }
    /// Returns the client that the row is, or belongs to; null for a source.
    [[nodiscard]] ConnectionNode *client();

    /// Puts \a child at \a position. The newest connection of a client is kept up to date, here and by take().
    void insert(int position, Pointer child);
    [[nodiscard]] Pointer take(int position);
    /// Returns where \a id belongs among the children, which are ascending.
    [[nodiscard]] int positionOf(RelayCore::ConnectionId id) const;
};

} // namespace Inspector
