// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/capture/capturerows.h"

#include <QtCore/QStringList>
#include <QtCore/QVariant>
#include <QtSql/QSqlQuery>

#include <optional>

/// Rows as columns and back. Text wherever a value is of use in a database shell.
namespace Inspector::RowText {

/// `[["Host", "relay.example.org"], …]`; a name or value that is not UTF-8 becomes `{"latin1": "…"}`.
[[nodiscard]] QString headersToJson(const RelayCore::HeaderList &headers);
[[nodiscard]] RelayCore::HeaderList headersFromJson(const QString &json);
/// Returns the column \c tls of \a row: what was negotiated with the relay, and in its member \c client with the
/// client. Empty without TLS.
[[nodiscard]] QString tlsToJson(const ConnectionRow &row);
/// Sets the TLS facts of \a row to those in \a json.
void setTlsFromJson(ConnectionRow &row, const QString &json);

/// Return the columns of a row in the order of Schema.
[[nodiscard]] QVariantList values(const SourceRow &row);
/// \a revision is that of the commit that writes the row.
[[nodiscard]] QVariantList values(const ConnectionRow &row, quint64 revision);
[[nodiscard]] QVariantList values(const StateRow &row);
[[nodiscard]] QVariantList values(const LostRow &row);

/// Binds \a values by position, texts as SQLite takes them.
void bind(QSqlQuery &query, const QVariantList &values);
/// Binds the columns of \a row by name.
void bind(QSqlQuery &query, const MessageRow &row);

/// Read the current row of a select of Schema.
[[nodiscard]] SourceRow sourceFrom(const QSqlQuery &query);
[[nodiscard]] ConnectionRow connectionFrom(const QSqlQuery &query);
/// The revision of the same row.
[[nodiscard]] quint64 revisionFrom(const QSqlQuery &query);
[[nodiscard]] MessageRow messageFrom(const QSqlQuery &query);
[[nodiscard]] StateRow stateFrom(const QSqlQuery &query);
[[nodiscard]] LostRow lostFrom(const QSqlQuery &query);

/// Returns the word that stands for the kind of a source in files, and the kind that a word stands for.
[[nodiscard]] QLatin1StringView sourceKindName(RelayCore::SourceKind kind);
[[nodiscard]] std::optional<RelayCore::SourceKind> sourceKindFromName(QStringView name);
/// Likewise for directions: "sent", "received".
[[nodiscard]] QLatin1StringView directionName(RelayCore::Direction direction);
[[nodiscard]] std::optional<RelayCore::Direction> directionFromName(QStringView name);
/// Likewise for the side that ended a connection.
[[nodiscard]] QLatin1StringView closedByName(RelayCore::ConnectionClosed::By side);
[[nodiscard]] std::optional<RelayCore::ConnectionClosed::By> closedByFromName(QStringView name);

/// Returns \a utf8 as a QString with every character that it holds: QString::fromUtf8() drops a byte order mark.
[[nodiscard]] QString textFromUtf8(QByteArrayView utf8);

} // namespace Inspector::RowText
