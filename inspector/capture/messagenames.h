// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/capture/capturerows.h"

#include <QtCore/QLatin1StringView>

#include <optional>
#include <string_view>

namespace Inspector {

/// Returns the word for \a kind in files: "registration", "offer", ...
[[nodiscard]] QLatin1StringView messageKindName(MessageKind kind);
[[nodiscard]] std::optional<MessageKind> messageKindFromName(std::string_view name);

/// Returns the word for \a opcode in files: "text", "binary", "close", "ping", "pong".
[[nodiscard]] QLatin1StringView opcodeName(RelayCore::Opcode opcode);
[[nodiscard]] std::optional<RelayCore::Opcode> opcodeFromName(std::string_view name);
/// Returns the opcode with the number \a number, where it is one of these.
[[nodiscard]] std::optional<RelayCore::Opcode> opcodeFromNumber(qint64 number);

/// Returns whether \a opcode is that of a control frame.
[[nodiscard]] constexpr bool isControl(RelayCore::Opcode opcode)
{
    return int(opcode) >= 8;
}

} // namespace Inspector
