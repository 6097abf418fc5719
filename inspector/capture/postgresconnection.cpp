// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/capture/postgresconnection.h"

#include "inspector/capture/answerwatch.h"
#include "inspector/capture/postgresschema.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QLibrary>
#include <QtSql/QSqlDriver>

#include <sys/socket.h>

#include <algorithm>
#include <atomic>

using namespace Qt::Literals::StringLiterals;

namespace Inspector {

namespace {

using Kind = PostgresProblem::Kind;

QString uniqueName()
{
    static std::atomic<quint64> counter = 0;
    return u"relay-postgres-%1"_s.arg(++counter);
}

QString quoted(QString value)
{
    value.replace(u'\\', u"\\\\"_s).replace(u'\'', u"\\'"_s);
    return u'\'' + value + u'\'';
}

QString connectOptions(const DatabaseAddress &address)
{
    // A server that does not answer any more is noticed within half a minute, also where packets are dropped.
    QList<std::pair<QString, QString>> options{
        {u"connect_timeout"_s, u"5"_s},      {u"keepalives_idle"_s, u"10"_s},
        {u"keepalives_interval"_s, u"5"_s},  {u"keepalives_count"_s, u"3"_s},
        {u"tcp_user_timeout"_s, u"20000"_s}, {u"fallback_application_name"_s, QCoreApplication::applicationName()}};
    options.append(address.options); // The last value of a parameter counts.
    QStringList words;
    for (const auto &[name, value] : std::as_const(options)) {
        if (!value.contains(u';'))
            words.append(name + u'=' + quoted(value));
    }
    return words.join(u' ');
}

/// The messages of libpq have no codes. Where the server translates them, the kind remains Unreachable, and the
/// sentence of the server is shown all the same.
Kind kindOfRefusal(const QString &text)
{
    const auto has = [&](const char *words) { return text.contains(QLatin1StringView(words), Qt::CaseInsensitive); };
    if (has("password") || has("authentication failed") || has("pg_hba.conf") || has("role \""))
        return has("SSL off") || has("no encryption") ? Kind::Tls : Kind::Refused;
    if (has("SSL") || has("certificate"))
        return Kind::Tls;
    if (has("database \"") && has("does not exist"))
        return Kind::NoDatabase;
    return Kind::Unreachable;
}

Kind kindOfState(const QString &state)
{
    if (state == "42P01"_L1 || state == "3F000"_L1 || state == "42883"_L1 || state == "42703"_L1)
        return Kind::Incomplete;
    if (state == "42501"_L1)
        return Kind::Denied;
    if (state == "53100"_L1)
        return Kind::Full;
    if (state == "23505"_L1)
        return Kind::NameTaken;
    if (state == PostgresSchema::goneState)
        return Kind::NoCapture;
    if (state == PostgresSchema::alreadyThereState)
        return Kind::AlreadyThere;
    if (state == PostgresSchema::otherWriterState)
        return Kind::OtherWriter;
    if (state.startsWith("08"_L1) || state.startsWith("57P"_L1))
        return Kind::Unreachable;
    return Kind::Other;
}

QString withoutLevel(QString line)
{
    for (const auto level : {"ERROR:"_L1, "FATAL:"_L1, "PANIC:"_L1}) {
        if (line.startsWith(level))
            line = line.sliced(level.size());
    }
    return line.replace(u"failed: FATAL:"_s, u"failed:"_s).simplified();
}

/// Only the first line of an error of a statement: those behind it quote the statement and its values.
PostgresProblem problemOf(const QSqlError &error, bool isOpen)
{
    const QString state = error.nativeErrorCode();
    const QString text = error.databaseText().isEmpty() ? error.driverText() : error.databaseText();
    QStringList lines = text.trimmed().split(u'\n', Qt::SkipEmptyParts);
    std::for_each(lines.begin(), lines.end(), [](QString &line) { line = withoutLevel(line); });
    if (error.type() == QSqlError::ConnectionError)
        return {kindOfRefusal(text), lines.join(u"; "_s)};
    QString first = lines.value(0);
    if (const QString code = u'(' + state + u')'; first.endsWith(code))
        first.chop(code.size());
    return {isOpen ? kindOfState(state) : Kind::Unreachable, first};
}

/// Returns the socket of the connection of \a driver, -1 where it is not known. libpq is in the process because Qt's
/// driver is.
int socketOf(const QSqlDriver &driver)
{
    using PQsocket = int (*)(const void *connection);
    static const auto socket = reinterpret_cast<PQsocket>(QLibrary::resolve(u"pq"_s, 5, "PQsocket"));
    const QVariant handle = driver.handle();
    if (!socket || (qstrcmp(handle.typeName(), "pg_conn*") != 0 && qstrcmp(handle.typeName(), "PGconn*") != 0))
        return -1;
    const void *const connection = *static_cast<void *const *>(handle.constData());
    return connection ? socket(connection) : -1;
}

/// The translation context of this file.
struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(Inspector::PostgresProblem)
};

} // namespace

QString PostgresProblem::text() const
{
    QString what = reason;
    while (what.endsWith(u'.'))
        what.chop(1);
    // The server and libpq have a language of their own: what they report follows a sentence that needs none of it.
    const auto with = [this, &what](const QString &sentence) {
        if (what.isEmpty())
            return sentence;
        return sentence + u' ' + (isOwn ? u"(%1)"_s : Texts::tr("(PostgreSQL: “%1”)")).arg(what);
    };
    switch (kind) {
    case Kind::NoDriver:
        return Texts::tr("Qt's driver for PostgreSQL is not installed. Install it (Debian package libqt6sql6-psql)");
    case Kind::Unreachable:
        return with(Texts::tr("the server cannot be reached. Check host and port, and that the server runs"));
    case Kind::Refused:
        return with(
            Texts::tr("the server refuses the user or the password. Set PGPASSWORD, or add the password to ~/.pgpass"));
    case Kind::Tls:
        return with(Texts::tr("no TLS connection was made. Check sslmode and sslrootcert in the address"));
    case Kind::NoDatabase:
        return with(Texts::tr("there is no such database. Create it, then run “relayctl captures init”"));
    case Kind::NotSetUp:
        return with(Texts::tr("the database has no tables for captures. Run “relayctl captures init” as its owner"));
    case Kind::Incomplete:
        return with(
            Texts::tr("a table or function for captures is missing in the database. Restore it from a backup, or drop "
                      "the schema “relay”, with all captures, and run “relayctl captures init” as the owner of the "
                      "database"));
    case Kind::OlderTables:
        return with(
            Texts::tr("its tables are of an older version. Use another database, or the program that made them"));
    case Kind::NewerTables:
        return with(Texts::tr("its tables are of a newer version. Update this program"));
    case Kind::Denied:
        return with(Texts::tr("the user may not do this. Have the owner of the database grant the role that is needed: "
                              "the one that writes captures, or the one that reads them"));
    case Kind::Full:
        return with(Texts::tr("the server has no space left. Free or add space on the server"));
    case Kind::NameTaken:
        return Texts::tr("there is a capture with this name. Choose another name");
    case Kind::NoCapture:
        return what.isEmpty()
                   ? Texts::tr("there is no capture with this name. “relayctl captures” lists those that there are")
                   : Texts::tr("the capture was removed from the database. Start a new one");
    case Kind::AlreadyThere:
    case Kind::OtherWriter:
        return with(Texts::tr("another program has written into this capture. Start a new one"));
    case Kind::Other:
        if (what.isEmpty())
            return Texts::tr("the server gave no reason");
        return isOwn ? what : with(Texts::tr("the server refused a statement"));
    }
    Q_UNREACHABLE();
}

PostgresConnection::PostgresConnection(const DatabaseAddress &address)
    : m_address(address)
    , m_name(uniqueName())
{
    // Asked before the database is added, which would print a warning.
    if (!QSqlDatabase::isDriverAvailable(u"QPSQL"_s)) {
        m_problem = PostgresProblem{Kind::NoDriver, {}};
        return;
    }
    m_database = QSqlDatabase::addDatabase(u"QPSQL"_s, m_name);
    m_database.setHostName(address.host);
    m_database.setUserName(address.user);
    m_database.setDatabaseName(address.database);
    if (address.port)
        m_database.setPort(*address.port);
    m_database.setConnectOptions(connectOptions(address));
}

PostgresConnection::~PostgresConnection()
{
    close();
    m_database = QSqlDatabase();
    QSqlDatabase::removeDatabase(m_name);
}

bool PostgresConnection::open()
{
    if (!m_database.isValid())
        return false;
    m_problem.reset();
    setSocket(-1);
    if (!m_database.open())
        return fail(m_database.lastError());
    setSocket(socketOf(*m_database.driver()));
    // Notices would go to the standard error of this program. Literals are written for standard strings.
    return run(u"SET client_min_messages = error; SET standard_conforming_strings = on"_s);
}

bool PostgresConnection::openWithTables()
{
    if (!open())
        return false;
    const std::optional<QVariant> found = value(PostgresSchema::selectVersion());
    if (!found) {
        if (!m_problem)
            m_problem = PostgresProblem{Kind::NotSetUp, {}};
        if (m_problem->kind == Kind::Incomplete) // The table that every database for captures has.
            m_problem->kind = Kind::NotSetUp;
        return false;
    }
    const int version = found->toInt();
    if (version == PostgresSchema::version)
        return true;
    m_problem = PostgresProblem{
        version < PostgresSchema::version ? Kind::OlderTables : Kind::NewerTables,
        Texts::tr("version %1, this program works with %2").arg(version).arg(PostgresSchema::version), true};
    return false;
}

void PostgresConnection::close()
{
    setSocket(-1);
    m_database.close();
}

void PostgresConnection::setSocket(int socket)
{
    const std::lock_guard lock(m_socketMutex);
    m_socket = socket;
}

void PostgresConnection::interrupt()
{
    const std::lock_guard lock(m_socketMutex);
    if (m_socket >= 0)
        ::shutdown(m_socket, SHUT_RDWR);
}

void PostgresConnection::onNoAnswer()
{
    m_isOverdue = true;
    interrupt();
}

bool PostgresConnection::fail(const QSqlError &error)
{
    m_problem = problemOf(error, m_database.isOpen());
    if (m_isOverdue.exchange(false)) {
        const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(m_answerLimit).count();
        m_problem = PostgresProblem{Kind::Unreachable, Texts::tr("no answer for %1 s").arg(seconds), true};
    }
    return false;
}

bool PostgresConnection::run(const QString &statements)
{
    QSqlQuery query(m_database);
    if (!select(query, statements))
        return false;
    // The results of the other statements; the error of one is the last of them.
    while (query.nextResult()) {
    }
    return !query.lastError().isValid() || fail(query.lastError());
}

bool PostgresConnection::select(QSqlQuery &query, const QString &statement)
{
    m_problem.reset();
    if (!m_database.isOpen())
        return fail(QSqlError(u""_s, Texts::tr("the connection was lost"), QSqlError::StatementError));
    m_isOverdue = false;
    std::optional<AnswerWatch> watch;
    if (m_answerLimit.count() > 0)
        watch.emplace(m_answerLimit, [this] { onNoAnswer(); });
    const bool done = query.exec(statement);
    watch.reset();
    return done || fail(query.lastError());
}

std::optional<QVariant> PostgresConnection::value(const QString &statement)
{
    QSqlQuery query(m_database);
    if (!select(query, statement) || !query.next())
        return std::nullopt;
    return query.value(0);
}

} // namespace Inspector
