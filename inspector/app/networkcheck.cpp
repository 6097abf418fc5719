// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/app/networkcheck.h"

#include "inspector/app/settings.h"
#include "inspector/check/steptext.h"
#include "inspector/check/stunserver.h"
#include "inspector/models/formatting.h"
#include "inspector/setup/connectrequest.h"
#include "inspector/setup/tokenfile.h"

#include <utility>

namespace Inspector {

using namespace Qt::Literals::StringLiterals;

namespace {

CheckRow rowOf(const StepReport &report)
{
    CheckRow row;
    row.title = checkStepTitle(report.step);
    if (report.took)
        row.duration = durationText(report.took->count());
    row.text = report.summary;
    row.notes = report.notes;
    if (!report.problems.isEmpty())
        row.advice = advice(report.problems);
    switch (report.outcome) {
    case StepReport::Outcome::Ok:
        row.token = u"good"_s;
        row.glyph = u"✓"_s;
        row.outcome = u"ok"_s;
        break;
    case StepReport::Outcome::Warning:
        row.token = u"waiting"_s;
        row.glyph = u"!"_s;
        row.outcome = u"warning"_s;
        break;
    case StepReport::Outcome::Failed:
        row.token = u"error"_s;
        row.glyph = u"✕"_s;
        row.outcome = u"failed"_s;
        break;
    case StepReport::Outcome::NotNeeded:
    case StepReport::Outcome::NotTried:
        row.token = u"muted"_s;
        row.glyph = row.outcome = u"–"_s;
        break;
    }
    return row;
}

} // namespace

NetworkCheck::NetworkCheck(NetworkCheckDialog *dialog, QObject *parent)
    : QObject(parent)
    , m_dialog(dialog)
{
    connect(dialog, &NetworkCheckDialog::started, this, &NetworkCheck::start);
    connect(dialog, &NetworkCheckDialog::stopped, this, &NetworkCheck::stop);
}

NetworkCheck::~NetworkCheck() = default;

void NetworkCheck::ask(const Theme &theme, Settings &settings, QWidget *window)
{
    NetworkCheckDialog dialog(&theme, window);
    NetworkCheck check(&dialog);
    dialog.setRecentAddresses(settings.recentAddresses());
    dialog.setStunServers(QString::fromUtf8(settings.state(u"stunServers"_s)));
    dialog.exec();
    settings.setState(u"stunServers"_s, dialog.stunServers().join(u' ').toUtf8());
}

void NetworkCheck::start()
{
    m_stunOptions.servers.clear();
    for (const QString &text : m_dialog->stunServers()) {
        const auto server = readStunServer(text);
        if (!server) {
            m_dialog->showStunProblem(tr("%1 is not HOST or HOST:PORT.").arg(text));
            return;
        }
        m_stunOptions.servers.append(*server);
    }
    ConnectRequest request;
    request.client.address = m_dialog->address();
    ProbeOptions options;
    options.address = request.client.address;
    if (const QString path = m_dialog->tokenFile(); !path.isEmpty()) {
        const auto token = readTokenFile(path);
        if (const auto *const problem = std::get_if<QString>(&token)) {
            m_dialog->showTokenProblem(*problem);
            return;
        }
        options.headers.append({"Authorization", "Bearer " + std::get<QByteArray>(token)});
        request.client.headers = options.headers;
        options.warnOfReadableToken = exposesCredentials(request);
    }
    m_reports.clear();
    m_isStopped = false;
    m_dialog->setRunning(true);
    show();
    if (options.address.isEmpty()) {
        startStun();
        return;
    }
    m_probe = std::make_unique<CheckProbe>(options);
    connect(m_probe.get(), &CheckProbe::stepStarted, this, &NetworkCheck::onStepStarted);
    connect(m_probe.get(), &CheckProbe::stepDone, this, &NetworkCheck::onStepDone);
    // A probe may not be deleted from its slots.
    connect(m_probe.get(), &CheckProbe::finished, this, &NetworkCheck::startStun, Qt::QueuedConnection);
    m_probe->start();
}

void NetworkCheck::startStun()
{
    if (m_isStopped || m_stunOptions.servers.isEmpty()) {
        end();
        return;
    }
    m_stun = std::make_unique<StunProbe>(m_stunOptions);
    connect(m_stun.get(), &StunProbe::stepStarted, this, &NetworkCheck::onStepStarted);
    connect(m_stun.get(), &StunProbe::stepDone, this, &NetworkCheck::onStepDone);
    connect(m_stun.get(), &StunProbe::finished, this, &NetworkCheck::end, Qt::QueuedConnection);
    m_stun->start();
}

void NetworkCheck::stop()
{
    m_isStopped = true;
    if (m_stun)
        m_stun->stop();
    else if (m_probe)
        m_probe->stop();
}

void NetworkCheck::onStepStarted(CheckStep step)
{
    m_current = step;
    show();
}

void NetworkCheck::onStepDone(const StepReport &report)
{
    m_current.reset();
    m_reports.append(report);
    show();
}

void NetworkCheck::show(const QString &result)
{
    QList<CheckRow> rows;
    for (const StepReport &report : std::as_const(m_reports))
        rows.append(rowOf(report));
    if (m_current)
        rows.append({u"muted"_s, u"…"_s, checkStepTitle(*m_current), {}, {}, {}, {}, u"…"_s});
    m_dialog->showRows(rows, result);
}

void NetworkCheck::end()
{
    m_stun.reset();
    m_probe.reset();
    m_current.reset();
    m_dialog->setRunning(false);
    show(checkResult(m_reports, !m_isStopped));
    Q_EMIT finished();
}

} // namespace Inspector
