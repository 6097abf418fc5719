// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "tests/interop/process.h"

#include <QtCore/QJsonDocument>
#include <QtCore/QProcessEnvironment>

using namespace Qt::StringLiterals;

namespace {

constexpr int timeout = 30'000; // ms

} // namespace

Process::Process()
{
    QObject::connect(&m_process, &QProcess::readyReadStandardOutput, &m_process, [this] {
        m_rest += m_process.readAllStandardOutput();
        for (qsizetype end = m_rest.indexOf('\n'); end >= 0; end = m_rest.indexOf('\n')) {
            m_lines.append(QString::fromUtf8(m_rest.first(end)));
            m_rest.remove(0, end + 1);
        }
    });
    QObject::connect(&m_process, &QProcess::readyReadStandardError, &m_process,
                     [this] { m_errors += m_process.readAllStandardError(); });
}

Process::~Process()
{
    kill();
}

QString Process::start(const QString &program, const QStringList &arguments)
{
    return startProgram(QStringLiteral(RELAY_PYTHON_BIN "/") + program, arguments);
}

QString Process::startProgram(const QString &path, const QStringList &arguments)
{
    m_lines.clear();
    m_rest.clear();
    m_errors.clear();
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"PYTHONUNBUFFERED"_s, u"1"_s);
    environment.insert(u"PYTHONDONTWRITEBYTECODE"_s, u"1"_s);
    // The peers are on this machine; a proxy for the rest of the world is none of their business.
    for (const auto &name : {u"http_proxy"_s, u"https_proxy"_s, u"HTTP_PROXY"_s, u"HTTPS_PROXY"_s, u"ALL_PROXY"_s})
        environment.remove(name);
    for (auto variable = m_variables.cbegin(); variable != m_variables.cend(); ++variable)
        environment.insert(variable.key(), variable.value());
    m_process.setProcessEnvironment(environment);
    m_process.start(path, arguments);
    if (m_process.waitForStarted(timeout))
        return {};
    return u"%1: %2. Run scripts/python-env, or the tests through ctest."_s.arg(m_process.program(),
                                                                                m_process.errorString());
}

QString Process::startScript(const QString &script, const QStringList &arguments)
{
    const QStringList command = scriptCommand(script);
    return startProgram(command.constFirst(), command.sliced(1) + arguments);
}

QStringList Process::scriptCommand(const QString &script)
{
    return {QStringLiteral(RELAY_PYTHON_BIN "/python"), QStringLiteral(RELAY_PYTHON_SCRIPTS "/") + script};
}

void Process::kill()
{
    if (!isRunning())
        return;
    m_process.kill();
    m_process.waitForFinished(timeout);
}

void Process::writeLine(const QByteArray &line)
{
    m_process.write(line + '\n');
}

bool Process::succeeded() const
{
    return !isRunning() && m_process.exitStatus() == QProcess::NormalExit && m_process.exitCode() == 0;
}

QList<QJsonObject> Process::events(const QString &event) const
{
    QList<QJsonObject> found;
    for (const QString &line : m_lines) {
        const QJsonObject object = QJsonDocument::fromJson(line.toUtf8()).object();
        if (object[u"event"].toString() == event)
            found.append(object);
    }
    return found;
}

QString Process::transcript() const
{
    return m_process.program() + u' ' + m_process.arguments().join(u' ') + u"\nstdout:\n"_s + m_lines.join(u'\n')
           + u"\nstderr:\n"_s + QString::fromUtf8(m_errors);
}
