// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "tests/sources/proxysetup.h"
#include "tests/sources/proxytest.h"

#include <QtTest/QTest>

#include <utility>

using namespace RelayCore;
using namespace ProxyTest;
using Inspector::ProxyOptions;
using Inspector::ProxySource;

class tst_ProxyFlow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void waitingLosesNothing();
    void waitingHoldsTheClientBack();
    void waitingClientThatLeavesIsRead();
    void slowSideHoldsTheOtherBack_data();
    void slowSideHoldsTheOtherBack();
    void restIsDelivered_data();
    void restIsDelivered();
    void droppedMidFrame_data();
    void droppedMidFrame();
    void closeFramesTellWhoClosed_data();
    void closeFramesTellWhoClosed();
};

void tst_ProxyFlow::waitingLosesNothing()
{
    Upstream upstream;
    Setup setup(upstream.url());
    ProxySource *proxy = setup.proxy.get();
    setup.observer.waitEvery = 3;
    setup.observer.waited = [proxy] { QMetaObject::invokeMethod(proxy, &ProxySource::resume, Qt::QueuedConnection); };
    setup.connectClient();
    setup.client.write(WireBytes::request());
    QTRY_VERIFY_WITH_TIMEOUT(upstream.received.endsWith("\r\n\r\n"), timeout);
    upstream.received.clear();
    const QByteArray sent = messages(10'000, true);
    const QByteArray received = WireBytes::accepted() + messages(10'000, false);
    setup.client.write(sent);
    upstream.socket->write(received);
    QTRY_COMPARE_WITH_TIMEOUT(setup.observer.count<WireMessage>(), 20'000, timeout);
    QTRY_COMPARE_WITH_TIMEOUT(upstream.received.size(), sent.size(), timeout);
    QTRY_COMPARE_WITH_TIMEOUT(setup.received.size(), received.size(), timeout);
    int next[2] = {0, 0};
    for (const WireMessage &message : setup.observer.all<WireMessage>()) {
        const int number = next[int(message.direction)]++;
        QVERIFY(message.payload.startsWith("message " + QByteArray::number(number) + ' '));
    }
}

void tst_ProxyFlow::waitingHoldsTheClientBack()
{
    Upstream upstream;
    Setup setup(upstream.url());
    TRY_OPEN(setup, upstream);
    bool waiting = false;
    setup.observer.waitEvery = 1;
    setup.observer.waited = [&waiting] { waiting = true; };
    const QByteArray burst = messages(200'000, true);
    setup.client.write(burst);
    QTRY_VERIFY_WITH_TIMEOUT(waiting, timeout);
    // The client's side goes on until the buffers between are full; then nothing moves.
    qint64 left = -1;
    QTRY_VERIFY_WITH_TIMEOUT(std::exchange(left, setup.client.bytesToWrite()) == setup.client.bytesToWrite(), timeout);
    QVERIFY(setup.client.bytesToWrite() > burst.size() / 4);
    QVERIFY(upstream.received.size() <= 128 * 1024);
    setup.observer.waitEvery = 0;
    setup.proxy->resume();
    QTRY_COMPARE_WITH_TIMEOUT(setup.observer.count<WireMessage>(), 200'000, timeout);
    QTRY_VERIFY_WITH_TIMEOUT(upstream.received == burst, timeout);
}

void tst_ProxyFlow::waitingClientThatLeavesIsRead()
{
    Upstream upstream;
    Setup setup(upstream.url());
    TRY_OPEN(setup, upstream);
    setup.observer.waitEvery = 1;
    setup.client.write(WireBytes::clientText("first"));
    QTRY_COMPARE_WITH_TIMEOUT(setup.observer.count<WireMessage>(), 1, timeout);
    setup.client.write(messages(1'000, true) + WireBytes::close(1000, "done", true));
    setup.client.disconnectFromHost();
    QTRY_COMPARE_WITH_TIMEOUT(setup.client.state(), QAbstractSocket::UnconnectedState, timeout);
    QCOMPARE(setup.observer.count<WireMessage>(), 1);
    setup.observer.waitEvery = 0;
    setup.proxy->resume();
    QTRY_VERIFY_WITH_TIMEOUT(setup.isClosed(), timeout);
    QCOMPARE(setup.observer.count<WireMessage>(), 1'001);
    QCOMPARE(setup.closed(), (ConnectionClosed{ConnectionClosed::By::Client, {}, {}}));
    QTRY_VERIFY_WITH_TIMEOUT(upstream.received.endsWith(WireBytes::close(1000, "done", true)), timeout);
}

void tst_ProxyFlow::slowSideHoldsTheOtherBack_data()
{
    QTest::addColumn<bool>("slowClient");
    QTest::newRow("a client that does not read holds the relay back") << true;
    QTest::newRow("a relay that does not read holds the client back") << false;
}

void tst_ProxyFlow::slowSideHoldsTheOtherBack()
{
    QFETCH(bool, slowClient);
    Upstream upstream;
    upstream.readBufferBytes = 64 * 1024;
    Setup setup(upstream.url());
    setup.client.setReadBufferSize(64 * 1024);
    TRY_OPEN(setup, upstream);
    const QByteArray burst = messages(200'000, !slowClient);
    QTcpSocket &sender = slowClient ? *upstream.socket : setup.client;
    upstream.reading = slowClient;
    setup.reading = !slowClient;
    sender.write(burst);
    qint64 left = burst.size();
    QTRY_VERIFY_WITH_TIMEOUT(std::exchange(left, sender.bytesToWrite()) == sender.bytesToWrite()
                                 && sender.bytesToWrite() < burst.size(),
                             timeout);
    QVERIFY(sender.bytesToWrite() > burst.size() / 4);
    QVERIFY(setup.observer.count<WireMessage>() < 150'000);
    upstream.reading = true;
    setup.reading = true;
    upstream.read();
    setup.read();
    QTRY_COMPARE_WITH_TIMEOUT(setup.observer.count<WireMessage>(), 200'000, timeout);
    QTRY_VERIFY_WITH_TIMEOUT((slowClient ? setup.received : upstream.received) == burst, timeout);
}

void tst_ProxyFlow::restIsDelivered_data()
{
    QTest::addColumn<bool>("secure");
    QTest::newRow("what the relay said before it closed reaches a slow client") << false;
    QTest::newRow("what the relay said before it closed reaches a slow client, with TLS") << true;
}

void tst_ProxyFlow::restIsDelivered()
{
    QFETCH(bool, secure);
    Upstream upstream(secure ? Upstream::Tls::Yes : Upstream::Tls::No);
    Setup setup(upstream.url(), [](ProxyOptions &options) { options.tls = trusting("ca.pem"); });
    setup.client.setReadBufferSize(64 * 1024);
    setup.connectClient();
    setup.client.write(WireBytes::request());
    QTRY_VERIFY_WITH_TIMEOUT(upstream.received.endsWith("\r\n\r\n"), timeout);
    setup.reading = false;
    const QByteArray rest = WireBytes::accepted() + messages(40'000, false);
    upstream.socket->write(rest);
    upstream.socket->disconnectFromHost();
    QTRY_VERIFY_WITH_TIMEOUT(setup.client.bytesAvailable() >= 64 * 1024, timeout);
    setup.reading = true;
    setup.read();
    QTRY_COMPARE_WITH_TIMEOUT(setup.client.state(), QAbstractSocket::UnconnectedState, timeout);
    QCOMPARE(setup.received.size(), rest.size());
    QVERIFY(setup.received == rest);
    QCOMPARE(setup.observer.count<WireMessage>(), 40'000);
    QCOMPARE(setup.closed().by, ConnectionClosed::By::Relay);
    QCOMPARE(setup.closed().category, CloseCategory::Reset);
}

void tst_ProxyFlow::droppedMidFrame_data()
{
    QTest::addColumn<bool>("clientDrops");
    QTest::newRow("the client drops the connection in the middle of a frame") << true;
    QTest::newRow("the relay drops the connection in the middle of a frame") << false;
}

void tst_ProxyFlow::droppedMidFrame()
{
    QFETCH(bool, clientDrops);
    Upstream upstream;
    Setup setup(upstream.url());
    TRY_OPEN(setup, upstream);
    QTcpSocket &dropping = clientDrops ? setup.client : *upstream.socket;
    const QByteArray bytes = messages(1, clientDrops) + messages(1, clientDrops).chopped(4);
    dropping.write(bytes);
    QTRY_COMPARE_WITH_TIMEOUT(clientDrops ? upstream.received : setup.received, bytes, timeout);
    dropping.abort();
    QTRY_VERIFY_WITH_TIMEOUT(setup.isClosed(), timeout);
    QCOMPARE(setup.closed().by, clientDrops ? ConnectionClosed::By::Client : ConnectionClosed::By::Relay);
    QCOMPARE(setup.closed().category, CloseCategory::Reset);
    QCOMPARE(setup.observer.count<WireMessage>(), 1);
    QTRY_VERIFY_WITH_TIMEOUT(setup.client.state() == QAbstractSocket::UnconnectedState
                                 && upstream.socket->state() == QAbstractSocket::UnconnectedState,
                             timeout);
}

void tst_ProxyFlow::closeFramesTellWhoClosed_data()
{
    QTest::addColumn<bool>("clientFirst");
    QTest::newRow("the client's close frame comes first, the relay closes the socket") << true;
    QTest::newRow("the relay's close frame comes first, the client closes the socket") << false;
}

void tst_ProxyFlow::closeFramesTellWhoClosed()
{
    QFETCH(bool, clientFirst);
    Upstream upstream;
    Setup setup(upstream.url());
    TRY_OPEN(setup, upstream);
    QTcpSocket &first = clientFirst ? setup.client : *upstream.socket;
    QTcpSocket &second = clientFirst ? *upstream.socket : setup.client;
    first.write(WireBytes::close(1000, {}, clientFirst));
    QTRY_COMPARE_WITH_TIMEOUT(setup.observer.count<ControlFrame>(), 1, timeout);
    second.write(WireBytes::close(1000, {}, !clientFirst));
    second.disconnectFromHost();
    QTRY_VERIFY_WITH_TIMEOUT(setup.isClosed(), timeout);
    QCOMPARE(setup.observer.count<ControlFrame>(), 2);
    QCOMPARE(setup.closed(),
             (ConnectionClosed{clientFirst ? ConnectionClosed::By::Client : ConnectionClosed::By::Relay, {}, {}}));
}

QTEST_GUILESS_MAIN(tst_ProxyFlow)
#include "tst_proxyflow.moc"
