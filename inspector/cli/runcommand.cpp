// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/cli/runcommand.h"

#include "inspector/check/formatting.h"
#include "inspector/cli/output.h"
#include "inspector/cli/wirelines.h"
#include "inspector/run/descendants.h"
#include "inspector/run/runcertificates.h"
#include "inspector/run/runenvironment.h"
#include "inspector/sources/forwardproxysource.h"

#include <QtCore/QFileInfo>

using namespace Qt::Literals::StringLiterals;

namespace Inspector {

namespace {

/// Between two looks at what the program left behind: no signal announces the end of a process that is no child.
constexpr std::chrono::milliseconds followInterval{200};

} // namespace

RunCommand::RunCommand(RunOptions options, QObject *parent)
    : SourceCommand(parent)
    , m_options(std::move(options))
{
    m_following.setInterval(followInterval);
    connect(&m_following, &QTimer::timeout, this, &RunCommand::follow);
    connect(&m_program, &ChildProcess::finished, this, &RunCommand::programFinished);
}

RunCommand::~RunCommand()
{
    // The program only knows that it was answered with 502, or that its connection was closed.
    if (m_unreached > 0)
        Output::say(
            counted(m_unreached, "connection"_L1, "connections"_L1) + u" did not reach a relay: "_s + m_unreachedReason
            + (m_options.captureFile.isEmpty() ? QString()
                                               : u". relayctl diagnose %1 has advice"_s.arg(m_options.captureFile)));
}

void RunCommand::start()
{
    if (const QString problem = prepare(); !problem.isEmpty()) {
        fail(problem);
        return;
    }
    ForwardProxyOptions options;
    options.title = QFileInfo(m_options.command.constFirst()).fileName();
    options.tls = m_tls;
    options.verifyCertificate = m_options.verifyCertificate;
    auto source = std::make_unique<ForwardProxySource>(
        options, observe([this](const RelayCore::WireEvent &event) { write(event); }));
    connect(source.get(), &Source::failed, this, &RunCommand::fail);
    connect(source.get(), &Source::listening, this, &RunCommand::startProgram);
    m_source = source.get();
    startSource(std::move(source));
}

QString RunCommand::prepare()
{
    const auto tls = tlsConfiguration(m_options.tls);
    if (const auto *problem = std::get_if<QString>(&tls))
        return *problem;
    m_tls = std::get<std::optional<QSslConfiguration>>(tls);
    if (!m_options.eventsFile.isEmpty()) {
        m_events.setFileName(m_options.eventsFile);
        if (!m_events.open(QIODevice::WriteOnly | QIODevice::NewOnly | QIODevice::Unbuffered,
                           QFile::ReadOwner | QFile::WriteOwner))
            return u"Cannot write %1: %2."_s.arg(m_options.eventsFile, m_events.errorString());
    }
    if (const QString problem = openCapture(m_options.captureFile, m_options.store); !problem.isEmpty())
        return problem;
    if (const QString problem = startMonitoring(m_options.metrics); !problem.isEmpty())
        return problem;
    if (!metricsUrl().isEmpty())
        Output::say(u"metrics at %1"_s.arg(metricsUrl().toString()));
    if (!writer() && !m_events.isOpen())
        Output::say(u"nothing is recorded; --capture FILE or --events FILE shows what %1 and its relays send"_s.arg(
            m_options.command.constFirst()));
    return {};
}

void RunCommand::startProgram()
{
    const QProcessEnvironment base = QProcessEnvironment::systemEnvironment();
    auto created = RunCertificates::create(m_source->authorityCertificate(), base);
    if (const auto *problem = std::get_if<QString>(&created)) {
        fail(*problem);
        return;
    }
    m_certificates = std::get<std::unique_ptr<RunCertificates>>(std::move(created));
    Descendants::adopt();
    m_program.start(
        m_options.command,
        applied({m_source->url(), m_certificates->authorityFile(), m_certificates->bundleFile(), m_options.all}, base));
}

void RunCommand::programFinished(int exitCode, const QString &problem)
{
    m_hasEnded = true;
    m_programExitCode = exitCode;
    if (!problem.isEmpty()) {
        Output::say(problem);
        setCaptureUnused();
        if (m_events.isOpen())
            m_events.remove();
        leave(exitCode);
        return;
    }
    if (m_options.runFor)
        QTimer::singleShot(*m_options.runFor, this, [this] { leave(m_programExitCode); });
    m_following.start();
    follow();
}

void RunCommand::follow()
{
    if (isLeaving()) {
        m_following.stop();
        return;
    }
    // Before its first connection a daemon is waited for; afterwards its last connection decides.
    const bool isLeft = Descendants::areLeft();
    if (m_source->connectionCount() == 0 && (m_hasConnected || !isLeft))
        leave(m_programExitCode);
}

void RunCommand::handOn(int number, bool fromTerminal)
{
    if (m_hasEnded || !m_program.isRunning())
        leave(m_hasEnded ? m_programExitCode : ExitCode::done);
    else if (!fromTerminal) // The terminal has sent it to the program, too.
        m_program.sendSignal(number);
}

void RunCommand::write(const RelayCore::WireEvent &event)
{
    if (std::holds_alternative<RelayCore::ConnectionOpened>(event.payload))
        m_hasConnected = true;
    if (const auto *closed = std::get_if<RelayCore::ConnectionClosed>(&event.payload);
        closed && closed->by == RelayCore::ConnectionClosed::By::Upstream && m_unreached++ == 0)
        m_unreachedReason = closed->text;
    if (!m_events.isOpen())
        return;
    if (const QByteArray line = wireLine(event); !line.isEmpty() && m_events.write(line) != line.size()) {
        Output::say(u"Cannot write %1: %2. The program goes on."_s.arg(m_events.fileName(), m_events.errorString()));
        m_events.close();
    }
}

void RunCommand::fail(const QString &problem)
{
    Output::say(problem);
    leave(ExitCode::failed);
}

} // namespace Inspector
