// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/client/sleepwatch.h"

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

namespace RelayCore {

using std::chrono::milliseconds;

/// Thousands of clients must not mean thousands of timers that wake the processor.
class SleepWatch::Ticker
{
public:
    static std::shared_ptr<Ticker> of(const std::shared_ptr<RelayClock> &clock)
    {
        static thread_local std::map<RelayClock *, std::weak_ptr<Ticker>> tickers;
        std::erase_if(tickers, [](const auto &entry) { return entry.second.expired(); });
        auto &known = tickers[clock.get()];
        auto ticker = known.lock();
        if (!ticker) {
            ticker = std::make_shared<Ticker>(clock);
            known = ticker;
        }
        return ticker;
    }

    explicit Ticker(std::shared_ptr<RelayClock> clock)
        : m_clock(std::move(clock))
        , m_offset(offset())
    {
        wait();
    }

    void add(std::weak_ptr<std::function<void()>> watch)
    {
        if (m_watches.size() >= m_cleanAt) {
            std::erase_if(m_watches, [](const auto &known) { return known.expired(); });
            m_cleanAt = std::max<std::size_t>(16, 2 * m_watches.size());
        }
        m_watches.push_back(std::move(watch));
    }

private:
    [[nodiscard]] milliseconds offset() const { return m_clock->wallTime() - m_clock->now(); }

    void wait()
    {
        m_timer = m_clock->startTimer(period, [this] { tick(); });
    }

    void tick()
    {
        wait();
        const auto slept = offset() - m_offset;
        m_offset += slept;
        if (slept < threshold)
            return;
        const auto watches = m_watches; // A call may destroy its watch, and the last watch destroys this ticker.
        for (const auto &watch : watches) {
            if (const auto woke = watch.lock())
                (*woke)();
        }
    }

    std::shared_ptr<RelayClock> m_clock;
    milliseconds m_offset;
    std::unique_ptr<ClockTimer> m_timer;
    std::vector<std::weak_ptr<std::function<void()>>> m_watches; ///< Those that are gone leave in add().
    std::size_t m_cleanAt = 16;
};

SleepWatch::SleepWatch(const std::shared_ptr<RelayClock> &clock, std::function<void()> woke)
    : m_ticker(Ticker::of(clock))
    , m_woke(std::make_shared<std::function<void()>>(std::move(woke)))
{
    m_ticker->add(m_woke);
}

SleepWatch::~SleepWatch() = default;

} // namespace RelayCore
