// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/capture/capturerows.h"

#include <QtSql/QSqlDatabase>
#include <QtSql/QSqlError>
#include <QtSql/QSqlQuery>

#include <unordered_map>

namespace Inspector {

/// Inserts rows into the table of messages, with one prepared statement for each shape of a row.
///
/// \par Threads  that of the database.
class MessageInsert
{
public:
    explicit MessageInsert(QSqlDatabase database);

    /// Inserts \a row. A text payload that is valid UTF-8 is stored as text, everything else as bytes.
    /// Returns false if the statement fails; the reason is in error().
    bool insert(const MessageRow &row);
    [[nodiscard]] QSqlError error() const { return m_error; }

private:
    QSqlDatabase m_database;
    std::unordered_map<quint32, QSqlQuery> m_queries; ///< By shape; a few dozen at most.
    QSqlError m_error;
};

} // namespace Inspector
