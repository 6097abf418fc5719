// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/capture/capturerows.h"

#include <QtCore/QStringList>
#include <QtCore/QVariant>
#include <QtSql/QSqlQuery>

/// Rows as columns and back. Text wherever a person with a database shell would want to read it.
namespace Inspector::RowText {

/// `[["Host", "relay.example.org"], …]`; a name or value that is not UTF-8 becomes `{"latin1": "…"}`.
[[nodiscard]] QString headersToJson(const RelayCore::HeaderList &headers);
[[nodiscard]] RelayCore::HeaderList headersFromJson(const QString &json);
/// Returns the column \c tls of \a row: what was negotiated with the relay, and in its member \c client with the client.
/// Empty without TLS.
[[nodiscard]] QString tlsToJson(const ConnectionRow &row);
/// Sets the TLS facts of \a row to those in \a json.
void setTlsFromJson(ConnectionRow &row, const QString &json);

/// Bind in the column order of Schema; messages by name.
void bind(QSqlQuery &query, const SourceRow &row);
/// \a revision is that of the commit that writes the row.
void bind(QSqlQuery &query, const ConnectionRow &row, quint64 revision);
void bind(QSqlQuery &query, const MessageRow &row);
void bind(QSqlQuery &query, const StateRow &row);

/// Read the current row of a select of Schema.
[[nodiscard]] SourceRow sourceFrom(const QSqlQuery &query);
[[nodiscard]] ConnectionRow connectionFrom(const QSqlQuery &query);
/// The revision of the same row.
[[nodiscard]] quint64 revisionFrom(const QSqlQuery &query);
[[nodiscard]] MessageRow messageFrom(const QSqlQuery &query);
[[nodiscard]] StateRow stateFrom(const QSqlQuery &query);

/// A text column that must not be NULL: Qt binds a null QString as NULL.
[[nodiscard]] QVariant text(const QString &value);

} // namespace Inspector::RowText
