// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/testkit/scriptedrelay.h"
#include "tests/client/clienttest.h"

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

/// receive(): messages pulled instead of pushed.
class tst_Receive : public QObject
{
    Q_OBJECT

private:
    std::shared_ptr<ManualClock> m_clock = std::make_shared<ManualClock>();

private Q_SLOTS:
    void connectsLazilyAndAnswersInOrder()
    {
        ScriptedRelay relay;
        RelayClient client(optionsFor(relay.address(), m_clock));
        const auto first = client.receive();
        const auto second = client.receive();
        QTRY_COMPARE(client.state(), State::Ready);
        relay.sendText(offerText(u"one"_s));
        relay.sendText(offerText(u"two"_s));
        QTRY_VERIFY(second.isFinished());
        QCOMPARE(descriptionOf(first.result().message.value()), u"one"_s);
        QCOMPARE(descriptionOf(second.result().message.value()), u"two"_s);
        QCOMPARE(first.result().error, RelayError{});
    }

    void messagesWaitWhileNobodyListens()
    {
        ScriptedRelay relay;
        RelayClient client(optionsFor(relay.address(), m_clock));
        client.connectToRelay();
        QTRY_COMPARE(client.state(), State::Ready);
        relay.sendText(offerText(u"early"_s));
        QTRY_COMPARE(client.metrics().messagesReceived, 1U);
        const auto early = client.receive();
        QTRY_VERIFY(early.isFinished());
        QCOMPARE(descriptionOf(early.result().message.value()), u"early"_s);
    }

    void whoListensToTheSignalKeepsNothingUntilTheFirstCall()
    {
        ScriptedRelay relay;
        RelayClient client(optionsFor(relay.address(), m_clock));
        QSignalSpy messages(&client, &RelayClient::messageReceived);
        client.connectToRelay();
        QTRY_COMPARE(client.state(), State::Ready);
        relay.sendText(offerText(u"pushed"_s));
        QTRY_COMPARE(messages.size(), 1);
        const auto next = client.receive();
        QVERIFY(!next.isFinished());
        relay.sendText(offerText(u"both"_s));
        relay.sendText(offerText(u"kept"_s));
        QTRY_COMPARE(messages.size(), 3);
        QCOMPARE(descriptionOf(next.result().message.value()), u"both"_s);
        QCOMPARE(descriptionOf(resultOf(client.receive()).message.value()), u"kept"_s);
    }

    void aFullInboxDropsTheOldestAndSaysSo()
    {
        ScriptedRelay relay;
        auto options = optionsFor(relay.address(), m_clock);
        options.maxInboxMessages = 2;
        RelayClient client(options);
        client.connectToRelay();
        QTRY_COMPARE(client.state(), State::Ready);
        for (int i = 1; i <= 5; ++i)
            relay.sendText(offerText(QString::number(i)));
        QTRY_COMPARE(client.metrics().messagesReceived, 5U);
        QCOMPARE(client.metrics().messagesSkipped, 3U);
        const auto next = client.receive();
        QCOMPARE(descriptionOf(resultOf(next).message.value()), u"4"_s);
        QCOMPARE(next.result().skipped, 3U);
        const auto last = client.receive();
        QCOMPARE(descriptionOf(resultOf(last).message.value()), u"5"_s);
        QCOMPARE(last.result().skipped, 0U);
    }

    void survivesAReconnection()
    {
        ScriptedRelay relay;
        auto options = optionsFor(relay.address(), m_clock);
        options.reconnect = false; // The pending call is reason enough.
        RelayClient client(options);
        const auto message = client.receive();
        QTRY_COMPARE(client.state(), State::Ready);
        relay.dropPeer();
        QTRY_COMPARE(client.state(), State::Backoff);
        m_clock->advance(1s);
        QTRY_COMPARE(client.state(), State::Ready);
        QVERIFY(!message.isFinished());
        relay.sendText(offerText(u"late"_s));
        QTRY_VERIFY(message.isFinished());
        QCOMPARE(descriptionOf(message.result().message.value()), u"late"_s);
    }

    void aCancelledCallTakesNoMessage()
    {
        ScriptedRelay relay;
        RelayClient client(optionsFor(relay.address(), m_clock));
        auto given = client.receive();
        const auto waiting = client.receive();
        QTRY_COMPARE(client.state(), State::Ready);
        given.cancel();
        relay.sendText(offerText(u"whole"_s));
        QTRY_VERIFY(waiting.isFinished());
        QCOMPARE(descriptionOf(waiting.result().message.value()), u"whole"_s);
        QTRY_VERIFY(given.isFinished());
    }

    void aCancelledCallIsNoReasonToReconnect()
    {
        ScriptedRelay relay;
        auto options = optionsFor(relay.address(), m_clock);
        options.reconnect = false;
        RelayClient client(options);
        auto given = client.receive();
        QTRY_COMPARE(client.state(), State::Ready);
        given.cancel();
        relay.dropPeer();
        QTRY_COMPARE(client.state(), State::Idle);
    }

    void everyEndOfTheClientAnswers_data()
    {
        QTest::addColumn<int>("end");
        QTest::addColumn<Category>("category");
        QTest::addRow("a fatal error") << 0 << Category::Forbidden;
        QTest::addRow("close()") << 1 << Category::Closed;
        QTest::addRow("the destructor") << 2 << Category::Closed;
    }

    void everyEndOfTheClientAnswers()
    {
        QFETCH(const int, end);
        QFETCH(const Category, category);
        ScriptedRelay relay;
        auto client = std::make_unique<RelayClient>(optionsFor(relay.address(), m_clock));
        const auto pending = client->receive();
        QTRY_COMPARE(client->state(), State::Ready);
        if (end == 0)
            relay.closePeer(4002);
        else if (end == 1)
            client->close();
        else
            client.reset();
        QTRY_VERIFY(pending.isFinished());
        QCOMPARE(pending.resultCount(), 1);
        QVERIFY(!pending.result().message);
        QCOMPARE(pending.result().error.category, category);
        if (client) {
            const auto later = client->receive();
            QTRY_VERIFY(later.isFinished());
            QCOMPARE(later.result().error.category, category);
        }
    }

    void whatWaitedIsStillThereAfterTheEnd()
    {
        ScriptedRelay relay;
        RelayClient client(optionsFor(relay.address(), m_clock));
        client.connectToRelay();
        QTRY_COMPARE(client.state(), State::Ready);
        relay.sendText(offerText(u"kept"_s));
        QTRY_COMPARE(client.metrics().messagesReceived, 1U);
        relay.closePeer(4004);
        QTRY_COMPARE(client.state(), State::Failed);
        QCOMPARE(descriptionOf(resultOf(client.receive()).message.value()), u"kept"_s);
        QCOMPARE(resultOf(client.receive()).error.category, Category::Duplicate);
    }
};

QTEST_GUILESS_MAIN(tst_Receive)
#include "tst_receive.moc"
