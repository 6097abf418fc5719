// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/analysis/attempts.h"

#include <algorithm>
#include <functional>
#include <utility>

namespace Inspector {

using RelayCore::ConnectionId;
using RelayCore::Direction;

namespace {

/// Of the attempts of a route, how many of the newest may still change. A peer decides how many offers it sends.
constexpr std::size_t openAttempts = 16;

std::span<const Attempts::Index> newestOf(std::span<const Attempts::Index> route)
{
    return route.last(std::min(route.size(), openAttempts));
}

} // namespace

void Attempts::clear()
{
    m_steps.clear();
    m_attemptOf.clear();
    m_pairAttempts.clear();
    m_lists.clear();
    m_pairCount = 0;
    m_registrations.clear();
    m_registeredNs.clear();
    m_newestNs = 0;
}

Attempt Attempts::operator[](std::size_t index) const
{
    const Steps &steps = m_steps[index];
    const auto step = [this](MessageId id) { return id == 0 ? AttemptStep() : AttemptStep{id, timeNs(id)}; };
    Attempt attempt;
    attempt.from = m_peers.uuid(m_messages.senders()[steps.first() - 1]);
    attempt.to = m_peers.uuid(m_messages.receivers()[steps.first() - 1]);
    attempt.fromConnection = fromConnection(steps);
    attempt.toConnection = toConnection(steps);
    attempt.offer = step(steps.offer);
    attempt.forwarded = step(steps.forwarded);
    attempt.returned = step(steps.returned);
    attempt.answer = step(steps.answer);
    attempt.answerArrived = step(steps.answerArrived);
    attempt.answerReturned = step(steps.answerReturned);
    return attempt;
}

ConnectionId Attempts::fromConnection(const Steps &steps) const
{
    return steps.offer ? m_messages.connectionIds()[steps.offer - 1] : 0;
}

ConnectionId Attempts::toConnection(const Steps &steps) const
{
    const MessageId seen = steps.answer ? steps.answer : steps.forwarded;
    return seen ? m_messages.connectionIds()[seen - 1] : 0;
}

void Attempts::add(std::optional<PairTable::Number> pair, const Exchanges &exchanges)
{
    const MessageId id = m_messages.count();
    const std::size_t at = id - 1;
    const Message message{id,
                          timeNs(id),
                          m_messages.connectionIds()[at],
                          m_messages.senders()[at],
                          m_messages.receivers()[at],
                          pair.value_or(0)};
    const bool sent = m_messages.traits()[at].direction() == Direction::Sent;
    m_newestNs = std::max(m_newestNs, message.timeNs);
    m_attemptOf.grow(id);
    std::optional<Index> attempt;
    switch (m_messages.kinds()[at]) {
    case MessageKind::Offer:
        attempt = sent ? addSentOffer(message) : addForwardedOffer(message);
        break;
    case MessageKind::Answer:
        attempt = sent ? addSentAnswer(message) : addArrivedAnswer(message);
        break;
    case MessageKind::Returned:
        attempt = addReturned(message);
        break;
    case MessageKind::Registration:
        addRegistration(message);
        break;
    case MessageKind::Response:
        if (const auto exchange = exchanges.find(id))
            addResponse(message, *exchange);
        break;
    case MessageKind::Other:
    case MessageKind::Ping:
    case MessageKind::Pong:
    case MessageKind::Close:
        break;
    }
    if (attempt)
        m_attemptOf[at] = *attempt + 1;
}

/// Returns the route of what \a from sends to the other peer of \a pair.
Attempts::Route Attempts::routeFrom(PeerTable::Index from, PairTable::Number pair) const
{
    return {pair, m_pairs.pair(pair).low == from ? std::size_t(0) : std::size_t(1)};
}

std::span<const Attempts::Index> Attempts::attemptsOf(Route route) const
{
    if (route.pair >= m_pairAttempts.size())
        return {};
    const Index &entry = m_pairAttempts[route.pair].routes.at(route.side);
    if (entry & isList)
        return m_lists[entry & ~isList];
    return entry == none ? std::span<const Index>() : std::span<const Index>(&entry, 1);
}

Attempts::Index Attempts::start(const Message &message)
{
    const auto index = Index(m_steps.size());
    m_steps.push_back({});
    m_pairAttempts.grow(message.pair + 1);
    Pair &pair = m_pairAttempts[message.pair];
    if (pair.routes.front() == none && pair.routes.back() == none)
        pair.number = m_pairCount++;
    Index &entry = pair.routes.at(routeFrom(message.source, message.pair).side);
    if (entry == none) {
        entry = index;
    } else if (entry & isList) {
        m_lists[entry & ~isList].push_back(index);
    } else {
        m_lists.push_back({entry, index});
        entry = Index(m_lists.size() - 1) | isList;
    }
    return index;
}

/// Returns the oldest of the open attempts of \a route that \a isOpen returns true for.
template<typename IsOpen>
std::optional<Attempts::Index> Attempts::oldest(Route route, IsOpen isOpen, qint64 sinceNs) const
{
    for (const Index index : newestOf(attemptsOf(route))) {
        if (isOpen(m_steps[index]) && beganNs(index) >= sinceNs)
            return index;
    }
    return std::nullopt;
}

template<typename IsOpen>
std::optional<Attempts::Index> Attempts::newest(Route route, IsOpen isOpen) const
{
    const std::span<const Index> open = newestOf(attemptsOf(route));
    const auto found = std::find_if(open.rbegin(), open.rend(), [&](Index index) { return isOpen(m_steps[index]); });
    return found == open.rend() ? std::nullopt : std::optional(*found);
}

Attempts::Index Attempts::addSentOffer(const Message &message)
{
    const Index index = start(message);
    m_steps[index].offer = message.id;
    return index;
}

Attempts::Index Attempts::addForwardedOffer(const Message &message)
{
    // What was sent before the peer registered on this connection cannot arrive on it.
    const qint64 sinceNs = m_registeredNs.value(message.connection);
    const auto known = oldest(routeFrom(message.source, message.pair), std::mem_fn(&Steps::awaitsForwarding), sinceNs);
    const Index index = known ? *known : start(message);
    m_steps[index].forwarded = message.id;
    return index;
}

/// Returns the attempt that \a answer belongs to, among those that \a isOpen returns true for.
template<typename IsOpen>
std::optional<Attempts::Index> Attempts::answered(const Message &answer, IsOpen isOpen) const
{
    const Route route = routeFrom(answer.peer, answer.pair);
    const std::optional<Index> index = oldest(route, isOpen, answer.timeNs - timeoutNs);
    return index ? index : newest(route, isOpen);
}

std::optional<Attempts::Index> Attempts::awaitingAnswer(const Message &answer) const
{
    return answered(answer, std::mem_fn(&Steps::awaitsAnswer));
}

std::optional<Attempts::Index> Attempts::addSentAnswer(const Message &message)
{
    std::optional<Index> index = answered(message, [&](const Steps &steps) {
        return steps.awaitsAnswer() && steps.forwarded && toConnection(steps) == message.connection;
    });
    if (!index)
        index = awaitingAnswer(message);
    if (index)
        m_steps[*index].answer = message.id;
    return index;
}

std::optional<Attempts::Index> Attempts::addArrivedAnswer(const Message &message)
{
    std::optional<Index> index = oldest(routeFrom(message.peer, message.pair), std::mem_fn(&Steps::awaitsArrival));
    if (!index)
        index = awaitingAnswer(message);
    if (index)
        m_steps[*index].answerArrived = message.id;
    return index;
}

std::optional<Attempts::Index> Attempts::addReturned(const Message &message)
{
    // A returned message does not say in its metadata what it was; the relay returns at once, so it is the newest.
    const auto offer = newest(routeFrom(message.source, message.pair), [&](const Steps &steps) {
        return steps.awaitsForwarding() && fromConnection(steps) == message.connection;
    });
    const auto answer = newest(routeFrom(message.peer, message.pair), [&](const Steps &steps) {
        return steps.awaitsArrival() && toConnection(steps) == message.connection;
    });
    const MessageId offerId = offer ? m_steps[*offer].offer : 0;
    const MessageId answerId = answer ? m_steps[*answer].answer : 0;
    if (offerId > answerId) {
        m_steps[*offer].returned = message.id;
        return offer;
    }
    if (answer)
        m_steps[*answer].answerReturned = message.id;
    return answer;
}

void Attempts::addRegistration(const Message &message)
{
    if (!m_registeredNs.contains(message.connection))
        m_registeredNs.insert(message.connection, message.timeNs);
    m_registrations[message.source].push_back({message.connection, {message.id, message.timeNs}, {}, false});
}

void Attempts::addResponse(const Message &message, const Exchange &exchange)
{
    const auto known = m_registrations.find(exchange.source);
    if (exchange.type != Exchange::Type::Registration || known == m_registrations.end())
        return;
    std::vector<Registration> &all = *known;
    const auto found = std::lower_bound(all.begin(), all.end(), exchange.request,
                                        [](const Registration &each, MessageId id) { return each.request.id < id; });
    if (found == all.end() || found->request.id != exchange.request)
        return;
    found->response = {message.id, message.timeNs};
    found->refused = exchange.failed;
}

std::optional<Attempts::Index> Attempts::find(MessageId message) const
{
    if (message == 0 || message > m_attemptOf.size() || m_attemptOf[message - 1] == 0)
        return std::nullopt;
    return m_attemptOf[message - 1] - 1;
}

std::optional<PeerTable::Index> Attempts::peer(const QUuid &uuid) const
{
    const PeerTable::Index peer = m_peers.find(uuid);
    return peer == 0 && !uuid.isNull() ? std::nullopt : std::optional(peer);
}

std::span<const Attempts::Index> Attempts::between(const QUuid &from, const QUuid &to) const
{
    const auto sender = peer(from);
    const auto receiver = peer(to);
    const auto pair = sender && receiver ? m_pairs.find(*sender, *receiver) : std::nullopt;
    return pair ? attemptsOf(routeFrom(*sender, *pair)) : std::span<const Index>();
}

quint32 Attempts::pairOf(Index attempt) const
{
    const std::size_t at = m_steps[attempt].first() - 1;
    const auto pair = m_pairs.find(m_messages.senders()[at], m_messages.receivers()[at]);
    return m_pairAttempts[*pair].number;
}

std::span<const Registration> Attempts::registrations(const QUuid &uuid) const
{
    const auto known = peer(uuid);
    const auto found = known ? m_registrations.constFind(*known) : m_registrations.cend();
    return found == m_registrations.cend() ? std::span<const Registration>() : std::span<const Registration>(*found);
}

} // namespace Inspector
