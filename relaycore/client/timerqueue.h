// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/client/clock.h"

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <utility>

namespace RelayCore {

/// What runs in a clock, in the order of time and then of its start. Private to the clocks.
/// \par Threads  one thread.
class TimerQueue : public std::enable_shared_from_this<TimerQueue>
{
public:
    virtual ~TimerQueue() = default;

    /// The timer holds on to this queue, so that a queue lives as long as something runs in it.
    [[nodiscard]] std::unique_ptr<ClockTimer> start(std::chrono::milliseconds due, std::function<void()> elapsed)
    {
        const Key key{due, m_started++};
        m_calls.emplace(key, std::move(elapsed));
        return std::make_unique<Timer>(shared_from_this(), key);
    }

    [[nodiscard]] std::size_t size() const { return m_calls.size(); }
    [[nodiscard]] std::optional<std::chrono::milliseconds> nextDue() const
    {
        if (m_calls.empty())
            return std::nullopt;
        return m_calls.begin()->first.first;
    }
    /// Takes out the first call. It may do anything, such as start and stop other timers.
    [[nodiscard]] std::function<void()> takeFirst() { return std::move(m_calls.extract(m_calls.begin()).mapped()); }

private:
    using Key = std::pair<std::chrono::milliseconds, quint64>;

    class Timer final : public ClockTimer
    {
    public:
        Timer(std::shared_ptr<TimerQueue> queue, Key key)
            : m_queue(std::move(queue))
            , m_key(key)
        {}
        ~Timer() override { m_queue->m_calls.erase(m_key); }
        Q_DISABLE_COPY_MOVE(Timer)

    private:
        std::shared_ptr<TimerQueue> m_queue;
        Key m_key;
    };

    std::map<Key, std::function<void()>> m_calls;
    quint64 m_started = 0;
};

} // namespace RelayCore
