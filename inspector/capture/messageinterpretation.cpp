// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/capture/messageinterpretation.h"

#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace Inspector {

using namespace RelayCore;

MessageKind kindOfOpcode(Opcode opcode)
{
    switch (opcode) {
    case Opcode::Ping:
        return MessageKind::Ping;
    case Opcode::Pong:
        return MessageKind::Pong;
    case Opcode::Close:
        return MessageKind::Close;
    case Opcode::Text:
    case Opcode::Binary:
        break;
    }
    return MessageKind::Other;
}

bool interpretMessage(MessageRow &row, ConnectionRow &connection, Decoder &decoder)
{
    if (row.opcode != Opcode::Text || row.isOpaque())
        return false;
    const DecodeResult decoded = decoder.decode(row.payload);
    const auto *const message = std::get_if<RelayMessage>(&decoded);
    if (!message)
        return false;
    if (const auto *const registration = std::get_if<RelayRegistration>(message)) {
        row.kind = MessageKind::Registration;
        row.source = registration->uuid;
        row.sourceName = registration->name;
        connection.name = registration->name;
        connection.uuid = registration->uuid;
        return true;
    }
    if (const auto *const response = std::get_if<RelayResponse>(message)) {
        row.kind = MessageKind::Response;
        connection.registered = response->success;
        connection.registrationError.clear();
        if (!response->success) {
            connection.registrationError = response->message.value_or(QString());
            if (connection.registrationError.isEmpty())
                connection.registrationError = u"the relay gave no reason"_s;
        }
        return true;
    }
    const auto &peer = std::get<PeerConnection>(*message);
    row.source = peer.sourceUuid;
    row.sourceName = peer.sourceName;
    row.peer = peer.peerUuid;
    if (peer.error)
        row.kind = MessageKind::Returned;
    else
        row.kind = peer.descriptionType == DescriptionType::Offer ? MessageKind::Offer : MessageKind::Answer;
    return false;
}

QString sourceNameIn(const MessageRow &row)
{
    if (row.source.isNull())
        return {};
    const DecodeResult decoded = decode(row.payload);
    const auto *const message = std::get_if<RelayMessage>(&decoded);
    if (!message)
        return {};
    if (const auto *const registration = std::get_if<RelayRegistration>(message))
        return registration->name;
    const auto *const peer = std::get_if<PeerConnection>(message);
    return peer ? peer->sourceName : QString();
}

std::optional<PeerConnection> peerConnectionIn(const MessageRow &row)
{
    if (row.truncated || row.isOpaque())
        return std::nullopt;
    DecodeResult decoded = decode(row.payload);
    auto *const message = std::get_if<RelayMessage>(&decoded);
    auto *const peer = message ? std::get_if<PeerConnection>(message) : nullptr;
    return peer ? std::optional(std::move(*peer)) : std::nullopt;
}

} // namespace Inspector
