// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/serve/incominglink.h"
#include "inspector/serve/messagebus.h"
#include "inspector/serve/outgoinglink.h"
#include "inspector/serve/peerroutes.h"
#include "inspector/serve/presence.h"

#include <QtCore/QSet>
#include <QtCore/QTimer>

#include <memory>
#include <unordered_map>

namespace Inspector {

/// What a Cluster has done, for metrics.
struct ClusterCounters
{
    qsizetype clients = 0;      ///< Announced now.
    qsizetype underWay = 0;     ///< Messages without an outcome now.
    qsizetype relays = 0;       ///< Other relays that messages go to or came from lately.
    quint64 lookups = 0;        ///< Of peers, since the start; likewise the others.
    quint64 repeatedFrames = 0; ///< Frames that were sent again, because no answer came.
    quint64 takenOver = 0;      ///< Registrations here that ended because another relay's remained.
    quint64 interruptions = 0;  ///< How often the bus was lost.
};

/// Joins relays of several processes over a MessageBus; docs/scale.md describes the protocol.
///
/// Each relay has a random identification, new with every start. Subjects below the prefix:
/// `client.<uuid>`  every relay that has the client: lookups and claims (Presence).
/// `relay.<relay>`  one relay: messages for its clients, and the confirmations of those that it sent (OutgoingLink).
/// `reply.<relay>.>`  answers to one relay.
class Cluster final : public RelayCore::Backplane, private Presence::Host, private PeerRoutes::Host
{
    Q_OBJECT

public:
    /// \param prefix  of all subjects; see isValidPrefix().
    Cluster(std::unique_ptr<MessageBus> bus, const QByteArray &prefix, const ClusterTimes &times = {},
            QObject *parent = nullptr);
    ~Cluster() override;

    /// Whether \a prefix can begin a subject: words of letters, digits, `-` and `_`, separated by single points.
    [[nodiscard]] static bool isValidPrefix(const QByteArray &prefix);

    /// Begins to connect.
    void start();
    [[nodiscard]] const QByteArray &id() const { return m_id; }
    [[nodiscard]] ClusterCounters counters() const;

    void setReceiver(Receiver *receiver) override;
    void announce(const RelayCore::RegisteredClient &client, Announced done) override;
    void withdraw(const QUuid &uuid) override;
    void route(const RelayCore::BackplaneMessage &message, Routed done) override;
    [[nodiscard]] bool isAvailable() const override { return m_bus->isConnected(); }

Q_SIGNALS:
    /// isAvailable() has changed. \a detail  as MessageBus::connectedChanged().
    void busChanged(bool available, const QString &detail);
    /// As MessageBus::problem().
    void problem(const QString &text);

private:
    using Time = OutgoingLink::Time;

    struct Request
    {
        QUuid uuid;
        quint64 id = 0; ///< Of the lookup, or the generation of the claim.
        bool isLookup = true;
        Time until;
    };

    // Presence::Host
    void subscribe(const QUuid &uuid) override;
    void unsubscribe(const QUuid &uuid) override;
    void publishClaim(const QUuid &uuid, quint64 generation, const ClusterFrames::Claim &claim) override;
    void reply(const QByteArray &subject, const ClusterFrames::Frame &frame) override;
    void takeOver(const QUuid &uuid, Announcement reason) override;
    [[nodiscard]] bool isConnected() const override { return m_bus->isConnected(); }
    // PeerRoutes::Host
    [[nodiscard]] bool isHere(const QUuid &peer) const override;
    [[nodiscard]] Delivery deliverHere(const RelayCore::BackplaneMessage &message) override;
    void lookUp(const QUuid &peer, quint64 request) override;
    void send(const QByteArray &relay, const RelayCore::BackplaneMessage &message, OutgoingLink::Done done) override;

    [[nodiscard]] QByteArray clientSubject(const QUuid &uuid) const;
    /// Keeps \a request until its answer. \return the subject for that.
    [[nodiscard]] QByteArray addRequest(const Request &request);
    OutgoingLink &linkTo(const QByteArray &relay);
    void onReceived(const QByteArray &subject, const QByteArray &reply, const QByteArray &payload);
    void onClientFrame(const QUuid &uuid, const QByteArray &reply, const ClusterFrames::Frame &frame);
    void onRelayFrame(const ClusterFrames::Frame &frame);
    void onReply(const QByteArray &rest, const ClusterFrames::Frame &frame);
    void onUnanswered(const QByteArray &reply);
    void onConnectedChanged(bool connected, const QString &detail);
    /// Confirms what was taken since the last time.
    void confirm();
    void flushLinks();
    /// Passes on how the messages of \a link ended.
    void finishResults(OutgoingLink &link);
    void finishAllResults();
    void tick();
    void updateTimer();

    std::unique_ptr<MessageBus> m_bus;
    QByteArray m_prefix;
    QByteArray m_id;
    QByteArray m_clientPrefix; ///< Of the subjects of clients, and so on.
    QByteArray m_relayPrefix;
    QByteArray m_replyPrefix;
    ClusterTimes m_times;
    Receiver *m_receiver = nullptr;
    Presence m_presence;
    PeerRoutes m_routes;
    std::unordered_map<QByteArray, std::unique_ptr<OutgoingLink>> m_outgoing;
    struct Incoming
    {
        IncomingLink link;
        std::optional<ClusterFrames::Acknowledgement> answer; ///< To be sent by confirm().
        quint64 confirmed = 0;                                ///< What the last one confirmed.
    };
    std::unordered_map<QByteArray, std::shared_ptr<Incoming>> m_incoming;
    QTimer m_confirmation;
    QHash<quint64, Request> m_requests;
    quint64 m_token = 0;
    quint32 m_epochs = 0;
    QSet<QByteArray> m_flushDue; ///< Relays that messages were submitted for in this turn of the event loop.
    bool m_hasReportedVersion = false;
    quint64 m_interruptions = 0;
    quint64 m_repeated = 0; ///< By links that are gone.
    QTimer m_timer;
};

} // namespace Inspector
