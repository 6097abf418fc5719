// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/capture/capturewriter.h"

#include "inspector/capture/captureaddress.h"
#include "inspector/capture/capturerowwriter.h"
#include "inspector/capture/postgresstore.h"
#include "inspector/capture/sqlitestore.h"

#include <QtCore/QDateTime>
#include <QtCore/QElapsedTimer>
#include <QtCore/QFile>
#include <QtCore/QSysInfo>

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

std::optional<CaptureError> createFile(const QString &path)
{
    // Created here, because SQLite writes into a file that exists. For its owner alone: a capture holds names,
    // addresses and ICE passwords. SQLite gives its journals the same permissions.
    QFile file(path);
    if (file.open(QIODevice::WriteOnly | QIODevice::NewOnly, QFile::ReadOwner | QFile::WriteOwner))
        return std::nullopt;
    return CaptureError{CaptureError::Kind::CannotCreate, path, file.errorString()};
}

/// For captures that are started without a name, by a service for example.
QString defaultCaptureName()
{
    return QSysInfo::machineHostName() + u' ' + QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs);
}

} // namespace

struct CaptureWriter::Private
{
    CaptureWriter *q = nullptr;
    QString path;
    std::optional<DatabaseAddress> address;
    CaptureWriterOptions options;
    std::optional<CaptureLeftover> leftover; ///< Written by the thread, read when it has ended.
    std::unique_ptr<CaptureStore> store;     ///< Of the thread; its end is guarded by mutex.
    std::thread thread;                      ///< Not a QThread: thread sanitizers see the end of a std::thread.

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

    [[nodiscard]] std::unique_ptr<CaptureStore> makeStore();
    [[nodiscard]] std::unique_ptr<CaptureStore> takeStore();
    void run(std::promise<std::optional<CaptureError>> opened);
    [[nodiscard]] bool flushWaits();
    [[nodiscard]] std::vector<RelayCore::WireEvent> take();
    [[nodiscard]] bool write(CaptureRowWriter &rows, std::vector<RelayCore::WireEvent> batch);
    [[nodiscard]] bool commit(CaptureRowWriter &rows, quint64 count);
    void release(qsizetype releasedEvents, qsizetype releasedBytes);
    void fail(const CaptureError &error);
};

std::unique_ptr<CaptureStore> CaptureWriter::Private::makeStore()
{
    CaptureStoreEvents reports;
    reports.published = [this](MessageId messages, bool otherRows) {
        publishedMessages = messages;
        if (otherRows)
            ++publishedRevision;
    };
    reports.away = [this](const QString &reason) { Q_EMIT q->storeAway(reason); };
    reports.back = [this] { Q_EMIT q->storeBack(); };
    reports.failed = [this](const CaptureError &error) { fail(error); };
    if (address)
        return std::make_unique<PostgresStore>(*address, options.store, std::move(reports));
    return std::make_unique<SqliteStore>(path, std::move(reports));
}

void CaptureWriter::Private::run(std::promise<std::optional<CaptureError>> opened)
{
    {
        std::unique_ptr<CaptureStore> made = makeStore();
        const std::lock_guard lock(mutex);
        store = std::move(made);
    }
    const bool usable = !store->error();
    opened.set_value(store->error());
    if (!usable) {
        takeStore().reset();
        return;
    }

    CaptureRowWriter rows(*store);
    bool writing = true;
    for (;;) {
        std::vector<RelayCore::WireEvent> batch = take();
        if (batch.empty())
            break;
        if (writing && !write(rows, std::move(batch))) {
            writing = false;
            fail(*store->error());
        }
    }
    if (writing && !store->close())
        fail(*store->error());
    leftover = store->leftover();
    takeStore().reset();
}

/// Returns the store, which finish() does not use from then on.
std::unique_ptr<CaptureStore> CaptureWriter::Private::takeStore()
{
    const std::lock_guard lock(mutex);
    return std::move(store);
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

bool CaptureWriter::Private::write(CaptureRowWriter &rows, std::vector<RelayCore::WireEvent> batch)
{
    QElapsedTimer timer;
    timer.start();
    if (!rows.begin())
        return false;
    quint64 uncommitted = 0;
    qsizetype releasedEvents = 0;
    qsizetype releasedBytes = 0;
    for (RelayCore::WireEvent &slot : batch) {
        const RelayCore::WireEvent event = std::exchange(slot, {}); // Its memory goes as soon as it is written.
        ++uncommitted;
        ++releasedEvents;
        releasedBytes += payloadBytes(event);
        if (!rows.add(event))
            return false;
        if (releasedEvents < releaseEvents && releasedBytes < releaseBytes)
            continue;
        release(std::exchange(releasedEvents, 0), std::exchange(releasedBytes, 0));
        if (timer.elapsed() < transactionMs)
            continue;
        if (!commit(rows, std::exchange(uncommitted, 0)) || !rows.begin())
            return false;
        timer.start();
    }
    if (!commit(rows, uncommitted))
        return false;
    release(releasedEvents, releasedBytes);
    return true;
}

bool CaptureWriter::Private::commit(CaptureRowWriter &rows, quint64 count)
{
    if (!rows.commit())
        return false;
    if (flushWaits())
        store->flush();
    {
        const std::lock_guard lock(mutex);
        committed += count;
    }
    progress.notify_all();
    return true;
}

bool CaptureWriter::Private::flushWaits()
{
    const std::lock_guard lock(mutex);
    return flushUpTo > committed;
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

/// Called from the threads of the store, too. Only the first error counts.
void CaptureWriter::Private::fail(const CaptureError &error)
{
    bool resume = false;
    bool wasBroken = false;
    {
        const std::lock_guard lock(mutex);
        wasBroken = std::exchange(broken, true);
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
    if (wasBroken)
        return;
    Q_EMIT q->failed(error);
    if (resume)
        Q_EMIT q->resumed(); // Traffic continues unrecorded unless a slot of failed() ends it.
}

std::variant<std::unique_ptr<CaptureWriter>, CaptureError> CaptureWriter::create(const QString &where,
                                                                                 const CaptureWriterOptions &options)
{
    qRegisterMetaType<Inspector::CaptureError>();

    auto d = std::make_unique<Private>();
    d->path = where;
    if (isDatabaseAddress(where)) {
        auto parsed = DatabaseAddress::parse(where);
        if (const auto *const problem = std::get_if<QString>(&parsed))
            return CaptureError{CaptureError::Kind::BadAddress, displayedAddress(where), *problem};
        d->address = std::get<DatabaseAddress>(std::move(parsed));
        if (d->address->capture.isEmpty())
            d->address->capture = defaultCaptureName();
        d->path = d->address->text();
    } else if (std::optional<CaptureError> error = createFile(where)) {
        return *std::move(error);
    }
    d->options = options;
    std::unique_ptr<CaptureWriter> writer(new CaptureWriter(std::move(d)));

    std::promise<std::optional<CaptureError>> promise;
    std::future<std::optional<CaptureError>> opened = promise.get_future();
    Private *const shared = writer->d.get();
    shared->thread = std::thread([shared, p = std::move(promise)]() mutable { shared->run(std::move(p)); });
    if (std::optional<CaptureError> error = opened.get()) {
        writer.reset();
        if (!isDatabaseAddress(where))
            QFile::remove(where);
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

std::optional<CaptureLeftover> CaptureWriter::leftover() const
{
    return d->leftover;
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
        if (d->store)
            d->store->stopWaiting();
    }
    if (!d->thread.joinable())
        return;
    d->wake.notify_one();
    d->thread.join();
}

} // namespace Inspector
