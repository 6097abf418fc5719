// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/capture/captureaddress.h"

#include <QtCore/QList>
#include <QtCore/QProcess>
#include <QtCore/QTemporaryDir>

#include <sys/types.h>

#include <memory>
#include <variant>

namespace CaptureTest {

/// Returns \a address, which has to be one, in its parts.
[[nodiscard]] inline Inspector::DatabaseAddress parsed(const QString &address)
{
    return std::get<Inspector::DatabaseAddress>(Inspector::DatabaseAddress::parse(address));
}

/// A PostgreSQL server of the test's own: in a temporary folder, on a free port of the loopback interface. Its user
/// `owner` owns the database `captures`; `alice` may log in and nothing else. Passwords are in a file that
/// `PGPASSFILE` names.
class PostgresServer
{
public:
    /// Returns the reason why there can be no server here; empty where there can.
    [[nodiscard]] static QString missing();

    PostgresServer();
    ~PostgresServer();
    Q_DISABLE_COPY_MOVE(PostgresServer)

    /// Makes the cluster and starts the server. Returns whether it accepts connections.
    [[nodiscard]] bool initialize();
    /// Starts the server again, or has it answer again. Returns whether it accepts connections.
    [[nodiscard]] bool start();
    /// Ends the server's first process with SIGKILL; the others end by themselves.
    void kill();
    /// Ends the server in order.
    void stop();
    /// Stops the processes of the server (SIGSTOP): connections stay and can be made, and nothing is answered. Returns
    /// whether all have stopped.
    [[nodiscard]] bool stopAnswering();
    void answerAgain();

    /// Returns the address of the database, or of the capture \a capture in it.
    [[nodiscard]] QString address(const QString &capture = {}, const QString &user = QStringLiteral("owner")) const;
    [[nodiscard]] QString folder() const { return m_dir.path(); }
    [[nodiscard]] quint16 port() const { return m_port; }

    /// Executes \a statements as the owner. Returns whether they succeeded.
    [[nodiscard]] bool execute(const QString &statements) const;
    /// Returns the first column of the first row of \a statement as text, or what went wrong.
    [[nodiscard]] QString value(const QString &statement) const;

private:
    [[nodiscard]] bool runTool(const QString &tool, const QStringList &arguments) const;
    [[nodiscard]] bool answers() const;
    /// Returns the processes of the server, the first one first.
    [[nodiscard]] QList<pid_t> processes() const;

    QTemporaryDir m_dir;
    QProcess m_process;
    /// Has the processes continue that stopAnswering() has stopped, at the latest when this process ends: a process
    /// that is stopped does not take the signal that ends it then.
    QProcess m_waker;
    quint16 m_port = 0;
};

} // namespace CaptureTest
