// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/capture/messagereadahead.h"

#include "inspector/capture/capturereader.h"

#include <QtCore/QMutex>
#include <QtCore/QThread>
#include <QtCore/QWaitCondition>

#include <algorithm>
#include <array>
#include <utility>

namespace Inspector {

namespace {

// More threads than two wait for each other inside of SQLite, and for the thread that takes.
constexpr int mostThreads = 2;
constexpr quint32 partRows = 1'024;
/// Missing messages for which threads are started.
constexpr quint32 manyRows = 32'768;
/// Parts that are read or being read and not taken.
constexpr quint64 partsAhead = 8;

struct Part
{
    std::vector<MessageRow> rows;
    bool isRead = false;
};

} // namespace

struct MessageReadAhead::Private
{
    QString where;
    MessageId first = 0;
    MessageId last = 0;
    std::function<void()> ready;
    std::vector<std::unique_ptr<QThread>> threads;

    mutable QMutex mutex; ///< Guards the following.
    QWaitCondition room;
    mutable QWaitCondition arrived; ///< What next() returns, or the end.
    quint64 claimed = 0;            ///< Parts that a thread has begun.
    quint64 taken = 0;              ///< Parts that were given out.
    quint64 end = 0;                ///< Parts that there are, as far as is known.
    std::array<Part, partsAhead> parts;

    void read();
    /// Waits until a part may be begun. Returns its number, or nothing where none is left.
    [[nodiscard]] std::optional<quint64> claim();
    void finish(quint64 part, std::vector<MessageRow> rows, bool isWhole);
    [[nodiscard]] MessageId firstOf(quint64 part) const { return MessageId(first + part * partRows); }
};

std::optional<quint64> MessageReadAhead::Private::claim()
{
    const QMutexLocker locker(&mutex);
    while (claimed < end && claimed >= taken + partsAhead)
        room.wait(&mutex);
    return claimed < end ? std::optional(claimed++) : std::nullopt;
}

void MessageReadAhead::Private::finish(quint64 part, std::vector<MessageRow> rows, bool isWhole)
{
    bool isNews = false;
    {
        const QMutexLocker locker(&mutex);
        if (!isWhole && part < end) {
            end = part;
            isNews = part == taken;
        }
        if (part < end) {
            parts.at(part % partsAhead) = {std::move(rows), true};
            isNews = part == taken;
        }
        room.wakeAll();
        arrived.wakeAll();
    }
    if (isNews && ready)
        ready();
}

void MessageReadAhead::Private::read()
{
    const auto opened = CaptureReader::open(where);
    const auto *const reader = std::get_if<std::unique_ptr<CaptureReader>>(&opened);
    while (const std::optional<quint64> part = claim()) {
        const MessageId begin = firstOf(*part);
        const quint32 count = std::min(partRows, last - begin + 1);
        std::vector<MessageRow> rows;
        if (reader)
            rows = (*reader)->messageMetadata(begin, count);
        // Ids are dense: as many rows as were asked for are those.
        const bool isWhole = rows.size() == count;
        finish(*part, std::move(rows), isWhole);
    }
}

bool MessageReadAhead::pays(const CaptureReader &reader, quint32 messages)
{
    return messages >= manyRows && reader.fileVersion() >= 2;
}

MessageReadAhead::MessageReadAhead(const QString &where, MessageId first, MessageId last, std::function<void()> ready)
    : d(std::make_unique<Private>())
{
    Q_ASSERT(first >= 1 && first <= last);
    d->where = where;
    d->first = first;
    d->last = last;
    d->ready = std::move(ready);
    d->end = (quint64(last) - first) / partRows + 1;
    const int threads = std::clamp(QThread::idealThreadCount(), 1, mostThreads);
    for (int i = 0; i < threads; ++i) {
        d->threads.emplace_back(QThread::create([this] { d->read(); }));
        d->threads.back()->start();
    }
}

MessageReadAhead::~MessageReadAhead()
{
    {
        const QMutexLocker locker(&d->mutex);
        d->end = 0;
        d->room.wakeAll();
    }
    for (const auto &thread : d->threads)
        thread->wait();
}

std::vector<MessageRow> MessageReadAhead::next()
{
    const QMutexLocker locker(&d->mutex);
    Part &part = d->parts.at(d->taken % partsAhead);
    if (d->taken >= d->end || !part.isRead)
        return {};
    ++d->taken;
    d->room.wakeAll();
    return std::exchange(part, Part()).rows;
}

void MessageReadAhead::wait() const
{
    const QMutexLocker locker(&d->mutex);
    while (d->taken < d->end && !d->parts.at(d->taken % partsAhead).isRead)
        d->arrived.wait(&d->mutex);
}

bool MessageReadAhead::hasEnded() const
{
    const QMutexLocker locker(&d->mutex);
    return d->taken >= d->end;
}

} // namespace Inspector
