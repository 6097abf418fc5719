// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "benchmarks/models/conversation.h"
#include "benchmarks/models/tasks.h"
#include "benchmarks/support/usage.h"
#include "inspector/models/connectionmodel.h"
#include "inspector/models/messagemodel.h"
#include "inspector/theme/theme.h"
#include "inspector/views/connectionview.h"
#include "inspector/views/messagetable.h"

#include <QtCore/QEventLoop>
#include <QtCore/QTimer>
#include <QtWidgets/QSplitter>

#include <sys/resource.h>

#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <thread>

namespace RelayBench {

using namespace Inspector;

namespace {

std::chrono::microseconds threadTime()
{
    rusage usage{};
    ::getrusage(RUSAGE_THREAD, &usage);
    return std::chrono::seconds(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
           + std::chrono::microseconds(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec);
}

/// Runs the event loop for \a duration and prints the share of a processor that it took.
void measure(const char *what, std::chrono::seconds duration)
{
    QEventLoop loop;
    QTimer::singleShot(duration, &loop, &QEventLoop::quit);
    const Stopwatch watch;
    const std::chrono::microseconds before = threadTime();
    loop.exec();
    const auto percent = [&](std::chrono::nanoseconds used) {
        return 100.0 * double(used.count()) / double(watch.elapsed().count());
    };
    std::printf("%-24s GUI thread %6.2f %%, all threads %6.2f %% of a processor\n", what,
                percent(threadTime() - before), percent(watch.processor()));
}

} // namespace

int idle(const QString &path, quint32 connections, std::chrono::seconds duration, int pings)
{
    Conversation conversation(path, connections);
    conversation.registerAll();
    conversation.writer()->flush();

    CaptureFeed feed;
    MessageModel messages(&feed);
    ConnectionModel tree(&feed);
    const Theme theme;
    QSplitter window;
    ConnectionView left(&theme);
    left.setModel(&tree);
    MessageTable right(&theme);
    right.setModel(&messages);
    window.addWidget(&left);
    window.addWidget(&right);
    window.resize(1440, 900);
    window.show();
    if (const auto error = feed.open(path, conversation.writer()))
        qFatal("%s", qPrintable(error->text()));
    left.expandAll();
    QEventLoop indexing;
    QTimer::singleShot(std::chrono::seconds(5), &indexing, &QEventLoop::quit);
    indexing.exec();
    std::printf("%lld connections, %u messages indexed, resident %lld MiB\n",
                static_cast<long long>(feed.connections().size()), feed.indexedCount(), residentBytes() / 1'048'576);

    measure("silent", duration);
    conversation.followClock();
    // In a thread of its own, as a proxy is: what it costs is no part of the GUI thread's time.
    std::atomic_bool ended = false;
    std::thread traffic([&conversation, &ended, pause = std::chrono::milliseconds(2'000 / std::max(pings, 1))] {
        for (; !ended; std::this_thread::sleep_for(pause))
            conversation.ping();
    });
    measure("pings and pongs", duration);
    ended = true;
    traffic.join();
    return EXIT_SUCCESS;
}

} // namespace RelayBench
