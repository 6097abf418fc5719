// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/capture/schema.h"

using namespace Qt::Literals::StringLiterals;

namespace Inspector::Schema {

namespace {

/// Columns that hold bytes of the wire as text, whatever they are.
const QStringList &byteColumns()
{
    static const QStringList columns{u"request_line"_s, u"response_status_line"_s, u"response_body"_s};
    return columns;
}

QString selectMessageColumns(int fileVersion, const QString &payload, const QString &payloadBytes)
{
    // Text as bytes: SQLite and Qt SQL would convert it to UTF-16 before the UUIDs are parsed.
    const QString added =
        fileVersion < 2 ? u"NULL, NULL"_s : Sqlite::bytesFromText(u"source_name"_s) + u", inflated_bytes"_s;
    return u"SELECT id, connection, time_ns, %1, wire_bytes, %2, %3, %4, %5, %6 FROM message"_s.arg(
        packedMessageColumns(fileVersion < 2 ? u"0"_s : u"truncated"_s), Sqlite::bytesFromText(u"source"_s),
        Sqlite::bytesFromText(u"peer"_s), added, payload, payloadBytes);
}

} // namespace

QString packedMessageColumns(const QString &truncated)
{
    return u"(direction & 255) | ((opcode & 255) << 8) | ((kind & 255) << 16) "
           "| CASE WHEN compressed <> 0 THEN 16777216 ELSE 0 END | CASE WHEN %1 <> 0 THEN 33554432 ELSE 0 END "
           "| ((CAST(frames AS BIGINT) & 4294967295) << 26)"_s.arg(truncated);
}

const QStringList &connectionColumns()
{
    static const QStringList columns{u"id"_s,
                                     u"source"_s,
                                     u"opened_ns"_s,
                                     u"client_address"_s,
                                     u"upstream"_s,
                                     u"name"_s,
                                     u"uuid"_s,
                                     u"registered"_s,
                                     u"registration_error"_s,
                                     u"request_line"_s,
                                     u"request_headers"_s,
                                     u"response_status"_s,
                                     u"response_status_line"_s,
                                     u"response_headers"_s,
                                     u"response_body"_s,
                                     u"tls"_s,
                                     u"close_code"_s,
                                     u"close_reason"_s,
                                     u"close_direction"_s,
                                     u"violation"_s,
                                     u"closed_ns"_s,
                                     u"closed_by"_s,
                                     u"closed_category"_s,
                                     u"closed_text"_s,
                                     u"messages"_s};
    return columns;
}

QStringList tables()
{
    return {
        uR"(CREATE TABLE source (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    listen TEXT NOT NULL,
    upstream TEXT NOT NULL,
    state TEXT NOT NULL,
    state_detail TEXT NOT NULL))"_s,
        uR"(CREATE TABLE connection (
    id INTEGER PRIMARY KEY,
    source INTEGER NOT NULL,
    opened_ns BIGINT NOT NULL,
    client_address TEXT NOT NULL,
    upstream TEXT NOT NULL,
    name TEXT NOT NULL,
    uuid TEXT,
    registered SMALLINT NOT NULL,
    registration_error TEXT NOT NULL,
    request_line TEXT,
    request_headers TEXT,
    response_status INTEGER,
    response_status_line TEXT,
    response_headers TEXT,
    response_body TEXT,
    tls TEXT,
    close_code INTEGER,
    close_reason TEXT NOT NULL,
    close_direction TEXT,
    violation TEXT NOT NULL,
    closed_ns BIGINT,
    closed_by TEXT,
    closed_category TEXT,
    closed_text TEXT,
    messages BIGINT NOT NULL,
    revision BIGINT NOT NULL))"_s,
        u"CREATE INDEX connection_revision ON connection (revision)"_s,
        uR"(CREATE TABLE message (
    id INTEGER PRIMARY KEY,
    connection INTEGER NOT NULL,
    time_ns BIGINT NOT NULL,
    direction SMALLINT NOT NULL,
    opcode SMALLINT NOT NULL,
    kind SMALLINT NOT NULL,
    compressed SMALLINT NOT NULL,
    frames INTEGER NOT NULL,
    wire_bytes BIGINT NOT NULL,
    source TEXT,
    peer TEXT,
    source_name TEXT,
    inflated_bytes BIGINT,
    truncated SMALLINT NOT NULL,
    payload BLOB NOT NULL))"_s,
        u"CREATE INDEX message_connection ON message (connection)"_s,
        uR"(CREATE TABLE state (
    id INTEGER PRIMARY KEY,
    source INTEGER NOT NULL,
    time_ns BIGINT NOT NULL,
    state TEXT NOT NULL,
    detail TEXT NOT NULL))"_s,
        uR"(CREATE TABLE lost (
    id INTEGER PRIMARY KEY,
    source INTEGER NOT NULL,
    connection INTEGER NOT NULL,
    time_ns BIGINT NOT NULL,
    events BIGINT NOT NULL,
    reason TEXT NOT NULL))"_s,
        Sqlite::readableView(),
    };
}

bool createTables(Sqlite::Database &database)
{
    if (!Sqlite::prepareFile(database) || !database.run(u"BEGIN"_s))
        return false;
    const QStringList statements = tables();
    for (const QString &statement : statements) {
        if (!database.run(statement))
            return false;
    }
    return Sqlite::tagFile(database, version) && database.run(u"COMMIT"_s);
}

QString insertMessage(const MessageRow &message, bool text)
{
    return u"INSERT INTO message (id, connection, time_ns, direction, opcode, kind, compressed, frames, wire_bytes, "
           "source, peer, source_name, inflated_bytes, truncated, payload) VALUES (:id, :connection, :time, "
           "%1, %2, %3, %4, :frames, :bytes, %5, %6, %7, %8, %9, "_s.arg(
               QString::number(int(message.direction)), QString::number(int(message.opcode)),
               QString::number(int(message.kind)), QString::number(int(message.compressed)),
               message.source.isNull() ? u"NULL"_s : Sqlite::textFromBytes(u":source"_s),
               message.peer.isNull() ? u"NULL"_s : Sqlite::textFromBytes(u":peer"_s),
               message.sourceName.isEmpty() ? u"NULL"_s : Sqlite::textFromBytes(u":name"_s),
               message.inflatedBytes ? u":inflated"_s : u"NULL"_s, QString::number(int(message.truncated)))
           + (text ? Sqlite::textFromBytes(u":payload"_s) : u":payload"_s) + u')';
}

quint32 messageShape(const MessageRow &message, bool text)
{
    return quint32(message.direction) | quint32(message.opcode) << 4 | quint32(message.kind) << 8
           | quint32(message.compressed) << 16 | quint32(message.source.isNull()) << 17
           | quint32(message.peer.isNull()) << 18 | quint32(text) << 19 | quint32(message.sourceName.isEmpty()) << 20
           | quint32(message.inflatedBytes.has_value()) << 21 | quint32(message.truncated) << 22;
}

QString upsertSource()
{
    return Sqlite::upsert(u"source"_s,
                          {u"id"_s, u"kind"_s, u"title"_s, u"listen"_s, u"upstream"_s, u"state"_s, u"state_detail"_s},
                          QStringList(7, u"?"_s));
}

QString upsertConnection()
{
    QStringList values;
    for (const QString &column : connectionColumns())
        values.append(byteColumns().contains(column) ? Sqlite::textFromBytes() : u"?"_s);
    return Sqlite::upsert(u"connection"_s, connectionColumns() + QStringList{u"revision"_s},
                          values + QStringList{u"?"_s});
}

QString insertState()
{
    return u"INSERT INTO state (source, time_ns, state, detail) VALUES (?, ?, ?, ?)"_s;
}

QString insertLost()
{
    return u"INSERT INTO lost (source, connection, time_ns, events, reason) VALUES (?, ?, ?, ?, ?)"_s;
}

QString selectMessages(int fileVersion)
{
    return selectMessageColumns(fileVersion, Sqlite::bytesFromText(u"payload"_s), u"NULL"_s);
}

QString selectMessageMetadata(int fileVersion)
{
    const QString payload = Sqlite::bytesFromText(u"payload"_s);
    return selectMessageColumns(fileVersion, u"CASE WHEN kind IN (2, 5) THEN %1 END"_s.arg(payload),
                                u"length(%1)"_s.arg(payload));
}

QString headLimit()
{
    return u"(CASE WHEN kind IN (2, 5) THEN %1 ELSE %2 END)"_s.arg(longHeadBytes).arg(headBytes);
}

QString selectMessageHeads(int fileVersion)
{
    const QString payload = Sqlite::bytesFromText(u"payload"_s);
    // The length of a text is found by reading it; what was recorded of its frames is in the row.
    const QString frames = u"CASE wire_bytes WHEN 0 THEN length(%1) ELSE wire_bytes END"_s.arg(payload);
    const QString size = fileVersion < 2 ? frames : u"coalesce(inflated_bytes, %1)"_s.arg(frames);
    return selectMessageColumns(fileVersion, u"CASE WHEN %1 <= %2 THEN %3 END"_s.arg(size, headLimit(), payload),
                                u"CASE WHEN %1 > %2 THEN %1 END"_s.arg(size, headLimit()));
}

QString selectSources()
{
    return uR"(SELECT id, kind, title, listen, upstream, state, state_detail,
    CASE WHEN state = 'backoff' THEN (SELECT max(time_ns) FROM state WHERE state.source = source.id) END
    FROM source)"_s;
}

QString selectConnections(int fileVersion)
{
    QStringList columns;
    for (const QString &column : connectionColumns())
        columns.append(byteColumns().contains(column) ? Sqlite::bytesFromText(column) : column);
    columns.append(fileVersion < 2 ? u"0"_s : u"revision"_s);
    return u"SELECT %1 FROM connection"_s.arg(columns.join(u", "_s));
}

QString selectStates()
{
    return u"SELECT source, time_ns, state, detail FROM state"_s;
}

QString selectPayloads()
{
    return u"SELECT id, %1 FROM message"_s.arg(Sqlite::bytesFromText(u"payload"_s));
}

QString selectLost()
{
    return u"SELECT source, connection, time_ns, events, reason FROM lost"_s;
}

} // namespace Inspector::Schema
