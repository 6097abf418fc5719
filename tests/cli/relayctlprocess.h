// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QJsonObject>
#include <QtCore/QList>
#include <QtCore/QProcess>
#include <QtCore/QStringList>

#include <functional>

/// A running relayctl, and what it has written so far. Checks that every line is an event with its time.
class RelayctlProcess
{
public:
    /// \param modifier  runs in the child before relayctl does, when its standard streams are set up.
    explicit RelayctlProcess(const QStringList &arguments, const std::function<void()> &modifier = {});
    /// Ends the process, should it still run.
    ~RelayctlProcess();
    Q_DISABLE_COPY_MOVE(RelayctlProcess)

    void write(const QByteArray &input) { m_process.write(input); }
    void closeInput() { m_process.closeWriteChannel(); }
    void terminate() { m_process.terminate(); }
    void interrupt();
    void hangUp();
    [[nodiscard]] qint64 processId() const { return m_process.processId(); }
    void sendSignal(int number);

    [[nodiscard]] bool isRunning() const { return m_process.state() != QProcess::NotRunning; }
    /// -1 while it runs, -2 after a crash.
    [[nodiscard]] int exitCode() const;

    [[nodiscard]] const QList<QJsonObject> &events() const { return m_events; }
    /// Those whose `event` is \a name and, where \a key is given, whose \a key is \a value.
    [[nodiscard]] QList<QJsonObject> events(const QString &name, const QString &key = {},
                                            const QJsonValue &value = {}) const;
    /// Lines that are no events. Always empty.
    [[nodiscard]] const QByteArrayList &malformed() const { return m_malformed; }
    [[nodiscard]] QByteArray output() const { return m_output; }
    [[nodiscard]] QByteArray errors() const { return m_errors; }

private:
    void readLines();

    QProcess m_process;
    QByteArray m_output;
    QByteArray m_errors;
    qsizetype m_parsed = 0;
    QList<QJsonObject> m_events;
    QByteArrayList m_malformed;
};
