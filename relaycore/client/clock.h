// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/export.h"

#include <QtCore/qglobal.h>

#include <chrono>
#include <functional>
#include <memory>

namespace RelayCore {

/// A running single-shot timer; destroying it stops it, also from inside its own callback.
/// \since 0.1
class RELAYCORE_EXPORT ClockTimer
{
public:
    ClockTimer() = default;
    virtual ~ClockTimer();
    Q_DISABLE_COPY_MOVE(ClockTimer)
};

/// Where a RelayClient takes its time from. Replace it (TestKit::ManualClock) to test reconnection code without
/// sleeping.
///
/// \par Threads  called from the client's thread only; a clock shared by clients of several threads must be
/// thread-safe. \since 0.1
class RELAYCORE_EXPORT RelayClock
{
public:
    RelayClock() = default;
    virtual ~RelayClock();
    Q_DISABLE_COPY_MOVE(RelayClock)

    /// Monotonic; the epoch is the clock's own.
    [[nodiscard]] virtual std::chrono::milliseconds now() const = 0;

    /// The time of day since 1970 (UTC). It goes on while the machine sleeps and now() stands still, by which a client
    /// detects a suspension.
    [[nodiscard]] virtual std::chrono::milliseconds wallTime() const = 0;

    /// Calls \a elapsed once, in the calling thread, \a delay from now, unless the timer is destroyed before.
    /// Never calls it from inside startTimer().
    [[nodiscard]] virtual std::unique_ptr<ClockTimer> startTimer(std::chrono::milliseconds delay,
                                                                 std::function<void()> elapsed) = 0;

    /// The machine's monotonic clock and QTimer.
    [[nodiscard]] static std::shared_ptr<RelayClock> system();
};

} // namespace RelayCore
