// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/replay/replyflow.h"

#include "inspector/replay/messagedifference.h"
#include "relaycore/protocol/codec.h"

#include <algorithm>
#include <utility>

namespace Inspector {

namespace {

/// How far ahead an equal message is looked for, and how many are kept for that.
constexpr std::size_t window = 32;

} // namespace

ReplyKey replyKeyOf(const MessageRow &row)
{
    using Class = ReplyKey::Class;
    switch (row.kind) {
    case MessageKind::Response:
        return {Class::Response, {}};
    case MessageKind::Offer:
    case MessageKind::Answer:
        return {Class::Forwarded, row.source};
    case MessageKind::Returned:
        return {Class::Returned, row.source};
    case MessageKind::Other:
    case MessageKind::Registration:
    case MessageKind::Ping:
    case MessageKind::Pong:
    case MessageKind::Close:
        return {};
    }
    Q_UNREACHABLE();
}

ReplyKey replyKeyOf(const QByteArray &payload)
{
    const RelayCore::DecodeResult decoded = RelayCore::decode(payload);
    const auto *message = std::get_if<RelayCore::RelayMessage>(&decoded);
    if (!message)
        return {};
    if (std::holds_alternative<RelayCore::RelayResponse>(*message))
        return {ReplyKey::Class::Response, {}};
    if (const auto *peer = std::get_if<RelayCore::PeerConnection>(message))
        return {peer->isReturned() ? ReplyKey::Class::Returned : ReplyKey::Class::Forwarded, peer->sourceUuid};
    return {};
}

quint64 ReplyFlow::take(const QByteArray &received, const Payload &payload, std::vector<Outcome> &outcomes)
{
    const std::size_t limit = std::min(m_expected.size(), m_next + window);
    for (std::size_t i = m_next; i < limit; ++i) {
        if (!messageDifferences(payload(m_expected[i]), received).isEmpty())
            continue;
        settle(i, outcomes);
        m_next = i + 1;
        return 1;
    }
    m_unmatched.push_back(received);
    if (m_unmatched.size() > window) {
        const MessageId message = m_next < m_expected.size() ? m_expected[m_next++] : 0;
        outcomes.push_back({message, std::move(m_unmatched.front())});
        m_unmatched.pop_front();
    }
    return 0;
}

void ReplyFlow::finish(std::vector<Outcome> &outcomes)
{
    settle(m_expected.size(), outcomes);
}

void ReplyFlow::settle(std::size_t until, std::vector<Outcome> &outcomes)
{
    while (m_next < until || !m_unmatched.empty()) {
        Outcome outcome;
        if (m_next < until)
            outcome.message = m_expected[m_next++];
        if (!m_unmatched.empty()) {
            outcome.received = std::move(m_unmatched.front());
            m_unmatched.pop_front();
        }
        outcomes.push_back(std::move(outcome));
    }
}

} // namespace Inspector
