// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/client/clock.h"

#include "relaycore/client/timerqueue.h"

#include <QtCore/QTimer>

#include <algorithm>
#include <utility>

namespace RelayCore {

using std::chrono::milliseconds;

namespace {

template<typename SomeClock>
milliseconds timeOf()
{
    return std::chrono::duration_cast<milliseconds>(SomeClock::now().time_since_epoch());
}

/// The running timers of one thread behind one QTimer: Qt looks through the timers of a thread one by one whenever one
/// starts or stops, which is most of what a thread with thousands of clients would do.
class ThreadTimers final : public TimerQueue
{
public:
    static std::shared_ptr<ThreadTimers> ofThisThread()
    {
        static thread_local std::weak_ptr<ThreadTimers> timers;
        auto known = timers.lock();
        if (!known) {
            known = std::make_shared<ThreadTimers>();
            timers = known;
        }
        return known;
    }

    ThreadTimers()
        : m_timer(new QTimer)
    {
        m_timer->setSingleShot(true);
        QObject::connect(m_timer, &QTimer::timeout, m_timer, [this] { callDue(); });
    }
    ~ThreadTimers() override
    {
        m_timer->disconnect();
        m_timer->stop();
        if (m_isCalling)
            m_timer->deleteLater(); // We are inside its signal.
        else
            delete m_timer;
    }
    Q_DISABLE_COPY_MOVE(ThreadTimers)

    /// Has the QTimer fire in time for the next call. A timer that was stopped leaves it to fire for nothing.
    void wake()
    {
        const auto due = nextDue();
        if (!due || (m_timer->isActive() && m_wakesAt <= *due))
            return;
        m_wakesAt = *due;
        m_timer->start(std::max(*due - timeOf<std::chrono::steady_clock>(), milliseconds::zero()));
    }

private:
    void callDue()
    {
        const auto alive = shared_from_this(); // A call may stop the last timer.
        m_isCalling = true;
        // Those that are started meanwhile have their turn in the next round, so that sockets have theirs between.
        const auto now = timeOf<std::chrono::steady_clock>();
        for (auto left = size(); left > 0 && nextDue().value_or(milliseconds::max()) <= now; --left) {
            const auto call = takeFirst();
            call();
        }
        m_isCalling = alive.use_count() == 1;
        wake();
    }

    QTimer *m_timer;
    milliseconds m_wakesAt{0};
    bool m_isCalling = false;
};

class SystemClock final : public RelayClock
{
public:
    [[nodiscard]] milliseconds now() const override { return timeOf<std::chrono::steady_clock>(); }
    [[nodiscard]] milliseconds wallTime() const override { return timeOf<std::chrono::system_clock>(); }

    [[nodiscard]] std::unique_ptr<ClockTimer> startTimer(milliseconds delay, std::function<void()> elapsed) override
    {
        const auto timers = ThreadTimers::ofThisThread();
        auto timer = timers->start(now() + std::max(delay, milliseconds::zero()), std::move(elapsed));
        timers->wake();
        return timer;
    }
};

} // namespace

ClockTimer::~ClockTimer() = default;
RelayClock::~RelayClock() = default;

std::shared_ptr<RelayClock> RelayClock::system()
{
    static const auto clock = std::make_shared<SystemClock>();
    return clock;
}

} // namespace RelayCore
