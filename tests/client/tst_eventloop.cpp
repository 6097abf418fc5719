// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/testkit/scriptedrelay.h"
#include "tests/client/clienttest.h"
#include "tests/support/faults.h"

#include <QtCore/QEventLoop>
#include <QtCore/QTimer>
#include <QtGui/QCloseEvent>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWebSockets/QWebSocket>
#include <QtWidgets/QWidget>

#include <functional>

using namespace ClientTest;
using namespace std::chrono_literals;
using namespace RelayCore;
using namespace TestSupport::Faults;
using TestKit::ManualClock;
using TestKit::ScriptedRelay;
using TestSupport::FaultRelay;
using TestSupport::Moment;
using State = RelayClient::State;

namespace {

/// A window that closes once its client has, in the way that every Qt program does it.
class Window : public QWidget
{
    Q_OBJECT

public:
    explicit Window(const RelayClientOptions &options)
        : client(new RelayClient(options, this))
    {}

    RelayClient *client;

protected:
    void closeEvent(QCloseEvent *event) override
    {
        if (client->state() == State::Closed) {
            event->accept();
            return;
        }
        event->ignore();
        client->close().then(this, [this](const CloseResult &) { close(); });
    }
};

/// A call, made in \a state; \a state is reached before.
struct Call
{
    const char *name;
    State state;
    std::function<void(RelayClient &)> call;
};

const QList<Call> calls = {
    {"connectToRelay() while idle", State::Idle, [](RelayClient &client) { client.connectToRelay(); }},
    {"connectToRelay() when ready", State::Ready, [](RelayClient &client) { client.connectToRelay(); }},
    {"send() while idle", State::Idle, [](RelayClient &client) { client.send(offerTo(QUuid::createUuid())); }},
    {"send() when ready", State::Ready, [](RelayClient &client) { client.send(offerTo(QUuid::createUuid())); }},
    {"send() of what is too large", State::Ready,
     [](RelayClient &client) { client.send(offerTo(QUuid::createUuid(), QString(2 * 1024 * 1024, u'x'))); }},
    {"send() after close()", State::Closed, [](RelayClient &client) { client.send(offerTo(QUuid::createUuid())); }},
    {"cancel()", State::Idle,
     [](RelayClient &client) {
         SendId id = 0;
         client.send(offerTo(QUuid::createUuid()), {}, &id);
         client.cancel(id);
     }},
    {"receive() after close()", State::Closed, [](RelayClient &client) { client.receive(); }},
    {"close() while idle", State::Idle, [](RelayClient &client) { client.close(); }},
    {"close() when ready", State::Ready, [](RelayClient &client) { client.close(); }},
    {"close() once closed", State::Closed, [](RelayClient &client) { client.close(); }},
    {"reconnectNow() while idle", State::Idle, [](RelayClient &client) { client.reconnectNow(); }},
    {"reconnectNow() once closed", State::Closed, [](RelayClient &client) { client.reconnectNow(); }},
};

} // namespace

Q_DECLARE_METATYPE(Call)

/// What a call causes comes from the event loop, and close() waits for the relay.
class tst_EventLoop : public QObject
{
    Q_OBJECT

private:
    std::shared_ptr<ManualClock> m_clock = std::make_shared<ManualClock>();

    static void bringTo(State state, RelayClient &client)
    {
        if (state == State::Ready)
            client.connectToRelay();
        else if (state == State::Closed)
            client.close();
        QTRY_COMPARE(client.state(), state);
        QCoreApplication::processEvents();
    }

private Q_SLOTS:
    void nothingIsEmittedInsideACall_data()
    {
        QTest::addColumn<Call>("call");
        for (const Call &call : calls)
            QTest::addRow("%s", call.name) << call;
    }

    void nothingIsEmittedInsideACall()
    {
        QFETCH(const Call, call);
        ScriptedRelay relay;
        RelayClient client(optionsFor(relay.address(), m_clock));
        bringTo(call.state, client);
        if (QTest::currentTestFailed())
            return;
        int emitted = 0;
        const auto count = [&emitted] { ++emitted; };
        connect(&client, &RelayClient::stateChanged, this, count);
        connect(&client, &RelayClient::messageDropped, this, count);
        connect(&client, &RelayClient::messageSent, this, count);
        connect(&client, &RelayClient::queuedMessagesChanged, this, count);
        connect(&client, &RelayClient::errorOccurred, this, count);
        call.call(client);
        QCOMPARE(emitted, 0);
        if (call.state != State::Closed && qstrcmp(call.name, "connectToRelay() when ready") != 0)
            QTRY_VERIFY(emitted > 0);
    }

    void futuresFinishAfterTheCall()
    {
        ScriptedRelay relay;
        RelayClient client(optionsFor(relay.address(), m_clock));
        bringTo(State::Ready, client);
        relay.sendText(offerText(u"waits"_s));
        QTRY_COMPARE(client.metrics().messagesReceived, 1U);
        const auto connected = client.connectToRelay();
        const auto received = client.receive();
        const auto large = client.send(offerTo(QUuid::createUuid(), QString(2 * 1024 * 1024, u'x')));
        QVERIFY(!connected.isFinished() && !received.isFinished() && !large.isFinished());
        QTRY_VERIFY(connected.isFinished() && received.isFinished() && large.isFinished());
        QVERIFY(connected.result().registered);
        QCOMPARE(descriptionOf(received.result().message.value()), u"waits"_s);
        QCOMPARE(large.result().outcome, SendOutcome::TooLarge);
        bringTo(State::Closed, client);
        const auto closed = client.close();
        const auto refused = client.receive();
        QVERIFY(!closed.isFinished() && !refused.isFinished());
        QTRY_VERIFY(closed.isFinished() && refused.isFinished());
    }

    void aSignalThatIsConnectedAfterTheCallIsSeen()
    {
        ScriptedRelay relay;
        RelayClient client(optionsFor(relay.address(), m_clock));
        client.close();
        QSignalSpy states(&client, &RelayClient::stateChanged);
        QTRY_COMPARE(states.size(), 2);
        QCOMPARE(states.at(1).at(0).value<State>(), State::Closed);
    }

    void aSlotMayRunAnEventLoop()
    {
        ScriptedRelay relay;
        RelayClient client(optionsFor(relay.address(), m_clock));
        bool isClosed = false;
        connect(&client, &RelayClient::registered, this, [&] {
            QEventLoop loop;
            client.close().then(&loop, [&](const CloseResult &) { loop.quit(); });
            QTimer::singleShot(10s, &loop, &QEventLoop::quit);
            loop.exec();
            isClosed = client.state() == State::Closed;
        });
        client.connectToRelay();
        QTRY_VERIFY(isClosed);
    }

    void aWindowMayWaitForItsClient_data()
    {
        QTest::addColumn<State>("state");
        QTest::addRow("idle") << State::Idle;
        QTest::addRow("ready") << State::Ready;
    }

    void aWindowMayWaitForItsClient()
    {
        QFETCH(const State, state);
        ScriptedRelay relay;
        Window window(optionsFor(relay.address(), m_clock));
        bringTo(state, *window.client);
        window.show();
        window.close();
        QVERIFY(window.isVisible());
        QTRY_VERIFY(!window.isVisible());
        QCOMPARE(window.client->state(), State::Closed);
    }

    void closedMeansThatTheRelayHasAnswered()
    {
        FaultRelay relay;
        RelayClient client(optionsFor(relay.address(), m_clock));
        bringTo(State::Ready, client);
        relay.scheduleFault(Moment::Close, silence());
        const auto closed = client.close();
        QTRY_COMPARE(relay.strikes(), 1);
        QTest::qWait(0);
        QCOMPARE(client.state(), State::Closing);
        QVERIFY(!closed.isFinished());
        relay.applyFault(send(text("late") + closeFrame(1000, "bye")));
        QTRY_VERIFY(closed.isFinished());
        QVERIFY(closed.result().clean);
        QCOMPARE(client.state(), State::Closed);
    }

    void oneCloseFrameIsSent()
    {
        FaultRelay relay;
        RelayClient client(optionsFor(relay.address(), m_clock));
        bringTo(State::Ready, client);
        const auto closed = client.close();
        QTRY_VERIFY(closed.isFinished());
        QVERIFY(closed.result().clean);
        QTRY_COMPARE(relay.closeFrames(), QList<QByteArray>{QByteArray::fromHex("03e8")});
    }

    void aCloseFrameMayArriveInPieces()
    {
        FaultRelay relay;
        RelayClient client(optionsFor(relay.address(), m_clock));
        bringTo(State::Ready, client);
        relay.scheduleFault(Moment::Close, drip(closeFrame(1001, QByteArray(100, 'r'))));
        const auto closed = client.close();
        QTRY_VERIFY(closed.isFinished());
        QVERIFY(closed.result().clean);
    }
};

QTEST_MAIN(tst_EventLoop)
#include "tst_eventloop.moc"
