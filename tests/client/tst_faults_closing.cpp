// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "tests/client/clienttest.h"
#include "tests/client/faulttrial.h"
#include "tests/support/faults.h"

#include <QtTest/QTest>
#include <QtWebSockets/QWebSocket>

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;
using namespace FaultTrial;
using namespace TestSupport::Faults;
using RelayCore::RelayClient;
using RelayCore::SendOutcome;
using RelayCore::TestKit::ManualClock;
using TestSupport::Fault;
using TestSupport::FaultRelay;
using TestSupport::Moment;
using State = RelayClient::State;

namespace {

/// What the client is doing when it is closed.
enum class During : quint8 { Opening, Registration, Ready, Backlog, Backoff, Failed };

struct ClosingRow
{
    const char *fault;
    During during = During::Ready;
    ScheduleFault scheduleFault; ///< Before the connection; in Ready and with a Backlog just before close().
    Fault afterwards{};          ///< After close().
    bool waits = false;          ///< close() ends with closeTimeout, and not before.
    bool clean = true;
};

ScheduleFault onClose(const Fault &fault)
{
    return [fault](FaultRelay &relay) { relay.scheduleFault(Moment::Close, fault); };
}

// clang-format off
const QList<ClosingRow> closingRows = {
    // Closed once the relay has answered; a connection that just ends, or the deadline, is not clean.
    {"answers properly",               During::Ready,        [](FaultRelay &) {}},
    {"answers another code",           During::Ready,        onClose(send(closeFrame(4002)))},
    {"answers without a code",         During::Ready,        onClose(send(emptyClose()))},
    {"answers byte by byte",           During::Ready,        onClose(drip(closeFrame(1000, "in pieces")))},
    {"answers after some messages",    During::Ready,        onClose(send(text(offer()).repeated(20) + closeFrame(1000)))},
    {"answers nothing",                During::Ready,        onClose(silence()),                           {}, true,  false},
    {"hangs up instead",               During::Ready,        onClose(hangUp()),                            {}, false, false},
    {"resets instead",                 During::Ready,        onClose(reset()),                             {}, false, false},
    {"answers garbage",                During::Ready,        onClose(send(QByteArray(300, '\xee'))),       {}, true,  false},
    {"answers with half a frame",      During::Ready,        onClose(send(text(offer()).first(60))),       {}, true,  false},
    {"goes on with messages",          During::Ready,        onClose(send(text(offer()).repeated(20))),    {}, true,  false},
    {"drips for ever",                 During::Ready,        onClose(dripForEver("\x82", 'x')),            {}, true,  false},
    {"does not read",                  During::Ready,        now(freeze()),                                {}, true,  false},
    {"closes at the same time",        During::Ready,        now(send(closeFrame(1001)))},
    {"is fatal at the same time",      During::Ready,        now(send(closeFrame(4001)))},
    {"hangs up at the same time",      During::Ready,        now(hangUp()),                                {}, false, false},
    {"resets at the same time",        During::Ready,        now(reset()),                                 {}, false, false},
    {"stops inside a frame",           During::Ready,        now(send(text(offer()).first(60))),           {}, false, true},
    // A message is on its way that the relay does not read.
    {"does not read, a message waits", During::Backlog,      now(freeze()), {},                            true,  false},
    {"... and resets",                 During::Backlog,      now(freeze()), reset(),                       false, false},
    {"... and sends garbage",          During::Backlog,      now(freeze()), send(QByteArray(300, '\xee')), true,  false},
    {"... and a Close frame",          During::Backlog,      now(freeze()), send(closeFrame(1000)),        true,  false},
    // Earlier, and after the end.
    {"silent, no upgrade yet",         During::Opening,      requested(silence())},
    {"dripping, no upgrade yet",       During::Opening,      requested(dripForEver("HTTP/1.1 101 x\r\nX: ", 'x'))},
    {"silent, not registered yet",     During::Registration, registering(silence())},
    {"half a response",                During::Registration, registering(send(registered().first(40)))},
    {"not reading, not registered",    During::Registration, registering(freeze()),                        {}, true,  false},
    {"refusing connections",           During::Backoff,      nobodyListens()},
    {"answering 503",                  During::Backoff,      requested(status(503))},
    {"answering 404",                  During::Failed,       requested(status(404))},
    {"answering 4002",                 During::Failed,       registering(send(closeFrame(4002)))},
};
// clang-format on

} // namespace

Q_DECLARE_METATYPE(ClosingRow)

/// Faults while the client closes: it is Closed in the end, says nothing afterwards, and can start again.
class tst_FaultsClosing : public QObject
{
    Q_OBJECT

private:
    static constexpr qsizetype largeMessage = 24 * 1024 * 1024; ///< More than the kernel takes.

    /// Brings \a client to the point where it is to be closed.
    static void arrive(During during, RelayClient &client, FaultRelay &relay)
    {
        switch (during) {
        case During::Opening:
            QTRY_VERIFY(relay.strikes() > 0);
            QCOMPARE(client.state(), State::Connecting);
            break;
        case During::Registration:
            QTRY_VERIFY(relay.strikes() > 0);
            QCOMPARE(client.state(), State::Registering);
            break;
        case During::Ready:
        case During::Backlog:
            QTRY_COMPARE(client.state(), State::Ready);
            break;
        case During::Backoff:
            QTRY_COMPARE(client.state(), State::Backoff);
            break;
        case During::Failed:
            QTRY_COMPARE(client.state(), State::Failed);
            break;
        }
        settle();
    }

private Q_SLOTS:
    void closing_data()
    {
        QTest::addColumn<ClosingRow>("row");
        for (const ClosingRow &row : closingRows)
            QTest::addRow("%s", row.fault) << row;
    }

    void closing()
    {
        QFETCH(const ClosingRow, row);
        FaultRelay relay;
        const auto clock = std::make_shared<ManualClock>();
        auto options = ClientTest::optionsFor(relay.address(), clock);
        options.maxMessageBytes = options.maxQueuedBytes = 2 * largeMessage;
        RelayClient client(options);
        Story story(client);
        const bool isReady = row.during == During::Ready || row.during == During::Backlog;
        if (!isReady)
            row.scheduleFault(relay);
        const auto ready = client.connectToRelay();
        arrive(row.during, client, relay);
        if (QTest::currentTestFailed())
            return;
        if (isReady)
            row.scheduleFault(relay);
        QFuture<RelayCore::SendResult> backlog;
        if (row.during == During::Backlog) {
            backlog = client.send(ClientTest::offerTo(QUuid::createUuid(), QString(largeMessage, u'x')));
            QTRY_VERIFY(client.webSocket()->bytesToWrite() > 0);
            settle();
        }

        const auto waiting = client.send(ClientTest::offerTo(QUuid::createUuid()));
        story.clear();
        const auto closed = client.close();
        if (row.afterwards)
            relay.applyFault(row.afterwards);
        settle();
        if (row.waits) {
            QCOMPARE(client.state(), State::Closing);
            clock->advance(options.closeTimeout - 1ms);
            settle();
            QVERIFY(!closed.isFinished());
            clock->advance(1ms);
        }
        QTRY_VERIFY(closed.isFinished());
        QCOMPARE(client.state(), State::Closed);
        QCOMPARE(closed.result().clean, row.clean);
        QCOMPARE(clock->runningTimers(), 0);
        QCOMPARE(story.words.count(u"error"_s), 0);
        QCOMPARE(story.words.count(u"retry"_s), 0);
        QCOMPARE(story.words.count(u"gave up"_s), 0);
        QTRY_VERIFY(waiting.isFinished() && ready.isFinished());
        QCOMPARE(ready.result().registered, isReady);
        if (row.during == During::Backlog) {
            QTRY_VERIFY(backlog.isFinished());
            QCOMPARE(backlog.result().outcome, SendOutcome::Uncertain);
            QCOMPARE(closed.result().dropped, 2);
        } else if (!isReady) {
            QCOMPARE(waiting.result().outcome, SendOutcome::Closed);
        }

        // Nothing is heard of it any more, whatever the relay does and however long one waits.
        story.clear();
        relay.sendOnAllConnections();
        settle();
        const int connections = relay.connections();
        clock->advance(1h);
        settle();
        QCOMPARE(story.words, QStringList());
        QCOMPARE(relay.connections(), connections);

        relay.heal();
        client.connectToRelay();
        QTRY_COMPARE(client.state(), State::Ready);
        for (const auto &future : {waiting, backlog})
            QVERIFY(future.resultCount() <= 1);
    }

    /// close(10 s) while a message waits for a relay with a fault.
    void draining_data()
    {
        QTest::addColumn<ScheduleFault>("scheduleFault");
        QTest::addColumn<bool>("heals"); // Before the time is over.
        QTest::addRow("refuses until the end") << nobodyListens() << false;
        QTest::addRow("refuses at first") << nobodyListens() << true;
        QTest::addRow("answers 503 until the end") << requested(status(503)) << false;
        QTest::addRow("answers 503 at first") << requested(status(503)) << true;
        QTest::addRow("hangs up at first") << registering(hangUp()) << true;
        QTest::addRow("stays silent") << requested(silence()) << false;
        QTest::addRow("does not register") << registering(silence()) << false;
    }

    void draining()
    {
        QFETCH(const ScheduleFault, scheduleFault);
        QFETCH(const bool, heals);
        FaultRelay relay;
        const auto clock = std::make_shared<ManualClock>();
        RelayClient client(ClientTest::optionsFor(relay.address(), clock));
        const Story story(client);
        scheduleFault(relay);
        const auto sent = client.send(ClientTest::offerTo(QUuid::createUuid()));
        QTRY_VERIFY(client.state() == State::Backoff || relay.strikes() > 0);
        settle();
        const auto closed = client.close(9s);
        QVERIFY(!closed.isFinished() && !sent.isFinished());
        if (heals) {
            relay.heal();
            clock->advance(1s);
            QTRY_VERIFY(closed.isFinished());
        } else {
            for (int second = 0; second < 9; ++second) {
                QVERIFY(!closed.isFinished());
                clock->advance(1s);
                settle();
            }
            QTRY_VERIFY(closed.isFinished());
        }
        QCOMPARE(client.state(), State::Closed);
        QCOMPARE(sent.result().outcome, heals ? SendOutcome::Written : SendOutcome::Closed);
        QCOMPARE(closed.result().dropped, heals ? 0 : 1);
        QTRY_COMPARE(relay.received().size(), heals ? 1 : 0); // The relay may read it later.
        QCOMPARE(story.words.count(u"gave up"_s), 0);
    }

    /// A fatal answer ends the draining at once.
    void drainingAgainstARefusal()
    {
        FaultRelay relay;
        const auto clock = std::make_shared<ManualClock>();
        RelayClient client(ClientTest::optionsFor(relay.address(), clock));
        requested(status(404))(relay);
        client.connectToRelay();
        const auto sent = client.send(ClientTest::offerTo(QUuid::createUuid()));
        const auto closed = client.close(9s);
        QCOMPARE(client.state(), State::Connecting);
        QTRY_VERIFY(closed.isFinished());
        QCOMPARE(client.state(), State::Closed);
        QCOMPARE(sent.result().outcome, SendOutcome::Closed);
        QCOMPARE(closed.result().dropped, 1);
    }
};

QTEST_GUILESS_MAIN(tst_FaultsClosing)
#include "tst_faults_closing.moc"
