// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/capture/rowbatch.h"

#include <QtCore/QString>
#include <QtCore/QUuid>

/// Rows as statements of PostgreSQL.
namespace Inspector::PostgresText {

/// Returns \a text as a text column of PostgreSQL can hold it, and Qt's driver can read it. Text with U+0000, or with a
/// byte order mark at its beginning, begins with U+FDD0, which is no character; then U+0000 is written as U+FDD1 U+0030
/// and U+FDD1 as U+FDD1 U+0031. All other text stays as it is.
[[nodiscard]] QString escaped(const QString &text);
/// Returns the text that was escaped.
[[nodiscard]] QString restored(const QString &text);
/// The same for every text of a row that was read.
void restore(SourceRow &row);
void restore(ConnectionRow &row);
void restore(MessageRow &row);
void restore(StateRow &row);
void restore(LostRow &row);

/// Returns the statements that append \a batch to a capture, or fail with a state of PostgresSchema where the batch is
/// not the next one.
[[nodiscard]] QString appendBatch(qint64 capture, const QUuid &uuid, const RowBatch &batch);

} // namespace Inspector::PostgresText
