// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/capture/capturereader.h"
#include "inspector/capture/sqlitequeries.h"

#include <QtCore/QSet>

#include <limits>
#include <vector>

namespace Inspector {

/// The messages of a capture file. Its functions are those of CaptureReader with the same names.
class SqliteMessages
{
public:
    /// \param queries  outlives this object.
    explicit SqliteMessages(SqliteQueries *queries);
    /// Prepares the queries for a file of \a fileVersion, before anything else is called. Returns whether the file has
    /// the tables.
    [[nodiscard]] bool prepare(int fileVersion);

    [[nodiscard]] quint32 count();
    [[nodiscard]] std::vector<MessageRow> messages(MessageId first, quint32 count);
    [[nodiscard]] std::vector<MessageRow> metadata(MessageId first, quint32 count,
                                                   qint64 mostBytes = std::numeric_limits<qint64>::max());
    [[nodiscard]] std::vector<MessageRow> heads(MessageId first, quint32 count);
    [[nodiscard]] std::vector<MessageId> ids(RelayCore::ConnectionId connection, MessageId after);
    [[nodiscard]] std::vector<MessageRow> messagesOf(RelayCore::ConnectionId connection, MessageId after,
                                                     quint32 count);
    bool forEachByTime(const std::function<bool(MessageRow &&)> &take);
    [[nodiscard]] std::vector<CaptureReader::Payload> payloads(MessageId first, quint32 count);

private:
    [[nodiscard]] std::vector<MessageRow> rows(QSqlQuery &query, MessageId first, quint32 count,
                                               qint64 mostBytes = std::numeric_limits<qint64>::max());
    [[nodiscard]] std::vector<MessageRow> named(std::vector<MessageRow> rows) const;
    /// Returns whether a file of this size can have a message with the number \a last.
    [[nodiscard]] bool isPlausible(qint64 last);
    /// Returns up to which message a file can be read whose end is missing.
    [[nodiscard]] MessageId lastReadable();
    /// Adds what a file of version 1 has no column for.
    void addSourceName(MessageRow &row);

    SqliteQueries *m_queries;
    QSqlQuery m_count;
    QSqlQuery m_range;
    QSqlQuery m_metadata;
    QSqlQuery m_heads;
    QSqlQuery m_payloads;
    QSqlQuery m_ids;
    int m_fileVersion = 0;
    qint64 m_plausible = 0;     ///< isPlausible() was true up to this one.
    QSet<QUuid> m_namedSources; ///< Version 1: whose name metadata() has returned.
};

} // namespace Inspector
