// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/sources/localrelayclient.h"

#include <QtCore/QHash>
#include <QtCore/QObject>
#include <QtCore/QTimer>

namespace RelayCore {
class RelayServer;
}

namespace Inspector {

/// Watches the clients of a RelayServer behind a proxy, and reports them at most ten times a second.
///
/// However many messages a client sends, it is one entry in one of at most ten lists a second.
/// \par Threads  the server's.
class LocalRelayClients final : public QObject
{
    Q_OBJECT

public:
    /// \param server  outlives this object.
    explicit LocalRelayClients(const RelayCore::RelayServer &server, QObject *parent = nullptr);

    /// Who comes to the relay from \a port is the client at \a address, on \a connection.
    void addOrigin(RelayCore::ConnectionId connection, quint16 port, const QString &address);
    /// The relay stops: registered clients leave with 1001 (going away), and nothing follows.
    void end();

Q_SIGNALS:
    void changed(const QList<Inspector::LocalRelayClient> &clients);

private:
    struct Origin
    {
        RelayCore::ConnectionId connection = 0;
        QString address;
    };

    /// Notes what \a client, which is registered, is now. \return what will be reported of it.
    LocalRelayClient &update(const RelayCore::RegisteredClient &client);
    void onUnregistered(const RelayCore::RegisteredClient &client, quint16 closeCode);
    void flush();

    /// By port. An entry outlives its connection, because a client may be gone before the relay has read what it said;
    /// it lasts until its port is used again, so there are no more of them than there are ports.
    QHash<quint16, Origin> m_origins;
    QList<LocalRelayClient> m_pending; ///< In the order of events.
    QHash<QUuid, qsizetype> m_placeOf; ///< In m_pending.
    const RelayCore::RelayServer &m_server;
    QTimer m_timer;
    bool m_ended = false;
};

} // namespace Inspector
