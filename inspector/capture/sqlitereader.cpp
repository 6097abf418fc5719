// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/capture/sqlitereader.h"

#include "inspector/capture/messageinterpretation.h"
#include "inspector/capture/rowtext.h"
#include "inspector/capture/schema.h"
#include "inspector/capture/sqlitedialect.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QSet>
#include <QtSql/QSqlError>
#include <QtSql/QSqlQuery>

#include <limits>
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
    Private(const QString &file, Sqlite::Database::Access access)
        : path(file)
        , database(file, access)
        , count(database.handle())
        , range(database.handle())
        , metadata(database.handle())
        , heads(database.handle())
        , payloads(database.handle())
        , ids(database.handle())
        , changes(database.handle())
        , commits(database.handle())
    {}

    QString path;
    Sqlite::Database database; ///< Before the queries, which must be gone when it closes.
    QSqlQuery count;
    QSqlQuery range;
    QSqlQuery metadata;
    QSqlQuery heads;
    QSqlQuery payloads;
    QSqlQuery ids;
    QSqlQuery changes;
    QSqlQuery commits;
    int fileVersion = 0;
    QSet<QUuid> namedSources;          ///< Version 1: whose name messageMetadata() has returned.
    const SqliteReader *q = nullptr;   ///< Null until the file is known to be a capture.
    std::optional<CaptureError> error; ///< Of check().

    [[nodiscard]] std::optional<CaptureError> check();
    /// Passes the error on. \return false.
    bool fail(const QSqlQuery &query);
    bool prepare(QSqlQuery &query, const QString &statement);
    bool run(QSqlQuery &query);
    /// Runs \a query and calls \a take for each row, up to an error: the rows before damage are taken.
    template<typename Take>
    void readRows(QSqlQuery &query, Take take);
    [[nodiscard]] std::vector<MessageRow> messages(QSqlQuery &query, MessageId first, quint32 limit,
                                                   qint64 mostBytes = std::numeric_limits<qint64>::max());
    [[nodiscard]] std::vector<MessageRow> namedMessages(QSqlQuery &query, MessageId first, quint32 limit)
    {
        std::vector<MessageRow> rows = messages(query, first, limit);
        addSourceNames(rows);
        return rows;
    }
    /// Returns up to which message a file can be read whose end is missing.
    [[nodiscard]] MessageId lastReadable();
    /// Adds what a file of version 1 has no column for.
    void addSourceName(MessageRow &row);
    /// The same for rows with their payloads.
    void addSourceNames(std::vector<MessageRow> &rows) const;
};

/// Whether this is a capture we can read.
std::optional<CaptureError> SqliteReader::Private::check()
{
    using Kind = CaptureError::Kind;
    if (!database.isOpen())
        return CaptureError{Kind::CannotOpen, path, database.reason()};
    const std::optional<qint64> application = Sqlite::applicationIdOf(database);
    const std::optional<qint64> version = Sqlite::versionOf(database);
    if (!application || !version)
        return CaptureError{database.isDamaged() ? Kind::Damaged : Kind::CannotOpen, path, database.reason()};
    if (*application != Sqlite::applicationId)
        return CaptureError{Kind::NotACapture, path, Texts::tr("it is a database of another application")};
    if (*version > Schema::version) {
        return CaptureError{
            Kind::NewerVersion, path,
            Texts::tr("it has format %1, this version reads up to %2").arg(*version).arg(Schema::version)};
    }
    fileVersion = int(*version);
    const QString byId = u" WHERE id >= ? AND id < ? ORDER BY id"_s;
    const QString newer = fileVersion < 2 ? u""_s : u" WHERE revision > ?"_s;
    const bool ready = prepare(count, u"SELECT max(id) FROM message"_s)
                       && prepare(range, Schema::selectMessages(fileVersion) + byId)
                       && prepare(metadata, Schema::selectMessageMetadata(fileVersion) + byId)
                       && prepare(heads, Schema::selectMessageHeads(fileVersion) + byId)
                       && prepare(payloads, Schema::selectPayloads() + byId)
                       && prepare(ids, u"SELECT id FROM message WHERE connection = ? AND id > ? ORDER BY id"_s)
                       && prepare(changes, Schema::selectConnections(fileVersion) + newer + u" ORDER BY id"_s)
                       && prepare(commits, Sqlite::selectDataVersion());
    return ready ? std::nullopt : error;
}

bool SqliteReader::Private::fail(const QSqlQuery &query)
{
    const bool damaged = Sqlite::isDamage(query.lastError());
    const CaptureError problem{damaged ? CaptureError::Kind::Damaged : CaptureError::Kind::CannotRead, path,
                               Sqlite::reasonOf(query.lastError())};
    if (q)
        return q->fail(problem);
    error = problem;
    return false;
}

bool SqliteReader::Private::prepare(QSqlQuery &query, const QString &statement)
{
    query.setForwardOnly(true);
    if (query.prepare(statement))
        return true;
    return fail(query);
}

bool SqliteReader::Private::run(QSqlQuery &query)
{
    if (query.exec())
        return true;
    return fail(query);
}

template<typename Take>
void SqliteReader::Private::readRows(QSqlQuery &query, Take take)
{
    if (!run(query))
        return;
    while (query.next())
        take(query);
    if (query.lastError().isValid())
        fail(query);
    query.finish(); // An unfinished query would keep the log from being written back.
}

std::vector<MessageRow> SqliteReader::Private::messages(QSqlQuery &query, MessageId first, quint32 limit,
                                                        qint64 mostBytes)
{
    std::vector<MessageRow> rows;
    query.bindValue(0, first);
    query.bindValue(1, qint64(first) + limit);
    readRows(query, [&rows, &query, left = mostBytes](const QSqlQuery &row) mutable {
        rows.push_back(RowText::messageFrom(row));
        left -= rows.back().payloadBytes.value_or(0);
        if (left < 0)
            query.finish(); // There is no next row then.
    });
    return rows;
}

MessageId SqliteReader::Private::lastReadable()
{
    const auto isReadable = [this](MessageId id) { return !messages(metadata, id, 1).empty(); };
    MessageId last = 0;
    MessageId step = 1;
    for (; step < (1U << 30) && isReadable(last + step); step *= 2)
        last += step;
    for (; step > 0; step /= 2) {
        if (isReadable(last + step))
            last += step;
    }
    return last;
}

void SqliteReader::Private::addSourceName(MessageRow &row)
{
    if (row.source.isNull() || (row.kind != MessageKind::Registration && namedSources.contains(row.source)))
        return;
    const std::vector<MessageRow> rows = messages(range, row.id, 1);
    if (rows.empty())
        return;
    row.sourceName = sourceNameIn(rows.front());
    namedSources.insert(row.source);
}

void SqliteReader::Private::addSourceNames(std::vector<MessageRow> &rows) const
{
    if (fileVersion >= 2)
        return;
    for (MessageRow &row : rows)
        row.sourceName = sourceNameIn(row);
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
    d->q = this;
    return std::nullopt;
}

void SqliteReader::closeFile()
{
    if (!d)
        return;
    const QString path = d->path;
    d.reset();
    Sqlite::removeEmptyLog(path);
}

QString SqliteReader::path() const
{
    return d->path;
}

int SqliteReader::fileVersion() const
{
    return d->fileVersion;
}

quint64 SqliteReader::dataVersion() const
{
    quint64 version = 0;
    if (d->run(d->commits) && d->commits.next())
        version = d->commits.value(0).toULongLong();
    d->commits.finish();
    return version;
}

quint64 SqliteReader::connectionCount() const
{
    QSqlQuery query(d->database.handle());
    if (!d->prepare(query, u"SELECT count(*) FROM connection"_s) || !d->run(query) || !query.next())
        return 0;
    return query.value(0).toULongLong();
}

quint32 SqliteReader::messageCount() const
{
    // Ids are dense, so the highest is the count, and it takes no scan.
    quint32 count = 0;
    if (d->run(d->count) && d->count.next())
        count = d->count.value(0).toUInt();
    else if (d->count.lastError().isValid())
        count = d->lastReadable();
    d->count.finish();
    return count;
}

QList<SourceRow> SqliteReader::sources() const
{
    QList<SourceRow> rows;
    QSqlQuery query(d->database.handle());
    if (d->prepare(query, Schema::selectSources() + u" ORDER BY id"_s))
        d->readRows(query, [&rows](const QSqlQuery &row) { rows.append(RowText::sourceFrom(row)); });
    return rows;
}

SqliteReader::ConnectionChanges SqliteReader::connectionsChangedSince(quint64 revision) const
{
    ConnectionChanges changes{{}, d->fileVersion < 2 ? 0 : revision};
    QSqlQuery &query = d->changes;
    if (d->fileVersion >= 2)
        query.bindValue(0, revision);
    d->readRows(query, [&changes](const QSqlQuery &row) {
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
    QSqlQuery query(d->database.handle());
    if (!d->prepare(query, u"SELECT id, messages, revision FROM connection WHERE revision > ? ORDER BY id"_s))
        return result;
    query.bindValue(0, revision);
    d->readRows(query, [&result](const QSqlQuery &row) {
        result.counts.emplace_back(row.value(0).toUInt(), row.value(1).toULongLong());
        result.revision = qMax(result.revision, row.value(2).toULongLong());
    });
    return result;
}

std::vector<ConnectionRecord> SqliteReader::connectionRecords(RelayCore::ConnectionId after, quint32 count) const
{
    std::vector<ConnectionRecord> records;
    QSqlQuery query(d->database.handle());
    if (!d->prepare(query, Schema::selectConnections(d->fileVersion) + u" WHERE id > ? ORDER BY id LIMIT ?"_s))
        return records;
    query.bindValue(0, after);
    query.bindValue(1, count);
    d->readRows(query, [&records](const QSqlQuery &row) {
        records.push_back({RowText::connectionFrom(row), RowText::revisionFrom(row)});
    });
    return records;
}

QList<StateRow> SqliteReader::states() const
{
    QList<StateRow> rows;
    QSqlQuery query(d->database.handle());
    if (d->prepare(query, Schema::selectStates() + u" ORDER BY id"_s))
        d->readRows(query, [&rows](const QSqlQuery &row) { rows.append(RowText::stateFrom(row)); });
    return rows;
}

QList<LostRow> SqliteReader::losses() const
{
    QList<LostRow> rows;
    QSqlQuery query(d->database.handle());
    if (d->prepare(query, Schema::selectLost() + u" ORDER BY id"_s))
        d->readRows(query, [&rows](const QSqlQuery &row) { rows.append(RowText::lostFrom(row)); });
    return rows;
}

std::vector<MessageRow> SqliteReader::messages(MessageId first, quint32 count) const
{
    return d->namedMessages(d->range, first, count);
}

std::vector<MessageRow> SqliteReader::messageHeads(MessageId first, quint32 count) const
{
    return d->namedMessages(d->heads, first, count);
}

std::vector<MessageRow> SqliteReader::messageMetadata(MessageId first, quint32 count, qint64 mostBytes) const
{
    std::vector<MessageRow> rows = d->messages(d->metadata, first, count, mostBytes);
    if (d->fileVersion < 2) {
        for (MessageRow &row : rows)
            d->addSourceName(row);
    }
    return rows;
}

std::vector<MessageId> SqliteReader::messageIds(RelayCore::ConnectionId connection, MessageId after) const
{
    std::vector<MessageId> ids;
    d->ids.bindValue(0, connection);
    d->ids.bindValue(1, after);
    d->readRows(d->ids, [&ids](const QSqlQuery &row) { ids.push_back(row.value(0).toUInt()); });
    return ids;
}

std::vector<MessageRow> SqliteReader::messagesOf(RelayCore::ConnectionId connection, MessageId after,
                                                 quint32 count) const
{
    std::vector<MessageRow> rows;
    QSqlQuery query(d->database.handle());
    const QString ofConnection = u" WHERE connection = ? AND id > ? ORDER BY id LIMIT ?"_s;
    if (!d->prepare(query, Schema::selectMessages(d->fileVersion) + ofConnection))
        return rows;
    query.bindValue(0, connection);
    query.bindValue(1, after);
    query.bindValue(2, count);
    d->readRows(query, [&rows](const QSqlQuery &row) { rows.push_back(RowText::messageFrom(row)); });
    d->addSourceNames(rows);
    return rows;
}

bool SqliteReader::forEachByTime(const std::function<bool(MessageRow &&)> &take) const
{
    QSqlQuery query(d->database.handle());
    if (!d->prepare(query, Schema::selectMessages(d->fileVersion) + u" ORDER BY time_ns, id"_s) || !d->run(query))
        return false;
    while (query.next()) {
        MessageRow row = RowText::messageFrom(query);
        if (d->fileVersion < 2)
            row.sourceName = sourceNameIn(row);
        if (!take(std::move(row)))
            return false;
    }
    return !query.lastError().isValid() || d->fail(query);
}

std::vector<SqliteReader::Payload> SqliteReader::payloads(MessageId first, quint32 count) const
{
    std::vector<Payload> rows;
    QSqlQuery &query = d->payloads;
    query.bindValue(0, first);
    query.bindValue(1, qint64(first) + count);
    d->readRows(query, [&rows](const QSqlQuery &row) {
        rows.push_back({row.value(0).toUInt(), row.value(1).toByteArray()});
    });
    return rows;
}

quint64 SqliteReader::lostEvents() const
{
    QSqlQuery query(d->database.handle());
    if (!d->prepare(query, u"SELECT sum(events) FROM lost"_s) || !d->run(query) || !query.next())
        return 0;
    return query.value(0).toULongLong();
}

qint64 SqliteReader::fileBytes() const
{
    return QFileInfo(d->path).size() + QFileInfo(Sqlite::logPath(d->path)).size();
}

std::optional<CaptureError> SqliteReader::saveAs(const QString &path) const
{
    // Created here, because SQLite writes into an empty file that exists. For its owner alone, as the original.
    QFile target(path);
    if (!target.open(QIODevice::WriteOnly | QIODevice::NewOnly, QFile::ReadOwner | QFile::WriteOwner))
        return CaptureError{CaptureError::Kind::CannotCreate, path, target.errorString()};
    target.close();
    if (Sqlite::copyInto(d->database, path))
        return std::nullopt;
    QFile::remove(path);
    return CaptureError{CaptureError::Kind::CannotCreate, path, d->database.reason()};
}

} // namespace Inspector
