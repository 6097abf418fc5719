// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>

namespace RelayBench {

/// The processor time that this process has used, user and system.
[[nodiscard]] std::chrono::nanoseconds processorTime();

/// The resident memory of this process in bytes.
[[nodiscard]] long long residentBytes();
/// What malloc has handed out and not got back, in bytes. Distinguishes what is used from what is merely kept.
[[nodiscard]] long long allocatedBytes();

/// Measures from its construction on.
class Stopwatch
{
public:
    Stopwatch()
        : m_start(std::chrono::steady_clock::now())
        , m_processorStart(processorTime())
    {}

    [[nodiscard]] std::chrono::nanoseconds elapsed() const { return std::chrono::steady_clock::now() - m_start; }
    [[nodiscard]] std::chrono::nanoseconds processor() const { return processorTime() - m_processorStart; }

private:
    std::chrono::steady_clock::time_point m_start;
    std::chrono::nanoseconds m_processorStart;
};

} // namespace RelayBench
