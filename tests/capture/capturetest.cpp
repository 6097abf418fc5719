// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "tests/capture/capturetest.h"

#include <QtCore/QProcess>
#include <QtSql/QSqlDatabase>
#include <QtSql/QSqlQuery>

using namespace Qt::Literals::StringLiterals;
using namespace Inspector;
using namespace RelayCore;

namespace CaptureTest {

const QUuid alpha = QUuid::fromString(u"a38fa5d1-f4b8-4a9b-8ddd-1d0255a1e74b");
const QUuid beta = QUuid::fromString(u"484c5196-7a4a-42b1-9179-2e1118fc7b11");

WireEvent textEvent(ConnectionId connection, Direction direction, const QByteArray &payload, qint64 timeNs)
{
    WireMessage message;
    message.direction = direction;
    message.wireBytes = payload.size() + 6;
    message.payload = payload;
    return {1, connection, timeNs, message};
}

QByteArray offer()
{
    return encode(PeerConnection{alpha, u"alpha"_s, beta, DescriptionType::Offer, u"v=0\r\n"_s, {}});
}

std::unique_ptr<CaptureWriter> makeWriter(const QString &path, const CaptureWriterOptions &options)
{
    auto created = CaptureWriter::create(path, options);
    if (const auto *const error = std::get_if<CaptureError>(&created))
        qFatal("%s", qPrintable(error->text()));
    return std::move(std::get<0>(created));
}

std::unique_ptr<CaptureReader> openReader(const QString &path)
{
    auto opened = CaptureReader::open(path);
    if (const auto *const error = std::get_if<CaptureError>(&opened))
        qFatal("%s", qPrintable(error->text()));
    return std::move(std::get<0>(opened));
}

std::optional<CaptureError> errorOfOpening(const QString &path)
{
    auto opened = CaptureReader::open(path);
    if (const auto *const error = std::get_if<CaptureError>(&opened))
        return *error;
    return std::nullopt;
}

bool execute(const QString &path, const QStringList &statements)
{
    bool done = true;
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"second connection"_s);
        database.setConnectOptions(u"QSQLITE_BUSY_TIMEOUT=10000"_s);
        database.setDatabaseName(path);
        done = database.open();
        QSqlQuery query(database);
        for (const QString &statement : statements)
            done = done && query.exec(statement);
    }
    QSqlDatabase::removeDatabase(u"second connection"_s);
    return done;
}

QByteArray shell(const QString &path, const QString &statement)
{
    QProcess process;
    process.start(QStringLiteral(SQLITE3), {u"-readonly"_s, path, statement});
    if (!process.waitForFinished(30'000) || process.exitCode() != 0)
        return "failed: " + process.readAllStandardError();
    return process.readAllStandardOutput().trimmed();
}

} // namespace CaptureTest
