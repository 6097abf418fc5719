// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/client/relayclient.h"
#include "relaycore/testkit/scriptedrelay.h"
#include "tests/check/certificates.h"
#include "tests/check/probetest.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtNetwork/QTcpServer>

using namespace ProbeTest;
using TestKit::ScriptedRelay;

class tst_ProbeWay : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();

    void validatesCertificates_data();
    void validatesCertificates();
    void acceptsCertificatesWhenAsked();
    void recognizesTheOtherScheme_data();
    void recognizesTheOtherScheme();
    void recognizesAPlainRelay();
    void recognizesAPlainServerThatWaits();
    void tellsProxies();
    void goesThroughTheProxy_data();
    void goesThroughTheProxy();
    void clientsMeetTheSameProxy();
    void keepsTheTokenSecret();
    void sendsTheCredentialsOfTheAddress();

private:
    Certificates m_certificates;
};

void tst_ProbeWay::initTestCase()
{
    const QString error = m_certificates.make();
    QVERIFY2(error.isEmpty(), qPrintable(error));
}

void tst_ProbeWay::validatesCertificates_data()
{
    QTest::addColumn<QString>("names");
    QTest::addColumn<int>("days");
    QTest::addColumn<bool>("selfSigned");
    QTest::addColumn<bool>("trusted");
    QTest::addColumn<Outcome>("outcome");
    QTest::addColumn<QString>("problems");
    const QString good = u"DNS:relay.test,IP:127.0.0.1"_s;
    QTest::addRow("good") << good << 100 << false << true << Outcome::Ok << QString();
    QTest::addRow("good, for the address") << u"IP:127.0.0.1"_s << 100 << false << true << Outcome::Ok << QString();
    QTest::addRow("only a common name") << QString() << 100 << false << true << Outcome::Warning
                                        << u"certificate_without_names"_s;
    QTest::addRow("soon over") << good << 5 << false << true << Outcome::Warning << u"certificate_expires_soon"_s;
    QTest::addRow("unknown authority") << good << 100 << false << false << Outcome::Failed << u"unknown_authority"_s;
    QTest::addRow("self-signed") << good << 100 << true << false << Outcome::Failed << u"self_signed"_s;
    QTest::addRow("expired") << good << -1 << false << true << Outcome::Failed << u"certificate_expired"_s;
    QTest::addRow("another host") << u"DNS:other.test"_s << 100 << false << true << Outcome::Failed
                                  << u"host_name_mismatch"_s;
    QTest::addRow("expired and another host")
        << u"DNS:other.test"_s << -1 << false << true << Outcome::Failed << u"certificate_expired+host_name_mismatch"_s;
}

void tst_ProbeWay::validatesCertificates()
{
    QFETCH(const QString, names);
    QFETCH(const int, days);
    QFETCH(const bool, selfSigned);
    QFETCH(const bool, trusted);
    QFETCH(const Outcome, outcome);
    QFETCH(const QString, problems);
    ScriptedRelay relay(selfSigned ? m_certificates.selfSigned(names, days) : m_certificates.server(names, days));
    ProbeOptions options = to(relay.address());
    if (trusted)
        options.tls = m_certificates.trusting();
    Checked checked(options);
    QTRY_VERIFY_WITH_TIMEOUT(checked.reports.size() > qsizetype(CheckStep::Tls), limitMs);
    const StepReport tls = checked.at(CheckStep::Tls);
    QCOMPARE(Checked::names(tls), problems);
    QCOMPARE(tls.outcome, outcome);
    QVERIFY(tls.took);
    const QJsonObject detail = tls.detail;
    QVERIFY(detail.value("protocol"_L1).toString().startsWith(u"TLSv1."_s));
    QCOMPARE(detail.value("verified"_L1), QJsonValue(outcome != Outcome::Failed));
    const QJsonObject leaf = detail.value("chain"_L1).toArray().first().toObject();
    QCOMPARE(leaf.value("subject"_L1), QJsonValue(names.isEmpty() ? u"127.0.0.1"_s : u"Test Relay"_s));
    QCOMPARE(leaf.value("self_signed"_L1), QJsonValue(selfSigned));
    QCOMPARE(leaf.value("days_left"_L1).toInt() < 0, days < 0);
    QCOMPARE(leaf.value("sha256"_L1).toString().size(), 64);
    if (outcome == Outcome::Failed) {
        TRY_END(checked);
        QCOMPARE(relay.peer(), nullptr); // Nothing was asked of a server that cannot be trusted.
    }
}

void tst_ProbeWay::acceptsCertificatesWhenAsked()
{
    ScriptedRelay relay(m_certificates.selfSigned(u"DNS:other.test"_s, 100));
    ProbeOptions options = to(relay.address());
    options.verifyCertificate = false;
    Checked checked(options);
    QTRY_COMPARE_WITH_TIMEOUT(checked.current, CheckStep::Echo, limitMs);
    const StepReport tls = checked.at(CheckStep::Tls);
    QCOMPARE(tls.outcome, Outcome::Warning);
    QCOMPARE(tls.detail.value("verified"_L1), QJsonValue(false));
    QVERIFY(tls.notes.first().contains(u"--insecure"_s));
}

void tst_ProbeWay::recognizesTheOtherScheme_data()
{
    QTest::addColumn<bool>("serverSpeaksTls");
    QTest::addColumn<QString>("failure");
    QTest::addRow("ws:// to a TLS relay") << true << u"upgrade server_speaks_tls"_s;
    QTest::addRow("wss:// to a plain web server") << false << u"tls server_speaks_plain"_s;
}

void tst_ProbeWay::recognizesTheOtherScheme()
{
    QFETCH(const bool, serverSpeaksTls);
    QFETCH(const QString, failure);
    ScriptedRelay relay(m_certificates.selfSigned(u"IP:127.0.0.1"_s, 100));
    // As web servers do with what is no request line.
    QTcpServer plain;
    QVERIFY(plain.listen(QHostAddress::LocalHost));
    connect(&plain, &QTcpServer::newConnection, this, [&plain] {
        QTcpSocket *socket = plain.nextPendingConnection();
        connect(socket, &QIODevice::readyRead, socket, [socket] {
            socket->readAll();
            socket->write("HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n");
            socket->disconnectFromHost();
        });
    });
    QUrl url(u"wss://127.0.0.1:%1"_s.arg(plain.serverPort()));
    if (serverSpeaksTls) {
        url = relay.address();
        url.setScheme(u"ws"_s);
    }
    Checked checked(to(url));
    TRY_END(checked);
    QCOMPARE(checked.failure(), failure);
}

void tst_ProbeWay::recognizesAPlainRelay()
{
    RelayServer relay(anyPort()); // It hangs up on TLS.
    QVERIFY2(relay.listen(), qPrintable(relay.errorString()));
    QUrl url = relay.url();
    url.setScheme(u"wss"_s);
    Checked checked(to(url));
    TRY_END(checked);
    QCOMPARE(checked.failure(), u"tls server_speaks_plain"_s);
}

void tst_ProbeWay::recognizesAPlainServerThatWaits()
{
    QTcpServer plain; // It takes the handshake for a request that is not over.
    QVERIFY(plain.listen(QHostAddress::LocalHost));
    connect(&plain, &QTcpServer::newConnection, &plain, [&plain] {
        QTcpSocket *socket = plain.nextPendingConnection();
        connect(socket, &QIODevice::readyRead, socket, [socket] {
            if (socket->readAll().startsWith("GET "))
                socket->write("HTTP/1.1 101 Switching Protocols\r\n\r\n");
        });
    });
    Checked checked(to(QUrl(u"wss://127.0.0.1:%1"_s.arg(plain.serverPort()))));
    QTRY_COMPARE(checked.current, CheckStep::Tls);
    checked.clock->advance(10s);
    TRY_END(checked);
    QCOMPARE(checked.failure(), u"tls server_speaks_plain"_s);
}

void tst_ProbeWay::tellsProxies()
{
    RawServer server(
        saying("HTTP/1.1 502 Bad Gateway\r\nVia: 1.1 lab-proxy\r\nServer: squid\r\nContent-Length: 0\r\n\r\n"));
    Checked checked(to(server.address()));
    TRY_END(checked);
    const StepReport upgrade = checked.at(CheckStep::Upgrade);
    QCOMPARE(upgrade.detail.value("via"_L1), QJsonValue(u"1.1 lab-proxy"_s));
    QCOMPARE(upgrade.detail.value("server"_L1), QJsonValue(u"squid"_s));
    QVERIFY(upgrade.notes.contains(u"via the proxy 1.1 lab-proxy"_s));
}

void tst_ProbeWay::goesThroughTheProxy_data()
{
    QTest::addColumn<QByteArray>("answer"); // empty: a tunnel
    QTest::addColumn<bool>("listens");
    QTest::addColumn<QString>("failure");
    QTest::addColumn<QString>("words");
    const auto refusal = [](const QByteArray &line) { return "HTTP/1.1 " + line + "\r\nContent-Length: 0\r\n\r\n"; };
    QTest::addRow("a tunnel") << QByteArray() << true << QString() << QString();
    QTest::addRow("nothing listens") << QByteArray() << false << u"proxy proxy_unreachable"_s << QString();
    QTest::addRow("407") << refusal("407 Who Are You\r\nProxy-Authenticate: Basic realm=\"r\"") << true
                         << u"proxy proxy_wants_credentials"_s << u"HTTP 407"_s;
    QTest::addRow("401, as tinyproxy for a wrong password")
        << refusal("401 Unauthorized") << true << u"proxy proxy_wants_credentials"_s << u"HTTP 401"_s;
    QTest::addRow("403") << refusal("403 Not This Port") << true << u"proxy proxy_refused"_s << u"Not This Port"_s;
    QTest::addRow("404") << refusal("404 No Such Host") << true << u"proxy proxy_refused"_s << u"No Such Host"_s;
    QTest::addRow("503") << refusal("503 Busy") << true << u"proxy proxy_refused"_s << u"HTTP 503: Busy"_s;
    QTest::addRow("504") << refusal("504 Too Slow") << true << u"proxy proxy_refused"_s << u"HTTP 504: Too Slow"_s;
    QTest::addRow("no HTTP") << "SSH-2.0-OpenSSH\r\n\r\n"_ba << true << u"proxy proxy_failed"_s << QString();
}

namespace {

/// An HTTP proxy that answers CONNECT with \a answer, or, if that is empty, with a tunnel to \a port.
Serve proxyThat(const QByteArray &answer, quint16 port)
{
    return [answer, port](QTcpSocket *socket, const QByteArray &) {
        if (!answer.isEmpty()) {
            socket->write(answer);
            return;
        }
        auto *there = new QTcpSocket(socket);
        there->setProxy(QNetworkProxy::NoProxy);
        QObject::connect(there, &QAbstractSocket::connected, socket, [socket, there] {
            socket->write("HTTP/1.1 200 Connection established\r\n\r\n");
            QObject::connect(socket, &QIODevice::readyRead, there, [=] { there->write(socket->readAll()); });
            QObject::connect(there, &QIODevice::readyRead, socket, [=] { socket->write(there->readAll()); });
        });
        there->connectToHost(QHostAddress::LocalHost, port);
    };
}

QNetworkProxy httpProxy(quint16 port)
{
    return {QNetworkProxy::HttpProxy, u"127.0.0.1"_s, port};
}

} // namespace

void tst_ProbeWay::goesThroughTheProxy()
{
    QFETCH(const QByteArray, answer);
    QFETCH(const bool, listens);
    QFETCH(const QString, failure);
    QFETCH(const QString, words);
    RelayServer relay(anyPort());
    QVERIFY2(relay.listen(), qPrintable(relay.errorString()));
    RawServer proxy(proxyThat(answer, quint16(relay.url().port())));
    QUrl url = relay.url();
    url.setHost(u"only-the-proxy-knows.test"_s);
    ProbeOptions options = to(url);
    const quint16 port = listens ? quint16(proxy.address().port()) : TestSupport::unusedPort();
    options.proxy = httpProxy(port);
    options.lookup = finding({}, QHostInfo::HostNotFound);
    Checked checked(options);
    TRY_END(checked);
    QCOMPARE(checked.failure(), failure);
    const StepReport report = checked.at(CheckStep::Proxy);
    QVERIFY2(report.summary.contains(u"127.0.0.1:%1"_s.arg(port)), qPrintable(report.summary));
    QVERIFY2(report.summary.contains(words), qPrintable(report.summary));
    if (!failure.isEmpty())
        return;
    QCOMPARE(report.outcome, Outcome::Ok);
    QCOMPARE(checked.at(CheckStep::Dns).outcome, Outcome::NotNeeded);
    QCOMPARE(checked.at(CheckStep::Tcp).outcome, Outcome::NotNeeded);
}

void tst_ProbeWay::clientsMeetTheSameProxy()
{
    for (const char *line : {"407 Who Are You\r\nProxy-Authenticate: Basic realm=\"r\"", "403 No", "503 Busy"}) {
        RawServer proxy(proxyThat("HTTP/1.1 "_ba + line + "\r\nContent-Length: 0\r\n\r\n", 0));
        RelayClientOptions options;
        options.address = QUrl(u"ws://only-the-proxy-knows.test:8700"_s);
        options.clock = std::make_shared<ManualClock>();
        options.proxy = httpProxy(quint16(proxy.address().port()));
        RelayClient client(options);
        client.connectToRelay();
        QTRY_COMPARE_WITH_TIMEOUT(client.state(), RelayClient::State::Backoff, limitMs);
        const RelayError error = client.lastError();
        QCOMPARE(error.category, RelayError::Category::Network);
        QVERIFY2(error.text.startsWith(u"The proxy 127.0.0.1:%1 "_s.arg(proxy.address().port())),
                 qPrintable(error.text));
    }
}

void tst_ProbeWay::keepsTheTokenSecret()
{
    QByteArray request;
    RawServer server([&request](QTcpSocket *socket, const QByteArray &head) {
        request = head;
        socket->write("HTTP/1.1 403 not with sesame\r\nServer: sesame\r\nContent-Type: text/plain\r\n"
                      "Content-Length: 21\r\n\r\nyou sent Bearer sesam");
        socket->write("e");
    });
    ProbeOptions options = to(server.address());
    options.headers = {{"Authorization"_ba, "Bearer sesame"_ba}};
    options.warnOfReadableToken = true;
    Checked checked(options);
    TRY_END(checked);
    QVERIFY(request.contains("Authorization: Bearer sesame\r\n"));
    QCOMPARE(checked.failure(), u"upgrade access_refused"_s);
    QCOMPARE(Checked::names(checked.at(CheckStep::Address)), u"token_unencrypted"_s);
    QCOMPARE(checked.at(CheckStep::Address).outcome, Outcome::Warning);
    for (const StepReport &report : std::as_const(checked.reports)) {
        const QString said = report.summary + report.notes.join(u' ') + advice(report.problems)
                             + QString::fromUtf8(QJsonDocument(report.detail).toJson());
        QVERIFY2(!said.contains(u"sesame"_s), qPrintable(said));
    }
}

void tst_ProbeWay::sendsTheCredentialsOfTheAddress()
{
    QByteArray request;
    RawServer server([&request](QTcpSocket *socket, const QByteArray &head) {
        request = head;
        socket->write("HTTP/1.1 401 No\r\nContent-Length: 0\r\n\r\n");
    });
    QUrl url = server.address();
    url.setUserInfo(u"alice:open sesame"_s);
    Checked checked(to(url));
    TRY_END(checked);
    QVERIFY2(request.contains("\r\nAuthorization: Basic YWxpY2U6b3BlbiBzZXNhbWU=\r\n"), request.constData());
}

QTEST_GUILESS_MAIN(tst_ProbeWay)
#include "tst_probeway.moc"
