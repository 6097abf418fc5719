// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/metrics/processfigures.h"

#include <QtCore/QDateTime>
#include <QtCore/QDir>
#include <QtCore/QFile>

#include <sys/resource.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace Inspector {

ProcessFigures processFigures()
{
    ProcessFigures figures;
    rusage usage{};
    if (::getrusage(RUSAGE_SELF, &usage) == 0)
        figures.cpuSeconds = double(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
                             + double(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) == 0)
        figures.mostDescriptors = double(limit.rlim_cur);
    QFile memory(u"/proc/self/statm"_s);
    if (memory.open(QIODevice::ReadOnly)) {
        const QByteArrayList words = memory.readAll().split(' ');
        figures.residentBytes = words.value(1).toDouble() * double(::sysconf(_SC_PAGESIZE));
    }
    figures.openDescriptors =
        double(QDir(u"/proc/self/fd"_s).entryList(QDir::NoDotAndDotDot | QDir::AllEntries | QDir::System).size());
    return figures;
}

double startTime()
{
    // Called once, at the start; a moment later than the system has it.
    static const double time = double(QDateTime::currentMSecsSinceEpoch()) / 1000;
    return time;
}

} // namespace Inspector
