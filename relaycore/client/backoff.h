// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/export.h"

#include <chrono>
#include <functional>

namespace RelayCore {

/// How long to wait before the next attempt. Durations are milliseconds.
struct BackoffOptions
{
    std::chrono::milliseconds initial{1'000};
    std::chrono::milliseconds maximum{60'000};
    std::chrono::milliseconds floor{250}; ///< Never wait less, whatever the jitter says.
    bool jitter = true;                   ///< false: initial, doubling, up to maximum, exactly as the reference does.
    /// The attempts count from the beginning again only after the client was registered for this long.
    std::chrono::milliseconds stableAfter{10'000};
};

/// How long to wait before an attempt. Pure.
/// \param attempt  counts from 1 since the last stable connection.
/// \param random   uniform in [0, 1).
using BackoffPolicy = std::function<std::chrono::milliseconds(int attempt, double random)>;

/// Exponential backoff with full jitter above a floor, or exactly doubling without jitter.
/// \since 0.1
[[nodiscard]] RELAYCORE_EXPORT BackoffPolicy exponentialBackoff(const BackoffOptions &options = {});

} // namespace RelayCore
