// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/export.h"
#include "relaycore/server/backplane.h"
#include "relaycore/server/registeredclient.h"
#include "relaycore/server/relayserveroptions.h"

#include <QtCore/QList>
#include <QtCore/QObject>
#include <QtCore/QUrl>

#include <chrono>
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

    /// Listens on RelayServerOptions::host and RelayServerOptions::port.
    /// \return whether it listens; otherwise errorString() returns the reason.
    /// \sa close(), url()
    [[nodiscard]] bool listen();
    /// Listens on \a address and \a port instead; on any free port where it is 0. QHostAddress::Any is every interface
    /// with IPv4 and IPv6.
    [[nodiscard]] bool listen(const QHostAddress &address, quint16 port = 0);
    /// Listens on the same port of every address in \a addresses, such as all of a name. Addresses that this machine
    /// does not have are left out as long as one works.
    [[nodiscard]] bool listen(const QList<QHostAddress> &addresses, quint16 port = 0);
    /// Stops listening, and closes every connection with 1001 (going away). Emits stopped() when the last one is gone.
    void close();

    /// Returns whether the server listens: between a successful listen() and close().
    [[nodiscard]] bool isListening() const;
    /// Returns why the last listen() failed, in English; empty where it did not.
    [[nodiscard]] QString errorString() const;
    /// Returns the first address the server listens on; null while it does not listen.
    [[nodiscard]] QHostAddress serverAddress() const;
    /// Returns every address the server listens on.
    [[nodiscard]] QList<QHostAddress> serverAddresses() const;
    /// Returns the port the server listens on; 0 while it does not listen.
    [[nodiscard]] quint16 serverPort() const;
    /// Returns an address to connect to from this machine, such as `ws://127.0.0.1:8700`; empty while not listening.
    [[nodiscard]] QUrl url() const;
    /// Returns the registered clients, in the order in which they registered.
    [[nodiscard]] QList<RegisteredClient> clients() const;
    /// Returns the number of registered clients.
    [[nodiscard]] qsizetype clientCount() const;

    /// Replaces the users, for registrations from now on. Clients whose token is no longer the same user's are closed
    /// with 4002. Does nothing to a server that was constructed without users.
    void setUsers(const RelayUsers &users);
    /// Replaces the TLS configuration, for connections from now on. Does nothing to a server that was constructed
    /// without TLS.
    void setTls(const QSslConfiguration &tls);
    /// Joins this server to others by \a backplane; nullptr: it is alone, as after construction. Call it before
    /// listen(). The server does not own \a backplane, which must live in the same thread; where it is destroyed first,
    /// the server is alone from then on.
    ///
    /// A registration is answered when the other relays know the client. A message for a client of this server does not
    /// pass through \a backplane; one for another is returned to its sender with the reference's error text where no
    /// relay has the peer, or where the backplane is interrupted. Where the outcome cannot be known, the connection of
    /// the sender is closed with 1013.
    /// \since 0.2
    void setBackplane(Backplane *backplane);

Q_SIGNALS:
    /// Emitted when \a client has registered, also when it registers again.
    void clientRegistered(const RelayCore::RegisteredClient &client);
    /// Emitted when \a client is no longer registered. \a closeCode as received, sent (4004, 1001, ...) or concluded
    /// (1006); 1000 where the client registered under another UUID.
    void clientUnregistered(const RelayCore::RegisteredClient &client, quint16 closeCode);
    /// Emitted when a message was forwarded. \a from is what the sender is registered as, whatever its message claims.
    void messageForwarded(const RelayCore::RegisteredClient &from, const RelayCore::RegisteredClient &to);
    /// Emitted when a message of \a from was delivered to \a peer by another relay.
    /// \since 0.2
    void messageRouted(const RelayCore::RegisteredClient &from, const QUuid &peer);
    /// Emitted when a message that \a source sent to another relay was delivered to \a to.
    /// \since 0.2
    void messageArrived(const QUuid &source, const RelayCore::RegisteredClient &to);
    /// Emitted when a message of \a bytes bytes (UTF-8, as received) was written to its peer's connection, or another
    /// relay confirmed that it was, \a duration after it was read. Costs nothing where it is not connected.
    /// \since 0.2
    void forwardingMeasured(qsizetype bytes, std::chrono::nanoseconds duration);
    /// Emitted when a message was returned to its sender with \a error, because \a peer is unknown or another user's.
    void messageReturned(const RelayCore::RegisteredClient &from, const QUuid &peer, const QString &error);
    /// Emitted when the relay closes the connection of the client at \a address, registered or not.
    void clientRefused(const QString &address, quint16 closeCode, const QString &reason);
    /// Emitted when a connection from \a address (empty where unknown) did not become a WebSocket. \a reason is an
    /// English sentence.
    void connectionRefused(const QString &address, const QString &reason);
    /// Emitted when the process has no file descriptors for more connections, which wait until others end; \a reason is
    /// an English sentence. Emitted once until acceptingResumed().
    void acceptingStopped(const QString &reason);
    /// Emitted when connections have been accepted without interruption for five seconds since acceptingStopped().
    void acceptingResumed();
    /// Emitted after close(), when every connection is gone.
    void stopped();

private:
    friend class RelayServerPrivate;
    std::unique_ptr<RelayServerPrivate> d;
};

} // namespace RelayCore
