// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
//
// A unit test with the test kit: reconnection, without a network, without a relay to install, and without sleeping.
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

#include <relaycore/client/relayclient.h>
#include <relaycore/testkit/manualclock.h>
#include <relaycore/testkit/scriptedrelay.h>

using namespace Qt::Literals::StringLiterals;
using namespace RelayCore;
using namespace std::chrono_literals;
using State = RelayClient::State;

class ReconnectionTest : public QObject
{
    Q_OBJECT

private:
    std::shared_ptr<TestKit::ManualClock> clock;
    std::unique_ptr<TestKit::ScriptedRelay> relay;
    std::unique_ptr<RelayClient> client;

private Q_SLOTS:
    void init() // before each test
    {
        clock = std::make_shared<TestKit::ManualClock>();
        relay = std::make_unique<TestKit::ScriptedRelay>();
        RelayClientOptions options;
        options.address = relay->address();
        options.clock = clock;
        options.backoff.jitter = false; // exactly 1 s, 2 s, 4 s, ...
        client = std::make_unique<RelayClient>(options);
    }

    void comesBackAfterADrop()
    {
        QSignalSpy registered(client.get(), &RelayClient::registered);
        client->connectToRelay();
        QTRY_COMPARE(registered.size(), 1);

        relay->dropPeer();
        QTRY_COMPARE(client->state(), State::Backoff);
        clock->advance(999ms);
        QCOMPARE(client->state(), State::Backoff); // one millisecond too early
        clock->advance(1ms);
        QTRY_COMPARE(registered.size(), 2);
        QCOMPARE(registered.constLast().constFirst().toBool(), true); // isReconnect
    }

    void keepsMessagesUntilTheRelayIsBack()
    {
        relay->stop();
        const auto sent = client->send(
            PeerConnection{client->uuid(), client->name(), QUuid::createUuid(), DescriptionType::Offer, u"v=0"_s, {}});
        QTRY_COMPARE(client->state(), State::Backoff);
        QCOMPARE(client->queuedMessages(), 1);

        QVERIFY(relay->restart());
        clock->advance(1s);
        QTRY_VERIFY(sent.isFinished());
        QCOMPARE(sent.result().outcome, SendOutcome::Written);
        QTRY_COMPARE(relay->messages().size(), 1);
    }

    void saysWhyTheRelayRefused()
    {
        relay->refuseRegistrations(u"not today"_s);
        QSignalSpy failed(client.get(), &RelayClient::failed);
        client->connectToRelay();
        QTRY_COMPARE(failed.size(), 1);
        QVERIFY(client->lastError().text.contains(u"not today"_s));
    }
};

QTEST_GUILESS_MAIN(ReconnectionTest)
#include "tst_reconnection.moc"
