// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/export.h"

#include <QtCore/QMetaType>
#include <QtCore/QString>
#include <QtCore/QUuid>

#include <optional>
#include <variant>

/// The three messages of the ProxyStore relay protocol, as values.
///
/// \par Threads  plain values, no shared state.
/// \par Source   docs/protocol.md; ProxyStore 1.1.0 p2p/relay/messages.py.
/// \since 0.1
namespace RelayCore {

/// What a client says first: its name and the UUID it wants to be reached under.
struct RelayRegistration
{
    QString name; ///< For people; need not be unique.
    QUuid uuid;   ///< Whoever registers it last is routed to.

    bool operator==(const RelayRegistration &) const = default;
};

/// What the relay answers to a registration.
struct RelayResponse
{
    bool success = true;            ///< Whether the client is registered.
    std::optional<QString> message; ///< Human readable reason, usually present when success is false.
    bool error = false;             ///< As on the wire; RelayClient looks at success alone.

    bool operator==(const RelayResponse &) const = default;
};

/// Which half of an exchange a description is (RFC 3264).
enum class DescriptionType : quint8 {
    Offer,  ///< Asks for a connection.
    Answer, ///< Accepts an offer.
};

/// A WebRTC session description on its way from one peer to another.
struct PeerConnection
{
    QUuid sourceUuid;   ///< The sender, as it says itself; the relay does not check it.
    QString sourceName; ///< Likewise.
    QUuid peerUuid;     ///< Whom the relay shall hand it to.
    DescriptionType descriptionType = DescriptionType::Offer; ///< Offer or answer.
    QString description;                                      ///< SDP (RFC 8866); opaque to the relay.
    std::optional<QString> error; ///< Set by the relay when it returns the message to its sender.

    bool operator==(const PeerConnection &) const = default;
};

/// Any message of the protocol.
using RelayMessage = std::variant<RelayRegistration, RelayResponse, PeerConnection>;

/// The value of `message_type` on the wire: "relay_registration", "relay_response" or "peer_connection".
[[nodiscard]] RELAYCORE_EXPORT QLatin1StringView messageTypeName(const RelayMessage &message);

/// "offer" or "answer".
[[nodiscard]] RELAYCORE_EXPORT QLatin1StringView descriptionTypeName(DescriptionType type);

} // namespace RelayCore

Q_DECLARE_METATYPE(RelayCore::RelayMessage)
