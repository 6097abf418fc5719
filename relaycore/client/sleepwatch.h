// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/client/clock.h"

#include <chrono>
#include <functional>
#include <memory>

namespace RelayCore {

/// Notices that the machine has slept: the time of day went on while the monotonic clock stood still. Internal to this
/// module. A wall clock that is set forward looks the same, so what follows must be harmless.
///
/// \par Threads  one thread; every watch of a thread and clock shares one timer.
class SleepWatch
{
public:
    static constexpr std::chrono::milliseconds period{5'000};
    static constexpr std::chrono::milliseconds threshold{2'000};

    SleepWatch(const std::shared_ptr<RelayClock> &clock, std::function<void()> woke);
    ~SleepWatch();
    Q_DISABLE_COPY_MOVE(SleepWatch)

private:
    class Ticker;
    std::shared_ptr<Ticker> m_ticker;
    std::shared_ptr<std::function<void()>> m_woke;
};

} // namespace RelayCore
