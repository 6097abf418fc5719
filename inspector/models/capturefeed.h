// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/analysis/captureindex.h"
#include "inspector/capture/capturereader.h"
#include "inspector/capture/capturewriter.h"
#include "inspector/capture/mirrororigins.h"

#include <QtCore/QObject>
#include <QtCore/QPointer>
#include <QtCore/QReadWriteLock>
#include <QtCore/QString>
#include <QtCore/QUuid>

#include <memory>
#include <optional>
#include <vector>

namespace Inspector {

/// What all models of a window share: one capture, polled as it grows.
///
/// Ten times a second it asks what has changed (the counters of the writer, or the data version of a file that another
/// process writes), reads only that, and emits what is new. The count of messages is known at once; the CaptureIndex is
/// filled behind it in slices of a few milliseconds, oldest first. Rows are read on demand, through MessagePages.
///
/// \par Threads  the GUI thread.
class CaptureFeed : public QObject
{
    Q_OBJECT
    Q_PROPERTY(bool paused READ isPaused WRITE setPaused NOTIFY pausedChanged)

public:
    struct Statistics
    {
        quint32 captured = 0; ///< Also those that a paused feed does not show yet.
        /// Without the pings and pongs that a feed that is not paused publishes with the next poll.
        quint32 announced = 0;
        quint32 shown = 0;
        quint32 indexed = 0;
        quint64 lost = 0;
        quint32 unreadable = 0; ///< Of the indexed ones: the file is damaged there.
        qint64 bytesOnDisk = 0;

        bool operator==(const Statistics &) const = default;
    };

    /// Sources and connections that are new or differ, and connections of which only the count of messages differs.
    using StructureChanges = CaptureIndex::Changes;

    explicit CaptureFeed(QObject *parent = nullptr);
    ~CaptureFeed() override;

    /// Shows the capture in \a path instead of whatever was shown.
    /// \param writer  writes it in this process; may be destroyed before the feed. Where it is null, changes are looked
    /// for in the file.
    /// \param origins  of the sources, where \a path is a copy of captures in a database.
    [[nodiscard]] std::optional<CaptureError> open(const QString &path, CaptureWriter *writer = nullptr,
                                                   std::shared_ptr<const MirrorOrigins> origins = {});
    void close();
    [[nodiscard]] bool isOpen() const;
    [[nodiscard]] QString path() const;
    /// Whether the capture is still written by this process.
    [[nodiscard]] bool isLive() const;
    /// Sets isLive() where the capture is a copy of one in a database that this process writes; until the feed is
    /// closed.
    void setLive();
    /// Returns which capture of a database \a source is from; nothing where the capture is a file.
    [[nodiscard]] std::optional<MirrorOrigin> originOf(RelayCore::SourceId source) const;
    [[nodiscard]] const CaptureReader *reader() const;

    /// A paused feed stays as it is; nothing is lost, resuming shows the rest.
    [[nodiscard]] bool isPaused() const;
    void setPaused(bool paused);

    /// How many messages are shown: ids 1 to this.
    [[nodiscard]] quint32 count() const;
    /// The row of a shown message, from the cache or the file.
    [[nodiscard]] std::optional<MessageRow> row(MessageId id) const;
    /// Returns the row without a long payload. What shows many messages uses this: a peer decides how long they are.
    [[nodiscard]] std::optional<MessageRow> head(MessageId id) const;
    /// Returns the size of the message \a row, also where it is a head; that of its frames until it is indexed.
    [[nodiscard]] qint64 sizeOf(const MessageRow &row) const
    {
        return row.payloadBytes && row.id <= indexedCount() ? qint64(index().sizes()[row.id - 1]) : row.bytes();
    }
    [[nodiscard]] Statistics statistics() const;

    [[nodiscard]] const CaptureIndex &index() const;
    /// Returns the lock that is held for writing whenever the index changes. A thread that reads the index holds it for
    /// reading, a fraction of a millisecond at a time; the GUI thread needs no lock to read.
    [[nodiscard]] QReadWriteLock &indexLock() const;
    /// The messages of the index, by id - 1. It may be shorter than count() for a moment.
    [[nodiscard]] quint32 indexedCount() const;
    [[nodiscard]] const TimeColumn &timesNs() const;
    [[nodiscard]] const Column<MessageKind> &kinds() const;
    [[nodiscard]] const NumberColumn &connectionIds() const;
    [[nodiscard]] const Exchanges &exchanges() const;

    [[nodiscard]] const QList<SourceRow> &sources() const;
    [[nodiscard]] const QList<ConnectionRow> &connections() const;
    [[nodiscard]] const ConnectionRow *connection(RelayCore::ConnectionId id) const;
    [[nodiscard]] const SourceRow *source(RelayCore::SourceId id) const;
    [[nodiscard]] CaptureIndex::Totals totals(RelayCore::SourceId source) const;
    /// Messages per second over the last \a seconds before the newest message (now, while live), oldest first.
    [[nodiscard]] QList<int> rate(RelayCore::ConnectionId connection, int seconds = 20) const;

    /// The name registered under \a uuid, or its first eight digits.
    [[nodiscard]] QString nameOf(const QUuid &uuid) const;
    /// Whether \a uuid registered on a connection of this capture: what it sends was seen when it was sent.
    [[nodiscard]] bool isCaptured(const QUuid &uuid) const;
    /// The name of the client on \a connection: registered name, or its address.
    [[nodiscard]] QString clientName(RelayCore::ConnectionId connection) const;

public Q_SLOTS:
    /// Looks now instead of at the next tick (10 times a second).
    void poll();

Q_SIGNALS:
    void messagesAdded(quint32 first, quint32 count);
    /// The index covers \a count more messages from \a first on.
    void indexed(quint32 first, quint32 count);
    /// Emitted when sources, connections or their states changed.
    void structureChanged(const Inspector::CaptureFeed::StructureChanges &changes);
    /// Emitted at most once a second, when of sources and connections nothing changed but how many messages they have.
    void countsChanged(const Inspector::CaptureFeed::StructureChanges &changes);
    /// Emitted when nameOf() may return other names.
    void namesChanged();
    /// The file could not be read; said once per capture.
    void failed(const Inspector::CaptureError &error);
    void statisticsChanged();
    void pausedChanged(bool paused);
    /// Emitted before the index is cleared: the last moment for other threads to let go of it.
    void aboutToReset();
    /// Emitted when another capture was opened or the capture was closed: what was read from the feed is void.
    void reset();

private:
    void readStructure();
    void readCounts();
    void announce(const StructureChanges &changes);
    void indexSlice();

    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace Inspector
