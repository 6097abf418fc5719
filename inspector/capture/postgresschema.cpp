// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/capture/postgresschema.h"

#include "inspector/capture/schema.h"

using namespace Qt::Literals::StringLiterals;

namespace Inspector::PostgresSchema {

namespace {

const QString tables = uR"(
CREATE SCHEMA relay;

CREATE TABLE relay.about (version integer NOT NULL);

CREATE TABLE relay.capture (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    uuid uuid NOT NULL UNIQUE,
    name text NOT NULL UNIQUE,
    host text NOT NULL,
    started_by text NOT NULL,
    program text NOT NULL,
    started_ns bigint NOT NULL,
    ended_ns bigint,
    last_ns bigint NOT NULL DEFAULT 0,
    messages bigint NOT NULL DEFAULT 0,
    revision bigint NOT NULL DEFAULT 0);

CREATE TABLE relay.source (
    capture bigint NOT NULL,
    id bigint NOT NULL,
    kind text NOT NULL,
    title text NOT NULL,
    listen text NOT NULL,
    upstream text NOT NULL,
    state text NOT NULL,
    state_detail text NOT NULL,
    PRIMARY KEY (capture, id));

CREATE TABLE relay.connection (
    capture bigint NOT NULL,
    id bigint NOT NULL,
    source bigint NOT NULL,
    opened_ns bigint NOT NULL,
    client_address text NOT NULL,
    upstream text NOT NULL,
    name text NOT NULL,
    uuid uuid,
    registered smallint NOT NULL,
    registration_error text NOT NULL,
    request_line bytea,
    request_headers text,
    response_status integer,
    response_status_line bytea,
    response_headers text,
    response_body bytea,
    tls text,
    close_code integer,
    close_reason text NOT NULL,
    close_direction text,
    violation text NOT NULL,
    closed_ns bigint,
    closed_by text,
    closed_category text,
    closed_text text,
    messages bigint NOT NULL,
    revision bigint NOT NULL,
    PRIMARY KEY (capture, id));
CREATE INDEX connection_revision ON relay.connection (capture, revision);

CREATE TABLE relay.message (
    capture bigint NOT NULL,
    id bigint NOT NULL,
    connection bigint NOT NULL,
    time_ns bigint NOT NULL,
    direction smallint NOT NULL,
    opcode smallint NOT NULL,
    kind smallint NOT NULL,
    compressed smallint NOT NULL,
    frames bigint NOT NULL,
    wire_bytes bigint NOT NULL,
    source uuid,
    peer uuid,
    source_name text,
    inflated_bytes bigint,
    truncated smallint NOT NULL,
    payload_text text,
    payload bytea,
    PRIMARY KEY (capture, id)) PARTITION BY LIST (capture);
CREATE INDEX message_connection ON relay.message (capture, connection, id);

CREATE TABLE relay.state (
    capture bigint NOT NULL,
    id bigint NOT NULL,
    source bigint NOT NULL,
    time_ns bigint NOT NULL,
    state text NOT NULL,
    detail text NOT NULL,
    PRIMARY KEY (capture, id));

CREATE TABLE relay.lost (
    capture bigint NOT NULL,
    id bigint NOT NULL,
    source bigint NOT NULL,
    connection bigint NOT NULL,
    time_ns bigint NOT NULL,
    events bigint NOT NULL,
    reason text NOT NULL,
    PRIMARY KEY (capture, id));
)"_s;

// A role that only appends cannot create the partition of a capture: these functions run with the rights of the owner
// of the database. So do those that replace rows, which would otherwise take the right to read them. What arrives for a
// connection long after its end, when its row is not in the memory of the writer any more, does not replace it.
// The partition is attached, not created in its place: that would wait for every reader of messages.
const QString functions = uR"(
CREATE FUNCTION relay.begin_capture(a_uuid uuid, a_name text, a_host text, a_program text, a_started bigint)
RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $relay$
DECLARE
    new_id bigint;
BEGIN
    INSERT INTO relay.capture (uuid, name, host, started_by, program, started_ns, last_ns)
        VALUES (a_uuid, a_name, a_host, session_user, a_program, a_started, a_started) RETURNING id INTO new_id;
    EXECUTE format('CREATE TABLE relay.%I (LIKE relay.message INCLUDING ALL)', 'message_' || new_id);
    EXECUTE format('ALTER TABLE relay.message ATTACH PARTITION relay.%I FOR VALUES IN (%s)', 'message_' || new_id,
                   new_id);
    RETURN new_id;
END
$relay$;

CREATE FUNCTION relay.append_batch(a_capture bigint, a_uuid uuid, a_revision bigint, a_messages bigint, a_last bigint,
                                   a_ended bigint)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $relay$
DECLARE
    there bigint;
BEGIN
    UPDATE relay.capture c SET revision = a_revision, messages = a_messages, last_ns = a_last, ended_ns = a_ended
        WHERE c.id = a_capture AND c.uuid = a_uuid AND c.revision = a_revision - 1;
    IF FOUND THEN
        RETURN;
    END IF;
    SELECT c.revision INTO there FROM relay.capture c WHERE c.id = a_capture AND c.uuid = a_uuid;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'the capture % was removed', a_capture USING ERRCODE = 'RC001';
    ELSIF there >= a_revision THEN
        RAISE EXCEPTION 'transaction % is there already', a_revision USING ERRCODE = 'RC002';
    END IF;
    RAISE EXCEPTION 'transaction % follows on %', a_revision, there USING ERRCODE = 'RC003';
END
$relay$;

CREATE FUNCTION relay.put_sources(a_rows relay.source[])
RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $relay$
    INSERT INTO relay.source AS s SELECT * FROM unnest(a_rows) ON CONFLICT (capture, id) DO UPDATE SET %1
$relay$;

CREATE FUNCTION relay.put_connections(a_rows relay.connection[])
RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $relay$
    INSERT INTO relay.connection AS c SELECT * FROM unnest(a_rows) ON CONFLICT (capture, id) DO UPDATE SET %2
        WHERE c.closed_ns IS NULL OR excluded.closed_ns IS NOT NULL
$relay$;
)"_s;

const QString view = uR"(
CREATE VIEW relay.message_text AS
SELECT a.name AS capture,
       m.id,
       to_char(to_timestamp((m.time_ns / 1000000000)::double precision) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS')
           || '.' || lpad((m.time_ns % 1000000000)::text, 9, '0') || 'Z' AS time,
       m.connection,
       c.name AS client,
       CASE m.direction WHEN 0 THEN 'sent' ELSE 'received' END AS direction,
       CASE m.opcode WHEN 1 THEN 'text' WHEN 2 THEN 'binary' WHEN 8 THEN 'close' WHEN 9 THEN 'ping' ELSE 'pong' END
           AS opcode,
       CASE m.kind WHEN 1 THEN 'registration' WHEN 2 THEN 'response' WHEN 3 THEN 'offer' WHEN 4 THEN 'answer'
           WHEN 5 THEN 'returned' WHEN 6 THEN 'ping' WHEN 7 THEN 'pong' WHEN 8 THEN 'close' ELSE 'other' END AS kind,
       m.wire_bytes, m.inflated_bytes, m.truncated, m.source, m.source_name, m.peer,
       coalesce(m.payload_text, encode(m.payload, 'escape')) AS payload
FROM relay.message m
JOIN relay.capture a ON a.id = m.capture
LEFT JOIN relay.connection c ON c.capture = m.capture AND c.id = m.connection;
)"_s;

QString assignments(const QStringList &columns)
{
    QStringList list;
    for (const QString &column : columns) {
        if (column != "id"_L1)
            list.append(column + u" = excluded."_s + column);
    }
    return list.join(u", "_s);
}

QString ofCapture(const QString &columns, QLatin1StringView table, qint64 capture)
{
    return u"SELECT %1 FROM relay.%2 WHERE capture = %3"_s.arg(columns, table, QString::number(capture));
}

QString selectMessageColumns(qint64 capture, const QString &payload, const QString &payloadBytes)
{
    return ofCapture(
        u"id, connection, time_ns, %1, wire_bytes, source::text, peer::text, convert_to(source_name, 'UTF8'), "
        "inflated_bytes, %2, %3"_s.arg(Schema::packedMessageColumns(u"truncated"_s), payload, payloadBytes),
        "message"_L1, capture);
}

const QString payloadSize = u"coalesce(octet_length(payload), octet_length(payload_text))"_s;
const QString payloadBytea = u"coalesce(payload, convert_to(payload_text, 'UTF8'))"_s;

} // namespace

QString selectVersion()
{
    return u"SELECT max(version) FROM relay.about"_s;
}

QString createTables()
{
    return tables + functions.arg(assignments(sourceColumns()), assignments(connectionColumns())) + view
           + u"INSERT INTO relay.about (version) VALUES (%1);"_s.arg(version);
}

QString createRole(const QString &name)
{
    return u"DO $relay$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = %1) THEN CREATE ROLE %2 NOLOGIN; "
           "END IF; END $relay$"_s.arg(literal(name), identifier(name));
}

QString grants(const Roles &roles)
{
    return uR"(
REVOKE ALL ON ALL TABLES IN SCHEMA relay FROM PUBLIC;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA relay FROM PUBLIC;
GRANT USAGE ON SCHEMA relay TO %1, %2;
GRANT SELECT ON relay.about TO %1, %2;
GRANT SELECT (id, uuid, name, revision) ON relay.capture TO %1;
GRANT EXECUTE ON FUNCTION relay.begin_capture(uuid, text, text, text, bigint) TO %1;
GRANT EXECUTE ON FUNCTION relay.append_batch(bigint, uuid, bigint, bigint, bigint, bigint) TO %1;
GRANT INSERT ON relay.message, relay.state, relay.lost TO %1;
GRANT EXECUTE ON FUNCTION relay.put_sources(relay.source[]) TO %1;
GRANT EXECUTE ON FUNCTION relay.put_connections(relay.connection[]) TO %1;
GRANT SELECT ON relay.capture, relay.source, relay.connection, relay.message, relay.state, relay.lost,
    relay.message_text TO %2;
)"_s.arg(identifier(roles.writer), identifier(roles.reader));
}

const QStringList &sourceColumns()
{
    static const QStringList columns{u"id"_s,       u"kind"_s,  u"title"_s,       u"listen"_s,
                                     u"upstream"_s, u"state"_s, u"state_detail"_s};
    return columns;
}

const QStringList &connectionColumns()
{
    static const QStringList columns = Schema::connectionColumns() + QStringList{u"revision"_s};
    return columns;
}

const QStringList &stateColumns()
{
    static const QStringList columns{u"id"_s, u"source"_s, u"time_ns"_s, u"state"_s, u"detail"_s};
    return columns;
}

const QStringList &lostColumns()
{
    static const QStringList columns{u"id"_s, u"source"_s, u"connection"_s, u"time_ns"_s, u"events"_s, u"reason"_s};
    return columns;
}

QString identifier(QString name)
{
    return u'"' + name.replace(u'"', u"\"\""_s) + u'"';
}

QString literal(QString text)
{
    return u'\'' + text.replace(u'\'', u"''"_s) + u'\'';
}

QString selectMessages(qint64 capture)
{
    return selectMessageColumns(capture, payloadBytea, u"NULL::bigint"_s);
}

QString selectMessageMetadata(qint64 capture)
{
    return selectMessageColumns(capture, u"CASE WHEN kind IN (2, 5) THEN %1 END"_s.arg(payloadBytea), payloadSize);
}

QString selectMessageHeads(qint64 capture)
{
    const QString limit = Schema::headLimit();
    return selectMessageColumns(capture, u"CASE WHEN %1 <= %2 THEN %3 END"_s.arg(payloadSize, limit, payloadBytea),
                                u"CASE WHEN %1 > %2 THEN %1 END"_s.arg(payloadSize, limit));
}

QString selectPayloads(qint64 capture)
{
    return ofCapture(u"id, "_s + payloadBytea, "message"_L1, capture);
}

QString selectSources(qint64 capture)
{
    return ofCapture(uR"(id, kind, title, listen, upstream, state, state_detail,
    CASE WHEN state = 'backoff' THEN (SELECT max(s.time_ns) FROM relay.state s
                                      WHERE s.capture = source.capture AND s.source = source.id) END)"_s,
                     "source"_L1, capture);
}

QString selectConnections(qint64 capture)
{
    QStringList columns = connectionColumns();
    columns.replaceInStrings(u"uuid"_s, u"uuid::text"_s);
    return ofCapture(columns.join(u", "_s), "connection"_L1, capture);
}

QString selectStates(qint64 capture)
{
    return ofCapture(u"source, time_ns, state, detail"_s, "state"_L1, capture);
}

QString selectLost(qint64 capture)
{
    return ofCapture(u"source, connection, time_ns, events, reason"_s, "lost"_L1, capture);
}

} // namespace Inspector::PostgresSchema
