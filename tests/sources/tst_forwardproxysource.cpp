// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/sources/forwardproxysource.h"
#include "tests/sources/proxytest.h"
#include "tests/sources/recordingobserver.h"
#include "tests/support/wirebytes.h"

#include <QtNetwork/QSslSocket>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace Qt::Literals::StringLiterals;
using namespace RelayCore;
using Inspector::ForwardProxyOptions;
using Inspector::ForwardProxySource;
using ProxyTest::trusting;
using ProxyTest::Upstream;

namespace {

constexpr int timeout = 20'000;

const QByteArray established("HTTP/1.1 200 Connection established\r\n\r\n");

// A forward proxy on a free port, what it showed, and a client of it.
class Setup
{
public:
    explicit Setup(const std::function<void(ForwardProxyOptions &)> &change = {})
    {
        ForwardProxyOptions options;
        options.tls = trusting("ca.pem");
        if (change)
            change(options);
        proxy = std::make_unique<ForwardProxySource>(options, observer);
        proxy->start();
        client.connectToHost(proxy->url().host(), quint16(proxy->url().port()));
        QObject::connect(&client, &QTcpSocket::readyRead, &client, [this] { received += client.readAll(); });
    }

    ~Setup() { client.disconnect(); }
    Q_DISABLE_COPY_MOVE(Setup)

    // The client asks for a tunnel, and waits for the answer.
    [[nodiscard]] bool tunnels(const QByteArray &authority)
    {
        client.write("CONNECT " + authority + " HTTP/1.1\r\nHost: " + authority + "\r\n\r\n");
        const bool answered = QTest::qWaitFor([this] { return received == established; }, timeout);
        received.clear();
        return answered;
    }

    // Begins with TLS in the tunnel, trusting the authority of the proxy.
    void startTls(const QString &host)
    {
        QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
        configuration.setCaCertificates({QSslCertificate(proxy->authorityCertificate())});
        client.setSslConfiguration(configuration);
        client.setPeerVerifyName(host);
        client.startClientEncryption();
    }

    [[nodiscard]] bool isClosed() const { return observer.count<ConnectionClosed>() == 1; }
    [[nodiscard]] ConnectionClosed closed() const { return observer.all<ConnectionClosed>().value(0); }

    RecordingObserver observer;
    std::unique_ptr<ForwardProxySource> proxy;
    QSslSocket client;
    QByteArray received;
};

} // namespace

class tst_ForwardProxySource : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void announcesItself();
    void webSocketInATunnel();
    void webSocketInTls_data();
    void webSocketInTls();
    void absoluteForm_data();
    void absoluteForm();
    void otherTrafficIsOnlyCounted_data();
    void otherTrafficIsOnlyCounted();
    void serverThatSpeaksFirst();
    void certificateThatTheClientRefuses();
    void unreachableUpstream();
    void upstreamCertificateIsVerified();
    void badRequests_data();
    void badRequests();
    void stopEndsEverything();
};

void tst_ForwardProxySource::announcesItself()
{
    Setup setup;
    QCOMPARE(setup.proxy->url().scheme(), u"http"_s);
    QCOMPARE(setup.observer.all<SourceStarted>(),
             QList<SourceStarted>({{SourceKind::Proxy, u"Forward proxy"_s, setup.proxy->url().toString(), {}}}));
    const QSslCertificate authority(setup.proxy->authorityCertificate());
    QVERIFY(authority.isSelfSigned());
    QVERIFY(authority.effectiveDate() < QDateTime::currentDateTime());
    QVERIFY(authority.expiryDate() > QDateTime::currentDateTime());
    Setup other;
    QVERIFY(QSslCertificate(other.proxy->authorityCertificate()) != authority);
}

void tst_ForwardProxySource::webSocketInATunnel()
{
    Upstream upstream;
    Setup setup;
    QVERIFY(setup.tunnels(upstream.authority()));
    setup.client.write(WireBytes::request() + WireBytes::clientText("early"));
    // The head is what the client sent: its Host is right already.
    QTRY_COMPARE_WITH_TIMEOUT(upstream.received, WireBytes::request() + WireBytes::clientText("early"), timeout);
    upstream.socket->write(WireBytes::accepted() + WireBytes::relayText("hello"));
    QTRY_COMPARE_WITH_TIMEOUT(setup.observer.count<WireMessage>(), 2, timeout);
    QCOMPARE(setup.received, WireBytes::accepted() + WireBytes::relayText("hello"));
    QCOMPARE(setup.observer.count<TlsEstablished>(), 0);
    QCOMPARE(setup.observer.all<ConnectionOpened>().first().upstream, upstream.url().toString().chopped(1));
    QCOMPARE(setup.observer.all<HandshakeResponse>().first().status, 101);
    setup.client.write(WireBytes::close(1000, {}, true));
    setup.client.disconnectFromHost();
    QTRY_VERIFY_WITH_TIMEOUT(setup.isClosed(), timeout);
    QCOMPARE(setup.closed(), (ConnectionClosed{ConnectionClosed::By::Client, CloseCategory::None, {}}));
}

void tst_ForwardProxySource::webSocketInTls_data()
{
    QTest::addColumn<QString>("host");
    QTest::addColumn<QString>("written");
    QTest::newRow("a name") << u"localhost"_s << u"localhost"_s;
    QTest::newRow("an IPv4 address") << u"127.0.0.1"_s << u"127.0.0.1"_s;
    QTest::newRow("an IPv6 address") << u"::1"_s << u"[::1]"_s;
}

void tst_ForwardProxySource::webSocketInTls()
{
    QFETCH(QString, host);
    QFETCH(QString, written);
    const bool isNamed = host != "::1"_L1; // By the certificate of the upstream.
    Upstream upstream(Upstream::Tls::Yes,
                      QHostAddress(isNamed ? QHostAddress::LocalHost : QHostAddress::LocalHostIPv6));
    Setup setup([isNamed](ForwardProxyOptions &options) { options.verifyCertificate = isNamed; });
    const QByteArray authority = written.toLatin1() + ':' + QByteArray::number(upstream.url().port());
    QVERIFY(setup.tunnels(authority));
    setup.startTls(host);
    QTRY_VERIFY_WITH_TIMEOUT(setup.client.isEncrypted(), timeout);
    setup.client.write(WireBytes::request());
    QTRY_COMPARE_WITH_TIMEOUT(upstream.received, WireBytes::request(), timeout);
    upstream.socket->write(WireBytes::accepted() + WireBytes::relayText("hello"));
    setup.client.write(WireBytes::clientText("hi"));
    QTRY_COMPARE_WITH_TIMEOUT(setup.observer.count<WireMessage>(), 2, timeout);
    QTRY_COMPARE_WITH_TIMEOUT(setup.received, WireBytes::accepted() + WireBytes::relayText("hello"), timeout);
    QCOMPARE(setup.observer.all<ConnectionOpened>().first().upstream, u"wss://"_s + QString::fromLatin1(authority));
    const auto facts = setup.observer.all<TlsEstablished>();
    QCOMPARE(facts.size(), 2);
    QCOMPARE(facts.at(0).issuer, u"Relay Inspector, authority of one run"_s);
    QCOMPARE(facts.at(0).subject, host);
    QCOMPARE(facts.at(0).half, TlsEstablished::Half::Client);
    QCOMPARE(facts.at(1).half, TlsEstablished::Half::Relay);
    QCOMPARE(facts.at(1).issuer, u"RelayCore test authority"_s);
    QCOMPARE(facts.at(1).errors.isEmpty(), isNamed);
    const QSslCertificate leaf = setup.client.peerCertificate();
    QCOMPARE(leaf.subjectAlternativeNames().values(), QStringList{host});
    QCOMPARE(leaf.subjectAlternativeNames().firstKey(),
             QHostAddress(host).isNull() ? QSsl::DnsEntry : QSsl::IpAddressEntry);
}

void tst_ForwardProxySource::absoluteForm_data()
{
    QTest::addColumn<QByteArray>("scheme");
    QTest::newRow("ws") << QByteArray("ws");
    QTest::newRow("http, as most clients write it") << QByteArray("http");
}

void tst_ForwardProxySource::absoluteForm()
{
    QFETCH(QByteArray, scheme);
    Upstream upstream;
    Setup setup;
    const QByteArray fields = "Upgrade: websocket\r\nConnection: Upgrade\r\nOrigin: http://page.example\r\n\r\n";
    setup.client.write("GET " + scheme + "://" + upstream.authority()
                       + "/relay?x=1 HTTP/1.1\r\nHost: other\r\nProxy-Authorization: Basic eDp5\r\n" + fields);
    QTRY_COMPARE_WITH_TIMEOUT(upstream.received,
                              "GET /relay?x=1 HTTP/1.1\r\nHost: " + upstream.authority() + "\r\n" + fields, timeout);
    upstream.socket->write(WireBytes::accepted() + WireBytes::relayText("hello"));
    QTRY_COMPARE_WITH_TIMEOUT(setup.observer.count<WireMessage>(), 1, timeout);
    QCOMPARE(setup.observer.count<HandshakeRequest>(), 1);
}

void tst_ForwardProxySource::otherTrafficIsOnlyCounted_data()
{
    QTest::addColumn<bool>("tunnel");
    QTest::addColumn<QByteArray>("sent");
    QTest::addColumn<QByteArray>("forwarded");
    QTest::newRow("a request without an upgrade in a tunnel")
        << true << QByteArray("GET /secret HTTP/1.1\r\nHost: x\r\n\r\n")
        << QByteArray("GET /secret HTTP/1.1\r\nHost: x\r\n\r\n");
    QTest::newRow("an upgrade to another protocol in a tunnel")
        << true << QByteArray("GET /secret HTTP/1.1\r\nUpgrade: h2c\r\n\r\nPRI")
        << QByteArray("GET /secret HTTP/1.1\r\nUpgrade: h2c\r\n\r\nPRI");
    QTest::newRow("no HTTP in a tunnel") << true << QByteArray("\x01\x02secret") << QByteArray("\x01\x02secret");
    QTest::newRow("a request in absolute form without an upgrade")
        << false << QByteArray("GET http://%1/secret HTTP/1.1\r\nHost: %1\r\nConnection: keep-alive\r\n\r\n")
        << QByteArray("GET /secret HTTP/1.1\r\nHost: %1\r\nConnection: close\r\n\r\n");
}

void tst_ForwardProxySource::otherTrafficIsOnlyCounted()
{
    QFETCH(bool, tunnel);
    QFETCH(QByteArray, sent);
    QFETCH(QByteArray, forwarded);
    Upstream upstream;
    Setup setup;
    sent.replace("%1", upstream.authority());
    forwarded.replace("%1", upstream.authority());
    if (tunnel)
        QVERIFY(setup.tunnels(upstream.authority()));
    setup.client.write(sent);
    QTRY_COMPARE_WITH_TIMEOUT(upstream.received, forwarded, timeout);
    const QByteArray answer("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nsecret");
    upstream.socket->write(answer);
    QTRY_COMPARE_WITH_TIMEOUT(setup.received, answer, timeout);
    upstream.socket->disconnectFromHost();
    QTRY_VERIFY_WITH_TIMEOUT(setup.isClosed(), timeout);
    QCOMPARE(
        setup.closed(),
        (ConnectionClosed{ConnectionClosed::By::Relay, CloseCategory::None,
                          u"no WebSocket: %1 bytes sent, %2 bytes received"_s.arg(sent.size()).arg(answer.size())}));
    QCOMPARE(setup.observer.events.size(), 3); // The source, the connection, and its end.
}

void tst_ForwardProxySource::serverThatSpeaksFirst()
{
    Upstream upstream;
    Setup setup;
    QVERIFY(setup.tunnels(upstream.authority()));
    QTRY_VERIFY_WITH_TIMEOUT(upstream.socket, timeout);
    upstream.socket->write("220 ready\r\n");
    QTRY_COMPARE_WITH_TIMEOUT(setup.received, QByteArray("220 ready\r\n"), timeout);
    setup.client.write("EHLO\r\n");
    QTRY_COMPARE_WITH_TIMEOUT(upstream.received, QByteArray("EHLO\r\n"), timeout);
    QCOMPARE(setup.observer.events.size(), 2);
}

void tst_ForwardProxySource::certificateThatTheClientRefuses()
{
    Upstream upstream(Upstream::Tls::Yes);
    Setup setup;
    QVERIFY(setup.tunnels("localhost:" + QByteArray::number(upstream.url().port())));
    setup.client.setPeerVerifyName(u"localhost"_s);
    setup.client.startClientEncryption();
    QTRY_VERIFY_WITH_TIMEOUT(setup.isClosed(), timeout);
    QCOMPARE(setup.closed().by, ConnectionClosed::By::Client);
    QCOMPARE(setup.closed().category, CloseCategory::Tls);
    QVERIFY2(setup.closed().text.startsWith(u"the client did not complete TLS with the certificate of this run: "_s),
             qPrintable(setup.closed().text));
    QVERIFY(!upstream.socket);
}

void tst_ForwardProxySource::unreachableUpstream()
{
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    const QByteArray authority = "127.0.0.1:" + QByteArray::number(server.serverPort());
    server.close();
    Setup setup;
    QVERIFY(setup.tunnels(authority));
    setup.client.write(WireBytes::request());
    QTRY_VERIFY_WITH_TIMEOUT(setup.isClosed(), timeout);
    const QString text = QString::fromLatin1(authority) + u" refused the connection"_s;
    QCOMPARE(setup.closed(), (ConnectionClosed{ConnectionClosed::By::Upstream, CloseCategory::Refused, text}));
    QCOMPARE(setup.observer.count<HandshakeRequest>(), 1);
    QTRY_VERIFY_WITH_TIMEOUT(setup.received.startsWith("HTTP/1.1 502 Bad Gateway\r\n"), timeout);
    QVERIFY(setup.received.endsWith(text.toUtf8() + '\n'));
}

void tst_ForwardProxySource::upstreamCertificateIsVerified()
{
    Upstream upstream(Upstream::Tls::Yes);
    Setup setup([](ForwardProxyOptions &options) { options.tls.reset(); });
    QVERIFY(setup.tunnels("localhost:" + QByteArray::number(upstream.url().port())));
    setup.startTls(u"localhost"_s);
    QTRY_VERIFY_WITH_TIMEOUT(setup.client.isEncrypted(), timeout);
    setup.client.write(WireBytes::request());
    QTRY_VERIFY_WITH_TIMEOUT(setup.isClosed(), timeout);
    QCOMPARE(setup.closed().category, CloseCategory::Tls);
    QTRY_VERIFY_WITH_TIMEOUT(setup.received.startsWith("HTTP/1.1 502 Bad Gateway\r\n"), timeout);
    QCOMPARE(setup.observer.count<TlsEstablished>(), 2);
}

void tst_ForwardProxySource::badRequests_data()
{
    QTest::addColumn<QByteArray>("sent");
    QTest::newRow("a request for the proxy itself") << WireBytes::request();
    QTest::newRow("CONNECT without a port") << QByteArray("CONNECT localhost HTTP/1.1\r\n\r\n");
    QTest::newRow("CONNECT to port 0") << QByteArray("CONNECT localhost:0 HTTP/1.1\r\n\r\n");
    QTest::newRow("CONNECT to a path") << QByteArray("CONNECT localhost:80/x HTTP/1.1\r\n\r\n");
    QTest::newRow("CONNECT to a user") << QByteArray("CONNECT me@localhost:80 HTTP/1.1\r\n\r\n");
    QTest::newRow("another scheme") << QByteArray("GET ftp://localhost/x HTTP/1.1\r\n\r\n");
    QTest::newRow("TLS without CONNECT") << QByteArray::fromHex("16030100") + QByteArray(100, '\0');
    QTest::newRow("an endless head") << "GET / HTTP/1.1\r\nX: " + QByteArray(100'000, 'x');
}

void tst_ForwardProxySource::badRequests()
{
    QFETCH(QByteArray, sent);
    Setup setup;
    setup.client.write(sent);
    QTRY_VERIFY_WITH_TIMEOUT(setup.isClosed(), timeout);
    QTRY_VERIFY2_WITH_TIMEOUT(setup.received.startsWith("HTTP/1.1 400 Bad Request\r\n"), setup.received.constData(),
                              timeout);
    QCOMPARE(setup.closed().by, ConnectionClosed::By::Client);
    QCOMPARE(setup.closed().category, CloseCategory::Handshake);
    QTRY_COMPARE_WITH_TIMEOUT(setup.proxy->connectionCount(), 0, timeout);
}

void tst_ForwardProxySource::stopEndsEverything()
{
    Upstream upstream;
    Setup setup;
    QSignalSpy stopped(setup.proxy.get(), &ForwardProxySource::stopped);
    QVERIFY(setup.tunnels(upstream.authority()));
    setup.client.write(WireBytes::request());
    QTRY_VERIFY_WITH_TIMEOUT(upstream.received.endsWith("\r\n\r\n"), timeout);
    QTcpSocket idle;
    idle.connectToHost(setup.proxy->url().host(), quint16(setup.proxy->url().port()));
    QTRY_COMPARE_WITH_TIMEOUT(setup.proxy->connectionCount(), 2, timeout);
    setup.proxy->stop();
    QTRY_COMPARE_WITH_TIMEOUT(stopped.count(), 1, timeout);
    QCOMPARE(setup.closed().by, ConnectionClosed::By::Source);
    QVERIFY(setup.proxy->url().isEmpty());
}

QTEST_GUILESS_MAIN(tst_ForwardProxySource)
#include "tst_forwardproxysource.moc"
