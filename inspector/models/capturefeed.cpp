// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/models/capturefeed.h"

#include "inspector/models/formatting.h"
#include "inspector/models/summary.h"

#include <QtCore/QCache>
#include <QtCore/QElapsedTimer>
#include <QtCore/QHash>
#include <QtCore/QSet>
#include <QtCore/QTimer>

#include <algorithm>
#include <array>

namespace Inspector {

namespace {

constexpr int pollMs = 100;
// The list of connections of a file that somebody else writes has no revision to look at, so it is compared.
constexpr int pollsPerStructure = 10;
constexpr quint32 pageRows = 64;
constexpr qsizetype cacheKilobytes = 64 * 1024;
constexpr quint32 sliceRows = 512;
constexpr int sliceMs = 8;

using Page = std::vector<MessageRow>;

/// Messages per second of one connection, of the last while only.
class Rate
{
public:
    void add(qint64 timeNs)
    {
        const qint64 second = timeNs / 1'000'000'000;
        if (second > m_last) {
            const qint64 gap = qMin(second - m_last, qint64(m_ring.size()));
            for (qint64 i = 1; i <= gap; ++i)
                m_ring[slot(second - gap + i)] = 0;
            m_last = second;
        }
        if (m_last - second < qint64(m_ring.size()))
            ++m_ring[slot(second)];
    }

    [[nodiscard]] QList<int> last(qint64 endSecond, int seconds) const
    {
        QList<int> counts;
        counts.reserve(seconds);
        for (qint64 second = endSecond - seconds + 1; second <= endSecond; ++second) {
            const bool known = second <= m_last && m_last - second < qint64(m_ring.size());
            counts.append(known ? m_ring[slot(second)] : 0);
        }
        return counts;
    }

private:
    static constexpr std::size_t kept = 64;
    static std::size_t slot(qint64 second) { return std::size_t(second) % kept; }

    std::array<int, kept> m_ring{};
    qint64 m_last = 0;
};

} // namespace

struct CaptureFeed::Private
{
    std::unique_ptr<CaptureReader> reader;
    QPointer<CaptureWriter> writer;
    QTimer pollTimer;
    QTimer indexTimer;
    bool paused = false;
    bool errorTold = false;
    int polls = 0;
    quint64 revision = 0;

    quint32 available = 0;
    quint32 count = 0;
    quint64 lost = 0;
    qint64 bytes = 0;
    Statistics told;

    QList<SourceRow> sources;
    QList<ConnectionRow> connections;
    QHash<RelayCore::ConnectionId, qsizetype> connectionAt;

    std::vector<qint64> times;
    std::vector<MessageKind> kinds;
    std::vector<RelayCore::ConnectionId> connectionIds;
    Exchanges exchanges;
    QHash<RelayCore::ConnectionId, Rate> rates;
    QHash<QUuid, QString> names;
    QSet<QUuid> captured;

    mutable QCache<quint32, Page> pages{cacheKilobytes};

    void forget();
    enum class Structure : quint8 { Same, Counted, Changed, Renamed };
    Structure readStructure();
    bool learn(const QUuid &uuid, const QString &name);
    bool learnFrom(const MessageRow &head);
};

void CaptureFeed::Private::forget()
{
    pollTimer.stop();
    indexTimer.stop();
    reader.reset();
    writer.clear();
    errorTold = false;
    polls = 0;
    revision = 0;
    available = count = 0;
    lost = 0;
    bytes = 0;
    told = {};
    sources.clear();
    connections.clear();
    connectionAt.clear();
    times.clear();
    kinds.clear();
    connectionIds.clear();
    exchanges.clear();
    rates.clear();
    names.clear();
    captured.clear();
    pages.clear();
}

bool CaptureFeed::Private::learn(const QUuid &uuid, const QString &name)
{
    if (uuid.isNull() || name.isEmpty())
        return false;
    QString &known = names[uuid];
    if (known == name)
        return false;
    known = name;
    return true;
}

bool CaptureFeed::Private::learnFrom(const MessageRow &head)
{
    const bool registration = head.kind == MessageKind::Registration;
    const bool described = head.kind == MessageKind::Offer || head.kind == MessageKind::Answer;
    if (registration)
        captured.insert(head.source);
    // Peers that never registered where we look still say their name, which is worth one look at a whole message.
    else if (!described || names.contains(head.source))
        return false;
    const auto row = reader->message(head.id);
    if (row && learn(head.source, summarise(*row, true).sourceName))
        return true;
    names.insert(head.source, names.value(head.source));
    return false;
}

CaptureFeed::Private::Structure CaptureFeed::Private::readStructure()
{
    QList<SourceRow> newSources = reader->sources();
    QList<ConnectionRow> newConnections = reader->connections();
    for (ConnectionRow &connection : newConnections)
        connection.name = singleLine(connection.name);
    if (newSources == sources && newConnections == connections)
        return Structure::Same;
    const bool sameNames = std::equal(connections.cbegin(), connections.cend(), newConnections.cbegin(),
                                      newConnections.cend(), [](const ConnectionRow &a, const ConnectionRow &b) {
                                          return a.id == b.id && a.name == b.name && a.uuid == b.uuid
                                                 && a.clientAddress == b.clientAddress;
                                      });
    const bool onlyCounted = sameNames && newSources == sources
                             && std::equal(connections.cbegin(), connections.cend(), newConnections.cbegin(),
                                           [](ConnectionRow a, const ConnectionRow &b) {
                                               a.messages = b.messages;
                                               return a == b;
                                           });
    sources = std::move(newSources);
    connections = std::move(newConnections);
    connectionAt.clear();
    for (qsizetype i = 0; i < connections.size(); ++i)
        connectionAt.insert(connections.at(i).id, i);
    if (onlyCounted)
        return Structure::Counted;
    return sameNames ? Structure::Changed : Structure::Renamed;
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

std::optional<CaptureError> CaptureFeed::open(const QString &path, CaptureWriter *writer)
{
    auto opened = CaptureReader::open(path);
    if (auto *error = std::get_if<CaptureError>(&opened))
        return std::move(*error);
    d->forget();
    d->reader = std::move(std::get<std::unique_ptr<CaptureReader>>(opened));
    d->writer = writer;
    Q_EMIT reset();
    d->pollTimer.start();
    poll();
    return std::nullopt;
}

void CaptureFeed::close()
{
    if (!d->reader)
        return;
    d->forget();
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
    return !d->writer.isNull();
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
    if (!d->reader || id == 0 || id > d->count)
        return std::nullopt;
    const quint32 number = (id - 1) / pageRows;
    const std::size_t offset = (id - 1) % pageRows;
    if (const Page *page = d->pages.object(number); page && offset < page->size())
        return (*page)[offset];
    auto page = std::make_unique<Page>(d->reader->messages(number * pageRows + 1, pageRows));
    if (offset >= page->size())
        return std::nullopt;
    MessageRow row = (*page)[offset];
    qsizetype cost = 1;
    for (const MessageRow &each : *page)
        cost += (qsizetype(sizeof(MessageRow)) + each.payload.size()) / 1024 + 1;
    d->pages.insert(number, page.release(), cost);
    return row;
}

CaptureFeed::Statistics CaptureFeed::statistics() const
{
    return {d->available, d->count, indexedCount(), d->lost, d->bytes};
}

quint32 CaptureFeed::indexedCount() const
{
    return quint32(d->times.size());
}

std::span<const qint64> CaptureFeed::timesNs() const
{
    return d->times;
}

std::span<const MessageKind> CaptureFeed::kinds() const
{
    return d->kinds;
}

std::span<const RelayCore::ConnectionId> CaptureFeed::connectionIds() const
{
    return d->connectionIds;
}

const Exchanges &CaptureFeed::exchanges() const
{
    return d->exchanges;
}

const QList<SourceRow> &CaptureFeed::sources() const
{
    return d->sources;
}

const QList<ConnectionRow> &CaptureFeed::connections() const
{
    return d->connections;
}

const ConnectionRow *CaptureFeed::connection(RelayCore::ConnectionId id) const
{
    const auto found = d->connectionAt.constFind(id);
    return found == d->connectionAt.cend() ? nullptr : &d->connections.at(*found);
}

const SourceRow *CaptureFeed::source(RelayCore::SourceId id) const
{
    const auto found =
        std::find_if(d->sources.cbegin(), d->sources.cend(), [id](const SourceRow &row) { return row.id == id; });
    return found == d->sources.cend() ? nullptr : &*found;
}

QList<int> CaptureFeed::rate(RelayCore::ConnectionId connection, int seconds) const
{
    const auto found = d->rates.constFind(connection);
    if (found == d->rates.cend())
        return QList<int>(seconds, 0);
    const qint64 end = isLive() && !d->paused ? RelayCore::wireTimeNs() : (d->times.empty() ? 0 : d->times.back());
    return found->last(end / 1'000'000'000, seconds);
}

QString CaptureFeed::nameOf(const QUuid &uuid) const
{
    const QString name = d->names.value(uuid);
    return name.isEmpty() ? shortUuid(uuid) : name;
}

bool CaptureFeed::isCaptured(const QUuid &uuid) const
{
    return d->captured.contains(uuid);
}

QString CaptureFeed::clientName(RelayCore::ConnectionId id) const
{
    const ConnectionRow *row = connection(id);
    if (!row)
        return tr("client %1").arg(id);
    if (!row->name.isEmpty())
        return row->name;
    return row->clientAddress.isEmpty() ? tr("client %1").arg(id) : row->clientAddress;
}

void CaptureFeed::poll()
{
    if (!d->reader)
        return;
    const bool occasional = d->polls++ % pollsPerStructure == 0;
    const quint32 available = d->writer ? d->writer->publishedMessages() : d->reader->messageCount();
    d->available = qMax(d->available, available);

    // A connection is known before its messages are shown.
    const quint64 revision = d->writer ? d->writer->publishedRevision() : 0;
    // The revision leaves out what merely counts, so look again now and then: message counts are shown too.
    const bool stale = occasional || d->connections.isEmpty() || (d->writer && revision != d->revision);
    if (!d->paused && stale) {
        d->revision = revision;
        const Private::Structure found = d->readStructure();
        if (found == Private::Structure::Counted)
            Q_EMIT countsChanged();
        else if (found != Private::Structure::Same)
            Q_EMIT structureChanged();
        if (d->reader && found == Private::Structure::Renamed) {
            for (const ConnectionRow &row : std::as_const(d->connections)) {
                if (!row.uuid.isNull())
                    d->captured.insert(row.uuid);
                d->learn(row.uuid, row.name);
            }
            Q_EMIT namesChanged();
        }
    }
    if (!d->reader)
        return; // Whoever listened closed it.
    if (occasional || d->available != d->told.captured) {
        d->lost = d->reader->lostEvents();
        d->bytes = d->reader->fileBytes();
    }
    if (!d->paused && d->available > d->count) {
        const quint32 first = d->count + 1;
        d->count = d->available;
        Q_EMIT messagesAdded(first, d->count - first + 1);
    }
    if (d->reader && indexedCount() < d->count)
        d->indexTimer.start();
    if (d->reader && !d->errorTold) {
        if (const auto error = d->reader->lastError()) {
            d->errorTold = true;
            Q_EMIT failed(*error);
        }
    }
    if (const Statistics now = statistics(); now != d->told) {
        d->told = now;
        Q_EMIT statisticsChanged();
    }
}

void CaptureFeed::indexSlice()
{
    QElapsedTimer clock;
    clock.start();
    const quint32 first = indexedCount() + 1;
    bool learnt = false;
    while (d->reader && indexedCount() < d->count && !clock.hasExpired(sliceMs)) {
        const quint32 next = indexedCount() + 1;
        const auto rows = d->reader->messageMetadata(next, qMin(sliceRows, d->count - next + 1));
        if (rows.empty()) {
            // Unreadable: try again with the next tick instead of spinning.
            d->indexTimer.stop();
            break;
        }
        for (const MessageRow &row : rows) {
            d->times.push_back(row.timeNs);
            d->kinds.push_back(row.kind);
            d->connectionIds.push_back(row.connection);
            d->exchanges.add(row);
            d->rates[row.connection].add(row.timeNs);
            learnt |= d->learnFrom(row);
        }
    }
    const quint32 added = indexedCount() + 1 - first;
    if (indexedCount() >= d->count)
        d->indexTimer.stop();
    if (added > 0)
        Q_EMIT indexed(first, added);
    if (learnt)
        Q_EMIT namesChanged();
}

} // namespace Inspector
