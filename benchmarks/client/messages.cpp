// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "benchmarks/support/percentiles.h"
#include "benchmarks/support/usage.h"
#include "contender.h"
#include "tasks.h"

#include <QtCore/QEventLoop>

#include <algorithm>
#include <vector>

namespace RelayBench {

using std::chrono::nanoseconds;
using std::chrono::steady_clock;

namespace {

void openAndWait(Contender &contender)
{
    QEventLoop loop;
    contender.onReady = [&loop] { loop.quit(); };
    contender.open();
    loop.exec();
}

/// \a count messages, never more than \a window of them on their way.
void exchange(Contender &contender, int count, int window)
{
    QEventLoop loop;
    int sent = 0;
    int received = 0;
    contender.onReceived = [&] {
        if (sent < count) {
            ++sent;
            contender.send();
        }
        if (++received == count)
            loop.quit();
    };
    while (sent < std::min(count, window)) {
        ++sent;
        contender.send();
    }
    loop.exec();
}

std::vector<qint64> exchangeOneByOne(Contender &contender, int count)
{
    std::vector<qint64> roundTrips;
    roundTrips.reserve(static_cast<std::size_t>(count));
    QEventLoop loop;
    auto sentAt = steady_clock::now();
    contender.onReceived = [&] {
        const auto now = steady_clock::now();
        roundTrips.push_back(nanoseconds(now - sentAt).count());
        if (roundTrips.size() == static_cast<std::size_t>(count)) {
            loop.quit();
            return;
        }
        sentAt = now;
        contender.send();
    };
    contender.send();
    loop.exec();
    return roundTrips;
}

void checkOutcomes(const Contender &contender, int sent)
{
    if (contender.sent() != static_cast<quint64>(sent))
        qFatal("%d messages came back, %llu were reported as sent.", sent, contender.sent());
}

QJsonObject perMessage(const Stopwatch &watch, int count)
{
    return {{QStringLiteral("elapsed"), static_cast<double>(watch.elapsed().count()) / count},
            {QStringLiteral("processor"), static_cast<double>(watch.processor().count()) / count}};
}

} // namespace

QJsonObject measurePipelined(const TaskOptions &options)
{
    const auto contender = makeContender(options.contender, options.relay);
    openAndWait(*contender);
    const int warmUp = options.count / 10 + 1;
    exchange(*contender, warmUp, options.window);
    const Stopwatch watch;
    exchange(*contender, options.count, options.window);
    const QJsonObject figures = perMessage(watch, options.count);
    checkOutcomes(*contender, warmUp + options.count);
    return figures;
}

QJsonObject measurePingPong(const TaskOptions &options)
{
    const auto contender = makeContender(options.contender, options.relay);
    openAndWait(*contender);
    const int warmUp = options.count / 10 + 1;
    exchange(*contender, warmUp, 1);
    const Stopwatch watch;
    std::vector<qint64> roundTrips = exchangeOneByOne(*contender, options.count);
    QJsonObject figures = perMessage(watch, options.count);
    checkOutcomes(*contender, warmUp + options.count);
    const QJsonObject times = percentiles(std::move(roundTrips));
    for (auto time = times.begin(); time != times.end(); ++time)
        figures.insert(time.key(), time.value());
    return figures;
}

} // namespace RelayBench
