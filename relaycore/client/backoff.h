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

/// Exponential backoff with full jitter above a floor. Pure: the random number comes from outside.
/// \since 0.1
class RELAYCORE_EXPORT Backoff
{
public:
    explicit Backoff(const BackoffOptions &options = {});

    /// The delay before the next attempt, which is thereby counted.
    /// \param random  uniform in [0, 1); ignored without jitter.
    [[nodiscard]] std::chrono::milliseconds next(double random);

    /// How many delays were handed out since the last reset().
    [[nodiscard]] int attempts() const { return m_attempts; }
    void reset() { m_attempts = 0; }

private:
    BackoffOptions m_options;
    int m_attempts = 0;
};

} // namespace RelayCore
