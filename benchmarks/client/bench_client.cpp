// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
//
// bench_client TASK CONTENDER RELAY COUNT WINDOW
//
// One measurement in a fresh process; the last line is a JSON object of figures. See tasks.h and contender.h.
#include "benchmarks/support/descriptors.h"
#include "tasks.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QJsonDocument>

#include <cstdio>

using namespace RelayBench;
using namespace Qt::StringLiterals;

namespace {

QJsonObject measure(const QString &task, const TaskOptions &options)
{
    if (task == "pipelined"_L1)
        return measurePipelined(options);
    if (task == "pingpong"_L1)
        return measurePingPong(options);
    if (task == "connecting"_L1)
        return measureConnecting(options);
    if (task == "memory"_L1)
        return measureMemory(options);
    if (task == "reconnecting"_L1)
        return measureReconnecting(options);
    qFatal("No such task: %s", qPrintable(task));
}

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication app(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() != 6) {
        std::fprintf(stderr, "bench_client TASK CONTENDER RELAY COUNT WINDOW\n");
        return 2;
    }
    raiseDescriptorLimit();
    const TaskOptions options{arguments.at(2), QUrl(arguments.at(3)), arguments.at(4).toInt(), arguments.at(5).toInt()};
    const QJsonObject figures = measure(arguments.at(1), options);
    std::printf("%s\n", QJsonDocument(figures).toJson(QJsonDocument::Compact).constData());
    return 0;
}
