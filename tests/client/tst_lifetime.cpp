// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/testkit/scriptedrelay.h"
#include "tests/client/clienttest.h"

#include <QtCore/QDeadlineTimer>
#include <QtCore/QPointer>
#include <QtCore/QTimer>
#include <QtTest/QTest>
#include <QtWebSockets/QWebSocket>

#include <functional>

using namespace ClientTest;
using namespace std::chrono_literals;
using namespace RelayCore;
using TestKit::ManualClock;
using TestKit::ScriptedRelay;
using State = RelayClient::State;

namespace {

/// Calls \a action from the n-th signal that \a client emits, whichever it is.
class Interruption : public QObject
{
    Q_OBJECT

public:
    Interruption(RelayClient *client, int n, std::function<void()> action)
        : m_left(n)
        , m_action(std::move(action))
    {
        const auto count = [this] {
            if (--m_left == 0)
                m_action();
        };
        connect(client, &RelayClient::stateChanged, this, count);
        connect(client, &RelayClient::registered, this, count);
        connect(client, &RelayClient::messageReceived, this, count);
        connect(client, &RelayClient::messageSent, this, count);
        connect(client, &RelayClient::messageDropped, this, count);
        connect(client, &RelayClient::messageReturned, this, count);
        connect(client, &RelayClient::undecodableReceived, this, count);
        connect(client, &RelayClient::retryScheduled, this, count);
        connect(client, &RelayClient::errorOccurred, this, count);
        connect(client, &RelayClient::queuedMessagesChanged, this, count);
        connect(client, &RelayClient::reconnectEnabledChanged, this, count);
        connect(client, &RelayClient::failed, this, count);
    }

    [[nodiscard]] bool hasHappened() const { return m_left <= 0; }

private:
    int m_left;
    std::function<void()> m_action;
};

/// Every future that a client has handed out, whatever its type.
class Promised
{
public:
    template<typename Result>
    void add(const QFuture<Result> &future)
    {
        m_checks.push_back([future] { return future.isFinished() && future.resultCount() == 1; });
    }
    [[nodiscard]] bool areAllKept() const
    {
        return std::all_of(m_checks.cbegin(), m_checks.cend(), [](const auto &check) { return check(); });
    }

private:
    std::vector<std::function<bool()>> m_checks;
};

} // namespace

/// A client in whose slots anything may happen, its own deletion included.
class tst_Lifetime : public QObject
{
    Q_OBJECT

private:
    /// Takes a client through everything it can emit, as far as it exists.
    void live(ScriptedRelay &relay, ManualClock &clock, const QPointer<RelayClient> &client, Promised &promised,
              const Interruption &interruption)
    {
        // After the interruption life may go anywhere; it is not worth waiting for what may never come.
        const auto settle = [&](const std::function<bool()> &done) {
            QTimer ticks; // Without one, waiting for events may have no end.
            ticks.start(100ms);
            const QDeadlineTimer deadline(5s);
            while (client && !interruption.hasHappened() && !done() && !deadline.hasExpired())
                QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
            QCoreApplication::processEvents();
        };
        const auto isIn = [&](State state) { return [&client, state] { return client->state() == state; }; };

        promised.add(client->send(offerTo(QUuid::createUuid(), u"expires"_s), {.timeToLive = 500ms}));
        if (client)
            promised.add(client->connectToRelay());
        settle(isIn(State::Backoff)); // Nobody listens yet.
        clock.advance(500ms);
        if (client)
            promised.add(client->send(offerTo(QUuid::createUuid(), u"sent"_s)));
        if (client)
            promised.add(client->receive());
        settle([&] { return client->queuedMessages() > 0; });
        relay.restart();
        clock.advance(500ms);
        settle([&] { return client->state() == State::Ready && !relay.received().isEmpty(); });
        if (client && relay.peer()) {
            auto returned = offerTo(client->uuid());
            returned.error = u"unknown peer"_s;
            relay.sendText(QString::fromLatin1(encode(returned)));
            relay.sendText(u"nonsense"_s);
        }
        settle([&] { return client->state() != State::Ready || client->metrics().undecodableReceived > 0; });
        if (client)
            client->setReconnectEnabled(false);
        if (client)
            client->setReconnectEnabled(true);
        if (client && relay.peer())
            relay.dropPeer();
        settle(isIn(State::Backoff));
        clock.advance(2s);
        settle(isIn(State::Ready));
        clock.advance(20s); // A ping.
        settle([&] { return client->metrics().roundTrip.has_value(); });
        clock.advance(10s);
        if (client && relay.peer())
            relay.closePeer(4004);
        settle(isIn(State::Failed));
        if (client)
            promised.add(client->receive());
        if (client)
            promised.add(client->close(1s));
        settle(isIn(State::Closed));
    }

    /// Interrupts one life after the other, each one signal later. \return how many lives it took.
    int interruptEverywhere(const std::function<void(RelayClient *)> &action)
    {
        for (int n = 1;; ++n) {
            ScriptedRelay relay;
            relay.stop();
            const auto clock = std::make_shared<ManualClock>();
            auto options = optionsFor(relay.address(), clock);
            options.verifyRegistrationAfter = 0s; // The scripted relay does not answer it.
            const QPointer<RelayClient> client = new RelayClient(options);
            Promised promised;
            Interruption interruption(client, n, [&] { action(client); });
            live(relay, *clock, client, promised, interruption);
            delete client.data();
            QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
            if (!promised.areAllKept() || clock->runningTimers() != 0)
                return -n;
            if (!interruption.hasHappened())
                return n;
        }
    }

private Q_SLOTS:
    void anythingMayHappenInAnySlot_data()
    {
        QTest::addColumn<int>("what");
        QTest::addRow("the client is deleted") << 0;
        QTest::addRow("the client is closed") << 1;
        QTest::addRow("the client is to reconnect now") << 2;
        QTest::addRow("a message is sent and taken back") << 3;
    }

    void anythingMayHappenInAnySlot()
    {
        QFETCH(const int, what);
        const int lives = interruptEverywhere([what](RelayClient *client) {
            if (what == 0) {
                delete client;
            } else if (what == 1) {
                client->close();
            } else if (what == 2) {
                client->reconnectNow();
            } else {
                SendId id = 0;
                client->send(offerTo(QUuid::createUuid()), {}, &id);
                client->cancel(id);
            }
        });
        QVERIFY2(lives > 20,
                 qPrintable(u"A future was not finished once, or a timer was left, after signal %1."_s.arg(-lives)));
    }

    void deletedFromASlot_data()
    {
        QTest::addColumn<QString>("when");
        for (const char *when :
             {"connecting", "registering", "registered", "message", "sent", "error", "retry", "failed"})
            QTest::addRow("the client is deleted when it emits: %s", when) << QString::fromLatin1(when);
    }

    void deletedFromASlot()
    {
        QFETCH(const QString, when);
        ScriptedRelay relay;
        auto *client = new RelayClient(optionsFor(relay.address(), std::make_shared<ManualClock>()));
        const QPointer<RelayClient> alive(client);
        const auto remove = [&](bool now) {
            if (now)
                delete client;
        };
        connect(client, &RelayClient::stateChanged, this, [&](State state) {
            remove((when == u"connecting"_s && state == State::Connecting)
                   || (when == u"registering"_s && state == State::Registering));
        });
        connect(client, &RelayClient::registered, this, [&] { remove(when == u"registered"_s); });
        connect(client, &RelayClient::messageReceived, this, [&] { remove(when == u"message"_s); });
        connect(client, &RelayClient::messageSent, this, [&] { remove(when == u"sent"_s); });
        connect(client, &RelayClient::errorOccurred, this, [&] { remove(when == u"error"_s); });
        connect(client, &RelayClient::retryScheduled, this, [&] { remove(when == u"retry"_s); });
        connect(client, &RelayClient::failed, this, [&] { remove(when == u"failed"_s); });

        const auto ready = client->connectToRelay();
        if (alive)
            client->send(offerTo(QUuid::createUuid()));
        QTRY_VERIFY(!alive || (client->state() == State::Ready && !relay.received().isEmpty()));
        if (alive) {
            relay.sendText(QString::fromLatin1(encode(offerTo(QUuid::createUuid()))));
            if (when == u"failed"_s)
                relay.closePeer(4002);
            else if (when != u"message"_s)
                relay.dropPeer();
        }
        QTRY_VERIFY(!alive);
        QTRY_VERIFY(ready.isFinished());
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }

    void deletedFromAContinuation()
    {
        ScriptedRelay relay;
        auto *client = new RelayClient(optionsFor(relay.address(), std::make_shared<ManualClock>()));
        const QPointer<RelayClient> alive(client);
        auto done = client->connectToRelay().then([client](const ConnectResult &) { delete client; });
        QTRY_VERIFY(!alive);
    }
};

QTEST_GUILESS_MAIN(tst_Lifetime)
#include "tst_lifetime.moc"
