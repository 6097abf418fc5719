// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/client/tcpconnector.h"
#include "relaycore/testkit/manualclock.h"

#include <QtCore/QPromise>
#include <QtNetwork/QTcpServer>
#include <QtNetwork/QTcpSocket>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

#include <fcntl.h>
#include <sys/socket.h>

#include <memory>
#include <vector>

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;
using RelayCore::HostLookup;
using RelayCore::TcpConnector;
using RelayCore::TestKit::ManualClock;

namespace {

HostLookup finding(const QStringList &addresses, QHostInfo::HostInfoError error = QHostInfo::NoError)
{
    return [=](const QString &host) {
        QHostInfo info;
        info.setHostName(host);
        QList<QHostAddress> found;
        for (const QString &address : addresses)
            found.append(QHostAddress(address));
        info.setAddresses(found);
        info.setError(error);
        if (error != QHostInfo::NoError)
            info.setErrorString(u"no luck"_s);
        QPromise<QHostInfo> promise;
        promise.start();
        promise.addResult(info);
        promise.finish();
        return promise.future();
    };
}

/// Listens on a loopback address and answers no SYN: its queue is full.
class Swallowing
{
public:
    explicit Swallowing(const QString &address)
    {
        m_server.setListenBacklogSize(1);
        m_isFine = m_server.listen(QHostAddress(address));
        m_server.pauseAccepting();
        for (int i = 0; i < 8; ++i) {
            auto &filler = m_fill.emplace_back(std::make_unique<QTcpSocket>());
            filler->connectToHost(QHostAddress(address), m_server.serverPort());
            filler->waitForConnected(50);
        }
    }
    [[nodiscard]] bool isFine() const { return m_isFine; }
    [[nodiscard]] quint16 port() const { return m_server.serverPort(); }
    void accept() { m_server.resumeAccepting(); }

private:
    QTcpServer m_server;
    std::vector<std::unique_ptr<QTcpSocket>> m_fill;
    bool m_isFine = false;
};

/// Returns the address of the peer of a descriptor that was taken, and closes it.
QString peerOf(qintptr descriptor)
{
    QTcpSocket socket;
    if (!socket.setSocketDescriptor(descriptor))
        return {};
    return socket.peerAddress().toString();
}

} // namespace

Q_DECLARE_METATYPE(HostLookup)

class tst_TcpConnector : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void order_data();
    void order();
    void anAddressNeedsNoLookup();
    void theSecondAddressIsTriedAfterTheDelay();
    void theSecondAddressIsTriedOnceTheFirstHasFailed();
    void aSlowAddressMayStillWin();
    void failures_data();
    void failures();
    void isSilentOnceStopped();
    void whatThePeerSendsFirstIsNotLost();
    void lookupsOfOneHostAreShared();
};

void tst_TcpConnector::order_data()
{
    QTest::addColumn<QStringList>("addresses");
    QTest::addColumn<QStringList>("expected");
    QTest::newRow("none") << QStringList() << QStringList();
    QTest::newRow("one family") << QStringList{u"10.0.0.1"_s, u"10.0.0.2"_s}
                                << QStringList{u"10.0.0.1"_s, u"10.0.0.2"_s};
    QTest::newRow("IPv6 first") << QStringList{u"::1"_s, u"::2"_s, u"::3"_s, u"10.0.0.1"_s}
                                << QStringList{u"::1"_s, u"10.0.0.1"_s, u"::2"_s, u"::3"_s};
    QTest::newRow("IPv4 first") << QStringList{u"10.0.0.1"_s, u"10.0.0.2"_s, u"::1"_s, u"::2"_s}
                                << QStringList{u"10.0.0.1"_s, u"::1"_s, u"10.0.0.2"_s, u"::2"_s};
}

void tst_TcpConnector::order()
{
    QFETCH(const QStringList, addresses);
    QFETCH(const QStringList, expected);
    QList<QHostAddress> given;
    for (const QString &address : addresses)
        given.append(QHostAddress(address));
    QStringList shown;
    for (const QHostAddress &address : TcpConnector::inAttemptOrder(given))
        shown.append(address.toString());
    QCOMPARE(shown, expected);
}

void tst_TcpConnector::anAddressNeedsNoLookup()
{
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    TcpConnector connector({}, [](const QString &) -> QFuture<QHostInfo> { qFatal("asked"); });
    QSignalSpy connected(&connector, &TcpConnector::connected);
    connector.start(u"127.0.0.1"_s, server.serverPort());
    QVERIFY(connected.isEmpty());
    QTRY_COMPARE(connected.size(), 1);
    const qintptr descriptor = connector.takeDescriptor();
    QVERIFY(::fcntl(int(descriptor), F_GETFL) & O_NONBLOCK);
    QCOMPARE(peerOf(descriptor), u"127.0.0.1"_s);
    QCOMPARE(connector.takeDescriptor(), qintptr(-1));
}

void tst_TcpConnector::theSecondAddressIsTriedAfterTheDelay()
{
    const Swallowing first(u"127.0.0.1"_s);
    QVERIFY(first.isFine());
    QTcpServer second;
    QVERIFY(second.listen(QHostAddress(u"127.0.0.2"_s), first.port()));
    const auto clock = std::make_shared<ManualClock>();
    TcpConnector connector(clock, finding({u"127.0.0.1"_s, u"127.0.0.2"_s}));
    QSignalSpy connected(&connector, &TcpConnector::connected);
    connector.start(u"relay.test"_s, first.port());
    QTRY_COMPARE(clock->untilNext(), TcpConnector::attemptDelay);
    clock->advance(TcpConnector::attemptDelay - 1ms);
    QCoreApplication::processEvents();
    QVERIFY(!second.hasPendingConnections());
    clock->advance(1ms);
    QTRY_COMPARE(connected.size(), 1);
    QCOMPARE(peerOf(connector.takeDescriptor()), u"127.0.0.2"_s);
    QCOMPARE(clock->runningTimers(), 0);
}

void tst_TcpConnector::theSecondAddressIsTriedOnceTheFirstHasFailed()
{
    QTcpServer second;
    QVERIFY(second.listen(QHostAddress(u"127.0.0.2"_s)));
    const auto clock = std::make_shared<ManualClock>(); // Stands still.
    TcpConnector connector(clock, finding({u"127.0.0.1"_s, u"127.0.0.2"_s}));
    QSignalSpy connected(&connector, &TcpConnector::connected);
    connector.start(u"relay.test"_s, second.serverPort());
    QTRY_COMPARE(connected.size(), 1);
    QCOMPARE(peerOf(connector.takeDescriptor()), u"127.0.0.2"_s);
}

void tst_TcpConnector::aSlowAddressMayStillWin()
{
    Swallowing first(u"127.0.0.1"_s);
    QVERIFY(first.isFine());
    const auto clock = std::make_shared<ManualClock>();
    TcpConnector connector(clock, finding({u"127.0.0.1"_s, u"127.0.0.2"_s})); // The second refuses.
    QSignalSpy connected(&connector, &TcpConnector::connected);
    QSignalSpy failed(&connector, &TcpConnector::failed);
    connector.start(u"relay.test"_s, first.port());
    QTRY_COMPARE(clock->untilNext(), TcpConnector::attemptDelay);
    clock->advance(TcpConnector::attemptDelay);
    first.accept();
    QTRY_COMPARE_WITH_TIMEOUT(connected.size(), 1, 30'000); // When the kernel repeats the SYN.
    QVERIFY(failed.isEmpty());
    QCOMPARE(peerOf(connector.takeDescriptor()), u"127.0.0.1"_s);
}

void tst_TcpConnector::failures_data()
{
    QTest::addColumn<HostLookup>("lookup");
    QTest::addColumn<QAbstractSocket::SocketError>("error");
    QTest::addColumn<QString>("text");
    QTest::newRow("unknown name") << finding({}, QHostInfo::HostNotFound) << QAbstractSocket::HostNotFoundError
                                  << u"Host not found"_s;
    QTest::newRow("a name without an address")
        << finding({}) << QAbstractSocket::HostNotFoundError << u"Host not found"_s;
    QTest::newRow("the resolver fails") << finding({}, QHostInfo::UnknownError) << QAbstractSocket::UnknownSocketError
                                        << u"no luck"_s;
    QTest::newRow("refused everywhere") << finding({u"127.0.0.1"_s, u"127.0.0.2"_s})
                                        << QAbstractSocket::ConnectionRefusedError << u"Connection refused"_s;
    QTest::newRow("a refusal is worth more than what follows")
        << finding({u"127.0.0.1"_s, u"255.255.255.255"_s}) << QAbstractSocket::ConnectionRefusedError
        << u"Connection refused"_s;
}

void tst_TcpConnector::failures()
{
    QFETCH(const HostLookup, lookup);
    QFETCH(const QAbstractSocket::SocketError, error);
    QFETCH(const QString, text);
    QTcpServer taken; // On an address that is not tried.
    QVERIFY(taken.listen(QHostAddress(u"127.0.0.9"_s)));
    TcpConnector connector({}, lookup);
    QSignalSpy failed(&connector, &TcpConnector::failed);
    connector.start(u"relay.test"_s, taken.serverPort());
    QVERIFY(failed.isEmpty());
    QTRY_COMPARE(failed.size(), 1);
    QCOMPARE(failed.constFirst().at(0).value<QAbstractSocket::SocketError>(), error);
    QCOMPARE(failed.constFirst().at(1).toString(), text);
    QCOMPARE(connector.takeDescriptor(), qintptr(-1));
}

void tst_TcpConnector::isSilentOnceStopped()
{
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    TcpConnector connector;
    QSignalSpy connected(&connector, &TcpConnector::connected);
    connector.start(u"127.0.0.1"_s, server.serverPort());
    QVERIFY(server.waitForNewConnection(10'000)); // Without a turn of the event loop.
    connector.stop();
    QCoreApplication::processEvents();
    QVERIFY(connected.isEmpty());
    QCOMPARE(connector.takeDescriptor(), qintptr(-1));
    const std::unique_ptr<QTcpSocket> other(server.nextPendingConnection());
    QTRY_COMPARE(other->state(), QAbstractSocket::UnconnectedState); // The descriptor was closed.
}

void tst_TcpConnector::whatThePeerSendsFirstIsNotLost()
{
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    connect(&server, &QTcpServer::newConnection, &server,
            [&server] { server.nextPendingConnection()->write("hello"); });
    TcpConnector connector;
    QSignalSpy connected(&connector, &TcpConnector::connected);
    connector.start(u"127.0.0.1"_s, server.serverPort());
    QTRY_COMPARE(connected.size(), 1);
    QTcpSocket socket;
    QVERIFY(socket.setSocketDescriptor(connector.takeDescriptor()));
    QTRY_COMPARE(socket.bytesAvailable(), 5);
    QCOMPARE(socket.readAll(), "hello"_ba);
}

void tst_TcpConnector::lookupsOfOneHostAreShared()
{
    const QFuture<QHostInfo> first = RelayCore::lookUpHost(u"localhost"_s);
    const QFuture<QHostInfo> second = RelayCore::lookUpHost(u"localhost"_s);
    QTRY_VERIFY(first.isFinished() && second.isFinished());
    QVERIFY(!first.result().addresses().isEmpty());
    QCOMPARE(second.result().addresses(), first.result().addresses());
}

QTEST_GUILESS_MAIN(tst_TcpConnector)
#include "tst_tcpconnector.moc"
