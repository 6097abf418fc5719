// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/protocol/codec.h"

namespace Inspector {

/// Returns what DecodeError::text() does, in the language of the application.
[[nodiscard]] QString decodeErrorText(const RelayCore::DecodeError &error);

} // namespace Inspector
