// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QJsonObject>
#include <QtCore/QMap>
#include <QtCore/QProcess>
#include <QtCore/QStringList>

/// A program of the Python environment (build/python) whose output is read line by line.
///
/// Needs a running event loop. Kills what it started when it goes.
class Process
{
public:
    Process();
    ~Process();
    Q_DISABLE_COPY_MOVE(Process)

    /// Starts `<environment>/bin/<program>`. \return why it did not start, otherwise an empty string.
    [[nodiscard]] QString start(const QString &program, const QStringList &arguments);
    /// Starts the program \a path. \return as start().
    [[nodiscard]] QString startProgram(const QString &path, const QStringList &arguments);
    /// Starts one of tests/interop/python with the environment's interpreter. \return as start().
    [[nodiscard]] QString startScript(const QString &script, const QStringList &arguments);
    /// Returns the command, its program first, that startScript() runs.
    [[nodiscard]] static QStringList scriptCommand(const QString &script);
    /// Set in the environment of what is started from now on.
    void setVariable(const QString &name, const QString &value) { m_variables.insert(name, value); }
    /// SIGKILL, and waits for the end.
    void kill();
    /// SIGTERM, and does not wait.
    void terminate() { m_process.terminate(); }

    void writeLine(const QByteArray &line);
    void closeInput() { m_process.closeWriteChannel(); }

    [[nodiscard]] bool isRunning() const { return m_process.state() != QProcess::NotRunning; }
    /// Ended by itself with exit code 0.
    [[nodiscard]] bool succeeded() const;
    /// All complete lines of standard output so far.
    [[nodiscard]] QStringList lines() const { return m_lines; }
    /// Those lines that are JSON objects with this "event".
    [[nodiscard]] QList<QJsonObject> events(const QString &event) const;
    /// Everything said so far on both channels, to explain a failure.
    [[nodiscard]] QString transcript() const;

private:
    QProcess m_process;
    QMap<QString, QString> m_variables;
    QStringList m_lines;
    QByteArray m_rest;
    QByteArray m_errors;
};
