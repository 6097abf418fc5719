// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QDateTime>
#include <QtCore/QHash>
#include <QtCore/QList>
#include <QtCore/QString>
#include <QtCore/QUuid>

#include <optional>

namespace RelayCore {

class ServerConnection;

struct Registration
{
    QUuid uuid;
    QString name;
    QDateTime since; ///< UTC
};

/// Who is reachable over which connection: one UUID per connection and one connection per UUID.
///
/// Does not own the connections; whoever does removes them before they go.
class ClientRegistry
{
public:
    /// The connection to send to in order to reach \a uuid, or nullptr.
    [[nodiscard]] ServerConnection *connectionOf(const QUuid &uuid) const;
    /// What \a connection is registered as; empty where it is not.
    [[nodiscard]] std::optional<Registration> registrationOf(const ServerConnection *connection) const;
    /// All registered connections, in the order in which they registered.
    [[nodiscard]] QList<ServerConnection *> connections() const { return m_order; }

    /// Makes \a connection reachable and forgets whatever it, or the UUID, was registered with before.
    void add(const Registration &registration, ServerConnection *connection);
    /// Forgets \a connection. \return what it was registered as; empty where it was not.
    std::optional<Registration> remove(ServerConnection *connection);

private:
    QHash<QUuid, ServerConnection *> m_byUuid;
    QHash<const ServerConnection *, Registration> m_byConnection;
    QList<ServerConnection *> m_order;
};

} // namespace RelayCore
