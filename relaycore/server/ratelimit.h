// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <chrono>

namespace RelayCore {

/// A bucket of as many tokens as may be taken in a second; it fills up as time passes.
///
/// Has no clock: the caller passes the time.
class RateLimit
{
public:
    using Clock = std::chrono::steady_clock;

    /// \param perSecond  0 or less: everything is allowed.
    RateLimit(int perSecond, Clock::time_point now)
        : m_perSecond(perSecond)
        , m_available(perSecond)
        , m_filled(now)
    {}

    /// Whether one more is allowed \a now.
    [[nodiscard]] bool take(Clock::time_point now)
    {
        if (m_perSecond <= 0)
            return true;
        const double seconds = std::chrono::duration<double>(now - m_filled).count();
        m_available = std::min(m_available + seconds * m_perSecond, double(m_perSecond));
        m_filled = now;
        if (m_available < 1)
            return false;
        m_available -= 1;
        return true;
    }

private:
    int m_perSecond;
    double m_available;
    Clock::time_point m_filled;
};

} // namespace RelayCore
