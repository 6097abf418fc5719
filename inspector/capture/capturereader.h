// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/capture/captureerror.h"
#include "inspector/capture/capturerows.h"

#include <QtCore/QList>
#include <QtCore/QString>

#include <functional>
#include <memory>
#include <optional>
#include <variant>
#include <vector>

namespace Inspector {

/// Reads a capture file, also while another thread or process writes it.
///
/// \par Threads  one reader, one thread (the one that opened it).
/// \par Errors   a query that fails returns the rows before the failure, or none, and lastError() returns why. A loop
/// over several queries can ask for it once, at its end.
class CaptureReader
{
public:
    [[nodiscard]] static std::variant<std::unique_ptr<CaptureReader>, CaptureError> open(const QString &path);
    ~CaptureReader();
    Q_DISABLE_COPY_MOVE(CaptureReader)

    /// Connections that changed after a revision of the file, in order of id.
    struct ConnectionChanges
    {
        QList<ConnectionRow> rows;
        quint64 revision = 0; ///< Of the newest row; what the next connectionsChangedSince() starts from.
    };

    /// The payload of a message.
    struct Payload
    {
        MessageId id = 0;
        QByteArray bytes;
    };

    [[nodiscard]] QString path() const;
    /// Returns the schema version of the file, 1 or higher.
    [[nodiscard]] int fileVersion() const;
    [[nodiscard]] quint32 messageCount() const;
    /// Returns a number that differs from the last one when another connection to the file, of any thread or process,
    /// has committed a transaction in between. Costs a few microseconds.
    [[nodiscard]] quint64 dataVersion() const;
    [[nodiscard]] quint64 connectionCount() const;
    [[nodiscard]] QList<SourceRow> sources() const;
    [[nodiscard]] QList<ConnectionRow> connections() const;
    /// Returns the connections that were committed after \a revision, 0 for all; an index makes that cheap.
    /// Files of version 1 have no revisions: returns all connections, with revision 0.
    [[nodiscard]] ConnectionChanges connectionsChangedSince(quint64 revision) const;
    /// Up to \a count connections with an id above \a after, in order of id.
    [[nodiscard]] std::vector<ConnectionRecord> connectionRecords(RelayCore::ConnectionId after, quint32 count) const;
    [[nodiscard]] QList<StateRow> states(RelayCore::SourceId source) const;
    /// The states of all sources, in the order in which they were recorded.
    [[nodiscard]] QList<StateRow> states() const;
    /// Every loss of events, in the order in which they were recorded.
    [[nodiscard]] QList<LostRow> losses() const;
    /// Up to \a count messages from id \a first on, in order of id.
    [[nodiscard]] std::vector<MessageRow> messages(MessageId first, quint32 count) const;
    /// Likewise, but the payload is empty except for responses and returned messages: enough to correlate, at a
    /// fraction of the cost. In a file of version 1 the source name is set in registrations and in the first message of
    /// each source UUID.
    [[nodiscard]] std::vector<MessageRow> messageMetadata(MessageId first, quint32 count) const;
    [[nodiscard]] std::optional<MessageRow> message(MessageId id) const;
    /// The ids of all messages of one connection above \a after, in order.
    [[nodiscard]] std::vector<MessageId> messageIds(RelayCore::ConnectionId connection, MessageId after = 0) const;
    /// Up to \a count messages of one connection with an id above \a after, in order of id.
    [[nodiscard]] std::vector<MessageRow> messagesOf(RelayCore::ConnectionId connection, MessageId after,
                                                     quint32 count) const;
    /// Calls \a take with every message in the order of their times, those of one time in order of id, until it returns
    /// false. SQLite sorts on the disk what does not fit its cache. Returns false after an error or a false of \a take.
    bool forEachByTime(const std::function<bool(MessageRow &&)> &take) const;
    /// Returns up to \a count payloads from id \a first on, in order of id. Less work than messages().
    [[nodiscard]] std::vector<Payload> payloads(MessageId first, quint32 count) const;
    /// Events that a source dropped, over the whole capture.
    [[nodiscard]] quint64 lostEvents() const;
    /// Bytes on disk, write-ahead log included.
    [[nodiscard]] qint64 fileBytes() const;
    /// Returns the first error since the capture was opened or takeError() was called. \sa takeError()
    [[nodiscard]] std::optional<CaptureError> lastError() const;
    /// Returns lastError() and removes it: for a reading that goes on behind damage.
    std::optional<CaptureError> takeError();

    /// Writes a complete, consistent copy of the same schema version to \a path, which must not exist.
    [[nodiscard]] std::optional<CaptureError> saveAs(const QString &path) const;

private:
    struct Private;
    explicit CaptureReader(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

} // namespace Inspector
