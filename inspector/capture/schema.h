// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/capture/capturerows.h"
#include "inspector/capture/sqlitedialect.h"

#include <QtCore/QString>
#include <QtCore/QStringList>

/// The tables of a capture file. Times are nanoseconds since 1970-01-01T00:00:00Z.
namespace Inspector::Schema {

/// The version of the tables that tables() creates, stored in the file. Readers refuse files with a higher number.
///
/// 1: without source_name, inflated_bytes, truncated and revision.
inline constexpr int version = 2;

/// The columns of a connection in the order of RowText::values(), without the revision, which follows as the last.
[[nodiscard]] const QStringList &connectionColumns();
/// The statements that make an empty capture, in order.
[[nodiscard]] QStringList tables();
/// Makes the new, empty \a database a capture without rows. Returns false if a statement fails; the reason is in \a
/// database.
bool createTables(Sqlite::Database &database);

/// For messages that look like \a message: what few values occur in is written into the statement, because every value
/// that is bound costs. \a text: its payload is stored as text.
[[nodiscard]] QString insertMessage(const MessageRow &message, bool text);
/// The same number for messages that share a statement.
[[nodiscard]] quint32 messageShape(const MessageRow &message, bool text);
[[nodiscard]] QString upsertSource();
[[nodiscard]] QString upsertConnection();
[[nodiscard]] QString insertState();
[[nodiscard]] QString insertLost();

/// Returns the expression for direction, opcode, kind, compressed, truncated and frames of a message as one number,
/// which RowText::messageFrom() takes apart: each column takes time for every row that is read. \param truncated  what
/// it selects as that column.
[[nodiscard]] QString packedMessageColumns(const QString &truncated);
/// Selects in the order that RowText::messageFrom(), sourceFrom(), connectionFrom(), stateFrom() and
/// lostFrom() expect, from a file
/// of version \a fileVersion. What the file has no column for is selected as NULL or 0.
[[nodiscard]] QString selectMessages(int fileVersion);
/// Likewise, but with the size of the payload, and the payload itself only of responses and returned messages.
[[nodiscard]] QString selectMessageMetadata(int fileVersion);
/// Likewise, but with the payloads up to headLimit(), and with the size of those that are longer.
[[nodiscard]] QString selectMessageHeads(int fileVersion);
/// Returns the expression for the longest payload that is read with the head of a message.
[[nodiscard]] QString headLimit();
inline constexpr qint64 headBytes = 64 * 1024;
/// Of responses and returned messages. The reference takes no message above 1 MiB.
inline constexpr qint64 longHeadBytes = 1024 * 1024;
[[nodiscard]] QString selectSources();
/// The row's revision follows as the last column.
[[nodiscard]] QString selectConnections(int fileVersion);
[[nodiscard]] QString selectStates();
/// Columns id and payload.
[[nodiscard]] QString selectPayloads();
[[nodiscard]] QString selectLost();

} // namespace Inspector::Schema
