// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/models/capturefeed.h"

#include "inspector/capture/messagepages.h"
#include "inspector/models/formatting.h"
#include "inspector/models/indexfiller.h"

#include <QtCore/QReadWriteLock>
#include <QtCore/QTimer>

#include <algorithm>
#include <chrono>
#include <utility>

namespace Inspector {

namespace {

constexpr int pollMs = 100;
// Message counts, and what another process writes, are read once a second.
constexpr int pollsPerStructure = 10;
// Pings and pongs alone are shown once a second: a table that scrolls ten times as often shows nothing more.
constexpr int pollsPerKeepalive = 10;
// More messages than that are not looked at to find out what they are.
constexpr quint32 maxKeepaliveRows = 1'000;
constexpr quint32 firstKeepaliveRows = 16;         ///< Read at first: most often one of them is something else.
constexpr qint64 keepaliveBytes = 2 * 1024 * 1024; ///< Long messages take their time each.
constexpr std::chrono::milliseconds sliceTime{8};

} // namespace

struct CaptureFeed::Private
{
    std::unique_ptr<CaptureReader> reader;
    QPointer<CaptureWriter> writer;
    std::shared_ptr<const MirrorOrigins> origins;
    bool isLive = false; ///< Without a writer.
    QTimer pollTimer;
    QTimer indexTimer;
    bool paused = false;
    std::optional<CaptureError> error; ///< The first one.
    bool errorReported = false;
    int polls = 0;

    quint64 writerRevision = 0;   ///< At the last look at the writer.
    quint64 dataVersion = 0;      ///< At the last look at the file; without a writer.
    quint64 fileRevision = 0;     ///< Of the newest connection that was read.
    quint64 countRevision = 0;    ///< Of the newest count of messages that was read.
    bool structureNews = false;   ///< Sources or connections differ from what was read.
    bool structurePending = true; ///< They may differ, at least in counts of messages.
    bool statisticsPending = true;

    quint32 available = 0;
    quint32 count = 0;
    quint32 keepaliveEnd = 0; ///< Messages up to this one that are not published yet are pings and pongs.
    int keepalivePolls = 0;   ///< How long they have waited.
    quint64 lost = 0;
    qint64 bytes = 0;
    Statistics published;

    IndexFiller filler{[this] {
        QMetaObject::invokeMethod(
            &indexTimer, [this] { indexTimer.start(); }, Qt::QueuedConnection);
    }};
    mutable MessagePages pages;

    void clear();
    void look();
    void readStatistics();
    [[nodiscard]] bool onlyKeepalive();
    /// Returns the first error of the reader since the last call. The first of all becomes the error of the feed.
    std::optional<CaptureError> takeError();
    /// Returns the error to report now, if there is one.
    std::optional<CaptureError> nextReport();
};

void CaptureFeed::Private::clear()
{
    pollTimer.stop();
    indexTimer.stop();
    pages.setReader(nullptr);
    reader.reset();
    writer.clear();
    origins.reset();
    isLive = false;
    error.reset();
    errorReported = false;
    polls = 0;
    writerRevision = dataVersion = fileRevision = countRevision = 0;
    structureNews = false;
    structurePending = statisticsPending = true;
    available = count = keepaliveEnd = 0;
    keepalivePolls = 0;
    lost = 0;
    bytes = 0;
    published = {};
    filler.clear();
}

/// Finds out what may have changed since the last look, without reading rows.
void CaptureFeed::Private::look()
{
    quint32 messages = available;
    if (writer) {
        messages = writer->publishedMessages();
        if (const quint64 revision = writer->publishedRevision(); revision != writerRevision) {
            writerRevision = revision;
            structureNews = structurePending = statisticsPending = true;
        }
    } else if (const quint64 version = reader->dataVersion(); version != dataVersion || version == 0) {
        dataVersion = version;
        messages = reader->messageCount();
        structurePending = statisticsPending = true;
    }
    if (messages > available) {
        available = messages;
        structurePending = statisticsPending = true;
    }
}

void CaptureFeed::Private::readStatistics()
{
    if (!std::exchange(statisticsPending, false))
        return;
    lost = reader->lostEvents();
    bytes = reader->fileBytes();
}

std::optional<CaptureError> CaptureFeed::Private::takeError()
{
    const auto taken = reader->takeError();
    if (!error)
        error = taken;
    return taken;
}

std::optional<CaptureError> CaptureFeed::Private::nextReport()
{
    if (!error || std::exchange(errorReported, true))
        return std::nullopt;
    return error;
}

/// Whether what is not published yet is pings and pongs, and may wait for the next poll.
bool CaptureFeed::Private::onlyKeepalive()
{
    if (count == 0 || available - count > maxKeepaliveRows || keepalivePolls >= pollsPerKeepalive)
        return false;
    quint32 portion = firstKeepaliveRows;
    for (quint32 next = qMax(keepaliveEnd, count) + 1; next <= available; portion *= 2) {
        const auto rows = reader->messageMetadata(next, std::min(portion, available - next + 1), keepaliveBytes);
        const bool only = !rows.empty() && std::all_of(rows.cbegin(), rows.cend(), [](const MessageRow &row) {
            return row.kind == MessageKind::Ping || row.kind == MessageKind::Pong;
        });
        if (!only)
            return false;
        keepaliveEnd = rows.back().id;
        next = keepaliveEnd + 1;
    }
    ++keepalivePolls;
    return true;
}

CaptureFeed::CaptureFeed(QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>())
{
    d->pollTimer.setInterval(pollMs);
    connect(&d->pollTimer, &QTimer::timeout, this, &CaptureFeed::poll);
    d->indexTimer.setInterval(0);
    connect(&d->indexTimer, &QTimer::timeout, this, &CaptureFeed::indexSlice);
}

CaptureFeed::~CaptureFeed() = default;

std::optional<CaptureError> CaptureFeed::open(const QString &path, CaptureWriter *writer,
                                              std::shared_ptr<const MirrorOrigins> origins)
{
    auto opened = CaptureReader::open(path);
    if (auto *error = std::get_if<CaptureError>(&opened))
        return std::move(*error);
    Q_EMIT aboutToReset();
    d->clear();
    d->reader = std::move(std::get<std::unique_ptr<CaptureReader>>(opened));
    d->pages.setReader(d->reader.get());
    d->writer = writer;
    d->origins = std::move(origins);
    Q_EMIT reset();
    d->pollTimer.start();
    poll();
    return std::nullopt;
}

void CaptureFeed::close()
{
    if (!d->reader)
        return;
    Q_EMIT aboutToReset();
    d->clear();
    Q_EMIT reset();
    Q_EMIT statisticsChanged();
}

bool CaptureFeed::isOpen() const
{
    return d->reader != nullptr;
}

QString CaptureFeed::path() const
{
    return d->reader ? d->reader->path() : QString();
}

bool CaptureFeed::isLive() const
{
    return !d->writer.isNull() || d->isLive;
}

void CaptureFeed::setLive()
{
    d->isLive = true;
}

std::optional<MirrorOrigin> CaptureFeed::originOf(RelayCore::SourceId source) const
{
    return d->origins ? d->origins->find(source) : std::nullopt;
}

const CaptureReader *CaptureFeed::reader() const
{
    return d->reader.get();
}

bool CaptureFeed::isPaused() const
{
    return d->paused;
}

void CaptureFeed::setPaused(bool paused)
{
    if (d->paused == paused)
        return;
    d->paused = paused;
    Q_EMIT pausedChanged(paused);
    poll();
}

quint32 CaptureFeed::count() const
{
    return d->count;
}

std::optional<MessageRow> CaptureFeed::row(MessageId id) const
{
    return id > d->count || d->filler.isUnreadable(id) ? std::nullopt : d->pages.row(id);
}

std::optional<MessageRow> CaptureFeed::head(MessageId id) const
{
    return id > d->count || d->filler.isUnreadable(id) ? std::nullopt : d->pages.head(id);
}

CaptureFeed::Statistics CaptureFeed::statistics() const
{
    return {d->available, d->paused ? d->available : d->count, d->count, indexedCount(),
            d->lost,      d->filler.unreadableCount(),         d->bytes};
}

const CaptureIndex &CaptureFeed::index() const
{
    return d->filler.index();
}

QReadWriteLock &CaptureFeed::indexLock() const
{
    return d->filler.lock();
}

quint32 CaptureFeed::indexedCount() const
{
    return index().messageCount();
}

const TimeColumn &CaptureFeed::timesNs() const
{
    return index().timesNs();
}

const Column<MessageKind> &CaptureFeed::kinds() const
{
    return index().kinds();
}

const NumberColumn &CaptureFeed::connectionIds() const
{
    return index().connectionIds();
}

const Exchanges &CaptureFeed::exchanges() const
{
    return index().exchanges();
}

const QList<SourceRow> &CaptureFeed::sources() const
{
    return index().sources();
}

const QList<ConnectionRow> &CaptureFeed::connections() const
{
    return index().connections();
}

const ConnectionRow *CaptureFeed::connection(RelayCore::ConnectionId id) const
{
    return index().connection(id);
}

const SourceRow *CaptureFeed::source(RelayCore::SourceId id) const
{
    return index().source(id);
}

CaptureIndex::Totals CaptureFeed::totals(RelayCore::SourceId source) const
{
    return index().totals(source);
}

QList<int> CaptureFeed::rate(RelayCore::ConnectionId connection, int seconds) const
{
    const auto &times = index().timesNs();
    const qint64 end = isLive() && !d->paused ? RelayCore::wireTimeNs() : times.empty() ? 0 : times.back();
    return index().rate(connection, end / 1'000'000'000, seconds);
}

QString CaptureFeed::nameOf(const QUuid &uuid) const
{
    const QString name = index().nameOf(uuid);
    return name.isEmpty() ? shortUuid(uuid) : singleLine(name);
}

bool CaptureFeed::isCaptured(const QUuid &uuid) const
{
    return index().isCaptured(uuid);
}

QString CaptureFeed::clientName(RelayCore::ConnectionId id) const
{
    const ConnectionRow *row = connection(id);
    if (!row)
        return tr("client %1").arg(id);
    QString name = row->name.isEmpty() ? row->clientAddress : row->name;
    // The port of our own client is that of a connection inside this process.
    const SourceRow *from = row->name.isEmpty() ? source(row->source) : nullptr;
    if (from && from->kind == RelayCore::SourceKind::Client && !from->title.isEmpty())
        name = from->title;
    return name.isEmpty() ? tr("client %1").arg(id) : singleLine(name);
}

void CaptureFeed::readStructure()
{
    d->structureNews = d->structurePending = false;
    const CaptureReader::ConnectionChanges changed = d->reader->connectionsChangedSince(d->fileRevision);
    d->fileRevision = d->countRevision = changed.revision;
    QList<SourceRow> sources = d->reader->sources();
    if (sources.isEmpty() && d->reader->lastError())
        sources = index().sources(); // They could not be read: they are still there.
    announce(d->filler.update(sources, changed.rows));
}

/// The same where the writer has committed nothing but messages, which are counted with their connections.
void CaptureFeed::readCounts()
{
    d->structurePending = false;
    const CaptureReader::MessageCounts changed = d->reader->messageCountsSince(d->countRevision);
    d->countRevision = changed.revision;
    announce(d->filler.update(changed.counts));
}

void CaptureFeed::announce(const StructureChanges &changes)
{
    if (!changes.sources.isEmpty() || !changes.connections.isEmpty())
        Q_EMIT structureChanged(changes);
    else if (!changes.counted.isEmpty())
        Q_EMIT countsChanged(changes);
    if (changes.names)
        Q_EMIT namesChanged();
}

void CaptureFeed::poll()
{
    if (!d->reader)
        return;
    const bool occasional = d->polls++ % pollsPerStructure == 0;
    d->look();
    // A connection is known before its messages are shown.
    const bool isEmpty = index().connections().isEmpty();
    if (!d->paused && (d->structureNews || (d->structurePending && (occasional || isEmpty)))) {
        // Without a writer in this process it is not known what was committed.
        if (d->structureNews || isEmpty || !d->writer)
            readStructure();
        else
            readCounts();
    }
    if (!d->reader)
        return; // A slot closed the feed.
    d->readStatistics();
    if (!d->paused && d->available > d->count && !d->onlyKeepalive()) {
        const quint32 first = d->count + 1;
        d->count = d->available;
        d->keepalivePolls = 0;
        Q_EMIT messagesAdded(first, d->count - first + 1);
    }
    if (d->reader && indexedCount() < d->count)
        d->indexTimer.start();
    if (d->reader) {
        (void)d->takeError();
        if (const auto error = d->nextReport())
            Q_EMIT failed(*error);
    }
    if (const Statistics now = statistics(); now != d->published) {
        d->published = now;
        Q_EMIT statisticsChanged();
    }
}

void CaptureFeed::indexSlice()
{
    if (!d->reader) {
        d->indexTimer.stop();
        return;
    }
    const quint32 first = indexedCount() + 1;
    const IndexFiller::Progress progress = d->filler.fill(*d->reader, d->count, sliceTime);
    if (!d->error)
        d->error = progress.error;
    const quint32 added = indexedCount() + 1 - first;
    // The filler or the next poll goes on instead of the timer, which would spin.
    if (progress.isWaiting || indexedCount() >= d->count)
        d->indexTimer.stop();
    if (added > 0)
        Q_EMIT indexed(first, added);
    if (progress.named)
        Q_EMIT namesChanged();
    if (const auto error = d->nextReport())
        Q_EMIT failed(*error);
}

} // namespace Inspector
