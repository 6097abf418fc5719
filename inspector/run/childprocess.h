// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QObject>
#include <QtCore/QProcess>
#include <QtCore/QStringList>

namespace Inspector {

/// A program in the foreground of the terminal: it has our standard streams, unchanged, and our process group, so that
/// Ctrl+C and Ctrl+Z reach it as if it had been started by itself. A program that still runs is killed with this
/// object.
///
/// \par Threads  one.
class ChildProcess final : public QObject
{
    Q_OBJECT

public:
    explicit ChildProcess(QObject *parent = nullptr);
    ~ChildProcess() override;

    /// Starts \a command, the program first; finished() follows. Dispositions of signals that this process has changed
    /// are back at their defaults in the program.
    /// \param directory  where the program runs; empty: where this process does.
    void start(const QStringList &command, const QProcessEnvironment &environment, const QString &directory = {});
    /// Sends the signal \a number to the program. Does nothing if it does not run.
    void sendSignal(int number);

    [[nodiscard]] bool isRunning() const { return m_process.state() != QProcess::NotRunning; }

Q_SIGNALS:
    /// Emitted when the program has ended. \a exitCode is its own, or 128 and the number of the signal that ended it.
    /// If it could not be started, \a problem is a translated sentence and \a exitCode the one of a shell: 127 if there
    /// is no such program, 126 if it cannot be run.
    void finished(int exitCode, const QString &problem);

private:
    QProcess m_process;
};

} // namespace Inspector
