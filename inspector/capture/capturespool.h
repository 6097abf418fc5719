// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/capture/captureaddress.h"
#include "inspector/capture/rowbatch.h"
#include "inspector/capture/sqlitedialect.h"

#include <QtCore/QString>
#include <QtCore/QUuid>

#include <memory>
#include <optional>
#include <variant>

namespace Inspector {

/// The capture that the rows of a spool belong to.
struct SpoolTarget
{
    DatabaseAddress address; ///< With the name of the capture.
    qint64 capture = 0;
    QUuid uuid;
};

/// Rows that a database has not taken yet, in a local SQLite file for its owner alone.
///
/// Several objects, each in a thread of its own, may have one file open.
///
/// \par Errors   a step that fails returns false or nothing and leaves its reason in reason().
class CaptureSpool
{
public:
    /// Returns the folder for spools: `relay-inspector/spool` under `$XDG_STATE_HOME` or `~/.local/state`.
    [[nodiscard]] static QString defaultFolder();
    /// Makes \a folder, for its owner alone, where there is none.
    static bool makeFolder(const QString &folder);
    /// Returns the name of the file for a capture.
    [[nodiscard]] static QString fileName(const QUuid &uuid);
    /// Returns the spools in \a folder.
    [[nodiscard]] static QStringList filesIn(const QString &folder);
    /// Removes \a file and what SQLite has put beside it.
    static void remove(const QString &file);

    /// Makes a file for \a target, and its folder. Returns why it cannot.
    [[nodiscard]] static std::variant<std::unique_ptr<CaptureSpool>, QString> create(const QString &file,
                                                                                     const SpoolTarget &target);
    /// Opens a file that create() has made.
    [[nodiscard]] static std::variant<std::unique_ptr<CaptureSpool>, QString> open(const QString &file);

    /// Returns the sentence for a \a file that cannot be read for \a reason.
    [[nodiscard]] static QString readProblem(const QString &file, const QString &reason);
    /// Returns the capture that the rows in \a file belong to; nothing where that cannot be read.
    [[nodiscard]] static std::optional<SpoolTarget> targetOf(const QString &file);
    [[nodiscard]] std::optional<SpoolTarget> target();
    /// Appends \a batches; those that are in the file already are left out.
    bool append(const QList<std::shared_ptr<const RowBatch>> &batches);
    /// Returns the first batch above \a revision.
    [[nodiscard]] std::optional<RowBatch> next(quint64 revision);
    /// Removes the batches up to \a revision.
    bool removeUpTo(quint64 revision);
    /// Returns the number of batches, and of the messages in them.
    struct Content
    {
        qint64 batches = 0;
        quint64 messages = 0;
    };
    [[nodiscard]] Content content();
    [[nodiscard]] QString reason() const { return m_reason; }

private:
    explicit CaptureSpool(const QString &file);
    bool createTables(const SpoolTarget &target);
    bool run(QSqlQuery &query);

    Sqlite::Database m_database;
    QString m_reason;
};

} // namespace Inspector
