// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/client/relayclient.h"
#include "relaycore/testkit/scriptedrelay.h"
#include "tests/client/clienttest.h"
#include "tests/interop/referencerelay.h"

#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>
#include <QtNetwork/QSslCertificate>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWebSockets/QWebSocket>

using namespace ClientTest;
using namespace RelayCore;
using namespace std::chrono_literals;
using TestKit::ManualClock;
using TestKit::ScriptedRelay;
using Category = RelayError::Category;
using Phase = RelayError::Phase;
using Retry = RelayClient::Retry;
using State = RelayClient::State;

namespace {

constexpr int timeout = 60'000; ///< ms, for a Python process on a busy machine.

} // namespace

/// The scenarios of the reference's own client tests (ProxyStore 1.1.0, tests/p2p/relay/client_test.py), each under the
/// name it has there. Where the reference replaces a part of itself by a mock, a scripted relay has the same fault;
/// everything else happens at the real proxystore-relay. docs/protocol.md tells where our client ends differently.
class tst_ReferenceClient : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();

    void test_invalid_address_protocol();
    void test_default_ssl_context();
    void test_default_ssl_context_no_verify();
    void test_open_and_close();
    void test_connect_and_ping_server();
    void test_send_recv();
    void test_recv_wrong_type();
    void test_connect_received_non_string();
    void test_connect_received_bad_message();
    void test_connect_failure();
    void test_connect_unknown_response();
    void test_relay_server_retry_backoff();
    void test_relay_server_retry_bare_oserror();
    void test_relay_server_connect_fatal_error_data();
    void test_relay_server_connect_fatal_error();
    void test_connect_on_send();
    void test_connect_on_recv();
    void test_relay_server_manual_reconnection();
    void test_relay_server_auto_reconnection();
    void test_relay_server_duplicate_registration();

private:
    /// Options for the real relay.
    [[nodiscard]] RelayClientOptions real() const;
    /// \a send answers the registration; it must be fatal, with \a text in the error's.
    void checkRegistrationFails(const std::function<void(QWebSocket *)> &send, const QString &text);
    void startTlsRelay(ReferenceRelay &relay, QUrl &address);

    ReferenceRelay m_relay;
    std::shared_ptr<ManualClock> m_clock = std::make_shared<ManualClock>();
    QTemporaryDir m_directory;
};

#define READY(client)                                                                                                  \
    do {                                                                                                               \
        const QFuture<ConnectResult> connected = (client).connectToRelay();                                            \
        QTRY_VERIFY_WITH_TIMEOUT(connected.isFinished(), timeout);                                                     \
        QVERIFY2(connected.result().registered, qPrintable(connected.result().error.text));                            \
    } while (false)

void tst_ReferenceClient::initTestCase()
{
    const QString error = m_relay.start();
    QVERIFY2(error.isEmpty(), qPrintable(error));
}

RelayClientOptions tst_ReferenceClient::real() const
{
    RelayClientOptions options;
    options.address = m_relay.url();
    options.backoff.initial = 100ms;
    options.backoff.floor = 50ms;
    return options;
}

void tst_ReferenceClient::test_invalid_address_protocol()
{
    auto options = real();
    options.address = QUrl(u"myserver.com"_s);
    RelayClient client(options);
    const auto connected = client.connectToRelay();
    QTRY_VERIFY(connected.isFinished());
    QCOMPARE(connected.result().error.category, Category::InvalidAddress);
    QVERIFY(connected.result().error.text.contains(u"wss://"_s));
    QCOMPARE(client.state(), State::Failed);
}

void tst_ReferenceClient::startTlsRelay(ReferenceRelay &relay, QUrl &address)
{
    const QString key = m_directory.filePath(u"key.pem"_s);
    const QString certificate = m_directory.filePath(u"certificate.pem"_s);
    if (!QFile::exists(certificate)) {
        QProcess openssl;
        openssl.start(u"openssl"_s, {u"req"_s, u"-x509"_s, u"-newkey"_s, u"rsa:2048"_s, u"-nodes"_s, u"-days"_s, u"2"_s,
                                     u"-subj"_s, u"/CN=127.0.0.1"_s, u"-addext"_s, u"subjectAltName=IP:127.0.0.1"_s,
                                     u"-keyout"_s, key, u"-out"_s, certificate});
        QVERIFY2(openssl.waitForFinished(timeout) && openssl.exitCode() == 0,
                 openssl.readAllStandardError().constData());
    }
    QFile config(m_directory.filePath(u"tls.toml"_s));
    QVERIFY(config.open(QIODevice::WriteOnly));
    config.write(u"certfile = \"%1\"\nkeyfile = \"%2\"\n"_s.arg(certificate, key).toUtf8());
    config.close();
    const QString error = relay.start(config.fileName());
    QVERIFY2(error.isEmpty(), qPrintable(error));
    address = relay.url();
    address.setScheme(u"wss"_s);
}

void tst_ReferenceClient::test_default_ssl_context()
{
    ReferenceRelay relay;
    auto options = real();
    startTlsRelay(relay, options.address);
    if (QTest::currentTestFailed())
        return;

    RelayClient suspicious(options);
    const auto refused = suspicious.connectToRelay();
    QTRY_VERIFY_WITH_TIMEOUT(refused.isFinished(), timeout);
    QCOMPARE(refused.result().error.category, Category::Tls);
    QVERIFY(!refused.result().error.tlsErrors.isEmpty());

    auto tls = QSslConfiguration::defaultConfiguration();
    tls.setCaCertificates(QSslCertificate::fromPath(m_directory.filePath(u"certificate.pem"_s)));
    options.tls = tls;
    RelayClient trusting(options);
    READY(trusting);
}

void tst_ReferenceClient::test_default_ssl_context_no_verify()
{
    ReferenceRelay relay;
    auto options = real();
    startTlsRelay(relay, options.address);
    if (QTest::currentTestFailed())
        return;
    options.verifyCertificate = false;
    RelayClient client(options);
    READY(client);
}

void tst_ReferenceClient::test_open_and_close()
{
    RelayClient client(real());
    const auto closed = client.close();
    QTRY_VERIFY(closed.isFinished());
    QVERIFY(closed.result().clean);
    QCOMPARE(client.state(), State::Closed);
    QCOMPARE(client.metrics().attempts, 0U);
}

void tst_ReferenceClient::test_connect_and_ping_server()
{
    auto options = real();
    options.keepaliveInterval = 50ms;
    RelayClient client(options);
    READY(client);
    QTRY_VERIFY_WITH_TIMEOUT(client.metrics().roundTrip.has_value(), timeout);
    QCOMPARE(client.state(), State::Ready);
}

void tst_ReferenceClient::test_send_recv()
{
    RelayClient client(real());
    READY(client);
    client.send(RelayRegistration{client.name(), client.uuid()});
    const auto received = client.receive();
    QTRY_VERIFY_WITH_TIMEOUT(received.isFinished(), timeout);
    const ReceiveResult result = received.result();
    QVERIFY(result.message.has_value());
    QCOMPARE(*result.message, RelayMessage(RelayResponse{}));
}

void tst_ReferenceClient::test_recv_wrong_type()
{
    ScriptedRelay relay;
    RelayClient client(optionsFor(relay.address(), m_clock));
    QSignalSpy undecodable(&client, &RelayClient::undecodableReceived);
    READY(client);
    const auto received = client.receive();
    relay.peer()->sendBinaryMessage("not a message");
    QTRY_COMPARE(undecodable.size(), 1);
    QVERIFY(undecodable.constFirst().at(1).toString().contains(u"Binary"_s));
    QVERIFY(!received.isFinished());
    relay.sendText(offerText(u"a message"_s));
    QTRY_VERIFY(received.isFinished());
    const ReceiveResult result = received.result();
    QVERIFY(result.message.has_value());
    QCOMPARE(descriptionOf(*result.message), u"a message"_s);
}

void tst_ReferenceClient::checkRegistrationFails(const std::function<void(QWebSocket *)> &send, const QString &text)
{
    ScriptedRelay relay;
    relay.setReply([&](QWebSocket *socket, const QString &) { send(socket); });
    RelayClient client(optionsFor(relay.address(), m_clock));
    const auto connected = client.connectToRelay(Retry::Yes);
    QTRY_VERIFY(connected.isFinished());
    const RelayError error = connected.result().error;
    QCOMPARE(error.category, Category::Registration);
    QCOMPARE(error.phase, Phase::Registration);
    QVERIFY(error.fatal);
    QVERIFY2(error.text.contains(text), qPrintable(error.text));
    QCOMPARE(client.state(), State::Failed);
    QCOMPARE(relay.connections(), 1);
}

void tst_ReferenceClient::test_connect_received_non_string()
{
    checkRegistrationFails([](QWebSocket *socket) { socket->sendBinaryMessage("\x01"); }, u"binary"_s);
}

void tst_ReferenceClient::test_connect_received_bad_message()
{
    checkRegistrationFails([](QWebSocket *socket) { socket->sendTextMessage(u"bad message"_s); },
                           u"cannot be decoded"_s);
}

void tst_ReferenceClient::test_connect_failure()
{
    const auto refusal = QString::fromLatin1(encode(RelayResponse{false, u"no room at the inn"_s, true}));
    checkRegistrationFails([&](QWebSocket *socket) { socket->sendTextMessage(refusal); }, u"no room at the inn"_s);
}

void tst_ReferenceClient::test_connect_unknown_response()
{
    const auto other = QString::fromLatin1(encode(RelayRegistration{u"name"_s, QUuid::createUuid()}));
    checkRegistrationFails([&](QWebSocket *socket) { socket->sendTextMessage(other); }, u"relay_registration"_s);
}

void tst_ReferenceClient::test_relay_server_retry_backoff()
{
    ScriptedRelay relay;
    relay.setReply([&](QWebSocket *socket, const QString &) {
        if (relay.connections() > 2)
            socket->sendTextMessage(QString::fromLatin1(encode(RelayResponse{})));
    });
    auto options = optionsFor(relay.address(), m_clock);
    options.backoff.initial = 300ms;
    options.backoff.floor = 10ms;
    RelayClient client(options);
    QSignalSpy retries(&client, &RelayClient::retryScheduled);
    const auto connected = client.connectToRelay(Retry::Yes);
    for (int attempt = 1; attempt <= 2; ++attempt) {
        QTRY_COMPARE(relay.connections(), attempt);
        QTRY_COMPARE(client.state(), State::Registering);
        m_clock->advance(options.registrationTimeout);
        QTRY_COMPARE(retries.size(), attempt);
        QCOMPARE(client.lastError().category, Category::Timeout);
        m_clock->advance(retries.constLast().at(1).value<std::chrono::milliseconds>());
    }
    QTRY_VERIFY(connected.isFinished());
    QVERIFY(connected.result().registered);
    QCOMPARE(retries.size(), 2);
    QCOMPARE(retries.at(0).at(1).value<std::chrono::milliseconds>().count(), 300);
    QCOMPARE(retries.at(1).at(1).value<std::chrono::milliseconds>().count(), 600);
}

void tst_ReferenceClient::test_relay_server_retry_bare_oserror()
{
    // A name with several addresses, none of which listens.
    ScriptedRelay relay;
    auto options = optionsFor(relay.address(), m_clock);
    options.address.setHost(u"localhost"_s);
    relay.stop();
    RelayClient client(options);
    QSignalSpy retries(&client, &RelayClient::retryScheduled);
    const auto connected = client.connectToRelay(Retry::Yes);
    QTRY_COMPARE(retries.size(), 1);
    QCOMPARE(client.lastError().category, Category::Refused);
    QVERIFY(relay.restart());
    m_clock->advance(1s);
    QTRY_VERIFY(connected.isFinished());
    QVERIFY(connected.result().registered);
    QCOMPARE(retries.size(), 1);
}

void tst_ReferenceClient::test_relay_server_connect_fatal_error_data()
{
    QTest::addColumn<quint16>("code");
    QTest::addColumn<Category>("category");

    QTest::addRow("4001 during the registration") << quint16(4001) << Category::Unauthorized;
    QTest::addRow("4002 during the registration") << quint16(4002) << Category::Forbidden;
    QTest::addRow("4004 during the registration") << quint16(4004) << Category::Duplicate;
}

void tst_ReferenceClient::test_relay_server_connect_fatal_error()
{
    QFETCH(const quint16, code);
    QFETCH(const Category, category);
    ScriptedRelay relay;
    relay.setReply([&](QWebSocket *, const QString &) { relay.closePeer(code, u"because of the test"_s); });
    RelayClient client(optionsFor(relay.address(), m_clock));
    const auto connected = client.connectToRelay(Retry::Yes);
    QTRY_VERIFY(connected.isFinished());
    QCOMPARE(connected.result().error.category, category);
    QVERIFY(connected.result().error.fatal);
    QVERIFY(connected.result().error.text.contains(u"because of the test"_s));
    QCOMPARE(client.state(), State::Failed);
    QCOMPARE(relay.connections(), 1);
}

void tst_ReferenceClient::test_connect_on_send()
{
    RelayClient client(real());
    QVERIFY(!client.webSocket());
    client.send(offerTo(QUuid::createUuid()));
    const auto received = client.receive();
    QTRY_VERIFY_WITH_TIMEOUT(received.isFinished(), timeout);
    QVERIFY(client.webSocket());
    const ReceiveResult result = received.result();
    QVERIFY(result.message.has_value());
    const auto *returned = std::get_if<PeerConnection>(&*result.message);
    QVERIFY(returned && returned->error);
}

void tst_ReferenceClient::test_connect_on_recv()
{
    RelayClient client(real());
    QVERIFY(!client.webSocket());
    const auto received = client.receive();
    QTRY_COMPARE_WITH_TIMEOUT(client.state(), State::Ready, timeout);
    QVERIFY(client.webSocket());
    QVERIFY(!received.isFinished());
    const auto closed = client.close();
    QTRY_VERIFY(closed.isFinished());
    QTRY_VERIFY(received.isFinished());
    QVERIFY(!received.result().message);
    QCOMPARE(received.result().error.category, Category::Closed);
}

void tst_ReferenceClient::test_relay_server_manual_reconnection()
{
    auto options = real();
    options.reconnect = false;
    RelayClient client(options);
    QSignalSpy registered(&client, &RelayClient::registered);
    READY(client);
    const QPointer<QWebSocket> old = client.webSocket();
    old->close();
    QTRY_COMPARE_WITH_TIMEOUT(client.state(), State::Idle, timeout);
    QTRY_VERIFY(old.isNull());
    READY(client);
    QVERIFY(client.webSocket());
    QCOMPARE(registered.size(), 2);
}

void tst_ReferenceClient::test_relay_server_auto_reconnection()
{
    RelayClient client(real());
    QSignalSpy registered(&client, &RelayClient::registered);
    READY(client);
    const QPointer<QWebSocket> old = client.webSocket();
    old->close();
    QTRY_COMPARE_WITH_TIMEOUT(registered.size(), 2, timeout);
    QCOMPARE(client.state(), State::Ready);
    QVERIFY(old.isNull());
    QVERIFY(client.webSocket());
}

void tst_ReferenceClient::test_relay_server_duplicate_registration()
{
    auto options = real();
    options.uuid = QUuid::createUuid();
    RelayClient first(options);
    RelayClient second(options);
    READY(first);
    READY(second);
    QTRY_COMPARE_WITH_TIMEOUT(first.state(), State::Failed, timeout);
    const auto again = first.connectToRelay();
    QTRY_VERIFY(again.isFinished());
    QVERIFY(!again.result().registered);
    QCOMPARE(again.result().error.category, Category::Duplicate);
    QVERIFY(again.result().error.text.contains(u"Relay received a registration with the same ID"_s));
    QCOMPARE(second.state(), State::Ready);
}

QTEST_GUILESS_MAIN(tst_ReferenceClient)
#include "tst_reference_client.moc"
