// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/capture/captureerror.h"
#include "inspector/capture/capturerows.h"
#include "inspector/capture/messageinsert.h"
#include "inspector/capture/sqlitedialect.h"

#include <QtSql/QSqlQuery>

#include <optional>

namespace Inspector {

/// Writes rows, as they were read from another format, into a new capture file.
///
/// Nothing can be read before finish(). A file whose finish() was not called, or failed, is not a capture.
///
/// \par Threads  one.
/// \par Errors   a step that fails returns false and leaves its reason in error(); nothing works after that.
class CaptureImporter
{
public:
    /// Makes the file at \a path, which exists and is empty, a capture.
    explicit CaptureImporter(const QString &path);
    ~CaptureImporter();
    Q_DISABLE_COPY_MOVE(CaptureImporter)

    [[nodiscard]] std::optional<CaptureError> error() const { return m_error; }

    bool add(const SourceRow &row);
    bool add(const StateRow &row);
    bool add(const LostRow &row);
    /// Adds a connection, or replaces the one with its id. Its number of messages is counted by finish().
    bool add(const ConnectionRecord &record);
    /// Adds a message with the next id.
    bool add(MessageRow row);
    /// Completes the file.
    bool finish();

    [[nodiscard]] MessageId lastMessage() const { return m_lastMessage; }

private:
    bool prepare(QSqlQuery &query, const QString &statement);
    bool run(QSqlQuery &query);
    bool run(const QString &statement);

    QString m_path;
    std::optional<CaptureError> m_error;
    Sqlite::Database m_database;
    MessageInsert m_insertMessage;
    QSqlQuery m_upsertSource;
    QSqlQuery m_upsertConnection;
    QSqlQuery m_insertState;
    QSqlQuery m_insertLost;
    MessageId m_lastMessage = 0;
};

} // namespace Inspector
