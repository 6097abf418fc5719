// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/serve/outgoinglink.h"

#include <QtCore/QHash>

#include <map>
#include <memory>
#include <optional>

namespace Inspector {

/// Which clients this relay has, and which of several relays keeps a UUID.
///
/// A relay that registers a client sends a claim to all that have the same UUID (the subject of the client has their
/// subscriptions only). Decisions depend only on what both relays have received, so that both decide the same:
/// - A new claim ends a registration of the same user that is complete, and loses against one of another user.
/// - Of new claims that cross, the one with the smallest stamp (time, then relay) remains.
/// - A repeated claim, made some time after a registration and after a lost connection to the bus, finds what was
///   missed: of two complete registrations the one with the larger stamp remains; of two users' the smaller.
/// - Of new claims of two users that cross none ends at once: the one with the larger stamp is repeated a moment later.
class Presence
{
public:
    using Time = OutgoingLink::Time;
    using Announcement = RelayCore::Backplane::Announcement;
    using Announced = RelayCore::Backplane::Announced;

    /// What the rest of the relay does for this class.
    class Host
    {
    public:
        virtual void subscribe(const QUuid &uuid) = 0;
        virtual void unsubscribe(const QUuid &uuid) = 0;
        /// Publishes \a claim to the relays that have \a uuid. \a generation is for onVerdict() and onUnanswered().
        virtual void publishClaim(const QUuid &uuid, quint64 generation, const ClusterFrames::Claim &claim) = 0;
        virtual void reply(const QByteArray &subject, const ClusterFrames::Frame &frame) = 0;
        virtual void takeOver(const QUuid &uuid, Announcement reason) = 0;
        [[nodiscard]] virtual bool isConnected() const = 0;

    protected:
        Host() = default;
        ~Host() = default;
        Q_DISABLE_COPY_MOVE(Host)
    };

    Presence(QByteArray self, const ClusterTimes &times, Host &host);

    void announce(const RelayCore::RegisteredClient &client, Time now, Announced done);
    void withdraw(const QUuid &uuid);
    /// Withdraws every client. Announcements that wait have no outcome any more.
    void clear();

    void onClaim(const QUuid &uuid, const ClusterFrames::Claim &claim, const QByteArray &reply);
    /// Another relay that has \a uuid answered the claim of \a generation.
    void onVerdict(const QUuid &uuid, quint64 generation, const ClusterFrames::Verdict &verdict);
    void onLookup(const QUuid &uuid, const QByteArray &reply);
    /// No other relay has \a uuid.
    void onUnanswered(const QUuid &uuid, quint64 generation);
    void onBusLost();
    void onBusConnected(Time now);
    void tick(Time now);

    /// Whether tick() is due soon.
    [[nodiscard]] bool isBusy() const { return m_claims > 0; }
    [[nodiscard]] qsizetype count() const { return m_clients.size(); }
    /// Registrations that ended because another relay's remained.
    [[nodiscard]] quint64 takenOver() const { return m_takenOver; }

private:
    struct Client
    {
        ClusterFrames::Stamp stamp;
        QString user;
        bool isClaiming = true;
        bool isRefused = false;   ///< Provisionally: the claim is repeated.
        QList<Announced> waiting; ///< For the end of the claim.
        QByteArrayList lookups;   ///< Reply subjects that wait for the end of the claim.
        /// The largest stamp of a registration that ended in favour of this one, whose claim may still arrive.
        ClusterFrames::Stamp beaten;
        quint64 generation = 0; ///< Tells schedules of an earlier client with the same UUID from this one's.
        size_t repetitions = 0;
    };
    struct Due
    {
        QUuid uuid;
        quint64 generation;
    };

    /// A stamp after all that this relay has seen.
    [[nodiscard]] ClusterFrames::Stamp newStamp();
    void settle(const QUuid &uuid, Announcement outcome);
    void schedule(const QUuid &uuid, Time at);
    void giveUp(const QUuid &uuid, Announcement reason);
    void sendClaim(const QUuid &uuid, const Client &client);

    QByteArray m_self;
    const ClusterTimes &m_times;
    Host &m_host;
    QHash<QUuid, Client> m_clients;
    std::multimap<Time, Due> m_due;
    Time m_now;
    int m_claims = 0; ///< Under way.
    quint64 m_generation = 0;
    qint64 m_latest = 0; ///< The latest time of a stamp that was made or received.
    quint64 m_takenOver = 0;
    /// Callbacks may destroy the cluster, and this object with it.
    const std::shared_ptr<const bool> m_life = std::make_shared<const bool>(true);
};

} // namespace Inspector
