// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/capture/capturerows.h"

namespace Inspector {

/// The state of a connection or a source in one word.
enum class ConnectionState {
    Good,    ///< Open and registered; or a source that works.
    Waiting, ///< Not registered yet, or waiting to try again.
    Bad,     ///< Ended by a failure, or refused.
    Idle,    ///< Ended in order.
};

[[nodiscard]] ConnectionState connectionState(const ConnectionRow &row);
/// How long clients usually wait for the answer to their upgrade request: nanoseconds.
constexpr qint64 longestUpgradeNs = 10'000'000'000;
/// Returns whether the connection ended after an upgrade request that was never answered; where it ended with its
/// source, after longestUpgradeNs.
[[nodiscard]] bool isUpgradeUnanswered(const ConnectionRow &row);
[[nodiscard]] ConnectionState sourceState(const SourceRow &row);
/// Returns whether \a source does nothing any more.
[[nodiscard]] bool hasEnded(const SourceRow &source);

} // namespace Inspector
