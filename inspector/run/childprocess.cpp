// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/run/childprocess.h"

#include "inspector/setup/texts.h"

#include <QtCore/QFileInfo>
#include <QtCore/QStandardPaths>

#include <csignal>

#ifdef Q_OS_UNIX
#include <sys/types.h>
#endif

namespace Inspector {

namespace {

constexpr int cannotRun = 126;
constexpr int notFound = 127;
constexpr int killedBySignal = 128;

bool exists(const QString &program)
{
    return program.contains(u'/') ? QFileInfo::exists(program) : !QStandardPaths::findExecutable(program).isEmpty();
}

} // namespace

ChildProcess::ChildProcess(QObject *parent)
    : QObject(parent)
{
    m_process.setProcessChannelMode(QProcess::ForwardedChannels);
    m_process.setInputChannelMode(QProcess::ForwardedInputChannel);
#ifdef Q_OS_UNIX
    m_process.setChildProcessModifier([] {
        for (const int number : {SIGPIPE, SIGXFSZ, SIGINT, SIGQUIT, SIGTERM})
            std::signal(number, SIG_DFL);
    });
#endif
    connect(&m_process, &QProcess::finished, this, [this](int code, QProcess::ExitStatus status) {
        Q_EMIT finished(status == QProcess::CrashExit ? killedBySignal + code : code, QString());
    });
    connect(&m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error != QProcess::FailedToStart)
            return;
        const bool isThere = exists(m_process.program());
        Q_EMIT finished(
            isThere ? cannotRun : notFound,
            isThere ? Setup::tr("Cannot run %1: %2.").arg(m_process.program(), m_process.errorString())
                    : Setup::tr("There is no program %1. Check its name and its path.").arg(m_process.program()));
    });
}

ChildProcess::~ChildProcess()
{
    m_process.disconnect(this);
    if (isRunning()) {
        m_process.kill();
        m_process.waitForFinished();
    }
}

void ChildProcess::start(const QStringList &command, const QProcessEnvironment &environment, const QString &directory)
{
    m_process.setWorkingDirectory(directory);
    m_process.setProcessEnvironment(environment);
    m_process.start(command.constFirst(), command.sliced(1));
}

void ChildProcess::sendSignal(int number)
{
#ifdef Q_OS_UNIX
    if (isRunning())
        ::kill(pid_t(m_process.processId()), number);
#else
    Q_UNUSED(number)
    m_process.terminate();
#endif
}

} // namespace Inspector
