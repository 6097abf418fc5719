// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/server/relayserver.h"
#include "tests/server/scriptedbackplane.h"
#include "tests/server/servertest.h"
#include "tests/support/relaytexts.h"

#include <QtTest/QSignalSpy>

#include <memory>

using namespace RelayCore;
using namespace Qt::StringLiterals;
using namespace ServerTest;
using TestSupport::foreignPeer;
using TestSupport::unknownPeer;

using Announcement = Backplane::Announcement;
using Delivery = Backplane::Delivery;

namespace {

const QUuid remote(0x4e307e00, 0x0000, 0x4000, 0x80, 0, 0, 0, 0, 0, 0, 4);

} // namespace

/// A RelayServer with a backplane whose outcomes the test decides.
class tst_Backplane : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void registrationWaitsForTheAnnouncement_data();
    void registrationWaitsForTheAnnouncement();
    void messagesBehindARegistrationWait();
    void aClientThatLeavesIsWithdrawn();
    void aClientThatLeavesWhileItIsAnnouncedIsWithdrawn();
    void anotherUuidOnTheSameSocketWithdrawsTheFirst();
    void theSameUuidOnTheSameSocketIsNotAnnouncedAgain();
    void localMessagesStayInTheProcess();
    void outcomes_data();
    void outcomes();
    void anUnknownOutcomeEndsTheSender();
    void messagesToOnePeerKeepTheirOrderWhenThePeerArrives();
    void aSenderThatHasGoneGetsNothing();
    void messagesFromOtherRelays_data();
    void messagesFromOtherRelays();
    void takeover_data();
    void takeover();
    void manyMessagesUnderWayAreAllAnswered();
    void forwardingIsMeasured();
    void theBackplaneGoesFirst();
    void theServerGoesFirst();

private:
    std::unique_ptr<TestClient> open(const QByteArray &token = "one")
    {
        return std::make_unique<TestClient>(m_server->url(), "Bearer " + token);
    }

    std::unique_ptr<ScriptedBackplane> m_backplane;
    std::unique_ptr<RelayServer> m_server;
};

void tst_Backplane::init()
{
    m_backplane = std::make_unique<ScriptedBackplane>();
    m_server = std::make_unique<RelayServer>(RelayServerOptions{.port = 0, .users = twoUsers()});
    m_server->setBackplane(m_backplane.get());
    QVERIFY2(m_server->listen(), qPrintable(m_server->errorString()));
}

void tst_Backplane::cleanup()
{
    m_server.reset();
    m_backplane.reset();
}

void tst_Backplane::registrationWaitsForTheAnnouncement_data()
{
    QTest::addColumn<Announcement>("outcome");
    QTest::addColumn<int>("closeCode"); // 0: registered.
    QTest::addColumn<QString>("reason");

    QTest::addRow("an accepted client is registered") << Announcement::Accepted << 0 << QString();
    QTest::addRow("without other relays it is registered here") << Announcement::Unavailable << 0 << QString();
    QTest::addRow("a UUID of another user elsewhere is refused as in one relay")
        << Announcement::OtherUser << 4002
        << u"ForbiddenError: The client UUID %1 is already registered to another user."_s.arg(
               alpha.toString(QUuid::WithoutBraces));
    QTest::addRow("a registration that lost against another relay's ends with 4004")
        << Announcement::Superseded << 4004
        << u"Relay received a registration with the same ID. This might mean that the endpoint is running in multiple "
           "locations."_s;
}

void tst_Backplane::registrationWaitsForTheAnnouncement()
{
    QFETCH(Announcement, outcome);
    QFETCH(int, closeCode);
    QFETCH(QString, reason);

    m_backplane->accepts = false;
    const auto client = open();
    QTRY_VERIFY(client->isOpen());
    client->send(RelayRegistration{u"alpha"_s, alpha});
    QTRY_COMPARE(m_backplane->announcing.size(), 1);
    const RegisteredClient announced = m_backplane->announcing.constFirst().client;
    QCOMPARE(announced.uuid, alpha);
    QCOMPARE(announced.name, u"alpha"_s);
    QCOMPARE(announced.user, u"anna"_s);
    QCOMPARE(m_server->clientCount(), 0);

    m_backplane->answerAnnouncement(outcome);
    QCOMPARE(m_server->clientCount(), closeCode == 0 ? 1 : 0);
    if (closeCode == 0) {
        QTRY_COMPARE(client->received.size(), 1);
        QCOMPARE(client->message(0), RelayMessage(RelayResponse{}));
        return;
    }
    QTRY_VERIFY(client->closed);
    QCOMPARE(client->closeCode(), closeCode);
    QCOMPARE(client->socket.closeReason(), reason);
    QVERIFY(client->received.isEmpty());
}

void tst_Backplane::messagesBehindARegistrationWait()
{
    m_backplane->accepts = false;
    const auto client = open();
    QTRY_VERIFY(client->isOpen());
    client->send(RelayRegistration{u"alpha"_s, alpha});
    client->send(offer(alpha, alpha, u"first"_s));
    client->send(RelayRegistration{u"again"_s, beta});
    client->send(offer(beta, beta, u"second"_s));
    QTRY_COMPARE(m_backplane->announcing.size(), 1);
    m_backplane->answerAnnouncement(Announcement::Accepted);
    QTRY_COMPARE(m_backplane->announcing.size(), 1); // Of beta.
    QTRY_COMPARE(client->received.size(), 2);
    QCOMPARE(client->message(1), RelayMessage(offer(alpha, alpha, u"first"_s)));
    m_backplane->answerAnnouncement(Announcement::Accepted);
    QTRY_COMPARE(client->received.size(), 4);
    QCOMPARE(client->message(3), RelayMessage(offer(beta, beta, u"second"_s)));
}

void tst_Backplane::aClientThatLeavesIsWithdrawn()
{
    const auto client = open();
    REGISTER(client, alpha, u"alpha"_s);
    QVERIFY(m_backplane->withdrawn.isEmpty());
    client->socket.close();
    QTRY_COMPARE(m_backplane->withdrawn, QList<QUuid>{alpha});
}

void tst_Backplane::aClientThatLeavesWhileItIsAnnouncedIsWithdrawn()
{
    m_backplane->accepts = false;
    QSignalSpy registered(m_server.get(), &RelayServer::clientRegistered);
    auto client = open();
    QTRY_VERIFY(client->isOpen());
    client->send(RelayRegistration{u"alpha"_s, alpha});
    QTRY_COMPARE(m_backplane->announcing.size(), 1);
    client->socket.abort();
    // Another client of this relay announces the same UUID meanwhile: the first must not withdraw that.
    const auto second = open();
    QTRY_VERIFY(second->isOpen());
    second->send(RelayRegistration{u"second"_s, alpha});
    QTRY_COMPARE(m_backplane->announcing.size(), 2);
    m_backplane->answerAnnouncement(Announcement::Accepted);
    m_backplane->answerAnnouncement(Announcement::Accepted);
    QTRY_COMPARE(second->received.size(), 1);
    second->socket.close();
    QTRY_COMPARE(m_server->clientCount(), 0);
    QCOMPARE(m_backplane->withdrawn, QList<QUuid>{alpha});
    QCOMPARE(registered.constLast().at(0).value<RegisteredClient>().name, u"second"_s);
}

void tst_Backplane::anotherUuidOnTheSameSocketWithdrawsTheFirst()
{
    const auto client = open();
    REGISTER(client, alpha, u"alpha"_s);
    client->send(RelayRegistration{u"alpha"_s, beta});
    QTRY_COMPARE(client->received.size(), 1);
    QCOMPARE(m_backplane->withdrawn, QList<QUuid>{alpha});
}

void tst_Backplane::theSameUuidOnTheSameSocketIsNotAnnouncedAgain()
{
    const auto client = open();
    REGISTER(client, alpha, u"alpha"_s);
    m_backplane->accepts = false;
    client->send(RelayRegistration{u"renewed"_s, alpha});
    QTRY_COMPARE(client->received.size(), 1);
    QVERIFY(m_backplane->announcing.isEmpty());
    QCOMPARE(m_server->clients().constFirst().name, u"renewed"_s);
}

void tst_Backplane::localMessagesStayInTheProcess()
{
    const auto a = open();
    const auto b = open();
    const auto stranger = open("other");
    REGISTER(a, alpha, u"alpha"_s);
    REGISTER(b, beta, u"beta"_s);
    REGISTER(stranger, remote, u"stranger"_s);
    a->send(offer(alpha, beta));
    QTRY_COMPARE(b->received.size(), 1);
    a->send(offer(alpha, remote)); // Another user's, here.
    QTRY_COMPARE(a->received.size(), 1);
    QCOMPARE(std::get<PeerConnection>(a->message(0)).error, foreignPeer(remote));
    QVERIFY(m_backplane->routing.isEmpty());
}

void tst_Backplane::outcomes_data()
{
    QTest::addColumn<Delivery>("outcome");
    QTest::addColumn<QString>("error"); // Null: delivered.

    QTest::addRow("a delivered message is not returned") << Delivery::Delivered << QString();
    QTest::addRow("nobody listens: as one relay answers for an unknown peer")
        << Delivery::NoResponders << unknownPeer(remote);
    QTest::addRow("another user's peer: as one relay answers") << Delivery::OtherUser << foreignPeer(remote);
    QTest::addRow("no way to other relays: the peer is unknown here") << Delivery::Unavailable << unknownPeer(remote);
}

void tst_Backplane::outcomes()
{
    QFETCH(Delivery, outcome);
    QFETCH(QString, error);

    QSignalSpy routed(m_server.get(), &RelayServer::messageRouted);
    QSignalSpy returned(m_server.get(), &RelayServer::messageReturned);
    const auto a = open();
    REGISTER(a, alpha, u"alpha"_s);
    const PeerConnection sent = offer(beta, remote); // The source of the message is not the sender's.
    a->send(sent);
    QTRY_COMPARE(m_backplane->routing.size(), 1);
    const BackplaneMessage expected{.source = alpha, .peer = remote, .user = u"anna"_s, .text = encode(sent)};
    QCOMPARE(m_backplane->routing.constFirst().message, expected);
    m_backplane->answerRoute(outcome);
    QCOMPARE(routed.size(), error.isNull() ? 1 : 0);
    QCOMPARE(returned.size(), error.isNull() ? 0 : 1);
    a->send(offer(alpha, alpha, u"end"_s));
    QTRY_COMPARE(a->received.size(), error.isNull() ? 1 : 2);
    QCOMPARE(a->message(a->received.size() - 1), RelayMessage(offer(alpha, alpha, u"end"_s)));
    if (!error.isNull()) {
        PeerConnection back = sent;
        back.error = error;
        QCOMPARE(a->message(0), RelayMessage(back));
    }
}

void tst_Backplane::anUnknownOutcomeEndsTheSender()
{
    QSignalSpy returned(m_server.get(), &RelayServer::messageReturned);
    QSignalSpy refused(m_server.get(), &RelayServer::clientRefused);
    const auto a = open();
    REGISTER(a, alpha, u"alpha"_s);
    a->send(offer(alpha, remote));
    QTRY_COMPARE(m_backplane->routing.size(), 1);
    m_backplane->answerRoute(Delivery::Unknown);
    QTRY_VERIFY(a->closed);
    QCOMPARE(refused.size(), 1); // QWebSocket reports 1002 for 1013, which RFC 6455 does not list.
    QCOMPARE(refused.constFirst().at(1).toInt(), 1013);
    QCOMPARE(refused.constFirst().at(2).toString(), u"A message may have been lost with the relay of its peer."_s);
    QVERIFY(a->received.isEmpty());
    QCOMPARE(returned.size(), 0);
}

void tst_Backplane::messagesToOnePeerKeepTheirOrderWhenThePeerArrives()
{
    const auto a = open();
    REGISTER(a, alpha, u"alpha"_s);
    a->send(offer(alpha, beta, u"1"_s));
    QTRY_COMPARE(m_backplane->routing.size(), 1);
    const auto b = open();
    REGISTER(b, beta, u"beta"_s);
    a->send(offer(alpha, beta, u"2"_s)); // Must not overtake the first, so it takes the same way.
    QTRY_COMPARE(m_backplane->routing.size(), 2);
    QVERIFY(b->received.isEmpty());
    QCOMPARE(m_backplane->receiver->deliver(m_backplane->routing.at(0).message), Delivery::Delivered);
    m_backplane->answerRoute(Delivery::Delivered);
    QCOMPARE(m_backplane->receiver->deliver(m_backplane->routing.at(0).message), Delivery::Delivered);
    m_backplane->answerRoute(Delivery::Delivered);
    a->send(offer(alpha, beta, u"3"_s));
    QTRY_COMPARE(b->received.size(), 3);
    for (int i = 0; i < 3; ++i)
        QCOMPARE(b->message(i), RelayMessage(offer(alpha, beta, QString::number(i + 1))));
    QVERIFY(m_backplane->routing.isEmpty());
}

void tst_Backplane::aSenderThatHasGoneGetsNothing()
{
    QSignalSpy returned(m_server.get(), &RelayServer::messageReturned);
    const auto a = open();
    REGISTER(a, alpha, u"alpha"_s);
    a->send(offer(alpha, remote));
    a->send(offer(alpha, remote));
    QTRY_COMPARE(m_backplane->routing.size(), 2);
    a->socket.abort();
    QTRY_COMPARE(m_server->clientCount(), 0);
    m_backplane->answerRoute(Delivery::NoResponders);
    m_backplane->answerRoute(Delivery::Unknown);
    QCOMPARE(returned.size(), 0);
}

void tst_Backplane::messagesFromOtherRelays_data()
{
    QTest::addColumn<QUuid>("peer");
    QTest::addColumn<QString>("user");
    QTest::addColumn<Delivery>("outcome");

    QTest::addRow("to a client of this relay") << alpha << u"anna"_s << Delivery::Delivered;
    QTest::addRow("of another user") << alpha << u"bert"_s << Delivery::OtherUser;
    QTest::addRow("of no user, where this relay has users") << alpha << QString() << Delivery::OtherUser;
    QTest::addRow("to a client that is not here") << beta << u"anna"_s << Delivery::NoResponders;
}

void tst_Backplane::messagesFromOtherRelays()
{
    QFETCH(QUuid, peer);
    QFETCH(QString, user);
    QFETCH(Delivery, outcome);

    QSignalSpy arrived(m_server.get(), &RelayServer::messageArrived);
    const auto a = open();
    REGISTER(a, alpha, u"alpha"_s);
    const PeerConnection sent = offer(remote, peer);
    QCOMPARE(m_backplane->receiver->deliver({remote, peer, user, encode(sent)}), outcome);
    a->send(offer(alpha, alpha, u"end"_s));
    const bool delivered = outcome == Delivery::Delivered;
    QTRY_COMPARE(a->received.size(), delivered ? 2 : 1);
    if (delivered)
        QCOMPARE(a->message(0), RelayMessage(sent));
    QCOMPARE(arrived.size(), delivered ? 1 : 0);
    if (delivered)
        QCOMPARE(arrived.constFirst().at(0).toUuid(), remote);
}

void tst_Backplane::takeover_data()
{
    QTest::addColumn<Announcement>("reason");
    QTest::addColumn<int>("closeCode");

    QTest::addRow("the same user's, by another relay") << Announcement::Superseded << 4004;
    QTest::addRow("another user's, by another relay") << Announcement::OtherUser << 4002;
}

void tst_Backplane::takeover()
{
    QFETCH(Announcement, reason);
    QFETCH(int, closeCode);

    QSignalSpy unregistered(m_server.get(), &RelayServer::clientUnregistered);
    const auto a = open();
    REGISTER(a, alpha, u"alpha"_s);
    m_backplane->receiver->takeOver(alpha, reason);
    QVERIFY(!m_backplane->receiver->hasClient(alpha));
    QCOMPARE(unregistered.size(), 1);
    QCOMPARE(unregistered.constFirst().at(1).toInt(), closeCode);
    QTRY_VERIFY(a->closed);
    QCOMPARE(a->closeCode(), closeCode);
    m_backplane->receiver->takeOver(alpha, reason); // A second time it has nothing to end.
    QCOMPARE(unregistered.size(), 1);
}

void tst_Backplane::manyMessagesUnderWayAreAllAnswered()
{
    constexpr int count = 6000;
    const auto a = open();
    REGISTER(a, alpha, u"alpha"_s);
    for (int i = 0; i < count; ++i)
        a->send(offer(alpha, remote, QString::number(i)));
    // More than so many are not under way at a time: the relay does not read them meanwhile.
    int most = 0;
    int answered = 0;
    while (answered < count) {
        QTRY_VERIFY(!m_backplane->routing.isEmpty() || a->received.size() == count);
        most = std::max(most, int(m_backplane->routing.size()));
        while (!m_backplane->routing.isEmpty()) {
            m_backplane->answerRoute(Delivery::NoResponders);
            ++answered;
        }
        if (a->received.size() == count)
            break;
    }
    QTRY_COMPARE(a->received.size(), count);
    QVERIFY2(most <= 4096, qPrintable(QString::number(most)));
    QCOMPARE(answered, count);
    for (int i = 0; i < count; ++i)
        QCOMPARE(std::get<PeerConnection>(a->message(i)).description, QString::number(i));
    QVERIFY(a->isOpen());
}

void tst_Backplane::forwardingIsMeasured()
{
    QSignalSpy measured(m_server.get(), &RelayServer::forwardingMeasured);
    const auto a = open();
    REGISTER(a, alpha, u"alpha"_s);
    const qsizetype bytes = encode(offer(alpha, alpha)).size();
    a->send(offer(alpha, alpha));
    QTRY_COMPARE(measured.size(), 1);
    QCOMPARE(measured.at(0).at(0).toLongLong(), bytes);
    a->send(offer(alpha, remote));
    QTRY_COMPARE(m_backplane->routing.size(), 1);
    QCOMPARE(measured.size(), 1);
    m_backplane->answerRoute(Delivery::Delivered);
    QCOMPARE(measured.size(), 2);
    a->send(offer(alpha, remote));
    QTRY_COMPARE(m_backplane->routing.size(), 1);
    m_backplane->answerRoute(Delivery::NoResponders);
    QCOMPARE(measured.size(), 2);
}

void tst_Backplane::theBackplaneGoesFirst()
{
    QSignalSpy refused(m_server.get(), &RelayServer::clientRefused);
    const auto waiting = open();
    const auto idle = open();
    REGISTER(waiting, alpha, u"alpha"_s);
    REGISTER(idle, beta, u"beta"_s);
    waiting->send(offer(alpha, remote));
    QTRY_COMPARE(m_backplane->routing.size(), 1);
    m_backplane.reset();
    QTRY_VERIFY(waiting->closed);
    QCOMPARE(refused.size(), 1);
    QCOMPARE(refused.constFirst().at(1).toInt(), 1013);
    idle->send(offer(beta, remote));
    QTRY_COMPARE(idle->received.size(), 1);
    QCOMPARE(std::get<PeerConnection>(idle->message(0)).error, unknownPeer(remote));
    const auto late = open();
    REGISTER(late, alpha, u"late"_s);
}

void tst_Backplane::theServerGoesFirst()
{
    m_backplane->accepts = false;
    const auto a = open();
    QTRY_VERIFY(a->isOpen());
    a->send(RelayRegistration{u"alpha"_s, alpha});
    QTRY_COMPARE(m_backplane->announcing.size(), 1);
    m_server.reset();
    QVERIFY(!m_backplane->receiver);
    m_backplane->answerAnnouncement(Announcement::Accepted); // Nobody is left to receive it.
    QTRY_VERIFY(a->closed);
}

QTEST_GUILESS_MAIN(tst_Backplane)
#include "tst_backplane.moc"
