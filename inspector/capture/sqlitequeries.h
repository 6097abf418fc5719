// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/capture/captureerror.h"
#include "inspector/capture/sqlitedialect.h"

#include <QtSql/QSqlError>
#include <QtSql/QSqlQuery>

#include <functional>
#include <optional>
#include <utility>

namespace Inspector {

/// Queries on one capture file, whose errors are reported in one place.
///
/// \par Threads  one thread, the one that created it (a rule of Qt SQL).
class SqliteQueries
{
public:
    SqliteQueries(const QString &path, Sqlite::Database::Access access);
    Q_DISABLE_COPY_MOVE(SqliteQueries)

    [[nodiscard]] const QString &path() const { return m_path; }
    /// Returns the size of the file and of its log.
    [[nodiscard]] qint64 fileBytes() const;
    [[nodiscard]] Sqlite::Database &database() { return m_database; }
    /// Returns a query that can be prepared.
    [[nodiscard]] QSqlQuery query() const { return QSqlQuery(m_database.handle()); }

    /// Calls \a report for each error from now on; before, error() has the first.
    void setReport(std::function<void(const CaptureError &)> report) { m_report = std::move(report); }
    [[nodiscard]] const std::optional<CaptureError> &error() const { return m_error; }

    bool prepare(QSqlQuery &query, const QString &statement);
    bool run(QSqlQuery &query);
    /// Reports the error of \a query. Returns false.
    bool fail(const QSqlQuery &query);
    /// Reports \a error. Returns false.
    bool fail(const CaptureError &error);
    /// Runs \a query and calls \a take for each row, up to an error: the rows before damage are taken.
    template<typename Take>
    void readRows(QSqlQuery &query, Take take)
    {
        if (!run(query))
            return;
        while (query.next())
            take(query);
        if (query.lastError().isValid())
            fail(query);
        query.finish(); // An unfinished query would keep the log from being written back.
    }

private:
    QString m_path;
    Sqlite::Database m_database;
    std::function<void(const CaptureError &)> m_report;
    std::optional<CaptureError> m_error;
};

} // namespace Inspector
