// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/client/clock.h"
#include "relaycore/export.h"

#include <QtCore/QByteArray>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>

namespace RelayCore {

/// Finds out that a connection is dead although TCP has not noticed: pings when nothing was received for a while, and
/// gives up when nothing is received after that. Internal to this module.
///
/// Hearing something costs a look at the clock and no timer: the timer that runs looks back when it is due.
class RELAYCORE_TESTED Keepalive
{
public:
    struct Deadlines
    {
        std::chrono::milliseconds interval; ///< Of silence, before a ping. 0: never.
        std::chrono::milliseconds timeout;  ///< Of silence, after a ping.
    };

    Keepalive(std::shared_ptr<RelayClock> clock, Deadlines deadlines)
        : m_clock(std::move(clock))
        , m_deadlines(deadlines)
    {}

    /// \a ping sends its nonce; \a dead is called once, and nothing after it.
    void start(std::function<void(const QByteArray &)> ping, std::function<void()> dead);
    void stop();

    /// Anything at all arrived.
    void dataReceived() { m_lastReceived = m_clock->now(); }
    /// The socket passes on what was queued: the ping may still stand behind it.
    void progressed();
    /// \return the round trip, if \a nonce is the one that was sent last.
    std::optional<std::chrono::milliseconds> answered(const QByteArray &nonce);
    /// Pings at once, whatever was received: the machine has slept.
    void verifyNow();

private:
    void look();
    void sendPing();
    void checkDeadline();

    std::shared_ptr<RelayClock> m_clock;
    Deadlines m_deadlines;
    std::function<void(const QByteArray &)> m_ping;
    std::function<void()> m_dead;
    std::unique_ptr<ClockTimer> m_timer;
    QByteArray m_nonce;
    std::chrono::milliseconds m_lastReceived{0};
    std::chrono::milliseconds m_pingSent{0};
    std::chrono::milliseconds m_lastSign{0}; ///< Since the ping: the ping itself, or progress.
    bool m_isLastLook = false;               ///< The deadline has passed, and the sockets have had their turn since.
};

} // namespace RelayCore
