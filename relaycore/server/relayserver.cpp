// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/server/relayserver.h"

#include "relaycore/server/relayserver_p.h"
#include "relaycore/server/serverconnection.h"

#include <QtCore/QPointer>
#include <QtWebSockets/QWebSocket>

#include <utility>

namespace RelayCore {

using namespace Qt::StringLiterals;

namespace {

// The texts that follow are the reference's, word for word: clients show them to people, and some compare them.
constexpr QLatin1StringView duplicateReason("Relay received a registration with the same ID. This might mean that the "
                                            "endpoint is running in multiple locations.");
constexpr QLatin1StringView unregisteredReason("ForbiddenError: Client has not registered and authenticated with the "
                                               "relay server.");

QString unknownPeerError(const QUuid &peer)
{
    return u"Cannot forward peer connection message to peer %1 because this peer is not registered this relay server."_s
        .arg(peer.toString(QUuid::WithoutBraces));
}

/// The address to reach a listener on \a address from this machine: a wildcard is no destination.
QString connectableHost(const QHostAddress &address)
{
    if (address == QHostAddress(QHostAddress::Any) || address == QHostAddress(QHostAddress::AnyIPv4))
        return QHostAddress(QHostAddress::LocalHost).toString();
    if (address == QHostAddress(QHostAddress::AnyIPv6))
        return QHostAddress(QHostAddress::LocalHostIPv6).toString();
    return address.toString();
}

} // namespace

RelayServerPrivate::RelayServerPrivate(RelayServerOptions options, RelayServer &server)
    : m_server(server)
    , m_options(std::move(options))
    , m_listener(new QWebSocketServer(u"RelayCore"_s, QWebSocketServer::NonSecureMode))
{
    connect(m_listener, &QWebSocketServer::newConnection, this, &RelayServerPrivate::accept);
}

RelayServerPrivate::~RelayServerPrivate()
{
    const auto connections = findChildren<ServerConnection *>(Qt::FindDirectChildrenOnly);
    for (ServerConnection *connection : connections) {
        connection->disconnect(this);
        delete connection;
    }
    // The TCP sockets below the WebSockets belong to the listener, and one of them may be emitting just now. The
    // WebSockets are due for deletion already, so they go first.
    m_listener->close();
    m_listener->disconnect(this);
    m_listener->deleteLater();
}

QString RelayServerPrivate::listen()
{
    if (m_listener->isListening() || m_listener->listen(m_options.host, m_options.port))
        return {};
    return u"Cannot listen on %1, port %2: %3"_s.arg(m_options.host.toString(), QString::number(m_options.port),
                                                     m_listener->errorString());
}

void RelayServerPrivate::stop()
{
    m_listener->close();
    const QPointer<RelayServer> alive(&m_server);
    const auto connections = findChildren<ServerConnection *>(Qt::FindDirectChildrenOnly);
    for (ServerConnection *connection : connections) {
        connection->close(CloseCode::GoingAway, u"The relay is shutting down."_s);
        if (!alive)
            return;
    }
}

QUrl RelayServerPrivate::url() const
{
    QUrl url;
    if (m_listener->isListening()) {
        url.setScheme(u"ws"_s);
        url.setHost(connectableHost(m_listener->serverAddress()));
        url.setPort(m_listener->serverPort());
    }
    return url;
}

QList<RegisteredClient> RelayServerPrivate::clients() const
{
    QList<RegisteredClient> clients;
    const QList<ServerConnection *> connections = m_registry.connections();
    for (const ServerConnection *connection : connections) {
        const Registration registration = m_registry.registrationOf(connection).value();
        clients.append({.uuid = registration.uuid,
                        .name = registration.name,
                        .address = connection->address(),
                        .since = registration.since,
                        .messages = connection->messages()});
    }
    return clients;
}

void RelayServerPrivate::accept()
{
    while (QWebSocket *socket = m_listener->nextPendingConnection()) {
        auto *connection = new ServerConnection(socket, m_options.maxMessageBytes, this);
        connect(connection, &ServerConnection::messageReceived, this,
                [this, connection](const RelayMessage &message) { process(connection, message); });
        connect(connection, &ServerConnection::ended, this,
                [this, connection](quint16 closeCode) { onEnded(connection, closeCode); });
    }
}

void RelayServerPrivate::process(ServerConnection *connection, const RelayMessage &message)
{
    if (const auto *registration = std::get_if<RelayRegistration>(&message))
        return registerClient(connection, *registration);
    if (const auto *request = std::get_if<PeerConnection>(&message))
        return forward(connection, *request);
    connection->close(CloseCode::UndecodableMessage, u"A client cannot send a relay_response."_s);
}

void RelayServerPrivate::registerClient(ServerConnection *connection, const RelayRegistration &request)
{
    const std::optional<Registration> former = m_registry.registrationOf(connection);
    ServerConnection *previous = m_registry.connectionOf(request.uuid);
    const bool evicted = previous && previous != connection;
    m_registry.add({.uuid = request.uuid, .name = request.name, .since = QDateTime::currentDateTimeUtc()}, connection);
    // The old socket is no longer routed, so a client that does not take the close cannot delay the new one.
    if (evicted)
        previous->close(CloseCode::DuplicateRegistration, duplicateReason);
    connection->send(RelayResponse{});

    const QPointer<RelayServer> alive(&m_server);
    if (former && former->uuid != request.uuid)
        Q_EMIT m_server.clientUnregistered(former->uuid, quint16(CloseCode::Normal));
    if (alive && evicted)
        Q_EMIT alive->clientUnregistered(request.uuid, quint16(CloseCode::DuplicateRegistration));
    if (alive)
        Q_EMIT alive->clientRegistered(request.uuid, request.name);
}

void RelayServerPrivate::forward(ServerConnection *connection, PeerConnection request)
{
    const std::optional<Registration> sender = m_registry.registrationOf(connection);
    if (!sender)
        return connection->close(CloseCode::Forbidden, unregisteredReason);

    ServerConnection *peer = m_registry.connectionOf(request.peerUuid);
    if (!peer) {
        request.error = unknownPeerError(request.peerUuid);
        return connection->send(request);
    }
    const QPointer<RelayServer> alive(&m_server);
    peer->send(request);
    if (alive)
        Q_EMIT alive->messageForwarded(sender->uuid, request.peerUuid);
}

void RelayServerPrivate::onEnded(ServerConnection *connection, quint16 closeCode)
{
    if (const std::optional<Registration> registration = m_registry.remove(connection))
        Q_EMIT m_server.clientUnregistered(registration->uuid, closeCode);
}

RelayServer::RelayServer(RelayServerOptions options, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<RelayServerPrivate>(std::move(options), *this))
{}

RelayServer::~RelayServer() = default;

QString RelayServer::listen()
{
    return d->listen();
}

void RelayServer::stop()
{
    d->stop();
}

bool RelayServer::isListening() const
{
    return d->isListening();
}

QUrl RelayServer::url() const
{
    return d->url();
}

QList<RegisteredClient> RelayServer::clients() const
{
    return d->clients();
}

} // namespace RelayCore
