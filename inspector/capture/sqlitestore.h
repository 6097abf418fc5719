// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/capture/capturestore.h"
#include "inspector/capture/checkpointthread.h"
#include "inspector/capture/messageinsert.h"
#include "inspector/capture/sqlitedialect.h"

#include <QtSql/QSqlQuery>

namespace Inspector {

/// A capture file.
class SqliteStore final : public CaptureStore
{
public:
    /// Fills the empty file at \a path with the tables.
    SqliteStore(const QString &path, CaptureStoreEvents events);
    ~SqliteStore() override;

    [[nodiscard]] std::optional<CaptureError> error() const override { return m_error; }

    bool begin(quint64 revision) override;
    bool write(const SourceRow &row) override;
    bool write(const ConnectionRow &row) override;
    bool add(const MessageRow &row) override;
    bool add(const StateRow &row) override;
    bool add(const LostRow &row) override;
    bool commit(bool otherRows) override;
    /// Leaves one plain file.
    bool close() override;
    bool find(RelayCore::ConnectionId id, std::optional<ConnectionRow> &row) override;

private:
    bool prepare(QSqlQuery &query, const QString &statement);
    bool run(QSqlQuery &query);
    bool fail(CaptureError::Kind kind, const QString &detail);

    QString m_path;
    CaptureStoreEvents m_events;
    std::optional<CaptureError> m_error;
    Sqlite::Database m_database;
    MessageInsert m_insertMessage;
    QSqlQuery m_upsertSource;
    QSqlQuery m_upsertConnection;
    QSqlQuery m_selectConnection;
    QSqlQuery m_insertState;
    QSqlQuery m_insertLost;
    MessageId m_lastMessage = 0;
    CheckpointThread m_checkpoints;
    qsizetype m_logBytes = 0; ///< About what the current transaction adds to the log.
    quint64 m_revision = 0; ///< Of the current transaction; stored with each connection that it changes.
    bool m_inTransaction = false;
};

} // namespace Inspector
