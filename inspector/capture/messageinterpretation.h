// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/capture/capturerows.h"
#include "relaycore/protocol/codec.h"

#include <optional>

/// What a message means in a relay conversation, derived from its payload alone.
namespace Inspector {

/// Returns the kind of a control frame; MessageKind::Other for data.
[[nodiscard]] MessageKind kindOfOpcode(RelayCore::Opcode opcode);

/// Fills kind, UUIDs and source name of \a row, a data message, and, where \a row is a registration or its response,
/// what \a connection holds of these. Returns whether \a connection changed.
bool interpretMessage(MessageRow &row, ConnectionRow &connection, RelayCore::Decoder &decoder);

/// Returns the name that the sender of \a row, a registration or a peer connection, gives in its payload.
[[nodiscard]] QString sourceNameIn(const MessageRow &row);

/// Returns the offer or answer that \a row holds; empty where it holds none, or where its payload is not whole or not
/// readable.
[[nodiscard]] std::optional<RelayCore::PeerConnection> peerConnectionIn(const MessageRow &row);

} // namespace Inspector
