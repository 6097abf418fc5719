// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/formats/queuedsink.h"

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>
#include <utility>
#include <variant>
#include <vector>

namespace Inspector {

namespace {

/// A batch is passed to the other thread when it has so many records, or so many bytes of payload.
constexpr std::size_t batchRecords = 256;
constexpr qsizetype batchBytes = 512 * 1024;
/// Enough that each thread works for some milliseconds at a time: threads that wake each other for every batch are kept
/// on one processor where the others have work, too.
constexpr std::size_t batchesWaiting = 16;

struct Opened
{
    ConnectionRecord record;
};
struct Ended
{
    ConnectionRecord record;
};
using Record = std::variant<MessageRow, Opened, Ended, SourceRow, StateRow, LostRow>;

struct Batch
{
    std::vector<Record> records;
    qsizetype bytes = 0;

    Batch() { records.reserve(batchRecords); }
};

/// Calls the function of a sink that a record belongs to.
struct Passing
{
    RecordSink &sink;

    bool operator()(const MessageRow &row) const { return sink.message(row); }
    bool operator()(const Opened &opened) const { return sink.opened(opened.record); }
    bool operator()(const Ended &ended) const { return sink.ended(ended.record); }
    bool operator()(const SourceRow &row) const { return sink.source(row); }
    bool operator()(const StateRow &row) const { return sink.state(row); }
    bool operator()(const LostRow &row) const { return sink.lost(row); }
};

} // namespace

struct QueuedSink::Private
{
    explicit Private(RecordSink &target)
        : sink(target)
        , thread(&Private::run, this)
    {}

    RecordSink &sink;
    Batch batch; ///< Of the caller's thread.

    std::mutex mutex;
    std::condition_variable changed;
    std::deque<Batch> waiting;
    /// Go back to the caller's thread, which allocated their payloads: where another thread frees them, the two wait
    /// for each other in the allocator.
    std::vector<Batch> passed;
    bool isClosed = false;  ///< Nothing follows.
    bool isDropped = false; ///< What waits is left out.
    bool hasFailed = false;
    std::thread thread; ///< Last: it uses the others.

    void run();
    bool add(Record record, qsizetype bytes);
    bool pass();
    void join(bool drop);
};

void QueuedSink::Private::run()
{
    for (;;) {
        Batch next;
        {
            std::unique_lock lock(mutex);
            changed.wait(lock, [this] { return !waiting.empty() || isClosed; });
            if (waiting.empty() || isDropped)
                return;
            next = std::move(waiting.front());
            waiting.pop_front();
        }
        changed.notify_one();
        const bool isPassed = std::ranges::all_of(
            next.records, [this](const Record &record) { return std::visit(Passing{sink}, record); });
        const std::scoped_lock lock(mutex);
        if (!isPassed) {
            hasFailed = true;
            isDropped = true;
            waiting.clear();
            changed.notify_one();
            return;
        }
        passed.push_back(std::move(next));
    }
}

bool QueuedSink::Private::add(Record record, qsizetype bytes)
{
    batch.records.push_back(std::move(record));
    batch.bytes += bytes;
    return (batch.records.size() < batchRecords && batch.bytes < batchBytes) || pass();
}

bool QueuedSink::Private::pass()
{
    std::vector<Batch> done;
    {
        std::unique_lock lock(mutex);
        changed.wait(lock, [this] { return waiting.size() < batchesWaiting || hasFailed; });
        if (hasFailed)
            return false;
        waiting.push_back(std::exchange(batch, Batch()));
        done.swap(passed);
    }
    changed.notify_one();
    return true;
}

void QueuedSink::Private::join(bool drop)
{
    if (!thread.joinable())
        return;
    {
        const std::scoped_lock lock(mutex);
        isClosed = true;
        isDropped = isDropped || drop;
    }
    changed.notify_one();
    thread.join();
}

QueuedSink::QueuedSink(RecordSink &sink)
    : d(std::make_unique<Private>(sink))
{}

QueuedSink::~QueuedSink()
{
    d->join(true);
}

bool QueuedSink::source(const SourceRow &row)
{
    return d->add(row, 0);
}

bool QueuedSink::state(const StateRow &row)
{
    return d->add(row, 0);
}

bool QueuedSink::lost(const LostRow &row)
{
    return d->add(row, 0);
}

bool QueuedSink::opened(const ConnectionRecord &record)
{
    return d->add(Opened{record}, 0);
}

bool QueuedSink::message(const MessageRow &row)
{
    return d->add(row, row.payload.size());
}

bool QueuedSink::ended(const ConnectionRecord &record)
{
    return d->add(Ended{record}, 0);
}

bool QueuedSink::finish()
{
    if (!d->batch.records.empty() && !d->pass())
        return false;
    d->join(false);
    return !d->hasFailed && d->sink.finish();
}

QString QueuedSink::error() const
{
    d->join(true);
    return d->sink.error();
}

} // namespace Inspector
