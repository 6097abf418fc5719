// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/capture/postgrescatalog.h"

#include "inspector/capture/postgrestext.h"

#include <QtCore/QCoreApplication>

using namespace Qt::Literals::StringLiterals;

namespace Inspector {

namespace {

using Kind = PostgresProblem::Kind;

PostgresProblem problemOf(const PostgresConnection &connection)
{
    return connection.problem().value_or(PostgresProblem());
}

/// The translation context of this file.
struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(Inspector::PostgresCatalog)
};

} // namespace

std::optional<PostgresProblem> PostgresCatalog::initialize(const DatabaseAddress &address,
                                                           const PostgresSchema::Roles &roles)
{
    PostgresConnection connection(address);
    if (!connection.open())
        return problemOf(connection);
    const std::optional<QVariant> encoding = connection.value(u"SHOW server_encoding"_s);
    if (!encoding)
        return problemOf(connection);
    if (encoding->toString() != "UTF8"_L1)
        return PostgresProblem{
            Kind::Other,
            Texts::tr("the database has the encoding %1. Create one with the encoding UTF8").arg(encoding->toString()),
            true};
    const bool isReady = connection.openWithTables();
    if (!isReady && problemOf(connection).kind != Kind::NotSetUp)
        return problemOf(connection);
    QStringList statements;
    if (!isReady)
        statements.append(PostgresSchema::createTables());
    statements.append(PostgresSchema::createRole(roles.writer));
    statements.append(PostgresSchema::createRole(roles.reader));
    statements.append(PostgresSchema::grants(roles));
    if (connection.run(statements.join(u";\n"_s)))
        return std::nullopt;
    const PostgresProblem problem = problemOf(connection);
    if (problem.kind == Kind::Denied && problem.reason.contains("create role"_L1))
        return PostgresProblem{Kind::Other,
                               Texts::tr("the user may not create roles (PostgreSQL: “%1”). Have an administrator of "
                                         "the server run “ALTER ROLE … "
                                         "CREATEROLE” for this user, or create the roles “%2” and “%3”")
                                   .arg(problem.reason, roles.writer, roles.reader),
                               true};
    return problem;
}

std::variant<std::unique_ptr<PostgresCatalog>, PostgresProblem> PostgresCatalog::open(const DatabaseAddress &address)
{
    std::unique_ptr<PostgresCatalog> catalog(new PostgresCatalog(address));
    if (!catalog->m_connection.openWithTables())
        return problemOf(catalog->m_connection);
    return catalog;
}

PostgresCatalog::PostgresCatalog(const DatabaseAddress &address)
    : m_connection(address)
{}

std::variant<QList<CatalogEntry>, PostgresProblem> PostgresCatalog::captures()
{
    QList<CatalogEntry> entries;
    QSqlQuery query(m_connection.handle());
    if (!m_connection.select(query, u"SELECT id, name, host, started_by, program, started_ns, last_ns, ended_ns, "
                                    "messages, coalesce(pg_total_relation_size(to_regclass('relay.message_' || id)), 0)"
                                    " FROM relay.capture ORDER BY started_ns, id"_s))
        return problemOf(m_connection);
    while (query.next()) {
        CatalogEntry entry;
        entry.id = query.value(0).toLongLong();
        entry.name = query.value(1).toString();
        entry.host = query.value(2).toString();
        entry.startedBy = query.value(3).toString();
        entry.program = query.value(4).toString();
        entry.startedNs = query.value(5).toLongLong();
        entry.lastNs = query.value(6).toLongLong();
        if (const QVariant ended = query.value(7); !ended.isNull())
            entry.endedNs = ended.toLongLong();
        entry.messages = query.value(8).toULongLong();
        entry.bytes = query.value(9).toLongLong();
        entries.append(entry);
    }
    return entries;
}

std::optional<PostgresProblem> PostgresCatalog::remove(const CatalogEntry &capture)
{
    // The row of the capture goes first: the reason that its writer gets is then the removed capture, and not a missing
    // partition. The lock on the table of messages waits for readers of other captures, but not without limit.
    QStringList statements{u"SET LOCAL lock_timeout = '20s'"_s,
                           u"DELETE FROM relay.capture WHERE id = %1"_s.arg(capture.id),
                           u"DROP TABLE IF EXISTS relay.message_%1"_s.arg(capture.id)};
    for (const auto table : {"source"_L1, "connection"_L1, "state"_L1, "lost"_L1})
        statements.append(u"DELETE FROM relay.%1 WHERE capture = %2"_s.arg(table, QString::number(capture.id)));
    if (m_connection.run(statements.join(u"; "_s)))
        return std::nullopt;
    return problemOf(m_connection);
}

} // namespace Inspector
