// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/server/serverbackplane.h"

#include "relaycore/protocol/codec.h"
#include "relaycore/server/relayserver_p.h"
#include "relaycore/server/serverconnection.h"

#include <utility>

namespace RelayCore {

using namespace Qt::StringLiterals;

namespace {

/// Messages of one connection that may wait for their outcome: above the first nothing is read from it, below the
/// second it is again. Above the third, which only messages that have been read already can reach, they are returned.
constexpr int pauseAbove = 512;
constexpr int resumeBelow = 256;
constexpr int mostPerConnection = 4096;
/// Of all connections together; more are returned.
constexpr int mostInTotal = 65'536;

constexpr QLatin1StringView unknownOutcomeReason("A message may have been lost with the relay of its peer.");

} // namespace

ServerBackplane::ServerBackplane(Backplane &backplane, RelayServerPrivate &relay)
    : m_backplane(&backplane)
    , m_relay(relay)
{
    backplane.setReceiver(this);
    connect(&backplane, &QObject::destroyed, this, &ServerBackplane::onDestroyed);
}

ServerBackplane::~ServerBackplane()
{
    for (const SessionPointer &session : std::as_const(m_sessions))
        session->connection = nullptr;
    if (m_backplane)
        m_backplane->setReceiver(nullptr);
}

void ServerBackplane::onDestroyed()
{
    const QPointer<ServerBackplane> alive(this);
    const QList<SessionPointer> sessions = m_sessions.values();
    for (const SessionPointer &session : sessions) {
        if (alive && session->connection && (session->isRegistering || session->routed > 0))
            session->connection->close(CloseCode::TryAgainLater, unknownOutcomeReason);
    }
}

ServerBackplane::SessionPointer ServerBackplane::sessionOf(ServerConnection *connection)
{
    SessionPointer &session = m_sessions[connection];
    if (!session) {
        session = std::make_shared<Session>();
        session->connection = connection;
    }
    return session;
}

bool ServerBackplane::hold(ServerConnection *connection, const RelayMessage &message)
{
    const auto session = m_sessions.constFind(connection);
    if (session == m_sessions.cend() || !(*session)->isRegistering)
        return false;
    (*session)->held.append(message);
    return true;
}

void ServerBackplane::announce(ServerConnection *connection, const RelayRegistration &request, const QString &user)
{
    if (!m_backplane)
        return m_relay.completeRegistration(connection, request, user);
    const SessionPointer session = sessionOf(connection);
    session->isRegistering = true;
    updateReading(*session);
    ++m_announcing[request.uuid];
    const QPointer<ServerBackplane> alive(this);
    m_backplane->announce({.uuid = request.uuid,
                           .name = request.name,
                           .user = user,
                           .address = connection->address(),
                           .since = QDateTime::currentDateTimeUtc()},
                          [alive, session, request, user](Backplane::Announcement outcome) {
                              if (alive)
                                  alive->onAnnounced(session, request, user, outcome);
                          });
}

void ServerBackplane::onAnnounced(const SessionPointer &session, const RelayRegistration &request, const QString &user,
                                  Backplane::Announcement outcome)
{
    if (--m_announcing[request.uuid] == 0)
        m_announcing.remove(request.uuid);
    if (!session->connection) // It has ended meanwhile.
        return withdraw(request.uuid);
    session->isRegistering = false;
    const QPointer<ServerBackplane> alive(this);
    switch (outcome) {
    case Backplane::Announcement::Accepted:
    case Backplane::Announcement::Unavailable:
        m_relay.completeRegistration(session->connection, request, user);
        break;
    case Backplane::Announcement::OtherUser:
        m_relay.refuseForeignUuid(session->connection, request.uuid);
        break;
    case Backplane::Announcement::Superseded:
        m_relay.closeAsDuplicate(session->connection);
        break;
    }
    if (alive)
        processHeld(session);
}

void ServerBackplane::processHeld(const SessionPointer &session)
{
    const QPointer<ServerBackplane> alive(this);
    while (alive && session->connection && !session->isRegistering && !session->held.isEmpty())
        m_relay.process(session->connection, session->held.takeFirst());
    if (alive && session->connection)
        updateReading(*session);
}

bool ServerBackplane::isUnderWay(ServerConnection *connection, const QUuid &peer) const
{
    const auto session = m_sessions.constFind(connection);
    return session != m_sessions.cend() && (*session)->routedTo.contains(peer);
}

void ServerBackplane::route(ServerConnection *connection, const RegisteredClient &from, const PeerConnection &request)
{
    const SessionPointer session = sessionOf(connection);
    if (!m_backplane || session->routed >= mostPerConnection || m_routed >= mostInTotal)
        return m_relay.returnMessage(connection, from, request, Backplane::Delivery::Unavailable);
    ++m_routed;
    ++session->routed;
    ++session->routedTo[request.peerUuid];
    updateReading(*session);
    const QPointer<ServerBackplane> alive(this);
    const ServerConnection::Receipt receipt = connection->receipt();
    m_backplane->route({.source = from.uuid, .peer = request.peerUuid, .user = from.user, .text = encode(request)},
                       [alive, session, from, request, receipt](Backplane::Delivery outcome) {
                           if (!alive)
                               return;
                           if (outcome == Backplane::Delivery::Delivered)
                               alive->m_relay.measure(receipt);
                           if (alive)
                               alive->onRouted(session, from, request, outcome);
                       });
}

void ServerBackplane::onRouted(const SessionPointer &session, const RegisteredClient &from,
                               const PeerConnection &request, Backplane::Delivery outcome)
{
    --m_routed;
    --session->routed;
    if (const auto count = session->routedTo.find(request.peerUuid); --*count == 0)
        session->routedTo.erase(count);
    ServerConnection *connection = session->connection;
    if (connection)
        updateReading(*session);
    switch (outcome) {
    case Backplane::Delivery::Delivered:
        return m_relay.reportRouted(from, request.peerUuid);
    case Backplane::Delivery::NoResponders:
    case Backplane::Delivery::OtherUser:
    case Backplane::Delivery::Unavailable:
        if (connection)
            m_relay.returnMessage(connection, from, request, outcome);
        return;
    case Backplane::Delivery::Unknown:
        // Neither "delivered" nor "returned" would be certain to be true. The message is lost with its connection.
        if (connection)
            connection->close(CloseCode::TryAgainLater, unknownOutcomeReason);
        return;
    }
}

void ServerBackplane::withdraw(const QUuid &uuid)
{
    if (m_backplane && !m_announcing.contains(uuid) && !hasClient(uuid))
        m_backplane->withdraw(uuid);
}

void ServerBackplane::remove(ServerConnection *connection)
{
    if (const SessionPointer session = m_sessions.take(connection)) {
        session->connection = nullptr;
        session->held.clear();
    }
}

Backplane::Delivery ServerBackplane::deliver(const BackplaneMessage &message)
{
    return m_relay.deliver(message);
}

bool ServerBackplane::hasClient(const QUuid &uuid) const
{
    return m_relay.hasClient(uuid);
}

void ServerBackplane::takeOver(const QUuid &uuid, Backplane::Announcement reason)
{
    m_relay.endRegistration(uuid, reason);
}

void ServerBackplane::updateReading(Session &session)
{
    session.isHeld = session.isRegistering || session.routed > (session.isHeld ? resumeBelow : pauseAbove);
    session.connection->setHeld(session.isHeld);
}

} // namespace RelayCore
