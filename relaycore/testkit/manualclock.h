// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/client/clock.h"

#include <memory>
#include <optional>

namespace RelayCore::TestKit {

/// A clock that stands still until it is told to advance: backoff and deadlines are tested without sleeping.
/// \par Threads  one thread.
/// \since 0.1
class ManualClock final : public Clock
{
public:
    ManualClock();
    ~ManualClock() override;

    [[nodiscard]] std::chrono::milliseconds now() const override;
    [[nodiscard]] std::chrono::milliseconds wallTime() const override;
    [[nodiscard]] std::unique_ptr<ClockTimer> startTimer(std::chrono::milliseconds delay,
                                                         std::function<void()> elapsed) override;

    /// Moves on, calling what becomes due in the order of its time. Each callback sees now() at its own time.
    void advance(std::chrono::milliseconds by);

    /// The machine sleeps: the time of day goes on, now() and the timers stand still.
    void sleep(std::chrono::milliseconds duration);

    [[nodiscard]] qsizetype runningTimers() const;
    /// How long until the next timer is due; empty when none runs.
    [[nodiscard]] std::optional<std::chrono::milliseconds> untilNext() const;

private:
    struct Schedule;
    std::shared_ptr<Schedule> m_schedule;
};

} // namespace RelayCore::TestKit
