// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/qglobal.h>

#include <algorithm>
#include <atomic>
#include <cstdlib>

namespace RelayCore {

/// The wall clock, with the even steps of the monotonic clock: a difference of two times is not wrong by what NTP
/// corrects in between. A step of the wall clock is followed.
///
/// \par Threads  any.
class WireClock
{
public:
    /// Returns the time, in nanoseconds since 1970, where the two clocks show \a steadyNs and \a wallNs.
    [[nodiscard]] qint64 now(qint64 steadyNs, qint64 wallNs)
    {
        const qint64 time = steadyNs + m_offset.load(std::memory_order_relaxed);
        if (std::abs(wallNs - time) < stepNs)
            return time;
        m_offset.store(wallNs - steadyNs, std::memory_order_relaxed);
        return wallNs;
    }

private:
    /// A larger difference is a step. The two clocks are not read at the same moment.
    static constexpr qint64 stepNs = 100'000'000;

    std::atomic<qint64> m_offset{0}; ///< What the wall clock is ahead of the monotonic clock.
};

/// The times of one connection never go back, even where the clock does.
class ConnectionTime
{
public:
    /// Returns \a timeNs, or the last time where that is later.
    qint64 next(qint64 timeNs)
    {
        m_last = std::max(m_last, timeNs);
        return m_last;
    }

private:
    qint64 m_last = 0;
};

} // namespace RelayCore
