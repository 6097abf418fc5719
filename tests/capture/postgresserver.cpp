// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "tests/capture/postgresserver.h"

#include "inspector/capture/postgresconnection.h"

#include <QtCore/QDeadlineTimer>
#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QThread>
#include <QtNetwork/QTcpServer>

#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <utility>

using namespace Qt::Literals::StringLiterals;
using namespace Inspector;

namespace CaptureTest {

namespace {

constexpr int startMs = 60'000;

/// Returns the folder of the server's programs; Debian keeps them out of PATH.
QString programs()
{
    const QDir versions(u"/usr/lib/postgresql"_s);
    const QStringList found = versions.entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name | QDir::Reversed);
    for (const QString &version : found) {
        const QString folder = versions.filePath(version) + u"/bin"_s;
        if (QFileInfo::exists(folder + u"/initdb"_s))
            return folder;
    }
    return {};
}

/// The server ends with this process. It refuses to run as root: then \a program is started as the user that Debian
/// makes for it.
std::pair<QString, QStringList> command(const QString &program, const QStringList &arguments)
{
    QStringList options{u"--pdeathsig=INT"_s};
    if (geteuid() == 0)
        options << u"--reuid=postgres"_s << u"--regid=postgres"_s << u"--init-groups"_s;
    return {u"setpriv"_s, options << programs() + u'/' + program << arguments};
}

bool write(const QString &path, const QByteArray &content)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(content) == content.size();
}

} // namespace

QString PostgresServer::missing()
{
    if (programs().isEmpty())
        return u"the PostgreSQL server (Debian package postgresql) is not installed"_s;
    if (!QSqlDatabase::isDriverAvailable(u"QPSQL"_s))
        return u"Qt's driver for PostgreSQL (Debian package libqt6sql6-psql) is not installed"_s;
    return {};
}

PostgresServer::PostgresServer()
{
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    m_waker.setChildProcessModifier([] { ::setsid(); }); // Out of reach of a signal to the group of this process.
}

PostgresServer::~PostgresServer()
{
    stop();
}

bool PostgresServer::initialize()
{
    const QString data = m_dir.filePath(u"data"_s);
    if (!m_dir.isValid() || !QDir().mkpath(data))
        return false;
    if (geteuid() == 0) {
        // The folder is the server's, and this test may use it as root.
        QProcess chown;
        chown.start(u"chown"_s, {u"-R"_s, u"postgres:"_s, m_dir.path()});
        if (!chown.waitForFinished() || chown.exitCode() != 0)
            return false;
    }
    if (!write(m_dir.filePath(u"password"_s), "owner's: password")
        || !QFile::setPermissions(m_dir.filePath(u"password"_s),
                                  QFile::ReadOwner | QFile::ReadGroup | QFile::ReadOther))
        return false;
    if (!runTool(u"initdb"_s,
                 {u"-D"_s, data, u"-U"_s, u"owner"_s, u"-A"_s, u"scram-sha-256"_s, u"--pwfile"_s,
                  m_dir.filePath(u"password"_s), u"-E"_s, u"UTF8"_s, u"--locale=C.UTF-8"_s, u"--no-sync"_s}))
        return false;
    QTcpServer probe;
    if (!probe.listen(QHostAddress::LocalHost))
        return false;
    m_port = probe.serverPort();
    probe.close();
    const QString passwords = m_dir.filePath(u"pgpass"_s);
    if (!write(passwords, "*:*:*:owner:owner's\\: password\n*:*:*:alice:alice\n*:*:*:robert:robert\n")
        || !QFile::setPermissions(passwords, QFile::ReadOwner | QFile::WriteOwner))
        return false;
    qputenv("PGPASSFILE", passwords.toLocal8Bit());
    if (!start())
        return false;
    PostgresConnection connection(parsed(address().replace(u"/captures"_s, u"/postgres"_s)));
    return connection.open() && connection.run(u"CREATE DATABASE captures"_s)
           && connection.run(u"CREATE ROLE alice LOGIN PASSWORD 'alice'; CREATE ROLE robert LOGIN PASSWORD 'robert'"_s);
}

bool PostgresServer::start()
{
    const auto [program, arguments] =
        command(u"postgres"_s, {u"-D"_s, m_dir.filePath(u"data"_s), u"-p"_s, QString::number(m_port), u"-k"_s,
                                m_dir.path(), u"-c"_s, u"listen_addresses=127.0.0.1"_s, u"-c"_s, u"fsync=off"_s});
    answerAgain();
    // After a SIGKILL the other processes of the server may still be there; it then refuses to start.
    QDeadlineTimer deadline(startMs);
    while (!deadline.hasExpired()) {
        if (m_process.state() == QProcess::NotRunning)
            m_process.start(program, arguments);
        if (m_process.waitForStarted() && answers())
            return true;
        m_process.waitForFinished(20);
    }
    qWarning("%s", m_process.readAll().constData());
    return false;
}

bool PostgresServer::answers() const
{
    return runTool(u"pg_isready"_s, {u"-q"_s, u"-h"_s, u"127.0.0.1"_s, u"-p"_s, QString::number(m_port)});
}

void PostgresServer::kill()
{
    if (m_process.state() == QProcess::NotRunning)
        return;
    answerAgain();
    // Those that serve a connection may finish a statement first.
    const QList<pid_t> all = processes();
    m_process.kill();
    m_process.waitForFinished(-1);
    for (const pid_t process : all) {
        while (::kill(process, 0) == 0)
            QThread::msleep(5);
    }
}

QList<pid_t> PostgresServer::processes() const
{
    QList<pid_t> all{pid_t(m_process.processId())};
    QFile file(u"/proc/%1/task/%1/children"_s.arg(m_process.processId()));
    const QList<QByteArray> children = file.open(QIODevice::ReadOnly) ? file.readAll().split(' ') : QList<QByteArray>();
    for (const QByteArray &child : children) {
        if (child.toInt() > 0)
            all.append(child.toInt());
    }
    return all;
}

bool PostgresServer::stopAnswering()
{
    // The first process first: then it starts no others.
    ::kill(pid_t(m_process.processId()), SIGSTOP);
    const QList<pid_t> all = processes();
    QStringList arguments{u"-c"_s, u"read -r line; kill -CONT \"$@\""_s, u"sh"_s};
    for (const pid_t process : all)
        arguments.append(QString::number(process));
    m_waker.start(u"sh"_s, arguments);
    return m_waker.waitForStarted()
           && std::all_of(all.cbegin(), all.cend(), [](pid_t process) { return ::kill(process, SIGSTOP) == 0; });
}

void PostgresServer::answerAgain()
{
    if (m_waker.state() == QProcess::NotRunning)
        return;
    m_waker.closeWriteChannel();
    m_waker.waitForFinished(-1);
}

void PostgresServer::stop()
{
    answerAgain();
    if (m_process.state() == QProcess::NotRunning)
        return;
    ::kill(pid_t(m_process.processId()), SIGINT); // Ends connections, and then the server.
    if (!m_process.waitForFinished(startMs))
        kill();
}

QString PostgresServer::address(const QString &capture, const QString &user) const
{
    DatabaseAddress address;
    address.user = user;
    address.host = u"127.0.0.1"_s;
    address.port = m_port;
    address.database = u"captures"_s;
    address.capture = capture;
    return address.text();
}

bool PostgresServer::execute(const QString &statements) const
{
    PostgresConnection connection(parsed(address()));
    if (connection.open() && connection.run(statements))
        return true;
    qWarning("%s", qPrintable(connection.problem()->reason));
    return false;
}

QString PostgresServer::value(const QString &statement) const
{
    PostgresConnection connection(parsed(address()));
    if (!connection.open())
        return connection.problem()->reason;
    const std::optional<QVariant> found = connection.value(statement);
    return found ? found->toString() : connection.problem().value_or(PostgresProblem{{}, u"no row"_s}).reason;
}

bool PostgresServer::runTool(const QString &tool, const QStringList &arguments) const
{
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    const auto [program, words] = command(tool, arguments);
    process.start(program, words);
    if (!process.waitForFinished(startMs))
        return false;
    if (process.exitCode() == 0)
        return true;
    if (tool != "pg_isready"_L1)
        qWarning("%s", process.readAll().constData());
    return false;
}

} // namespace CaptureTest
