// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/serve/timerlist.h"

#include <algorithm>

namespace Inspector {

void TimerList::add(int id, std::chrono::milliseconds interval, Qt::TimerType type, QObject *object,
                    Clock::time_point now)
{
    remove(id);
    const Clock::time_point due = now + interval;
    m_timers.emplace(id, Timer{interval, type, object, due});
    m_order.emplace(due, id);
}

bool TimerList::remove(int id)
{
    const auto found = m_timers.find(id);
    if (found == m_timers.end())
        return false;
    m_order.erase({found->second.due, id});
    m_timers.erase(found);
    return true;
}

bool TimerList::removeAllOf(const QObject *object)
{
    const QList<TimerInfo> timers = allOf(object);
    for (const TimerInfo &timer : timers)
        remove(timer.timerId);
    return !timers.isEmpty();
}

QList<TimerList::TimerInfo> TimerList::allOf(const QObject *object) const
{
    QList<TimerInfo> timers;
    for (const auto &[id, timer] : m_timers) {
        if (timer.object == object)
            timers.append(TimerInfo(id, int(timer.interval.count()), timer.type));
    }
    return timers;
}

std::optional<std::chrono::milliseconds> TimerList::remaining(int id, Clock::time_point now) const
{
    const auto found = m_timers.find(id);
    if (found == m_timers.end())
        return std::nullopt;
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(found->second.due - now);
    return std::max(left, std::chrono::milliseconds::zero());
}

std::optional<TimerList::Clock::time_point> TimerList::next() const
{
    return m_order.empty() ? std::nullopt : std::optional(m_order.begin()->first);
}

std::vector<int> TimerList::due(Clock::time_point now) const
{
    std::vector<int> ids;
    for (auto timer = m_order.begin(); timer != m_order.end() && timer->first <= now; ++timer)
        ids.push_back(timer->second);
    return ids;
}

QObject *TimerList::begin(int id, Clock::time_point now)
{
    const auto found = m_timers.find(id);
    if (found == m_timers.end() || found->second.isFiring || found->second.due > now)
        return nullptr;
    Timer &timer = found->second;
    m_order.erase({timer.due, id});
    // The beat is kept; what was missed meanwhile is not made up for.
    timer.due = std::max(timer.due + timer.interval, now);
    timer.isFiring = true;
    return timer.object;
}

void TimerList::fired(int id)
{
    const auto found = m_timers.find(id);
    if (found == m_timers.end() || !found->second.isFiring) // It was removed, and the id may be another's already.
        return;
    found->second.isFiring = false;
    m_order.emplace(found->second.due, id);
}

} // namespace Inspector
