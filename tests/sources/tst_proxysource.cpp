// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/sources/proxysource.h"
#include "relaycore/protocol/codec.h"
#include "relaycore/server/relayserver.h"
#include "tests/sources/proxytest.h"
#include "tests/sources/recordingobserver.h"
#include "tests/support/wirebytes.h"

#include <QtCore/QRandomGenerator>
#include <QtNetwork/QSslSocket>
#include <QtNetwork/QTcpServer>
#include <QtNetwork/QTcpSocket>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWebSockets/QWebSocket>

using namespace Qt::Literals::StringLiterals;
using namespace RelayCore;
using namespace std::chrono_literals;
using Inspector::ProxyOptions;
using Inspector::ProxySource;
using ProxyTest::fileContent;
using ProxyTest::trusting;
using ProxyTest::Upstream;

namespace {

constexpr int timeout = 20'000;

// A proxy on a free port, what it showed, and a client of it.
class Setup
{
public:
    explicit Setup(const QUrl &upstream, const std::function<void(ProxyOptions &)> &change = {})
    {
        ProxyOptions options;
        options.port = 0;
        options.upstream = upstream;
        if (change)
            change(options);
        proxy = std::make_unique<ProxySource>(options, observer);
        proxy->start();
        QObject::connect(&client, &QTcpSocket::readyRead, &client, [this] { read(); });
        QObject::connect(&client, &QTcpSocket::disconnected, &client, [this] { read(); });
    }

    ~Setup() { client.disconnect(); }
    Q_DISABLE_COPY_MOVE(Setup)

    void connectClient() { client.connectToHost(proxy->url().host(), quint16(proxy->url().port())); }

    void read()
    {
        if (reading && client.isOpen())
            received += client.readAll();
    }

    [[nodiscard]] ConnectionClosed closed() const
    {
        const auto all = observer.all<ConnectionClosed>();
        return all.isEmpty() ? ConnectionClosed{} : all.first();
    }

    [[nodiscard]] bool isClosed() const { return observer.count<ConnectionClosed>() == 1; }

    RecordingObserver observer;
    std::unique_ptr<ProxySource> proxy;
    QTcpSocket client;
    QByteArray received;
    bool reading = true;
};

QByteArray messages(int count, bool fromClient)
{
    QByteArray bytes;
    for (int i = 0; i < count; ++i) {
        const QByteArray text = "message " + QByteArray::number(i) + ' ' + QByteArray(i % 200, 'x');
        bytes += fromClient ? WireBytes::clientText(text) : WireBytes::relayText(text);
    }
    return bytes;
}

} // namespace

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

void tst_ProxySource::waitingLosesNothing()
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

void tst_ProxySource::waitingHoldsTheClientBack()
{
    Upstream upstream;
    Setup setup(upstream.url());
    setup.connectClient();
    setup.client.write(WireBytes::request());
    QTRY_VERIFY_WITH_TIMEOUT(upstream.received.endsWith("\r\n\r\n"), timeout);
    upstream.socket->write(WireBytes::accepted());
    QTRY_COMPARE_WITH_TIMEOUT(setup.observer.count<HandshakeResponse>(), 1, timeout);
    upstream.received.clear();
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

void tst_ProxySource::waitingClientThatLeavesIsRead()
{
    Upstream upstream;
    Setup setup(upstream.url());
    setup.connectClient();
    setup.client.write(WireBytes::request());
    QTRY_VERIFY_WITH_TIMEOUT(upstream.received.endsWith("\r\n\r\n"), timeout);
    upstream.socket->write(WireBytes::accepted());
    QTRY_COMPARE_WITH_TIMEOUT(setup.observer.count<HandshakeResponse>(), 1, timeout);
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

void tst_ProxySource::slowSideHoldsTheOtherBack_data()
{
    QTest::addColumn<bool>("slowClient");
    QTest::newRow("a client that does not read holds the relay back") << true;
    QTest::newRow("a relay that does not read holds the client back") << false;
}

void tst_ProxySource::slowSideHoldsTheOtherBack()
{
    QFETCH(bool, slowClient);
    Upstream upstream;
    upstream.readBufferBytes = 64 * 1024;
    Setup setup(upstream.url());
    setup.client.setReadBufferSize(64 * 1024);
    setup.connectClient();
    setup.client.write(WireBytes::request());
    QTRY_VERIFY_WITH_TIMEOUT(upstream.received.endsWith("\r\n\r\n"), timeout);
    upstream.socket->write(WireBytes::accepted());
    QTRY_VERIFY_WITH_TIMEOUT(setup.received.endsWith("\r\n\r\n"), timeout);
    upstream.received.clear();
    setup.received.clear();
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

void tst_ProxySource::restIsDelivered_data()
{
    QTest::addColumn<bool>("secure");
    QTest::newRow("what the relay said before it closed reaches a slow client") << false;
    QTest::newRow("what the relay said before it closed reaches a slow client, with TLS") << true;
}

void tst_ProxySource::restIsDelivered()
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

void tst_ProxySource::droppedMidFrame_data()
{
    QTest::addColumn<bool>("clientDrops");
    QTest::newRow("the client drops the connection in the middle of a frame") << true;
    QTest::newRow("the relay drops the connection in the middle of a frame") << false;
}

void tst_ProxySource::droppedMidFrame()
{
    QFETCH(bool, clientDrops);
    Upstream upstream;
    Setup setup(upstream.url());
    setup.connectClient();
    setup.client.write(WireBytes::request());
    QTRY_VERIFY_WITH_TIMEOUT(upstream.received.endsWith("\r\n\r\n"), timeout);
    upstream.socket->write(WireBytes::accepted());
    QTRY_VERIFY_WITH_TIMEOUT(setup.received.endsWith("\r\n\r\n"), timeout);
    upstream.received.clear();
    setup.received.clear();
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

void tst_ProxySource::closeFramesTellWhoClosed_data()
{
    QTest::addColumn<bool>("clientFirst");
    QTest::newRow("the client's close frame comes first, the relay closes the socket") << true;
    QTest::newRow("the relay's close frame comes first, the client closes the socket") << false;
}

void tst_ProxySource::closeFramesTellWhoClosed()
{
    QFETCH(bool, clientFirst);
    Upstream upstream;
    Setup setup(upstream.url());
    setup.connectClient();
    setup.client.write(WireBytes::request());
    QTRY_VERIFY_WITH_TIMEOUT(upstream.received.endsWith("\r\n\r\n"), timeout);
    upstream.socket->write(WireBytes::accepted());
    QTRY_COMPARE_WITH_TIMEOUT(setup.observer.count<HandshakeResponse>(), 1, timeout);
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
