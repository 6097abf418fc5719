// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/capture/captureaddress.h"

#include <QtCore/QString>
#include <QtSql/QSqlDatabase>
#include <QtSql/QSqlError>
#include <QtSql/QSqlQuery>

#include <atomic>
#include <chrono>
#include <mutex>
#include <optional>

namespace Inspector {

/// Why a PostgreSQL server did not do something.
struct PostgresProblem
{
    enum class Kind : quint8 {
        NoDriver,    ///< Qt's plugin for PostgreSQL is not installed.
        Unreachable, ///< Or the connection was lost.
        Refused,     ///< User or password.
        Tls,
        NoDatabase,
        NotSetUp,   ///< The tables are missing.
        Incomplete, ///< Some of the tables or functions are missing.
        OlderTables,
        NewerTables,
        Denied,       ///< The role may not do this.
        Full,         ///< No space is left on the server.
        NameTaken,    ///< There is a capture with this name.
        NoCapture,    ///< There is none, or it has been removed.
        AlreadyThere, ///< The rows of a transaction are in the database.
        OtherWriter,  ///< Another program writes into the capture.
        Other,
    };
    Kind kind = Kind::Other;
    QString reason;     ///< From the server or libpq; one line without values of rows.
    bool isOwn = false; ///< The reason is of this program, translated.

    /// Returns what happened and what to do about it, without a full stop at the end.
    [[nodiscard]] QString text() const;
};

/// A connection to a PostgreSQL server, by Qt SQL. Queries on it must be gone before it is.
///
/// \par Threads  one thread, the one that created it (a rule of Qt SQL); interrupt() from any.
class PostgresConnection
{
public:
    explicit PostgresConnection(const DatabaseAddress &address);
    ~PostgresConnection();
    Q_DISABLE_COPY_MOVE(PostgresConnection)

    /// Connects, which takes up to five seconds (`connect_timeout`) where the server does not answer. Returns whether
    /// that was possible; the reason is in problem().
    bool open();
    /// Likewise, and checks that the database has the tables of this version.
    bool openWithTables();
    /// Returns whether the connection was not lost.
    [[nodiscard]] bool isOpen() const { return m_database.isOpen(); }
    void close();

    /// Treats the connection as lost where a statement has no answer after \a limit; 0, which is the default: never.
    /// Keepalives do not notice a server that hangs, because its operating system answers them.
    void setAnswerLimit(std::chrono::milliseconds limit) { m_answerLimit = limit; }
    /// Ends the connection: a statement that waits for its answer fails as if the connection had been lost. Has no
    /// effect while open() connects.
    void interrupt();

    /// Executes one or more statements; several in one transaction, and with one exchange of packets.
    bool run(const QString &statements);
    /// Executes \a statement; its rows are in \a query, which was made for handle().
    bool select(QSqlQuery &query, const QString &statement);
    /// Returns the first column of the first row of \a statement; nothing where there is no row or it failed.
    [[nodiscard]] std::optional<QVariant> value(const QString &statement);

    [[nodiscard]] const QSqlDatabase &handle() const { return m_database; }
    /// Returns why the last call failed; nothing if it did not.
    [[nodiscard]] std::optional<PostgresProblem> problem() const { return m_problem; }

private:
    bool fail(const QSqlError &error);
    void setSocket(int socket);
    void onNoAnswer();

    DatabaseAddress m_address;
    QString m_name;
    QSqlDatabase m_database;
    std::optional<PostgresProblem> m_problem;
    std::chrono::milliseconds m_answerLimit{0};
    std::atomic_bool m_isOverdue = false; ///< The answer to a statement did not come in time.
    std::mutex m_socketMutex;
    int m_socket = -1; ///< Of the open connection.
};

} // namespace Inspector
