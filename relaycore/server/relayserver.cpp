// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/server/relayserver.h"

#include "relaycore/server/connectionlistener.h"
#include "relaycore/server/referencetexts.h"
#include "relaycore/server/relayserver_p.h"
#include "relaycore/server/serverbackplane.h"
#include "relaycore/server/serverconnection.h"

#include <QtCore/QPointer>
#include <QtNetwork/QTcpSocket>
#include <QtWebSockets/QWebSocket>

#include <algorithm>
#include <limits>
#include <utility>

namespace RelayCore {

using namespace Qt::StringLiterals;
using namespace ReferenceTexts;

namespace {

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
    , m_listener(new ConnectionListener(m_options.limits, m_options.tls))
    , m_upgrader(new QWebSocketServer(u"RelayCore"_s, QWebSocketServer::NonSecureMode, m_listener))
{
    connect(m_listener, &ConnectionListener::requested, m_upgrader, &QWebSocketServer::handleConnection);
    connect(m_listener, &ConnectionListener::connectionRejected, &m_server, &RelayServer::connectionRefused);
    connect(m_listener, &ConnectionListener::acceptingStopped, &m_server, &RelayServer::acceptingStopped);
    connect(m_listener, &ConnectionListener::acceptingResumed, &m_server, &RelayServer::acceptingResumed);
    connect(m_upgrader, &QWebSocketServer::serverError, &m_server,
            [this] { Q_EMIT m_server.connectionRefused(QString(), m_upgrader->errorString()); });
    connect(m_upgrader, &QWebSocketServer::newConnection, this, &RelayServerPrivate::accept);
    m_upgrader->setMaxPendingConnections(std::numeric_limits<int>::max() - 1);
    connect(&m_beat, &QTimer::timeout, this, &RelayServerPrivate::beat);
    m_beat.setInterval(std::max(std::chrono::milliseconds(1), m_options.keepalive / int(m_groups.size())));
}

RelayServerPrivate::~RelayServerPrivate()
{
    m_backplane.reset();
    const QList<ServerConnection *> all = connections();
    for (ServerConnection *connection : all) {
        connection->disconnect(this);
        delete connection;
    }
    // The TCP sockets below the WebSockets belong to the listener, and one of them may be emitting a signal. The
    // WebSockets are scheduled for deletion already, so they are deleted first.
    m_listener->close();
    m_listener->disconnect(&m_server);
    m_upgrader->disconnect(this);
    m_listener->deleteLater();
}

bool RelayServerPrivate::listen(const QList<QHostAddress> &addresses, quint16 port)
{
    if (m_listener->tcp().isListening()) {
        m_error = u"The relay listens already."_s;
        return false;
    }
    if (!m_listener->listen(addresses, port)) {
        QStringList names;
        for (const QHostAddress &address : addresses)
            names.append(address.toString());
        m_error = u"Cannot listen on %1, port %2: %3"_s.arg(names.join(u", "), QString::number(port),
                                                            m_listener->tcp().errorString());
        return false;
    }
    m_error.clear();
    m_stopping = false;
    if (m_options.keepalive > std::chrono::milliseconds::zero())
        m_beat.start();
    return true;
}

const TcpListener &RelayServerPrivate::tcp() const
{
    return m_listener->tcp();
}

void RelayServerPrivate::close()
{
    m_listener->close();
    m_stopping = true;
    const QPointer<RelayServer> alive(&m_server);
    const QList<ServerConnection *> all = connections();
    for (ServerConnection *connection : all) {
        connection->close(CloseCode::GoingAway, u"The relay is shutting down."_s);
        if (!alive)
            return;
    }
    QMetaObject::invokeMethod(this, &RelayServerPrivate::reportStopped, Qt::QueuedConnection);
}

bool RelayServerPrivate::isListening() const
{
    return m_listener->tcp().isListening();
}

QUrl RelayServerPrivate::url() const
{
    QUrl url;
    if (m_listener->tcp().isListening()) {
        url.setScheme(m_listener->isSecure() ? u"wss"_s : u"ws"_s);
        url.setHost(connectableHost(m_listener->tcp().serverAddress()));
        url.setPort(m_listener->tcp().serverPort());
    }
    return url;
}

QList<RegisteredClient> RelayServerPrivate::clients() const
{
    QList<RegisteredClient> clients;
    const QList<ServerConnection *> registered = m_registry.connections();
    for (const ServerConnection *connection : registered)
        clients.append(current(*connection));
    return clients;
}

void RelayServerPrivate::setUsers(const RelayUsers &users)
{
    if (!m_options.users)
        return;
    m_options.users = users;
    const QPointer<RelayServer> alive(&m_server);
    const QList<ServerConnection *> registered = m_registry.connections();
    for (ServerConnection *connection : registered) {
        const RegisteredClient *client = m_registry.clientOf(connection);
        const auto user = userOf(*connection);
        const auto *name = std::get_if<QString>(&user);
        if (client && !(name && *name == client->user))
            connection->close(CloseCode::Forbidden, unknownTokenReason);
        if (!alive)
            return;
    }
}

void RelayServerPrivate::setTls(const QSslConfiguration &tls)
{
    m_listener->setTls(tls);
}

void RelayServerPrivate::accept()
{
    while (QWebSocket *socket = m_upgrader->nextPendingConnection()) {
        // QWebSocket read what came in one packet with the request before it was connected to anything here. Where that
        // was invalid, it has closed already, and emits nothing any more.
        if (socket->state() == QAbstractSocket::UnconnectedState) {
            socket->deleteLater();
            Q_EMIT m_server.connectionRefused(QString(), u"What followed its request were no WebSocket frames."_s);
            return;
        }
        auto *connection = new ServerConnection(socket, m_listener->socketOf(socket->peerAddress(), socket->peerPort()),
                                                m_options.limits, this);
        QSet<ServerConnection *> &group = m_groups[m_nextGroup++ % m_groups.size()];
        group.insert(connection);
        connect(connection, &QObject::destroyed, this, [this, connection, &group] {
            group.remove(connection);
            reportStopped();
        });
        connect(connection, &ServerConnection::messageReceived, this,
                [this, connection](const RelayMessage &message) { process(connection, message); });
        connect(connection, &ServerConnection::ended, this,
                [this, connection](quint16 closeCode, const QString &reason, bool byRelay) {
                    onEnded(connection, closeCode, reason, byRelay);
                });
        if (m_stopping) // It was between the listener and here when close() was called.
            connection->close(CloseCode::GoingAway, u"The relay is shutting down."_s);
    }
}

void RelayServerPrivate::process(ServerConnection *connection, const RelayMessage &message)
{
    if (m_backplane && m_backplane->hold(connection, message))
        return;
    if (const auto *registration = std::get_if<RelayRegistration>(&message))
        return registerClient(connection, *registration);
    if (const auto *request = std::get_if<PeerConnection>(&message))
        return forward(connection, *request);
    connection->close(CloseCode::UndecodableMessage, u"A client cannot send a relay_response."_s);
}

void RelayServerPrivate::registerClient(ServerConnection *connection, const RelayRegistration &request)
{
    const auto admitted = userOf(*connection);
    if (const auto *refusal = std::get_if<Refusal>(&admitted))
        return connection->close(refusal->code, refusal->reason);
    const auto &user = std::get<QString>(admitted);

    if (const qsizetype size = request.name.toUtf8().size(); size > m_options.limits.nameBytes) {
        const QString error =
            u"BadRequestError: The name has %1 bytes; this relay takes %2."_s.arg(size).arg(m_options.limits.nameBytes);
        connection->reply(RelayResponse{false, error, true});
        return;
    }

    const ServerConnection *previous = m_registry.connectionOf(request.uuid);
    if (previous && m_registry.clientOf(previous)->user != user)
        return refuseForeignUuid(connection, request.uuid);
    if (m_backplane && previous != connection)
        return m_backplane->announce(connection, request, user);
    completeRegistration(connection, request, user);
}

void RelayServerPrivate::completeRegistration(ServerConnection *connection, const RelayRegistration &request,
                                              const QString &user)
{
    ServerConnection *previous = m_registry.connectionOf(request.uuid);
    if (previous && m_registry.clientOf(previous)->user != user)
        return refuseForeignUuid(connection, request.uuid);

    std::optional<RegisteredClient> former = m_registry.remove(connection);
    std::optional<RegisteredClient> evicted;
    if (previous && previous != connection)
        evicted = m_registry.remove(previous);
    m_registry.add({.uuid = request.uuid,
                    .name = request.name,
                    .user = user,
                    .address = connection->address(),
                    .since = QDateTime::currentDateTimeUtc()},
                   connection);

    const QPointer<RelayServer> alive(&m_server);
    // The old client is no longer routed, so it cannot delay the new one where it does not take the close frame.
    const RegisteredClient client = current(*connection);
    if (m_backplane && former && former->uuid != request.uuid)
        m_backplane->withdraw(former->uuid);
    connection->reply(RelayResponse{});
    if (evicted) {
        evicted->messages = previous->messages();
        previous->close(CloseCode::DuplicateRegistration, duplicateReason);
    }
    if (alive && former && former->uuid != request.uuid) {
        former->messages = client.messages;
        Q_EMIT alive->clientUnregistered(*former, quint16(CloseCode::Normal));
    }
    if (alive && evicted)
        Q_EMIT alive->clientUnregistered(*evicted, quint16(CloseCode::DuplicateRegistration));
    if (alive)
        Q_EMIT alive->clientRegistered(client);
}

void RelayServerPrivate::forward(ServerConnection *connection, const PeerConnection &request)
{
    if (!m_registry.clientOf(connection))
        return connection->close(CloseCode::Forbidden, unregisteredReason);

    // Copies: sending may end a client, and a slot may end the server.
    const RegisteredClient from = current(*connection);
    const QPointer<RelayServer> alive(&m_server);
    auto reason = Backplane::Delivery::NoResponders;
    ServerConnection *peer = m_registry.connectionOf(request.peerUuid);
    if (m_backplane && (!peer || m_backplane->isUnderWay(connection, request.peerUuid)))
        return m_backplane->route(connection, from, request);
    if (peer) {
        const RegisteredClient to = current(*peer);
        if (to.user != from.user) {
            reason = Backplane::Delivery::OtherUser;
        } else if (const auto receipt = connection->receipt(); peer->send(request)) {
            measure(receipt);
            if (alive)
                Q_EMIT alive->messageForwarded(from, to);
            return;
        }
        if (!alive) // The peer was closed, and a slot destroyed the server.
            return;
    }
    returnMessage(connection, from, request, reason);
}

void RelayServerPrivate::onEnded(ServerConnection *connection, quint16 closeCode, const QString &reason, bool byRelay)
{
    const QPointer<RelayServer> alive(&m_server);
    std::optional<RegisteredClient> client = m_registry.remove(connection);
    if (client)
        client->messages = connection->messages();
    if (m_backplane) {
        m_backplane->remove(connection);
        if (client)
            m_backplane->withdraw(client->uuid);
    }
    if (byRelay && closeCode != quint16(CloseCode::GoingAway))
        Q_EMIT alive->clientRefused(connection->address(), closeCode, reason);
    if (alive && client)
        Q_EMIT alive->clientUnregistered(*client, closeCode);
}

void RelayServerPrivate::beat()
{
    const QPointer<RelayServer> alive(&m_server);
    const auto group = m_groups[m_nextBeat++ % m_groups.size()];
    for (ServerConnection *connection : group) {
        connection->beat();
        if (!alive)
            return;
    }
}

void RelayServerPrivate::reportStopped()
{
    if (!m_stopping || !connections().isEmpty())
        return;
    m_stopping = false;
    m_beat.stop();
    Q_EMIT m_server.stopped();
}

std::variant<QString, RelayServerPrivate::Refusal> RelayServerPrivate::userOf(const ServerConnection &connection) const
{
    if (!m_options.users)
        return QString();
    const QByteArray header = connection.authorization();
    if (header.isNull())
        return Refusal{CloseCode::Unauthorized, missingTokenReason};
    const QList<QByteArray> parts = header.split(' ');
    if (parts.size() != 2 || parts.constFirst() != "Bearer" || parts.constLast().isEmpty())
        return Refusal{CloseCode::Unauthorized, malformedTokenReason};
    if (const auto user = m_options.users->userOf(parts.constLast()))
        return *user;
    return Refusal{CloseCode::Forbidden, unknownTokenReason};
}

RegisteredClient RelayServerPrivate::current(const ServerConnection &connection) const
{
    RegisteredClient client = *m_registry.clientOf(&connection);
    client.messages = connection.messages();
    return client;
}

QList<ServerConnection *> RelayServerPrivate::connections() const
{
    QList<ServerConnection *> all;
    for (const auto &group : m_groups)
        all.append(group.values());
    return all;
}

RelayServer::RelayServer(RelayServerOptions options, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<RelayServerPrivate>(std::move(options), *this))
{}

RelayServer::~RelayServer() = default;

bool RelayServer::listen()
{
    return d->listen({d->options().host}, d->options().port);
}

bool RelayServer::listen(const QHostAddress &address, quint16 port)
{
    return d->listen({address}, port);
}

bool RelayServer::listen(const QList<QHostAddress> &addresses, quint16 port)
{
    return d->listen(addresses, port);
}

QString RelayServer::errorString() const
{
    return d->errorString();
}

QHostAddress RelayServer::serverAddress() const
{
    return d->tcp().serverAddress();
}

QList<QHostAddress> RelayServer::serverAddresses() const
{
    return d->tcp().serverAddresses();
}

quint16 RelayServer::serverPort() const
{
    return d->tcp().serverPort();
}

void RelayServer::close()
{
    d->close();
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

qsizetype RelayServer::clientCount() const
{
    return d->clientCount();
}

void RelayServer::setUsers(const RelayUsers &users)
{
    d->setUsers(users);
}

void RelayServer::setTls(const QSslConfiguration &tls)
{
    d->setTls(tls);
}

void RelayServer::setBackplane(Backplane *backplane)
{
    d->setBackplane(backplane);
}

} // namespace RelayCore
