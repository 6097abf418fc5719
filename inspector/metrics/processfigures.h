// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

namespace Inspector {

/// What the system knows of this process. 0 where a value is not available (other systems than Linux).
struct ProcessFigures
{
    double cpuSeconds = 0; ///< User and system.
    double residentBytes = 0;
    double openDescriptors = 0;
    double mostDescriptors = 0;
};

[[nodiscard]] ProcessFigures processFigures();

/// When this process started, in seconds since 1970, UTC.
[[nodiscard]] double startTime();

} // namespace Inspector
