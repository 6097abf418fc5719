// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/capture/captureerror.h"
#include "inspector/capture/capturerows.h"

#include <QtCore/QList>
#include <QtCore/QString>

#include <functional>
#include <limits>
#include <memory>
#include <optional>
#include <utility>
#include <variant>
#include <vector>

namespace Inspector {

/// Reads a capture file, or a capture in a database, also while another thread or process writes it.
///
/// A capture in a database whose server goes away is read again when it is back: a call after that connects once more.
///
/// \par Threads  one reader, one thread (the one that opened it).
/// \par Errors   a query that fails returns the rows before the failure, or none, and lastError() returns why. A loop
/// over several queries can ask for it once, at its end.
class CaptureReader
{
public:
    /// Opens the file at the path \a where, or the capture that the address \a where names; all captures of the
    /// database as one where it names none. \sa DatabaseAddress
    [[nodiscard]] static std::variant<std::unique_ptr<CaptureReader>, CaptureError> open(const QString &where);
    virtual ~CaptureReader();
    Q_DISABLE_COPY_MOVE(CaptureReader)

    /// Connections that changed after a revision of the file, in order of id.
    struct ConnectionChanges
    {
        QList<ConnectionRow> rows;
        quint64 revision = 0; ///< Of the newest row; what the next connectionsChangedSince() starts from.
    };

    /// How many messages connections have, in order of id.
    struct MessageCounts
    {
        std::vector<std::pair<RelayCore::ConnectionId, quint64>> counts;
        quint64 revision = 0; ///< Of the newest connection; what the next messageCountsSince() starts from.
    };

    /// The payload of a message.
    struct Payload
    {
        MessageId id = 0;
        QByteArray bytes;
    };

    /// Returns the path of the file, or the address of the capture.
    [[nodiscard]] virtual QString path() const = 0;
    /// Returns the schema version of the file, 1 or higher.
    [[nodiscard]] virtual int fileVersion() const = 0;
    [[nodiscard]] virtual quint32 messageCount() const = 0;
    /// Returns a number that differs from the last one when another connection to the file, of any thread or process,
    /// has committed a transaction in between. Costs a few microseconds.
    [[nodiscard]] virtual quint64 dataVersion() const = 0;
    [[nodiscard]] virtual quint64 connectionCount() const = 0;
    [[nodiscard]] virtual QList<SourceRow> sources() const = 0;
    [[nodiscard]] QList<ConnectionRow> connections() const;
    /// Returns the connections that were committed after \a revision, 0 for all; an index makes that cheap.
    /// Files of version 1 have no revisions: returns all connections, with revision 0.
    [[nodiscard]] virtual ConnectionChanges connectionsChangedSince(quint64 revision) const = 0;
    /// Returns how many messages the connections of connectionsChangedSince() have, which takes a file a sixth of the
    /// time.
    [[nodiscard]] virtual MessageCounts messageCountsSince(quint64 revision) const;
    /// Up to \a count connections with an id above \a after, in order of id.
    [[nodiscard]] virtual std::vector<ConnectionRecord> connectionRecords(RelayCore::ConnectionId after,
                                                                          quint32 count) const = 0;
    [[nodiscard]] QList<StateRow> states(RelayCore::SourceId source) const;
    /// The states of all sources, in the order in which they were recorded.
    [[nodiscard]] virtual QList<StateRow> states() const = 0;
    /// Every loss of events, in the order in which they were recorded.
    [[nodiscard]] virtual QList<LostRow> losses() const = 0;
    /// Up to \a count messages from id \a first on, in order of id.
    [[nodiscard]] virtual std::vector<MessageRow> messages(MessageId first, quint32 count) const = 0;
    /// Likewise, but the payload is empty except for responses and returned messages: enough to correlate, at a
    /// fraction of the cost. In a file of version 1 the source name is set in registrations and in the first message of
    /// each source UUID.
    /// \param mostBytes  ends the result with the message whose payload exceeds this sum: the size of a payload in a
    /// file is found by reading it. A database knows the sizes, and returns all rows.
    [[nodiscard]] virtual std::vector<MessageRow>
    messageMetadata(MessageId first, quint32 count, qint64 mostBytes = std::numeric_limits<qint64>::max()) const = 0;
    /// Likewise, but with the payloads up to Schema::headBytes; of responses and returned messages, whose reason is at
    /// the end, up to Schema::longHeadBytes. Costs little for messages of any size. payloadBytes is set where the
    /// payload is left out: to the size of the message, or of its frames where only that is recorded.
    [[nodiscard]] virtual std::vector<MessageRow> messageHeads(MessageId first, quint32 count) const = 0;
    [[nodiscard]] std::optional<MessageRow> message(MessageId id) const;
    /// The ids of all messages of one connection above \a after, in order.
    [[nodiscard]] virtual std::vector<MessageId> messageIds(RelayCore::ConnectionId connection,
                                                            MessageId after = 0) const = 0;
    /// Up to \a count messages of one connection with an id above \a after, in order of id.
    [[nodiscard]] virtual std::vector<MessageRow> messagesOf(RelayCore::ConnectionId connection, MessageId after,
                                                             quint32 count) const = 0;
    /// Calls \a take with every message in the order of their times, those of one time in order of id, until it returns
    /// false. SQLite sorts on the disk what does not fit its cache. Returns false after an error or a false of \a take.
    virtual bool forEachByTime(const std::function<bool(MessageRow &&)> &take) const = 0;
    /// Returns up to \a count payloads from id \a first on, in order of id. Less work than messages().
    [[nodiscard]] virtual std::vector<Payload> payloads(MessageId first, quint32 count) const = 0;
    /// Events that a source dropped, over the whole capture.
    [[nodiscard]] virtual quint64 lostEvents() const = 0;
    /// Bytes on disk, write-ahead log included; in a database those of the messages and their indexes.
    [[nodiscard]] virtual qint64 fileBytes() const = 0;
    /// Returns the first error since the capture was opened or takeError() was called. \sa takeError()
    [[nodiscard]] std::optional<CaptureError> lastError() const;
    /// Returns lastError() and removes it: for a reading that goes on behind damage.
    std::optional<CaptureError> takeError() const;

    /// Writes a complete, consistent copy of the same schema version to the file \a path, which must not exist.
    [[nodiscard]] virtual std::optional<CaptureError> saveAs(const QString &path) const = 0;

protected:
    CaptureReader();
    /// Sets lastError(), unless an earlier one was not taken yet. Returns false.
    bool fail(const CaptureError &error) const;

private:
    mutable std::optional<CaptureError> m_error;
};

} // namespace Inspector
