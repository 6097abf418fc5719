// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/export.h"

#include <QtCore/QDebug>

#include <chrono>
#include <functional>

namespace RelayCore {

/// How long to wait before the next attempt.
/// \since 0.1
struct BackoffOptions
{
    /// The longest delay before the first retry; it doubles with each one.
    std::chrono::milliseconds initial = std::chrono::seconds(1);
    std::chrono::milliseconds maximum = std::chrono::seconds(60); ///< It doubles up to here.
    std::chrono::milliseconds floor{250};                         ///< The shortest delay, with jitter, too.
    bool jitter = true; ///< false: initial, doubling, up to maximum, exactly as the reference does.
    /// The attempts count from the beginning again only after the client was registered for this long.
    std::chrono::milliseconds stableAfter = std::chrono::seconds(10);

    bool operator==(const BackoffOptions &) const = default;

    /// Writes all members.
    friend RELAYCORE_EXPORT QDebug operator<<(QDebug debug, const BackoffOptions &options);
    /// Returns the text that Qt Test prints for a failed comparison; the caller deletes it with \c delete[].
    friend RELAYCORE_EXPORT char *toString(const BackoffOptions &options);
};

/// How long to wait before an attempt: a pure function of `attempt`, which counts from 1 since the last stable
/// connection, and `random`, uniform in [0, 1).
using BackoffPolicy = std::function<std::chrono::milliseconds(int attempt, double random)>;

/// Exponential backoff with full jitter above a floor, or exactly doubling without jitter.
/// \since 0.1
[[nodiscard]] RELAYCORE_EXPORT BackoffPolicy exponentialBackoff(const BackoffOptions &options = {});

} // namespace RelayCore
