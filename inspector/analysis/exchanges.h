// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/capture/capturerows.h"

#include <cstddef>
#include <deque>
#include <optional>
#include <unordered_map>
#include <vector>

namespace Inspector {

/// A question and its answer on one connection: registration and response, or offer and answer (or its return).
struct Exchange
{
    enum class Type : quint8 { Registration, Connection };
    Type type = Type::Connection;
    RelayCore::ConnectionId connection = 0;
    MessageId request = 0;
    std::optional<MessageId> reply; ///< Empty: not answered yet.
    bool failed = false;            ///< The reply is a return with an error, or a refused registration.
    qint64 requestNs = 0;
    qint64 replyNs = 0;
    QUuid source; ///< Of the request.
    QUuid peer;
    [[nodiscard]] std::optional<qint64> roundTripNs() const;
};

/// Matches replies to requests as messages arrive. Pure: no clock, no file.
///
/// Registration ↔ response in order per connection; offer ↔ answer in order, by swapped source and peer UUID and
/// opposite direction on the same connection; a returned message ends the newest open offer (or the newest answer) with
/// its UUIDs. A few hash look-ups and some 20 bytes per message.
///
/// \par Threads  one at a time.
class Exchanges
{
public:
    /// Takes the next message, in order of id. Of the payload only that of responses matters (their `success`).
    void add(const MessageRow &message);

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

    /// Messages from one peer to another on one connection.
    struct Route
    {
        RelayCore::ConnectionId connection = 0;
        RelayCore::Direction direction = RelayCore::Direction::Sent;
        QUuid source;
        QUuid peer;

        bool operator==(const Route &) const = default;
    };
    struct RouteHash
    {
        std::size_t operator()(const Route &route) const noexcept;
    };
    struct Pair
    {
        QUuid lower;
        QUuid higher;

        bool operator==(const Pair &) const = default;
    };
    struct PairHash
    {
        std::size_t operator()(const Pair &pair) const noexcept;
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
        Index conversation = 0;
    };

    Links &links(MessageId message);
    [[nodiscard]] const Links *linksOf(MessageId message) const;
    void begin(Exchange::Type type, MessageId request, qint64 requestNs, const Route &route);
    void end(Index exchange, const MessageRow &reply, bool failed);
    void addReturned(const MessageRow &message);

    std::vector<Exchange> m_exchanges;
    std::vector<Links> m_links; ///< By message id - 1.
    std::unordered_map<RelayCore::ConnectionId, std::deque<Index>> m_openRegistrations;
    std::unordered_map<Route, std::deque<Index>, RouteHash> m_openOffers;
    std::unordered_map<Route, Answer, RouteHash> m_newestAnswers;
    std::vector<std::vector<MessageId>> m_conversations;
    std::unordered_map<Pair, Index, PairHash> m_conversationOf;
};

} // namespace Inspector
