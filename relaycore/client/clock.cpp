// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/client/clock.h"

#include <QtCore/QTimer>

#include <utility>

namespace RelayCore {

namespace {

class SystemTimer final : public ClockTimer
{
public:
    SystemTimer(std::chrono::milliseconds delay, std::function<void()> elapsed)
        : m_timer(new QTimer)
        , m_elapsed(std::move(elapsed))
    {
        m_timer->setSingleShot(true);
        QObject::connect(m_timer, &QTimer::timeout, m_timer, [this] {
            m_fired = true;
            // A copy on the stack: the callback may destroy this timer.
            const auto callback = std::move(m_elapsed);
            callback();
        });
        m_timer->start(delay);
    }

    ~SystemTimer() override
    {
        m_timer->disconnect();
        m_timer->stop();
        // Once fired we may be inside the timer's own signal.
        if (m_fired)
            m_timer->deleteLater();
        else
            delete m_timer;
    }
    Q_DISABLE_COPY_MOVE(SystemTimer)

private:
    QTimer *m_timer;
    std::function<void()> m_elapsed;
    bool m_fired = false;
};

class SystemClock final : public Clock
{
public:
    [[nodiscard]] std::chrono::milliseconds now() const override
    {
        return std::chrono::duration_cast<std::chrono::milliseconds>(
            std::chrono::steady_clock::now().time_since_epoch());
    }

    [[nodiscard]] std::chrono::milliseconds wallTime() const override
    {
        return std::chrono::duration_cast<std::chrono::milliseconds>(
            std::chrono::system_clock::now().time_since_epoch());
    }

    [[nodiscard]] std::unique_ptr<ClockTimer> startTimer(std::chrono::milliseconds delay,
                                                         std::function<void()> elapsed) override
    {
        return std::make_unique<SystemTimer>(delay, std::move(elapsed));
    }
};

} // namespace

ClockTimer::~ClockTimer() = default;
Clock::~Clock() = default;

std::shared_ptr<Clock> Clock::system()
{
    static const auto clock = std::make_shared<SystemClock>();
    return clock;
}

} // namespace RelayCore
