// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/capture/mirroredcapture.h"

#include "inspector/capture/postgresschema.h"
#include "inspector/capture/postgrestext.h"
#include "inspector/capture/rowtext.h"

#include <QtSql/QSqlQuery>

#include <algorithm>
#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace Inspector {

namespace {

constexpr int rowsAtATime = 1024;

template<typename Row>
Row restored(Row row)
{
    PostgresText::restore(row);
    return row;
}

/// Returns the number that stands for \a id, a new one after \a last where there is none.
template<typename Id>
Id numbered(QHash<Id, Id> &numbers, Id id, Id &last, bool isKept)
{
    if (isKept || id == 0)
        return id;
    Id &number = numbers[id];
    if (number == 0)
        number = ++last;
    return number;
}

} // namespace

MirroredCapture::MirroredCapture(MirrorOrigin origin, MirrorNumbers *numbers,
                                 std::function<void(RelayCore::SourceId)> added)
    : m_origin(std::move(origin))
    , m_numbers(numbers)
    , m_added(std::move(added))
{}

void MirroredCapture::setTarget(quint64 revision, MessageId messages)
{
    m_targetRevision = revision;
    m_target = std::max(messages, m_read);
}

RelayCore::SourceId MirroredCapture::source(RelayCore::SourceId id)
{
    const RelayCore::SourceId number = numbered(m_sources, id, m_numbers->lastSource, m_numbers->isKept);
    if (!m_known.contains(number)) {
        m_known.insert(number);
        m_added(number);
    }
    return number;
}

RelayCore::ConnectionId MirroredCapture::connection(RelayCore::ConnectionId id)
{
    return numbered(m_connections, id, m_numbers->lastConnection, m_numbers->isKept);
}

/// Calls \a take for each row of \a statement, until it returns false.
template<typename Take>
bool MirroredCapture::read(PostgresConnection &connection, const QString &statement, Take take)
{
    QSqlQuery query(connection.handle());
    if (!connection.select(query, statement))
        return false;
    while (query.next()) {
        if (!take(query))
            return false;
    }
    return true;
}

bool MirroredCapture::copySources(PostgresConnection &connection, CaptureStore &store)
{
    return read(connection, PostgresSchema::selectSources(m_origin.id) + u" ORDER BY id"_s,
                [&](const QSqlQuery &query) {
                    SourceRow row = restored(RowText::sourceFrom(query));
                    row.id = source(row.id);
                    row.title.prepend(m_titlePrefix);
                    const auto written = m_written.constFind(row.id);
                    if (written != m_written.cend() && *written == row)
                        return true;
                    m_written.insert(row.id, row);
                    return store.write(row);
                });
}

bool MirroredCapture::copyConnections(PostgresConnection &connection, CaptureStore &store)
{
    for (int rows = rowsAtATime; rows == rowsAtATime;) {
        rows = 0;
        const QString condition = u" AND (revision, id) > (%1, %2) ORDER BY revision, id LIMIT %3"_s;
        const bool done = read(connection,
                               PostgresSchema::selectConnections(m_origin.id)
                                   + condition.arg(QString::number(m_connectionRevision),
                                                   QString::number(m_connectionId), QString::number(rowsAtATime)),
                               [&](const QSqlQuery &query) {
                                   ConnectionRow row = restored(RowText::connectionFrom(query));
                                   ++rows;
                                   m_connectionRevision = RowText::revisionFrom(query);
                                   m_connectionId = row.id;
                                   row.id = this->connection(row.id);
                                   row.source = source(row.source);
                                   return store.write(row);
                               });
        if (!done)
            return false;
    }
    return true;
}

/// Copies the rows of a table that only grows; \a last is the id of the last one.
template<typename Row, typename From>
bool MirroredCapture::copyNumbered(PostgresConnection &connection, CaptureStore &store, const QString &select,
                                   quint64 &last, From from)
{
    for (int rows = rowsAtATime; rows == rowsAtATime;) {
        rows = 0;
        const QString condition = u" AND id > %1 ORDER BY id LIMIT %2"_s;
        const bool done = read(connection, select + condition.arg(last).arg(rowsAtATime), [&](const QSqlQuery &query) {
            Row row = restored(from(query));
            row.source = source(row.source);
            if constexpr (std::is_same_v<Row, LostRow>)
                row.connection = this->connection(row.connection);
            ++rows;
            ++last; // They are dense, like the ids of messages.
            return store.add(row);
        });
        if (!done)
            return false;
    }
    return true;
}

bool MirroredCapture::copyStructure(PostgresConnection &connection, CaptureStore &store)
{
    const quint64 revision = m_targetRevision;
    if (!copySources(connection, store) || !copyConnections(connection, store)
        || !copyNumbered<StateRow>(connection, store, PostgresSchema::selectStates(m_origin.id), m_states,
                                   [](const QSqlQuery &query) { return RowText::stateFrom(query); })
        || !copyNumbered<LostRow>(connection, store, PostgresSchema::selectLost(m_origin.id), m_losses,
                                  [](const QSqlQuery &query) { return RowText::lostFrom(query); }))
        return false;
    m_revision = revision;
    return true;
}

bool MirroredCapture::fill(PostgresConnection &connection, quint32 count)
{
    if (!m_messages.empty() || m_read >= m_target)
        return true;
    const MessageId last = m_target - m_read > count ? m_read + count : m_target;
    const QString condition = u" AND id > %1 AND id <= %2 ORDER BY id"_s;
    const bool done = read(connection, PostgresSchema::selectMessages(m_origin.id) + condition.arg(m_read).arg(last),
                           [this](const QSqlQuery &query) {
                               m_messages.push_back(restored(RowText::messageFrom(query)));
                               return true;
                           });
    if (!done) {
        m_messages.clear();
        return false;
    }
    m_read = last; // Also where rows are missing: the capture was removed meanwhile.
    return true;
}

MessageRow MirroredCapture::take()
{
    MessageRow row = std::move(m_messages.front());
    m_messages.pop_front();
    row.connection = connection(row.connection);
    return row;
}

} // namespace Inspector
