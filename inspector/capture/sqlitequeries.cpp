// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/capture/sqlitequeries.h"

#include <QtCore/QFileInfo>

namespace Inspector {

SqliteQueries::SqliteQueries(const QString &path, Sqlite::Database::Access access)
    : m_path(path)
    , m_database(path, access)
{}

qint64 SqliteQueries::fileBytes() const
{
    return QFileInfo(m_path).size() + QFileInfo(Sqlite::logPath(m_path)).size();
}

bool SqliteQueries::fail(const QSqlQuery &query)
{
    const bool damaged = Sqlite::isDamage(query.lastError());
    return fail(CaptureError{damaged ? CaptureError::Kind::Damaged : CaptureError::Kind::CannotRead, m_path,
                             Sqlite::reasonOf(query.lastError())});
}

bool SqliteQueries::fail(const CaptureError &error)
{
    if (m_report)
        m_report(error);
    else if (!m_error)
        m_error = error;
    return false;
}

bool SqliteQueries::prepare(QSqlQuery &query, const QString &statement)
{
    query.setForwardOnly(true);
    return query.prepare(statement) || fail(query);
}

bool SqliteQueries::run(QSqlQuery &query)
{
    return query.exec() || fail(query);
}

} // namespace Inspector
