// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QAbstractEventDispatcher>

#include <chrono>
#include <map>
#include <optional>
#include <set>
#include <vector>

namespace Inspector {

/// The timers of one thread, next one first. Has no clock: the caller passes the time.
class TimerList
{
public:
    using Clock = std::chrono::steady_clock;
    using TimerInfo = QAbstractEventDispatcher::TimerInfo;

    void add(int id, std::chrono::milliseconds interval, Qt::TimerType type, QObject *object, Clock::time_point now);
    bool remove(int id);
    bool removeAllOf(const QObject *object);
    [[nodiscard]] QList<TimerInfo> allOf(const QObject *object) const;
    /// Empty where there is no such timer; never below zero.
    [[nodiscard]] std::optional<std::chrono::milliseconds> remaining(int id, Clock::time_point now) const;

    /// When the next timer is due that is not being fired just now.
    [[nodiscard]] std::optional<Clock::time_point> next() const;

    /// The timers that are due \a now.
    [[nodiscard]] std::vector<int> due(Clock::time_point now) const;
    /// Puts \a id off by its interval and marks it as being fired, until fired(). \return its object; nullptr where it
    /// is gone, or is being fired already by an outer event loop.
    [[nodiscard]] QObject *begin(int id, Clock::time_point now);
    void fired(int id);

private:
    struct Timer
    {
        std::chrono::milliseconds interval;
        Qt::TimerType type;
        QObject *object;
        Clock::time_point due;
        bool isFiring = false;
    };

    std::map<int, Timer> m_timers;
    std::set<std::pair<Clock::time_point, int>> m_order; ///< Without those that are being fired.
};

} // namespace Inspector
