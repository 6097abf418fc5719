// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/capture/sqlitemessages.h"

#include "inspector/capture/messageinterpretation.h"
#include "inspector/capture/rowtext.h"
#include "inspector/capture/schema.h"

#include <QtCore/QCoreApplication>
#include <QtSql/QSqlError>

#include <algorithm>
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

constexpr qint64 leastMessageBytes = 16; ///< Of a row in the file: a byte for each column.
/// Numbers that any file may have: messages can be deleted from it.
constexpr qint64 alwaysPlausible = 10'000'000;
constexpr qint64 mostMessages = std::numeric_limits<int>::max(); ///< Rows of a view.

} // namespace

SqliteMessages::SqliteMessages(SqliteQueries *queries)
    : m_queries(queries)
    , m_count(queries->query())
    , m_range(queries->query())
    , m_metadata(queries->query())
    , m_heads(queries->query())
    , m_payloads(queries->query())
    , m_ids(queries->query())
{}

bool SqliteMessages::prepare(int fileVersion)
{
    m_fileVersion = fileVersion;
    const QString byId = u" WHERE id >= ? AND id < ? ORDER BY id"_s;
    return m_queries->prepare(m_count, u"SELECT max(id) FROM message"_s)
           && m_queries->prepare(m_range, Schema::selectMessages(fileVersion) + byId)
           && m_queries->prepare(m_metadata, Schema::selectMessageMetadata(fileVersion) + byId)
           && m_queries->prepare(m_heads, Schema::selectMessageHeads(fileVersion) + byId)
           && m_queries->prepare(m_payloads, Schema::selectPayloads() + byId)
           && m_queries->prepare(m_ids, u"SELECT id FROM message WHERE connection = ? AND id > ? ORDER BY id"_s);
}

quint32 SqliteMessages::count()
{
    // Ids are dense, so the highest is the count, and it takes no scan.
    qint64 last = 0;
    if (m_queries->run(m_count) && m_count.next())
        last = m_count.value(0).toLongLong();
    const bool isDamaged = m_count.lastError().isValid();
    m_count.finish();
    if (!isDamaged && isPlausible(last))
        return quint32(std::max<qint64>(last, 0));
    if (!isDamaged)
        m_queries->fail(CaptureError{
            CaptureError::Kind::Damaged, m_queries->path(),
            Texts::tr("it has a message with the number %1, for which it is too small").arg(QString::number(last))});
    return lastReadable();
}

// Memory and time are taken for each number up to the last.
bool SqliteMessages::isPlausible(qint64 last)
{
    if (last > m_plausible)
        m_plausible = std::max(alwaysPlausible, std::min(m_queries->fileBytes() / leastMessageBytes, mostMessages));
    return last <= m_plausible;
}

std::vector<MessageRow> SqliteMessages::rows(QSqlQuery &query, MessageId first, quint32 count, qint64 mostBytes)
{
    std::vector<MessageRow> rows;
    query.bindValue(0, first);
    query.bindValue(1, qint64(first) + count);
    m_queries->readRows(query, [&rows, &query, left = mostBytes](const QSqlQuery &row) mutable {
        rows.push_back(RowText::messageFrom(row));
        left -= rows.back().payloadBytes.value_or(0);
        if (left < 0)
            query.finish(); // There is no next row then.
    });
    return rows;
}

MessageId SqliteMessages::lastReadable()
{
    const auto isReadable = [this](MessageId id) { return !rows(m_metadata, id, 1).empty(); };
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

void SqliteMessages::addSourceName(MessageRow &row)
{
    if (row.source.isNull() || (row.kind != MessageKind::Registration && m_namedSources.contains(row.source)))
        return;
    const std::vector<MessageRow> whole = rows(m_range, row.id, 1);
    if (whole.empty())
        return;
    row.sourceName = sourceNameIn(whole.front());
    m_namedSources.insert(row.source);
}

/// Adds to rows with their payloads what a file of version 1 has no column for.
std::vector<MessageRow> SqliteMessages::named(std::vector<MessageRow> rows) const
{
    if (m_fileVersion < 2) {
        for (MessageRow &row : rows)
            row.sourceName = sourceNameIn(row);
    }
    return rows;
}

std::vector<MessageRow> SqliteMessages::messages(MessageId first, quint32 count)
{
    return named(rows(m_range, first, count));
}

std::vector<MessageRow> SqliteMessages::heads(MessageId first, quint32 count)
{
    return named(rows(m_heads, first, count));
}

std::vector<MessageRow> SqliteMessages::metadata(MessageId first, quint32 count, qint64 mostBytes)
{
    std::vector<MessageRow> result = rows(m_metadata, first, count, mostBytes);
    if (m_fileVersion < 2) {
        for (MessageRow &row : result)
            addSourceName(row);
    }
    return result;
}

std::vector<MessageId> SqliteMessages::ids(RelayCore::ConnectionId connection, MessageId after)
{
    std::vector<MessageId> ids;
    m_ids.bindValue(0, connection);
    m_ids.bindValue(1, after);
    m_queries->readRows(m_ids, [&ids](const QSqlQuery &row) { ids.push_back(row.value(0).toUInt()); });
    return ids;
}

std::vector<MessageRow> SqliteMessages::messagesOf(RelayCore::ConnectionId connection, MessageId after, quint32 count)
{
    std::vector<MessageRow> rows;
    QSqlQuery query = m_queries->query();
    const QString ofConnection = u" WHERE connection = ? AND id > ? ORDER BY id LIMIT ?"_s;
    if (!m_queries->prepare(query, Schema::selectMessages(m_fileVersion) + ofConnection))
        return rows;
    query.bindValue(0, connection);
    query.bindValue(1, after);
    query.bindValue(2, count);
    m_queries->readRows(query, [&rows](const QSqlQuery &row) { rows.push_back(RowText::messageFrom(row)); });
    return named(std::move(rows));
}

bool SqliteMessages::forEachByTime(const std::function<bool(MessageRow &&)> &take)
{
    QSqlQuery query = m_queries->query();
    if (!m_queries->prepare(query, Schema::selectMessages(m_fileVersion) + u" ORDER BY time_ns, id"_s)
        || !m_queries->run(query))
        return false;
    while (query.next()) {
        MessageRow row = RowText::messageFrom(query);
        if (m_fileVersion < 2)
            row.sourceName = sourceNameIn(row);
        if (!take(std::move(row)))
            return false;
    }
    return !query.lastError().isValid() || m_queries->fail(query);
}

std::vector<CaptureReader::Payload> SqliteMessages::payloads(MessageId first, quint32 count)
{
    std::vector<CaptureReader::Payload> rows;
    m_payloads.bindValue(0, first);
    m_payloads.bindValue(1, qint64(first) + count);
    m_queries->readRows(m_payloads, [&rows](const QSqlQuery &row) {
        rows.push_back({row.value(0).toUInt(), row.value(1).toByteArray()});
    });
    return rows;
}

} // namespace Inspector
