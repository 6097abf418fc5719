// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/protocol/closecode.h"
#include "relaycore/protocol/messages.h"
#include "relaycore/server/backplane.h"
#include "relaycore/server/clientregistry.h"
#include "relaycore/server/relayserver.h"
#include "relaycore/server/serverconnection.h"

#include <QtCore/QSet>
#include <QtCore/QTimer>
#include <QtWebSockets/QWebSocketServer>

#include <array>
#include <variant>

namespace RelayCore {

class ConnectionListener;
class ServerBackplane;
class TcpListener;

/// Decides what the relay answers. A function emits the signals of the RelayServer last, because a slot may delete the
/// server.
class RelayServerPrivate : public QObject
{
public:
    RelayServerPrivate(RelayServerOptions options, RelayServer &server);
    ~RelayServerPrivate() override;

    [[nodiscard]] bool listen(const QList<QHostAddress> &addresses, quint16 port);
    void close();
    [[nodiscard]] const RelayServerOptions &options() const { return m_options; }
    [[nodiscard]] const TcpListener &tcp() const;
    [[nodiscard]] QString errorString() const { return m_error; }
    [[nodiscard]] bool isListening() const;
    [[nodiscard]] QUrl url() const;
    [[nodiscard]] QList<RegisteredClient> clients() const;
    [[nodiscard]] qsizetype clientCount() const { return m_registry.count(); }
    void setUsers(const RelayUsers &users);
    void setTls(const QSslConfiguration &tls);
    void setBackplane(Backplane *backplane);

    // For the backplane.
    void process(ServerConnection *connection, const RelayMessage &message);
    /// Registers \a connection as \a user, whose token and name have been accepted, and answers it.
    void completeRegistration(ServerConnection *connection, const RelayRegistration &request, const QString &user);
    /// Returns \a request of \a from to its \a connection with the error for \a reason.
    void returnMessage(ServerConnection *connection, const RegisteredClient &from, PeerConnection request,
                       Backplane::Delivery reason);
    static void refuseForeignUuid(ServerConnection *connection, const QUuid &uuid);
    static void closeAsDuplicate(ServerConnection *connection);
    void reportRouted(const RegisteredClient &from, const QUuid &peer);
    /// Emits forwardingMeasured() for a message that has just been forwarded.
    void measure(const ServerConnection::Receipt &receipt);
    [[nodiscard]] bool hasClient(const QUuid &uuid) const;
    [[nodiscard]] Backplane::Delivery deliver(const BackplaneMessage &message);
    void endRegistration(const QUuid &uuid, Backplane::Announcement reason);

private:
    /// Why a client is not accepted.
    struct Refusal
    {
        CloseCode code;
        QString reason;
    };

    void accept();
    void registerClient(ServerConnection *connection, const RelayRegistration &request);
    void forward(ServerConnection *connection, const PeerConnection &request);
    void onEnded(ServerConnection *connection, quint16 closeCode, const QString &reason, bool byRelay);
    void beat();
    void reportStopped();

    [[nodiscard]] std::variant<QString, Refusal> userOf(const ServerConnection &connection) const;
    /// What \a connection is registered as, with its messages so far.
    [[nodiscard]] RegisteredClient current(const ServerConnection &connection) const;
    [[nodiscard]] QList<ServerConnection *> connections() const;

    RelayServer &m_server;
    RelayServerOptions m_options;
    ConnectionListener *m_listener; ///< Outlives this object by one turn of the event loop.
    QWebSocketServer *m_upgrader;   ///< Never listens: the listener hands it connections. Lives as long as that.
    ClientRegistry m_registry;
    std::unique_ptr<ServerBackplane> m_backplane; ///< Null where the server is alone.
    /// Connections in as many groups as there are beats in a keepalive interval, so that pings leave evenly.
    std::array<QSet<ServerConnection *>, 16> m_groups;
    size_t m_nextGroup = 0; ///< For the next connection.
    size_t m_nextBeat = 0;  ///< The group that is pinged next.
    QTimer m_beat;
    QString m_error; ///< Why listen() failed.
    bool m_stopping = false;
};

} // namespace RelayCore
