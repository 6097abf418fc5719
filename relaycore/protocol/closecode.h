// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/export.h"

#include <QtCore/QObject>
#include <QtCore/QString>

#include <optional>

namespace RelayCore {
Q_NAMESPACE_EXPORT(RELAYCORE_EXPORT)

/// WebSocket close codes that occur between a client and a relay.
/// \par Source  RFC 6455 section 7.4.1, IANA WebSocket Close Code registry, ProxyStore 1.1.0 p2p/relay/server.py.
enum class CloseCode {
    Normal = 1000,                ///< Normal closure.
    GoingAway = 1001,             ///< The relay, or this process, shuts down.
    ProtocolError = 1002,         ///< Bytes that are not RFC 6455.
    UnsupportedData = 1003,       ///< A data type that the peer does not accept.
    NoStatus = 1005,              ///< Never on the wire: the close frame had no code.
    Abnormal = 1006,              ///< Never on the wire: the connection ended without a close frame.
    InvalidPayload = 1007,        ///< A text that is not UTF-8.
    PolicyViolation = 1008,       ///< Refused without a more precise code.
    MessageTooBig = 1009,         ///< Larger than the WebSocket accepts.
    InternalError = 1011,         ///< An unhandled exception in the reference relay.
    ServiceRestart = 1012,        ///< The relay restarts; connect again soon.
    TryAgainLater = 1013,         ///< Overloaded.
    TlsHandshake = 1015,          ///< Never on the wire.
    UndecodableMessage = 4000,    ///< Not a relay message, or one of an unknown type.
    Unauthorized = 4001,          ///< No bearer token, or a malformed one.
    Forbidden = 4002,             ///< A token that is not accepted, a UUID of another user, or no registration.
    RelayMessageTooBig = 4003,    ///< Larger than the relay's own limit.
    DuplicateRegistration = 4004, ///< The UUID was registered on another socket.
};
Q_ENUM_NS(CloseCode)

/// Returns whether \a code is \a known. The code of a connection, for instance RelayError::closeCode, is a number,
/// since a peer may send any.
[[nodiscard]] constexpr bool operator==(std::optional<quint16> code, CloseCode known)
{
    return code && *code == int(known);
}

/// Returns a short English name such as "going away" or "forbidden"; empty for a code that has none.
[[nodiscard]] RELAYCORE_EXPORT QLatin1StringView closeCodeName(quint16 code);

/// Returns whether a connection that was closed with \a code ended in order: 1000, 1001, or a close frame without a code.
/// \since 0.2
[[nodiscard]] constexpr bool isOrderlyClose(quint16 code)
{
    return code == quint16(CloseCode::Normal) || code == quint16(CloseCode::GoingAway)
           || code == quint16(CloseCode::NoStatus);
}

} // namespace RelayCore
