// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/capture/postgrescapture.h"

#include "inspector/capture/batchqueue.h"
#include "inspector/capture/postgresschema.h"
#include "inspector/capture/postgrestext.h"
#include "relaycore/wire/wireevent.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QSysInfo>

using namespace Qt::Literals::StringLiterals;

namespace Inspector::PostgresCapture {

namespace {

using Kind = PostgresProblem::Kind;

QString text(const QUuid &uuid)
{
    return uuid.toString(QUuid::WithoutBraces);
}

/// The translation context of this file.
struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(Inspector::PostgresCapture)
};

} // namespace

QString channel()
{
    return u"relay_capture"_s;
}

std::optional<SpoolTarget> begin(PostgresConnection &connection, const DatabaseAddress &address)
{
    using PostgresSchema::literal;
    SpoolTarget target{address, 0, QUuid::createUuid()};
    const QString program = QCoreApplication::applicationName() + u' ' + QCoreApplication::applicationVersion();
    const auto id = connection.value(u"SELECT relay.begin_capture(%1, %2, %3, %4, %5)"_s.arg(
        literal(text(target.uuid)), literal(address.capture), literal(QSysInfo::machineHostName()),
        literal(program.trimmed()), QString::number(RelayCore::wireTimeNs())));
    if (!id)
        return std::nullopt;
    target.capture = id->toLongLong();
    return target;
}

std::optional<quint64> revision(PostgresConnection &connection, const SpoolTarget &target)
{
    const auto found = connection.value(u"SELECT revision FROM relay.capture WHERE id = %1 AND uuid = %2"_s.arg(
        QString::number(target.capture), PostgresSchema::literal(text(target.uuid))));
    return found ? std::optional(found->toULongLong()) : std::nullopt;
}

bool append(PostgresConnection &connection, const SpoolTarget &target, const RowBatch &batch)
{
    return connection.run(PostgresText::appendBatch(target.capture, target.uuid, batch))
           || connection.problem()->kind == Kind::AlreadyThere;
}

void notify(PostgresConnection &connection, const SpoolTarget &target)
{
    connection.run(u"NOTIFY %1, '%2'"_s.arg(channel(), QString::number(target.capture)));
}

std::variant<Drained, DrainProblem> drainSpool(const QString &file, const std::function<bool()> &isCanceled,
                                               std::chrono::milliseconds answerLimit)
{
    const std::unique_ptr<QLockFile> lock = lockSpool(file);
    if (!lock)
        return DrainProblem{Texts::tr("“%1” is in use by the program that writes it").arg(file)};
    auto opened = CaptureSpool::open(file);
    if (const auto *const problem = std::get_if<QString>(&opened))
        return DrainProblem{*problem};
    std::unique_ptr<CaptureSpool> spool = std::get<0>(std::move(opened));
    const std::optional<SpoolTarget> target = spool->target();
    if (!target)
        return DrainProblem{Texts::tr("“%1” names no capture").arg(file)};
    const auto failed = [&](const PostgresProblem &problem) {
        return DrainProblem{Texts::tr("“%1” stays where it is: %2").arg(file, problem.text())};
    };

    PostgresConnection connection(target->address);
    connection.setAnswerLimit(answerLimit);
    if (!connection.openWithTables())
        return failed(*connection.problem());
    std::optional<quint64> done = revision(connection, *target);
    if (!done)
        return failed(connection.problem().value_or(PostgresProblem{Kind::NoCapture, u"removed"_s}));
    Drained drained{target->address.capture, 0};
    while (std::optional<RowBatch> batch = spool->next(*done)) {
        if (isCanceled())
            return drained;
        if (!append(connection, *target, *batch))
            return failed(*connection.problem());
        done = batch->revision;
        drained.messages += batch->messages.size();
        if (!spool->removeUpTo(*done))
            break;
    }
    if (!spool->reason().isEmpty())
        return DrainProblem{CaptureSpool::readProblem(file, spool->reason())};
    notify(connection, *target);
    spool.reset();
    CaptureSpool::remove(file);
    return drained;
}

} // namespace Inspector::PostgresCapture
