// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "benchmarks/support/percentiles.h"
#include "pair.h"
#include "tasks.h"

#include <vector>

namespace RelayBench {

using std::chrono::milliseconds;
using std::chrono::nanoseconds;
using std::chrono::steady_clock;

namespace {

std::vector<qint64> exchangeOneByOne(Pair &pair, milliseconds duration)
{
    std::vector<qint64> times;
    FrameStream stream(pair.source(), pair.offer(), 1);
    const qint64 before = pair.target().texts();
    const auto end = steady_clock::now() + duration;
    for (auto now = steady_clock::now(); now < end;) {
        const auto sentAt = now;
        stream.add(1);
        while (pair.target().texts() - before < stream.added())
            pair.target().waitAndReceive();
        now = steady_clock::now();
        times.push_back(nanoseconds(now - sentAt).count());
        if (stream.added() % 1024 == 0) { // Now and then the relay sends a ping.
            pair.source().receive();
            now = steady_clock::now();
        }
    }
    pair.source().receive();
    pair.checkSource();
    if (pair.target().texts() - before != stream.added())
        qFatal("%lld offers were sent, %lld arrived.", stream.added(), pair.target().texts() - before);
    return times;
}

} // namespace

QJsonObject measureLatency(const Places &places, milliseconds duration)
{
    Pair pair(places.source(0), places.target(0));
    exchangeOneByOne(pair, duration / 10);
    std::vector<qint64> times = exchangeOneByOne(pair, duration);
    const auto count = static_cast<double>(pair.target().texts() + 1); // and the one that Pair looked at
    QJsonObject figures = percentiles(std::move(times));
    figures.insert(QStringLiteral("messages"), count);
    return figures;
}

} // namespace RelayBench
