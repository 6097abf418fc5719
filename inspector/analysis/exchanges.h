// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/analysis/peertable.h"
#include "inspector/capture/capturerows.h"

#include <QtCore/QHash>
#include <QtCore/QVarLengthArray>

#include <cstddef>
#include <optional>
#include <utility>
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
};

/// Matches replies to requests as messages arrive. Pure: no clock, no file.
///
/// Registration ↔ response in order per connection; offer ↔ answer in order, by swapped source and peer UUID and
/// opposite direction on the same connection; a returned message ends the newest open offer (or the newest answer) with
/// its UUIDs. The relay returns a message at once, so an answer can be returned for a minute at least, not for ever.
/// A few hash look-ups per message; 16 bytes per message, 48 per exchange.
///
/// \par Threads  one at a time.
class Exchanges
{
public:
    /// Takes the next message, in order of id. Of the payload only that of responses matters (their `success`).
    /// \param source  the number of the message's source in the table of peers. \param peer  that of its peer.
    void add(const MessageRow &message, PeerTable::Index source, PeerTable::Index peer);

    /// The exchange a message began or ended. Valid until the next add().
    [[nodiscard]] const Exchange *find(MessageId message) const;
    /// The round trip that ended with \a message.
    [[nodiscard]] std::optional<qint64> roundTripNs(MessageId message) const;
    /// All messages of the conversation of two peers around \a message (both directions, all connections), in order,
    /// at most \a limit of them, the nearest ones. For a registration or response: its exchange.
    [[nodiscard]] std::vector<MessageId> conversation(MessageId message, std::size_t limit = 64) const;
    [[nodiscard]] const std::vector<Exchange> &all() const { return m_exchanges; }
    void clear();

private:
    using Index = quint32; ///< Into a vector, plus one; 0 is none.

    /// Requests without a reply, in order. Hardly ever more than one, but a peer may send any number: taking the first
    /// does not move the others.
    class Open
    {
    public:
        void append(Index exchange) { m_exchanges.append(exchange); }
        [[nodiscard]] Index last() const { return m_exchanges.last(); }
        [[nodiscard]] Index takeFirst() { return m_exchanges[m_first++]; }
        [[nodiscard]] Index takeLast();
        [[nodiscard]] bool isEmpty() const { return m_first == m_exchanges.size(); }

    private:
        QVarLengthArray<Index, 2> m_exchanges;
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
            return qHashMulti(seed, route.connection, route.source, route.peer, quint8(route.direction));
        }
    };
    struct Answer
    {
        MessageId id = 0;
        qint64 timeNs = 0;
    };
    /// What is known of one message.
    struct Links
    {
        Index began = 0;
        Index ended = 0;
        MessageId previous = 0; ///< Of the same conversation; 0 is none.
        MessageId next = 0;     ///< Likewise.
    };

    Links &links(MessageId message);
    [[nodiscard]] const Links *linksOf(MessageId message) const;
    void begin(Exchange::Type type, MessageId request, qint64 requestNs, const Route &route);
    void end(Index exchange, const MessageRow &reply, bool failed);
    void addAnswer(const MessageRow &message, const Route &route);
    void addReturned(const MessageRow &message, const Route &answer);
    void appendToConversation(MessageId message, const Route &route);

    std::vector<Exchange> m_exchanges;
    std::vector<Links> m_links; ///< By message id - 1.
    QHash<RelayCore::ConnectionId, Open> m_openRegistrations;
    QHash<Route, Open> m_openOffers;
    QHash<Route, Answer> m_newestAnswers;
    qsizetype m_mostAnswers = 4'096; ///< Old ones are removed when there are more.
    /// The newest message of each conversation, by the numbers of the two peers, the lower one first.
    QHash<std::pair<PeerTable::Index, PeerTable::Index>, MessageId> m_newest;
};

} // namespace Inspector
