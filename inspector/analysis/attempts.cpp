// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/analysis/attempts.h"

#include <algorithm>
#include <utility>

namespace Inspector {

using RelayCore::Direction;

namespace {

/// Of the attempts of a route, how many of the newest may still change. A peer decides how many offers it sends.
constexpr std::size_t openAttempts = 16;

AttemptStep step(const MessageRow &message)
{
    return {message.id, message.timeNs};
}

bool awaitsForwarding(const Attempt &attempt, const MessageRow &)
{
    return attempt.offer && !attempt.forwarded && !attempt.returned && !attempt.isAnswered();
}

bool awaitsAnswerOnTheSameConnection(const Attempt &attempt, const MessageRow &answer)
{
    return !attempt.isAnswered() && !attempt.returned && attempt.forwarded && attempt.toConnection == answer.connection;
}

bool awaitsAnswer(const Attempt &attempt, const MessageRow &)
{
    return !attempt.isAnswered() && !attempt.returned;
}

bool awaitsArrival(const Attempt &attempt, const MessageRow &)
{
    return attempt.answer && !attempt.answerArrived && !attempt.answerReturned;
}

bool mayBeReturned(const Attempt &attempt, const MessageRow &returned)
{
    return awaitsForwarding(attempt, returned) && attempt.fromConnection == returned.connection;
}

bool answerMayBeReturned(const Attempt &attempt, const MessageRow &returned)
{
    return awaitsArrival(attempt, returned) && attempt.toConnection == returned.connection;
}

} // namespace

void Attempts::clear()
{
    *this = Attempts();
}

std::optional<Attempts::Index> Attempts::add(const MessageRow &message, const Exchange *exchange,
                                             const QUuid &requester)
{
    if (message.id == 0)
        return std::nullopt;
    m_newestNs = std::max(m_newestNs, message.timeNs);
    std::optional<Index> attempt;
    switch (message.kind) {
    case MessageKind::Offer:
        attempt = addOffer(message);
        break;
    case MessageKind::Answer:
        attempt = addAnswer(message);
        break;
    case MessageKind::Returned:
        attempt = addReturned(message);
        break;
    case MessageKind::Registration:
        addRegistration(message);
        break;
    case MessageKind::Response:
        if (exchange)
            addResponse(message, *exchange, requester);
        break;
    case MessageKind::Other:
    case MessageKind::Ping:
    case MessageKind::Pong:
    case MessageKind::Close:
        break;
    }
    if (attempt) {
        if (m_attemptOf.size() < message.id)
            m_attemptOf.resize(message.id);
        m_attemptOf[message.id - 1] = *attempt + 1;
    }
    return attempt;
}

Attempts::Index Attempts::begin(const QUuid &from, const QUuid &to)
{
    const Index index = Index(m_attempts.size());
    Attempt attempt;
    attempt.from = from;
    attempt.to = to;
    m_attempts.push_back(attempt);
    Indices &route = m_routes[{from, to}];
    if (route.isEmpty() && !m_routes.contains({to, from}))
        m_pairs.push_back(std::minmax(from, to));
    route.append(index);
    return index;
}

std::optional<Attempts::Index> Attempts::oldest(const QUuid &from, const QUuid &to, const MessageRow &message,
                                                Open isOpen, qint64 sinceNs) const
{
    const std::span<const Index> route = between(from, to);
    for (const Index index : route.last(std::min(route.size(), openAttempts))) {
        const Attempt &attempt = m_attempts[index];
        if (isOpen(attempt, message) && attempt.beganNs() >= sinceNs)
            return index;
    }
    return std::nullopt;
}

std::optional<Attempts::Index> Attempts::newest(const QUuid &from, const QUuid &to, const MessageRow &message,
                                                Open isOpen) const
{
    const std::span<const Index> route = between(from, to);
    const std::span<const Index> open = route.last(std::min(route.size(), openAttempts));
    const auto found =
        std::find_if(open.rbegin(), open.rend(), [&](Index index) { return isOpen(m_attempts[index], message); });
    return found == open.rend() ? std::nullopt : std::optional(*found);
}

std::optional<Attempts::Index> Attempts::addOffer(const MessageRow &message)
{
    if (message.direction == Direction::Sent) {
        const Index index = begin(message.source, message.peer);
        m_attempts[index].offer = step(message);
        m_attempts[index].fromConnection = message.connection;
        return index;
    }
    // What was sent before the peer registered on this connection cannot arrive on it.
    const qint64 sinceNs = m_registeredNs.value(message.connection);
    std::optional<Index> index = oldest(message.source, message.peer, message, awaitsForwarding, sinceNs);
    if (!index)
        index = begin(message.source, message.peer);
    m_attempts[*index].forwarded = step(message);
    m_attempts[*index].toConnection = message.connection;
    return index;
}

std::optional<Attempts::Index> Attempts::answered(const MessageRow &answer, Open isOpen) const
{
    std::optional<Index> index = oldest(answer.peer, answer.source, answer, isOpen, answer.timeNs - timeoutNs);
    return index ? index : newest(answer.peer, answer.source, answer, isOpen);
}

std::optional<Attempts::Index> Attempts::addAnswer(const MessageRow &message)
{
    if (message.direction == Direction::Sent) {
        std::optional<Index> index = answered(message, awaitsAnswerOnTheSameConnection);
        if (!index)
            index = answered(message, awaitsAnswer);
        if (!index)
            return std::nullopt;
        m_attempts[*index].answer = step(message);
        m_attempts[*index].toConnection = message.connection;
        return index;
    }
    std::optional<Index> index = oldest(message.peer, message.source, message, awaitsArrival);
    if (!index)
        index = answered(message, awaitsAnswer);
    if (index)
        m_attempts[*index].answerArrived = step(message);
    return index;
}

std::optional<Attempts::Index> Attempts::addReturned(const MessageRow &message)
{
    // A returned message does not say in its metadata what it was; the relay returns at once, so it is the newest.
    const std::optional<Index> offer = newest(message.source, message.peer, message, mayBeReturned);
    const std::optional<Index> answer = newest(message.peer, message.source, message, answerMayBeReturned);
    const MessageId offerId = offer ? m_attempts[*offer].offer.id : 0;
    const MessageId answerId = answer ? m_attempts[*answer].answer.id : 0;
    if (offerId > answerId) {
        m_attempts[*offer].returned = step(message);
        return offer;
    }
    if (answer)
        m_attempts[*answer].answerReturned = step(message);
    return answer;
}

void Attempts::addRegistration(const MessageRow &message)
{
    if (!m_registeredNs.contains(message.connection))
        m_registeredNs.insert(message.connection, message.timeNs);
    m_registrations[message.source].push_back({message.connection, step(message), {}, false});
}

void Attempts::addResponse(const MessageRow &message, const Exchange &exchange, const QUuid &requester)
{
    const auto known = m_registrations.find(requester);
    if (exchange.type != Exchange::Type::Registration || known == m_registrations.end())
        return;
    std::vector<Registration> &all = *known;
    const auto found = std::lower_bound(all.begin(), all.end(), exchange.request,
                                        [](const Registration &each, MessageId id) { return each.request.id < id; });
    if (found == all.end() || found->request.id != exchange.request)
        return;
    found->response = step(message);
    found->refused = exchange.failed;
}

std::optional<Attempts::Index> Attempts::find(MessageId message) const
{
    if (message == 0 || message > m_attemptOf.size() || m_attemptOf[message - 1] == 0)
        return std::nullopt;
    return m_attemptOf[message - 1] - 1;
}

std::span<const Attempts::Index> Attempts::between(const QUuid &from, const QUuid &to) const
{
    const auto found = m_routes.constFind({from, to});
    return found == m_routes.cend() ? std::span<const Index>()
                                    : std::span<const Index>(found->constData(), std::size_t(found->size()));
}

std::span<const Registration> Attempts::registrations(const QUuid &uuid) const
{
    const auto found = m_registrations.constFind(uuid);
    return found == m_registrations.cend() ? std::span<const Registration>() : std::span<const Registration>(*found);
}

} // namespace Inspector
