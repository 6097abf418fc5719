// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/analysis/exchanges.h"

#include <algorithm>

namespace Inspector {

using namespace RelayCore;

namespace {

/// How long an answer is kept in case the relay returns it. The relay does so at once.
constexpr qint64 returnNs = 60'000'000'000;
/// How many messages of a conversation are searched for the answer that was returned: a peer decides how many there
/// are.
constexpr std::size_t mostSeen = 1'024;

Direction opposite(Direction direction)
{
    return direction == Direction::Sent ? Direction::Received : Direction::Sent;
}

} // namespace

std::optional<qint64> Exchange::roundTripNs() const
{
    if (!reply)
        return std::nullopt;
    return replyNs - requestNs;
}

MessageId Exchanges::Open::takeLast()
{
    const MessageId request = m_requests.last();
    m_requests.removeLast();
    return request;
}

Exchanges::Route Exchanges::routeOf(MessageId message) const
{
    const std::size_t at = message - 1;
    return {m_messages.connectionIds()[at], m_messages.senders()[at], m_messages.receivers()[at],
            m_messages.traits()[at].direction()};
}

Exchange Exchanges::exchange(MessageId request, MessageId reply) const
{
    const std::size_t at = request - 1;
    Exchange exchange;
    exchange.type =
        m_messages.kinds()[at] == MessageKind::Registration ? Exchange::Type::Registration : Exchange::Type::Connection;
    exchange.connection = m_messages.connectionIds()[at];
    exchange.request = request;
    exchange.requestNs = m_messages.timesNs()[at];
    exchange.source = m_messages.senders()[at];
    exchange.peer = m_messages.receivers()[at];
    if (reply == 0)
        return exchange;
    exchange.reply = reply;
    exchange.replyNs = m_messages.timesNs()[reply - 1];
    // A request whose reply was not captured is not counted as failed.
    const MessageTraits traits = m_messages.traits()[reply - 1];
    exchange.failed = m_messages.kinds()[reply - 1] == MessageKind::Returned
                      || (traits.outcome() == MessageTraits::Outcome::Failed
                          && traits.description() == MessageTraits::Description::None);
    return exchange;
}

void Exchanges::end(MessageId request, MessageId reply)
{
    m_partners[request - 1] = reply;
    m_partners[reply - 1] = request;
}

void Exchanges::add(std::optional<PairTable::Number> pair)
{
    const MessageId message = m_messages.count();
    m_partners.grow(message);
    m_previous.grow(message);
    switch (m_messages.kinds()[message - 1]) {
    case MessageKind::Registration:
        m_openRegistrations[m_messages.connectionIds()[message - 1]].append(message);
        return;
    case MessageKind::Response: {
        const auto open = m_openRegistrations.find(m_messages.connectionIds()[message - 1]);
        if (open == m_openRegistrations.end())
            return;
        end(open->takeFirst(), message);
        if (open->isEmpty())
            m_openRegistrations.erase(open);
        return;
    }
    case MessageKind::Offer:
        m_openOffers[routeOf(message)].append(message);
        break;
    case MessageKind::Answer: {
        const Route route = routeOf(message);
        const auto open = m_openOffers.find({route.connection, route.peer, route.source, opposite(route.direction)});
        if (open == m_openOffers.end())
            break;
        end(open->takeFirst(), message);
        if (open->isEmpty())
            m_openOffers.erase(open);
        break;
    }
    case MessageKind::Returned: {
        Route route = routeOf(message);
        route.direction = opposite(route.direction);
        addReturned(message, route, pair);
        break;
    }
    case MessageKind::Other:
    case MessageKind::Ping:
    case MessageKind::Pong:
    case MessageKind::Close:
        return;
    }
    if (pair) {
        m_newest.grow(*pair + 1);
        m_previous[message - 1] = std::exchange(m_newest[*pair], message);
    }
}

/// \param sent  the route of the message that was returned.
void Exchanges::addReturned(MessageId message, const Route &sent, std::optional<PairTable::Number> pair)
{
    const auto open = m_openOffers.find(sent);
    const MessageId offer = open == m_openOffers.end() ? 0 : open->last();
    const qint64 sinceNs = m_messages.timesNs()[message - 1] - returnNs;
    if (const MessageId answer = newestAnswer(sent, newestOf(pair), offer, sinceNs)) {
        m_returnedAnswers.insert(answer, message);
        m_partners[message - 1] = answer;
    } else if (offer != 0) {
        end(open->takeLast(), message);
        if (open->isEmpty())
            m_openOffers.erase(open);
    }
}

MessageId Exchanges::newestOf(std::optional<PairTable::Number> pair) const
{
    return pair && *pair < m_newest.size() ? m_newest[*pair] : 0;
}

/// Returns the newest answer of \a route among \a newest and those before it in its conversation, unless that one is
/// not newer than \a after, is older than \a sinceNs, or was returned already; 0 where there is none.
MessageId Exchanges::newestAnswer(const Route &route, MessageId newest, MessageId after, qint64 sinceNs) const
{
    std::size_t seen = 0;
    for (MessageId id = newest; id > after && seen < mostSeen; id = m_previous[id - 1], ++seen) {
        if (m_messages.timesNs()[id - 1] < sinceNs)
            return 0;
        if (m_messages.kinds()[id - 1] == MessageKind::Answer && routeOf(id) == route)
            return m_returnedAnswers.contains(id) ? 0 : id;
    }
    return 0;
}

std::optional<Exchange> Exchanges::find(MessageId message) const
{
    if (!m_messages.contains(message))
        return std::nullopt;
    const MessageId partner = m_partners[message - 1];
    switch (m_messages.kinds()[message - 1]) {
    case MessageKind::Registration:
    case MessageKind::Offer:
        return exchange(message, partner);
    case MessageKind::Answer:
        // An answer that was returned is part of two exchanges. The one that it began is returned.
        if (const auto returned = m_returnedAnswers.constFind(message); returned != m_returnedAnswers.cend())
            return exchange(message, *returned);
        break;
    case MessageKind::Response:
    case MessageKind::Returned:
    case MessageKind::Other:
    case MessageKind::Ping:
    case MessageKind::Pong:
    case MessageKind::Close:
        break;
    }
    return partner == 0 ? std::nullopt : std::optional(exchange(partner, message));
}

std::optional<qint64> Exchanges::roundTripNs(MessageId message) const
{
    const MessageId partner = m_messages.contains(message) ? m_partners[message - 1] : 0;
    if (partner == 0 || partner > message)
        return std::nullopt;
    return m_messages.timesNs()[message - 1] - m_messages.timesNs()[partner - 1];
}

/// Returns the newest message of the conversation that \a message is part of; 0 where it is part of none.
MessageId Exchanges::newestInConversation(MessageId message) const
{
    if (!isPeerConnection(m_messages.kinds()[message - 1]))
        return 0;
    return newestOf(m_pairs.find(m_messages.senders()[message - 1], m_messages.receivers()[message - 1]));
}

/// Returns the messages after \a message in its conversation, in order, the nearest \a limit of them.
std::vector<MessageId> Exchanges::following(MessageId message, std::size_t limit) const
{
    const PeerTable::Index sender = m_messages.senders()[message - 1];
    const PeerTable::Index receiver = m_messages.receivers()[message - 1];
    const auto isPart = [&](MessageId id) {
        const PeerTable::Index one = m_messages.senders()[id - 1];
        const PeerTable::Index other = m_messages.receivers()[id - 1];
        return isPeerConnection(m_messages.kinds()[id - 1])
               && ((one == sender && other == receiver) || (one == receiver && other == sender));
    };
    // Searched from the newest one back and from this one on, in turn. Where there are few, the first way is short;
    // where there are many, they are near.
    std::vector<MessageId> newest; // As a ring: the last that were seen are the nearest.
    std::vector<MessageId> next;
    std::size_t seen = 0;
    MessageId forward = message;
    for (MessageId id = newestInConversation(message); id > message; id = m_previous[id - 1], ++seen) {
        if (newest.size() < limit)
            newest.push_back(id);
        else
            newest[seen % limit] = id;
        if (isPart(++forward))
            next.push_back(forward);
        if (next.size() == limit)
            return next;
    }
    if (!newest.empty())
        std::rotate(newest.begin(), newest.begin() + std::ptrdiff_t(seen % newest.size()), newest.end());
    std::reverse(newest.begin(), newest.end());
    return newest;
}

std::vector<MessageId> Exchanges::conversation(MessageId message, std::size_t limit) const
{
    if (!m_messages.contains(message) || limit == 0)
        return {};
    const auto own = find(message);
    if (own && own->type == Exchange::Type::Registration) {
        if (!own->reply)
            return {own->request};
        return limit < 2 ? std::vector{message} : std::vector{own->request, *own->reply};
    }
    const std::vector<MessageId> after = following(message, limit);
    std::vector<MessageId> before;
    MessageId previous = m_previous[message - 1];
    auto next = after.cbegin();
    while (before.size() + std::size_t(next - after.cbegin()) + 1 < limit && (previous || next != after.cend())) {
        if (next == after.cend() || (previous && message - previous <= *next - message)) {
            before.push_back(previous);
            previous = m_previous[previous - 1];
        } else {
            ++next;
        }
    }
    std::vector<MessageId> ids(before.rbegin(), before.rend());
    ids.push_back(message);
    ids.insert(ids.end(), after.cbegin(), next);
    return ids;
}

void Exchanges::clear()
{
    m_partners.clear();
    m_returnedAnswers.clear();
    m_openRegistrations.clear();
    m_openOffers.clear();
    m_previous.clear();
    m_newest.clear();
}

} // namespace Inspector
