// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/analysis/exchanges.h"

#include "relaycore/protocol/codec.h"

#include <algorithm>
#include <utility>

namespace Inspector {

using namespace RelayCore;

namespace {

/// Only what says so has failed: a payload that was not captured proves nothing.
bool isRefusal(const QByteArray &payload)
{
    const DecodeResult decoded = decode(payload);
    const auto *const message = std::get_if<RelayMessage>(&decoded);
    const auto *const response = message ? std::get_if<RelayResponse>(message) : nullptr;
    return response && !response->success;
}

/// How long an answer is kept in case the relay returns it. The relay does so at once.
constexpr qint64 returnNs = 60'000'000'000;

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

Exchanges::Index Exchanges::Open::takeLast()
{
    const Index exchange = m_exchanges.last();
    m_exchanges.removeLast();
    return exchange;
}

Exchanges::Links &Exchanges::links(MessageId message)
{
    if (m_links.size() < message)
        m_links.resize(message);
    return m_links[message - 1];
}

const Exchanges::Links *Exchanges::linksOf(MessageId message) const
{
    return message >= 1 && message <= m_links.size() ? &m_links[message - 1] : nullptr;
}

void Exchanges::begin(Exchange::Type type, MessageId request, qint64 requestNs, const Route &route)
{
    Exchange exchange;
    exchange.type = type;
    exchange.connection = route.connection;
    exchange.request = request;
    exchange.requestNs = requestNs;
    exchange.source = route.source;
    exchange.peer = route.peer;
    m_exchanges.push_back(exchange);
    links(request).began = Index(m_exchanges.size());
}

void Exchanges::end(Index exchange, const MessageRow &reply, bool failed)
{
    Exchange &ended = m_exchanges[exchange - 1];
    ended.reply = reply.id;
    ended.replyNs = reply.timeNs;
    ended.failed = failed;
    links(reply.id).ended = exchange;
}

void Exchanges::add(const MessageRow &message, PeerTable::Index source, PeerTable::Index peer)
{
    if (message.id == 0)
        return;
    links(message.id);
    const Route route{message.connection, source, peer, message.direction};

    switch (message.kind) {
    case MessageKind::Registration:
        begin(Exchange::Type::Registration, message.id, message.timeNs, route);
        m_openRegistrations[message.connection].append(Index(m_exchanges.size()));
        return;
    case MessageKind::Response: {
        const auto open = m_openRegistrations.find(message.connection);
        if (open == m_openRegistrations.end())
            return;
        end(open->takeFirst(), message, isRefusal(message.payload));
        if (open->isEmpty())
            m_openRegistrations.erase(open);
        return;
    }
    case MessageKind::Offer:
        begin(Exchange::Type::Connection, message.id, message.timeNs, route);
        m_openOffers[route].append(Index(m_exchanges.size()));
        break;
    case MessageKind::Answer:
        addAnswer(message, route);
        break;
    case MessageKind::Returned:
        addReturned(message, {message.connection, source, peer, opposite(message.direction)});
        break;
    case MessageKind::Other:
    case MessageKind::Ping:
    case MessageKind::Pong:
    case MessageKind::Close:
        return;
    }
    appendToConversation(message.id, route);
}

void Exchanges::addAnswer(const MessageRow &message, const Route &route)
{
    const auto open = m_openOffers.find({route.connection, route.peer, route.source, opposite(route.direction)});
    if (open != m_openOffers.end()) {
        end(open->takeFirst(), message, false);
        if (open->isEmpty())
            m_openOffers.erase(open);
    }
    m_newestAnswers[route] = {message.id, message.timeNs};
    if (m_newestAnswers.size() > m_mostAnswers) {
        m_newestAnswers.removeIf([oldest = message.timeNs - returnNs](const std::pair<const Route &, Answer &> &each) {
            return each.second.timeNs < oldest;
        });
        m_mostAnswers = std::max(m_mostAnswers, 2 * m_newestAnswers.size());
    }
}

/// \param route  of the message that was returned.
void Exchanges::addReturned(const MessageRow &message, const Route &route)
{
    const auto open = m_openOffers.find(route);
    const auto answer = m_newestAnswers.find(route);
    const MessageId offerId = open == m_openOffers.end() ? 0 : m_exchanges[open->last() - 1].request;
    const MessageId answerId = answer == m_newestAnswers.end() ? 0 : answer->id;
    if (offerId > answerId) {
        end(open->takeLast(), message, true);
        if (open->isEmpty())
            m_openOffers.erase(open);
    } else if (answerId > 0) {
        begin(Exchange::Type::Connection, answer->id, answer->timeNs, route);
        end(Index(m_exchanges.size()), message, true);
        m_newestAnswers.erase(answer);
    }
}

void Exchanges::appendToConversation(MessageId message, const Route &route)
{
    MessageId &newest = m_newest[std::minmax(route.source, route.peer)];
    if (newest != 0) {
        links(newest).next = message;
        links(message).previous = newest;
    }
    newest = message;
}

const Exchange *Exchanges::find(MessageId message) const
{
    const Links *const known = linksOf(message);
    if (!known)
        return nullptr;
    // An answer that was returned both ended and began one; that it came back is the news.
    const Index exchange = known->began ? known->began : known->ended;
    return exchange ? &m_exchanges[exchange - 1] : nullptr;
}

std::optional<qint64> Exchanges::roundTripNs(MessageId message) const
{
    const Links *const known = linksOf(message);
    if (!known || !known->ended)
        return std::nullopt;
    return m_exchanges[known->ended - 1].roundTripNs();
}

std::vector<MessageId> Exchanges::conversation(MessageId message, std::size_t limit) const
{
    const Links *const known = linksOf(message);
    if (!known || limit == 0)
        return {};
    const Exchange *const exchange = find(message);
    if (exchange && exchange->type == Exchange::Type::Registration) {
        if (!exchange->reply)
            return {exchange->request};
        return limit < 2 ? std::vector{message} : std::vector{exchange->request, *exchange->reply};
    }
    std::vector<MessageId> before;
    std::vector<MessageId> after;
    MessageId previous = known->previous;
    MessageId next = known->next;
    while (before.size() + after.size() + 1 < limit && (previous || next)) {
        if (!next || (previous && message - previous <= next - message)) {
            before.push_back(previous);
            previous = m_links[previous - 1].previous;
        } else {
            after.push_back(next);
            next = m_links[next - 1].next;
        }
    }
    std::vector<MessageId> ids(before.rbegin(), before.rend());
    ids.push_back(message);
    ids.insert(ids.end(), after.begin(), after.end());
    return ids;
}

void Exchanges::clear()
{
    *this = Exchanges();
}

} // namespace Inspector
