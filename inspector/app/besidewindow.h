// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <functional>

namespace Inspector {

/// Runs \a work in a thread of its own and returns when it is done. Meanwhile the window is repainted and timers go on,
/// but it takes no input.
void runBesideWindow(const std::function<void()> &work);

} // namespace Inspector
