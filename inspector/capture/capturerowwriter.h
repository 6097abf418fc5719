// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/capture/captureerror.h"
#include "inspector/capture/capturerows.h"
#include "inspector/capture/checkpointthread.h"
#include "inspector/capture/messageinsert.h"
#include "inspector/capture/sqlitedialect.h"
#include "relaycore/protocol/codec.h"

#include <QtSql/QSqlQuery>

#include <optional>
#include <unordered_map>
#include <unordered_set>

namespace Inspector {

/// Turns wire events into rows of an open capture file. What the writer's thread does, without the thread.
///
/// \par Threads  one.
/// \par Errors   a step that fails returns false and leaves its reason in error(); nothing works after that.
class CaptureRowWriter
{
public:
    /// Fills the empty file at \a path with the tables.
    explicit CaptureRowWriter(const QString &path);
    ~CaptureRowWriter();
    Q_DISABLE_COPY_MOVE(CaptureRowWriter)

    [[nodiscard]] std::optional<CaptureError> error() const { return m_error; }

    bool begin();
    bool add(const RelayCore::WireEvent &event);
    bool commit();
    /// Commits were the last: leaves one plain file.
    bool close();

    /// Id of the newest message added.
    [[nodiscard]] MessageId lastMessage() const { return m_lastMessage; }
    /// Whether the current transaction holds something besides messages.
    [[nodiscard]] bool otherRowsChanged() const { return m_otherRows; }

private:
    struct Connection
    {
        ConnectionRow row;
        bool dirty = false;
    };

    bool createTables();
    bool prepare(QSqlQuery &query, const QString &statement);
    bool run(QSqlQuery &query);
    bool fail(CaptureError::Kind kind, const QString &detail);
    Connection *connection(const RelayCore::WireEvent &event);
    /// Its row is written with the next commit.
    void touch(Connection &connection);
    /// Likewise, and it is news beyond a message count.
    void change(Connection &connection);

    bool store(const RelayCore::WireEvent &event, const RelayCore::SourceStarted &started);
    bool store(const RelayCore::WireEvent &event, const RelayCore::StateChanged &changed);
    bool store(const RelayCore::WireEvent &event, const RelayCore::ConnectionOpened &opened);
    bool store(const RelayCore::WireEvent &event, const RelayCore::TlsEstablished &tls);
    bool store(const RelayCore::WireEvent &event, const RelayCore::HandshakeRequest &request);
    bool store(const RelayCore::WireEvent &event, const RelayCore::HandshakeResponse &response);
    bool store(const RelayCore::WireEvent &event, const RelayCore::WireMessage &message);
    bool store(const RelayCore::WireEvent &event, const RelayCore::ControlFrame &frame);
    bool store(const RelayCore::WireEvent &event, const RelayCore::ProtocolViolation &violation);
    bool store(const RelayCore::WireEvent &event, const RelayCore::ConnectionClosed &closed);
    bool store(const RelayCore::WireEvent &event, const RelayCore::EventsLost &lost);
    bool store(Connection &connection, MessageRow row);

    QString m_path;
    std::optional<CaptureError> m_error;
    Sqlite::Database m_database;
    MessageInsert m_insertMessage;
    QSqlQuery m_upsertSource;
    QSqlQuery m_upsertConnection;
    QSqlQuery m_selectConnection;
    QSqlQuery m_insertState;
    QSqlQuery m_insertLost;
    RelayCore::Decoder m_decoder;
    std::unordered_map<RelayCore::SourceId, SourceRow> m_sources;
    std::unordered_map<RelayCore::ConnectionId, Connection> m_connections;
    std::unordered_set<RelayCore::ConnectionId> m_dirty; ///< Rows to write with the next commit.
    MessageId m_lastMessage = 0;
    CheckpointThread m_checkpoints;
    qsizetype m_logBytes = 0; ///< About what the current transaction adds to the log.
    quint64 m_revision = 0; ///< Of the current transaction; stored with each connection that it changes.
    bool m_inTransaction = false;
    bool m_otherRows = false;
};

} // namespace Inspector
