// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/testkit/scriptedrelay.h"
#include "tests/client/clienttest.h"
#include "tests/support/rawserver.h"

#include <QtCore/QRegularExpression>
#include <QtCore/QThread>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWebSockets/QWebSocket>

using namespace ClientTest;
using namespace std::chrono_literals;
using namespace RelayCore;
using TestKit::ManualClock;
using TestKit::ScriptedRelay;
using Category = RelayError::Category;
using State = RelayClient::State;

/// What Qt programmers expect of a class like RelayClient.
class tst_Idioms : public QObject
{
    Q_OBJECT

private:
    std::shared_ptr<ManualClock> m_clock = std::make_shared<ManualClock>();

    static QUrl unusedAddress() { return QUrl(u"ws://127.0.0.1:%1"_s.arg(TestSupport::unusedPort())); }

    /// Runs \a call in another thread, and this thread's event loop meanwhile.
    static void inAnotherThread(const std::function<void()> &call)
    {
        const std::unique_ptr<QThread> thread(QThread::create(call));
        thread->setObjectName(u"worker"_s);
        thread->start();
        QVERIFY(QTest::qWaitFor([&] { return thread->isFinished(); }));
        thread->wait();
    }

public:
    /// The warnings of refused calls are expected here. Any other one fails, see init().
    static void initMain() { qunsetenv("QT_FATAL_WARNINGS"); }

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void theTimeOfTheNextAttemptIsKnownBeforeTheState()
    {
        RelayClient client(optionsFor(unusedAddress(), m_clock));
        QList<QPair<State, QDateTime>> seen;
        connect(&client, &RelayClient::stateChanged, this, [&](State state) {
            seen.append({state, client.retryAt()});
        });
        QSignalSpy changes(&client, &RelayClient::retryAtChanged);
        m_clock->advance(5s);
        client.connectToRelay();
        QTRY_COMPARE(client.state(), State::Backoff);
        const auto inASecond =
            QDateTime::fromMSecsSinceEpoch(std::chrono::milliseconds(m_clock->wallTime() + 1s).count()).toUTC();
        QCOMPARE(seen, (QList<QPair<State, QDateTime>>{{State::Connecting, {}}, {State::Backoff, inASecond}}));
        QCOMPARE(changes.size(), 1);
        QCOMPARE(client.property("retryAt").toDateTime(), inASecond);
        m_clock->advance(1s);
        QTRY_COMPARE(changes.size(), 3); // None, and the next one.
        QVERIFY(!changes.at(1).at(0).toDateTime().isValid());
    }

    void optionsCanBeReplacedWhileResting()
    {
        ScriptedRelay relay;
        auto options = optionsFor(QUrl(u"http://nonsense"_s), m_clock);
        RelayClient client(options);
        const QUuid uuid = client.uuid();
        QCOMPARE(resultOf(client.connectToRelay()).error.category, Category::InvalidAddress);
        QCOMPARE(client.state(), State::Failed);
        QSignalSpy changed(&client, &RelayClient::optionsChanged);
        options.address = relay.address();
        options.name = u"renamed"_s;
        QVERIFY(client.setOptions(options));
        QCOMPARE(changed.size(), 1);
        QCOMPARE(client.address(), relay.address());
        client.reconnectNow();
        QTRY_COMPARE(client.state(), State::Ready);
        QCOMPARE(relay.registrations().last(), (RelayRegistration{u"renamed"_s, uuid}));
        QVERIFY(!client.setOptions(options));
        QVERIFY(resultOf(client.close()).clean);
        options.uuid = QUuid::createUuid();
        QVERIFY(client.setOptions(options));
        QVERIFY(resultOf(client.connectToRelay()).registered);
        QCOMPARE(relay.registrations().last(), (RelayRegistration{u"renamed"_s, options.uuid}));
    }

    void theBackoffOfOptionsInUseCanBeChanged()
    {
        RelayClient client(optionsFor(unusedAddress(), m_clock));
        RelayClientOptions options = client.options();
        options.backoff.initial = 7s;
        QVERIFY(client.setOptions(options));
        QSignalSpy retries(&client, &RelayClient::retryScheduled);
        client.connectToRelay();
        QTRY_COMPARE(retries.size(), 1);
        QCOMPARE(retries.at(0).at(1).value<std::chrono::milliseconds>(), 7s);
    }

    void aClientThatHasFailedConnectsWithNewOptions()
    {
        ScriptedRelay relay;
        RelayClient client(optionsFor(QUrl(u"http://127.0.0.1"_s), m_clock));
        QCOMPARE(resultOf(client.connectToRelay()).error.category, Category::InvalidAddress);
        QTRY_COMPARE(client.state(), State::Failed);
        QSignalSpy states(&client, &RelayClient::stateChanged);
        QVERIFY(client.setOptions(optionsFor(relay.address(), m_clock)));
        QCOMPARE(client.state(), State::Idle);
        QVERIFY(states.isEmpty()); // Emitted from the event loop.
        QTRY_COMPARE(states.size(), 1);
        QCOMPARE(states.at(0).at(0).value<State>(), State::Idle);
        QVERIFY(resultOf(client.connectToRelay()).registered);
    }

    void optionsReplacedRightAfterACallDoNotDisturbIt()
    {
        ScriptedRelay relay;
        RelayClient client(optionsFor(unusedAddress(), m_clock));
        client.connectToRelay();
        client.close();
        QVERIFY(client.setOptions(optionsFor(relay.address(), m_clock)));
        QVERIFY(resultOf(client.connectToRelay()).registered);
        QCOMPARE(relay.connections(), 1);
    }

    void callsFromAnotherThreadAreForwarded()
    {
        ScriptedRelay relay;
        RelayClient client(optionsFor(relay.address(), m_clock));
        QFuture<ConnectResult> connected;
        QFuture<ReceiveResult> received;
        inAnotherThread([&] {
            connected = client.connectToRelay();
            received = client.receive();
        });
        QVERIFY(resultOf(connected).registered);
        relay.sendText(offerText(u"hello"_s));
        QCOMPARE(descriptionOf(resultOf(received).message.value()), u"hello"_s);
        inAnotherThread([&] { client.setReconnectEnabled(false); });
        QTRY_VERIFY(!client.isReconnectEnabled());
        QFuture<CloseResult> closed;
        inAnotherThread([&] { closed = client.close(); });
        QVERIFY(resultOf(closed).clean);
        inAnotherThread([&] { client.reconnectNow(); });
        QTRY_COMPARE(client.state(), State::Connecting);
        m_clock->advance(1s); // Not sooner than the backoff's floor.
        QTRY_COMPARE(client.state(), State::Ready);
    }

    void callsFromAnotherThreadThatNeedAnAnswerAreRefused()
    {
        ScriptedRelay relay;
        RelayClient client(optionsFor(relay.address(), m_clock));
        for (const auto *call : {"cancel", "setOptions", "webSocket", "metrics", "lastError", "options", "retryAt",
                                 "queuedMessages", "isReconnectEnabled", "setWireObserver"}) {
            QTest::ignoreMessage(
                QtWarningMsg,
                QRegularExpression(u"^RelayClient::%1\\(\\) was called in thread .*\"worker\""
                                   " and refused: the client lives in thread"_s.arg(QString::fromLatin1(call))));
        }
        inAnotherThread([&] {
            QVERIFY(!client.cancel(1));
            QVERIFY(!client.setOptions({}));
            QVERIFY(!client.webSocket());
            QCOMPARE(client.metrics(), RelayMetrics{});
            QCOMPARE(client.lastError(), RelayError{});
            QCOMPARE(client.options().address, QUrl());
            QVERIFY(client.retryAt().isNull());
            QCOMPARE(client.queuedMessages(), 0);
            QVERIFY(!client.isReconnectEnabled());
            client.setWireObserver(nullptr, 1);
        });
    }

    void whatAClientIsCalledIsKnownInEveryThread()
    {
        ScriptedRelay relay;
        RelayClient client(optionsFor(relay.address(), m_clock));
        QVERIFY(resultOf(client.connectToRelay()).registered);
        inAnotherThread([&] {
            QCOMPARE(client.address(), relay.address());
            QCOMPARE(client.name(), u"alpha"_s);
            QVERIFY(!client.uuid().isNull());
            QCOMPARE(client.state(), State::Ready);
        });
    }

    void theSenderIsFilledIn()
    {
        ScriptedRelay relay;
        RelayClient client(optionsFor(relay.address(), m_clock));
        PeerConnection offer;
        offer.peerUuid = QUuid::createUuid();
        client.send(offer);
        offer.sourceUuid = QUuid::createUuid();
        offer.sourceName = u"gamma"_s;
        client.send(offer);
        QTRY_COMPARE(relay.messages().size(), 2);
        const auto first = std::get<PeerConnection>(relay.messages().at(0));
        QCOMPARE(first.sourceUuid, client.uuid());
        QCOMPARE(first.sourceName, u"alpha"_s);
        QCOMPARE(std::get<PeerConnection>(relay.messages().at(1)), offer);
    }

    void cancellingTheFutureCancelsTheMessage()
    {
        RelayClient client(optionsFor(unusedAddress(), m_clock));
        QSignalSpy dropped(&client, &RelayClient::messageDropped);
        SendId id = 0;
        auto sent = client.send(offerTo(QUuid::createUuid()), {}, &id);
        const auto kept = client.send(offerTo(QUuid::createUuid()));
        QTRY_COMPARE(client.queuedMessages(), 2);
        sent.cancel();
        QTRY_COMPARE(dropped.size(), 1);
        QCOMPARE(dropped.at(0).at(0).value<SendId>(), id);
        QCOMPARE(dropped.at(0).at(1).value<SendOutcome>(), SendOutcome::Cancelled);
        QCOMPARE(client.queuedMessages(), 1);
        QVERIFY(sent.isFinished() && !kept.isFinished());
    }

    void aFutureThatIsCancelledAtOnceSendsNothing()
    {
        ScriptedRelay relay;
        RelayClient client(optionsFor(relay.address(), m_clock));
        QSignalSpy dropped(&client, &RelayClient::messageDropped);
        client.send(offerTo(QUuid::createUuid(), u"cancelled"_s)).cancel();
        client.send(offerTo(QUuid::createUuid(), u"sent"_s));
        QTRY_COMPARE(relay.messages().size(), 1);
        QCOMPARE(descriptionOf(relay.messages().at(0)), u"sent"_s);
        QCOMPARE(dropped.size(), 1);
    }

    void whatIsReturnedIsNotReceived()
    {
        ScriptedRelay relay;
        RelayClient client(optionsFor(relay.address(), m_clock));
        QSignalSpy received(&client, &RelayClient::messageReceived);
        QSignalSpy offers(&client, &RelayClient::offerReceived);
        QSignalSpy answers(&client, &RelayClient::answerReceived);
        QSignalSpy returned(&client, &RelayClient::messageReturned);
        client.connectToRelay();
        QTRY_COMPARE(client.state(), State::Ready);
        auto message = offerTo(QUuid::createUuid());
        message.error = u"unknown peer"_s;
        relay.send(message);
        QTRY_COMPARE(returned.size(), 1);
        QCOMPARE(returned.at(0).at(0).value<PeerConnection>(), message);
        QVERIFY(received.isEmpty() && offers.isEmpty());
        message.error.reset();
        relay.send(message);
        message.descriptionType = DescriptionType::Answer;
        relay.send(message);
        QTRY_COMPARE(answers.size(), 1);
        QCOMPARE(received.size(), 2);
        QCOMPARE(offers.size(), 1);
        QCOMPARE(answers.at(0).at(0).value<PeerConnection>(), message);
        QCOMPARE(returned.size(), 1);
    }

    void aPostedMessageIsReportedBySignals()
    {
        ScriptedRelay relay;
        auto options = optionsFor(relay.address(), m_clock);
        options.maxMessageBytes = 1000;
        RelayClient client(options);
        QSignalSpy sent(&client, &RelayClient::messageSent);
        QSignalSpy dropped(&client, &RelayClient::messageDropped);
        const SendId small = client.post(offerTo(QUuid::createUuid()));
        const SendId large = client.post(offerTo(QUuid::createUuid(), QString(1001, u'x')));
        QTRY_VERIFY(sent.size() == 1 && dropped.size() == 1);
        QCOMPARE(sent.at(0).at(0).value<SendId>(), small);
        QCOMPARE(dropped.at(0).at(0).value<SendId>(), large);
        QCOMPARE(relay.messages().size(), 1);
    }
};

QTEST_GUILESS_MAIN(tst_Idioms)
#include "tst_idioms.moc"
