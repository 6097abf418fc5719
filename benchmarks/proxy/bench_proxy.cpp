// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
//
// bench_proxy exchange PORT OFFERS WINDOW [deflate]
// bench_proxy latency  PORT OFFERS
//
// What compare.py sends through a proxy, in a process of its own. The last line is a JSON object of figures, in
// nanoseconds for each offer that went out and came back. An offer that does not come back ends it with a reason and
// not with 0.
#include "benchmarks/server/report.h"
#include "benchmarks/support/percentiles.h"
#include "benchmarks/support/usage.h"
#include "exchange.h"

#include <QtCore/QByteArrayList>

#include <vector>

using namespace RelayBench;

namespace {

QJsonObject throughput(Exchange &exchange, qint64 offers, int window)
{
    const Stopwatch watch;
    exchange.run(offers, window);
    const auto count = static_cast<double>(offers);
    return {{QStringLiteral("elapsed"), static_cast<double>(watch.elapsed().count()) / count},
            {QStringLiteral("processor"), static_cast<double>(watch.processor().count()) / count}};
}

QJsonObject latency(Exchange &exchange, qint64 offers)
{
    exchange.run(offers / 10, 1);
    std::vector<qint64> times;
    for (qint64 i = 0; i < offers; ++i) {
        const Stopwatch watch;
        exchange.run(1, 1);
        times.push_back(watch.elapsed().count());
    }
    return percentiles(std::move(times));
}

} // namespace

int main(int argc, char *argv[])
{
    const QByteArrayList arguments(argv + 1, argv + argc);
    const QByteArray task = arguments.value(0);
    const auto number = [&arguments](qsizetype i) { return arguments.value(i).toLongLong(); };
    if ((task != "exchange" || arguments.size() < 4) && (task != "latency" || arguments.size() != 3)) {
        std::fprintf(stderr, "bench_proxy exchange|latency PORT OFFERS ...; see bench_proxy.cpp\n");
        return 2;
    }
    Exchange exchange(static_cast<std::uint16_t>(number(1)), arguments.value(4) == "deflate");
    const QJsonObject figures =
        task == "latency" ? latency(exchange, number(2)) : throughput(exchange, number(2), static_cast<int>(number(3)));
    exchange.close();
    report(figures);
    return 0;
}
