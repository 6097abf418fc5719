// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/analysis/indexedmessages.h"
#include "inspector/analysis/pairtable.h"

#include <QtCore/QHash>
#include <QtCore/QVarLengthArray>

#include <cstddef>
#include <optional>
#include <vector>

namespace Inspector {

/// A question and its answer on one connection: registration and response, or offer and answer (or its return).
struct Exchange
{
    enum class Type : quint8 { Registration, Connection };

    qint64 requestNs = 0;
    qint64 replyNs = 0;
    RelayCore::ConnectionId connection = 0;
    MessageId request = 0;
    std::optional<MessageId> reply; ///< Empty: not answered yet.
    PeerTable::Index source = 0;    ///< Of the request.
    PeerTable::Index peer = 0;
    Type type = Type::Connection;
    bool failed = false; ///< The reply is a return with an error, or a refused registration.

    [[nodiscard]] std::optional<qint64> roundTripNs() const;
    bool operator==(const Exchange &) const = default;
};

/// Matches replies to requests as messages arrive. Pure: no clock, no file.
///
/// Registration ↔ response in order per connection; offer ↔ answer in order, by swapped source and peer UUID and
/// opposite direction on the same connection; a returned message ends the newest open offer (or the newest answer) with
/// its UUIDs. The relay returns a message at once, so an answer can be returned for a minute, not for ever.
/// A few hash look-ups per message; 8 bytes per message, because an exchange is made of the messages that it consists
/// of when it is asked for.
///
/// \par Threads  one at a time.
class Exchanges
{
public:
    /// \param messages, pairs  outlive the object.
    Exchanges(const IndexedMessages &messages, const PairTable &pairs)
        : m_messages(messages)
        , m_pairs(pairs)
    {}
    Q_DISABLE_COPY_MOVE(Exchanges)

    /// Takes the newest of the messages. \param pair  the number of its peers in the table of pairs; only of an offer,
    /// an answer or a returned message.
    void add(std::optional<PairTable::Number> pair);

    /// The exchange that \a message belongs to, as request or reply.
    [[nodiscard]] std::optional<Exchange> find(MessageId message) const;
    /// The round trip that ended with \a message.
    [[nodiscard]] std::optional<qint64> roundTripNs(MessageId message) const;
    /// All messages of the conversation of two peers around \a message (both directions, all connections), in order,
    /// at most \a limit of them, the nearest ones. For a registration or response: its exchange. Takes some nanoseconds
    /// for each newer message of the conversation, or for each message up to those that are returned, whichever are
    /// fewer.
    [[nodiscard]] std::vector<MessageId> conversation(MessageId message, std::size_t limit = 64) const;
    /// Calls \a take with each exchange, in no particular order.
    template<typename Take>
    void forEach(Take take) const
    {
        for (MessageId id = 1; id <= m_messages.count(); ++id) {
            const MessageKind kind = m_messages.kinds()[id - 1];
            if (kind == MessageKind::Registration || kind == MessageKind::Offer)
                take(exchange(id, m_partners[id - 1]));
        }
        for (auto each = m_returnedAnswers.cbegin(); each != m_returnedAnswers.cend(); ++each)
            take(exchange(each.key(), each.value()));
    }
    void clear();

private:
    /// Requests without a reply, in order. Hardly ever more than one, but a peer may send any number: taking the first
    /// does not move the others.
    class Open
    {
    public:
        void append(MessageId request) { m_requests.append(request); }
        [[nodiscard]] MessageId last() const { return m_requests.last(); }
        [[nodiscard]] MessageId takeFirst() { return m_requests[m_first++]; }
        [[nodiscard]] MessageId takeLast();
        [[nodiscard]] bool isEmpty() const { return m_first == m_requests.size(); }

    private:
        QVarLengthArray<MessageId, 2> m_requests;
        qsizetype m_first = 0; ///< What lies before it has been taken.
    };

    /// Messages from one peer to another on one connection.
    struct Route
    {
        RelayCore::ConnectionId connection = 0;
        PeerTable::Index source = 0;
        PeerTable::Index peer = 0;
        RelayCore::Direction direction = RelayCore::Direction::Sent;

        bool operator==(const Route &) const = default;
        friend std::size_t qHash(const Route &route, std::size_t seed) noexcept
        {
            return qHashMulti(seed, quint64(route.source) << 32 | route.peer,
                              quint64(route.connection) << 1 | quint64(route.direction));
        }
    };

    [[nodiscard]] Route routeOf(MessageId message) const;
    [[nodiscard]] Exchange exchange(MessageId request, MessageId reply) const;
    void end(MessageId request, MessageId reply);
    void addReturned(MessageId message, const Route &sent, std::optional<PairTable::Number> pair);
    [[nodiscard]] MessageId newestInConversation(MessageId message) const;
    [[nodiscard]] std::vector<MessageId> following(MessageId message, std::size_t limit) const;
    [[nodiscard]] MessageId newestOf(std::optional<PairTable::Number> pair) const;
    [[nodiscard]] MessageId newestAnswer(const Route &route, MessageId newest, MessageId after, qint64 sinceNs) const;

    const IndexedMessages &m_messages;
    const PairTable &m_pairs;
    /// By message id - 1: of a request its reply, of a reply its request; 0 is none. An answer is a reply here.
    Column<MessageId> m_partners;
    QHash<MessageId, MessageId> m_returnedAnswers; ///< The answers that the relay returned, and what it returned.
    QHash<RelayCore::ConnectionId, Open> m_openRegistrations;
    QHash<Route, Open> m_openOffers;
    Column<MessageId> m_previous; ///< By message id - 1: the one before it in its conversation; 0 is none.
    Column<MessageId> m_newest;   ///< By number of the pair.
};

} // namespace Inspector
