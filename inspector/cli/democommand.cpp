// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/cli/democommand.h"

#include "inspector/cli/eventlines.h"
#include "inspector/cli/output.h"
#include "inspector/cli/wirelines.h"
#include "inspector/sources/localrelaysource.h"

#include <QtCore/QTimer>

using namespace Qt::Literals::StringLiterals;

namespace Inspector {

DemoCommand::DemoCommand(DemoCommandOptions options, QObject *parent)
    : Command(parent)
    , m_options(options)
{}

DemoCommand::~DemoCommand() = default;

void DemoCommand::start()
{
    const bool readable = Output::isTerminal();
    m_observer = std::make_unique<TeeObserver>(nullptr, [this, readable](const RelayCore::WireEvent &event) {
        bool written = true;
        if (readable) {
            const QString line = m_lines.line(event);
            written = line.isEmpty() || Output::show(line);
        } else {
            const QByteArray line = wireLine(event);
            written = line.isEmpty() || Output::write(line);
        }
        if (!written)
            leave(ExitCode::failed);
    });
    LocalRelayOptions options;
    options.port = 0;
    options.demo = true;
    m_source = std::make_unique<LocalRelaySource>(options, *m_observer);
    connect(m_source.get(), &Source::listening, this, [this, readable](const QUrl &url) {
        m_isListening = true;
        if (readable)
            Output::show(u"A local relay runs on %1, with two clients talking through it. Ctrl+C ends it."_s.arg(
                url.toString()));
        else
            Output::write(EventLines::listening(url, RelayCore::wireTimeNs()));
    });
    connect(m_source.get(), &Source::failed, this, [this](const QString &reason) {
        Output::say(reason);
        leave(ExitCode::failed);
    });
    if (m_options.runFor)
        QTimer::singleShot(*m_options.runFor, this, &DemoCommand::terminate);
    m_source->start();
}

void DemoCommand::terminate()
{
    leave(ExitCode::done);
}

void DemoCommand::leave(int exitCode)
{
    if (m_leaving)
        return;
    m_leaving = true;
    // Later: this may have been called by the source, in the middle of an event.
    QMetaObject::invokeMethod(
        this,
        [this, exitCode] {
            if (!m_isListening) {
                Q_EMIT finished(exitCode);
                return;
            }
            connect(
                m_source.get(), &Source::stopped, this, [this, exitCode] { Q_EMIT finished(exitCode); },
                Qt::SingleShotConnection);
            m_source->stop();
        },
        Qt::QueuedConnection);
}

} // namespace Inspector
