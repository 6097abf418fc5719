// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/testkit/manualclock.h"

#include "relaycore/client/timerqueue.h"

#include <algorithm>
#include <utility>

namespace RelayCore::TestKit {

struct ManualClock::Schedule
{
    std::chrono::milliseconds now{0};
    std::chrono::milliseconds slept{0};
    std::shared_ptr<TimerQueue> timers = std::make_shared<TimerQueue>();
};

ManualClock::ManualClock()
    : m_schedule(std::make_shared<Schedule>())
{}
ManualClock::~ManualClock() = default;

std::chrono::milliseconds ManualClock::now() const
{
    return m_schedule->now;
}

std::chrono::milliseconds ManualClock::wallTime() const
{
    constexpr std::chrono::hours begin{24 * 365 * 50}; // Any day will do; a fixed one repeats.
    return begin + m_schedule->now + m_schedule->slept;
}

void ManualClock::sleep(std::chrono::milliseconds duration)
{
    m_schedule->slept += duration;
}

std::unique_ptr<ClockTimer> ManualClock::startTimer(std::chrono::milliseconds delay, std::function<void()> elapsed)
{
    const auto wait = std::max(delay, std::chrono::milliseconds::zero());
    return m_schedule->timers->start(m_schedule->now + wait, std::move(elapsed));
}

void ManualClock::advance(std::chrono::milliseconds by)
{
    const auto schedule = m_schedule; // A callback may drop the last reference to this clock.
    const auto target = schedule->now + by;
    for (auto due = schedule->timers->nextDue(); due && *due <= target; due = schedule->timers->nextDue()) {
        schedule->now = std::max(schedule->now, *due); // A callback may have advanced the clock itself.
        const auto call = schedule->timers->takeFirst();
        call();
    }
    schedule->now = std::max(schedule->now, target);
}

bool ManualClock::advanceToNext()
{
    const auto wait = untilNext();
    if (wait)
        advance(*wait);
    return wait.has_value();
}

qsizetype ManualClock::runningTimers() const
{
    return static_cast<qsizetype>(m_schedule->timers->size());
}

std::optional<std::chrono::milliseconds> ManualClock::untilNext() const
{
    const auto due = m_schedule->timers->nextDue();
    return due ? std::optional(*due - m_schedule->now) : std::nullopt;
}

} // namespace RelayCore::TestKit
