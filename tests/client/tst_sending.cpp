// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
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

QStringList descriptions(const QStringList &texts)
{
    QStringList result;
    for (const QString &text : texts)
        result += descriptionOf(std::get<RelayMessage>(decode(text.toUtf8())));
    return result;
}

/// A relay that registers everybody and never reads again: what is sent to it piles up.
class DeafRelay
{
public:
    DeafRelay()
        : m_server([this](QTcpSocket *socket, const QByteArray &head) {
            socket->setReadBufferSize(1);
            socket->setSocketOption(QAbstractSocket::ReceiveBufferSizeSocketOption, 4096);
            m_socket = socket;
            socket->write(RawServer::acceptUpgrade(head) + RawServer::frame(1, encode(RelayResponse{})));
        })
    {}
    [[nodiscard]] QUrl address() const { return m_server.address(); }
    void drop() { m_socket->abort(); }

private:
    RawServer m_server;
    QTcpSocket *m_socket = nullptr;
};

} // namespace

/// Options and calls around send(), from the queue to the last byte.
class tst_Sending : public QObject
{
    Q_OBJECT

private:
    std::shared_ptr<ManualClock> m_clock = std::make_shared<ManualClock>();

    /// A client that waits in Backoff for \a relay, which is there again.
    std::unique_ptr<RelayClient> waitingClient(ScriptedRelay &relay, RelayClientOptions options)
    {
        relay.stop();
        auto client = std::make_unique<RelayClient>(std::move(options));
        client->connectToRelay();
        (void)QTest::qWaitFor([&] { return client->state() == State::Backoff; });
        relay.restart();
        return client;
    }

private Q_SLOTS:
    void aWaitingMessageCanBeCancelled()
    {
        ScriptedRelay relay;
        const auto client = waitingClient(relay, optionsFor(relay.address(), m_clock));
        QSignalSpy dropped(client.get(), &RelayClient::messageDropped);
        QSignalSpy queued(client.get(), &RelayClient::queuedMessagesChanged);
        SendId id = 0;
        const auto first = client->send(offerTo(QUuid::createUuid(), u"first"_s), {}, &id);
        const auto second = client->send(offerTo(QUuid::createUuid(), u"second"_s));
        QCOMPARE(id, SendId(1));
        QVERIFY(client->cancel(id)); // Even before the event loop has run.
        QTRY_VERIFY(first.isFinished());
        QCOMPARE(first.result().outcome, SendOutcome::Cancelled);
        QCOMPARE(first.result().id, id);
        QCOMPARE(dropped.size(), 1);
        QCOMPARE(dropped.at(0).at(1).value<SendOutcome>(), SendOutcome::Cancelled);
        QCOMPARE(client->queuedMessages(), 1);
        QCOMPARE(queued.size(), 1);
        QVERIFY(!client->cancel(id));
        QVERIFY(!client->cancel(77));
        m_clock->advance(1s);
        QTRY_COMPARE(descriptions(relay.received()), QStringList{u"second"_s});
        QTRY_VERIFY(second.isFinished());
        QVERIFY(!client->cancel(2));
        QCOMPARE(client->queuedMessages(), 0);
        QCOMPARE(queued.size(), 2);
    }

    void aFullQueueDropsTheOldestWhereAskedTo()
    {
        ScriptedRelay relay;
        auto options = optionsFor(relay.address(), m_clock);
        options.maxQueuedMessages = 3;
        options.overflow = OverflowPolicy::DropOldest;
        const auto client = waitingClient(relay, options);
        QList<QFuture<SendResult>> sends;
        for (int i = 1; i <= 5; ++i)
            sends += client->send(offerTo(QUuid::createUuid(), QString::number(i)));
        QTRY_VERIFY(sends.at(1).isFinished());
        QCOMPARE(sends.at(0).result().outcome, SendOutcome::Overflow);
        QCOMPARE(sends.at(0).result().error.phase, RelayError::Phase::Opening);
        QCOMPARE(sends.at(1).result().outcome, SendOutcome::Overflow);
        m_clock->advance(1s);
        QTRY_COMPARE(descriptions(relay.received()), (QStringList{u"3"_s, u"4"_s, u"5"_s}));
    }

    void aMessageThatCouldNeverFitDropsNothing()
    {
        ScriptedRelay relay;
        auto options = optionsFor(relay.address(), m_clock);
        options.maxQueuedBytes = 1000;
        options.overflow = OverflowPolicy::DropOldest;
        const auto client = waitingClient(relay, options);
        const auto small = client->send(offerTo(QUuid::createUuid(), u"small"_s));
        const auto large = client->send(offerTo(QUuid::createUuid(), QString(2000, u'x')));
        QTRY_VERIFY(large.isFinished());
        QCOMPARE(large.result().outcome, SendOutcome::Overflow);
        QVERIFY(!small.isFinished());
        QCOMPARE(client->queuedMessages(), 1);
    }

    void eachMessageMayHaveATimeToLiveOfItsOwn()
    {
        ScriptedRelay relay;
        relay.stop();
        auto options = optionsFor(relay.address(), m_clock);
        options.openTimeout = 1h;
        RelayClient client(options);
        const auto normal = client.send(offerTo(QUuid::createUuid()));
        const auto brief = client.send(offerTo(QUuid::createUuid()), {.timeToLive = 5s});
        const auto patient = client.send(offerTo(QUuid::createUuid()), {.timeToLive = 0s});
        QTRY_COMPARE(client.queuedMessages(), 3);
        m_clock->advance(5s);
        QTRY_VERIFY(brief.isFinished());
        QCOMPARE(brief.result().outcome, SendOutcome::Expired);
        QVERIFY(!normal.isFinished());
        m_clock->advance(25s);
        QTRY_VERIFY(normal.isFinished());
        QCOMPARE(normal.result().outcome, SendOutcome::Expired);
        m_clock->advance(10h);
        QVERIFY(!patient.isFinished());
    }

    void theLossOfAConnectionLeavesThoseOnTheirWayUncertain_data()
    {
        QTest::addColumn<bool>("resend");
        QTest::addRow("and ends them") << false;
        QTest::addRow("and sends them again where asked to") << true;
    }

    void theLossOfAConnectionLeavesThoseOnTheirWayUncertain()
    {
        QFETCH(const bool, resend);
        DeafRelay deaf;
        ScriptedRelay relay;
        auto options = optionsFor(deaf.address(), m_clock);
        options.maxQueuedBytes = 64 * 1024 * 1024;
        options.timeToLive = 0s;
        RelayClient client(options);
        client.connectToRelay();
        QTRY_COMPARE(client.state(), State::Ready);
        // More than the two kernels take: the last ones wait in our queue, those before in the socket.
        QList<QFuture<SendResult>> sends;
        for (int i = 0; i < 40; ++i) {
            sends += client.send(offerTo(QUuid::createUuid(), QString::number(i) + QString(512 * 1024, u'x')),
                                 {.resendUncertain = resend});
        }
        QTRY_VERIFY(client.queuedMessages() > 0);
        const auto written = [&] {
            return std::count_if(sends.cbegin(), sends.cend(), [](const auto &send) { return send.isFinished(); });
        };
        const auto before = written();
        const auto waiting = client.queuedMessages();
        const auto onTheirWay = sends.size() - before - waiting;
        QVERIFY(onTheirWay > 0);
        deaf.drop();
        QTRY_COMPARE(client.state(), State::Backoff);
        if (resend) {
            QCOMPARE(client.queuedMessages(), waiting + onTheirWay);
            QCOMPARE(written(), before);
        } else {
            QCOMPARE(client.queuedMessages(), waiting);
            QCOMPARE(written(), before + onTheirWay);
            for (auto i = before; i < before + onTheirWay; ++i)
                QCOMPARE(sends.at(i).result().outcome, SendOutcome::Uncertain);
        }
    }

    void closeWaitsForWhatIsToBeSent()
    {
        ScriptedRelay relay;
        const auto client = waitingClient(relay, optionsFor(relay.address(), m_clock));
        const auto before = client->send(offerTo(QUuid::createUuid(), u"before"_s));
        const auto closed = client->close(10s);
        const auto after = client->send(offerTo(QUuid::createUuid(), u"after"_s));
        QTRY_VERIFY(after.isFinished());
        QCOMPARE(after.result().outcome, SendOutcome::Closed);
        QCOMPARE(resultOf(client->connectToRelay()).error.category, Category::Closed);
        QCOMPARE(resultOf(client->receive()).error.category, Category::Closed);
        QCOMPARE(client->state(), State::Backoff);
        m_clock->advance(1s);
        QTRY_VERIFY(closed.isFinished());
        QCOMPARE(before.result().outcome, SendOutcome::Written);
        // QWebSocket does not wait for the peer when it closes: the relay may still have to read.
        QTRY_COMPARE(descriptions(relay.received()), QStringList{u"before"_s});
        QCOMPARE(client->state(), State::Closed);
        QVERIFY(closed.result().clean);
        QCOMPARE(closed.result().dropped, 1); // "after"
    }

    void closeStopsWaitingInTime()
    {
        ScriptedRelay relay;
        const auto client = waitingClient(relay, optionsFor(relay.address(), m_clock));
        relay.stop();
        const auto waiting = client->send(offerTo(QUuid::createUuid()));
        const auto closed = client->close(500ms);
        m_clock->advance(499ms);
        QVERIFY(!closed.isFinished());
        m_clock->advance(1ms);
        QTRY_VERIFY(closed.isFinished());
        QCOMPARE(waiting.result().outcome, SendOutcome::Closed);
        QCOMPARE(closed.result().dropped, 1);
        QCOMPARE(m_clock->runningTimers(), 0);
    }

    void aSecondCloseWithoutPatienceEndsTheFirst()
    {
        ScriptedRelay relay;
        const auto client = waitingClient(relay, optionsFor(relay.address(), m_clock));
        client->send(offerTo(QUuid::createUuid()));
        const auto patient = client->close(1h);
        QVERIFY(!patient.isFinished());
        const auto now = client->close();
        QTRY_VERIFY(patient.isFinished() && now.isFinished());
    }

    void aFatalErrorEndsTheWaitOfClose()
    {
        ScriptedRelay relay;
        relay.setReply([](QWebSocket *socket, const QString &) {
            socket->sendTextMessage(QString::fromLatin1(encode(RelayResponse{false, u"no"_s, true})));
        });
        const auto client = waitingClient(relay, optionsFor(relay.address(), m_clock));
        const auto waiting = client->send(offerTo(QUuid::createUuid()));
        const auto closed = client->close(1h);
        m_clock->advance(1s);
        QTRY_VERIFY(closed.isFinished());
        QCOMPARE(waiting.result().outcome, SendOutcome::Closed);
        QCOMPARE(waiting.result().error.category, Category::Registration);
        QCOMPARE(client->state(), State::Closed);
    }

    void closeTellsThatTheSocketHadToBeAborted()
    {
        DeafRelay deaf;
        auto options = optionsFor(deaf.address(), m_clock);
        options.maxQueuedBytes = 64 * 1024 * 1024;
        RelayClient client(options);
        client.connectToRelay();
        QTRY_COMPARE(client.state(), State::Ready);
        // The kernel's buffer would grow and take everything in.
        client.webSocket()->findChild<QAbstractSocket *>()->setSocketOption(QAbstractSocket::SendBufferSizeSocketOption,
                                                                            4096);
        QFuture<SendResult> last;
        for (int i = 0; i < 40; ++i)
            last = client.send(offerTo(QUuid::createUuid(), QString(512 * 1024, u'x')));
        QTRY_VERIFY(client.queuedMessages() > 0);
        const auto closed = client.close();
        QCOMPARE(client.state(), State::Closing);
        QTRY_VERIFY(last.isFinished());
        QCOMPARE(last.result().outcome, SendOutcome::Closed);
        m_clock->advance(4'999ms);
        QVERIFY(!closed.isFinished());
        m_clock->advance(1ms);
        QTRY_VERIFY(closed.isFinished());
        QVERIFY(!closed.result().clean);
        QVERIFY(closed.result().dropped > 1);
    }

    void nothingIsEmittedAfterCloseHasResolved()
    {
        ScriptedRelay relay;
        const auto client = waitingClient(relay, optionsFor(relay.address(), m_clock));
        client->send(offerTo(QUuid::createUuid()));
        QTRY_COMPARE(client->queuedMessages(), 1);
        int emittedAfterwards = 0;
        QFuture<CloseResult> closed;
        const auto count = [&] { emittedAfterwards += closed.isValid() && closed.isFinished(); };
        connect(client.get(), &RelayClient::stateChanged, this, count);
        connect(client.get(), &RelayClient::messageDropped, this, count);
        QSignalSpy queued(client.get(), &RelayClient::queuedMessagesChanged);
        connect(client.get(), &RelayClient::queuedMessagesChanged, this, count);
        closed = client->close();
        QTRY_VERIFY(closed.isFinished());
        QCOMPARE(queued.size(), 1);
        client->send(offerTo(QUuid::createUuid()));
        QCoreApplication::processEvents();
        QCOMPARE(emittedAfterwards, 0);
    }
};

QTEST_GUILESS_MAIN(tst_Sending)
#include "tst_sending.moc"
