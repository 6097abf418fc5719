// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/serve/peerroutes.h"

#include <utility>

namespace Inspector {

namespace {

/// Peers whose relay is remembered; beyond it those without messages are dropped.
constexpr qsizetype mostPeers = 100'000;

constexpr int mostAttempts = 2;

} // namespace

PeerRoutes::PeerRoutes(const ClusterTimes &times, Host &host)
    : m_times(times)
    , m_host(host)
{}

void PeerRoutes::route(const RelayCore::BackplaneMessage &message, Time now, Routed done)
{
    m_now = now;
    ++m_underWay;
    if (m_peers.size() >= mostPeers && !m_peers.contains(message.peer))
        removeIdle();
    m_peers[message.peer].queue.push_back({message, std::move(done)});
    proceed(message.peer);
}

void PeerRoutes::removeIdle()
{
    m_peers.removeIf([](const auto &entry) {
        const Peer &peer = entry.value();
        return peer.sent == 0 && peer.queue.empty() && peer.missed.empty();
    });
}

void PeerRoutes::proceed(const QUuid &uuid)
{
    Peer &peer = m_peers[uuid];
    if (peer.request != 0)
        return;
    if (!peer.missed.empty()) {
        if (peer.sent > 0)
            return; // Their order is known when all that is under way has its outcome.
        while (!peer.missed.empty()) {
            peer.queue.push_front(std::move(peer.missed.back()));
            peer.missed.pop_back();
        }
    }
    if (peer.queue.empty())
        return;
    const std::weak_ptr<const bool> life = m_life;
    if (m_host.isHere(uuid)) {
        if (peer.sent > 0)
            return;
        peer.relay.clear();
        const auto messages = std::exchange(peer.queue, {});
        for (const Message &message : messages) {
            const Delivery outcome = m_host.deliverHere(message.message);
            if (!life.expired())
                finish(message, outcome);
            if (life.expired())
                return;
        }
        return;
    }
    if (!m_host.isConnected())
        return fail(uuid, Delivery::Unavailable);
    if (peer.relay.isEmpty()) {
        if (peer.sent == 0) {
            peer.search = Search::First;
            lookUp(uuid, peer, m_now + m_times.request);
        }
        return;
    }
    const QByteArray relay = peer.relay;
    peer.sent += int(peer.queue.size());
    auto messages = std::exchange(peer.queue, {});
    for (Message &message : messages) {
        const RelayCore::BackplaneMessage sent = message.message; // Kept for a second attempt.
        m_host.send(relay, sent,
                    [this, uuid, relay, message = std::move(message)](OutgoingLink::Result result) mutable {
                        onSent(uuid, relay, std::move(message), result);
                    });
    }
}

void PeerRoutes::lookUp(const QUuid &uuid, Peer &peer, Time due)
{
    peer.request = ++m_request;
    peer.due = due;
    m_searched.insert(uuid, peer.request);
    m_host.lookUp(uuid, peer.request);
}

void PeerRoutes::onSent(const QUuid &uuid, const QByteArray &relay, Message message, OutgoingLink::Result result)
{
    using Result = OutgoingLink::Result;
    Peer &peer = m_peers[uuid];
    --peer.sent;
    std::deque<Message> overtaken;
    Delivery outcome = Delivery::Unknown;
    switch (result) {
    case Result::Delivered:
        overtaken = std::exchange(peer.missed, {});
        outcome = Delivery::Delivered;
        break;
    case Result::OtherUser:
        outcome = Delivery::OtherUser;
        break;
    case Result::Unavailable:
        outcome = Delivery::Unavailable;
        break;
    case Result::Unknown:
        break;
    case Result::NotHere:
    case Result::Unreachable:
        if (peer.relay == relay)
            peer.relay.clear();
        if (++message.attempts < mostAttempts) {
            peer.missed.push_back(std::move(message));
            return proceed(uuid);
        }
        outcome = Delivery::NoResponders;
        break;
    }
    const std::weak_ptr<const bool> life = m_life;
    overtaken.push_back(std::move(message));
    for (const Message &ended : overtaken) {
        const bool isLast = &ended == &overtaken.back();
        finish(ended, isLast ? outcome : Delivery::NoResponders);
        if (life.expired())
            return;
    }
    proceed(uuid);
}

void PeerRoutes::onLocation(const QUuid &uuid, quint64 request, const QByteArray &relay)
{
    if (m_searched.value(uuid) != request)
        return;
    if (relay.isEmpty())
        return onUnanswered(uuid, request, m_now);
    m_searched.remove(uuid);
    Peer &peer = m_peers[uuid];
    peer.request = 0;
    peer.relay = relay;
    proceed(uuid);
}

void PeerRoutes::onUnanswered(const QUuid &uuid, quint64 request, Time now)
{
    if (m_searched.value(uuid) != request)
        return;
    m_now = now;
    Peer &peer = m_peers[uuid];
    if (peer.search == Search::First) { // tick() repeats it.
        peer.search = Search::Pause;
        peer.due = now + m_times.propagation;
    } else if (peer.search == Search::Second) {
        fail(uuid, Delivery::NoResponders);
    }
}

void PeerRoutes::fail(const QUuid &uuid, Delivery outcome)
{
    m_searched.remove(uuid);
    Peer &peer = m_peers[uuid];
    peer.request = 0;
    const auto messages = std::exchange(peer.queue, {});
    const std::weak_ptr<const bool> life = m_life;
    for (const Message &message : messages) {
        finish(message, outcome);
        if (life.expired())
            return;
    }
    if (const auto now = m_peers.constFind(uuid); now != m_peers.cend() && now->queue.empty() && now->sent == 0
                                                  && now->missed.empty() && now->request == 0 && now->relay.isEmpty())
        m_peers.erase(now);
}

void PeerRoutes::finish(const Message &message, Delivery outcome)
{
    --m_underWay;
    message.done(outcome);
}

void PeerRoutes::onBusLost()
{
    const QList<QUuid> searched = m_searched.keys();
    const std::weak_ptr<const bool> life = m_life;
    for (const QUuid &uuid : searched) {
        if (life.expired())
            return;
        fail(uuid, Delivery::Unavailable);
    }
}

void PeerRoutes::tick(Time now)
{
    m_now = now;
    const auto searched = m_searched; // A callback may change it.
    const std::weak_ptr<const bool> life = m_life;
    for (auto entry = searched.cbegin(); !life.expired() && entry != searched.cend(); ++entry) {
        if (m_searched.value(entry.key()) != entry.value())
            continue;
        Peer &peer = m_peers[entry.key()];
        if (peer.due > now)
            continue;
        if (peer.search == Search::Pause) {
            peer.search = Search::Second;
            lookUp(entry.key(), peer, now + m_times.request);
        } else {
            fail(entry.key(), Delivery::Unavailable);
        }
    }
}

} // namespace Inspector
