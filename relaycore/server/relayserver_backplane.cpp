// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
//
// What a RelayServer does for and with its Backplane.
#include "relaycore/server/referencetexts.h"
#include "relaycore/server/relayserver_p.h"
#include "relaycore/server/serverbackplane.h"
#include "relaycore/server/serverconnection.h"

#include <QtCore/QMetaMethod>
#include <QtCore/QPointer>

namespace RelayCore {

void RelayServerPrivate::setBackplane(Backplane *backplane)
{
    m_backplane.reset();
    if (backplane)
        m_backplane = std::make_unique<ServerBackplane>(*backplane, *this);
}

void RelayServerPrivate::returnMessage(ServerConnection *connection, const RegisteredClient &from,
                                       PeerConnection request, Backplane::Delivery reason)
{
    const QUuid peer = request.peerUuid;
    const QString error = reason == Backplane::Delivery::OtherUser ? ReferenceTexts::foreignPeerError(peer)
                                                                   : ReferenceTexts::unknownPeerError(peer);
    const QPointer<RelayServer> alive(&m_server);
    request.error = error;
    connection->reply(request);
    if (alive)
        Q_EMIT alive->messageReturned(from, peer, error);
}

void RelayServerPrivate::refuseForeignUuid(ServerConnection *connection, const QUuid &uuid)
{
    connection->close(CloseCode::Forbidden, ReferenceTexts::foreignUuidReason(uuid));
}

void RelayServerPrivate::closeAsDuplicate(ServerConnection *connection)
{
    connection->close(CloseCode::DuplicateRegistration, ReferenceTexts::duplicateReason);
}

void RelayServerPrivate::reportRouted(const RegisteredClient &from, const QUuid &peer)
{
    Q_EMIT m_server.messageRouted(from, peer);
}

void RelayServerPrivate::measure(const ServerConnection::Receipt &receipt)
{
    static const QMetaMethod signal = QMetaMethod::fromSignal(&RelayServer::forwardingMeasured);
    if (!m_server.isSignalConnected(signal)) // Most servers have nothing to measure for.
        return;
    const auto taken = ServerConnection::Receipt::Clock::now() - receipt.at;
    Q_EMIT m_server.forwardingMeasured(receipt.bytes, std::chrono::duration_cast<std::chrono::nanoseconds>(taken));
}

bool RelayServerPrivate::hasClient(const QUuid &uuid) const
{
    return m_registry.connectionOf(uuid) != nullptr;
}

Backplane::Delivery RelayServerPrivate::deliver(const BackplaneMessage &message)
{
    ServerConnection *peer = m_registry.connectionOf(message.peer);
    if (!peer)
        return Backplane::Delivery::NoResponders;
    const RegisteredClient to = current(*peer);
    if (to.user != message.user)
        return Backplane::Delivery::OtherUser;
    if (!peer->sendEncoded(message.text))
        return Backplane::Delivery::NoResponders;
    Q_EMIT m_server.messageArrived(message.source, to);
    return Backplane::Delivery::Delivered;
}

void RelayServerPrivate::endRegistration(const QUuid &uuid, Backplane::Announcement reason)
{
    ServerConnection *connection = m_registry.connectionOf(uuid);
    if (!connection)
        return;
    if (reason == Backplane::Announcement::OtherUser)
        refuseForeignUuid(connection, uuid);
    else
        closeAsDuplicate(connection);
}

} // namespace RelayCore
