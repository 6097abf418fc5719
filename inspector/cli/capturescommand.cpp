// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/cli/capturescommand.h"

#include "inspector/capture/capturespool.h"
#include "inspector/capture/postgrescapture.h"
#include "inspector/check/formatting.h"
#include "inspector/cli/jsonline.h"
#include "inspector/cli/output.h"
#include "inspector/cli/usageerror.h"
#include "inspector/setup/exitcode.h"
#include "relaycore/wire/wireevent.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QLocale>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace Inspector {

namespace {

QByteArray eventLine(const CatalogEntry &entry)
{
    return JsonLine("capture"_L1)
        .text("name"_L1, entry.name)
        .text("host"_L1, entry.host)
        .text("started_by"_L1, entry.startedBy)
        .text("program"_L1, entry.program)
        .raw("started"_L1, '"' + rfc3339(entry.startedNs) + '"')
        .raw("last"_L1, '"' + rfc3339(entry.lastNs) + '"')
        .raw("ended"_L1, entry.endedNs ? '"' + rfc3339(*entry.endedNs) + '"' : "null"_ba)
        .number("messages"_L1, qint64(entry.messages))
        .number("bytes"_L1, entry.bytes)
        .at(RelayCore::wireTimeNs());
}

QString shortTime(qint64 ns)
{
    return QString::fromLatin1(rfc3339(ns).first(16)).replace(u'T', u' ');
}

QString line(const CatalogEntry &entry)
{
    return u"%1  %2  %3  %4  %5  %6"_s
        .arg(shortTime(entry.startedNs), entry.endedNs ? shortTime(*entry.endedNs) : u"…"_s.leftJustified(16))
        .arg(entry.messages, 12)
        .arg(QLocale::c().formattedDataSize(entry.bytes, 1), 10)
        .arg(entry.host.leftJustified(16), entry.name);
}

} // namespace

CapturesCommand::CapturesCommand(CapturesOptions options, QObject *parent)
    : Command(parent)
    , m_options(std::move(options))
{
    m_options.json = m_options.json || !Output::isTerminal();
}

void CapturesCommand::start()
{
    Q_EMIT finished(run());
}

void CapturesCommand::terminate()
{
    m_terminated = true;
}

int CapturesCommand::fail(const QString &problem) const
{
    reportFailure(problem, m_options.json);
    return ExitCode::failed;
}

int CapturesCommand::fail(const PostgresProblem &problem) const
{
    return fail(u"%1: %2."_s.arg(m_options.address->withoutCapture().text(), problem.text()));
}

int CapturesCommand::run()
{
    using Action = CapturesOptions::Action;
    if (m_options.action == Action::Drain)
        return drain();
    const DatabaseAddress database = m_options.address->withoutCapture();
    if (m_options.action == Action::Init) {
        if (const auto problem = PostgresCatalog::initialize(database, m_options.roles))
            return fail(*problem);
        Output::say(u"%1 is ready for captures. GRANT %2 to those who write them, %3 to those who read them"_s.arg(
            database.text(), m_options.roles.writer, m_options.roles.reader));
        return ExitCode::done;
    }
    auto opened = PostgresCatalog::open(database);
    if (const auto *const problem = std::get_if<PostgresProblem>(&opened))
        return fail(*problem);
    PostgresCatalog &catalog = *std::get<0>(opened);
    const auto captures = catalog.captures();
    if (const auto *const problem = std::get_if<PostgresProblem>(&captures))
        return fail(*problem);
    const auto &entries = std::get<0>(captures);
    if (m_options.action == Action::Remove)
        return remove(catalog, entries);
    if (m_options.action == Action::Prune)
        return prune(catalog, entries);
    return list(entries);
}

int CapturesCommand::list(const QList<CatalogEntry> &entries) const
{
    if (!m_options.json)
        Output::show(u"started           ended                 messages       size  host              name"_s);
    for (const CatalogEntry &entry : entries) {
        if (!(m_options.json ? Output::write(eventLine(entry)) : Output::show(line(entry))))
            return ExitCode::failed;
    }
    return ExitCode::done;
}

int CapturesCommand::remove(PostgresCatalog &catalog, const QList<CatalogEntry> &entries) const
{
    const auto entry = std::find_if(entries.cbegin(), entries.cend(), [this](const CatalogEntry &each) {
        return each.name == m_options.address->capture;
    });
    if (entry == entries.cend())
        return fail(PostgresProblem{PostgresProblem::Kind::NoCapture, {}});
    if (const auto problem = catalog.remove(*entry))
        return fail(*problem);
    Output::say(u"removed %1"_s.arg(entry->name));
    return ExitCode::done;
}

int CapturesCommand::prune(PostgresCatalog &catalog, const QList<CatalogEntry> &entries) const
{
    const qint64 limit = RelayCore::wireTimeNs() - std::chrono::nanoseconds(m_options.older).count();
    qsizetype removed = 0;
    for (const CatalogEntry &entry : entries) {
        QCoreApplication::processEvents(); // A signal ends it.
        if (m_terminated)
            break;
        if (entry.lastNs >= limit)
            continue;
        if (const auto problem = catalog.remove(entry))
            return fail(*problem);
        Output::say(u"removed %1"_s.arg(entry.name));
        ++removed;
    }
    Output::say(counted(removed, "capture removed"_L1, "captures removed"_L1));
    return ExitCode::done;
}

int CapturesCommand::drain()
{
    const QString folder = m_options.spoolFolder.isEmpty() ? CaptureSpool::defaultFolder() : m_options.spoolFolder;
    int exitCode = ExitCode::done;
    qsizetype files = 0;
    for (const QString &file : CaptureSpool::filesIn(folder)) {
        if (m_options.address) {
            const auto target = CaptureSpool::targetOf(file);
            if (target && target->address.withoutCapture() != m_options.address->withoutCapture())
                continue;
        }
        ++files;
        const auto drained = PostgresCapture::drainSpool(file, [this] {
            QCoreApplication::processEvents();
            return m_terminated;
        });
        if (const auto *const problem = std::get_if<PostgresCapture::DrainProblem>(&drained)) {
            exitCode = fail(problem->text + u'.');
            continue;
        }
        const auto &done = std::get<0>(drained);
        Output::say(u"%1 brought into the capture %2"_s.arg(
            counted(qsizetype(done.messages), "message"_L1, "messages"_L1), done.capture));
        if (m_terminated)
            break;
    }
    if (files == 0 && m_options.address)
        Output::say(u"nothing is kept for %1 in %2"_s.arg(m_options.address->withoutCapture().text(), folder));
    else if (files == 0)
        Output::say(u"nothing is kept in %1"_s.arg(folder));
    return exitCode;
}

} // namespace Inspector
