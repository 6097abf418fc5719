// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/capture/sqlitereader.h"

#include "inspector/capture/rowtext.h"
#include "inspector/capture/schema.h"
#include "inspector/capture/sqlitedialect.h"
#include "inspector/capture/sqlitemessages.h"
#include "inspector/capture/sqlitequeries.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtSql/QSqlQuery>

#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace Inspector {

namespace {

/// The translation context of this file.
struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(Inspector::CaptureReader)
};

} // namespace

struct SqliteReader::Private
{
    Private(const QString &path, Sqlite::Database::Access access)
        : queries(path, access)
        , messages(&queries)
        , changes(queries.query())
        , commits(queries.query())
    {}

    SqliteQueries queries; ///< Before the queries, which must be gone when its database closes.
    SqliteMessages messages;
    QSqlQuery changes;
    QSqlQuery commits;
    int fileVersion = 0;

    [[nodiscard]] std::optional<CaptureError> check();
};

/// Whether this is a capture we can read.
std::optional<CaptureError> SqliteReader::Private::check()
{
    using Kind = CaptureError::Kind;
    Sqlite::Database &database = queries.database();
    if (!database.isOpen())
        return CaptureError{Kind::CannotOpen, queries.path(), database.reason()};
    const std::optional<qint64> application = Sqlite::applicationIdOf(database);
    const std::optional<qint64> version = Sqlite::versionOf(database);
    if (!application || !version)
        return CaptureError{database.isDamaged() ? Kind::Damaged : Kind::CannotOpen, queries.path(), database.reason()};
    if (*application != Sqlite::applicationId)
        return CaptureError{Kind::NotACapture, queries.path(), Texts::tr("it is a database of another application")};
    if (*version > Schema::version) {
        return CaptureError{
            Kind::NewerVersion, queries.path(),
            Texts::tr("it has format %1, this version reads up to %2").arg(*version).arg(Schema::version)};
    }
    fileVersion = int(*version);
    const QString newer = fileVersion < 2 ? u""_s : u" WHERE revision > ?"_s;
    const bool ready = messages.prepare(fileVersion)
                       && queries.prepare(changes, Schema::selectConnections(fileVersion) + newer + u" ORDER BY id"_s)
                       && queries.prepare(commits, Sqlite::selectDataVersion());
    return ready ? std::nullopt : queries.error();
}

std::variant<std::unique_ptr<CaptureReader>, CaptureError> SqliteReader::openFile(const QString &path)
{
    std::unique_ptr<SqliteReader> reader(new SqliteReader);
    if (auto error = reader->setFile(path))
        return *std::move(error);
    return std::unique_ptr<CaptureReader>(std::move(reader));
}

SqliteReader::SqliteReader() = default;

SqliteReader::~SqliteReader()
{
    closeFile();
}

std::optional<CaptureError> SqliteReader::setFile(const QString &path)
{
    using Kind = CaptureError::Kind;
    const QFileInfo info(path);
    if (!info.exists())
        return CaptureError{Kind::CannotOpen, path, Texts::tr("there is no such file")};
    if (info.isDir())
        return CaptureError{Kind::NotACapture, path, Texts::tr("it is a folder")};
    {
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly))
            return CaptureError{Kind::CannotOpen, path, file.errorString()};
        const QByteArray head = file.read(Sqlite::magicBytes);
        if (head.isEmpty())
            return CaptureError{Kind::NotACapture, path, Texts::tr("the file is empty")};
        if (!Sqlite::hasMagic(head))
            return CaptureError{Kind::NotACapture, path, Texts::tr("it has another format")};
        if (file.size() < Sqlite::leastBytes)
            return CaptureError{
                Kind::Damaged, path,
                Texts::tr("its end is missing, it has only %1 bytes").arg(QString::number(file.size()))};
    }

    auto opened = std::make_unique<Private>(path, Sqlite::Database::Access::ReadOnly);
    std::optional<CaptureError> error = opened->check();
    // A capture that was cut off keeps its log; where its folder takes no helper files SQLite refuses to share it.
    // Without a log the file is not being written and can be read as it is.
    const bool logged = QFileInfo(Sqlite::logPath(path)).size() > 0;
    if (error && error->kind == Kind::CannotOpen && !logged) {
        auto plain = std::make_unique<Private>(path, Sqlite::Database::Access::Immutable);
        std::optional<CaptureError> plainError = plain->check();
        if (!plainError || plainError->kind != Kind::CannotOpen) {
            opened = std::move(plain);
            error = std::move(plainError);
        }
    }
    if (error)
        return error;
    d = std::move(opened);
    d->queries.setReport([this](const CaptureError &problem) { fail(problem); });
    return std::nullopt;
}

void SqliteReader::closeFile()
{
    if (!d)
        return;
    const QString path = d->queries.path();
    d.reset();
    Sqlite::removeEmptyLog(path);
}

QString SqliteReader::path() const
{
    return d->queries.path();
}

int SqliteReader::fileVersion() const
{
    return d->fileVersion;
}

quint64 SqliteReader::dataVersion() const
{
    quint64 version = 0;
    if (d->queries.run(d->commits) && d->commits.next())
        version = d->commits.value(0).toULongLong();
    d->commits.finish();
    return version;
}

quint64 SqliteReader::connectionCount() const
{
    QSqlQuery query = d->queries.query();
    if (!d->queries.prepare(query, u"SELECT count(*) FROM connection"_s) || !d->queries.run(query) || !query.next())
        return 0;
    return query.value(0).toULongLong();
}

quint32 SqliteReader::messageCount() const
{
    return d->messages.count();
}

QList<SourceRow> SqliteReader::sources() const
{
    QList<SourceRow> rows;
    QSqlQuery query = d->queries.query();
    if (d->queries.prepare(query, Schema::selectSources() + u" ORDER BY id"_s))
        d->queries.readRows(query, [&rows](const QSqlQuery &row) { rows.append(RowText::sourceFrom(row)); });
    return rows;
}

SqliteReader::ConnectionChanges SqliteReader::connectionsChangedSince(quint64 revision) const
{
    ConnectionChanges changes{{}, d->fileVersion < 2 ? 0 : revision};
    QSqlQuery &query = d->changes;
    if (d->fileVersion >= 2)
        query.bindValue(0, revision);
    d->queries.readRows(query, [&changes](const QSqlQuery &row) {
        changes.rows.append(RowText::connectionFrom(row));
        changes.revision = qMax(changes.revision, RowText::revisionFrom(row));
    });
    return changes;
}

SqliteReader::MessageCounts SqliteReader::messageCountsSince(quint64 revision) const
{
    if (d->fileVersion < 2)
        return CaptureReader::messageCountsSince(revision);
    MessageCounts result{{}, revision};
    QSqlQuery query = d->queries.query();
    if (!d->queries.prepare(query, u"SELECT id, messages, revision FROM connection WHERE revision > ? ORDER BY id"_s))
        return result;
    query.bindValue(0, revision);
    d->queries.readRows(query, [&result](const QSqlQuery &row) {
        result.counts.emplace_back(row.value(0).toUInt(), row.value(1).toULongLong());
        result.revision = qMax(result.revision, row.value(2).toULongLong());
    });
    return result;
}

std::vector<ConnectionRecord> SqliteReader::connectionRecords(RelayCore::ConnectionId after, quint32 count) const
{
    std::vector<ConnectionRecord> records;
    QSqlQuery query = d->queries.query();
    if (!d->queries.prepare(query, Schema::selectConnections(d->fileVersion) + u" WHERE id > ? ORDER BY id LIMIT ?"_s))
        return records;
    query.bindValue(0, after);
    query.bindValue(1, count);
    d->queries.readRows(query, [&records](const QSqlQuery &row) {
        records.push_back({RowText::connectionFrom(row), RowText::revisionFrom(row)});
    });
    return records;
}

QList<StateRow> SqliteReader::states() const
{
    QList<StateRow> rows;
    QSqlQuery query = d->queries.query();
    if (d->queries.prepare(query, Schema::selectStates() + u" ORDER BY id"_s))
        d->queries.readRows(query, [&rows](const QSqlQuery &row) { rows.append(RowText::stateFrom(row)); });
    return rows;
}

QList<LostRow> SqliteReader::losses() const
{
    QList<LostRow> rows;
    QSqlQuery query = d->queries.query();
    if (d->queries.prepare(query, Schema::selectLost() + u" ORDER BY id"_s))
        d->queries.readRows(query, [&rows](const QSqlQuery &row) { rows.append(RowText::lostFrom(row)); });
    return rows;
}

std::vector<MessageRow> SqliteReader::messages(MessageId first, quint32 count) const
{
    return d->messages.messages(first, count);
}

std::vector<MessageRow> SqliteReader::messageHeads(MessageId first, quint32 count) const
{
    return d->messages.heads(first, count);
}

std::vector<MessageRow> SqliteReader::messageMetadata(MessageId first, quint32 count, qint64 mostBytes) const
{
    return d->messages.metadata(first, count, mostBytes);
}

std::vector<MessageId> SqliteReader::messageIds(RelayCore::ConnectionId connection, MessageId after) const
{
    return d->messages.ids(connection, after);
}

std::vector<MessageRow> SqliteReader::messagesOf(RelayCore::ConnectionId connection, MessageId after,
                                                 quint32 count) const
{
    return d->messages.messagesOf(connection, after, count);
}

bool SqliteReader::forEachByTime(const std::function<bool(MessageRow &&)> &take) const
{
    return d->messages.forEachByTime(take);
}

std::vector<SqliteReader::Payload> SqliteReader::payloads(MessageId first, quint32 count) const
{
    return d->messages.payloads(first, count);
}

quint64 SqliteReader::lostEvents() const
{
    QSqlQuery query = d->queries.query();
    if (!d->queries.prepare(query, u"SELECT sum(events) FROM lost"_s) || !d->queries.run(query) || !query.next())
        return 0;
    return query.value(0).toULongLong();
}

qint64 SqliteReader::fileBytes() const
{
    return d->queries.fileBytes();
}

std::optional<CaptureError> SqliteReader::saveAs(const QString &path) const
{
    // Created here, because SQLite writes into an empty file that exists. For its owner alone, as the original.
    QFile target(path);
    if (!target.open(QIODevice::WriteOnly | QIODevice::NewOnly, QFile::ReadOwner | QFile::WriteOwner))
        return CaptureError{CaptureError::Kind::CannotCreate, path, target.errorString()};
    target.close();
    if (Sqlite::copyInto(d->queries.database(), path))
        return std::nullopt;
    QFile::remove(path);
    return CaptureError{CaptureError::Kind::CannotCreate, path, d->queries.database().reason()};
}

} // namespace Inspector
