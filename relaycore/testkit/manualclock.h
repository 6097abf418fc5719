// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/client/clock.h"

#include <memory>
#include <optional>

namespace RelayCore::TestKit {

/// A clock that stands still until advance() is called: backoff and deadlines are tested without sleeping.
///
/// Give it to RelayClientOptions::clock and keep a pointer to it. It begins at zero. One clock may serve several
/// clients of one thread. Sockets do not wait for it: between two advances let the event loop run until the client is
/// where you expect it, `QTRY_COMPARE(client.state(), RelayClient::State::Backoff)`.
///
/// \par Threads  one thread, the client's.
/// \par Errors   none; negative durations count as zero.
/// \since 0.1
class ManualClock final : public RelayClock
{
public:
    ManualClock();
    ~ManualClock() override;

    [[nodiscard]] std::chrono::milliseconds now() const override;
    [[nodiscard]] std::chrono::milliseconds wallTime() const override;
    [[nodiscard]] std::unique_ptr<ClockTimer> startTimer(std::chrono::milliseconds delay,
                                                         std::function<void()> elapsed) override;

    /// Moves on, calling what becomes due in the order of its time. now() is the time of each callback in it; timers
    /// that it starts run as well where they become due. It may advance the clock, and destroy it.
    void advance(std::chrono::milliseconds by);
    /// Moves on just as far as the next timer. \return false, and nothing happens, where none runs.
    bool advanceToNext();

    /// The machine sleeps: the time of day goes on, now() and the timers stand still. A client notices within 5 s of
    /// now(), so advance the clock afterwards.
    void sleep(std::chrono::milliseconds duration);

    /// How many timers run. A registered client has some, for its keepalive; a closed one has none.
    [[nodiscard]] qsizetype runningTimers() const;
    /// How long until the next timer is due; empty when none runs.
    [[nodiscard]] std::optional<std::chrono::milliseconds> untilNext() const;

private:
    struct Schedule;
    std::shared_ptr<Schedule> m_schedule;
};

} // namespace RelayCore::TestKit
