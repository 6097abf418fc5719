// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/protocol/messages.h"
#include "relaycore/server/backplane.h"

#include <QtCore/QHash>
#include <QtCore/QList>
#include <QtCore/QPointer>

#include <memory>

namespace RelayCore {

class RelayServerPrivate;
class ServerConnection;

/// The part of a RelayServer that exists only with a Backplane: what waits for an answer of other relays, and what
/// comes from them.
///
/// While a registration waits, the messages that follow it on the connection wait too. While too many messages of a
/// connection wait, nothing is read from it.
class ServerBackplane final : public QObject, public Backplane::Receiver
{
public:
    ServerBackplane(Backplane &backplane, RelayServerPrivate &relay);
    ~ServerBackplane() override;

    /// Keeps \a message of \a connection where a registration waits before it. \return whether it is kept.
    [[nodiscard]] bool hold(ServerConnection *connection, const RelayMessage &message);
    /// Announces \a request of \a connection as \a user, and completes the registration afterwards.
    void announce(ServerConnection *connection, const RelayRegistration &request, const QString &user);
    /// Whether an earlier message of \a connection to \a peer is still under way.
    [[nodiscard]] bool isUnderWay(ServerConnection *connection, const QUuid &peer) const;
    /// Passes \a request of \a from to the relay of its peer, and returns it to \a connection where that fails.
    void route(ServerConnection *connection, const RegisteredClient &from, const PeerConnection &request);
    /// \a uuid is no longer registered here.
    void withdraw(const QUuid &uuid);
    /// Nothing that waits is completed on \a connection any more.
    void remove(ServerConnection *connection);

    [[nodiscard]] Backplane::Delivery deliver(const BackplaneMessage &message) override;
    [[nodiscard]] bool hasClient(const QUuid &uuid) const override;
    void takeOver(const QUuid &uuid, Backplane::Announcement reason) override;

private:
    /// What waits on one connection. Callbacks keep it; without a connection they do nothing.
    struct Session
    {
        ServerConnection *connection = nullptr;
        bool isRegistering = false;
        bool isHeld = false; ///< Nothing is read.
        QList<RelayMessage> held;
        int routed = 0;
        QHash<QUuid, int> routedTo;
    };
    using SessionPointer = std::shared_ptr<Session>;

    void onDestroyed();
    [[nodiscard]] SessionPointer sessionOf(ServerConnection *connection);
    void onAnnounced(const SessionPointer &session, const RelayRegistration &request, const QString &user,
                     Backplane::Announcement outcome);
    void onRouted(const SessionPointer &session, const RegisteredClient &from, const PeerConnection &request,
                  Backplane::Delivery outcome);
    void processHeld(const SessionPointer &session);
    static void updateReading(Session &session);

    QPointer<Backplane> m_backplane;
    RelayServerPrivate &m_relay;
    QHash<ServerConnection *, SessionPointer> m_sessions;
    QHash<QUuid, int> m_announcing; ///< Announcements that wait for their outcome.
    int m_routed = 0;               ///< Messages that wait for their outcome, of all connections.
};

} // namespace RelayCore
