// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/server/registeredclient.h"

#include <QtCore/QHash>
#include <QtCore/QList>

#include <optional>

namespace RelayCore {

class ServerConnection;

/// Who is reachable over which connection: one UUID per connection and one connection per UUID.
///
/// Does not own the connections; the owner removes them before they are destroyed.
class ClientRegistry
{
public:
    /// The connection to send to in order to reach \a uuid, or nullptr.
    [[nodiscard]] ServerConnection *connectionOf(const QUuid &uuid) const;
    /// What \a connection is registered as; nullptr where it is not. Valid until the registry changes.
    [[nodiscard]] const RegisteredClient *clientOf(const ServerConnection *connection) const;
    [[nodiscard]] qsizetype count() const { return m_byUuid.size(); }
    /// All registered connections, in the order in which they registered.
    [[nodiscard]] QList<ServerConnection *> connections() const;

    /// Makes \a connection reachable and removes the previous registrations of it and of the UUID.
    void add(const RegisteredClient &client, ServerConnection *connection);
    /// Removes \a connection. \return what it was registered as; empty where it was not.
    std::optional<RegisteredClient> remove(ServerConnection *connection);

private:
    struct Entry
    {
        RegisteredClient client;
        quint64 order = 0;
    };

    QHash<QUuid, ServerConnection *> m_byUuid;
    QHash<const ServerConnection *, Entry> m_byConnection;
    quint64 m_registrations = 0;
};

} // namespace RelayCore
