// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/capture/captureerror.h"

#include <functional>
#include <optional>

namespace Inspector {

/// Copies the capture in \a from into \a to, which must not exist, in a thread of its own. Runs an event loop
/// meanwhile: the caller stays alive, and takes no second copy. \a progress is called in the caller's thread, with
/// percent.
[[nodiscard]] std::optional<CaptureError> copyCapture(const QString &from, const QString &to,
                                                      const std::function<void(int)> &progress);

} // namespace Inspector
