// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QString>
#include <QtCore/QStringList>
#include <QtSql/QSqlDatabase>
#include <QtSql/QSqlError>

#include <optional>

/// Everything about a capture file that only SQLite understands. The rest of the module speaks plain SQL, so that
/// another database can take the place of this file.
namespace Inspector::Sqlite {

/// `PRAGMA application_id` of every capture: the ASCII letters "RLCP" (relay capture).
inline constexpr qint32 applicationId = 0x524C4350;

/// An open database with a connection name of its own. Queries on it must be gone before it is.
///
/// \par Threads  one thread, the one that created it (a rule of Qt SQL).
class Database
{
public:
    enum class Access : quint8 {
        ReadWrite,
        ReadOnly,
        Immutable, ///< Reads without locks; for a read-only file in a folder where no helper files can be created.
    };

    Database(const QString &path, Access access);
    ~Database();
    Q_DISABLE_COPY_MOVE(Database)

    [[nodiscard]] const QSqlDatabase &handle() const { return m_database; }
    [[nodiscard]] bool isOpen() const { return m_database.isOpen(); }
    /// The reason why open() or run() failed, in the words of SQLite.
    [[nodiscard]] QString reason() const { return m_reason; }
    /// Whether it failed because the content of the file is wrong.
    [[nodiscard]] bool isDamaged() const { return m_damaged; }

    /// Executes \a statement and discards its rows.
    bool run(const QString &statement);
    /// The first column of the first row of \a statement.
    [[nodiscard]] std::optional<qint64> number(const QString &statement);

private:
    QString m_name;
    QSqlDatabase m_database;
    QString m_reason;
    bool m_damaged = false;
};

/// \a error as a person reads it, without the boiler plate of the driver.
[[nodiscard]] QString reasonOf(const QSqlError &error);
/// Returns whether the content of the file is wrong, not the access to it.
[[nodiscard]] bool isDamage(const QSqlError &error);

/// To be called on a new, empty database before any table exists.
bool prepareFile(Database &database);
/// Marks the file as a capture of schema \a version; inside the transaction that creates the tables.
bool tagFile(Database &database, int version);
/// Lets others read while this connection writes; after the tables exist.
bool startLog(Database &database);
/// Writes without a journal: for a file that is thrown away where writing it fails. After the tables exist.
bool startBulk(Database &database);
/// Copies into the file what was committed to the log so far, while another connection writes.
bool copyLog(Database &database);
/// Moves everything into the file itself and removes the log, so that the file can be read from anywhere.
bool endLog(Database &database);

[[nodiscard]] std::optional<qint64> applicationIdOf(Database &database);
[[nodiscard]] std::optional<qint64> versionOf(Database &database);
/// A number that changes when another connection has committed; readers of a file poll it.
[[nodiscard]] QString selectDataVersion();
/// Whether the first bytes of the file at \a path are those of an SQLite database.
[[nodiscard]] bool hasMagic(QByteArrayView head);
inline constexpr qsizetype magicBytes = 16;
inline constexpr qint64 leastBytes = 512; ///< Of a database: the smallest page.

/// The write-ahead log that belongs to the database at \a path.
[[nodiscard]] QString logPath(const QString &path);
/// Removes what SQLite keeps beside the database at \a path, which must not be open.
void removeLogs(const QString &path);
/// Removes an empty log that a read-only connection had to leave behind. Safe while others use the file.
void removeEmptyLog(const QString &path);

/// Writes a compact, consistent copy of \a database to \a path.
bool copyInto(Database &database, const QString &path);

/// \a placeholder such that the bytes bound to it are stored as text, byte for byte.
[[nodiscard]] QString textFromBytes(const QString &placeholder = QStringLiteral("?"));
/// The bytes of the text in \a column.
[[nodiscard]] QString bytesFromText(const QString &column);
/// Inserts a row or replaces the one with the same id. \a values are placeholders.
[[nodiscard]] QString upsert(const QString &table, const QStringList &columns, const QStringList &values);

/// `message_text`: the messages with times, names and kinds spelled out, for people with a database shell.
[[nodiscard]] QString readableView();

} // namespace Inspector::Sqlite
