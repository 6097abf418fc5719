// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/server/relayserver.h"
#include "tests/server/rawclient.h"
#include "tests/server/testclient.h"
#include "tests/support/certificates.h"

#include <QtNetwork/QSslCertificate>
#include <QtNetwork/QSslSocket>
#include <QtTest/QSignalSpy>

#include <memory>
#include <vector>

using namespace RelayCore;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QUuid alpha(0xa1fa0000, 0x0000, 0x4000, 0x80, 0, 0, 0, 0, 0, 0, 1);
const QUuid beta(0xbe7a0000, 0x0000, 0x4000, 0x80, 0, 0, 0, 0, 0, 0, 2);

const QByteArray head = "GET / HTTP/1.1\r\nHost: relay\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                        "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";

PeerConnection offer(const QUuid &from, const QUuid &to, qsizetype bytes = 10)
{
    return {from, u"alpha"_s, to, DescriptionType::Offer, QString(bytes, u'v'), std::nullopt};
}

} // namespace

class tst_ServerLimits : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();

    void unfinishedHandshakesAreCut_data();
    void unfinishedHandshakesAreCut();
    void wrongFramesWithTheRequestLeaveNothing_data();
    void wrongFramesWithTheRequestLeaveNothing();
    void longHeadersAreRefused();
    void aDrippedRequestIsAccepted();
    void connectionsInTotal();
    void connectionsPerAddress();
    void placesAreGivenBack_data();
    void placesAreGivenBack();
    void longNamesAreRefused();
    void messagesPerSecond();
    void aSlowReaderIsToldWhy();
    void silentClientsArePingedAndCut();
    void answeringClientsStay();
    void stoppedWhenTheLastIsGone();
    void stopsWhileSomebodyIsAtTheDoor();

    void speaksTls();
    void takesANewCertificate();
    void plainTextAtATlsDoor();
    void tlsAtAPlainDoor();

private:
    void serve(const RelayServerOptions &options);
    void serve(const RelayServerLimits &limits);
    std::unique_ptr<TestClient> open() { return std::make_unique<TestClient>(m_server->url()); }

    TestSupport::Certificates m_certificates;
    std::unique_ptr<RelayServer> m_server;
};

#define REGISTER(client, uuid)                                                                                         \
    QTRY_VERIFY((client)->isOpen());                                                                                   \
    (client)->send(RelayRegistration{u"name"_s, uuid});                                                                \
    QTRY_VERIFY(!(client)->received.isEmpty());                                                                        \
    QCOMPARE((client)->message(0), RelayMessage(RelayResponse{}));                                                     \
    (client)->received.clear()

void tst_ServerLimits::initTestCase()
{
    QCOMPARE(m_certificates.create(), QString());
}

void tst_ServerLimits::serve(const RelayServerOptions &options)
{
    RelayServerOptions anyPort = options;
    anyPort.port = 0;
    m_server = std::make_unique<RelayServer>(anyPort);
    QVERIFY2(m_server->listen(), qPrintable(m_server->errorString()));
}

void tst_ServerLimits::serve(const RelayServerLimits &limits)
{
    RelayServerOptions options;
    options.limits = limits;
    serve(options);
}

void tst_ServerLimits::unfinishedHandshakesAreCut_data()
{
    QTest::addColumn<QByteArray>("said");
    QTest::addColumn<bool>("tls");

    QTest::addRow("nothing at all") << QByteArray() << false;
    QTest::addRow("half a request") << head << false;
    QTest::addRow("no HTTP") << "hello\r\n"_ba << false;
    QTest::addRow("nothing at all, where TLS is spoken") << QByteArray() << true;
    QTest::addRow("half a TLS record") << "\x16\x03\x01\x02"_ba << true;
}

void tst_ServerLimits::unfinishedHandshakesAreCut()
{
    QFETCH(QByteArray, said);
    QFETCH(bool, tls);

    RelayServerOptions options;
    options.limits.handshake = 50ms;
    if (tls)
        options.tls = m_certificates.server(TestSupport::Defect::None);
    serve(options);
    QSignalSpy refused(m_server.get(), &RelayServer::connectionRefused);
    const RawClient rawClient(m_server->url(), said);
    QTRY_VERIFY(rawClient.gone);
    // The beginning of a request in plain text is answered.
    const bool isAnswered = !said.isEmpty() && !tls;
    QCOMPARE(rawClient.answer.startsWith("HTTP/1.1 408 Request Timeout\r\n"), isAnswered);
    QCOMPARE(rawClient.answer.isEmpty(), !isAnswered);
    QCOMPARE(refused.size(), 1);
    QCOMPARE(refused.constFirst().at(0).toString(), u"127.0.0.1:%1"_s.arg(rawClient.port));
    QCOMPARE(refused.constFirst().at(1).toString(), u"No complete upgrade request within 0.05 s."_s);
}

void tst_ServerLimits::wrongFramesWithTheRequestLeaveNothing_data()
{
    QTest::addColumn<QByteArray>("bytes");

    QTest::addRow("reserved bits") << "\xf1\x80\x00\x00\x00\x00"_ba;
    QTest::addRow("no UTF-8") << "\x81\x81\x00\x00\x00\x00\xff"_ba;
    QTest::addRow("a frame without a mask") << "\x81\x01x"_ba;
    QTest::addRow("a close frame") << "\x88\x80\x00\x00\x00\x00"_ba;
    QTest::addRow("half a frame") << "\x81\x85\x00\x00"_ba;
}

void tst_ServerLimits::wrongFramesWithTheRequestLeaveNothing()
{
    QFETCH(QByteArray, bytes);
    serve(RelayServerLimits{});
    for (int round = 0; round < 3; ++round) {
        RawClient rawClient(m_server->url(), head + "\r\n" + bytes);
        QTRY_VERIFY(rawClient.answer.startsWith("HTTP/1.1 101 "));
        rawClient.socket.disconnectFromHost();
        QTRY_VERIFY(rawClient.gone);
    }
    const auto client = open();
    REGISTER(client, alpha);
    QSignalSpy stopped(m_server.get(), &RelayServer::stopped);
    m_server->close(); // Waits for everything that is still there.
    QTRY_COMPARE(stopped.size(), 1);
}

void tst_ServerLimits::longHeadersAreRefused()
{
    serve(RelayServerLimits{.headerBytes = 1024});
    const RawClient rawClient(m_server->url(), head + "X: " + QByteArray(900, 'x') + "\r\n");
    QTRY_VERIFY(rawClient.gone);
    QVERIFY2(rawClient.answer.startsWith("HTTP/1.1 431 "), rawClient.answer.constData());
    QVERIFY2(rawClient.answer.contains("may have 1024 bytes"), rawClient.answer.constData());
}

void tst_ServerLimits::aDrippedRequestIsAccepted()
{
    serve(RelayServerLimits{});
    RawClient rawClient(m_server->url());
    QTRY_COMPARE(rawClient.socket.state(), QAbstractSocket::ConnectedState);
    for (const char byte : head + "\r\n") {
        rawClient.socket.write(&byte, 1);
        rawClient.socket.flush();
        QCoreApplication::processEvents();
    }
    QTRY_VERIFY(rawClient.answer.startsWith("HTTP/1.1 101 "));
}

void tst_ServerLimits::connectionsInTotal()
{
    serve(RelayServerLimits{.connections = 2});
    QSignalSpy refused(m_server.get(), &RelayServer::connectionRefused);
    const auto first = open();
    REGISTER(first, alpha);
    const RawClient silent(m_server->url()); // A place is a place.
    QTRY_COMPARE(silent.socket.state(), QAbstractSocket::ConnectedState);
    const RawClient third(m_server->url(), head + "\r\n");
    QTRY_VERIFY(third.gone);
    QVERIFY2(third.answer.startsWith("HTTP/1.1 503 "), third.answer.constData());
    QVERIFY2(third.answer.endsWith("This relay takes no more than 2 connections.\n"), third.answer.constData());
    QCOMPARE(refused.size(), 1);
    first->send(offer(alpha, alpha));
    QTRY_COMPARE(first->received.size(), 1);
}

void tst_ServerLimits::connectionsPerAddress()
{
    serve(RelayServerLimits{.connectionsPerAddress = 1});
    const auto first = open();
    REGISTER(first, alpha);
    const RawClient second(m_server->url(), head + "\r\n");
    QTRY_VERIFY(second.gone);
    QVERIFY2(second.answer.endsWith("no more than 1 connections from one address.\n"), second.answer.constData());

    RawClient elsewhere(QUrl(u"ws://127.0.0.1:1"_s)); // Nobody listens there: only its socket is of use.
    elsewhere.socket.abort();
    QVERIFY(elsewhere.socket.bind(QHostAddress(u"127.0.0.2"_s)));
    elsewhere.socket.connectToHost(m_server->url().host(), quint16(m_server->url().port()));
    QTRY_COMPARE(elsewhere.socket.state(), QAbstractSocket::ConnectedState);
    elsewhere.socket.write(head + "\r\n");
    QTRY_VERIFY(elsewhere.answer.startsWith("HTTP/1.1 101 "));
}

void tst_ServerLimits::placesAreGivenBack_data()
{
    QTest::addColumn<QString>("end");

    QTest::addRow("a client closes in order") << u"close"_s;
    QTest::addRow("a client is cut off") << u"abort"_s;
    QTest::addRow("the relay closes a client") << u"nonsense"_s;
    QTest::addRow("a client leaves without a request") << u"client"_s;
    QTest::addRow("a request is no upgrade") << u"no upgrade"_s;
}

void tst_ServerLimits::placesAreGivenBack()
{
    QFETCH(QString, end);
    serve(RelayServerLimits{.connections = 1, .connectionsPerAddress = 1});
    std::unique_ptr<TestClient> client;
    const auto getsIn = [&] { // The relay may hear later than the client that there is room again.
        if (!client || client->closed)
            client = open();
        return client->isOpen();
    };
    for (int round = 0; round < 3; ++round) {
        if (end == u"client" || end == u"no upgrade") {
            RawClient rawClient(m_server->url(), end == u"client" ? QByteArray() : "GET / HTTP/1.1\r\n\r\n"_ba);
            QTRY_VERIFY(rawClient.port != 0);
            if (end == u"client")
                rawClient.socket.disconnectFromHost();
            QTRY_VERIFY(rawClient.gone);
            QVERIFY(end == u"client" || rawClient.answer.startsWith("HTTP/1.1 426 "));
            continue;
        }
        QTRY_VERIFY(getsIn());
        if (end == u"close")
            client->socket.close();
        else if (end == u"abort")
            client->socket.abort();
        else
            client->sendText(end);
        QTRY_VERIFY(client->closed);
    }
    QTRY_VERIFY(getsIn());
}

void tst_ServerLimits::longNamesAreRefused()
{
    serve(RelayServerLimits{.nameBytes = 8});
    const auto client = open();
    QTRY_VERIFY(client->isOpen());
    client->send(RelayRegistration{u"\u00e4\u00e4\u00e4\u00e4x"_s, alpha});
    QTRY_COMPARE(client->received.size(), 1);
    const auto response = std::get<RelayResponse>(client->message(0));
    QVERIFY(!response.success && response.error);
    QCOMPARE(response.message, u"BadRequestError: The name has 9 bytes; this relay takes 8."_s);
    QVERIFY(m_server->clients().isEmpty());
    client->received.clear();
    client->send(RelayRegistration{u"\u00e4\u00e4\u00e4\u00e4"_s, alpha});
    QTRY_COMPARE(client->received.size(), 1);
    QCOMPARE(client->message(0), RelayMessage(RelayResponse{}));
}

void tst_ServerLimits::messagesPerSecond()
{
    serve(RelayServerLimits{.messagesPerSecond = 20});
    const auto other = open();
    REGISTER(other, beta);
    const auto client = open();
    REGISTER(client, alpha);
    for (int i = 0; i < 500; ++i) // Faster than twenty a second wherever this runs.
        client->send(offer(alpha, alpha));
    QTRY_VERIFY(client->closed);
    QCOMPARE(client->closeCode(), 1008);
    QCOMPARE(client->socket.closeReason(), u"This relay takes no more than 20 messages a second."_s);
    QVERIFY(client->received.size() >= 19);
    QVERIFY(!other->closed);
}

void tst_ServerLimits::aSlowReaderIsToldWhy()
{
    serve(RelayServerLimits{.unsentBytes = 1024 * 1024});
    const auto slow = open();
    REGISTER(slow, beta);
    // It stops reading for as long as messages come in, and then reads on.
    slow->socket.setReadBufferSize(1);
    const auto sender = open();
    REGISTER(sender, alpha);
    QSignalSpy refused(m_server.get(), &RelayServer::clientRefused);
    const auto flood = [&] {
        for (int i = 0; i < 5; ++i)
            sender->send(offer(alpha, beta, 500'000));
        return !refused.isEmpty();
    };
    QTRY_VERIFY_WITH_TIMEOUT(flood(), 20'000);
    QCOMPARE(refused.constFirst().at(1).toInt(), 1013);
    QCOMPARE(refused.constFirst().at(2).toString(), u"The client does not read its messages."_s);
    // What found no reader goes back to the sender.
    QTRY_VERIFY(!sender->received.isEmpty());
    QVERIFY(std::get<PeerConnection>(sender->message(0)).error.has_value());
}

void tst_ServerLimits::silentClientsArePingedAndCut()
{
    RelayServerOptions options;
    options.keepalive = 50ms;
    serve(options);
    QSignalSpy unregistered(m_server.get(), &RelayServer::clientUnregistered);
    QSignalSpy refused(m_server.get(), &RelayServer::clientRefused);
    const DeafClient deaf(m_server->url(), alpha);
    QTRY_COMPARE(m_server->clients().size(), 1);
    QTRY_COMPARE(unregistered.size(), 1);
    QCOMPARE(unregistered.constFirst().at(1).toInt(), 1006);
    QCOMPARE(refused.constFirst().at(2).toString(), u"No answer to a ping."_s);
    QVERIFY(m_server->clients().isEmpty());
}

void tst_ServerLimits::answeringClientsStay()
{
    RelayServerOptions options;
    options.keepalive = 200ms;
    serve(options);
    const auto client = open();
    REGISTER(client, alpha);
    // A deaf client that came later has been cut: so the other was asked as well, and answered.
    QSignalSpy unregistered(m_server.get(), &RelayServer::clientUnregistered);
    for (int round = 1; round <= 3; ++round) {
        const DeafClient deaf(m_server->url(), beta);
        QTRY_COMPARE(unregistered.size(), round);
    }
    QVERIFY(client->isOpen());
    QCOMPARE(m_server->clientCount(), 1);
}

void tst_ServerLimits::stoppedWhenTheLastIsGone()
{
    serve(RelayServerLimits{});
    QSignalSpy stopped(m_server.get(), &RelayServer::stopped);
    std::vector<std::unique_ptr<TestClient>> clients;
    for (int i = 0; i < 5; ++i) {
        clients.push_back(open());
        REGISTER(clients.back(), QUuid::createUuid());
    }
    m_server->close();
    QTRY_COMPARE(stopped.size(), 1);
    for (const auto &client : clients) {
        QTRY_VERIFY(client->closed);
        QCOMPARE(client->closeCode(), 1001);
    }
    m_server->close(); // Nobody there: still an answer.
    QTRY_COMPARE(stopped.size(), 2);
    QVERIFY2(m_server->listen(), qPrintable(m_server->errorString()));
    const auto client = open();
    REGISTER(client, alpha);
}

void tst_ServerLimits::stopsWhileSomebodyIsAtTheDoor()
{
    serve(RelayServerLimits{});
    QSignalSpy stopped(m_server.get(), &RelayServer::stopped);
    const RawClient rawClient(m_server->url(), head);
    QTRY_COMPARE(rawClient.socket.state(), QAbstractSocket::ConnectedState);
    const auto client = open();
    REGISTER(client, alpha);
    m_server->close();
    QTRY_COMPARE(stopped.size(), 1);
    m_server.reset();
    QTRY_VERIFY(rawClient.gone);
}

void tst_ServerLimits::speaksTls()
{
    RelayServerOptions options;
    options.tls = m_certificates.server(TestSupport::Defect::None);
    serve(options);
    QCOMPARE(m_server->url().scheme(), u"wss"_s);
    TestClient client(m_server->url(), {}, m_certificates.client());
    QTRY_VERIFY(client.isOpen());
    client.send(RelayRegistration{u"name"_s, alpha});
    QTRY_COMPARE(client.received.size(), 1);
    client.send(offer(alpha, alpha, 500'000));
    QTRY_COMPARE(client.received.size(), 2);
    QCOMPARE(std::get<PeerConnection>(client.message(1)).description.size(), 500'000);
}

void tst_ServerLimits::takesANewCertificate()
{
    RelayServerOptions options;
    options.tls = m_certificates.server(TestSupport::Defect::UnknownAuthority);
    serve(options);
    QSslConfiguration lenient = m_certificates.client();
    lenient.setPeerVerifyMode(QSslSocket::VerifyNone);
    TestClient before(m_server->url(), {}, lenient);
    QTRY_VERIFY(before.isOpen());
    m_server->setTls(m_certificates.server(TestSupport::Defect::None));
    TestClient after(m_server->url(), {}, m_certificates.client());
    QTRY_VERIFY(after.isOpen());
    QVERIFY(before.isOpen());
    before.send(RelayRegistration{u"name"_s, alpha});
    QTRY_COMPARE(before.received.size(), 1);
}

void tst_ServerLimits::plainTextAtATlsDoor()
{
    RelayServerOptions options;
    options.tls = m_certificates.server(TestSupport::Defect::None);
    serve(options);
    QSignalSpy refused(m_server.get(), &RelayServer::connectionRefused);
    const RawClient rawClient(m_server->url(), head + "\r\n");
    QTRY_VERIFY(rawClient.gone);
    QVERIFY(!refused.isEmpty());
    QCOMPARE(refused.constFirst().at(0).toString(), u"127.0.0.1:%1"_s.arg(rawClient.port));
    QVERIFY(!refused.constFirst().at(1).toString().isEmpty());
}

void tst_ServerLimits::tlsAtAPlainDoor()
{
    serve(RelayServerLimits{});
    QSignalSpy refused(m_server.get(), &RelayServer::connectionRefused);
    QSslSocket socket;
    socket.connectToHostEncrypted(m_server->url().host(), quint16(m_server->url().port()));
    QTRY_COMPARE(refused.size(), 1);
    QCOMPARE(refused.constFirst().at(1).toString(),
             u"It speaks TLS, and this relay does not: ws:// instead of wss://."_s);
    QTRY_COMPARE(socket.state(), QAbstractSocket::UnconnectedState);
}

QTEST_GUILESS_MAIN(tst_ServerLimits)
#include "tst_serverlimits.moc"
