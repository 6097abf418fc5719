// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/client/keepalive.h"
#include "relaycore/testkit/scriptedrelay.h"
#include "tests/client/clienttest.h"
#include "tests/support/rawserver.h"

#include <QtNetwork/QTcpSocket>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWebSockets/QWebSocket>

using namespace ClientTest;
using namespace std::chrono_literals;
using namespace RelayCore;
using TestKit::ManualClock;
using TestKit::ScriptedRelay;
using TestSupport::RawServer;
using Category = RelayError::Category;
using State = RelayClient::State;

namespace {

/// A manual clock whose timers without a delay run from the event loop, after the sockets, as the system's do.
class StoppedClock final : public RelayClock
{
public:
    explicit StoppedClock(std::shared_ptr<ManualClock> clock)
        : m_clock(std::move(clock))
    {}
    [[nodiscard]] std::chrono::milliseconds now() const override { return m_clock->now(); }
    [[nodiscard]] std::chrono::milliseconds wallTime() const override { return m_clock->wallTime(); }
    [[nodiscard]] std::unique_ptr<ClockTimer> startTimer(std::chrono::milliseconds delay,
                                                         std::function<void()> elapsed) override
    {
        RelayClock &clock = delay > 0ms ? *m_clock : *RelayClock::system();
        return clock.startTimer(delay, std::move(elapsed));
    }

private:
    std::shared_ptr<ManualClock> m_clock;
};

/// Registers everybody and says nothing by itself, not even a pong.
class MuteRelay
{
public:
    MuteRelay()
        : m_server([this](QTcpSocket *socket, const QByteArray &head) {
            m_socket = socket;
            m_received.clear();
            QObject::connect(socket, &QIODevice::readyRead, socket,
                             [this, socket] { m_received += socket->readAll(); });
            socket->write(RawServer::acceptUpgrade(head) + RawServer::frame(1, encode(RelayResponse{})));
        })
    {}
    [[nodiscard]] QUrl address() const { return m_server.address(); }
    [[nodiscard]] int connections() const { return m_server.connections(); }
    /// How many pings came on the newest connection. A masked ping with a nonce of at most 125 bytes begins so.
    [[nodiscard]] qsizetype pings() const
    {
        qsizetype count = 0;
        qsizetype at = 0;
        while (at + 6 <= m_received.size()) {
            const auto opcode = static_cast<quint8>(m_received.at(at)) & 0x0f;
            qsizetype length = static_cast<quint8>(m_received.at(at + 1)) & 0x7f;
            qsizetype head = 6;
            if (length == 126) {
                length = (static_cast<quint8>(m_received.at(at + 2)) << 8) | static_cast<quint8>(m_received.at(at + 3));
                head = 8;
            }
            count += opcode == 9;
            at += head + length;
        }
        return count;
    }
    void write(const QByteArray &bytes) { m_socket->write(bytes); }
    /// The client's socket has the bytes when this returns.
    void writeNow(const QByteArray &bytes)
    {
        m_socket->write(bytes);
        m_socket->flush();
    }

private:
    RawServer m_server;
    QTcpSocket *m_socket = nullptr;
    QByteArray m_received;
};

} // namespace

/// Whether the connection still stands: pings, sleep, and a second registration after a doubtful beginning.
class tst_Liveness : public QObject
{
    Q_OBJECT

private:
    std::shared_ptr<ManualClock> m_clock = std::make_shared<ManualClock>();

    /// Lets bytes in flight arrive: waits for one more message of \a relay to come through.
    static bool waitForText(MuteRelay &relay, RelayClient &client)
    {
        const auto before = client.metrics().bytesReceived;
        relay.write(RawServer::frame(1, "nonsense"));
        return QTest::qWaitFor([&] { return client.metrics().bytesReceived > before; });
    }

private Q_SLOTS:
    void aPingGoesOutAfterSilenceAndItsAnswerIsMeasured()
    {
        ScriptedRelay relay;
        RelayClient client(optionsFor(relay.address(), m_clock));
        client.connectToRelay();
        QTRY_COMPARE(client.state(), State::Ready);
        QVERIFY(!client.metrics().roundTrip);
        m_clock->advance(20s);
        QTRY_VERIFY(client.metrics().roundTrip.has_value());
        m_clock->advance(10s); // The deadline of that ping.
        QCOMPARE(client.state(), State::Ready);
    }

    void aDeadConnectionIsFoundAndReplaced()
    {
        MuteRelay relay;
        RelayClient client(optionsFor(relay.address(), m_clock));
        QSignalSpy retries(&client, &RelayClient::retryScheduled);
        client.connectToRelay();
        QTRY_COMPARE(client.state(), State::Ready);
        m_clock->advance(20s);
        QTRY_COMPARE(relay.pings(), 1);
        m_clock->advance(9'999ms);
        QCOMPARE(client.state(), State::Ready);
        m_clock->advance(1ms);
        QCOMPARE(client.state(), State::Backoff);
        QCOMPARE(client.lastError().category, Category::Timeout);
        QCOMPARE(client.lastError().phase, RelayError::Phase::Ready);
        QVERIFY(!client.lastError().fatal);
        QCOMPARE(retries.size(), 1);
        QCOMPARE(client.metrics().connectionsLost, 1U);
        m_clock->advance(1s);
        QTRY_COMPARE(client.state(), State::Ready);
        QCOMPARE(relay.connections(), 2);
    }

    void anyDataCountsAsASignOfLife_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addRow("a message") << RawServer::frame(1, "nonsense");
        QTest::addRow("a ping") << RawServer::frame(9, "are you there");
        QTest::addRow("a pong nobody asked for") << RawServer::frame(10, "whatever");
        QTest::addRow("the beginning of a long frame") << QByteArray("\x81\x7e\x10", 3);
    }

    void anyDataCountsAsASignOfLife()
    {
        QFETCH(const QByteArray, bytes);
        MuteRelay relay;
        RelayClient client(optionsFor(relay.address(), m_clock));
        client.connectToRelay();
        QTRY_COMPARE(client.state(), State::Ready);
        m_clock->advance(20s);
        QTRY_COMPARE(relay.pings(), 1);
        m_clock->advance(5s);
        auto *transport = client.webSocket()->findChild<QAbstractSocket *>();
        QSignalSpy arrived(transport, &QIODevice::readyRead);
        relay.write(bytes);
        QTRY_VERIFY(!arrived.isEmpty());
        m_clock->advance(5s);
        QCOMPARE(client.state(), State::Ready);
        // Twenty seconds of silence after that, then the next ping.
        m_clock->advance(14'999ms);
        QCOMPARE(relay.pings(), 1);
        m_clock->advance(1ms);
        QTRY_COMPARE(relay.pings(), 2);
    }

    void whatHasArrivedIsReadBeforeADeadlineIsJudged()
    {
        MuteRelay relay;
        RelayClient client(optionsFor(relay.address(), std::make_shared<StoppedClock>(m_clock)));
        client.connectToRelay();
        QTRY_COMPARE(client.state(), State::Ready);
        m_clock->advance(20s);
        QTRY_COMPARE(relay.pings(), 1);
        // The process was stopped: the answer and the deadline are both there before the event loop goes on.
        relay.writeNow(RawServer::frame(0xA, "late"));
        m_clock->advance(1h);
        QVERIFY(waitForText(relay, client));
        QCOMPARE(client.state(), State::Ready);
        m_clock->advance(20s);
        QTRY_COMPARE(relay.pings(), 2);
        m_clock->advance(1h); // Nothing has arrived this time.
        QTRY_COMPARE(client.state(), State::Backoff);
    }

    void silenceIsCountedFromTheLastMessage()
    {
        MuteRelay relay;
        RelayClient client(optionsFor(relay.address(), m_clock));
        client.connectToRelay();
        QTRY_COMPARE(client.state(), State::Ready);
        m_clock->advance(15s);
        QVERIFY(waitForText(relay, client));
        m_clock->advance(19s);
        QVERIFY(waitForText(relay, client));
        QCOMPARE(relay.pings(), 0);
    }

    void noKeepaliveWhereItIsSwitchedOff()
    {
        MuteRelay relay;
        auto options = optionsFor(relay.address(), m_clock);
        options.keepaliveInterval = 0s;
        RelayClient client(options);
        client.connectToRelay();
        QTRY_COMPARE(client.state(), State::Ready);
        m_clock->advance(24h);
        QCOMPARE(client.state(), State::Ready);
        QVERIFY(waitForText(relay, client));
        QCOMPARE(relay.pings(), 0);
    }

    void aPingBehindASlowUploadHasTimeWhileBytesMove()
    {
        Keepalive keepalive(m_clock, {20s, 10s});
        int pings = 0;
        int deaths = 0;
        keepalive.start([&](const QByteArray &) { ++pings; }, [&] { ++deaths; });
        m_clock->advance(20s);
        QCOMPARE(pings, 1);
        m_clock->advance(8s);
        keepalive.progressed();
        m_clock->advance(9s);
        QCOMPARE(deaths, 0);
        m_clock->advance(1s);
        QCOMPARE(deaths, 1);
        m_clock->advance(1h);
        QCOMPARE(deaths, 1);
        QCOMPARE(pings, 1);
    }

    void onlyTheRightNonceIsARoundTrip()
    {
        Keepalive keepalive(m_clock, {20s, 10s});
        QByteArray nonce;
        keepalive.start([&](const QByteArray &sent) { nonce = sent; }, [] {});
        QVERIFY(!keepalive.answered({}));
        m_clock->advance(20s);
        QVERIFY(!nonce.isEmpty());
        QVERIFY(!keepalive.answered("something else"));
        m_clock->advance(3s);
        QCOMPARE(keepalive.answered(nonce).value().count(), 3000);
        QVERIFY(!keepalive.answered(nonce));
    }

    void afterSleepTheConnectionIsDoubtedAtOnce()
    {
        MuteRelay relay;
        RelayClient client(optionsFor(relay.address(), m_clock));
        client.connectToRelay();
        QTRY_COMPARE(client.state(), State::Ready);
        m_clock->sleep(1h);
        m_clock->advance(5s); // The next look at both clocks.
        QTRY_COMPARE(relay.pings(), 1);
        m_clock->advance(10s);
        QCOMPARE(client.state(), State::Backoff);
        QCOMPARE(client.lastError().category, Category::Timeout);
    }

    void afterSleepAWaitIsOver()
    {
        ScriptedRelay relay;
        relay.stop();
        auto options = optionsFor(relay.address(), m_clock);
        options.backoff.initial = 1min;
        RelayClient client(options);
        client.connectToRelay();
        QTRY_COMPARE(client.state(), State::Backoff);
        relay.restart();
        m_clock->advance(5s);
        QCOMPARE(client.state(), State::Backoff);
        m_clock->sleep(1h);
        m_clock->advance(5s);
        QTRY_COMPARE(client.state(), State::Ready);
    }

    void aSmallStepOfTheTimeOfDayMeansNothing()
    {
        MuteRelay relay;
        RelayClient client(optionsFor(relay.address(), m_clock));
        client.connectToRelay();
        QTRY_COMPARE(client.state(), State::Ready);
        m_clock->sleep(1s);
        m_clock->advance(5s);
        m_clock->sleep(-1h);
        m_clock->advance(5s);
        QVERIFY(waitForText(relay, client));
        QCOMPARE(relay.pings(), 0);
    }

    void aDoubtfulBeginningIsVerified_data()
    {
        QTest::addColumn<bool>("unclean");
        QTest::addColumn<int>("registrations");
        QTest::addRow("after an unclean end") << true << 2;
        QTest::addRow("not after a close in order") << false << 1;
    }

    void aDoubtfulBeginningIsVerified()
    {
        QFETCH(const bool, unclean);
        QFETCH(const int, registrations);
        ScriptedRelay relay;
        RelayClient client(optionsFor(relay.address(), m_clock));
        QSignalSpy messages(&client, &RelayClient::messageReceived);
        QSignalSpy registered(&client, &RelayClient::registered);
        client.connectToRelay();
        QTRY_COMPARE(client.state(), State::Ready);
        m_clock->advance(16s);
        QCOMPARE(relay.received().size(), 0); // The first connection of a client is not doubtful.
        if (unclean)
            relay.dropPeer();
        else
            relay.closePeer(1001);
        QTRY_COMPARE(client.state(), State::Backoff);
        m_clock->advance(1s);
        QTRY_COMPARE(client.state(), State::Ready);

        // What the relay receives besides the first registration of each connection.
        const auto secondRegistrations = [&] { return relay.received().size(); };
        m_clock->advance(14'999ms);
        relay.sendText(offerText(u"a"_s));
        QTRY_COMPARE(messages.size(), 1);
        QCOMPARE(secondRegistrations(), 0);
        m_clock->advance(1ms);
        QTRY_COMPARE(secondRegistrations(), registrations - 1);
        relay.sendText(QString::fromLatin1(encode(RelayResponse{})));
        relay.sendText(offerText(u"b"_s));
        const int foreign = unclean ? 0 : 1; // A response that nobody waits for is a message like any other.
        QTRY_COMPARE(messages.size(), 2 + foreign);
        QCOMPARE(registered.size(), 2);
        m_clock->advance(1h);
        QTRY_COMPARE(client.state(), State::Ready);
        QCOMPARE(secondRegistrations(), registrations - 1);
    }

    void aUuidThatMayHaveBeenInUseIsVerifiedOnce()
    {
        ScriptedRelay relay;
        auto options = optionsFor(relay.address(), m_clock);
        options.uuid = QUuid::createUuid(); // A predecessor of this process may have had it.
        options.keepaliveInterval = 0s;
        RelayClient client(options);
        QSignalSpy messages(&client, &RelayClient::messageReceived);
        client.connectToRelay();
        QTRY_COMPARE(client.state(), State::Ready);

        // An end in order, before the verification, leaves the doubt where it was.
        m_clock->advance(14s);
        relay.closePeer(1001);
        QTRY_COMPARE(client.state(), State::Backoff);
        m_clock->advance(1s);
        QTRY_COMPARE(client.state(), State::Ready);
        m_clock->advance(14'999ms);
        QCOMPARE(relay.received().size(), 0);
        m_clock->advance(1ms);
        QTRY_COMPARE(relay.received().size(), 1);
        const auto again = decode(relay.received().constFirst().toUtf8());
        QCOMPARE(std::get<RelayMessage>(again), RelayMessage(RelayRegistration{client.name(), client.uuid()}));
        relay.sendText(QString::fromLatin1(encode(RelayResponse{})));
        relay.sendText(offerText(u"a"_s));
        QTRY_COMPARE(messages.size(), 1);

        // Verified: the next connection is beyond doubt.
        relay.closePeer(1001);
        QTRY_COMPARE(client.state(), State::Backoff);
        m_clock->advance(1s);
        QTRY_COMPARE(client.state(), State::Ready);
        m_clock->advance(1h);
        relay.sendText(offerText(u"b"_s));
        QTRY_COMPARE(messages.size(), 2);
        QCOMPARE(relay.received().size(), 1);
    }

    void closingDuringTheRegistrationIsDoubtful()
    {
        ScriptedRelay relay;
        auto options = optionsFor(relay.address(), m_clock);
        options.keepaliveInterval = 0s;
        RelayClient client(options);
        relay.setReply([](QWebSocket *, const QString &) {});
        client.connectToRelay();
        QTRY_COMPARE(client.state(), State::Registering);
        const auto closed = client.close();
        QTRY_VERIFY(closed.isFinished());
        QVERIFY(closed.result().clean);

        relay.acceptRegistrations();
        client.connectToRelay();
        QTRY_COMPARE(client.state(), State::Ready);
        m_clock->advance(14'999ms);
        QCOMPARE(relay.received().size(), 0);
        m_clock->advance(1ms);
        QTRY_COMPARE(relay.received().size(), 1);
    }

    void anUnansweredVerificationEndsTheConnection()
    {
        ScriptedRelay relay;
        auto options = optionsFor(relay.address(), m_clock);
        options.keepaliveInterval = 0s;
        RelayClient client(options);
        client.connectToRelay();
        QTRY_COMPARE(client.state(), State::Ready);
        relay.dropPeer();
        QTRY_COMPARE(client.state(), State::Backoff);
        m_clock->advance(1s);
        QTRY_COMPARE(client.state(), State::Ready);
        m_clock->advance(15s);
        QTRY_COMPARE(relay.received().size(), 1);
        m_clock->advance(15s);
        QCOMPARE(client.state(), State::Backoff);
        QCOMPARE(client.lastError().category, Category::Timeout);
    }

    void aRefusedVerificationIsARefusedRegistration()
    {
        ScriptedRelay relay;
        RelayClient client(optionsFor(relay.address(), m_clock));
        client.connectToRelay();
        QTRY_COMPARE(client.state(), State::Ready);
        relay.dropPeer();
        QTRY_COMPARE(client.state(), State::Backoff);
        m_clock->advance(1s);
        QTRY_COMPARE(client.state(), State::Ready);
        m_clock->advance(15s);
        QTRY_COMPARE(relay.received().size(), 1);
        relay.sendText(QString::fromLatin1(encode(RelayResponse{false, u"full"_s, true})));
        QTRY_COMPARE(client.state(), State::Failed);
        QCOMPARE(client.lastError().category, Category::Registration);
        QVERIFY(client.lastError().text.contains(u"full"_s));
    }
};

QTEST_GUILESS_MAIN(tst_Liveness)
#include "tst_liveness.moc"
