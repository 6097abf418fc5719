// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "tests/cli/relayctlprocess.h"

#include <QtCore/QJsonDocument>
#include <QtCore/QRegularExpression>

#include <signal.h>
#include <sys/prctl.h>

#include <algorithm>

using namespace Qt::StringLiterals;

RelayctlProcess::RelayctlProcess(const QStringList &arguments, const std::function<void()> &modifier)
{
    QObject::connect(&m_process, &QProcess::readyReadStandardOutput, &m_process, [this] { readLines(); });
    QObject::connect(&m_process, &QProcess::readyReadStandardError, &m_process,
                     [this] { m_errors += m_process.readAllStandardError(); });
    m_process.setChildProcessModifier([modifier] {
        ::prctl(PR_SET_PDEATHSIG, SIGKILL); // Where the test is killed, no destructor runs.
        if (modifier)
            modifier();
    });
    m_process.start(QStringLiteral(RELAYCTL), arguments);
}

RelayctlProcess::~RelayctlProcess()
{
    m_process.disconnect();
    if (isRunning()) {
        m_process.kill();
        m_process.waitForFinished();
    }
}

void RelayctlProcess::interrupt()
{
    sendSignal(SIGINT);
}

void RelayctlProcess::hangUp()
{
    sendSignal(SIGHUP);
}

void RelayctlProcess::sendSignal(int number)
{
    ::kill(pid_t(m_process.processId()), number);
}

int RelayctlProcess::exitCode() const
{
    if (isRunning())
        return -1;
    return m_process.exitStatus() == QProcess::NormalExit ? m_process.exitCode() : -2;
}

QList<QJsonObject> RelayctlProcess::events(const QString &name, const QString &key, const QJsonValue &value) const
{
    QList<QJsonObject> found;
    std::ranges::copy_if(m_events, std::back_inserter(found), [&](const QJsonObject &event) {
        return event.value("event"_L1) == name && (key.isEmpty() || event.value(key) == value);
    });
    return found;
}

void RelayctlProcess::readLines()
{
    static const QRegularExpression time(u"^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z$"_s);
    m_output += m_process.readAllStandardOutput();
    for (qsizetype end; (end = m_output.indexOf('\n', m_parsed)) >= 0; m_parsed = end + 1) {
        const QByteArray line = m_output.sliced(m_parsed, end - m_parsed);
        const QJsonObject event = QJsonDocument::fromJson(line).object();
        if (line.startsWith(R"({"event":")") && time.match(event.value("time"_L1).toString()).hasMatch())
            m_events.append(event);
        else
            m_malformed.append(line);
    }
}
