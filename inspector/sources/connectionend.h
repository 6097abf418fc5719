// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/wire/wireevent.h"

#include <QtCore/QString>

#include <optional>

namespace Inspector {

/// What is known of a proxied connection when it ends.
struct ConnectionFacts
{
    QString upstream;                               ///< Host and port.
    std::optional<RelayCore::Direction> firstClose; ///< Who sent the first close frame.
    std::optional<int> status;                      ///< Of the last response.
    bool upgraded = false;                          ///< To WebSocket.
    bool opaque = false;                            ///< A tunnel for something else than a WebSocket.
    qint64 sentBytes = 0;                           ///< By the client.
    qint64 receivedBytes = 0;                       ///< From the upstream.
};

/// Returns who ended a connection and how. \param side  whose direction ended first: Sent for the client's.
[[nodiscard]] RelayCore::ConnectionClosed connectionEnd(const ConnectionFacts &facts, RelayCore::Direction side);

} // namespace Inspector
