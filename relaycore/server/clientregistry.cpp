// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/server/clientregistry.h"

#include <algorithm>

namespace RelayCore {

ServerConnection *ClientRegistry::connectionOf(const QUuid &uuid) const
{
    return m_byUuid.value(uuid, nullptr);
}

const RegisteredClient *ClientRegistry::clientOf(const ServerConnection *connection) const
{
    const auto found = m_byConnection.constFind(connection);
    return found == m_byConnection.cend() ? nullptr : &found->client;
}

QList<ServerConnection *> ClientRegistry::connections() const
{
    // Sorted on request: thousands of clients that leave at once must not search a list for each of them.
    QList<ServerConnection *> connections = m_byUuid.values();
    std::ranges::sort(connections, {}, [this](const ServerConnection *connection) {
        return m_byConnection.constFind(connection)->order;
    });
    return connections;
}

void ClientRegistry::add(const RegisteredClient &client, ServerConnection *connection)
{
    remove(connection);
    if (ServerConnection *previous = connectionOf(client.uuid))
        remove(previous);
    m_byUuid.insert(client.uuid, connection);
    m_byConnection.insert(connection, {client, m_registrations++});
}

std::optional<RegisteredClient> ClientRegistry::remove(ServerConnection *connection)
{
    const auto found = m_byConnection.constFind(connection);
    if (found == m_byConnection.cend())
        return std::nullopt;
    std::optional<RegisteredClient> client = found->client;
    m_byUuid.remove(client->uuid);
    m_byConnection.erase(found);
    return client;
}

} // namespace RelayCore
