// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "benchmarks/support/usage.h"
#include "epoll.h"
#include "pair.h"
#include "tasks.h"

#include <memory>
#include <vector>

namespace RelayBench {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

namespace {

/// A pair that keeps a window of offers on their way.
struct Flow
{
    Flow(std::uint16_t source, std::uint16_t target, int window_)
        : pair(source, target)
        , stream(pair.source(), pair.offer(), window_)
        , window(window_)
    {}

    [[nodiscard]] qint64 onTheirWay() { return stream.added() - pair.target().texts(); }

    /// In batches of half a window: a system call for each offer would cost as much as forwarding it does.
    void refill()
    {
        if (const qint64 room = window - onTheirWay(); room >= (window + 1) / 2)
            stream.add(room);
    }

    Pair pair;
    FrameStream stream;
    qint64 window;
};

class Flows
{
public:
    Flows(const Places &places, int pairs, int window)
    {
        for (std::size_t i = 0; i < static_cast<std::size_t>(pairs); ++i) {
            m_flows.push_back(std::make_unique<Flow>(places.source(int(i)), places.target(int(i)), window));
            m_epoll.add(m_flows[i]->pair.target().socket(), EPOLLIN, i * 2);
            // Edges: of interest is only when there is room again.
            m_epoll.add(m_flows[i]->pair.source().socket(), EPOLLIN | EPOLLOUT | EPOLLET, i * 2 + 1);
        }
    }

    /// Sends for so long, and returns when all has arrived.
    void run(milliseconds duration)
    {
        const auto end = steady_clock::now() + duration;
        for (const auto &flow : m_flows)
            flow->refill();
        for (bool sends = true; sends || onTheirWay() > 0;) {
            const auto events = m_epoll.wait(timeout);
            if (events.empty())
                qFatal("%lld of %lld offers have not arrived.", onTheirWay(), sent());
            sends = sends && steady_clock::now() < end;
            for (const epoll_event &event : events) {
                Flow &flow = *m_flows[event.data.u64 / 2];
                const bool isTarget = event.data.u64 % 2 == 0;
                (isTarget ? flow.pair.target() : flow.pair.source()).receive();
                if (isTarget && sends)
                    flow.refill();
                else
                    flow.stream.resume();
            }
        }
    }

    [[nodiscard]] qint64 sent() const
    {
        qint64 sum = 0;
        for (const auto &flow : m_flows)
            sum += flow->stream.added();
        return sum;
    }

    [[nodiscard]] qint64 onTheirWay() const
    {
        qint64 sum = 0;
        for (const auto &flow : m_flows)
            sum += flow->onTheirWay();
        return sum;
    }

    /// Nothing came back, nothing came twice, nothing came that was not sent.
    void check() const
    {
        for (const auto &flow : m_flows) {
            flow->pair.source().receive();
            flow->pair.target().receive();
            flow->pair.checkSource();
            if (flow->onTheirWay() != 0 || flow->pair.target().others() != 1) // the one that Pair looked at
                qFatal("%lld offers were sent, %lld arrived, and %lld other texts.", flow->stream.added(),
                       flow->pair.target().texts(), flow->pair.target().others() - 1);
        }
    }

private:
    std::vector<std::unique_ptr<Flow>> m_flows;
    Epoll m_epoll;
};

} // namespace

QJsonObject measureForwarding(const Places &places, milliseconds duration, int pairs, int window)
{
    Flows flows(places, pairs, window);
    flows.run(duration / 10);
    const qint64 before = flows.sent();
    const Stopwatch watch;
    flows.run(duration);
    const auto elapsed = static_cast<double>(watch.elapsed().count());
    const auto processor = static_cast<double>(watch.processor().count());
    flows.check();
    const auto count = static_cast<double>(flows.sent() - before);
    return {{QStringLiteral("messages"), static_cast<double>(flows.sent() + pairs)}, // warmed up and looked at, too
            {QStringLiteral("elapsed"), elapsed / count},
            {QStringLiteral("processor"), processor / count}};
}

} // namespace RelayBench
