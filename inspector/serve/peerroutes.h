// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/serve/outgoinglink.h"

#include <QtCore/QHash>

#include <deque>
#include <memory>

namespace Inspector {

/// Finds the relay of each peer and keeps the order of the messages to it.
///
/// Where a relay no longer has the peer, its messages that were not delivered are sent once more, after another lookup:
/// the client may have moved.
class PeerRoutes
{
public:
    using Time = OutgoingLink::Time;
    using Delivery = RelayCore::Backplane::Delivery;
    using Routed = RelayCore::Backplane::Routed;

    /// What the rest of the relay does for this class.
    class Host
    {
    public:
        /// Whether this relay has the peer.
        [[nodiscard]] virtual bool isHere(const QUuid &peer) const = 0;
        [[nodiscard]] virtual Delivery deliverHere(const RelayCore::BackplaneMessage &message) = 0;
        [[nodiscard]] virtual bool isConnected() const = 0;
        /// Asks which relay has \a peer.
        virtual void lookUp(const QUuid &peer, quint64 request) = 0;
        /// Sends \a message to \a relay, at the end of this turn of the event loop.
        virtual void send(const QByteArray &relay, const RelayCore::BackplaneMessage &message,
                          OutgoingLink::Done done) = 0;

    protected:
        Host() = default;
        ~Host() = default;
        Q_DISABLE_COPY_MOVE(Host)
    };

    PeerRoutes(const ClusterTimes &times, Host &host);

    void route(const RelayCore::BackplaneMessage &message, Time now, Routed done);
    /// The answer to lookUp(): \a relay has the peer; empty: it no longer has.
    void onLocation(const QUuid &peer, quint64 request, const QByteArray &relay);
    /// No relay has the peer.
    void onUnanswered(const QUuid &peer, quint64 request, Time now);
    void onBusLost();
    void tick(Time now);
    /// Messages without an outcome.
    [[nodiscard]] qsizetype underWay() const { return m_underWay; }
    [[nodiscard]] quint64 lookups() const { return m_request; }

private:
    struct Message
    {
        RelayCore::BackplaneMessage message;
        Routed done;
        int attempts = 0;
    };
    enum class Search { First, Pause, Second };
    struct Peer
    {
        QByteArray relay;           ///< Empty: not known.
        std::deque<Message> queue;  ///< Waits for a lookup, or for what is under way.
        std::deque<Message> missed; ///< Not delivered by a relay that does not have the peer; before the queue.
        int sent = 0;               ///< Under way to a relay.
        quint64 request = 0;        ///< Of the lookup under way; 0: none.
        Search search = Search::First;
        Time due; ///< When the lookup is repeated or has failed.
    };

    void proceed(const QUuid &uuid);
    void lookUp(const QUuid &uuid, Peer &peer, Time due);
    void onSent(const QUuid &uuid, const QByteArray &relay, Message message, OutgoingLink::Result result);
    void fail(const QUuid &uuid, Delivery outcome);
    void finish(const Message &message, Delivery outcome);
    void removeIdle();

    const ClusterTimes &m_times;
    Host &m_host;
    QHash<QUuid, Peer> m_peers;
    QHash<QUuid, quint64> m_searched; ///< Peers whose lookup is under way.
    Time m_now;
    quint64 m_request = 0;
    qsizetype m_underWay = 0;
    /// Callbacks may destroy the cluster, and this object with it.
    const std::shared_ptr<const bool> m_life = std::make_shared<const bool>(true);
};

} // namespace Inspector
