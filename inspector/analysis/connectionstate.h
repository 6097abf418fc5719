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
/// Returns whether the connection ended, not with its source, after an upgrade request that was never answered.
[[nodiscard]] bool isUpgradeUnanswered(const ConnectionRow &row);
[[nodiscard]] ConnectionState sourceState(const SourceRow &row);
/// Returns whether \a source does nothing any more.
[[nodiscard]] bool hasEnded(const SourceRow &source);

} // namespace Inspector
