// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/check/stunprobe.h"

#include <optional>

namespace Inspector {

/// Reads HOST, HOST:PORT, [ADDRESS] or [ADDRESS]:PORT, or an IPv6 address without brackets; nothing for other text.
[[nodiscard]] std::optional<StunServer> readStunServer(const QString &text);

} // namespace Inspector
