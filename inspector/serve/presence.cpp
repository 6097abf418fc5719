// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/serve/presence.h"

#include <algorithm>
#include <utility>

namespace Inspector {

using namespace ClusterFrames;

namespace {

/// Claims that are repeated in one tick(), so that thousands of clients are not announced in one moment.
constexpr int mostPerTick = 1000;

/// After a lost bus the claims of all clients are repeated within this time.
constexpr std::chrono::milliseconds spread(500);

} // namespace

Presence::Presence(QByteArray self, const ClusterTimes &times, Host &host)
    : m_self(std::move(self))
    , m_times(times)
    , m_host(host)
{}

void Presence::announce(const RelayCore::RegisteredClient &client, Time now, Announced done)
{
    m_now = now;
    const auto found = m_clients.find(client.uuid);
    if (found != m_clients.end()) {
        // Another connection of this relay: the UUID is announced already.
        if (found->isClaiming) {
            found->waiting.append(std::move(done));
            return;
        }
        found->stamp = newStamp();
        found->user = client.user;
        return done(m_host.isConnected() ? Announcement::Accepted : Announcement::Unavailable);
    }
    Client added;
    added.stamp = newStamp();
    added.user = client.user;
    added.generation = ++m_generation;
    added.isClaiming = m_host.isConnected();
    if (added.isClaiming)
        added.waiting.append(done);
    m_claims += added.isClaiming ? 1 : 0;
    m_clients.insert(client.uuid, added);
    m_host.subscribe(client.uuid);
    if (!added.isClaiming)
        return done(Announcement::Unavailable);
    schedule(client.uuid, now + m_times.request);
    sendClaim(client.uuid, added);
}

Stamp Presence::newStamp()
{
    using namespace std::chrono;
    const auto now = duration_cast<nanoseconds>(system_clock::now().time_since_epoch());
    m_latest = std::max<qint64>(m_latest + 1, now.count());
    return {m_latest, m_self};
}

void Presence::sendClaim(const QUuid &uuid, const Client &client)
{
    m_host.publishClaim(uuid, client.generation, {client.stamp, client.user, client.isClaiming});
}

void Presence::withdraw(const QUuid &uuid)
{
    const auto found = m_clients.find(uuid);
    if (found == m_clients.end())
        return;
    const Client client = *found;
    m_claims -= client.isClaiming ? 1 : 0;
    m_clients.erase(found);
    m_host.unsubscribe(uuid);
    for (const QByteArray &reply : client.lookups)
        m_host.reply(reply, Location{});
    for (const Announced &done : client.waiting)
        done(Announcement::Superseded);
}

void Presence::clear()
{
    const QList<QUuid> all = m_clients.keys();
    m_clients.clear();
    m_claims = 0;
    m_due.clear();
    for (const QUuid &uuid : all)
        m_host.unsubscribe(uuid);
}

void Presence::settle(const QUuid &uuid, Announcement outcome)
{
    const auto found = m_clients.find(uuid);
    if (found == m_clients.end() || !found->isClaiming)
        return;
    found->isClaiming = false;
    --m_claims;
    const auto waiting = std::exchange(found->waiting, {});
    const auto lookups = std::exchange(found->lookups, {});
    const quint64 generation = found->generation;
    found->repetitions = 1;
    schedule(uuid, m_now + m_times.claims.front());
    const std::weak_ptr<const bool> life = m_life;
    for (const Announced &done : waiting)
        done(outcome);
    if (life.expired())
        return;
    const auto now = m_clients.constFind(uuid);
    const bool isHere = now != m_clients.cend() && now->generation == generation;
    for (const QByteArray &reply : lookups)
        m_host.reply(reply, Location{isHere ? m_self : QByteArray()});
}

void Presence::giveUp(const QUuid &uuid, Announcement reason)
{
    const Client client = m_clients.take(uuid);
    m_claims -= client.isClaiming ? 1 : 0;
    ++m_takenOver;
    m_host.unsubscribe(uuid);
    for (const QByteArray &reply : client.lookups)
        m_host.reply(reply, Location{});
    const std::weak_ptr<const bool> life = m_life;
    for (const Announced &done : client.waiting)
        done(reason);
    if (!life.expired())
        m_host.takeOver(uuid, reason);
}

void Presence::onClaim(const QUuid &uuid, const Claim &claim, const QByteArray &reply)
{
    m_latest = std::max(m_latest, claim.stamp.time);
    const auto found = m_clients.find(uuid);
    if (found == m_clients.end())
        return m_host.reply(reply, Verdict{Announcement::Accepted, {}, false});
    const bool isOtherUser = found->user != claim.user;
    const Announcement reason = isOtherUser ? Announcement::OtherUser : Announcement::Superseded;
    bool remains = claim.stamp <= found->beaten; // This relay's registration.
    if (claim.isNew && found->isClaiming && isOtherUser) {
        // Which user has the UUID may depend on a third relay: neither ends yet.
        const bool isFirst = found->stamp < claim.stamp;
        return m_host.reply(reply, Verdict{isFirst ? reason : Announcement::Accepted, found->stamp, isFirst});
    }
    if (claim.isNew && found->isClaiming)
        remains |= found->stamp < claim.stamp;
    else if (claim.isNew)
        remains |= isOtherUser;
    else if (found->isClaiming)
        remains |= !isOtherUser;
    else
        remains |= isOtherUser ? found->stamp < claim.stamp : found->stamp > claim.stamp;
    const Stamp stamp = found->stamp;
    if (remains) {
        found->beaten = std::max(found->beaten, claim.stamp);
        return m_host.reply(reply, Verdict{reason, stamp, false});
    }
    m_host.reply(reply, Verdict{Announcement::Accepted, stamp, false});
    giveUp(uuid, reason);
}

void Presence::onVerdict(const QUuid &uuid, quint64 generation, const Verdict &verdict)
{
    const auto found = m_clients.find(uuid);
    if (found == m_clients.end() || found->generation != generation)
        return;
    if (verdict.isProvisional) {
        if (found->isClaiming && !std::exchange(found->isRefused, true))
            schedule(uuid, m_now + m_times.propagation);
        return;
    }
    if (verdict.outcome != Announcement::Accepted)
        return giveUp(uuid, verdict.outcome);
    found->beaten = std::max(found->beaten, verdict.stamp);
    m_latest = std::max(m_latest, verdict.stamp.time);
    if (found->stamp < verdict.stamp)
        found->stamp = {++m_latest, m_self};
    settle(uuid, Announcement::Accepted);
}

void Presence::onLookup(const QUuid &uuid, const QByteArray &reply)
{
    const auto found = m_clients.find(uuid);
    if (found == m_clients.end())
        m_host.reply(reply, Location{});
    else if (found->isClaiming)
        found->lookups.append(reply);
    else
        m_host.reply(reply, Location{m_self});
}

void Presence::onUnanswered(const QUuid &uuid, quint64 generation)
{
    if (const auto found = m_clients.constFind(uuid); found != m_clients.cend() && found->generation == generation)
        settle(uuid, Announcement::Accepted);
}

void Presence::onBusLost()
{
    const QList<QUuid> all = m_clients.keys();
    const std::weak_ptr<const bool> life = m_life;
    for (const QUuid &uuid : all) {
        if (life.expired())
            return;
        settle(uuid, Announcement::Unavailable);
    }
}

void Presence::onBusConnected(Time now)
{
    m_now = now;
    m_due.clear();
    const auto count = m_clients.size();
    qsizetype index = 0;
    for (auto client = m_clients.begin(); client != m_clients.end(); ++client) {
        client->repetitions = 0;
        schedule(client.key(), now + spread * index++ / count);
    }
}

void Presence::schedule(const QUuid &uuid, Time at)
{
    m_due.emplace(at, Due{uuid, m_clients.value(uuid).generation});
}

void Presence::tick(Time now)
{
    m_now = now;
    const std::weak_ptr<const bool> life = m_life;
    for (int count = 0; !life.expired() && !m_due.empty() && m_due.begin()->first <= now && count < mostPerTick;
         ++count) {
        const Due due = m_due.begin()->second;
        m_due.erase(m_due.begin());
        const auto found = m_clients.find(due.uuid);
        if (found == m_clients.end() || found->generation != due.generation)
            continue;
        if (found->isClaiming && std::exchange(found->isRefused, false)) {
            sendClaim(due.uuid, *found);
            continue;
        }
        if (found->isClaiming) { // The relay that has the UUID does not answer: it is lost, or finds out by a
                                 // repetition.
            settle(due.uuid, Announcement::Accepted);
            continue;
        }
        if (!m_host.isConnected())
            continue; // onBusConnected() schedules it anew.
        sendClaim(due.uuid, *found);
        const size_t next = std::min(found->repetitions++, m_times.claims.size() - 1);
        schedule(due.uuid, now + m_times.claims.at(next));
    }
}

} // namespace Inspector
