// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/capture/sqlitestore.h"

#include "inspector/capture/rowtext.h"
#include "inspector/capture/schema.h"
#include "inspector/capture/systemerror.h"

#include <QtCore/QTemporaryFile>

#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace Inspector {

namespace {

/// What a message takes in the log besides its payload.
constexpr qsizetype messageBytes = 128;
/// What a transaction adds to the log even where it changes little: the last pages of tables and indexes, as a whole.
constexpr qsizetype commitBytes = 4 * 32 * 1024;

} // namespace

SqliteStore::SqliteStore(const QString &path, CaptureStoreEvents events)
    : m_path(path)
    , m_events(std::move(events))
    , m_database(path, Sqlite::Database::Access::ReadWrite)
    , m_insertMessage(m_database.handle())
    , m_upsertSource(m_database.handle())
    , m_upsertConnection(m_database.handle())
    , m_selectConnection(m_database.handle())
    , m_insertState(m_database.handle())
    , m_insertLost(m_database.handle())
    , m_checkpoints(path)
{
    if (!m_database.isOpen() || !Schema::createTables(m_database) || !Sqlite::startLog(m_database)) {
        fail(CaptureError::Kind::CannotCreate, m_database.reason());
        return;
    }
    m_selectConnection.setForwardOnly(true);
    const bool ready = prepare(m_upsertSource, Schema::upsertSource())
                       && prepare(m_upsertConnection, Schema::upsertConnection())
                       && prepare(m_selectConnection, Schema::selectConnections(Schema::version) + u" WHERE id = ?"_s)
                       && prepare(m_insertState, Schema::insertState()) && prepare(m_insertLost, Schema::insertLost());
    if (!ready)
        m_error->kind = CaptureError::Kind::CannotCreate;
}

SqliteStore::~SqliteStore() = default;

bool SqliteStore::prepare(QSqlQuery &query, const QString &statement)
{
    return query.prepare(statement) || fail(CaptureError::Kind::CannotWrite, Sqlite::reasonOf(query.lastError()));
}

bool SqliteStore::run(QSqlQuery &query)
{
    return query.exec() || fail(CaptureError::Kind::CannotWrite, Sqlite::reasonOf(query.lastError()));
}

bool SqliteStore::fail(CaptureError::Kind kind, const QString &detail)
{
    // For a file system that has become read-only SQLite reports only "disk I/O error". The question is asked with
    // another file: to close this one once more would release SQLite's locks on it.
    QTemporaryFile other(m_path + u".XXXXXX"_s);
    const bool isWritable = kind != CaptureError::Kind::CannotWrite || other.open();
    m_error = CaptureError{
        kind, m_path,
        isWritable ? detail
                   : u"%1 (%2)"_s.arg(translatedSystemError(other.errorString()), translatedSystemError(detail))};
    // A failed statement may have ended the transaction already; then this fails too, which is fine.
    if (std::exchange(m_inTransaction, false))
        m_database.run(u"ROLLBACK"_s);
    return false;
}

bool SqliteStore::begin(quint64 revision)
{
    if (!m_database.run(u"BEGIN"_s))
        return fail(CaptureError::Kind::CannotWrite, m_database.reason());
    m_inTransaction = true;
    m_revision = revision;
    return true;
}

bool SqliteStore::write(const SourceRow &row)
{
    RowText::bind(m_upsertSource, RowText::values(row));
    return run(m_upsertSource);
}

bool SqliteStore::write(const ConnectionRow &row)
{
    RowText::bind(m_upsertConnection, RowText::values(row, m_revision));
    return run(m_upsertConnection);
}

bool SqliteStore::add(const MessageRow &row)
{
    if (!m_insertMessage.insert(row))
        return fail(CaptureError::Kind::CannotWrite, Sqlite::reasonOf(m_insertMessage.error()));
    m_lastMessage = row.id;
    m_logBytes += row.payload.size() + messageBytes;
    return true;
}

bool SqliteStore::add(const StateRow &row)
{
    RowText::bind(m_insertState, RowText::values(row));
    return run(m_insertState);
}

bool SqliteStore::add(const LostRow &row)
{
    RowText::bind(m_insertLost, RowText::values(row));
    return run(m_insertLost);
}

bool SqliteStore::commit(bool otherRows)
{
    if (!m_database.run(u"COMMIT"_s))
        return fail(CaptureError::Kind::CannotWrite, m_database.reason());
    m_inTransaction = false;
    m_checkpoints.committed(std::exchange(m_logBytes, 0) + commitBytes);
    m_events.published(m_lastMessage, otherRows);
    return true;
}

bool SqliteStore::close()
{
    m_checkpoints.stop();
    return Sqlite::endLog(m_database) || fail(CaptureError::Kind::CannotWrite, m_database.reason());
}

bool SqliteStore::find(RelayCore::ConnectionId id, std::optional<ConnectionRow> &row)
{
    m_selectConnection.bindValue(0, id);
    if (!run(m_selectConnection))
        return false;
    if (m_selectConnection.next())
        row = RowText::connectionFrom(m_selectConnection);
    m_selectConnection.finish();
    return true;
}

} // namespace Inspector
