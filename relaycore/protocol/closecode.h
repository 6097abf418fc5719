// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/export.h"

#include <QtCore/QMetaType>
#include <QtCore/QString>

namespace RelayCore {

/// WebSocket close codes that matter to a relay conversation.
/// \par Source  RFC 6455 section 7.4.1, IANA WebSocket Close Code registry, ProxyStore 1.1.0 p2p/relay/server.py.
enum class CloseCode : quint16 {
    Normal = 1000,                ///< Closed in order.
    GoingAway = 1001,             ///< The relay, or this process, shuts down.
    ProtocolError = 1002,         ///< Bytes that are not RFC 6455.
    UnsupportedData = 1003,       ///< A data type that the peer does not take.
    NoStatus = 1005,              ///< Never on the wire: the close frame had no code.
    Abnormal = 1006,              ///< Never on the wire: the connection ended without a close frame.
    InvalidPayload = 1007,        ///< A text that is not UTF-8.
    PolicyViolation = 1008,       ///< Refused without a more precise code.
    MessageTooBig = 1009,         ///< Over the size that the WebSocket takes.
    InternalError = 1011,         ///< An unhandled exception in the reference relay.
    ServiceRestart = 1012,        ///< Come back soon.
    TryAgainLater = 1013,         ///< Overloaded.
    TlsHandshake = 1015,          ///< Never on the wire.
    UndecodableMessage = 4000,    ///< Not a relay message, or one of an unknown type.
    Unauthorized = 4001,          ///< No bearer token, or a malformed one.
    Forbidden = 4002,             ///< A token that is not accepted, a UUID of another user, or no registration.
    RelayMessageTooBig = 4003,    ///< Over the relay's own limit.
    DuplicateRegistration = 4004, ///< The UUID was registered on another socket.
};

/// A short English name such as "going away" or "forbidden"; empty for a code that has none.
[[nodiscard]] RELAYCORE_EXPORT QLatin1StringView closeCodeName(quint16 code);

/// Returns whether a connection that was closed with \a code ended in order: 1000, 1001, or a close frame without a code.
/// \since 0.2
[[nodiscard]] constexpr bool isOrderlyClose(quint16 code)
{
    return code == quint16(CloseCode::Normal) || code == quint16(CloseCode::GoingAway)
           || code == quint16(CloseCode::NoStatus);
}

} // namespace RelayCore
