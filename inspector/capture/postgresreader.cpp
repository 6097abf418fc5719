// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/capture/postgresreader.h"

#include "inspector/capture/captureimporter.h"
#include "inspector/capture/postgrescapture.h"
#include "inspector/capture/postgresconnection.h"
#include "inspector/capture/postgresschema.h"
#include "inspector/capture/postgrestext.h"
#include "inspector/capture/rowtext.h"
#include "inspector/capture/schema.h"

#include <QtCore/QAbstractEventDispatcher>
#include <QtCore/QElapsedTimer>
#include <QtCore/QFile>
#include <QtSql/QSqlDriver>

#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace Inspector {

namespace {

constexpr qint64 pollMs = 1000;
constexpr qint64 reconnectMs = 2000;
constexpr quint32 rowsAtATime = 1024;

template<typename Row>
Row restored(Row row)
{
    PostgresText::restore(row);
    return row;
}

QString fromTo(MessageId first, quint32 count)
{
    return u" AND id >= %1 AND id < %2 ORDER BY id"_s.arg(first).arg(qint64(first) + count);
}

} // namespace

struct PostgresReader::Private
{
    explicit Private(const DatabaseAddress &target)
        : address(target)
        , connection(target)
    {}

    DatabaseAddress address;
    PostgresConnection connection;
    qint64 capture = 0;
    QObject context;           ///< Receives notifications.
    bool isSubscribed = false; ///< With this connection to the server.
    bool hasChanged = true;    ///< Since version was read.
    quint64 version = 0;       ///< What dataVersion() returned last.
    QElapsedTimer versionAge;
    QElapsedTimer lastAttempt; ///< To connect.

    [[nodiscard]] std::optional<PostgresProblem> open();
    [[nodiscard]] std::optional<PostgresProblem> ready();
    void subscribe();
};

std::optional<PostgresProblem> PostgresReader::Private::open()
{
    lastAttempt.start();
    isSubscribed = false;
    if (!connection.openWithTables())
        return connection.problem();
    // The name, not the id: where the capture was removed and made anew the ids of its messages are others.
    const auto id = connection.value(
        u"SELECT id FROM relay.capture WHERE name = %1"_s.arg(PostgresSchema::literal(address.capture)));
    if (!id)
        return connection.problem().value_or(PostgresProblem{PostgresProblem::Kind::NoCapture, {}});
    if (capture != 0 && id->toLongLong() != capture)
        return PostgresProblem{PostgresProblem::Kind::NoCapture, u"removed"_s};
    capture = id->toLongLong();
    return std::nullopt;
}

/// Connects again where the connection was lost, but not all the time.
std::optional<PostgresProblem> PostgresReader::Private::ready()
{
    if (connection.isOpen())
        return std::nullopt;
    if (lastAttempt.isValid() && !lastAttempt.hasExpired(reconnectMs))
        return connection.problem().value_or(PostgresProblem{PostgresProblem::Kind::Unreachable, {}});
    connection.close();
    return open();
}

void PostgresReader::Private::subscribe()
{
    if (isSubscribed || !QAbstractEventDispatcher::instance())
        return;
    QSqlDriver *const driver = connection.handle().driver();
    isSubscribed = driver->subscribeToNotification(PostgresCapture::channel());
    QObject::disconnect(driver, nullptr, &context, nullptr);
    QObject::connect(driver, &QSqlDriver::notification, &context,
                     [this](const QString &, QSqlDriver::NotificationSource, const QVariant &payload) {
                         hasChanged = hasChanged || payload.toLongLong() == capture;
                     });
}

std::variant<std::unique_ptr<CaptureReader>, CaptureError> PostgresReader::openCapture(const DatabaseAddress &address)
{
    auto d = std::make_unique<Private>(address);
    if (const std::optional<PostgresProblem> problem = d->open())
        return CaptureError{CaptureError::Kind::CannotOpen, address.text(), problem->text()};
    return std::unique_ptr<CaptureReader>(new PostgresReader(std::move(d)));
}

PostgresReader::PostgresReader(std::unique_ptr<Private> data)
    : d(std::move(data))
{}

PostgresReader::~PostgresReader() = default;

/// Calls \a take for each row of \a statement. Returns whether all were read.
template<typename Take>
bool PostgresReader::read(const QString &statement, Take take) const
{
    QSqlQuery query(d->connection.handle());
    std::optional<PostgresProblem> problem = d->ready();
    if (!problem && !d->connection.select(query, statement))
        problem = d->connection.problem().value_or(PostgresProblem());
    if (problem) {
        // At once: the notifier of the socket that is gone would warn in the event loop.
        if (!d->connection.isOpen())
            d->connection.close();
        return fail(CaptureError{CaptureError::Kind::CannotRead, d->address.text(), problem->text()});
    }
    while (query.next())
        take(query);
    return true;
}

quint64 PostgresReader::number(const QString &statement) const
{
    quint64 result = 0;
    read(statement, [&result](const QSqlQuery &row) { result = row.value(0).toULongLong(); });
    return result;
}

QString PostgresReader::path() const
{
    return d->address.text();
}

int PostgresReader::fileVersion() const
{
    return Schema::version;
}

quint32 PostgresReader::messageCount() const
{
    return quint32(number(u"SELECT messages FROM relay.capture WHERE id = %1"_s.arg(d->capture)));
}

quint64 PostgresReader::dataVersion() const
{
    if (d->isSubscribed && !d->hasChanged && !d->versionAge.hasExpired(pollMs) && d->connection.isOpen())
        return d->version;
    if (d->connection.isOpen())
        d->subscribe();
    d->hasChanged = false;
    d->versionAge.start();
    bool isThere = false;
    // One more, because 0 is for errors.
    const bool isRead =
        read(u"SELECT revision + 1 FROM relay.capture WHERE id = %1"_s.arg(d->capture), [&](const QSqlQuery &row) {
            isThere = true;
            d->version = row.value(0).toULongLong();
        });
    if (isRead && !isThere) {
        fail(CaptureError{CaptureError::Kind::CannotRead, d->address.text(),
                          PostgresProblem{PostgresProblem::Kind::NoCapture, u"removed"_s}.text()});
    }
    return isThere ? d->version : 0;
}

quint64 PostgresReader::connectionCount() const
{
    return number(u"SELECT count(*) FROM relay.connection WHERE capture = %1"_s.arg(d->capture));
}

QList<SourceRow> PostgresReader::sources() const
{
    QList<SourceRow> rows;
    read(PostgresSchema::selectSources(d->capture) + u" ORDER BY id"_s,
         [&rows](const QSqlQuery &row) { rows.append(restored(RowText::sourceFrom(row))); });
    return rows;
}

CaptureReader::ConnectionChanges PostgresReader::connectionsChangedSince(quint64 revision) const
{
    ConnectionChanges changes{{}, revision};
    read(PostgresSchema::selectConnections(d->capture) + u" AND revision > %1 ORDER BY id"_s.arg(revision),
         [&changes](const QSqlQuery &row) {
             changes.rows.append(restored(RowText::connectionFrom(row)));
             changes.revision = qMax(changes.revision, RowText::revisionFrom(row));
         });
    return changes;
}

std::vector<ConnectionRecord> PostgresReader::connectionRecords(RelayCore::ConnectionId after, quint32 count) const
{
    std::vector<ConnectionRecord> records;
    read(PostgresSchema::selectConnections(d->capture) + u" AND id > %1 ORDER BY id LIMIT %2"_s.arg(after).arg(count),
         [&records](const QSqlQuery &row) {
             records.push_back({restored(RowText::connectionFrom(row)), RowText::revisionFrom(row)});
         });
    return records;
}

QList<StateRow> PostgresReader::states() const
{
    QList<StateRow> rows;
    read(PostgresSchema::selectStates(d->capture) + u" ORDER BY id"_s,
         [&rows](const QSqlQuery &row) { rows.append(restored(RowText::stateFrom(row))); });
    return rows;
}

QList<LostRow> PostgresReader::losses() const
{
    QList<LostRow> rows;
    read(PostgresSchema::selectLost(d->capture) + u" ORDER BY id"_s,
         [&rows](const QSqlQuery &row) { rows.append(restored(RowText::lostFrom(row))); });
    return rows;
}

std::vector<MessageRow> PostgresReader::messages(MessageId first, quint32 count) const
{
    std::vector<MessageRow> rows;
    read(PostgresSchema::selectMessages(d->capture) + fromTo(first, count),
         [&rows](const QSqlQuery &row) { rows.push_back(restored(RowText::messageFrom(row))); });
    return rows;
}

std::vector<MessageRow> PostgresReader::messageHeads(MessageId first, quint32 count) const
{
    std::vector<MessageRow> rows;
    read(PostgresSchema::selectMessageHeads(d->capture) + fromTo(first, count),
         [&rows](const QSqlQuery &row) { rows.push_back(restored(RowText::messageFrom(row))); });
    return rows;
}

std::vector<MessageRow> PostgresReader::messageMetadata(MessageId first, quint32 count, qint64) const
{
    std::vector<MessageRow> rows;
    read(PostgresSchema::selectMessageMetadata(d->capture) + fromTo(first, count),
         [&rows](const QSqlQuery &row) { rows.push_back(restored(RowText::messageFrom(row))); });
    return rows;
}

std::vector<MessageId> PostgresReader::messageIds(RelayCore::ConnectionId connection, MessageId after) const
{
    std::vector<MessageId> ids;
    read(
        u"SELECT id FROM relay.message WHERE capture = %1 AND connection = %2 AND id > %3 ORDER BY id"_s.arg(d->capture)
            .arg(connection)
            .arg(after),
        [&ids](const QSqlQuery &row) { ids.push_back(row.value(0).toUInt()); });
    return ids;
}

std::vector<MessageRow> PostgresReader::messagesOf(RelayCore::ConnectionId connection, MessageId after,
                                                   quint32 count) const
{
    std::vector<MessageRow> rows;
    read(PostgresSchema::selectMessages(d->capture)
             + u" AND connection = %1 AND id > %2 ORDER BY id LIMIT %3"_s.arg(connection).arg(after).arg(count),
         [&rows](const QSqlQuery &row) { rows.push_back(restored(RowText::messageFrom(row))); });
    return rows;
}

bool PostgresReader::forEachByTime(const std::function<bool(MessageRow &&)> &take) const
{
    const auto nothing = [](const QSqlQuery &) {};
    if (!read(u"BEGIN"_s, nothing))
        return false;
    bool goesOn = true;
    bool isRead = read(u"DECLARE relay_by_time NO SCROLL CURSOR FOR %1 ORDER BY time_ns, id"_s.arg(
                           PostgresSchema::selectMessages(d->capture)),
                       nothing);
    for (quint32 rows = rowsAtATime; goesOn && isRead && rows == rowsAtATime;) {
        rows = 0;
        isRead = read(u"FETCH %1 FROM relay_by_time"_s.arg(rowsAtATime), [&](const QSqlQuery &row) {
            ++rows;
            goesOn = goesOn && take(restored(RowText::messageFrom(row)));
        });
    }
    return read(u"ROLLBACK"_s, nothing) && goesOn && isRead;
}

std::vector<CaptureReader::Payload> PostgresReader::payloads(MessageId first, quint32 count) const
{
    std::vector<Payload> rows;
    read(PostgresSchema::selectPayloads(d->capture) + fromTo(first, count), [&rows](const QSqlQuery &row) {
        rows.push_back({row.value(0).toUInt(), row.value(1).toByteArray()});
    });
    return rows;
}

quint64 PostgresReader::lostEvents() const
{
    return number(u"SELECT coalesce(sum(events), 0)::bigint FROM relay.lost WHERE capture = %1"_s.arg(d->capture));
}

qint64 PostgresReader::fileBytes() const
{
    return qint64(number(u"SELECT pg_total_relation_size(to_regclass('relay.message_%1'))"_s.arg(d->capture)));
}

std::optional<CaptureError> PostgresReader::saveAs(const QString &path) const
{
    QFile target(path);
    if (!target.open(QIODevice::WriteOnly | QIODevice::NewOnly, QFile::ReadOwner | QFile::WriteOwner))
        return CaptureError{CaptureError::Kind::CannotCreate, path, target.errorString()};
    target.close();
    const std::optional<CaptureError> before = takeError(); // It would hide those of the copy.
    // What is written meanwhile is left out.
    const MessageId last = messageCount();
    CaptureImporter importer(path);
    bool done = true;
    const auto addAll = [&](const auto &rows) {
        for (const auto &row : rows)
            done = done && importer.add(row);
    };
    addAll(sources());
    addAll(states());
    addAll(losses());
    for (RelayCore::ConnectionId after = 0; done;) {
        const std::vector<ConnectionRecord> records = connectionRecords(after, rowsAtATime);
        if (records.empty())
            break;
        addAll(records);
        after = records.back().row.id;
    }
    for (MessageId first = 1; done && first <= last && !lastError(); first += rowsAtATime)
        addAll(messages(first, std::min(rowsAtATime, last - first + 1)));
    std::optional<CaptureError> error = lastError();
    if (before) {
        (void)takeError();
        fail(*before);
    }
    if (!error && done && importer.finish() && importer.lastMessage() == last)
        return std::nullopt;
    if (!error)
        error = importer.error().value_or(CaptureError{CaptureError::Kind::CannotRead, this->path(), {}});
    QFile::remove(path);
    return error;
}

} // namespace Inspector
