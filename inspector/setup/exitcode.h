// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

/// The exit codes of relayctl and relay-inspector; scripts depend on the numbers.
namespace Inspector::ExitCode {

inline constexpr int done = 0;
inline constexpr int failed = 1;
inline constexpr int usage = 2;  ///< The command line is wrong; the reason is on standard error.
inline constexpr int ranOut = 3; ///< `--for` was over before what was asked for had happened.

} // namespace Inspector::ExitCode
