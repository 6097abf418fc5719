// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/client/relayclient.h"
#include "relaycore/testkit/scriptedrelay.h"
#include "tests/client/clienttest.h"
#include "tests/interop/referencerelay.h"
#include "tests/interop/tokenissuer.h"

#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWebSockets/QWebSocket>

using namespace ClientTest;
using namespace RelayCore;
using namespace std::chrono_literals;
using TestKit::ManualClock;
using TestKit::ScriptedRelay;
using Category = RelayError::Category;
using State = RelayClient::State;

namespace {

constexpr int timeout = 60'000; ///< ms, for a Python process on a busy machine.

constexpr qsizetype limitedBytes = 1'000; ///< What the relay with a limit takes, as Python counts: with its overhead.

} // namespace

/// What a client sees in those of the reference's server tests (ProxyStore 1.1.0, tests/p2p/relay/server_test.py) that
/// concern clients, each under the name it has there. All but one happen at the real proxystore-relay: without
/// authentication, with a limit for messages, and with Globus Auth, whose part is played by a server of ours.
class tst_ReferenceServer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();

    void test_server_register_override_same_websocket();
    void test_server_register_override_different_websocket();
    void test_server_register_with_different_users_uuid();
    void test_server_unregister();
    void test_forward_request_to_unknown_peer();
    void test_forward_request_to_peer_owned_by_different_user();
    void test_handler_register_and_connect();
    void test_handler_bad_message_type_closes_socket();
    void test_handler_unauthorized_error_data();
    void test_handler_unauthorized_error();
    void test_handler_forbidden_error();
    void test_handler_bad_request_error();
    void test_handler_message_size_exceeded();
    void test_handler_forward_request_before_registration();

private:
    [[nodiscard]] static RelayClientOptions optionsAt(const ReferenceRelay &relay, const QByteArray &token = {});
    [[nodiscard]] QString start(ReferenceRelay &relay, const QByteArray &config);
    [[nodiscard]] static qsizetype logged(const ReferenceRelay &relay, const QString &what, const RelayClient &client)
    {
        return relay.logged({what, client.uuid().toString(QUuid::WithoutBraces)});
    }

    QTemporaryDir m_directory;
    TokenIssuer m_issuer;
    ReferenceRelay m_open;
    ReferenceRelay m_limited;
    ReferenceRelay m_guarded;
};

#define READY(client)                                                                                                  \
    do {                                                                                                               \
        const QFuture<ConnectResult> connected = (client).connectToRelay();                                            \
        QTRY_VERIFY_WITH_TIMEOUT(connected.isFinished(), timeout);                                                     \
        QVERIFY2(connected.result().registered, qPrintable(connected.result().error.text));                            \
    } while (false)

#define FAILED(client, expectedCategory, expectedCode, expectedText)                                                   \
    do {                                                                                                               \
        QTRY_COMPARE_WITH_TIMEOUT((client).state(), State::Failed, timeout);                                           \
        const RelayError error = (client).lastError();                                                                 \
        QCOMPARE(error.category, expectedCategory);                                                                    \
        QCOMPARE(error.closeCode.value_or(0), quint16(expectedCode));                                                  \
        QVERIFY(error.fatal);                                                                                          \
        QVERIFY2(error.text.contains(expectedText), qPrintable(error.text));                                           \
    } while (false)

void tst_ReferenceServer::initTestCase()
{
    m_issuer.issue("alice-1", QUuid::createUuid());
    m_issuer.issue("bob-1", QUuid::createUuid());
    m_guarded.setVariable(u"GLOBUS_SDK_SERVICE_URL_AUTH"_s, m_issuer.url().toString());
    QCOMPARE(m_open.start(), QString());
    QCOMPARE(start(m_limited, "max_message_bytes = " + QByteArray::number(limitedBytes) + '\n'), QString());
    QCOMPARE(start(m_guarded, TokenIssuer::relayConfig()), QString());
}

QString tst_ReferenceServer::start(ReferenceRelay &relay, const QByteArray &config)
{
    QFile file(m_directory.filePath(u"relay.toml"_s));
    if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate))
        return file.errorString();
    file.write(config);
    file.close();
    return relay.start(file.fileName());
}

RelayClientOptions tst_ReferenceServer::optionsAt(const ReferenceRelay &relay, const QByteArray &token)
{
    RelayClientOptions options;
    options.address = relay.url();
    options.backoff.initial = 100ms;
    options.backoff.floor = 50ms;
    if (!token.isEmpty())
        options.headers.append({"Authorization", "Bearer " + token});
    return options;
}

void tst_ReferenceServer::test_server_register_override_same_websocket()
{
    RelayClient client(optionsAt(m_open));
    READY(client);
    QSignalSpy received(&client, &RelayClient::messageReceived);
    client.send(RelayRegistration{client.name(), client.uuid()});
    client.send(offerTo(client.uuid(), u"to myself"_s));
    // One answer, and the socket is still the one to which messages go.
    QTRY_COMPARE_WITH_TIMEOUT(received.size(), 2, timeout);
    QCOMPARE(received.at(0).constFirst().value<RelayMessage>(), RelayMessage(RelayResponse{}));
    QCOMPARE(descriptionOf(received.at(1).constFirst().value<RelayMessage>()), u"to myself"_s);
    QCOMPARE(logged(m_open, u"Registered client: "_s, client), 2);
    QCOMPARE(logged(m_open, u"Previously registered client"_s, client), 0);
    QCOMPARE(logged(m_open, u"Unregistering client"_s, client), 0);
}

void tst_ReferenceServer::test_server_register_override_different_websocket()
{
    auto options = optionsAt(m_open);
    options.uuid = QUuid::createUuid();
    RelayClient first(options);
    READY(first);
    RelayClient second(options);
    READY(second);
    FAILED(first, Category::Duplicate, 4004, u"running in multiple locations"_s);
    QCOMPARE(second.state(), State::Ready);
    QCOMPARE(logged(m_open, u"Previously registered client"_s, second), 1);
}

void tst_ReferenceServer::test_server_register_with_different_users_uuid()
{
    auto options = optionsAt(m_guarded, "alice-1");
    options.uuid = QUuid::createUuid();
    RelayClient alice(options);
    READY(alice);
    options.headers = optionsAt(m_guarded, "bob-1").headers;
    RelayClient bob(options);
    bob.connectToRelay();
    FAILED(bob, Category::Forbidden, 4002, u"already registered to another user"_s);
    QCOMPARE(alice.state(), State::Ready);
}

void tst_ReferenceServer::test_server_unregister()
{
    RelayClient client(optionsAt(m_open));
    READY(client);
    const auto closed = client.close();
    QTRY_VERIFY_WITH_TIMEOUT(closed.isFinished(), timeout);
    QVERIFY(closed.result().clean);
    QTRY_COMPARE_WITH_TIMEOUT(logged(m_open, u"with code 1000"_s, client), 1, timeout);
}

void tst_ReferenceServer::test_forward_request_to_unknown_peer()
{
    RelayClient client(optionsAt(m_open));
    QSignalSpy unreachable(&client, &RelayClient::messageReturned);
    PeerConnection offer = offerTo(QUuid::createUuid());
    client.send(offer);
    QTRY_COMPARE_WITH_TIMEOUT(unreachable.size(), 1, timeout);
    auto returned = unreachable.constFirst().constFirst().value<PeerConnection>();
    QVERIFY(returned.error->contains(u"Cannot forward peer connection message to peer"_s));
    returned.error.reset();
    QCOMPARE(returned, offer);
}

void tst_ReferenceServer::test_forward_request_to_peer_owned_by_different_user()
{
    RelayClient alice(optionsAt(m_guarded, "alice-1"));
    RelayClient bob(optionsAt(m_guarded, "bob-1"));
    READY(alice);
    READY(bob);
    QSignalSpy received(&bob, &RelayClient::messageReceived);
    QSignalSpy unreachable(&alice, &RelayClient::messageReturned);
    alice.send(offerTo(bob.uuid()));
    QTRY_COMPARE_WITH_TIMEOUT(unreachable.size(), 1, timeout);
    const auto returned = unreachable.constFirst().constFirst().value<PeerConnection>();
    QVERIFY(returned.error->contains(u"is owned by a different user"_s));
    QCOMPARE(received.size(), 0);
}

void tst_ReferenceServer::test_handler_register_and_connect()
{
    RelayClient first(optionsAt(m_open));
    READY(first);
    QSignalSpy unreachable(&first, &RelayClient::messageReturned);
    QUuid former;
    {
        auto options = optionsAt(m_open);
        options.reconnect = false;
        RelayClient second(options);
        READY(second);
        former = second.uuid();
        QSignalSpy received(&second, &RelayClient::messageReceived);
        const PeerConnection offer = offerTo(second.uuid());
        first.send(offer);
        QTRY_COMPARE_WITH_TIMEOUT(received.size(), 1, timeout);
        QCOMPARE(received.constFirst().constFirst().value<RelayMessage>(), RelayMessage(offer));

        // An end with an error unregisters as well as one in order.
        second.webSocket()->close(QWebSocketProtocol::CloseCodeProtocolError);
        QTRY_COMPARE_WITH_TIMEOUT(logged(m_open, u"Unregistering client"_s, second), 1, timeout);
    }
    first.send(offerTo(former));
    QTRY_COMPARE_WITH_TIMEOUT(unreachable.size(), 1, timeout);
}

void tst_ReferenceServer::test_handler_bad_message_type_closes_socket()
{
    RelayClient client(optionsAt(m_open));
    QSignalSpy retries(&client, &RelayClient::retryScheduled);
    READY(client);
    client.webSocket()->sendBinaryMessage("message");
    QTRY_COMPARE_WITH_TIMEOUT(retries.size(), 1, timeout);
    const auto error = retries.constFirst().at(2).value<RelayError>();
    QCOMPARE(error.category, Category::Protocol);
    QCOMPARE(error.closeCode.value_or(0), quint16(4000));
    QVERIFY2(error.text.contains(u"Unknown message type."_s), qPrintable(error.text));
    QTRY_COMPARE_WITH_TIMEOUT(client.state(), State::Ready, timeout);
}

void tst_ReferenceServer::test_handler_unauthorized_error_data()
{
    QTest::addColumn<HeaderList>("headers");
    QTest::addColumn<QString>("text");

    QTest::addRow("no authorization") << HeaderList{} << u"UnauthorizedError: Request headers are missing"_s;
    QTest::addRow("not a bearer token") << HeaderList{{"Authorization", "Basic YTpi"}}
                                        << u"UnauthorizedError: Bearer token in authorization header is malformed"_s;
}

void tst_ReferenceServer::test_handler_unauthorized_error()
{
    QFETCH(const HeaderList, headers);
    QFETCH(const QString, text);
    auto options = optionsAt(m_guarded);
    options.headers = headers;
    RelayClient client(options);
    client.connectToRelay();
    FAILED(client, Category::Unauthorized, 4001, text);
    QCOMPARE(client.metrics().attempts, 1U);
}

void tst_ReferenceServer::test_handler_forbidden_error()
{
    RelayClient client(optionsAt(m_guarded, "long-ago"));
    client.connectToRelay();
    FAILED(client, Category::Forbidden, 4002, u"ForbiddenError: Token is expired or has been revoked."_s);
    QCOMPARE(client.metrics().attempts, 1U);

    // With a provider the relay's refusal is answered by one fresh token.
    QList<TokenReason> reasons;
    auto options = optionsAt(m_guarded);
    options.tokenProvider = [&reasons](TokenReason reason) {
        reasons.append(reason);
        return readyToken(AccessToken{reason == TokenReason::FirstUse ? "long-ago" : "alice-1", std::nullopt});
    };
    RelayClient renewing(options);
    READY(renewing);
    QCOMPARE(reasons, (QList<TokenReason>{TokenReason::FirstUse, TokenReason::Refused}));
    QCOMPARE(renewing.metrics().attempts, 2U);
}

void tst_ReferenceServer::test_handler_bad_request_error()
{
    // The real relay has no request that it answers like this.
    const QString reason = u"BadRequestError: something about the request"_s;
    ScriptedRelay relay;
    relay.setReply([&](QWebSocket *socket, const QString &) {
        socket->sendTextMessage(QString::fromLatin1(encode(RelayResponse{false, reason, true})));
    });
    RelayClient client(optionsFor(relay.address(), std::make_shared<ManualClock>()));
    client.connectToRelay();
    QTRY_COMPARE(client.state(), State::Failed);
    QCOMPARE(client.lastError().category, Category::Registration);
    QVERIFY(client.lastError().text.contains(reason));
}

void tst_ReferenceServer::test_handler_message_size_exceeded()
{
    RelayClient client(optionsAt(m_limited));
    QSignalSpy retries(&client, &RelayClient::retryScheduled);
    READY(client);
    const auto sent = client.send(offerTo(QUuid::createUuid(), QString(limitedBytes, u'.')));
    QTRY_COMPARE_WITH_TIMEOUT(retries.size(), 1, timeout);
    const auto error = retries.constFirst().at(2).value<RelayError>();
    QCOMPARE(error.category, Category::TooLarge);
    QCOMPARE(error.closeCode.value_or(0), quint16(4003));
    QVERIFY2(error.text.contains(u"Message length exceeds limit."_s), qPrintable(error.text));
    QTRY_VERIFY(sent.isFinished());
    QCOMPARE(sent.result().outcome, SendOutcome::Written); // It was, before anybody looked at its length.
    QTRY_COMPARE_WITH_TIMEOUT(client.state(), State::Ready, timeout);
    QCOMPARE(client.metrics().messagesSent, 1U); // And it is not sent again.
}

void tst_ReferenceServer::test_handler_forward_request_before_registration()
{
    // Our client always registers first; a socket of the application's own making speaks before it.
    auto options = optionsAt(m_open);
    options.socketFactory = [] {
        auto socket = std::make_unique<QWebSocket>();
        QObject::connect(socket.get(), &QWebSocket::connected, socket.get(), [socket = socket.get()] {
            socket->sendTextMessage(QString::fromLatin1(encode(offerTo(QUuid::createUuid()))));
        });
        return socket;
    };
    RelayClient client(options);
    client.connectToRelay();
    FAILED(client, Category::Forbidden, 4002, u"Client has not registered and authenticated"_s);
}

QTEST_GUILESS_MAIN(tst_ReferenceServer)
#include "tst_reference_server.moc"
