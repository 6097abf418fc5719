// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/protocol/codec.h"
#include "relaycore/server/relayserver.h"
#include "tests/sources/proxysetup.h"
#include "tests/sources/proxytest.h"

#include <QtCore/QRandomGenerator>
#include <QtNetwork/QSslSocket>
#include <QtNetwork/QTcpServer>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWebSockets/QWebSocket>

using namespace Qt::Literals::StringLiterals;
using namespace RelayCore;
using namespace ProxyTest;
using namespace std::chrono_literals;
using Inspector::ProxyOptions;
using Inspector::ProxySource;

class tst_ProxySource : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cannotStart();
    void announcesItself();
    void bytesPassUnchanged();
    void foreignBytesPassUnchanged();
    void unreachable_data();
    void unreachable();
    void silentUpstreamTimesOut();
    void tls_data();
    void tls();
    void refusalsPassUnchanged_data();
    void refusalsPassUnchanged();
    void upstreamThatSaysNothing();
    void realRelayBehind();
    void stopEndsEverything();
};

void tst_ProxySource::cannotStart()
{
    RecordingObserver observer;
    QTcpServer taken;
    QVERIFY(taken.listen(QHostAddress::LocalHost));
    ProxyOptions options;
    options.port = taken.serverPort();
    options.upstream = QUrl(u"ws://127.0.0.1:1"_s);
    ProxySource blocked(options, observer);
    QSignalSpy failed(&blocked, &ProxySource::failed);
    blocked.start();
    QCOMPARE(failed.count(), 1);
    QVERIFY(failed.first().first().toString().contains(QString::number(taken.serverPort())));

    options.port = 0;
    options.upstream = QUrl(u"http://127.0.0.1:1"_s);
    ProxySource misled(options, observer);
    QSignalSpy misledFailed(&misled, &ProxySource::failed);
    misled.start();
    QCOMPARE(misledFailed.count(), 1);
    QVERIFY(misled.url().isEmpty());
    QVERIFY(observer.events.isEmpty());
}

void tst_ProxySource::announcesItself()
{
    Setup setup(QUrl(u"wss://user:secret@relay.example.org/x"_s), [](ProxyOptions &o) { o.title = u"mine"_s; });
    QCOMPARE(setup.observer.events.size(), 1);
    const auto started = setup.observer.all<SourceStarted>().first();
    QCOMPARE(started, (SourceStarted{SourceKind::Proxy, u"mine"_s, setup.proxy->url().toString(),
                                     u"wss://relay.example.org/x"_s}));
    QCOMPARE(setup.observer.events.first().source, setup.proxy->id());
    QVERIFY(setup.proxy->url().port() > 0);
}

void tst_ProxySource::bytesPassUnchanged()
{
    Upstream upstream;
    Setup setup(upstream.url());
    setup.connectClient();
    const QByteArray request = WireBytes::request();
    setup.client.write(request.first(40));
    QTRY_VERIFY_WITH_TIMEOUT(upstream.socket, timeout);
    setup.client.write(request.sliced(40));
    QByteArray expected = request;
    expected.replace("127.0.0.1:9700", upstream.authority());
    QTRY_COMPARE_WITH_TIMEOUT(upstream.received, expected, timeout);

    const QByteArray answer = WireBytes::accepted() + messages(2'000, false);
    const QByteArray said = messages(3'000, true);
    upstream.received.clear();
    upstream.socket->write(answer);
    setup.client.write(said);
    QTRY_COMPARE_WITH_TIMEOUT(upstream.received.size(), said.size(), timeout);
    QTRY_COMPARE_WITH_TIMEOUT(setup.received.size(), answer.size(), timeout);
    QVERIFY(upstream.received == said);
    QVERIFY(setup.received == answer);

    QTRY_COMPARE_WITH_TIMEOUT(setup.observer.count<WireMessage>(), 5'000, timeout);
    QCOMPARE(setup.observer.count<ConnectionOpened>(), 1);
    QCOMPARE(setup.observer.all<HandshakeRequest>().first().headers.first().value, QByteArray("127.0.0.1:9700"));
    QCOMPARE(setup.observer.all<HandshakeResponse>().first().status, 101);
    QCOMPARE(setup.observer.count<ProtocolViolation>(), 0);
    qint64 last = 0;
    for (const WireEvent &event : setup.observer.events) {
        QVERIFY(event.timeNs >= last);
        last = event.timeNs;
    }
}

void tst_ProxySource::foreignBytesPassUnchanged()
{
    Upstream upstream;
    Setup setup(upstream.url());
    setup.connectClient();
    const QByteArray hello = QByteArray::fromHex("160301007b0100007703") + QByteArray(500, '\x7f');
    setup.client.write(hello);
    QTRY_COMPARE_WITH_TIMEOUT(upstream.received, hello, timeout);
    upstream.socket->write("\x15\x03\x03");
    QTRY_COMPARE_WITH_TIMEOUT(setup.received, QByteArray("\x15\x03\x03"), timeout);
    QTRY_COMPARE_WITH_TIMEOUT(setup.observer.count<ProtocolViolation>(), 2, timeout);
}

void tst_ProxySource::unreachable_data()
{
    QTest::addColumn<QUrl>("upstream");
    QTest::addColumn<CloseCategory>("category");
    QTest::addColumn<QString>("text");
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    const quint16 free = server.serverPort();
    server.close();
    QTest::newRow("nobody listens") << QUrl(u"ws://127.0.0.1:%1"_s.arg(free)) << CloseCategory::Refused
                                    << u"127.0.0.1:%1 refused the connection"_s.arg(free);
    QTest::newRow("nobody listens, with TLS") << QUrl(u"wss://127.0.0.1:%1"_s.arg(free)) << CloseCategory::Refused
                                              << u"127.0.0.1:%1 refused the connection"_s.arg(free);
    QTest::newRow("a name that does not exist")
        << QUrl(u"ws://relay.invalid"_s) << CloseCategory::Dns << u"the name relay.invalid could not be resolved"_s;
}

void tst_ProxySource::unreachable()
{
    QFETCH(QUrl, upstream);
    QFETCH(CloseCategory, category);
    QFETCH(QString, text);
    Setup setup(upstream);
    setup.connectClient();
    setup.client.write(WireBytes::request());
    QTRY_COMPARE_WITH_TIMEOUT(setup.client.state(), QAbstractSocket::UnconnectedState, timeout);
    QVERIFY2(setup.received.startsWith("HTTP/1.1 502 Bad Gateway\r\n"), setup.received.constData());
    QVERIFY(setup.received.contains("\r\nContent-Type: text/plain; charset=utf-8\r\n"));
    QVERIFY(setup.received.endsWith("\r\n\r\n" + text.toUtf8() + '\n'));
    QCOMPARE(setup.observer.count<HandshakeRequest>(), 1);
    QCOMPARE(setup.closed(), (ConnectionClosed{ConnectionClosed::By::Upstream, category, text}));
}

void tst_ProxySource::silentUpstreamTimesOut()
{
    QTcpServer silent; // Accepts, and never begins with TLS.
    QVERIFY(silent.listen(QHostAddress::LocalHost));
    Setup setup(QUrl(u"wss://127.0.0.1:%1"_s.arg(silent.serverPort())),
                [](ProxyOptions &options) { options.connectTimeout = 200ms; });
    setup.connectClient();
    setup.client.write(WireBytes::request());
    QTRY_COMPARE_WITH_TIMEOUT(setup.client.state(), QAbstractSocket::UnconnectedState, timeout);
    QVERIFY2(setup.received.startsWith("HTTP/1.1 504 Gateway Timeout\r\n"), setup.received.constData());
    QCOMPARE(setup.closed().category, CloseCategory::Timeout);
    QCOMPARE(setup.closed().by, ConnectionClosed::By::Upstream);
}

void tst_ProxySource::tls_data()
{
    QTest::addColumn<QString>("host");
    QTest::addColumn<bool>("trusted");
    QTest::addColumn<bool>("verify");
    QTest::addColumn<bool>("connects");
    QTest::addColumn<bool>("errors");
    QTest::newRow("a trusted certificate is accepted") << u"localhost"_s << true << true << true << false;
    QTest::newRow("an unknown authority is refused") << u"localhost"_s << false << true << false << true;
    QTest::newRow("an unknown authority is accepted on request, and its errors shown")
        << u"localhost"_s << false << false << true << true;
}

void tst_ProxySource::tls()
{
    QFETCH(QString, host);
    QFETCH(bool, trusted);
    QFETCH(bool, verify);
    QFETCH(bool, connects);
    QFETCH(bool, errors);
    Upstream upstream(Upstream::Tls::Yes);
    QUrl url = upstream.url();
    url.setHost(host);
    Setup setup(url, [&](ProxyOptions &options) {
        if (trusted)
            options.tls = trusting("ca.pem");
        options.verifyCertificate = verify;
    });
    setup.connectClient();
    setup.client.write(WireBytes::request());
    QTRY_COMPARE_WITH_TIMEOUT(setup.observer.count<TlsEstablished>(), 1, timeout);
    const auto facts = setup.observer.all<TlsEstablished>().first();
    QCOMPARE(facts.subject, u"localhost"_s);
    QCOMPARE(facts.issuer, u"RelayCore test authority"_s);
    QCOMPARE(facts.sha256, QSslCertificate(fileContent("localhost.pem")).digest(QCryptographicHash::Sha256).toHex());
    QVERIFY(facts.notBefore < facts.notAfter);
    QCOMPARE(!facts.errors.isEmpty(), errors);
    if (!connects) {
        QTRY_VERIFY_WITH_TIMEOUT(setup.isClosed(), timeout);
        QCOMPARE(setup.closed().category, CloseCategory::Tls);
        QVERIFY(setup.closed().text.contains(facts.errors.first()));
        QTRY_VERIFY_WITH_TIMEOUT(setup.received.startsWith("HTTP/1.1 502 "), timeout);
        return;
    }
    QCOMPARE(facts.protocol, u"TLSv1.3"_s);
    QVERIFY(!facts.cipher.isEmpty());
    QTRY_VERIFY_WITH_TIMEOUT(upstream.received.endsWith("\r\n\r\n"), timeout);
    upstream.socket->write(WireBytes::accepted() + messages(500, false));
    QTRY_COMPARE_WITH_TIMEOUT(setup.observer.count<WireMessage>(), 500, timeout);
    QTRY_VERIFY_WITH_TIMEOUT(setup.received.endsWith(messages(500, false)), timeout);
}

void tst_ProxySource::refusalsPassUnchanged_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("response");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("401 with a body of known length")
        << 401
        << QByteArray("HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Bearer\r\nContent-Length: 8\r\n\r\nno token")
        << QByteArray("no token");
    QTest::newRow("502 with a body that ends with the connection")
        << 502 << QByteArray("HTTP/1.0 502 Bad Gateway\r\n\r\n<h1>sorry</h1>") << QByteArray("<h1>sorry</h1>");
}

void tst_ProxySource::refusalsPassUnchanged()
{
    QFETCH(int, status);
    QFETCH(QByteArray, response);
    QFETCH(QByteArray, body);
    Upstream upstream;
    Setup setup(upstream.url());
    setup.connectClient();
    setup.client.write(WireBytes::request());
    QTRY_VERIFY_WITH_TIMEOUT(upstream.received.endsWith("\r\n\r\n"), timeout);
    upstream.socket->write(response);
    upstream.socket->disconnectFromHost();
    QTRY_COMPARE_WITH_TIMEOUT(setup.client.state(), QAbstractSocket::UnconnectedState, timeout);
    QCOMPARE(setup.received, response);
    const auto shown = setup.observer.all<HandshakeResponse>();
    QCOMPARE(shown.size(), 1);
    QCOMPARE(shown.first().status, status);
    QCOMPARE(shown.first().body, body);
    QCOMPARE(setup.closed().by, ConnectionClosed::By::Upstream);
    QCOMPARE(setup.closed().category, CloseCategory::Handshake);
    QVERIFY(setup.closed().text.contains(QString::number(status)));
}

void tst_ProxySource::upstreamThatSaysNothing()
{
    Upstream upstream;
    Setup setup(upstream.url());
    setup.connectClient();
    setup.client.write(WireBytes::request());
    QTRY_VERIFY_WITH_TIMEOUT(upstream.received.endsWith("\r\n\r\n"), timeout);
    upstream.socket->disconnectFromHost();
    QTRY_COMPARE_WITH_TIMEOUT(setup.client.state(), QAbstractSocket::UnconnectedState, timeout);
    QCOMPARE(setup.received, QByteArray());
    QCOMPARE(setup.closed().by, ConnectionClosed::By::Upstream);
    QCOMPARE(setup.closed().category, CloseCategory::Handshake);
}

void tst_ProxySource::realRelayBehind()
{
    RelayServerOptions options;
    options.port = 0;
    RelayServer server(options);
    QVERIFY2(server.listen(), qPrintable(server.errorString()));
    Setup setup(server.url());
    QWebSocket socket;
    QSignalSpy texts(&socket, &QWebSocket::textMessageReceived);
    QObject::connect(&socket, &QWebSocket::connected, &socket, [&socket] {
        socket.sendTextMessage(QString::fromUtf8(encode(RelayRegistration{u"alpha"_s, QUuid::createUuid()})));
    });
    socket.open(setup.proxy->url());
    QTRY_COMPARE_WITH_TIMEOUT(texts.count(), 1, timeout);
    socket.close(QWebSocketProtocol::CloseCodeGoingAway, u"bye"_s);
    QTRY_VERIFY_WITH_TIMEOUT(setup.isClosed(), timeout);
    const auto seen = setup.observer.all<WireMessage>();
    QCOMPARE(seen.size(), 2);
    QCOMPARE(seen.at(0).direction, Direction::Sent);
    QVERIFY(std::holds_alternative<RelayMessage>(decode(seen.at(0).payload)));
    QCOMPARE(seen.at(1).direction, Direction::Received);
    QVERIFY(std::holds_alternative<RelayMessage>(decode(seen.at(1).payload)));
    const auto closing = setup.observer.all<ControlFrame>();
    QVERIFY(!closing.isEmpty());
    QCOMPARE(closing.first().closeCode, quint16(1001));
    QCOMPARE(closing.first().closeReason, u"bye"_s);
    QCOMPARE(setup.closed(), (ConnectionClosed{ConnectionClosed::By::Client, {}, {}}));
}

void tst_ProxySource::stopEndsEverything()
{
    Upstream upstream;
    Setup setup(upstream.url());
    QSignalSpy stopped(setup.proxy.get(), &ProxySource::stopped);
    setup.connectClient();
    setup.client.write(WireBytes::request());
    QTRY_VERIFY_WITH_TIMEOUT(upstream.received.endsWith("\r\n\r\n"), timeout);
    setup.proxy->stop();
    QTRY_COMPARE_WITH_TIMEOUT(stopped.count(), 1, timeout);
    QCOMPARE(setup.closed().by, ConnectionClosed::By::Source);
    QTRY_COMPARE_WITH_TIMEOUT(setup.client.state(), QAbstractSocket::UnconnectedState, timeout);
    QVERIFY(setup.proxy->url().isEmpty());
}

QTEST_GUILESS_MAIN(tst_ProxySource)
#include "tst_proxysource.moc"
