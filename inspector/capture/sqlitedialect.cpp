// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/capture/sqlitedialect.h"

#include <QtCore/QFileInfo>
#include <QtCore/QUrl>
#include <QtCore/QVariant>
#include <QtSql/QSqlQuery>

#include <atomic>

using namespace Qt::Literals::StringLiterals;

namespace Inspector::Sqlite {

namespace {

QString uniqueName()
{
    static std::atomic<quint64> counter = 0;
    return u"relay-capture-%1"_s.arg(++counter);
}

QString connectOptions(Database::Access access)
{
    // Ten seconds: longer than any checkpoint of ours and most statements of another process.
    const QString busy = u"QSQLITE_BUSY_TIMEOUT=10000"_s;
    switch (access) {
    case Database::Access::ReadWrite:
        return busy;
    case Database::Access::ReadOnly:
        return busy + u";QSQLITE_OPEN_READONLY"_s;
    case Database::Access::Immutable:
        return busy + u";QSQLITE_OPEN_READONLY;QSQLITE_OPEN_URI"_s;
    }
    Q_UNREACHABLE();
}

QString databaseName(const QString &path, Database::Access access)
{
    if (access != Database::Access::Immutable)
        return path;
    return QUrl::fromLocalFile(QFileInfo(path).absoluteFilePath()).toString(QUrl::FullyEncoded) + u"?immutable=1"_s;
}

} // namespace

QString reasonOf(const QSqlError &error)
{
    const QString text = error.databaseText().trimmed();
    return text.isEmpty() ? error.driverText().trimmed() : text;
}

bool isDamage(const QSqlError &error)
{
    // SQLITE_CORRUPT and SQLITE_NOTADB.
    const int code = error.nativeErrorCode().toInt() & 0xff;
    return code == 11 || code == 26;
}

Database::Database(const QString &path, Access access)
    : m_name(uniqueName())
    , m_database(QSqlDatabase::addDatabase(u"QSQLITE"_s, m_name))
{
    m_database.setConnectOptions(connectOptions(access));
    m_database.setDatabaseName(databaseName(path, access));
    if (!m_database.open())
        m_reason = reasonOf(m_database.lastError());
}

Database::~Database()
{
    m_database.close();
    m_database = QSqlDatabase();
    QSqlDatabase::removeDatabase(m_name);
}

bool Database::run(const QString &statement)
{
    QSqlQuery query(m_database);
    query.setForwardOnly(true);
    if (query.exec(statement))
        return true;
    m_reason = reasonOf(query.lastError());
    m_damaged = isDamage(query.lastError());
    return false;
}

std::optional<qint64> Database::number(const QString &statement)
{
    QSqlQuery query(m_database);
    query.setForwardOnly(true);
    if (query.exec(statement) && query.next())
        return query.value(0).toLongLong();
    m_reason = reasonOf(query.lastError());
    m_damaged = isDamage(query.lastError());
    return std::nullopt;
}

bool prepareFile(Database &database)
{
    // Each page is written twice, to the log and to the file, with a call for each: a page of 32 KiB takes a quarter
    // less of the writer's time than one of 8 KiB, and wastes less behind the last whole row. A new capture has 256
    // KiB.
    return database.run(u"PRAGMA page_size = 32768"_s);
}

bool tagFile(Database &database, int version)
{
    return database.run(u"PRAGMA application_id = %1"_s.arg(applicationId))
           && database.run(u"PRAGMA user_version = %1"_s.arg(version));
}

bool startLog(Database &database)
{
    // The log is 64 MiB when the writer copies what CheckpointThread has left; each such pause waits for the disk.
    // NORMAL: a crash of the process loses nothing that was committed, a power cut loses the tail but never the file.
    return database.run(u"PRAGMA journal_mode = WAL"_s) && database.run(u"PRAGMA synchronous = NORMAL"_s)
           && database.run(u"PRAGMA wal_autocheckpoint = 2000"_s) && database.run(u"PRAGMA cache_size = -8192"_s)
           && database.run(u"PRAGMA journal_size_limit = 67108864"_s);
}

bool startBulk(Database &database)
{
    return database.run(u"PRAGMA journal_mode = OFF"_s) && database.run(u"PRAGMA synchronous = OFF"_s)
           && database.run(u"PRAGMA cache_size = -16384"_s);
}

bool copyLog(Database &database)
{
    // PASSIVE waits for no other connection.
    return database.run(u"PRAGMA wal_checkpoint(PASSIVE)"_s);
}

bool endLog(Database &database)
{
    const bool moved = database.run(u"PRAGMA wal_checkpoint(TRUNCATE)"_s);
    // Refused while another process has the file open; the log then stays as an empty file until it closes.
    if (moved) {
        database.run(u"PRAGMA busy_timeout = 0"_s);
        database.run(u"PRAGMA journal_mode = DELETE"_s);
    }
    return moved;
}

std::optional<qint64> applicationIdOf(Database &database)
{
    return database.number(u"PRAGMA application_id"_s);
}

std::optional<qint64> versionOf(Database &database)
{
    return database.number(u"PRAGMA user_version"_s);
}

QString selectDataVersion()
{
    return u"PRAGMA data_version"_s;
}

bool hasMagic(QByteArrayView head)
{
    return head.startsWith(QByteArrayView("SQLite format 3\0", magicBytes));
}

QString logPath(const QString &path)
{
    return path + u"-wal"_s;
}

void removeLogs(const QString &path)
{
    for (const QString &file : {logPath(path), path + u"-shm"_s, path + u"-journal"_s})
        QFile::remove(file);
}

void removeEmptyLog(const QString &path)
{
    const QFileInfo file(path);
    const QFileInfo log(logPath(path));
    if (!log.exists() || log.size() > 0 || !file.isWritable() || !QFileInfo(file.absolutePath()).isWritable())
        return;
    // The last connection with write access removes the log when it closes, provided it is the only one.
    Database database(path, Database::Access::ReadWrite);
    if (database.isOpen())
        database.run(u"SELECT count(*) FROM sqlite_master"_s);
}

bool copyInto(Database &database, const QString &path)
{
    QString quoted = path;
    quoted.replace(u'\'', u"''"_s);
    return database.run(u"VACUUM INTO '%1'"_s.arg(quoted));
}

QString textFromBytes(const QString &placeholder)
{
    return u"CAST(%1 AS TEXT)"_s.arg(placeholder);
}

QString bytesFromText(const QString &column)
{
    return u"CAST(%1 AS BLOB)"_s.arg(column);
}

QString upsert(const QString &table, const QStringList &columns, const QStringList &values)
{
    QStringList assignments;
    for (const QString &column : columns) {
        if (column != u"id"_s)
            assignments.append(column + u" = excluded."_s + column);
    }
    return u"INSERT INTO %1 (%2) VALUES (%3) ON CONFLICT (id) DO UPDATE SET %4"_s.arg(
        table, columns.join(u", "_s), values.join(u", "_s), assignments.join(u", "_s));
}

QString readableView()
{
    return uR"(CREATE VIEW message_text AS
SELECT m.id,
       strftime('%Y-%m-%dT%H:%M:%S', m.time_ns / 1000000000, 'unixepoch')
           || printf('.%09dZ', m.time_ns % 1000000000) AS time,
       m.connection,
       c.name AS client,
       CASE m.direction WHEN 0 THEN 'sent' ELSE 'received' END AS direction,
       CASE m.opcode WHEN 1 THEN 'text' WHEN 2 THEN 'binary' WHEN 8 THEN 'close' WHEN 9 THEN 'ping' ELSE 'pong' END
           AS opcode,
       CASE m.kind WHEN 1 THEN 'registration' WHEN 2 THEN 'response' WHEN 3 THEN 'offer' WHEN 4 THEN 'answer'
           WHEN 5 THEN 'returned' WHEN 6 THEN 'ping' WHEN 7 THEN 'pong' WHEN 8 THEN 'close' ELSE 'other' END AS kind,
       m.wire_bytes, m.inflated_bytes, m.truncated, m.source, m.source_name, m.peer, m.payload
FROM message m LEFT JOIN connection c ON c.id = m.connection)"_s;
}

} // namespace Inspector::Sqlite
