// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/capture/capturespool.h"
#include "inspector/capture/postgresconnection.h"
#include "inspector/capture/storeoptions.h"

#include <atomic>
#include <chrono>
#include <functional>
#include <optional>
#include <variant>

/// The capture in a database that one program writes.
namespace Inspector::PostgresCapture {

/// The channel of `NOTIFY` on which a changed capture is announced; the payload is its id.
[[nodiscard]] QString channel();

/// Adds the capture that \a address names. Returns nothing where that fails; the reason is in \a connection.
[[nodiscard]] std::optional<SpoolTarget> begin(PostgresConnection &connection, const DatabaseAddress &address);
/// Returns the revision of the last transaction in the database; nothing where it cannot be read.
[[nodiscard]] std::optional<quint64> revision(PostgresConnection &connection, const SpoolTarget &target);
/// Appends \a batch unless it is there already. Returns whether it is there now.
bool append(PostgresConnection &connection, const SpoolTarget &target, const RowBatch &batch);
/// Wakes the readers of the capture.
void notify(PostgresConnection &connection, const SpoolTarget &target);

/// What drainSpool() has brought into a database.
struct Drained
{
    QString capture;
    quint64 messages = 0;
};
/// Why it could not.
struct DrainProblem
{
    QString text;
};

/// Brings the rows of the spool \a file into its database and removes the file. Ends early, without loss, when
/// \a isCanceled returns true, and where a statement has no answer after \a answerLimit.
[[nodiscard]] std::variant<Drained, DrainProblem>
drainSpool(const QString &file, const std::function<bool()> &isCanceled,
           std::chrono::milliseconds answerLimit = StoreOptions().answerLimit);

} // namespace Inspector::PostgresCapture
