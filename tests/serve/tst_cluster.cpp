// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/serve/cluster.h"
#include "relaycore/server/relayserver.h"
#include "tests/serve/memorybus.h"
#include "tests/server/servertest.h"
#include "tests/support/relaytexts.h"

#include <QtCore/QElapsedTimer>
#include <QtTest/QSignalSpy>

#include <memory>
#include <random>
#include <vector>

using namespace Inspector;
using namespace RelayCore;
using namespace Qt::StringLiterals;
using namespace ServerTest;
using TestSupport::foreignPeer;
using TestSupport::unknownPeer;
using namespace std::chrono_literals;

namespace {

constexpr int limitMs = 20'000; ///< For a busy machine; nothing waits this long by design.

const QUuid nobody(0x0b0d0000, 0x0000, 0x4000, 0x80, 0, 0, 0, 0, 0, 0, 3);

ClusterTimes shortTimes()
{
    return {.repeat = 40ms,
            .waiting = 400ms,
            .deadline = 1500ms,
            .request = 300ms,
            .propagation = 20ms,
            .claims = {100ms, 300ms, 1000ms}};
}

/// No outcome becomes unknown by a deadline, however much is lost.
ClusterTimes patientTimes()
{
    ClusterTimes times = shortTimes();
    times.waiting = 15s;
    times.deadline = 15s;
    return times;
}

/// Nothing fails by its time on a bus without faults, however busy the machine is.
ClusterTimes calmTimes()
{
    ClusterTimes times = patientTimes();
    times.request = 15s;
    return times;
}

/// A relay of the cluster, with its bus.
struct Relay
{
    Relay(MemoryExchange &exchange, const ClusterTimes &times)
    {
        auto own = std::make_unique<MemoryBus>(exchange);
        bus = own.get();
        cluster = std::make_unique<Cluster>(std::move(own), "test", times);
        server = std::make_unique<RelayServer>(RelayServerOptions{.port = 0, .users = twoUsers()});
        server->setBackplane(cluster.get());
        cluster->start();
    }

    [[nodiscard]] std::unique_ptr<TestClient> open(const QByteArray &token = "one") const
    {
        return std::make_unique<TestClient>(server->url(), "Bearer " + token);
    }

    MemoryBus *bus;
    std::unique_ptr<Cluster> cluster;
    std::unique_ptr<RelayServer> server;
};

/// The descriptions of what \a client received, returned messages left out, or of these alone.
QStringList descriptions(const TestClient &client, bool returned = false)
{
    QStringList list;
    for (qsizetype i = 0; i < client.received.size(); ++i) {
        const RelayMessage message = client.message(i);
        const auto *offer = std::get_if<PeerConnection>(&message);
        if (offer && offer->isReturned() == returned)
            list.append(offer->description);
    }
    return list;
}

} // namespace

/// RelayServers that a Cluster joins, over a bus with faults.
class tst_Cluster : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void messagesCross();
    void aMessageLargerThanTheBusTakesCrosses();
    void unknownPeersAndUsersAreAnsweredAsInOneRelay();
    void ownClientsNeedNoBus();
    void theLaterRegistrationRemains();
    void aUuidOfAnotherUserIsRefused();
    void simultaneousRegistrationsLeaveOne_data();
    void simultaneousRegistrationsLeaveOne();
    void faultsLoseNothing_data();
    void faultsLoseNothing();
    void aClientThatMovesGetsItsMessagesInOrder_data();
    void aClientThatMovesGetsItsMessagesInOrder();
    void withoutTheBus();
    void aPartitionHeals();
    void bothSidesOfAPartitionHaveTheClient_data();
    void bothSidesOfAPartitionHaveTheClient();
    void aRelayThatDiesTakesOnlyItsConnectionsAlong_data();
    void aRelayThatDiesTakesOnlyItsConnectionsAlong();
    void aRelayThatLeavesIsForgotten();
    void slotsMayDestroyTheRelay_data();
    void slotsMayDestroyTheRelay();
    void prefixes_data();
    void prefixes();

private:
    void start(int count, const ClusterTimes &times = shortTimes());
    [[nodiscard]] int registrationsOf(const QUuid &uuid) const;

    std::unique_ptr<MemoryExchange> m_exchange;
    std::vector<std::unique_ptr<Relay>> m_relays;
};

void tst_Cluster::init()
{
    m_exchange = std::make_unique<MemoryExchange>();
}

void tst_Cluster::cleanup()
{
    m_relays.clear();
    m_exchange.reset();
}

void tst_Cluster::start(int count, const ClusterTimes &times)
{
    for (int i = 0; i < count; ++i) {
        m_relays.push_back(std::make_unique<Relay>(*m_exchange, times));
        QVERIFY(m_relays.back()->server->listen());
    }
}

int tst_Cluster::registrationsOf(const QUuid &uuid) const
{
    int count = 0;
    for (const auto &relay : m_relays) {
        const auto clients = relay->server->clients();
        count += int(std::ranges::count(clients, uuid, &RegisteredClient::uuid));
    }
    return count;
}

#define TRY_REGISTER(client, uuid, name)                                                                               \
    QTRY_VERIFY_WITH_TIMEOUT((client)->isOpen(), limitMs);                                                             \
    (client)->send(RelayRegistration{name, uuid});                                                                     \
    QTRY_VERIFY_WITH_TIMEOUT(!(client)->received.isEmpty(), limitMs);                                                  \
    QCOMPARE((client)->message(0), RelayMessage(RelayResponse{}));                                                     \
    (client)->received.clear()

void tst_Cluster::messagesCross()
{
    start(3, calmTimes());
    QSignalSpy routed(m_relays[0]->server.get(), &RelayServer::messageRouted);
    QSignalSpy arrived(m_relays[1]->server.get(), &RelayServer::messageArrived);
    const auto a = m_relays[0]->open();
    const auto b = m_relays[1]->open();
    TRY_REGISTER(a, alpha, u"alpha"_s);
    TRY_REGISTER(b, beta, u"beta"_s);
    const PeerConnection there = offer(alpha, beta, u"Zürich \U0001F680"_s + QChar(0xd83d));
    a->send(there);
    QTRY_COMPARE(b->received.size(), 1);
    QCOMPARE(b->message(0), RelayMessage(there));
    b->send(offer(beta, alpha));
    QTRY_COMPARE(a->received.size(), 1);
    QCOMPARE(a->message(0), RelayMessage(offer(beta, alpha)));
    QTRY_COMPARE(routed.size(), 1);
    QCOMPARE(arrived.size(), 1);
    // A second message needs no lookup.
    QTRY_COMPARE(m_relays[0]->cluster->counters().underWay, 0);
    const quint64 lookups = m_relays[0]->cluster->counters().lookups;
    a->send(there);
    QTRY_COMPARE(b->received.size(), 2);
    QCOMPARE(m_relays[0]->cluster->counters().lookups, lookups);
}

void tst_Cluster::aMessageLargerThanTheBusTakesCrosses()
{
    m_exchange->maxPayload = 16 * 1024;
    start(2, calmTimes());
    const auto a = m_relays[0]->open();
    const auto b = m_relays[1]->open();
    TRY_REGISTER(a, alpha, u"alpha"_s);
    TRY_REGISTER(b, beta, u"beta"_s);
    const PeerConnection large = offer(alpha, beta, QString(900'000, u'v'));
    a->send(large);
    a->send(offer(alpha, beta, u"after"_s));
    QTRY_COMPARE_WITH_TIMEOUT(b->received.size(), 2, limitMs);
    QCOMPARE(b->message(0), RelayMessage(large));
    QCOMPARE(descriptions(*b).constLast(), u"after"_s);
}

void tst_Cluster::unknownPeersAndUsersAreAnsweredAsInOneRelay()
{
    start(2);
    const auto a = m_relays[0]->open();
    const auto bert = m_relays[1]->open("other");
    TRY_REGISTER(a, alpha, u"alpha"_s);
    TRY_REGISTER(bert, beta, u"bert"_s);
    a->send(offer(alpha, nobody));
    QTRY_COMPARE(a->received.size(), 1);
    QCOMPARE(std::get<PeerConnection>(a->message(0)).error, unknownPeer(nobody));
    a->send(offer(alpha, beta));
    QTRY_COMPARE(a->received.size(), 2);
    QCOMPARE(std::get<PeerConnection>(a->message(1)).error, foreignPeer(beta));
    QVERIFY(bert->received.isEmpty());
}

void tst_Cluster::ownClientsNeedNoBus()
{
    start(2);
    const auto a = m_relays[0]->open();
    const auto b = m_relays[0]->open();
    TRY_REGISTER(a, alpha, u"alpha"_s);
    TRY_REGISTER(b, beta, u"beta"_s);
    QTRY_COMPARE(m_relays[0]->cluster->counters().clients, 2);
    m_relays[0]->bus->published = 0;
    m_relays[0]->bus->setConnected(false); // No claim is repeated meanwhile.
    a->send(offer(alpha, beta));
    QTRY_COMPARE(b->received.size(), 1);
    QCOMPARE(m_relays[0]->bus->published, quint64(0));
}

void tst_Cluster::theLaterRegistrationRemains()
{
    start(3);
    const auto sender = m_relays[2]->open();
    TRY_REGISTER(sender, beta, u"beta"_s);
    std::unique_ptr<TestClient> former;
    for (const int relay : {0, 1, 0, 2, 1}) {
        auto latter = m_relays[size_t(relay)]->open();
        TRY_REGISTER(latter, alpha, u"alpha"_s);
        QCOMPARE(registrationsOf(alpha), 1);
        if (former) {
            QTRY_VERIFY(former->closed);
            QCOMPARE(former->closeCode(), 4004);
        }
        sender->send(offer(beta, alpha, QString::number(relay)));
        QTRY_COMPARE(descriptions(*latter), QStringList{QString::number(relay)});
        QVERIFY(sender->received.isEmpty());
        former = std::move(latter);
    }
}

void tst_Cluster::aUuidOfAnotherUserIsRefused()
{
    start(2);
    const auto anna = m_relays[0]->open();
    TRY_REGISTER(anna, alpha, u"anna"_s);
    const auto bert = m_relays[1]->open("other");
    QTRY_VERIFY(bert->isOpen());
    bert->send(RelayRegistration{u"bert"_s, alpha});
    QTRY_VERIFY(bert->closed);
    QCOMPARE(bert->closeCode(), 4002);
    QCOMPARE(bert->socket.closeReason(),
             u"ForbiddenError: The client UUID %1 is already registered to another user."_s.arg(
                 alpha.toString(QUuid::WithoutBraces)));
    QVERIFY(anna->isOpen());
    QCOMPARE(registrationsOf(alpha), 1);
    QVERIFY(!m_relays[1]->bus->subjects().contains("test.client." + alpha.toByteArray(QUuid::WithoutBraces)));
}

void tst_Cluster::simultaneousRegistrationsLeaveOne_data()
{
    QTest::addColumn<int>("delay");
    QTest::addColumn<int>("lost");
    QTest::addColumn<bool>("users"); // Two of them.

    QTest::addRow("at once") << 0 << 0 << false;
    QTest::addRow("with delays, so that claims cross") << 30 << 0 << false;
    QTest::addRow("with losses: repeated claims find them") << 10 << 40 << false;
    QTest::addRow("of two users") << 0 << 0 << true;
    QTest::addRow("of two users, with delays") << 30 << 0 << true;
}

void tst_Cluster::simultaneousRegistrationsLeaveOne()
{
    QFETCH(int, delay);
    QFETCH(int, lost);
    QFETCH(bool, users);

    start(3);
    m_exchange->delayMs = delay;
    m_exchange->lost = lost;
    for (int round = 0; round < (lost > 0 ? 2 : 8); ++round) {
        const QUuid uuid = QUuid::createUuid();
        std::vector<std::unique_ptr<TestClient>> clients;
        for (int i = 0; i < 9; ++i)
            clients.push_back(m_relays[size_t(i % 3)]->open(users && i % 2 ? "other" : "one"));
        for (const auto &client : clients)
            QTRY_VERIFY(client->isOpen());
        for (const auto &client : clients)
            client->send(RelayRegistration{u"racer"_s, uuid});
        const auto open = [&clients] {
            return std::ranges::count_if(clients, [](const auto &client) { return !client->closed; });
        };
        QTRY_COMPARE_WITH_TIMEOUT(open(), 1, limitMs);
        QCOMPARE(registrationsOf(uuid), 1);
        const auto winner = std::ranges::find_if(clients, [](const auto &client) { return !client->closed; });
        QTRY_VERIFY(!(*winner)->received.isEmpty());
        QCOMPARE((*winner)->message(0), RelayMessage(RelayResponse{}));
        for (const auto &client : clients) {
            if (client->closed)
                QVERIFY2(client->closeCode() == 4004 || (users && client->closeCode() == 4002),
                         qPrintable(QString::number(client->closeCode())));
        }
    }
}

void tst_Cluster::faultsLoseNothing_data()
{
    QTest::addColumn<int>("lost");
    QTest::addColumn<int>("doubled");
    QTest::addColumn<int>("delay");

    QTest::addRow("no faults") << 0 << 0 << 0;
    QTest::addRow("a fifth is lost") << 20 << 0 << 0;
    QTest::addRow("a third arrives twice") << 0 << 33 << 0;
    QTest::addRow("delays change the order") << 0 << 0 << 20;
    QTest::addRow("all of them") << 15 << 25 << 15;
}

void tst_Cluster::faultsLoseNothing()
{
    QFETCH(int, lost);
    QFETCH(int, doubled);
    QFETCH(int, delay);

    constexpr int messages = 150;
    start(3, patientTimes());
    std::vector<std::unique_ptr<TestClient>> clients;
    QList<QUuid> uuids;
    for (int i = 0; i < 6; ++i) {
        uuids.append(QUuid::createUuid());
        clients.push_back(m_relays[size_t(i % 3)]->open());
        TRY_REGISTER(clients.back(), uuids.back(), u"client"_s);
    }
    m_exchange->concerned = "test.relay."; // Lookups that are lost return messages, which is another test's.
    m_exchange->lost = lost;
    m_exchange->doubled = doubled;
    m_exchange->delayMs = delay;
    for (int message = 0; message < messages; ++message) {
        for (size_t i = 0; i < clients.size(); ++i) {
            const QUuid to = uuids.at(qsizetype(i + 1) % uuids.size());
            clients[i]->send(offer(uuids.at(qsizetype(i)), to, QString::number(message)));
        }
        QCoreApplication::processEvents();
    }
    QStringList expected;
    for (int message = 0; message < messages; ++message)
        expected.append(QString::number(message));
    for (const auto &client : clients)
        QTRY_COMPARE_WITH_TIMEOUT(client->received.size(), messages, limitMs);
    for (const auto &client : clients)
        QCOMPARE(descriptions(*client), expected);
    for (const auto &relay : m_relays)
        QTRY_COMPARE_WITH_TIMEOUT(relay->cluster->counters().underWay, 0, limitMs);
}

void tst_Cluster::aClientThatMovesGetsItsMessagesInOrder_data()
{
    QTest::addColumn<bool>("isPursued");
    // Messages that find it gone twice may be returned.
    QTest::addRow("with messages under way to the place that it leaves") << true;
    QTest::addRow("when all messages have arrived") << false;
}

void tst_Cluster::aClientThatMovesGetsItsMessagesInOrder()
{
    QFETCH(const bool, isPursued);
    start(3, calmTimes());
    const auto a = m_relays[0]->open();
    TRY_REGISTER(a, alpha, u"alpha"_s);
    std::vector<std::unique_ptr<TestClient>> places;
    const auto outcomes = [&] {
        qsizetype count = a->received.size();
        for (const auto &place : places)
            count += descriptions(*place).size();
        return count;
    };
    int next = 0;
    for (const int relay : {1, 2, 0, 1, 0, 2, 1}) {
        auto b = m_relays[size_t(relay)]->open();
        QTRY_VERIFY(b->isOpen());
        b->send(RelayRegistration{u"beta"_s, beta});
        while (b->received.isEmpty()) { // While it moves, and after it has.
            a->send(offer(alpha, beta, QString::number(next++)));
            QCoreApplication::processEvents(QEventLoop::AllEvents, 1);
        }
        places.push_back(std::move(b));
        if (!isPursued)
            QTRY_COMPARE_WITH_TIMEOUT(outcomes(), qsizetype(next), limitMs);
        const qsizetype before = descriptions(*places.back()).size();
        for (int i = 0; i < 20; ++i)
            a->send(offer(alpha, beta, QString::number(next++)));
        if (!isPursued)
            QTRY_COMPARE_WITH_TIMEOUT(descriptions(*places.back()).size(), before + 20, limitMs);
    }
    QTRY_COMPARE_WITH_TIMEOUT(outcomes(), qsizetype(next), limitMs);
    QList<int> delivered;
    for (const auto &place : places) {
        const QStringList here = descriptions(*place);
        for (const QString &number : here)
            delivered.append(number.toInt());
    }
    QVERIFY(std::ranges::is_sorted(delivered));
    QList<int> all = delivered;
    const QStringList returned = descriptions(*a, true);
    for (const QString &number : returned)
        all.append(number.toInt());
    std::ranges::sort(all);
    QCOMPARE(all.size(), next);
    for (int i = 0; i < next; ++i)
        QCOMPARE(all.at(i), i);
    QVERIFY(delivered.size() >= 20); // It stays at the last place.
}

void tst_Cluster::withoutTheBus()
{
    start(2);
    QSignalSpy available(m_relays[0]->cluster.get(), &Backplane::availabilityChanged);
    const auto a = m_relays[0]->open();
    const auto b = m_relays[1]->open();
    TRY_REGISTER(a, alpha, u"alpha"_s);
    TRY_REGISTER(b, beta, u"beta"_s);
    m_relays[0]->bus->setConnected(false);
    QCOMPARE(available.size(), 1);
    QVERIFY(!m_relays[0]->cluster->isAvailable());
    a->send(offer(alpha, beta));
    QTRY_COMPARE(a->received.size(), 1);
    QCOMPARE(std::get<PeerConnection>(a->message(0)).error, unknownPeer(beta));
    a->send(offer(alpha, alpha)); // Its own clients are served.
    QTRY_COMPARE(a->received.size(), 2);
    const auto c = m_relays[0]->open();
    TRY_REGISTER(c, nobody, u"late"_s);
    QVERIFY(m_relays[0]->server->clientCount() == 2);

    m_relays[0]->bus->setConnected(true);
    b->send(offer(beta, nobody)); // Announced now, although it registered in between.
    QTRY_COMPARE(c->received.size(), 1);
    a->received.clear();
    a->send(offer(alpha, beta));
    QTRY_COMPARE(b->received.size(), 1);
}

void tst_Cluster::aPartitionHeals()
{
    start(3);
    const auto a = m_relays[0]->open();
    const auto b = m_relays[1]->open();
    TRY_REGISTER(a, alpha, u"alpha"_s);
    TRY_REGISTER(b, beta, u"beta"_s);
    a->send(offer(alpha, beta, u"before"_s));
    QTRY_COMPARE(b->received.size(), 1);
    QTRY_COMPARE(m_relays[0]->cluster->counters().underWay, 0);
    m_exchange->separate(m_relays[1]->bus, true);
    a->send(offer(alpha, beta, u"during"_s));
    QTRY_COMPARE(descriptions(*a, true), QStringList{u"during"_s});
    m_exchange->separate(m_relays[1]->bus, false);
    a->send(offer(alpha, beta, u"after"_s));
    QTRY_COMPARE(descriptions(*b), (QStringList{u"before"_s, u"after"_s}));
}

void tst_Cluster::bothSidesOfAPartitionHaveTheClient_data()
{
    QTest::addColumn<QByteArray>("token");
    QTest::addColumn<bool>("laterRemains");
    QTest::addColumn<int>("closeCode");

    QTest::addRow("the later registration of one user remains") << "one"_ba << true << 4004;
    QTest::addRow("the earlier registration of two users remains") << "other"_ba << false << 4002;
}

void tst_Cluster::bothSidesOfAPartitionHaveTheClient()
{
    QFETCH(QByteArray, token);
    QFETCH(bool, laterRemains);
    QFETCH(int, closeCode);

    start(2);
    const auto first = m_relays[0]->open();
    TRY_REGISTER(first, alpha, u"first"_s);
    m_exchange->separate(m_relays[1]->bus, true);
    const auto second = m_relays[1]->open(token);
    TRY_REGISTER(second, alpha, u"second"_s);
    QCOMPARE(registrationsOf(alpha), 2);
    m_exchange->separate(m_relays[1]->bus, false);
    const auto &loser = laterRemains ? first : second;
    QTRY_VERIFY_WITH_TIMEOUT(loser->closed, limitMs);
    QCOMPARE(loser->closeCode(), closeCode);
    QCOMPARE(registrationsOf(alpha), 1);
    QVERIFY((laterRemains ? second : first)->isOpen());
}

void tst_Cluster::aRelayThatDiesTakesOnlyItsConnectionsAlong_data()
{
    QTest::addColumn<int>("lost"); // Of what crosses while it dies.

    QTest::addRow("its last confirmations have left") << 0;
    QTest::addRow("most of its last confirmations are lost") << 80;
}

/// Every message is delivered, or returned, or lost with the connection of its sender or its peer.
void tst_Cluster::aRelayThatDiesTakesOnlyItsConnectionsAlong()
{
    QFETCH(int, lost);

    start(2);
    const auto a = m_relays[0]->open();
    const auto b = m_relays[1]->open();
    TRY_REGISTER(a, alpha, u"alpha"_s);
    TRY_REGISTER(b, beta, u"beta"_s);
    a->send(offer(alpha, beta, u"first"_s));
    QTRY_COMPARE(b->received.size(), 1);
    QTRY_COMPARE(m_relays[0]->cluster->counters().underWay, 0);
    m_exchange->concerned = "test.relay." + m_relays[0]->cluster->id(); // Confirmations.
    m_exchange->lost = lost;
    for (int i = 0; i < 300; ++i) {
        a->send(offer(alpha, beta, QString::number(i)));
        QCoreApplication::processEvents(QEventLoop::AllEvents, 1);
    }
    QTRY_VERIFY(b->received.size() > 5);
    m_relays[1]->server->setBackplane(nullptr); // As a process that is killed: nothing is withdrawn or answered.
    m_relays.pop_back();
    QTRY_VERIFY(b->closed);
    a->send(offer(alpha, alpha, u"end"_s));
    QTRY_VERIFY_WITH_TIMEOUT(a->closed || m_relays[0]->cluster->counters().underWay == 0, limitMs);
    const QStringList delivered = descriptions(*b);
    const QStringList returned = descriptions(*a, true);
    for (const QString &number : returned)
        QVERIFY2(!delivered.contains(number), qPrintable(number));
    QCOMPARE(QSet<QString>(delivered.cbegin(), delivered.cend()).size(), delivered.size());
    if (!a->closed) {
        // Whatever was neither delivered nor returned had been written to the connection of b.
        QVERIFY(returned.size() + delivered.size() <= 301);
    }
    // A sender whose message has no outcome is closed; another one is served.
    const auto c = m_relays[0]->open();
    TRY_REGISTER(c, nobody, u"later"_s);
    c->send(offer(nobody, beta));
    QTRY_COMPARE(c->received.size(), 1);
    QCOMPARE(std::get<PeerConnection>(c->message(0)).error, unknownPeer(beta));
}

void tst_Cluster::aRelayThatLeavesIsForgotten()
{
    start(2);
    const auto a = m_relays[0]->open();
    const auto b = m_relays[1]->open();
    TRY_REGISTER(a, alpha, u"alpha"_s);
    TRY_REGISTER(b, beta, u"beta"_s);
    m_relays[1]->server->close();
    QTRY_VERIFY(b->closed);
    QTRY_COMPARE(m_relays[1]->cluster->counters().clients, 0);
    const auto again = m_relays[0]->open();
    TRY_REGISTER(again, beta, u"beta"_s);
    a->send(offer(alpha, beta));
    QTRY_COMPARE(again->received.size(), 1);
}

void tst_Cluster::slotsMayDestroyTheRelay_data()
{
    QTest::addColumn<QString>("occasion");
    QTest::addColumn<int>("relay");
    QTest::addColumn<bool>("isUp");

    QTest::addRow("when a message arrives") << u"arrived"_s << 1 << true;
    QTest::addRow("when a message was delivered") << u"routed"_s << 0 << true;
    QTest::addRow("when a message is returned") << u"returned"_s << 0 << true;
    QTest::addRow("when a client registers") << u"registered"_s << 0 << true;
    QTest::addRow("when a registration is taken over") << u"takenOver"_s << 1 << true;
    QTest::addRow("when the bus is lost") << u"busLost"_s << 0 << true;
    QTest::addRow("when a message is returned at once, without the bus") << u"returned"_s << 0 << false;
    QTest::addRow("when a client registers at once, without the bus") << u"registered"_s << 0 << false;
}

/// With more of the same kind behind what the slot is called for. The sanitizers see what is used afterwards.
void tst_Cluster::slotsMayDestroyTheRelay()
{
    QFETCH(QString, occasion);
    QFETCH(int, relay);
    QFETCH(bool, isUp);

    start(2);
    const auto a = m_relays[0]->open();
    const auto b = m_relays[1]->open();
    TRY_REGISTER(a, alpha, u"alpha"_s);
    TRY_REGISTER(b, beta, u"beta"_s);
    a->send(offer(alpha, beta, u"first"_s));
    QTRY_COMPARE(descriptions(*b), QStringList{u"first"_s});
    QTRY_COMPARE(m_relays[0]->cluster->counters().underWay, 0);
    m_relays[0]->bus->setConnected(isUp);

    QObject context;
    const auto destroy = [&] { m_relays[size_t(relay)].reset(); };
    const RelayServer *server = m_relays[size_t(relay)]->server.get();
    if (occasion == u"arrived"_s) {
        connect(server, &RelayServer::messageArrived, &context, destroy);
    } else if (occasion == u"routed"_s) {
        connect(server, &RelayServer::messageRouted, &context, destroy);
    } else if (occasion == u"registered"_s) {
        connect(server, &RelayServer::clientRegistered, &context, destroy);
    } else if (occasion == u"takenOver"_s) {
        connect(server, &RelayServer::clientUnregistered, &context, destroy);
    } else {
        connect(server, &RelayServer::messageReturned, &context, destroy);
    }
    if (occasion == u"registered"_s || occasion == u"takenOver"_s) {
        const auto again = m_relays[0]->open();
        QTRY_VERIFY_WITH_TIMEOUT(again->isOpen(), limitMs);
        again->send(RelayRegistration{u"beta"_s, beta});
        QTRY_VERIFY_WITH_TIMEOUT(!m_relays[size_t(relay)], limitMs);
        return;
    }
    const bool toNobody = occasion == u"returned"_s || occasion == u"busLost"_s;
    for (int i = 0; i < 20; ++i)
        a->send(offer(alpha, toNobody ? QUuid::createUuid() : beta, QString::number(i)));
    if (occasion == u"busLost"_s) {
        QTRY_VERIFY_WITH_TIMEOUT(!m_relays[0] || m_relays[0]->cluster->counters().underWay > 0, limitMs);
        if (m_relays[0])
            m_relays[0]->bus->setConnected(false);
    }
    QTRY_VERIFY_WITH_TIMEOUT(!m_relays[size_t(relay)], limitMs);
}

void tst_Cluster::prefixes_data()
{
    QTest::addColumn<QByteArray>("prefix");
    QTest::addColumn<bool>("valid");

    QTest::addRow("a word") << "relay"_ba << true;
    QTest::addRow("words") << "team-1.relay_2"_ba << true;
    QTest::addRow("nothing") << ""_ba << false;
    QTest::addRow("a wildcard") << "relay.*"_ba << false;
    QTest::addRow("the other wildcard") << ">"_ba << false;
    QTest::addRow("a space") << "a b"_ba << false;
    QTest::addRow("a point at the end") << "relay."_ba << false;
    QTest::addRow("two points") << "a..b"_ba << false;
    QTest::addRow("a line feed") << "relay\n"_ba << false;
    QTest::addRow("too long") << QByteArray(201, 'a') << false;
}

void tst_Cluster::prefixes()
{
    QFETCH(QByteArray, prefix);
    QFETCH(bool, valid);
    QCOMPARE(Cluster::isValidPrefix(prefix), valid);
}

QTEST_GUILESS_MAIN(tst_Cluster)
#include "tst_cluster.moc"
