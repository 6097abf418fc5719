// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/server/clientregistry.h"

namespace RelayCore {

ServerConnection *ClientRegistry::connectionOf(const QUuid &uuid) const
{
    return m_byUuid.value(uuid, nullptr);
}

std::optional<Registration> ClientRegistry::registrationOf(const ServerConnection *connection) const
{
    const auto found = m_byConnection.constFind(connection);
    return found == m_byConnection.cend() ? std::nullopt : std::optional(*found);
}

void ClientRegistry::add(const Registration &registration, ServerConnection *connection)
{
    remove(connection);
    if (ServerConnection *previous = connectionOf(registration.uuid))
        remove(previous);
    m_byUuid.insert(registration.uuid, connection);
    m_byConnection.insert(connection, registration);
    m_order.append(connection);
}

std::optional<Registration> ClientRegistry::remove(ServerConnection *connection)
{
    std::optional<Registration> registration = registrationOf(connection);
    if (registration) {
        m_byUuid.remove(registration->uuid);
        m_byConnection.remove(connection);
        m_order.removeOne(connection);
    }
    return registration;
}

} // namespace RelayCore
