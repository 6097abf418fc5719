// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/testkit/manualclock.h"

#include <algorithm>
#include <map>
#include <utility>

namespace RelayCore::TestKit {

struct ManualClock::Schedule
{
    using Key = std::pair<std::chrono::milliseconds, quint64>; ///< When, then in the order of their start.

    std::chrono::milliseconds now{0};
    std::chrono::milliseconds slept{0};
    quint64 started = 0;
    std::map<Key, std::function<void()>> timers;

    class Timer final : public ClockTimer
    {
    public:
        Timer(std::weak_ptr<Schedule> schedule, Key key)
            : m_schedule(std::move(schedule))
            , m_key(key)
        {}
        ~Timer() override
        {
            if (const auto schedule = m_schedule.lock())
                schedule->timers.erase(m_key);
        }
        Q_DISABLE_COPY_MOVE(Timer)

    private:
        std::weak_ptr<Schedule> m_schedule;
        Key m_key;
    };
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
    const Schedule::Key key{m_schedule->now + wait, m_schedule->started++};
    m_schedule->timers.emplace(key, std::move(elapsed));
    return std::make_unique<Schedule::Timer>(m_schedule, key);
}

void ManualClock::advance(std::chrono::milliseconds by)
{
    const auto schedule = m_schedule; // A callback may drop the last reference to this clock.
    const auto target = schedule->now + by;
    while (!schedule->timers.empty() && schedule->timers.begin()->first.first <= target) {
        auto due = schedule->timers.extract(schedule->timers.begin());
        schedule->now = std::max(schedule->now, due.key().first); // A callback may have advanced the clock itself.
        due.mapped()();
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
    return static_cast<qsizetype>(m_schedule->timers.size());
}

std::optional<std::chrono::milliseconds> ManualClock::untilNext() const
{
    if (m_schedule->timers.empty())
        return std::nullopt;
    return m_schedule->timers.begin()->first.first - m_schedule->now;
}

} // namespace RelayCore::TestKit
