// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/analysis/exchanges.h"
#include "inspector/capture/capturerows.h"

#include <QtCore/QHash>
#include <QtCore/QUuid>
#include <QtCore/QVarLengthArray>

#include <optional>
#include <span>
#include <vector>

namespace Inspector {

/// A message of an attempt: id 0 and time 0 where the capture does not have it.
struct AttemptStep
{
    MessageId id = 0;
    qint64 timeNs = 0;

    explicit operator bool() const { return id != 0; }
    bool operator==(const AttemptStep &) const = default;
};

/// One offer, and all that follows from it.
struct Attempt
{
    QUuid from;                                 ///< Sends the offer.
    QUuid to;                                   ///< Sends the answer.
    RelayCore::ConnectionId fromConnection = 0; ///< 0: not part of the capture.
    RelayCore::ConnectionId toConnection = 0;   ///< Where the offer arrived or the answer was sent; 0: not seen.
    AttemptStep offer;                          ///< From the sender to the relay.
    AttemptStep forwarded;                      ///< The offer, from the relay to the peer.
    AttemptStep returned;                       ///< The offer, from the relay back to the sender.
    AttemptStep answer;                         ///< From the peer to the relay.
    AttemptStep answerArrived;                  ///< From the relay to the sender of the offer.
    AttemptStep answerReturned;                 ///< The answer, from the relay back to the peer.

    /// Returns when the offer was first seen.
    [[nodiscard]] qint64 beganNs() const { return offer ? offer.timeNs : forwarded.timeNs; }
    /// Returns the message that the attempt is named after: the offer as first seen.
    [[nodiscard]] MessageId id() const { return offer ? offer.id : forwarded.id; }
    [[nodiscard]] bool isAnswered() const { return answer || answerArrived; }

    bool operator==(const Attempt &) const = default;
};

/// A registration of a UUID on a connection.
struct Registration
{
    RelayCore::ConnectionId connection = 0;
    AttemptStep request;
    AttemptStep response;
    bool refused = false;

    bool operator==(const Registration &) const = default;
};

/// Collects the attempts and registrations of a capture as messages arrive. Pure: no clock, no file.
///
/// The copies of one message on the connections of both peers are one step of the attempt. An answer names no offer:
/// it belongs to the oldest unanswered offer of the last 30 s, which is how long the reference waits, or else to the
/// newest. A few hash look-ups per message; about 150 bytes per attempt.
///
/// \par Threads  one at a time.
class Attempts
{
public:
    using Index = quint32;                 ///< Into all().
    using Uuids = std::pair<QUuid, QUuid>; ///< Of the two peers, the smaller one first.

    /// How long the reference waits for a peer connection.
    static constexpr qint64 timeoutNs = 30'000'000'000;

    /// Takes the next message, in order of id. \param exchange  what Exchanges::find() returns for it.
    /// \param requester  the UUID of Exchange::source. \return the attempt that it belongs to.
    std::optional<Index> add(const MessageRow &message, const Exchange *exchange, const QUuid &requester);
    void clear();

    /// In order of their first message.
    [[nodiscard]] const std::vector<Attempt> &all() const { return m_attempts; }
    [[nodiscard]] std::optional<Index> find(MessageId message) const;
    /// Returns the attempts from \a from to \a to, ascending. Valid until the next add().
    [[nodiscard]] std::span<const Index> between(const QUuid &from, const QUuid &to) const;
    /// Returns all pairs that have an attempt, in the order of their first.
    [[nodiscard]] const std::vector<Uuids> &pairs() const { return m_pairs; }
    /// Returns the registrations of \a uuid, in order. Valid until the next add().
    [[nodiscard]] std::span<const Registration> registrations(const QUuid &uuid) const;
    /// Returns the time of the newest message.
    [[nodiscard]] qint64 newestNs() const { return m_newestNs; }

private:
    struct Route
    {
        QUuid from;
        QUuid to;

        bool operator==(const Route &) const = default;
        friend std::size_t qHash(const Route &route, std::size_t seed) noexcept
        {
            return qHashMulti(seed, route.from, route.to);
        }
    };
    /// Hardly ever more than a few, and millions of routes.
    using Indices = QVarLengthArray<Index, 2>;
    using Open = bool (*)(const Attempt &, const MessageRow &);

    Index begin(const QUuid &from, const QUuid &to);
    [[nodiscard]] std::optional<Index> oldest(const QUuid &from, const QUuid &to, const MessageRow &message,
                                              Open isOpen, qint64 sinceNs = 0) const;
    [[nodiscard]] std::optional<Index> newest(const QUuid &from, const QUuid &to, const MessageRow &message,
                                              Open isOpen) const;
    [[nodiscard]] std::optional<Index> answered(const MessageRow &answer, Open isOpen) const;
    std::optional<Index> addOffer(const MessageRow &message);
    std::optional<Index> addAnswer(const MessageRow &message);
    std::optional<Index> addReturned(const MessageRow &message);
    void addRegistration(const MessageRow &message);
    void addResponse(const MessageRow &message, const Exchange &exchange, const QUuid &requester);

    std::vector<Attempt> m_attempts;
    std::vector<Index> m_attemptOf; ///< By message id - 1; plus one, 0 is none.
    QHash<Route, Indices> m_routes;
    std::vector<Uuids> m_pairs;
    QHash<QUuid, std::vector<Registration>> m_registrations;
    QHash<RelayCore::ConnectionId, qint64> m_registeredNs; ///< First registration of each connection.
    qint64 m_newestNs = 0;
};

} // namespace Inspector
