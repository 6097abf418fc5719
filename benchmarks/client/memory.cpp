// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "benchmarks/support/usage.h"
#include "contender.h"
#include "crowd.h"
#include "tasks.h"

#include <QtCore/QEventLoop>

namespace RelayBench {

namespace {

/// What the first client of a process pays for all: libraries, plugins, tables.
void openOne(const TaskOptions &options)
{
    TaskOptions one = options;
    one.count = 1;
    Crowd crowd(one);
    crowd.open();
    crowd.talk();
}

} // namespace

QJsonObject measureMemory(const TaskOptions &options)
{
    openOne(options);
    const auto residentBefore = residentBytes();
    const auto allocatedBefore = allocatedBytes();
    QJsonObject figures;
    const auto note = [&](const QString &when) {
        const auto per = [&options](long long bytes) { return static_cast<double>(bytes) / options.count; };
        figures.insert(when, per(residentBytes() - residentBefore));
        figures.insert(when + QStringLiteral("-allocated"), per(allocatedBytes() - allocatedBefore));
    };
    Crowd crowd(options);
    note(QStringLiteral("constructed"));
    crowd.open();
    note(QStringLiteral("registered"));
    crowd.talk();
    note(QStringLiteral("talked"));
    return figures;
}

} // namespace RelayBench
