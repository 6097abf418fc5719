// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/analysis/exchanges.h"

#include "relaycore/protocol/codec.h"

#include <QtCore/QHash>

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

std::size_t Exchanges::RouteHash::operator()(const Route &route) const noexcept
{
    return qHashMulti(0, route.connection, quint8(route.direction), route.source, route.peer);
}

std::size_t Exchanges::PairHash::operator()(const Pair &pair) const noexcept
{
    return qHashMulti(0, pair.lower, pair.higher);
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

void Exchanges::add(const MessageRow &message)
{
    if (message.id == 0)
        return;
    links(message.id);
    const Route route{message.connection, message.direction, message.source, message.peer};

    switch (message.kind) {
    case MessageKind::Registration:
        begin(Exchange::Type::Registration, message.id, message.timeNs, route);
        m_openRegistrations[message.connection].push_back(Index(m_exchanges.size()));
        return;
    case MessageKind::Response: {
        const auto open = m_openRegistrations.find(message.connection);
        if (open == m_openRegistrations.end())
            return;
        end(open->second.front(), message, isRefusal(message.payload));
        open->second.pop_front();
        if (open->second.empty())
            m_openRegistrations.erase(open);
        return;
    }
    case MessageKind::Offer:
        begin(Exchange::Type::Connection, message.id, message.timeNs, route);
        m_openOffers[route].push_back(Index(m_exchanges.size()));
        break;
    case MessageKind::Answer: {
        const auto open =
            m_openOffers.find({message.connection, opposite(message.direction), message.peer, message.source});
        if (open != m_openOffers.end()) {
            end(open->second.front(), message, false);
            open->second.pop_front();
            if (open->second.empty())
                m_openOffers.erase(open);
        }
        m_newestAnswers[route] = {message.id, message.timeNs};
        break;
    }
    case MessageKind::Returned:
        addReturned(message);
        break;
    case MessageKind::Other:
    case MessageKind::Ping:
    case MessageKind::Pong:
    case MessageKind::Close:
        return;
    }

    const auto [lower, higher] = std::minmax(message.source, message.peer);
    Index &conversation = m_conversationOf[{lower, higher}];
    if (conversation == 0) {
        m_conversations.emplace_back();
        conversation = Index(m_conversations.size());
    }
    m_conversations[conversation - 1].push_back(message.id);
    links(message.id).conversation = conversation;
}

void Exchanges::addReturned(const MessageRow &message)
{
    const Route route{message.connection, opposite(message.direction), message.source, message.peer};
    const auto open = m_openOffers.find(route);
    const auto answer = m_newestAnswers.find(route);
    const MessageId offerId = open == m_openOffers.end() ? 0 : m_exchanges[open->second.back() - 1].request;
    const MessageId answerId = answer == m_newestAnswers.end() ? 0 : answer->second.id;
    if (offerId > answerId) {
        end(open->second.back(), message, true);
        open->second.pop_back();
        if (open->second.empty())
            m_openOffers.erase(open);
    } else if (answerId > 0) {
        begin(Exchange::Type::Connection, answer->second.id, answer->second.timeNs, route);
        end(Index(m_exchanges.size()), message, true);
        m_newestAnswers.erase(answer);
    }
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
    if (!known->conversation) {
        std::vector<MessageId> ids{message};
        if (const Exchange *const exchange = find(message)) {
            ids = {exchange->request};
            if (exchange->reply)
                ids.push_back(*exchange->reply);
            if (ids.size() > limit)
                ids = {message};
        }
        return ids;
    }
    const std::vector<MessageId> &all = m_conversations[known->conversation - 1];
    auto first = std::lower_bound(all.begin(), all.end(), message);
    auto last = first + 1;
    while (std::size_t(last - first) < limit && (first != all.begin() || last != all.end())) {
        const bool before = last == all.end() || (first != all.begin() && message - *(first - 1) <= *last - message);
        if (before)
            --first;
        else
            ++last;
    }
    return {first, last};
}

void Exchanges::clear()
{
    *this = Exchanges();
}

} // namespace Inspector
