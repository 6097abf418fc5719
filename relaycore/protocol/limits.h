// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/qglobal.h>

/// Sizes the protocol and its known peers impose. All in bytes.
namespace RelayCore::ProtocolLimits {

/// Python's `websockets`, and therefore the reference relay, refuses longer messages with close code 1009.
inline constexpr qsizetype referenceMessageBytes = 1024 * 1024;

/// The largest text our decoder looks at; anything longer is DecodeError::Kind::TooLarge.
inline constexpr qsizetype maxDecodableBytes = 64 * 1024 * 1024;

/// RFC 6455 section 5.5: a control frame's payload is at most 125 bytes, two of which are the close code.
inline constexpr qsizetype controlPayloadBytes = 125;

/// What the code leaves of it for the reason, in UTF-8.
inline constexpr qsizetype closeReasonBytes = controlPayloadBytes - 2;

} // namespace RelayCore::ProtocolLimits
