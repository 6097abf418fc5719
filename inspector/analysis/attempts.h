// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/analysis/exchanges.h"

#include <QtCore/QHash>
#include <QtCore/QUuid>

#include <array>
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
/// newest. A few look-ups per message; 4 bytes per message, 24 per attempt and 12 per pair of peers: only the ids of
/// the messages are kept, and the rest of an Attempt is made of these when it is asked for.
///
/// \par Threads  one at a time; any number while nothing is added.
class Attempts
{
public:
    using Index = quint32; ///< Of an attempt, from 0 on in the order of their first messages.
    using value_type = Attempt;

    /// How long the reference waits for a peer connection.
    static constexpr qint64 timeoutNs = 30'000'000'000;

    /// \param messages, peers, pairs  outlive the object.
    Attempts(const IndexedMessages &messages, const PeerTable &peers, const PairTable &pairs)
        : m_messages(messages)
        , m_peers(peers)
        , m_pairs(pairs)
    {}
    Q_DISABLE_COPY_MOVE(Attempts)

    /// Takes the newest of the messages. \param pair  the number of its peers in the table of pairs; only of an offer,
    /// an answer or a returned message. \param exchanges  has taken the message.
    void add(std::optional<PairTable::Number> pair, const Exchanges &exchanges);
    void clear();

    [[nodiscard]] std::size_t size() const { return m_steps.size(); }
    [[nodiscard]] bool empty() const { return m_steps.empty(); }
    [[nodiscard]] Attempt operator[](std::size_t attempt) const;
    [[nodiscard]] Attempt front() const { return (*this)[0]; }
    [[nodiscard]] Attempt back() const { return (*this)[size() - 1]; }
    [[nodiscard]] ColumnIterator<Attempts> begin() const { return {this, 0}; }
    [[nodiscard]] ColumnIterator<Attempts> end() const { return {this, size()}; }
    /// Returns Attempt::beganNs() of \a attempt.
    [[nodiscard]] qint64 beganNs(Index attempt) const { return timeNs(m_steps[attempt].first()); }

    [[nodiscard]] std::optional<Index> find(MessageId message) const;
    /// Returns the attempts from \a from to \a to, ascending. Valid until the next add().
    [[nodiscard]] std::span<const Index> between(const QUuid &from, const QUuid &to) const;
    /// Returns how many pairs of peers have an attempt, whichever of the two began it.
    [[nodiscard]] quint32 pairCount() const { return m_pairCount; }
    /// Returns the pair of \a attempt: its number from 0 on, in the order of their first attempts.
    [[nodiscard]] quint32 pairOf(Index attempt) const;
    /// Returns the registrations of \a uuid, in order. Valid until the next add().
    [[nodiscard]] std::span<const Registration> registrations(const QUuid &uuid) const;
    /// Returns the time of the newest message.
    [[nodiscard]] qint64 newestNs() const { return m_newestNs; }

private:
    /// The messages of an attempt, named as in Attempt; 0 is none.
    struct Steps
    {
        MessageId offer = 0;
        MessageId forwarded = 0;
        MessageId returned = 0;
        MessageId answer = 0;
        MessageId answerArrived = 0;
        MessageId answerReturned = 0;

        [[nodiscard]] MessageId first() const { return offer ? offer : forwarded; }
        [[nodiscard]] bool isAnswered() const { return answer || answerArrived; }
        [[nodiscard]] bool awaitsForwarding() const { return offer && !forwarded && !returned && !isAnswered(); }
        [[nodiscard]] bool awaitsAnswer() const { return !isAnswered() && !returned; }
        [[nodiscard]] bool awaitsArrival() const { return answer && !answerArrived && !answerReturned; }
    };
    /// The newest message.
    struct Message
    {
        MessageId id = 0;
        qint64 timeNs = 0;
        RelayCore::ConnectionId connection = 0;
        PeerTable::Index source = 0;
        PeerTable::Index peer = 0;
        PairTable::Number pair = 0;
    };
    /// The attempts of a pair.
    struct Pair
    {
        /// From the peer with the lower number, and to it: none, the only attempt, or isList and a place in m_lists.
        std::array<Index, 2> routes{none, none};
        quint32 number = 0; ///< What pairOf() returns.
    };
    /// The attempts of one peer to the other of a pair.
    struct Route
    {
        PairTable::Number pair = 0;
        std::size_t side = 0;
    };
    static constexpr Index isList = 1U << 31U;
    static constexpr Index none = isList - 1;

    [[nodiscard]] qint64 timeNs(MessageId message) const { return m_messages.timesNs()[message - 1]; }
    [[nodiscard]] RelayCore::ConnectionId fromConnection(const Steps &steps) const;
    [[nodiscard]] RelayCore::ConnectionId toConnection(const Steps &steps) const;
    [[nodiscard]] std::optional<PeerTable::Index> peer(const QUuid &uuid) const;
    [[nodiscard]] Route routeFrom(PeerTable::Index from, PairTable::Number pair) const;
    [[nodiscard]] std::span<const Index> attemptsOf(Route route) const;
    Index start(const Message &message);
    template<typename IsOpen>
    [[nodiscard]] std::optional<Index> oldest(Route route, IsOpen isOpen, qint64 sinceNs = 0) const;
    template<typename IsOpen>
    [[nodiscard]] std::optional<Index> newest(Route route, IsOpen isOpen) const;
    template<typename IsOpen>
    [[nodiscard]] std::optional<Index> answered(const Message &answer, IsOpen isOpen) const;
    [[nodiscard]] std::optional<Index> awaitingAnswer(const Message &answer) const;
    Index addSentOffer(const Message &message);
    Index addForwardedOffer(const Message &message);
    std::optional<Index> addSentAnswer(const Message &message);
    std::optional<Index> addArrivedAnswer(const Message &message);
    std::optional<Index> addReturned(const Message &message);
    void addRegistration(const Message &message);
    void addResponse(const Message &message, const Exchange &exchange);

    const IndexedMessages &m_messages;
    const PeerTable &m_peers;
    const PairTable &m_pairs;
    Column<Steps> m_steps;
    Column<Index> m_attemptOf;          ///< By message id - 1; plus one, 0 is none.
    Column<Pair> m_pairAttempts;        ///< By number of the pair.
    Column<std::vector<Index>> m_lists; ///< Of routes with several attempts.
    quint32 m_pairCount = 0;
    QHash<PeerTable::Index, std::vector<Registration>> m_registrations;
    QHash<RelayCore::ConnectionId, qint64> m_registeredNs; ///< First registration of each connection.
    qint64 m_newestNs = 0;
};

} // namespace Inspector
