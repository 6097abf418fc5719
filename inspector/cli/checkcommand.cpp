// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/cli/checkcommand.h"

#include "inspector/check/probe.h"
#include "inspector/cli/checklines.h"
#include "inspector/cli/eventlines.h"
#include "inspector/cli/output.h"
#include "inspector/cli/usageerror.h"
#include "inspector/setup/addresses.h"
#include "relaycore/wire/wireevent.h"

#include <QtCore/QTimer>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace Inspector {

using RelayCore::RelayError;
using RelayCore::wireTimeNs;
using Outcome = StepReport::Outcome;

CheckCommand::CheckCommand(CheckOptions options, QObject *parent)
    : Command(parent)
    , m_options(std::move(options))
    , m_progress(new QTimer(this))
{
    m_progress->setInterval(std::chrono::seconds(1));
    connect(m_progress, &QTimer::timeout, this, &CheckCommand::showRunning);
    if (Output::isTerminal() && !m_options.json)
        m_table.emplace(CheckTable::Style{Output::terminalWidth(), Output::wantsColour()});
}

CheckCommand::~CheckCommand() = default;

void CheckCommand::start()
{
    ProbeOptions options;
    ConnectRequest &request = m_options.request;
    options.name = request.client.name;
    options.uuid = request.client.uuid;
    options.headers = request.client.headers;
    options.verifyCertificate = request.client.verifyCertificate;
    options.stepTimeout = request.client.openTimeout;
    options.registrationTimeout = request.client.registrationTimeout;

    if (!request.tokenFile.isEmpty()) {
        const auto token = readTokenFile(request.tokenFile);
        if (const auto *problem = std::get_if<QString>(&token))
            return refuse(usageError(*problem));
        options.headers.append({"Authorization"_ba, "Bearer " + std::get<QByteArray>(token)});
    }
    const auto tls = tlsConfiguration(request.tls);
    if (const auto *problem = std::get_if<QString>(&tls))
        return refuse(usageError(*problem));
    options.tls = std::get<std::optional<QSslConfiguration>>(tls);
    options.ownAuthorities = !request.tls.authorities.isEmpty();

    if (m_options.address.isEmpty()) {
        if (m_table)
            show(m_table->heading(u"this network"_s));
        return beginStun();
    }
    const auto address = readRelayAddress(m_options.address);
    if (const auto *problem = std::get_if<QString>(&address))
        return failAddress(*problem);
    options.address = request.client.address = std::get<QUrl>(address);
    options.warnOfReadableToken = exposesCredentials(request);
    begin(options);
}

void CheckCommand::terminate()
{
    clearRunning();
    m_isInterrupted = true;
    if (m_stun)
        m_stun->stop();
    else if (m_probe)
        m_probe->stop();
}

void CheckCommand::beginStun()
{
    if (m_options.stun.isEmpty() || m_isInterrupted || m_isOutputGone)
        return end();
    StunOptions options;
    options.servers = m_options.stun;
    options.timeout = m_options.request.client.openTimeout;
    m_stun = std::make_unique<StunProbe>(options);
    connect(m_stun.get(), &StunProbe::stepStarted, this, &CheckCommand::onStepStarted);
    connect(m_stun.get(), &StunProbe::stepDone, this, &CheckCommand::onStep);
    connect(m_stun.get(), &StunProbe::finished, this, &CheckCommand::end);
    m_stun->start();
}

void CheckCommand::begin(const ProbeOptions &options)
{
    m_probe = std::make_unique<CheckProbe>(options);
    connect(m_probe.get(), &CheckProbe::stepStarted, this, &CheckCommand::onStepStarted);
    connect(m_probe.get(), &CheckProbe::stepDone, this, &CheckCommand::onStep);
    connect(m_probe.get(), &CheckProbe::finished, this, &CheckCommand::beginStun);
    if (m_table)
        show(m_table->heading(options.address.toDisplayString(QUrl::RemoveUserInfo | QUrl::RemoveQuery)));
    m_probe->start();
}

void CheckCommand::onStepStarted(CheckStep step)
{
    m_runningStep = step;
    m_running.start();
    m_progress->start();
}

void CheckCommand::onStep(const StepReport &report)
{
    clearRunning();
    m_reports.append(report);
    if (m_table) {
        show(m_table->step(report));
        return;
    }
    print(CheckLines::step(report, wireTimeNs()));
    if (report.outcome == Outcome::Failed || report.outcome == Outcome::Warning) {
        const QString what =
            report.outcome == Outcome::Failed ? report.summary : describe(report.problems.constFirst());
        Output::say(u"%1%2: %3. %4"_s.arg(report.outcome == Outcome::Warning ? u"warning: "_s : QString(),
                                          QString(checkStepName(report.step)), what, advice(report.problems)));
    }
}

void CheckCommand::failAddress(const QString &text)
{
    Problem problem;
    problem.kind = Problem::Kind::InvalidAddress;
    problem.text = text.endsWith(u'.') ? text.chopped(1) : text;
    StepReport report;
    report.outcome = Outcome::Failed;
    report.problems = {problem};
    report.summary = describe(problem);
    for (const CheckStep step : checkSteps) {
        report.step = step;
        onStep(report);
        report = {};
        report.summary = u"not tried"_s;
    }
    beginStun();
}

void CheckCommand::refuse(const RelayError &error)
{
    if (!m_table)
        print(EventLines::error(error, wireTimeNs()));
    Output::say(error.text);
    Q_EMIT finished(ExitCode::failed);
}

void CheckCommand::showRunning()
{
    if (!m_table || !Output::canRewrite())
        return;
    const auto so = std::chrono::duration_cast<std::chrono::seconds>(std::chrono::milliseconds(m_running.elapsed()));
    m_runningShown = true;
    print("\r\x1b[K" + m_table->running(m_runningStep, so).toLocal8Bit());
}

void CheckCommand::clearRunning()
{
    m_progress->stop();
    if (std::exchange(m_runningShown, false))
        print("\r\x1b[K");
}

void CheckCommand::show(const QStringList &lines)
{
    print((lines.join(u'\n') + u'\n').toLocal8Bit());
}

void CheckCommand::print(const QByteArray &line)
{
    if (m_isOutputGone || Output::write(line))
        return;
    m_isOutputGone = true;
    if (m_stun)
        m_stun->stop();
    else if (m_probe)
        m_probe->stop();
}

void CheckCommand::end()
{
    clearRunning();
    const bool hasFailed = std::ranges::count(m_reports, Outcome::Failed, &StepReport::outcome) > 0;
    const qsizetype expected = m_isInterrupted ? m_reports.size() + 1 : m_reports.size();
    if (m_table)
        show(m_table->verdict(m_reports, expected));
    else
        print(CheckLines::verdict(m_reports, wireTimeNs(), expected));
    Q_EMIT finished(hasFailed || m_isOutputGone ? ExitCode::failed : ExitCode::done);
}

} // namespace Inspector
