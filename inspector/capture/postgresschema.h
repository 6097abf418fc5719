// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QLatin1StringView>
#include <QtCore/QString>
#include <QtCore/QStringList>

/// The tables of captures in a PostgreSQL database, in its schema `relay`. Statements that PostgreSQL 13 and later
/// execute, and nothing of an extension. Times are nanoseconds since 1970-01-01T00:00:00Z.
namespace Inspector::PostgresSchema {

inline constexpr int version = 1;

/// The SQLSTATEs with which `relay.append_batch()` refuses rows.
inline constexpr QLatin1StringView goneState{"RC001"};
inline constexpr QLatin1StringView alreadyThereState{"RC002"};
inline constexpr QLatin1StringView otherWriterState{"RC003"};

/// The names of the roles that may append captures and read them.
struct Roles
{
    QString writer = QStringLiteral("relay_writer");
    QString reader = QStringLiteral("relay_reader");
};

[[nodiscard]] QString selectVersion();
/// Returns the statements that create the tables, functions and the view. They run in one transaction.
[[nodiscard]] QString createTables();
/// Returns a statement that creates the role \a name, without the right to log in, where there is none.
[[nodiscard]] QString createRole(const QString &name);
/// Returns the statements that let \a roles append and read, and no one else.
[[nodiscard]] QString grants(const Roles &roles);

/// Returns the columns of a table without `capture`, in the order of RowText::values(); states and losses with their
/// id in front.
[[nodiscard]] const QStringList &sourceColumns();
[[nodiscard]] const QStringList &connectionColumns();
[[nodiscard]] const QStringList &stateColumns();
[[nodiscard]] const QStringList &lostColumns();

/// Returns \a name as an identifier in a statement, \a text as a string.
[[nodiscard]] QString identifier(QString name);
[[nodiscard]] QString literal(QString text);

/// Select from the capture with the id \a capture in the order that RowText expects; a condition (` AND …`) may follow.
[[nodiscard]] QString selectMessages(qint64 capture);
/// Likewise, but with the size of the payload, and the payload itself only of responses and returned messages.
[[nodiscard]] QString selectMessageMetadata(qint64 capture);
/// Likewise, but with the payloads up to Schema::headLimit(), and with the size of those that are longer.
[[nodiscard]] QString selectMessageHeads(qint64 capture);
[[nodiscard]] QString selectPayloads(qint64 capture);
[[nodiscard]] QString selectSources(qint64 capture);
[[nodiscard]] QString selectConnections(qint64 capture);
[[nodiscard]] QString selectStates(qint64 capture);
[[nodiscard]] QString selectLost(qint64 capture);

} // namespace Inspector::PostgresSchema
