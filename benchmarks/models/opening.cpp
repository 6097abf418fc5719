// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "benchmarks/models/conversation.h"
#include "benchmarks/models/tasks.h"
#include "benchmarks/support/usage.h"
#include "inspector/models/connectionmodel.h"
#include "inspector/models/messagemodel.h"

#include <QtCore/QEventLoop>

#include <algorithm>
#include <cstdio>
#include <cstdlib>

namespace RelayBench {

using namespace Inspector;

namespace {

constexpr quint32 peers = 4'000;

double milliseconds(std::chrono::nanoseconds time)
{
    return std::chrono::duration<double, std::milli>(time).count();
}

} // namespace

int write(const QString &path, quint32 messages)
{
    Conversation conversation(path, std::min(peers, messages / 2));
    conversation.registerAll();
    conversation.talk(messages - std::min(messages, 2 * peers));
    conversation.writer()->finish();
    std::printf("%u messages\n", conversation.writer()->publishedMessages());
    return EXIT_SUCCESS;
}

int open(const QString &path)
{
    CaptureFeed feed;
    const MessageModel messages(&feed);
    const ConnectionModel connections(&feed);
    QEventLoop loop;
    QObject::connect(&feed, &CaptureFeed::indexed, &loop, [&] {
        if (feed.indexedCount() == feed.count())
            loop.quit();
    });
    const Stopwatch watch;
    if (const auto error = feed.open(path))
        qFatal("%s", qPrintable(error->text()));
    const double rows = milliseconds(watch.elapsed());
    loop.exec();
    std::printf("%d messages: rows after %.0f ms, index after %.0f ms, processor %.0f ms, resident %lld MiB\n",
                messages.rowCount(), rows, milliseconds(watch.elapsed()), milliseconds(watch.processor()),
                residentBytes() / 1'048'576);
    return EXIT_SUCCESS;
}

} // namespace RelayBench
