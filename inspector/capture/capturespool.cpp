// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/capture/capturespool.h"

#include "inspector/capture/capturefile.h"
#include "inspector/capture/systemerror.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtSql/QSqlQuery>

using namespace Qt::Literals::StringLiterals;

namespace Inspector {

namespace {

/// `PRAGMA application_id` of every spool: the ASCII letters "RLSP" (relay spool).
constexpr qint32 applicationId = 0x524C5350;
constexpr int version = 1;
const QString suffix = u".relayspool"_s;

/// The translation context of this file.
struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(Inspector::CaptureSpool)
};

} // namespace

QString CaptureSpool::defaultFolder()
{
    QString state = qEnvironmentVariable("XDG_STATE_HOME");
    if (!QDir::isAbsolutePath(state))
        state = QDir::homePath() + u"/.local/state"_s;
    return state + u"/relay-inspector/spool"_s;
}

bool CaptureSpool::makeFolder(const QString &folder)
{
    if (QDir(folder).exists())
        return true;
    return QDir().mkpath(folder)
           && QFile::setPermissions(folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
}

QString CaptureSpool::fileName(const QUuid &uuid)
{
    return uuid.toString(QUuid::WithoutBraces) + suffix;
}

QStringList CaptureSpool::filesIn(const QString &folder)
{
    const QDir dir(folder);
    QStringList files = dir.entryList({u'*' + suffix}, QDir::Files, QDir::Time | QDir::Reversed);
    for (QString &file : files)
        file = dir.absoluteFilePath(file);
    return files;
}

void CaptureSpool::remove(const QString &file)
{
    QFile::remove(file);
    removeCaptureLogs(file);
}

std::variant<std::unique_ptr<CaptureSpool>, QString> CaptureSpool::create(const QString &file,
                                                                          const SpoolTarget &target)
{
    const QString folder = QFileInfo(file).absolutePath();
    if (!makeFolder(folder))
        return Texts::tr("the folder “%1” cannot be made").arg(folder);
    // As a capture: what SQLite puts beside it gets the same permissions.
    QFile created(file);
    if (!created.open(QIODevice::WriteOnly | QIODevice::NewOnly, QFile::ReadOwner | QFile::WriteOwner))
        return Texts::tr("“%1” cannot be made: %2").arg(file, translatedSystemError(created.errorString()));
    created.close();
    std::unique_ptr<CaptureSpool> spool(new CaptureSpool(file));
    if (spool->createTables(target))
        return spool;
    const QString reason = spool->reason();
    spool.reset();
    remove(file);
    return Texts::tr("“%1” cannot be made: %2").arg(file, reason);
}

QString CaptureSpool::readProblem(const QString &file, const QString &reason)
{
    return Texts::tr("“%1” cannot be read: %2").arg(file, reason);
}

std::variant<std::unique_ptr<CaptureSpool>, QString> CaptureSpool::open(const QString &file)
{
    if (!QFileInfo(file).isFile())
        return Texts::tr("“%1” is no file").arg(file);
    std::unique_ptr<CaptureSpool> spool(new CaptureSpool(file));
    const std::optional<qint64> application = Sqlite::applicationIdOf(spool->m_database);
    const std::optional<qint64> found = Sqlite::versionOf(spool->m_database);
    if (!application || !found)
        return readProblem(file, spool->m_database.reason());
    if (*application != applicationId || *found != version)
        return Texts::tr("“%1” is no spool that this version can read").arg(file);
    return spool;
}

std::optional<SpoolTarget> CaptureSpool::targetOf(const QString &file)
{
    const auto opened = open(file);
    const auto *const spool = std::get_if<std::unique_ptr<CaptureSpool>>(&opened);
    return spool ? (*spool)->target() : std::nullopt;
}

CaptureSpool::CaptureSpool(const QString &file)
    : m_database(file, Sqlite::Database::Access::ReadWrite)
{}

bool CaptureSpool::createTables(const SpoolTarget &target)
{
    const bool made = m_database.run(u"PRAGMA journal_mode = WAL"_s) && m_database.run(u"BEGIN"_s)
                      && m_database.run(u"CREATE TABLE target (address TEXT, capture INTEGER, uuid TEXT)"_s)
                      && m_database.run(u"CREATE TABLE batch (revision INTEGER PRIMARY KEY, bytes INTEGER NOT NULL, "
                                        "messages INTEGER NOT NULL, rows BLOB NOT NULL)"_s)
                      && m_database.run(u"PRAGMA application_id = %1"_s.arg(applicationId))
                      && m_database.run(u"PRAGMA user_version = %1"_s.arg(version));
    if (!made) {
        m_reason = m_database.reason();
        return false;
    }
    QSqlQuery query(m_database.handle());
    query.prepare(u"INSERT INTO target VALUES (?, ?, ?)"_s);
    query.addBindValue(target.address.text());
    query.addBindValue(target.capture);
    query.addBindValue(target.uuid.toString(QUuid::WithoutBraces));
    if (run(query) && m_database.run(u"COMMIT"_s))
        return true;
    if (m_reason.isEmpty())
        m_reason = m_database.reason();
    return false;
}

bool CaptureSpool::run(QSqlQuery &query)
{
    if (query.exec())
        return true;
    m_reason = Sqlite::reasonOf(query.lastError());
    return false;
}

std::optional<SpoolTarget> CaptureSpool::target()
{
    QSqlQuery query(m_database.handle());
    query.prepare(u"SELECT address, capture, uuid FROM target"_s);
    if (!run(query) || !query.next())
        return std::nullopt;
    auto address = DatabaseAddress::parse(query.value(0).toString());
    if (!std::holds_alternative<DatabaseAddress>(address))
        return std::nullopt;
    return SpoolTarget{std::get<DatabaseAddress>(std::move(address)), query.value(1).toLongLong(),
                       QUuid::fromString(query.value(2).toString())};
}

bool CaptureSpool::append(const QList<std::shared_ptr<const RowBatch>> &batches)
{
    if (!m_database.run(u"BEGIN IMMEDIATE"_s)) {
        m_reason = m_database.reason();
        return false;
    }
    QSqlQuery query(m_database.handle());
    query.prepare(u"INSERT OR IGNORE INTO batch VALUES (?, ?, ?, ?)"_s);
    for (const std::shared_ptr<const RowBatch> &batch : batches) {
        const QByteArray rows = batch->toBytes();
        query.bindValue(0, batch->revision);
        query.bindValue(1, rows.size());
        query.bindValue(2, quint64(batch->messages.size()));
        query.bindValue(3, rows);
        if (!run(query)) {
            m_database.run(u"ROLLBACK"_s);
            return false;
        }
    }
    if (m_database.run(u"COMMIT"_s))
        return true;
    m_reason = m_database.reason();
    m_database.run(u"ROLLBACK"_s);
    return false;
}

std::optional<RowBatch> CaptureSpool::next(quint64 revision)
{
    QSqlQuery query(m_database.handle());
    query.prepare(u"SELECT rows FROM batch WHERE revision > ? ORDER BY revision LIMIT 1"_s);
    query.addBindValue(revision);
    if (!run(query) || !query.next())
        return std::nullopt;
    std::optional<RowBatch> batch = RowBatch::fromBytes(query.value(0).toByteArray());
    if (!batch)
        m_reason = Texts::tr("a row of it is damaged");
    return batch;
}

bool CaptureSpool::removeUpTo(quint64 revision)
{
    QSqlQuery query(m_database.handle());
    query.prepare(u"DELETE FROM batch WHERE revision <= ?"_s);
    query.addBindValue(revision);
    return run(query);
}

CaptureSpool::Content CaptureSpool::content()
{
    QSqlQuery query(m_database.handle());
    query.prepare(u"SELECT count(*), coalesce(sum(messages), 0) FROM batch"_s);
    if (!run(query) || !query.next())
        return {};
    return {query.value(0).toLongLong(), query.value(1).toULongLong()};
}

} // namespace Inspector
