// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/capture/capturewriter.h"

#include "inspector/capture/capturerowwriter.h"

#include <QtCore/QElapsedTimer>
#include <QtCore/QFile>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <future>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

using namespace std::chrono_literals;

namespace Inspector {

namespace {

/// How long the first event of a batch waits for company. Half of what the promise of 200 ms leaves after the writing.
constexpr auto gatherTime = 40ms;
constexpr std::size_t gatherEvents = 2'048;
constexpr qsizetype gatherBytes = 2 * 1024 * 1024;
/// A transaction is not kept open for longer than this while more events wait.
constexpr qint64 transactionMs = 60;
/// How much is written before the queue releases the space it took.
constexpr qsizetype releaseEvents = 256;
constexpr qsizetype releaseBytes = 1024 * 1024;

qsizetype payloadBytes(const RelayCore::WireEvent &event)
{
    if (const auto *const message = std::get_if<RelayCore::WireMessage>(&event.payload))
        return message->payload.size();
    if (const auto *const frame = std::get_if<RelayCore::ControlFrame>(&event.payload))
        return frame->payload.size();
    return 0;
}

} // namespace

struct CaptureWriter::Private
{
    CaptureWriter *q = nullptr;
    QString path;
    CaptureWriterOptions options;
    std::thread thread; ///< Not a QThread: thread sanitizers see the end of a std::thread.

    std::mutex mutex; ///< Guards everything up to the atomics.
    std::condition_variable wake;
    std::condition_variable progress;
    std::vector<RelayCore::WireEvent> queue;
    qsizetype bytes = 0;   ///< Of events observed and not yet written.
    qsizetype events = 0;  ///< Likewise.
    quint64 observed = 0;  ///< Events ever.
    quint64 committed = 0; ///< Events ever.
    quint64 flushUpTo = 0; ///< flush() waits until this many are committed.
    bool waiting = false;  ///< observe() returned Pause.
    bool stopping = false;
    bool broken = false;

    std::atomic<quint32> publishedMessages = 0;
    std::atomic<quint64> publishedRevision = 0;
    std::atomic<quint64> unrecordedMessages = 0;

    void run(std::promise<std::optional<CaptureError>> opened);
    [[nodiscard]] std::vector<RelayCore::WireEvent> take();
    [[nodiscard]] bool write(CaptureRowWriter &recorder, std::vector<RelayCore::WireEvent> batch);
    [[nodiscard]] bool commit(CaptureRowWriter &recorder, quint64 count);
    void release(qsizetype releasedEvents, qsizetype releasedBytes);
    void fail(const CaptureError &error);
};

void CaptureWriter::Private::run(std::promise<std::optional<CaptureError>> opened)
{
    CaptureRowWriter recorder(path);
    const bool usable = !recorder.error();
    opened.set_value(recorder.error());
    if (!usable)
        return;

    bool writing = true;
    for (;;) {
        std::vector<RelayCore::WireEvent> batch = take();
        if (batch.empty())
            break;
        if (writing && !write(recorder, std::move(batch))) {
            writing = false;
            fail(*recorder.error());
        }
    }
    if (writing && !recorder.close())
        fail(*recorder.error());
}

/// Waits for events. Empty when the writer is to end.
std::vector<RelayCore::WireEvent> CaptureWriter::Private::take()
{
    std::unique_lock lock(mutex);
    wake.wait(lock, [this] { return !queue.empty() || stopping; });
    wake.wait_for(lock, gatherTime, [this] {
        return stopping || flushUpTo > committed || bytes >= gatherBytes || queue.size() >= gatherEvents;
    });
    return std::exchange(queue, {});
}

bool CaptureWriter::Private::write(CaptureRowWriter &recorder, std::vector<RelayCore::WireEvent> batch)
{
    QElapsedTimer timer;
    timer.start();
    if (!recorder.begin())
        return false;
    quint64 uncommitted = 0;
    qsizetype releasedEvents = 0;
    qsizetype releasedBytes = 0;
    for (RelayCore::WireEvent &slot : batch) {
        const RelayCore::WireEvent event = std::exchange(slot, {}); // Its memory goes as soon as it is written.
        ++uncommitted;
        ++releasedEvents;
        releasedBytes += payloadBytes(event);
        if (!recorder.add(event))
            return false;
        if (releasedEvents < releaseEvents && releasedBytes < releaseBytes)
            continue;
        release(std::exchange(releasedEvents, 0), std::exchange(releasedBytes, 0));
        if (timer.elapsed() < transactionMs)
            continue;
        if (!commit(recorder, std::exchange(uncommitted, 0)) || !recorder.begin())
            return false;
        timer.start();
    }
    if (!commit(recorder, uncommitted))
        return false;
    release(releasedEvents, releasedBytes);
    return true;
}

bool CaptureWriter::Private::commit(CaptureRowWriter &recorder, quint64 count)
{
    if (!recorder.commit())
        return false;
    publishedMessages = recorder.lastMessage();
    if (recorder.otherRowsChanged())
        ++publishedRevision;
    {
        const std::lock_guard lock(mutex);
        committed += count;
    }
    progress.notify_all();
    return true;
}

void CaptureWriter::Private::release(qsizetype releasedEvents, qsizetype releasedBytes)
{
    bool resume = false;
    {
        const std::lock_guard lock(mutex);
        events -= releasedEvents;
        bytes -= releasedBytes;
        const bool room = bytes * 4 <= options.queueBytes && events * 4 <= options.queueEvents;
        if (waiting && room)
            resume = std::exchange(waiting, false);
    }
    if (resume)
        Q_EMIT q->resumed();
}

void CaptureWriter::Private::fail(const CaptureError &error)
{
    bool resume = false;
    {
        const std::lock_guard lock(mutex);
        broken = true;
        unrecordedMessages +=
            quint64(std::count_if(queue.cbegin(), queue.cend(), [](const RelayCore::WireEvent &event) {
                return std::holds_alternative<RelayCore::WireMessage>(event.payload);
            }));
        queue.clear();
        events = 0;
        bytes = 0;
        resume = std::exchange(waiting, false);
    }
    progress.notify_all();
    Q_EMIT q->failed(error);
    if (resume)
        Q_EMIT q->resumed(); // Traffic continues unrecorded unless a slot of failed() ends it.
}

std::variant<std::unique_ptr<CaptureWriter>, CaptureError> CaptureWriter::create(const QString &path,
                                                                                 const CaptureWriterOptions &options)
{
    qRegisterMetaType<Inspector::CaptureError>();

    // Created here, because SQLite writes into a file that exists. For its owner alone: a capture holds names,
    // addresses and ICE passwords. SQLite gives its journals the same permissions.
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly, QFile::ReadOwner | QFile::WriteOwner))
        return CaptureError{CaptureError::Kind::CannotCreate, path, file.errorString()};
    file.close();

    auto d = std::make_unique<Private>();
    d->path = path;
    d->options = options;
    std::unique_ptr<CaptureWriter> writer(new CaptureWriter(std::move(d)));

    std::promise<std::optional<CaptureError>> promise;
    std::future<std::optional<CaptureError>> opened = promise.get_future();
    Private *const shared = writer->d.get();
    shared->thread = std::thread([shared, p = std::move(promise)]() mutable { shared->run(std::move(p)); });
    if (std::optional<CaptureError> error = opened.get()) {
        writer.reset();
        QFile::remove(path);
        return *std::move(error);
    }
    return writer;
}

CaptureWriter::CaptureWriter(std::unique_ptr<Private> data)
    : d(std::move(data))
{
    d->q = this;
}

CaptureWriter::~CaptureWriter()
{
    finish();
}

RelayCore::WireObserver::FlowControl CaptureWriter::observe(RelayCore::WireEvent event)
{
    bool notify = false;
    FlowControl flow = FlowControl::Continue;
    {
        const std::lock_guard lock(d->mutex);
        if (d->broken && std::holds_alternative<RelayCore::WireMessage>(event.payload))
            ++d->unrecordedMessages;
        if (d->stopping || d->broken)
            return FlowControl::Continue;
        const qsizetype before = d->bytes;
        d->bytes += payloadBytes(event);
        ++d->events;
        ++d->observed;
        d->queue.push_back(std::move(event));
        notify = d->queue.size() == 1 || d->queue.size() == gatherEvents
                 || (before < gatherBytes && d->bytes >= gatherBytes);
        if (d->bytes > d->options.queueBytes || d->events > d->options.queueEvents) {
            d->waiting = true;
            flow = FlowControl::Pause;
        }
    }
    if (notify)
        d->wake.notify_one();
    return flow;
}

QString CaptureWriter::path() const
{
    return d->path;
}

quint32 CaptureWriter::publishedMessages() const
{
    return d->publishedMessages;
}

quint64 CaptureWriter::publishedRevision() const
{
    return d->publishedRevision;
}

quint64 CaptureWriter::unrecordedMessages() const
{
    return d->unrecordedMessages;
}

void CaptureWriter::flush()
{
    std::unique_lock lock(d->mutex);
    if (!d->thread.joinable())
        return;
    const quint64 target = d->observed;
    d->flushUpTo = std::max(d->flushUpTo, target);
    d->wake.notify_one();
    d->progress.wait(lock, [this, target] { return d->committed >= target || d->broken; });
}

void CaptureWriter::finish()
{
    {
        const std::lock_guard lock(d->mutex);
        d->stopping = true;
    }
    if (!d->thread.joinable())
        return;
    d->wake.notify_one();
    d->thread.join();
}

} // namespace Inspector
