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
    Normal = 1000,
    GoingAway = 1001,
    ProtocolError = 1002,
    UnsupportedData = 1003,
    NoStatus = 1005, ///< Never on the wire: the close frame had no code.
    Abnormal = 1006, ///< Never on the wire: the connection ended without a close frame.
    InvalidPayload = 1007,
    PolicyViolation = 1008,
    MessageTooBig = 1009,
    InternalError = 1011,
    ServiceRestart = 1012,
    TryAgainLater = 1013,
    TlsHandshake = 1015, ///< Never on the wire.
    UndecodableMessage = 4000,
    Unauthorized = 4001,
    Forbidden = 4002,
    RelayMessageTooBig = 4003,
    DuplicateRegistration = 4004,
};

/// A short English name such as "going away" or "forbidden"; empty for a code that has none.
[[nodiscard]] RELAYCORE_EXPORT QLatin1StringView closeCodeName(quint16 code);

} // namespace RelayCore
