// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/export.h"
#include "relaycore/server/registeredclient.h"
#include "relaycore/server/relayserveroptions.h"

#include <QtCore/QList>
#include <QtCore/QObject>
#include <QtCore/QUrl>

#include <memory>

namespace RelayCore {

class RelayServerPrivate;

/// A local ProxyStore relay: registers clients and forwards their messages.
///
/// For tests, laptops and labs. Users are known by bearer tokens (RelayUsers); there is no Globus authentication.
///
/// \par Threads  owned by one thread with an event loop. A slot may stop or delete the server.
/// \par Source   docs/protocol.md; ProxyStore 1.1.0 p2p/relay/server.py.
/// \since 0.1
class RELAYCORE_EXPORT RelayServer : public QObject
{
    Q_OBJECT

public:
    /// Does not listen yet.
    explicit RelayServer(RelayServerOptions options = {}, QObject *parent = nullptr);
    ~RelayServer() override;

    /// Starts listening. \return the reason in English where it cannot, otherwise an empty string.
    [[nodiscard]] QString listen();
    /// Says 1001 (going away) to everyone and stops listening. stopped() follows when the last connection is gone.
    void stop();

    /// Between a successful listen() and stop().
    [[nodiscard]] bool isListening() const;
    /// `ws://127.0.0.1:8700`; empty while not listening.
    [[nodiscard]] QUrl url() const;
    /// Who is registered now, in the order in which they registered.
    [[nodiscard]] QList<RegisteredClient> clients() const;
    /// How many that are.
    [[nodiscard]] qsizetype clientCount() const;

    /// Takes effect with the next registration. Clients whose token is no longer the same user's are closed with 4002.
    /// Does nothing to a server that began without users.
    void setUsers(const RelayUsers &users);
    /// For connections from now on. Does nothing to a server that began without TLS.
    void setTls(const QSslConfiguration &tls);

Q_SIGNALS:
    /// \a client is routed from now on; also told when it registers again.
    void clientRegistered(const RelayCore::RegisteredClient &client);
    /// \a client is no longer routed. \a closeCode as received, sent (4004, 1001, ...) or concluded (1006); 1000 where
    /// the client registered under another UUID.
    void clientUnregistered(const RelayCore::RegisteredClient &client, quint16 closeCode);
    /// \a from is what the sender is registered as, whatever its message claims.
    void messageForwarded(const RelayCore::RegisteredClient &from, const RelayCore::RegisteredClient &to);
    /// The message went back to its sender, because \a peer is unknown or another user's: \a error as it was told.
    void messageReturned(const RelayCore::RegisteredClient &from, const QUuid &peer, const QString &error);
    /// The client at \a address, registered or not, was closed by the relay.
    void clientRefused(const QString &address, quint16 closeCode, const QString &reason);
    /// A connection from \a address (empty where unknown) did not become a WebSocket.
    void connectionRefused(const QString &address, const QString &reason);
    /// After stop(): every connection is gone.
    void stopped();

private:
    friend class RelayServerPrivate;
    std::unique_ptr<RelayServerPrivate> d;
};

} // namespace RelayCore
