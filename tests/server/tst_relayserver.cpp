// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/protocol/limits.h"
#include "relaycore/server/relayserver.h"
#include "tests/server/servertest.h"

#include <QtCore/QFile>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtTest/QSignalSpy>

#include <memory>

using namespace RelayCore;
using namespace Qt::StringLiterals;
using namespace ServerTest;

namespace {

const QUuid nobody(0x0b0d0000, 0x0000, 0x4000, 0x80, 0, 0, 0, 0, 0, 0, 3);

constexpr int limit = 2000; ///< Bytes, of the servers of this test.

PeerConnection withError(PeerConnection request, const QString &error)
{
    request.error = error;
    return request;
}

QString unknownPeer(const QString &uuid)
{
    return u"Cannot forward peer connection message to peer "_s + uuid
           + u" because this peer is not registered this relay server."_s;
}

/// A registration of exactly \a bytes bytes of UTF-8.
QString registrationOf(int bytes, const QString &filling)
{
    const QString frame = uR"({"message_type": "relay_registration", "uuid": "%1", "name": "%2"})"_s.arg(
        alpha.toString(QUuid::WithoutBraces));
    const int room = bytes - int(frame.arg(QString()).toUtf8().size());
    const int size = int(filling.toUtf8().size());
    return frame.arg(filling.repeated(room / size) + u"x"_s.repeated(room % size));
}

} // namespace

class tst_RelayServer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void registrationIsAnswered();
    void vectors_data();
    void vectors();
    void forwards_data();
    void forwards();
    void refuses_data();
    void refuses();
    void farTooLongIsRefusedUnread();
    void newSocketTakesOverTheUuid();
    void deafClientDelaysNobody();
    void deafClientIsDropped();
    void sameSocketRegistersAgain_data();
    void sameSocketRegistersAgain();
    void clientLeaves_data();
    void clientLeaves();
    void closedClientIsUnroutedAtOnce();

private:
    std::unique_ptr<TestClient> open() { return std::make_unique<TestClient>(m_server->url()); }

    std::unique_ptr<RelayServer> m_server;
};

void tst_RelayServer::init()
{
    m_server = std::make_unique<RelayServer>(RelayServerOptions{.port = 0, .limits = {.messageBytes = limit}});
    QVERIFY2(m_server->listen(), qPrintable(m_server->errorString()));
}

void tst_RelayServer::cleanup()
{
    m_server.reset();
}

void tst_RelayServer::registrationIsAnswered()
{
    QSignalSpy registered(m_server.get(), &RelayServer::clientRegistered);
    const auto client = open();
    QTRY_VERIFY(client->isOpen());
    client->send(RelayRegistration{u"alpha"_s, alpha});
    QTRY_COMPARE(client->received.size(), 1);
    QCOMPARE(QJsonDocument::fromJson(client->received.first().toUtf8()).object(),
             QJsonObject({{u"message_type"_s, u"relay_response"_s},
                          {u"success"_s, true},
                          {u"message"_s, QJsonValue::Null},
                          {u"error"_s, false}}));
    QCOMPARE(registered.size(), 1);
    QCOMPARE(registered.first().at(0).value<RegisteredClient>().uuid, alpha);
    QCOMPARE(registered.first().at(0).value<RegisteredClient>().name, u"alpha"_s);
}

void tst_RelayServer::vectors_data()
{
    QTest::addColumn<QString>("input");
    QTest::addColumn<int>("closeCode"); // 0: the relay answers and stays.
    QTest::addColumn<bool>("success");  // What it answers.

    QFile file(QStringLiteral(RELAY_TEST_VECTORS "/relay-messages.ndjson"));
    QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(file.errorString()));
    while (!file.atEnd()) {
        const QJsonObject row = QJsonDocument::fromJson(file.readLine()).object();
        const QString id = row[u"id"].toString();
        const QString type = row[u"fields"].toObject()[u"message_type"].toString();
        const bool accepted = row[u"expect"].toString() == u"accept";
        // QWebSocket drops a leading byte order mark, so the relay sees the good request behind it.
        const bool request = accepted ? type == u"peer_connection" : id == u"peer-bom";
        const int refusal = request ? 4002 : 4000;
        const bool answered = accepted && type == u"relay_registration";
        const bool nameFits = row[u"fields"].toObject()[u"name"].toString().toUtf8().size() <= 256;
        QTest::addRow("%s as the first message", qPrintable(id))
            << row[u"input"].toString() << (answered ? 0 : refusal) << nameFits;
    }
}

void tst_RelayServer::vectors()
{
    QFETCH(QString, input);
    QFETCH(int, closeCode);
    QFETCH(bool, success);

    m_server = std::make_unique<RelayServer>(RelayServerOptions{.port = 0});
    QVERIFY2(m_server->listen(), qPrintable(m_server->errorString()));
    const auto client = open();
    QTRY_VERIFY(client->isOpen());
    client->sendText(input);
    if (closeCode == 0) {
        QTRY_COMPARE(client->received.size(), 1);
        QCOMPARE(std::get<RelayResponse>(client->message(0)).success, success);
        QVERIFY(!client->closed);
    } else {
        QTRY_VERIFY(client->closed);
        QCOMPARE(client->closeCode(), closeCode);
        QVERIFY(client->received.isEmpty());
    }
}

void tst_RelayServer::forwards_data()
{
    QTest::addColumn<PeerConnection>("sent");
    QTest::addColumn<bool>("arrives");
    QTest::addColumn<PeerConnection>("received"); // By beta if it arrives, otherwise by alpha.

    const PeerConnection plain = offer(alpha, beta);
    PeerConnection answer = plain;
    answer.descriptionType = DescriptionType::Answer;
    const PeerConnection foreign = offer(nobody, beta);
    const PeerConnection unicode = offer(alpha, beta, u"s=Zürich \u2192 \U0001F680 \"quoted\" \\ \t"_s);
    const PeerConnection marked = withError(plain, u"from a client"_s);
    const PeerConnection lost = offer(alpha, nobody);
    const QString error = unknownPeer(u"0b0d0000-0000-4000-8000-000000000003"_s);

    QTest::addRow("an offer reaches its peer unchanged") << plain << true << plain;
    QTest::addRow("an answer reaches its peer unchanged") << answer << true << answer;
    QTest::addRow("a source that is not the sender's own is forwarded as the reference does")
        << foreign << true << foreign;
    QTest::addRow("text beyond ASCII survives") << unicode << true << unicode;
    PeerConnection unpaired = offer(alpha, beta, u"v="_s + QChar(0xdc11) + u"0\U0010ffff"_s + QChar(0xd83d));
    unpaired.sourceName = QString(QChar(0xd83d));
    QTest::addRow("surrogates without their other half survive") << unpaired << true << unpaired;
    QTest::addRow("an error set by a client is forwarded") << marked << true << marked;
    QTest::addRow("an unknown peer returns the message with the reference's error")
        << lost << false << withError(lost, error);
    QTest::addRow("an unknown peer overwrites the error of the sender")
        << withError(lost, u"old"_s) << false << withError(lost, error);
    QTest::addRow("the null UUID is an unknown peer")
        << offer(alpha, QUuid()) << false
        << withError(offer(alpha, QUuid()), unknownPeer(u"00000000-0000-0000-0000-000000000000"_s));
    QTest::addRow("a client can write to itself") << offer(alpha, alpha) << false << offer(alpha, alpha);
}

void tst_RelayServer::forwards()
{
    QFETCH(PeerConnection, sent);
    QFETCH(bool, arrives);
    QFETCH(PeerConnection, received);

    QSignalSpy forwarded(m_server.get(), &RelayServer::messageForwarded);
    const auto a = open();
    const auto b = open();
    REGISTER(a, alpha, sent.sourceName);
    REGISTER(b, beta, u"beta"_s);

    a->send(sent);
    const auto &receiver = arrives ? b : a;
    QTRY_COMPARE(receiver->received.size(), 1);
    QCOMPARE(receiver->message(0), RelayMessage(received));
    QVERIFY((arrives ? a : b)->received.isEmpty());

    const bool routed = !received.error || received.error == sent.error;
    QCOMPARE(forwarded.size(), routed ? 1 : 0);
    if (routed) {
        QCOMPARE(forwarded.first().at(0).value<RegisteredClient>().uuid, alpha);
        QCOMPARE(forwarded.first().at(1).value<RegisteredClient>().uuid, received.peerUuid);
    }
    QVERIFY(a->isOpen());
    QVERIFY(b->isOpen());
}

void tst_RelayServer::refuses_data()
{
    QTest::addColumn<bool>("registered");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QByteArray>("binary");
    QTest::addColumn<int>("closeCode"); // 0: answered.
    QTest::addColumn<QString>("reason");

    const QString unknown = u"Unknown message type."_s;
    const QString tooLong = u"Message length exceeds limit."_s;
    const QString request = QString::fromLatin1(encode(offer(alpha, beta)));
    const QString response = QString::fromLatin1(encode(RelayResponse{}));
    const QByteArray registration = encode(RelayRegistration{u"alpha"_s, alpha});
    const QByteArray none;

    QTest::addRow("4000: text that is no JSON") << true << u"hello"_s << none << 4000 << unknown;
    QTest::addRow("4000: an empty object") << false << u"{}"_s << none << 4000 << unknown;
    QTest::addRow("4000: a binary frame, whatever it holds") << true << QString() << registration << 4000 << unknown;
    QTest::addRow("4000: an empty text") << false << QString() << none << 4000 << unknown;
    QTest::addRow("4000: a response out of place")
        << true << response << none << 4000 << u"A client cannot send a relay_response."_s;
    QTest::addRow("4002: a request before the registration")
        << false << request << none << 4002
        << u"ForbiddenError: Client has not registered and authenticated with the relay server."_s;
    QTest::addRow("4003: one byte over the limit")
        << true << registrationOf(limit + 1, u"x"_s) << none << 4003 << tooLong;
    QTest::addRow("4003: the limit counts UTF-8 bytes, not characters")
        << true << registrationOf(limit + 1, u"\u20ac"_s) << none << 4003 << tooLong;
    QTest::addRow("4003: four times the limit is still read")
        << true << registrationOf(4 * limit, u"x"_s) << none << 4003 << tooLong;
    QTest::addRow("a message of exactly the limit is welcome")
        << true << registrationOf(limit, u"x"_s) << none << 0 << QString();
    QTest::addRow("a message of exactly the limit beyond ASCII is welcome")
        << true << registrationOf(limit, u"\u20ac"_s) << none << 0 << QString();
}

void tst_RelayServer::refuses()
{
    QFETCH(bool, registered);
    QFETCH(QString, text);
    QFETCH(QByteArray, binary);
    QFETCH(int, closeCode);
    QFETCH(QString, reason);

    const auto client = open();
    QTRY_VERIFY(client->isOpen());
    if (registered) {
        REGISTER(client, alpha, u"alpha"_s);
    }
    if (binary.isEmpty())
        client->sendText(text);
    else
        client->socket.sendBinaryMessage(binary);

    if (closeCode == 0) {
        QTRY_COMPARE(client->received.size(), 1);
        QVERIFY(!client->closed);
        return;
    }
    QTRY_VERIFY(client->closed);
    QCOMPARE(client->closeCode(), closeCode);
    QCOMPARE(client->socket.closeReason(), reason);
    QVERIFY(reason.toUtf8().size() <= ProtocolLimits::closeReasonBytes);
    QVERIFY(m_server->clients().isEmpty());
}

void tst_RelayServer::farTooLongIsRefusedUnread()
{
    QSignalSpy unregistered(m_server.get(), &RelayServer::clientUnregistered);
    const auto client = open();
    REGISTER(client, alpha, u"alpha"_s);
    client->sendText(registrationOf(4 * limit + 1, u"x"_s));
    // The unread rest of the frame may reset the connection before the client has seen the close code.
    QTRY_VERIFY(client->closed);
    QTRY_COMPARE(unregistered.size(), 1);
    QCOMPARE(unregistered.first().at(1).toInt(), 1009);
    QVERIFY(client->received.isEmpty());
}

void tst_RelayServer::newSocketTakesOverTheUuid()
{
    QSignalSpy registered(m_server.get(), &RelayServer::clientRegistered);
    QSignalSpy unregistered(m_server.get(), &RelayServer::clientUnregistered);
    const auto former = open();
    REGISTER(former, alpha, u"former"_s);
    const auto latter = open();
    REGISTER(latter, alpha, u"latter"_s);

    QTRY_VERIFY(former->closed);
    QCOMPARE(former->closeCode(), 4004);
    QCOMPARE(former->socket.closeReason(),
             u"Relay received a registration with the same ID. This might mean that the endpoint is running in "
             "multiple locations."_s);
    QVERIFY(former->socket.closeReason().toUtf8().size() <= ProtocolLimits::closeReasonBytes);
    QCOMPARE(registered.size(), 2);
    QCOMPARE(unregistered.size(), 1);
    QCOMPARE(unregistered.first().at(0).value<RegisteredClient>().uuid, alpha);
    QCOMPARE(unregistered.first().at(1).toInt(), 4004);

    const auto b = open();
    REGISTER(b, beta, u"beta"_s);
    b->send(offer(beta, alpha));
    QTRY_COMPARE(latter->received.size(), 1);
    QVERIFY(former->received.isEmpty());
    QCOMPARE(m_server->clients().size(), 2);
    QCOMPARE(m_server->clients().constFirst().name, u"latter"_s);
}

void tst_RelayServer::deafClientDelaysNobody()
{
    const DeafClient deaf(m_server->url(), alpha);
    QTRY_COMPARE(m_server->clients().size(), 1);
    QSignalSpy unregistered(m_server.get(), &RelayServer::clientUnregistered);
    const auto latter = open();
    REGISTER(latter, alpha, u"latter"_s);
    QCOMPARE(unregistered.size(), 1);
    QCOMPARE(m_server->clients().size(), 1);
    QCOMPARE(m_server->clients().constFirst().name, u"latter"_s);
}

void tst_RelayServer::deafClientIsDropped()
{
    m_server = std::make_unique<RelayServer>(RelayServerOptions{.port = 0});
    QVERIFY2(m_server->listen(), qPrintable(m_server->errorString()));
    const DeafClient deaf(m_server->url(), beta);
    QTRY_COMPARE(m_server->clients().size(), 1);
    const auto a = open();
    REGISTER(a, alpha, u"alpha"_s);

    QSignalSpy forwarded(m_server.get(), &RelayServer::messageForwarded);
    QSignalSpy unregistered(m_server.get(), &RelayServer::clientUnregistered);
    const PeerConnection large = offer(alpha, beta, QString(1'000'000, u'v'));
    // The system takes some megabytes too; a hundred are more than it and the relay are ready to keep.
    for (int sent = 1; unregistered.isEmpty() && sent <= 100; ++sent) {
        a->send(large);
        QTRY_VERIFY_WITH_TIMEOUT(forwarded.size() == sent || !unregistered.isEmpty(), 20'000);
    }
    QCOMPARE(unregistered.size(), 1);
    QCOMPARE(unregistered.first().at(0).value<RegisteredClient>().uuid, beta);
    QCOMPARE(unregistered.first().at(1).toInt(), 1013);
    QTRY_COMPARE(a->received.size(), 1); // What found no room comes back.
    QVERIFY(std::get<PeerConnection>(a->message(0)).error.has_value());

    a->received.clear();
    a->send(offer(alpha, beta));
    QTRY_COMPARE(a->received.size(), 1);
    QVERIFY(std::get<PeerConnection>(a->message(0)).error.has_value());
}

void tst_RelayServer::sameSocketRegistersAgain_data()
{
    QTest::addColumn<QUuid>("uuid");
    QTest::addColumn<int>("unregistrations");

    QTest::addRow("the same UUID is answered and keeps the socket") << alpha << 0;
    QTest::addRow("another UUID replaces the first") << beta << 1;
}

void tst_RelayServer::sameSocketRegistersAgain()
{
    QFETCH(QUuid, uuid);
    QFETCH(int, unregistrations);

    QSignalSpy unregistered(m_server.get(), &RelayServer::clientUnregistered);
    const auto client = open();
    REGISTER(client, alpha, u"before"_s);
    client->send(RelayRegistration{u"after"_s, uuid});
    QTRY_COMPARE(client->received.size(), 1);
    QCOMPARE(client->message(0), RelayMessage(RelayResponse{}));

    QVERIFY(client->isOpen());
    QCOMPARE(unregistered.size(), unregistrations);
    const QList<RegisteredClient> clients = m_server->clients();
    QCOMPARE(clients.size(), 1);
    QCOMPARE(clients.first().uuid, uuid);
    QCOMPARE(clients.first().name, u"after"_s);
    QCOMPARE(clients.first().messages, quint64(2));
}

void tst_RelayServer::clientLeaves_data()
{
    QTest::addColumn<int>("sent"); // 0: the connection is cut.
    QTest::addColumn<int>("reported");

    QTest::addRow("normal closure is reported as such") << 1000 << 1000;
    QTest::addRow("going away is reported as such") << 1001 << 1001;
    QTest::addRow("a private code is reported as such") << 4321 << 4321;
    QTest::addRow("a connection cut without a close frame is 1006") << 0 << 1006;
}

void tst_RelayServer::clientLeaves()
{
    QFETCH(int, sent);
    QFETCH(int, reported);

    QSignalSpy unregistered(m_server.get(), &RelayServer::clientUnregistered);
    const auto a = open();
    const auto b = open();
    REGISTER(a, alpha, u"alpha"_s);
    REGISTER(b, beta, u"beta"_s);
    if (sent == 0)
        a->socket.abort();
    else
        a->socket.close(QWebSocketProtocol::CloseCode(sent));
    QTRY_COMPARE(unregistered.size(), 1);
    QCOMPARE(unregistered.first().at(0).value<RegisteredClient>().uuid, alpha);
    QCOMPARE(unregistered.first().at(1).toInt(), reported);

    b->send(offer(beta, alpha));
    QTRY_COMPARE(b->received.size(), 1);
    QVERIFY(std::get<PeerConnection>(b->message(0)).error.has_value());
}

void tst_RelayServer::closedClientIsUnroutedAtOnce()
{
    const auto a = open();
    const auto b = open();
    REGISTER(a, alpha, u"alpha"_s);
    REGISTER(b, beta, u"beta"_s);
    QSignalSpy unregistered(m_server.get(), &RelayServer::clientUnregistered);
    a->sendText(u"nonsense"_s);
    QTRY_COMPARE(unregistered.size(), 1);
    QCOMPARE(unregistered.first().at(1).toInt(), 4000);
    QCOMPARE(m_server->clients().size(), 1);

    b->send(offer(beta, alpha));
    QTRY_COMPARE(b->received.size(), 1);
    QVERIFY(std::get<PeerConnection>(b->message(0)).error.has_value());
}

QTEST_GUILESS_MAIN(tst_RelayServer)
#include "tst_relayserver.moc"
