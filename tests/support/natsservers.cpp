// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "tests/support/natsservers.h"

#include "tests/support/httprequest.h"

#include <QtCore/QFile>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtNetwork/QTcpServer>
#include <QtTest/QTest>

#include <sys/prctl.h>

#include <algorithm>
#include <csignal>
#include <ranges>

using namespace Qt::StringLiterals;

namespace TestSupport {

namespace {

constexpr int limitMs = 30'000;

} // namespace

NatsServers::NatsServers(int count, QByteArray configuration)
    : m_configuration(std::move(configuration))
    , m_servers(size_t(count))
{
    std::vector<std::unique_ptr<QTcpServer>> probes; // All at a time, so that no port is found twice.
    const auto freePort = [&probes] {
        probes.push_back(std::make_unique<QTcpServer>());
        return probes.back()->listen(QHostAddress::LocalHost) ? probes.back()->serverPort() : quint16(0);
    };
    for (Server &server : m_servers) {
        server.port = freePort();
        server.routePort = freePort();
        server.monitoringPort = freePort();
    }
}

NatsServers::~NatsServers()
{
    for (int index = 0; index < int(m_servers.size()); ++index)
        kill(index);
}

QString NatsServers::fileOf(int index, const QString &suffix) const
{
    return m_directory.filePath(u"server%1.%2"_s.arg(index).arg(suffix));
}

bool NatsServers::writeConfiguration(int index) const
{
    const Server &server = m_servers[size_t(index)];
    QByteArray text = "listen: \"127.0.0.1:" + QByteArray::number(server.port)
                      + "\"\nhttp: \"127.0.0.1:" + QByteArray::number(server.monitoringPort) + "\"\nserver_name: n"
                      + QByteArray::number(index) + '\n' + m_configuration + '\n';
    if (m_servers.size() > 1) {
        text +=
            "cluster {\n name: test\n listen: \"127.0.0.1:" + QByteArray::number(server.routePort) + "\"\n routes: [\n";
        for (const Server &other : m_servers)
            text += "  \"nats://127.0.0.1:" + QByteArray::number(other.routePort) + "\"\n";
        text += " ]\n}\n";
    }
    QFile file(fileOf(index, u"conf"_s));
    return file.open(QIODevice::WriteOnly) && file.write(text) == text.size();
}

QString NatsServers::start(int index)
{
    if (!writeConfiguration(index))
        return u"The configuration cannot be written."_s;
    Server &server = m_servers[size_t(index)];
    const qsizetype before = log(index).count("Server is ready");
    server.process = std::make_unique<QProcess>();
    server.process->setProcessChannelMode(QProcess::MergedChannels);
    server.process->setStandardOutputFile(fileOf(index, u"log"_s), QIODevice::Append);
    // Where the test is killed, no destructor runs.
    server.process->setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGKILL); });
    server.process->start(u"nats-server"_s, {u"-c"_s, fileOf(index, u"conf"_s)});
    if (!server.process->waitForStarted(limitMs))
        return server.process->errorString();
    const bool isReady = QTest::qWaitFor(
        [&] { return log(index).count("Server is ready") > before || server.process->state() == QProcess::NotRunning; },
        limitMs);
    return isReady && server.process->state() == QProcess::Running ? QString() : QString::fromUtf8(log(index));
}

QString NatsServers::startAll()
{
    for (int index = 0; index < int(m_servers.size()); ++index) {
        if (QString reason = start(index); !reason.isEmpty())
            return reason;
    }
    return {};
}

void NatsServers::kill(int index)
{
    Server &server = m_servers[size_t(index)];
    if (!server.process)
        return;
    server.process->kill();
    server.process->waitForFinished(limitMs);
    server.process.reset();
}

void NatsServers::sendSignal(int index, int number)
{
    if (const auto &process = m_servers[size_t(index)].process)
        ::kill(pid_t(process->processId()), number);
}

QString NatsServers::urls(const QString &scheme) const
{
    QStringList urls;
    for (const Server &server : m_servers)
        urls.append(u"%1://127.0.0.1:%2"_s.arg(scheme).arg(server.port));
    return urls.join(u',');
}

QByteArray NatsServers::log(int index) const
{
    QFile file(fileOf(index, u"log"_s));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QJsonObject NatsServers::monitored(int index, const QByteArray &path) const
{
    const QUrl url(u"http://127.0.0.1:%1"_s.arg(m_servers[size_t(index)].monitoringPort));
    return QJsonDocument::fromJson(bodyOf(get(url, path))).object();
}

bool NatsServers::passes(const QByteArray &subject, int index, int other) const
{
    if (index == other)
        return !monitored(index, "/subsz?subs=1&test=" + subject).value("subscriptions_list"_L1).toArray().isEmpty();
    const QJsonValue id = monitored(other, "/varz").value("server_id"_L1);
    const QJsonArray routes = monitored(index, "/routez?subs=1").value("routes"_L1).toArray();
    return std::ranges::any_of(routes, [&](const QJsonValue &route) {
        return route["remote_id"_L1] == id
               && route["subscriptions_list"_L1].toArray().contains(QString::fromLatin1(subject));
    });
}

bool NatsServers::passes(const QByteArray &subject) const
{
    const auto indices = std::views::iota(0, int(m_servers.size()));
    return std::ranges::all_of(indices, [&](int index) {
        return std::ranges::any_of(indices, [&](int other) { return passes(subject, index, other); });
    });
}

} // namespace TestSupport
