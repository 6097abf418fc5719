// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "tests/cli/relayctlprocess.h"
#include "tests/interop/freeport.h"
#include "tests/interop/pythonclient.h"
#include "tests/support/natsservers.h"
#include "tests/support/relaytexts.h"

#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>
#include <QtNetwork/QTcpSocket>
#include <QtTest/QTest>

#include <memory>
#include <vector>

using namespace RelayCore;
using namespace Qt::StringLiterals;
using TestSupport::NatsServers;

namespace {

constexpr int timeout = 60'000; ///< ms, for a Python process on a busy machine.
constexpr int relayCount = 3;

PeerConnection request(const QUuid &from, const QUuid &to)
{
    return {from, u"alpha \u2192"_s, to, DescriptionType::Offer, u"v=0\r\ns=Zürich \U0001F680\r\n"_s, std::nullopt};
}

} // namespace

/// The reference's clients against three relays that NATS joins, behind one port of HAProxy, which gives each
/// connection to the next relay.
class tst_InteropCluster : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void clientsMeetAcrossRelays();
    void unknownPeerReturnsTheMessage();
    void sameUuidEvictsTheFirst();
    void usersAreKeptApart();
    void stopIsUnderstood();
    void peerManagersConnect_data();
    void peerManagersConnect();
    void testsOfTheReferencePass();
    void credentialsFileOfNats();

private:
    /// Starts the relays with \a options, and HAProxy before them.
    void serve(const QStringList &options = {});
    [[nodiscard]] QString write(const QString &name, const QByteArray &content) const;
    [[nodiscard]] qsizetype logged(const QString &event) const;

    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<NatsServers> m_nats;
    std::vector<std::unique_ptr<RelayctlProcess>> m_relays;
    std::unique_ptr<Process> m_balancer;
    QUrl m_url;
};

#define SERVE(...)                                                                                                     \
    serve(__VA_ARGS__);                                                                                                \
    if (QTest::currentTestFailed())                                                                                    \
    return

#define START(client, name, uuid, ...)                                                                                 \
    QCOMPARE((client).start(m_url, name, uuid __VA_OPT__(, ) __VA_ARGS__), QString());                                 \
    QTRY_VERIFY2_WITH_TIMEOUT((client).isRegistered() || !(client).process.isRunning(), "no answer", timeout);         \
    QVERIFY2((client).isRegistered(), qPrintable((client).process.transcript()))

void tst_InteropCluster::init()
{
    m_balancer.reset();
    m_relays.clear();
    m_directory = std::make_unique<QTemporaryDir>();
    m_nats = std::make_unique<NatsServers>(relayCount);
    QCOMPARE(m_nats->startAll(), QString());
}

QString tst_InteropCluster::write(const QString &name, const QByteArray &content) const
{
    QFile file(m_directory->filePath(name));
    return file.open(QIODevice::WriteOnly) && file.write(content) == content.size() ? file.fileName() : QString();
}

void tst_InteropCluster::serve(const QStringList &options)
{
    QByteArray servers;
    for (int i = 0; i < relayCount; ++i) {
        m_relays.push_back(std::make_unique<RelayctlProcess>(
            QStringList{u"serve"_s, u"--port"_s, u"0"_s, u"--log-json"_s, u"--cluster"_s, m_nats->urls()} + options));
        RelayctlProcess &relay = *m_relays.back();
        QTRY_VERIFY2_WITH_TIMEOUT(relay.output().contains("Joined the cluster at ")
                                      && !relay.events(u"listening"_s).isEmpty(),
                                  (relay.output() + relay.errors()).constData(), timeout);
        const QUrl url(relay.events(u"listening"_s).constFirst().value("url"_L1).toString());
        servers += "  server r" + QByteArray::number(i) + " 127.0.0.1:" + QByteArray::number(url.port()) + '\n';
    }
    const quint16 port = freePort();
    m_url = QUrl(u"ws://127.0.0.1:%1"_s.arg(port));
    const QString config =
        write(u"haproxy.cfg"_s, "defaults\n  mode tcp\n  timeout connect 5s\n  timeout client 1h\n"
                                "  timeout server 1h\nlisten relays\n  bind 127.0.0.1:"
                                    + QByteArray::number(port) + "\n  balance roundrobin\n" + servers);
    m_balancer = std::make_unique<Process>();
    QCOMPARE(m_balancer->startProgram(u"haproxy"_s, {u"-db"_s, u"-f"_s, config}), QString());
    const auto isUp = [port] {
        QTcpSocket probe;
        probe.connectToHost(QHostAddress::LocalHost, port);
        return probe.waitForConnected(100);
    };
    QTRY_VERIFY2_WITH_TIMEOUT(isUp(), qPrintable(m_balancer->transcript()), timeout);
}

qsizetype tst_InteropCluster::logged(const QString &event) const
{
    qsizetype count = 0;
    for (const auto &relay : m_relays)
        count += relay->events(event).size();
    return count;
}

void tst_InteropCluster::clientsMeetAcrossRelays()
{
    SERVE();
    constexpr int count = 4; // More than relays, so that some are at the same one.
    PythonClient clients[count];
    QUuid uuids[count];
    for (int i = 0; i < count; ++i) {
        uuids[i] = QUuid::createUuid();
        START(clients[i], u"client"_s, uuids[i]);
    }
    for (int from = 0; from < count; ++from) {
        for (int to = 0; to < count; ++to)
            clients[from].send(request(uuids[from], uuids[to]));
    }
    for (int to = 0; to < count; ++to) {
        QTRY_COMPARE_WITH_TIMEOUT(clients[to].received().size(), count, timeout);
        for (int from = 0; from < count; ++from)
            QVERIFY(clients[to].received().contains(RelayMessage(request(uuids[from], uuids[to]))));
    }
    QTRY_VERIFY_WITH_TIMEOUT(logged(u"routed"_s) >= 8, timeout);
    QCOMPARE(logged(u"routed"_s), logged(u"arrived"_s));
    QCOMPARE(logged(u"routed"_s) + logged(u"forwarded"_s), count * count);
    for (PythonClient &client : clients) {
        client.close();
        QTRY_VERIFY_WITH_TIMEOUT(!client.process.isRunning(), timeout);
        QVERIFY2(client.process.succeeded(), qPrintable(client.process.transcript()));
    }
}

void tst_InteropCluster::unknownPeerReturnsTheMessage()
{
    SERVE();
    const QUuid alpha = QUuid::createUuid();
    const QUuid nobody = QUuid::createUuid();
    PythonClient client;
    START(client, u"alpha"_s, alpha);
    PeerConnection sent = request(alpha, nobody);
    client.send(sent);
    QTRY_COMPARE_WITH_TIMEOUT(client.received().size(), 1, timeout);
    sent.error = TestSupport::unknownPeer(nobody);
    QCOMPARE(client.received().constFirst(), RelayMessage(sent));
}

void tst_InteropCluster::sameUuidEvictsTheFirst()
{
    SERVE();
    const QUuid alpha = QUuid::createUuid();
    PythonClient first;
    PythonClient second;
    START(first, u"first"_s, alpha);
    START(second, u"second"_s, alpha);
    QTRY_COMPARE_WITH_TIMEOUT(first.closeCode(), 4004, timeout);
    QCOMPARE(second.closeCode(), 0);
}

void tst_InteropCluster::usersAreKeptApart()
{
    SERVE({u"--tokens"_s, write(u"tokens"_s, "one anna\ntwo anna\nother bert\n")});
    const QUuid alpha = QUuid::createUuid();
    const QUuid beta = QUuid::createUuid();
    const auto bearer = [](const QString &token) { return QStringList{u"--authorization"_s, u"Bearer "_s + token}; };
    PythonClient anna;
    PythonClient bert;
    START(anna, u"anna"_s, alpha, bearer(u"one"_s));
    START(bert, u"bert"_s, beta, bearer(u"other"_s));
    anna.send(request(alpha, beta));
    QTRY_COMPARE_WITH_TIMEOUT(anna.received().size(), 1, timeout);
    QCOMPARE(std::get<PeerConnection>(anna.received().constFirst()).error, TestSupport::foreignPeer(beta));
    PythonClient thief;
    QCOMPARE(thief.start(m_url, u"thief"_s, alpha, bearer(u"other"_s)), QString());
    QTRY_COMPARE_WITH_TIMEOUT(thief.closeCode(), 4002, timeout);
    PythonClient again;
    START(again, u"anna"_s, alpha, bearer(u"two"_s)); // The same user by another token.
    QTRY_COMPARE_WITH_TIMEOUT(anna.closeCode(), 4004, timeout);
}

void tst_InteropCluster::stopIsUnderstood()
{
    SERVE();
    PythonClient client;
    START(client, u"alpha"_s, QUuid::createUuid());
    for (const auto &relay : m_relays)
        relay->terminate();
    QTRY_COMPARE_WITH_TIMEOUT(client.closeCode(), 1001, timeout);
    for (const auto &relay : m_relays)
        QTRY_COMPARE_WITH_TIMEOUT(relay->exitCode(), 0, timeout);
}

void tst_InteropCluster::peerManagersConnect_data()
{
    QTest::addColumn<int>("bytes");

    QTest::addRow("a few bytes cross the data channel both ways") << 11;
    QTest::addRow("a megabyte crosses the data channel both ways") << 1'000'000;
}

void tst_InteropCluster::peerManagersConnect()
{
    QFETCH(int, bytes);

    SERVE();
    Process managers;
    QCOMPARE(
        managers.startScript(u"peer_managers.py"_s, {u"--address"_s, m_url.toString(), u"--caller"_s,
                                                     QUuid::createUuid().toString(QUuid::WithoutBraces), u"--callee"_s,
                                                     QUuid::createUuid().toString(QUuid::WithoutBraces), u"--bytes"_s,
                                                     QString::number(bytes)}),
        QString());
    QTRY_VERIFY_WITH_TIMEOUT(!managers.isRunning(), 2 * timeout);
    QVERIFY2(managers.succeeded(), qPrintable(managers.transcript()));
    const QList<QJsonObject> received = managers.events(u"received"_s);
    QCOMPARE(received.size(), 2);
    for (const QJsonObject &one : received)
        QVERIFY(one[u"intact"].toBool());
    // The descriptions went through two relays.
    QTRY_COMPARE_WITH_TIMEOUT(logged(u"routed"_s), 2, timeout);
    QCOMPARE(logged(u"arrived"_s), 2);
}

/// The tests that ProxyStore publishes with its source, of its clients, managers and endpoints. Those that reach into
/// the relay's object, seven, must fail for that reason; reference_relay.py names what stands in for them.
void tst_InteropCluster::testsOfTheReferencePass()
{
    SERVE();
    const QString source = QStringLiteral(RELAY_REFERENCE_TESTS "/source");
    Process pytest;
    pytest.setVariable(u"PYTHONPATH"_s, QStringLiteral(RELAY_REFERENCE_TESTS "/packages:") + source
                                            + QStringLiteral(":" RELAY_PYTHON_SCRIPTS));
    pytest.setVariable(u"RELAY_ADDRESS"_s, m_url.toString());
    QCOMPARE(pytest.start(u"python"_s,
                          {u"-m"_s, u"pytest"_s, u"--noconftest"_s, u"-p"_s, u"reference_relay"_s, u"-p"_s,
                           u"no:cacheprovider"_s, u"--rootdir"_s, source, u"-c"_s, source + u"/pyproject.toml"_s,
                           source + u"/tests/p2p"_s, source + u"/tests/endpoint"_s}),
             QString());
    QTRY_VERIFY_WITH_TIMEOUT(!pytest.isRunning(), 3 * timeout);
    QVERIFY2(pytest.succeeded(), qPrintable(pytest.transcript()));
    QVERIFY2(pytest.transcript().contains(u" 49 passed, "_s) && pytest.transcript().contains(u" 7 xfailed "_s),
             qPrintable(pytest.transcript()));
    QVERIFY2(logged(u"routed"_s) > 10, qPrintable(QString::number(logged(u"routed"_s))));
}

/// A JSON Web Token of a NATS account and its key, as `nsc` makes them.
void tst_InteropCluster::credentialsFileOfNats()
{
    Process maker;
    QCOMPARE(maker.startScript(u"nats_credentials.py"_s, {m_directory->path()}), QString());
    QTRY_VERIFY_WITH_TIMEOUT(!maker.isRunning(), timeout);
    QVERIFY2(maker.succeeded(), qPrintable(maker.transcript()));
    QFile configuration(m_directory->filePath(u"resolver.conf"_s));
    QVERIFY(configuration.open(QIODevice::ReadOnly));
    m_nats = std::make_unique<NatsServers>(1, configuration.readAll());
    QCOMPARE(m_nats->startAll(), QString());
    SERVE({u"--cluster-creds"_s, m_directory->filePath(u"relay.creds"_s)});
    const QUuid alpha = QUuid::createUuid();
    const QUuid beta = QUuid::createUuid();
    PythonClient one;
    PythonClient two;
    START(one, u"one"_s, alpha);
    START(two, u"two"_s, beta);
    one.send(request(alpha, beta));
    QTRY_COMPARE_WITH_TIMEOUT(two.received().size(), 1, timeout);
    for (const auto &relay : m_relays)
        QVERIFY(!(relay->output() + relay->errors()).contains("eyJ"));
    RelayctlProcess stranger({u"serve"_s, u"--port"_s, u"0"_s, u"--cluster"_s, m_nats->urls(), u"--cluster-creds"_s,
                              m_directory->filePath(u"stranger.creds"_s)});
    QTRY_VERIFY2_WITH_TIMEOUT(stranger.errors().contains("Authorization Violation"), stranger.errors().constData(),
                              timeout);
}

QTEST_GUILESS_MAIN(tst_InteropCluster)
#include "tst_interop_cluster.moc"
