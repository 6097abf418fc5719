// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "benchmarks/support/usage.h"
#include "contender.h"
#include "tasks.h"

#include <QtCore/QEventLoop>

namespace RelayBench {

// One after the other, each gone before the next comes: the processor time includes its end, the elapsed time does not.
QJsonObject measureConnecting(const TaskOptions &options)
{
    std::chrono::nanoseconds elapsed{0};
    const auto run = [&] {
        auto contender = makeContender(options.contender, options.relay);
        QEventLoop loop;
        contender->onReady = [&loop] { loop.quit(); };
        const Stopwatch watch;
        contender->open();
        loop.exec();
        elapsed += watch.elapsed();
    };
    run();
    elapsed = {};
    const Stopwatch watch;
    for (int i = 0; i < options.count; ++i)
        run();
    return {{QStringLiteral("elapsed"), static_cast<double>(elapsed.count()) / options.count},
            {QStringLiteral("processor"), static_cast<double>(watch.processor().count()) / options.count}};
}

} // namespace RelayBench
