// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/serve/natsloopbus.h"
#include "inspector/serve/natsthreadbus.h"
#include "tests/support/natsservers.h"

#include <QtCore/QPointer>
#include <QtTest/QTest>

#include <csignal>
#include <memory>

using namespace Inspector;
using namespace Qt::StringLiterals;
using TestSupport::NatsServers;

namespace {

constexpr int limitMs = 30'000; ///< For a busy machine; nothing waits this long by design.

using Traffic = MessageBus::Traffic;

/// Collects what a bus reports.
struct Peer
{
    explicit Peer(std::unique_ptr<MessageBus> own)
        : bus(std::move(own))
    {
        QObject::connect(
            bus.get(), &MessageBus::received, bus.get(),
            [this](const QByteArray &, const QByteArray &, const QByteArray &payload) { payloads.append(payload); });
        QObject::connect(bus.get(), &MessageBus::unanswered, bus.get(),
                         [this](const QByteArray &reply) { unanswered.append(reply); });
        QObject::connect(bus.get(), &MessageBus::connectedChanged, bus.get(),
                         [this](bool connected) { changes.append(connected); });
    }

    std::unique_ptr<MessageBus> bus;
    QByteArrayList payloads;
    QByteArrayList unanswered;
    QList<bool> changes;
};

} // namespace

/// Both buses over NATS, with real servers.
class tst_NatsBus : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void messagesArriveInOrder_data() { buses(); }
    void messagesArriveInOrder();
    void aRequestWithoutAReceiverIsReported_data() { buses(); }
    void aRequestWithoutAReceiverIsReported();
    void aBacklogArrives_data() { buses(); }
    void aBacklogArrives();
    void subscriptionsOutliveTheServer_data() { buses(); }
    void subscriptionsOutliveTheServer();
    void aServerThatHangsIsReplaced_data() { buses(); }
    void aServerThatHangsIsReplaced();
    void whatWasPublishedLeavesWithTheBus_data() { buses(); }
    void whatWasPublishedLeavesWithTheBus();
    void slotsMayDestroyTheBus_data() { buses(); }
    void slotsMayDestroyTheBus();
    void slotsMayUnsubscribe_data() { buses(); }
    void slotsMayUnsubscribe();
    void aLossIsNotReportedWithinACall_data() { buses(); }
    void aLossIsNotReportedWithinACall();
    void tlsHasThreads_data();
    void tlsHasThreads();

private:
    static void buses();
    [[nodiscard]] static std::unique_ptr<MessageBus> make(const NatsServers &servers);
    /// Returns a bus that is connected and receives \a subject.
    [[nodiscard]] static std::unique_ptr<Peer> join(const NatsServers &servers, const QByteArray &subject = {},
                                                    Traffic traffic = Traffic::Much);
};

void tst_NatsBus::buses()
{
    QTest::addColumn<bool>("isLoop");

    QTest::addRow("event loop") << true;
    QTest::addRow("threads") << false;
}

std::unique_ptr<MessageBus> tst_NatsBus::make(const NatsServers &servers)
{
    const auto parsed = parseNatsServers(servers.urls());
    const NatsOptions options{std::get<QStringList>(parsed), {}, {}};
    QFETCH(bool, isLoop);
    if (isLoop)
        return std::make_unique<NatsLoopBus>(options);
    return std::make_unique<NatsThreadBus>(options);
}

std::unique_ptr<Peer> tst_NatsBus::join(const NatsServers &servers, const QByteArray &subject, Traffic traffic)
{
    auto peer = std::make_unique<Peer>(make(servers));
    if (!subject.isEmpty())
        peer->bus->subscribe(subject, traffic);
    peer->bus->start();
    if (!QTest::qWaitFor([&] { return peer->bus->isConnected(); }, limitMs))
        qFatal("A bus is not connected.");
    const QByteArray received = QByteArray(subject).replace('>', "a");
    if (!subject.isEmpty() && !QTest::qWaitFor([&] { return servers.passes(received, 0, 0); }, limitMs))
        qFatal("A subscription is not in force.");
    return peer;
}

void tst_NatsBus::messagesArriveInOrder()
{
    NatsServers servers(1);
    QCOMPARE(servers.startAll(), QString());
    for (const Traffic traffic : {Traffic::Much, Traffic::Little}) {
        const auto receiver = join(servers, "here", traffic);
        const auto sender = join(servers);
        QByteArrayList sent;
        for (int i = 0; i < 1000; ++i) {
            sent.append(QByteArray::number(i));
            sender->bus->publish("here", {}, sent.constLast());
        }
        QTRY_COMPARE_WITH_TIMEOUT(receiver->payloads.size(), sent.size(), limitMs);
        QCOMPARE(receiver->payloads, sent);
        receiver->bus->unsubscribe("here");
        QTRY_VERIFY_WITH_TIMEOUT(!servers.passes("here", 0, 0), limitMs);
    }
}

void tst_NatsBus::aRequestWithoutAReceiverIsReported()
{
    NatsServers servers(1);
    QCOMPARE(servers.startAll(), QString());
    const auto sender = join(servers, "reply.>", Traffic::Little);
    sender->bus->publish("nowhere", "reply.1", "a");
    sender->bus->publish("nowhere", "reply.2", "b");
    QTRY_COMPARE_WITH_TIMEOUT(sender->unanswered, (QByteArrayList{"reply.1", "reply.2"}), limitMs);
    QVERIFY(sender->payloads.isEmpty());
}

/// Far more than a socket takes at once.
void tst_NatsBus::aBacklogArrives()
{
    NatsServers servers(1);
    QCOMPARE(servers.startAll(), QString());
    const auto receiver = join(servers, "here");
    const auto sender = join(servers);
    QByteArrayList sent;
    for (int i = 0; i < 60; ++i) {
        sent.append(QByteArray(500'000, char('a' + i % 26)));
        sender->bus->publish("here", {}, sent.constLast());
    }
    QTRY_COMPARE_WITH_TIMEOUT(receiver->payloads.size(), sent.size(), limitMs);
    QVERIFY(receiver->payloads == sent);
    QCOMPARE(sender->changes, QList<bool>{true});
}

void tst_NatsBus::subscriptionsOutliveTheServer()
{
    NatsServers servers(1);
    QCOMPARE(servers.startAll(), QString());
    const auto receiver = join(servers, "here");
    const auto sender = join(servers);
    receiver->bus->subscribe("there", Traffic::Little);
    servers.kill(0);
    QTRY_VERIFY_WITH_TIMEOUT(!receiver->bus->isConnected() && !sender->bus->isConnected(), limitMs);
    sender->bus->publish("here", {}, "while there is no server");
    QCOMPARE(servers.start(0), QString());
    QTRY_VERIFY_WITH_TIMEOUT(receiver->bus->isConnected() && sender->bus->isConnected(), limitMs);
    QTRY_VERIFY_WITH_TIMEOUT(servers.passes("here") && servers.passes("there"), limitMs);
    sender->bus->publish("here", {}, "1");
    QTRY_COMPARE_WITH_TIMEOUT(receiver->payloads, QByteArrayList{"1"}, limitMs);
    sender->bus->publish("there", {}, "2");
    QTRY_COMPARE_WITH_TIMEOUT(receiver->payloads, (QByteArrayList{"1", "2"}), limitMs);
    QCOMPARE(receiver->changes, (QList<bool>{true, false, true}));
}

void tst_NatsBus::aServerThatHangsIsReplaced()
{
    NatsServers servers(2);
    QCOMPARE(servers.startAll(), QString());
    const auto receiver = join(servers, "here");
    servers.sendSignal(0, SIGSTOP);
    QTRY_COMPARE_WITH_TIMEOUT(receiver->changes, (QList<bool>{true, false, true}), limitMs);
    QTRY_VERIFY_WITH_TIMEOUT(servers.passes("here", 1, 1), limitMs);
    servers.sendSignal(0, SIGCONT);
}

void tst_NatsBus::whatWasPublishedLeavesWithTheBus()
{
    NatsServers servers(1);
    QCOMPARE(servers.startAll(), QString());
    const auto receiver = join(servers, "here");
    auto sender = join(servers, "unread");
    // What has come and was not read must not cost what was sent.
    receiver->bus->publish("unread", {}, QByteArray(100'000, 'u'));
    for (int i = 0; i < 100; ++i)
        sender->bus->publish("here", {}, QByteArray(20'000, 'v'));
    sender.reset();
    QTRY_COMPARE_WITH_TIMEOUT(receiver->payloads.size(), 100, limitMs);
}

void tst_NatsBus::slotsMayDestroyTheBus()
{
    NatsServers servers(1);
    QCOMPARE(servers.startAll(), QString());
    const auto sender = join(servers, "reply.>", Traffic::Little);

    auto onMessage = join(servers, "here");
    const QPointer<MessageBus> receiver(onMessage->bus.get());
    QObject::connect(receiver, &MessageBus::received, sender->bus.get(), [&] { onMessage.reset(); });
    for (int i = 0; i < 10; ++i)
        sender->bus->publish("here", {}, QByteArray::number(i));
    QTRY_VERIFY_WITH_TIMEOUT(!receiver, limitMs);

    auto onConnected = std::make_unique<Peer>(make(servers));
    const QPointer<MessageBus> connecting(onConnected->bus.get());
    QObject::connect(connecting, &MessageBus::connectedChanged, sender->bus.get(), [&] { onConnected.reset(); });
    connecting->start();
    QTRY_VERIFY_WITH_TIMEOUT(!connecting, limitMs);

    auto onUnanswered = join(servers, "own.>", Traffic::Little);
    const QPointer<MessageBus> asking(onUnanswered->bus.get());
    QObject::connect(asking, &MessageBus::unanswered, sender->bus.get(), [&] { onUnanswered.reset(); });
    for (int i = 0; i < 10; ++i)
        asking->publish("nowhere", "own." + QByteArray::number(i), {});
    QTRY_VERIFY_WITH_TIMEOUT(!asking, limitMs);

    auto onLost = join(servers, "here");
    const QPointer<MessageBus> losing(onLost->bus.get());
    QObject::connect(losing, &MessageBus::connectedChanged, sender->bus.get(), [&] { onLost.reset(); });
    servers.kill(0);
    QTRY_VERIFY_WITH_TIMEOUT(!losing, limitMs);
}

void tst_NatsBus::slotsMayUnsubscribe()
{
    NatsServers servers(1);
    QCOMPARE(servers.startAll(), QString());
    const auto receiver = join(servers, "here");
    const auto sender = join(servers);
    QObject::connect(receiver->bus.get(), &MessageBus::received, sender->bus.get(),
                     [&] { receiver->bus->unsubscribe("here"); });
    for (int i = 0; i < 100; ++i)
        sender->bus->publish("here", {}, QByteArray::number(i));
    QTRY_VERIFY_WITH_TIMEOUT(!receiver->payloads.isEmpty(), limitMs);
    QTRY_VERIFY_WITH_TIMEOUT(!servers.passes("here", 0, 0), limitMs);
    receiver->bus->subscribe("there", Traffic::Much);
    QTRY_VERIFY_WITH_TIMEOUT(servers.passes("there", 0, 0), limitMs);
    sender->bus->publish("there", {}, "last");
    QTRY_COMPARE_WITH_TIMEOUT(receiver->payloads.constLast(), "last", limitMs);
}

/// The caller may be using what its slots change.
void tst_NatsBus::aLossIsNotReportedWithinACall()
{
    NatsServers servers(1);
    QCOMPARE(servers.startAll(), QString());
    const auto sender = join(servers, "unused");
    bool isCalling = false;
    QList<bool> within;
    QObject::connect(sender->bus.get(), &MessageBus::connectedChanged, sender->bus.get(),
                     [&] { within.append(isCalling); });
    servers.kill(0);
    isCalling = true;
    for (int i = 0; i < 100; ++i) // The first is answered with a reset, the second cannot be sent.
        sender->bus->publish("here", {}, "a");
    sender->bus->subscribe("there", Traffic::Little);
    sender->bus->unsubscribe("unused");
    isCalling = false;
    QTRY_COMPARE_WITH_TIMEOUT(within, QList<bool>{false}, limitMs);
    QCOMPARE(sender->changes, (QList<bool>{true, false}));
}

void tst_NatsBus::tlsHasThreads_data()
{
    QTest::addColumn<QStringList>("servers");
    QTest::addColumn<QString>("caFile");
    QTest::addColumn<bool>("isLoop");

    QTest::addRow("without TLS") << QStringList{u"nats://a:4222"_s, u"nats://b:4222"_s} << QString() << true;
    QTest::addRow("one with TLS") << QStringList{u"nats://a:4222"_s, u"tls://b:4222"_s} << QString() << false;
    QTest::addRow("with authorities") << QStringList{u"nats://a:4222"_s} << u"ca.pem"_s << false;
}

void tst_NatsBus::tlsHasThreads()
{
    QFETCH(QStringList, servers);
    QFETCH(QString, caFile);
    QFETCH(bool, isLoop);

    const auto bus = makeNatsBus({servers, caFile, {}});
    QCOMPARE(qobject_cast<NatsLoopBus *>(bus.get()) != nullptr, isLoop);
}

QTEST_GUILESS_MAIN(tst_NatsBus)
#include "tst_natsbus.moc"
