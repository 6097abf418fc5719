// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/cli/runcommand.h"

#include "inspector/capture/capturewriter.h"
#include "inspector/cli/output.h"
#include "inspector/cli/wirelines.h"
#include "inspector/run/descendants.h"
#include "inspector/run/runcertificates.h"
#include "inspector/run/runenvironment.h"
#include "inspector/sources/forwardproxysource.h"

using namespace Qt::Literals::StringLiterals;

namespace Inspector {

namespace {

/// Between two looks at what the program left behind: no signal announces the end of a process that is no child.
constexpr std::chrono::milliseconds followInterval{200};

} // namespace

RunCommand::RunCommand(RunOptions options, QObject *parent)
    : Command(parent)
    , m_options(std::move(options))
{
    m_following.setInterval(followInterval);
    connect(&m_following, &QTimer::timeout, this, &RunCommand::follow);
    connect(&m_program, &ChildProcess::finished, this, &RunCommand::programFinished);
}

RunCommand::~RunCommand() = default;

void RunCommand::start()
{
    if (const QString problem = prepare(); !problem.isEmpty()) {
        fail(problem);
        return;
    }
    connect(m_source.get(), &Source::failed, this, &RunCommand::fail);
    connect(m_source.get(), &Source::listening, this, &RunCommand::startProgram);
    if (m_writer) {
        connect(m_writer.get(), &CaptureWriter::resumed, m_source.get(), &Source::resume);
        // The program goes on: it was not started for the capture alone.
        connect(m_writer.get(), &CaptureWriter::failed, this,
                [](const CaptureError &error) { Output::say(error.text()); });
    }
    m_source->start();
}

QString RunCommand::prepare()
{
    const auto tls = tlsConfiguration(m_options.tls);
    if (const auto *problem = std::get_if<QString>(&tls))
        return *problem;
    if (!m_options.eventsFile.isEmpty()) {
        m_events.setFileName(m_options.eventsFile);
        if (!m_events.open(QIODevice::WriteOnly | QIODevice::NewOnly | QIODevice::Unbuffered,
                           QFile::ReadOwner | QFile::WriteOwner))
            return u"Cannot write %1: %2."_s.arg(m_options.eventsFile, m_events.errorString());
    }
    if (!m_options.captureFile.isEmpty()) {
        auto created = CaptureWriter::create(m_options.captureFile);
        if (const auto *error = std::get_if<CaptureError>(&created))
            return error->text();
        m_writer = std::get<std::unique_ptr<CaptureWriter>>(std::move(created));
    }
    if (!m_writer && !m_events.isOpen())
        Output::say(u"nothing is recorded; --capture FILE or --events FILE shows what %1 and its relays send"_s.arg(
            m_options.command.constFirst()));
    m_observer =
        std::make_unique<TeeObserver>(m_writer.get(), [this](const RelayCore::WireEvent &event) { write(event); });
    ForwardProxyOptions options;
    options.title = m_options.command.constFirst();
    options.tls = std::get<std::optional<QSslConfiguration>>(tls);
    options.verifyCertificate = m_options.verifyCertificate;
    m_source = std::make_unique<ForwardProxySource>(options, *m_observer);
    return {};
}

void RunCommand::startProgram()
{
    m_isListening = true;
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
    m_exitCode = exitCode;
    if (!problem.isEmpty()) {
        Output::say(problem);
        leave(exitCode);
        return;
    }
    if (m_options.runFor)
        QTimer::singleShot(*m_options.runFor, this, [this] { leave(m_exitCode); });
    m_following.start();
    follow();
}

void RunCommand::follow()
{
    // Before its first connection a daemon is waited for; afterwards its last connection decides.
    const bool isLeft = Descendants::areLeft();
    if (m_source->connectionCount() == 0 && (m_hasConnected || !isLeft))
        leave(m_exitCode);
}

void RunCommand::terminate()
{
    leave(ExitCode::done);
}

void RunCommand::handOn(int number, bool fromTerminal)
{
    if (m_hasEnded || !m_program.isRunning())
        leave(m_hasEnded ? m_exitCode : ExitCode::done);
    else if (!fromTerminal) // The terminal has sent it to the program, too.
        m_program.sendSignal(number);
}

void RunCommand::write(const RelayCore::WireEvent &event)
{
    if (std::holds_alternative<RelayCore::ConnectionOpened>(event.payload))
        m_hasConnected = true;
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

void RunCommand::leave(int exitCode)
{
    if (m_leaving)
        return;
    m_leaving = true;
    m_exitCode = exitCode;
    m_following.stop();
    // From the event loop: this may have been called by the source, in the middle of an event.
    QMetaObject::invokeMethod(
        this,
        [this] {
            if (!m_isListening) {
                finish();
                return;
            }
            connect(m_source.get(), &Source::stopped, this, &RunCommand::finish, Qt::SingleShotConnection);
            m_source->stop();
        },
        Qt::QueuedConnection);
}

void RunCommand::finish()
{
    if (m_writer)
        m_writer->finish();
    Q_EMIT finished(m_exitCode);
}

} // namespace Inspector
