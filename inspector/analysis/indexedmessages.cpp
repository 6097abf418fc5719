// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/analysis/indexedmessages.h"

#include "relaycore/protocol/codec.h"

#include <algorithm>
#include <limits>

namespace Inspector {

namespace {

using Description = MessageTraits::Description;
using Outcome = MessageTraits::Outcome;

MessageTraits traitsOf(const MessageRow &row)
{
    switch (row.kind) {
    case MessageKind::Offer:
        return {row, Description::Offer, Outcome::Succeeded};
    case MessageKind::Answer:
        return {row, Description::Answer, Outcome::Succeeded};
    case MessageKind::Response:
    case MessageKind::Returned:
        break;
    case MessageKind::Registration:
    case MessageKind::Other:
    case MessageKind::Ping:
    case MessageKind::Pong:
    case MessageKind::Close:
        return {row, Description::None, Outcome::None};
    }
    const RelayCore::DecodeResult decoded = RelayCore::decode(row.payload);
    const auto *const message = std::get_if<RelayCore::RelayMessage>(&decoded);
    if (!message)
        return {row, Description::None, Outcome::None};
    if (const auto *const response = std::get_if<RelayCore::RelayResponse>(message))
        return {row, Description::None, response->success ? Outcome::Succeeded : Outcome::Failed};
    const auto *const peer = std::get_if<RelayCore::PeerConnection>(message);
    if (!peer)
        return {row, Description::None, Outcome::None};
    const bool offer = peer->descriptionType == RelayCore::DescriptionType::Offer;
    return {row, offer ? Description::Offer : Description::Answer, Outcome::Failed};
}

} // namespace

void IndexedMessages::add(const MessageRow &row, PeerTable::Index sender, PeerTable::Index receiver)
{
    m_times.push_back(row.timeNs);
    m_kinds.push_back(row.kind);
    m_connectionIds.push_back(row.connection);
    m_traits.push_back(traitsOf(row));
    m_sizes.push_back(quint32(std::min(row.bytes(), qint64(std::numeric_limits<quint32>::max()))));
    m_senders.push_back(sender);
    m_receivers.push_back(receiver);
}

void IndexedMessages::clear()
{
    *this = IndexedMessages();
}

} // namespace Inspector
