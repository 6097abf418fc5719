// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "tests/client/faulttrial.h"

#include "tests/client/clienttest.h"
#include "tests/support/faults.h"

#include <QtCore/QScopeGuard>
#include <QtTest/QTest>
#include <QtWebSockets/QWebSocket>

namespace FaultTrial {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;
using namespace RelayCore;
using ClientTest::offerTo;
using ClientTest::optionsFor;
using TestKit::ManualClock;
using TestSupport::Fault;
using TestSupport::FaultRelay;
using TestSupport::Moment;
using Category = RelayError::Category;
using Phase = RelayError::Phase;
using State = RelayClient::State;

namespace {

QString word(State state)
{
    return stateName(state);
}

std::optional<quint16> closeCodeOf(const Row &row)
{
    return row.code >= 1000 ? std::optional(static_cast<quint16>(row.code)) : std::nullopt;
}

std::optional<int> httpStatusOf(const Row &row)
{
    return row.code > 0 && row.code < 1000 ? std::optional(row.code) : std::nullopt;
}

/// Advances to just before the deadline, where nothing has happened yet, and over it.
void passDeadline(ManualClock &clock, const Story &story, std::chrono::milliseconds deadline)
{
    clock.advance(deadline - 1ms);
    settle();
    QCOMPARE(story.words, QStringList());
    clock.advance(1ms);
}

void pass(Passes passes, RelayClient &client, ManualClock &clock, FaultRelay &relay, const Story &story)
{
    if (passes == Passes::Nothing)
        return;
    QTRY_VERIFY(relay.strikes() > 0);
    QTRY_VERIFY(!relay.newest() || !relay.newest()->dripsForEver() || relay.newest()->dripped() > 300);
    settle();
    QCOMPARE(story.words, QStringList());
    const RelayClientOptions defaults;
    switch (passes) {
    case Passes::Nothing:
        break;
    case Passes::OpenTimeout:
        passDeadline(clock, story, defaults.openTimeout);
        break;
    case Passes::RegistrationTimeout:
        passDeadline(clock, story, defaults.registrationTimeout);
        break;
    case Passes::Keepalive:
        clock.advance(defaults.keepaliveInterval);
        settle();
        passDeadline(clock, story, defaults.keepaliveTimeout);
        break;
    case Passes::HalfFrameTimer:
        expireHalfFrame(client);
        break;
    }
}

/// The last signal of a client that ends as \a row demands. \param isWaiting  a message waits for the connection.
QStringList lastWords(const Row &row, bool isWaiting)
{
    if (row.state == State::Backoff)
        return {word(State::Backoff), u"error"_s, u"retry"_s};
    const auto dropped = isWaiting ? QStringList{u"dropped"_s} : QStringList{};
    return QStringList{word(State::Failed), u"error"_s} + dropped + QStringList{u"gave up"_s};
}

void checkError(const RelayError &error, Phase phase, const Row &row)
{
    QVERIFY(!error.text.isEmpty());
    QVERIFY2(error.category == row.category, qPrintable(categoryName(error.category) + u": "_s + error.text));
    QCOMPARE(error.phase, phase);
    QCOMPARE(error.fatal, row.state == State::Failed);
    QCOMPARE(error.closeCode, closeCodeOf(row));
    QCOMPARE(error.httpStatus, httpStatusOf(row));
}

/// The state and category that the client reports while it is still going to try again.
void expectBackoff(RelayClient &client, Category category)
{
    QTRY_COMPARE(client.state(), State::Backoff);
    QCOMPARE(client.lastError().category, category);
    QVERIFY(!client.lastError().fatal);
}

} // namespace

ScheduleFault nobodyListens()
{
    return [](FaultRelay &relay) { relay.refuse(); };
}

ScheduleFault accepted(const Fault &fault)
{
    return [fault](FaultRelay &relay) { relay.scheduleFault(Moment::Accept, fault); };
}

ScheduleFault requested(const Fault &fault)
{
    return [fault](FaultRelay &relay) { relay.scheduleFault(Moment::Request, fault); };
}

ScheduleFault registering(const Fault &fault)
{
    return [fault](FaultRelay &relay) { relay.scheduleFault(Moment::Registration, fault); };
}

ScheduleFault now(const Fault &fault)
{
    return [fault](FaultRelay &relay) { relay.applyFault(fault); };
}

void addRows(const QList<Row> &rows)
{
    QTest::addColumn<Row>("row");
    for (const Row &row : rows)
        QTest::addRow("%s", row.fault) << row;
}

Story::Story(RelayClient &client)
{
    const auto add = [this](const QString &text) { words += text; };
    connect(&client, &RelayClient::stateChanged, this, [add](State state) { add(word(state)); });
    connect(&client, &RelayClient::registered, this, [add] { add(u"registered"_s); });
    connect(&client, &RelayClient::messageReceived, this, [add] { add(u"message"_s); });
    connect(&client, &RelayClient::undecodableReceived, this, [add] { add(u"undecodable"_s); });
    connect(&client, &RelayClient::messageSent, this, [add] { add(u"sent"_s); });
    connect(&client, &RelayClient::messageDropped, this, [add] { add(u"dropped"_s); });
    connect(&client, &RelayClient::errorOccurred, this, [add] { add(u"error"_s); });
    connect(&client, &RelayClient::failed, this, [add] { add(u"gave up"_s); });
    connect(&client, &RelayClient::retryScheduled, this, [this, add](int attempt, std::chrono::milliseconds delay) {
        add(u"retry"_s);
        lastAttempt = attempt;
        lastDelay = delay;
    });
}

void settle()
{
    // What one side writes is in the other side's kernel buffer at once: a few turns of the loop carry it all the way.
    for (int turn = 0; turn < 10; ++turn)
        QCoreApplication::processEvents();
}

void expireHalfFrame(RelayClient &client)
{
    QVERIFY(client.webSocket());
    const auto find = [&]() -> QObject * {
        const auto children = client.webSocket()->findChildren<QObject *>();
        for (QObject *child : children) {
            // A QTimer, or from Qt 6.8 on a QChronoTimer.
            if (child->parent()->inherits("QWebSocketDataProcessor") && child->property("active").toBool())
                return child;
        }
        return nullptr;
    };
    QTRY_VERIFY(find());
    QVERIFY(QMetaObject::invokeMethod(find(), "timeout"));
}

void run(Phase phase, const Row &row, FaultRelay &relay, RelayClientOptions options,
         const std::shared_ptr<ManualClock> &clock, const ScheduleFault &cure)
{
    options.clock = clock;
    RelayClient client(options);
    Story story(client);
    QObject::connect(&relay, &FaultRelay::striking, &story, &Story::clear);

    // A message waits from the beginning; where the connection is ready first, it has been sent.
    const bool isReadyFirst = phase == Phase::Ready;
    if (!isReadyFirst)
        row.scheduleFault(relay);
    const auto ready = client.connectToRelay();
    const auto first = client.send(offerTo(QUuid::createUuid(), u"first"_s));
    story.clear();
    if (isReadyFirst) {
        QTRY_COMPARE(relay.received().size(), 1);
        QTRY_VERIFY(first.isFinished());
        row.scheduleFault(relay);
    }
    pass(row.passes, client, *clock, relay, story);
    if (QTest::currentTestFailed())
        return;

    if (row.state == State::Ready) {
        if (isReadyFirst)
            QTRY_COMPARE(story.words, row.heard);
        QTRY_COMPARE(relay.received().size(), 1);
        QTRY_VERIFY(first.isFinished());
        QCOMPARE(first.result().outcome, SendOutcome::Written);
        QVERIFY(ready.result().registered);
        QCOMPARE(client.state(), State::Ready);
        // And it goes on working, in both directions.
        settle(); // The answer to a registration that was answered before it came.
        story.clear();
        client.send(offerTo(QUuid::createUuid()));
        QTRY_COMPARE(story.words, QStringList{u"sent"_s});
        relay.applyFault(TestSupport::Faults::send(TestSupport::Faults::text(TestSupport::Faults::offer())));
        QTRY_COMPARE(story.words, QStringList{u"message"_s});
        QCOMPARE(client.lastError(), RelayError{});
        return;
    }

    QTRY_COMPARE(client.state(), row.state);
    story.words.removeOne(word(State::Connecting));  // Emitted after the call, where no fault has struck since.
    story.words.removeOne(word(State::Registering)); // The fault came together with the upgrade.
    QCOMPARE(story.words, lastWords(row, !isReadyFirst));
    checkError(client.lastError(), phase, row);
    if (QTest::currentTestFailed())
        return;

    // The attempt is over: nothing of it is heard any more.
    relay.sendOnAllConnections();
    settle();
    QCOMPARE(story.words, lastWords(row, !isReadyFirst));
    const auto late = client.send(offerTo(QUuid::createUuid(), u"late"_s));
    settle();
    const int connections = relay.connections();
    const auto received = relay.received().size();

    if (row.state == State::Backoff) {
        QCOMPARE(story.lastAttempt, 1);
        QCOMPARE(story.lastDelay, row.delay);
        QCOMPARE(first.isFinished(), isReadyFirst);
        QVERIFY(!late.isFinished());
        cure(relay);
        clock->advance(row.delay - 1ms);
        settle();
        QCOMPARE(client.state(), State::Backoff);
        clock->advance(1ms);
        QTRY_COMPARE(client.state(), State::Ready);
        QTRY_VERIFY(first.isFinished() && late.isFinished());
        QTRY_COMPARE(relay.received().size(), isReadyFirst ? 2 : received + 2);
        QCOMPARE(first.result().outcome, SendOutcome::Written);
        QCOMPARE(late.result().outcome, SendOutcome::Written);
        QVERIFY(ready.result().registered);
        QCOMPARE(story.words.count(u"error"_s), 1);
        QCOMPARE(story.words.count(u"retry"_s), 1);
    } else {
        // A fatal failure lasts until connectToRelay() is called again.
        QTRY_VERIFY(first.isFinished() && late.isFinished() && ready.isFinished());
        QCOMPARE(first.result().outcome, isReadyFirst ? SendOutcome::Written : SendOutcome::Closed);
        QCOMPARE(first.result().error.category, isReadyFirst ? Category::None : row.category);
        QCOMPARE(late.result().outcome, SendOutcome::Closed);
        QCOMPARE(late.result().error.category, row.category);
        QCOMPARE(ready.result().registered, isReadyFirst);
        QCOMPARE(ClientTest::resultOf(client.connectToRelay()).error.category, row.category);
        cure(relay);
        clock->advance(1h);
        settle();
        QCOMPARE(client.state(), State::Failed);
        QCOMPARE(relay.connections(), connections);
        client.reconnectNow();
        QTRY_COMPARE(client.state(), State::Ready);
        QCOMPARE(story.words.count(u"error"_s), 1);
        QCOMPARE(story.words.count(u"gave up"_s), 1);
    }
    QCOMPARE(first.resultCount(), 1);
    QCOMPARE(late.resultCount(), 1);
    QCOMPARE(ready.resultCount(), 1);
}

void run(Phase phase, const Row &row)
{
    FaultRelay relay;
    const auto clock = std::make_shared<ManualClock>();
    auto options = optionsFor(relay.address(), clock);
    options.timeToLive = std::max(options.timeToLive, row.delay + 1s); // What waits is to outlive the delay.
    run(phase, row, relay, options, clock, [](FaultRelay &faulty) { faulty.heal(); });
}

void runForEver(const Row &row)
{
    FaultRelay relay;
    const auto clock = std::make_shared<ManualClock>();
    RelayClient client(optionsFor(relay.address(), clock));
    const Story story(client);
    row.scheduleFault(relay);
    client.connectToRelay();
    int attempt = 0;
    for (const auto delay : {1s, 2s, 4s, 8s, 16s, 32s, 60s, 60s, 60s}) {
        ++attempt;
        QTRY_COMPARE(story.lastAttempt, attempt);
        QCOMPARE(story.lastDelay, std::chrono::milliseconds(delay));
        QCOMPARE(client.state(), row.state);
        QCOMPARE(client.lastError().category, row.category);
        QCOMPARE(client.lastError().closeCode, closeCodeOf(row));
        QCOMPARE(client.lastError().httpStatus, httpStatusOf(row));
        QCOMPARE(story.words.count(u"error"_s), attempt);
        QCOMPARE(story.words.count(u"gave up"_s), 0);
        clock->advance(delay);
    }
    relay.heal();
    QTRY_COMPARE(client.state(), State::Ready); // The last attempt has not begun yet: it waits for the event loop.
}

void runWithTokens(const Row &row)
{
    FaultRelay relay;
    const auto clock = std::make_shared<ManualClock>();
    auto options = optionsFor(relay.address(), clock);
    QList<TokenReason> reasons;
    options.tokenProvider = [&](TokenReason reason) {
        reasons += reason;
        return readyToken(AccessToken{"token" + QByteArray::number(reasons.size())});
    };
    row.scheduleFault(relay);
    RelayClient client(options);
    const Story story(client);
    client.connectToRelay();
    expectBackoff(client, row.category);
    if (QTest::currentTestFailed())
        return;
    clock->advance(1s);
    QTRY_COMPARE(client.state(), State::Failed);
    QCOMPARE(client.lastError().category, row.category);
    QVERIFY(client.lastError().fatal);
    QCOMPARE(reasons, (QList<TokenReason>{TokenReason::FirstUse, TokenReason::Refused}));
    QCOMPARE(relay.requests().size(), 2);
    QVERIFY(relay.requests().at(0).toLower().contains("authorization: bearer token1\r\n"));
    QVERIFY(relay.requests().at(1).toLower().contains("authorization: bearer token2\r\n"));
    QCOMPARE(story.words.count(u"error"_s), 2);
    QCOMPARE(story.words.count(u"retry"_s), 1);
    QCOMPARE(story.words.count(u"gave up"_s), 1);
}

void runThreeInARow(const QList<ScheduleFault> &faults)
{
    Q_ASSERT(faults.size() == 3);
    FaultRelay relay;
    const auto clock = std::make_shared<ManualClock>();
    RelayClient client(optionsFor(relay.address(), clock));
    const Story story(client);
    faults.at(0)(relay);
    client.connectToRelay();
    expectBackoff(client, Category::Protocol);
    faults.at(1)(relay);
    clock->advance(1s);
    QTRY_COMPARE(story.lastAttempt, 2);
    expectBackoff(client, Category::Protocol);
    faults.at(2)(relay);
    clock->advance(2s);
    QTRY_COMPARE(client.state(), State::Failed);
    QCOMPARE(client.lastError().category, Category::Protocol);
    QVERIFY(client.lastError().fatal);
    QCOMPARE(story.words.count(u"error"_s), 3);
    QCOMPARE(story.words.count(u"retry"_s), 2);
    QCOMPARE(story.words.count(u"gave up"_s), 1);
}

// clang-format off
QList<Row> closeCodeRows(const std::function<ScheduleFault(const Fault &)> &when)
{
    using C = Category;
    using TestSupport::Faults::closeFrame, TestSupport::Faults::emptyClose, TestSupport::Faults::stuntedClose;
    constexpr auto retries = State::Backoff, givesUp = State::Failed;
    constexpr int hidden = 0;
    const auto row = [&](const char *fault, const QByteArray &frame, State state, Category category, int code) {
        // A relay that sends a Close frame waits for the other one before it hangs up.
        return Row{fault, state, category, code, when(TestSupport::Faults::send(frame))};
    };
    // "hidden": Qt refuses codes that RFC 6455 did not assign in 2011 (1012 to 2999) or that must not be sent, and does
    // not say which it was. It takes a Close frame without a code for 1000. 6.4 and 6.8 do the same.
    return {
        row("1000 normal",                     closeFrame(1000),              retries, C::Closed,       1000),
        row("1001 going away",                 closeFrame(1001, "bye"),       retries, C::Closed,       1001),
        row("1002 protocol error",             closeFrame(1002),              retries, C::Protocol,     1002),
        row("1003 unsupported data",           closeFrame(1003),              retries, C::Closed,       1003),
        row("1004 reserved",                   closeFrame(1004),              retries, C::Closed,       hidden),
        row("1005 without a code",             emptyClose(),                  retries, C::Closed,       1000),
        row("1005 on the wire, illegal",       closeFrame(1005),              retries, C::Closed,       hidden),
        row("1006 on the wire, illegal",       closeFrame(1006),              retries, C::Closed,       hidden),
        row("1007 invalid payload",            closeFrame(1007),              retries, C::Protocol,     1007),
        row("1008 policy violation",           closeFrame(1008, "behave"),    retries, C::Closed,       1008),
        row("1009 message too big",            closeFrame(1009),              retries, C::TooLarge,     1009),
        row("1010 mandatory extension",        closeFrame(1010),              retries, C::Closed,       1010),
        row("1011 internal error",             closeFrame(1011),              retries, C::Closed,       1011),
        row("1012 service restart",            closeFrame(1012, "restart"),   retries, C::Closed,       hidden),
        row("1013 try again later",            closeFrame(1013),              retries, C::Closed,       hidden),
        row("1014 bad gateway",                closeFrame(1014),              retries, C::Closed,       hidden),
        row("1015 on the wire, illegal",       closeFrame(1015),              retries, C::Closed,       hidden),
        row("1016 not assigned",               closeFrame(1016),              retries, C::Closed,       hidden),
        row("2999 not assigned",               closeFrame(2999),              retries, C::Closed,       hidden),
        row("3000 registered by a library",    closeFrame(3000),              retries, C::Closed,       3000),
        row("3999 registered by a library",    closeFrame(3999),              retries, C::Closed,       3999),
        row("4000 undecodable message",        closeFrame(4000),              retries, C::Protocol,     4000),
        row("4001 unauthorized",               closeFrame(4001, "who?"),      givesUp, C::Unauthorized, 4001),
        row("4002 forbidden",                  closeFrame(4002, "no"),        givesUp, C::Forbidden,    4002),
        row("4003 too big for the relay",      closeFrame(4003),              retries, C::TooLarge,     4003),
        row("4004 duplicate registration",     closeFrame(4004),              givesUp, C::Duplicate,    4004),
        row("4005 private use",                closeFrame(4005),              retries, C::Closed,       4005),
        row("4999 private use",                closeFrame(4999),              retries, C::Closed,       4999),
        row("0, illegal",                      closeFrame(0),                 retries, C::Closed,       hidden),
        row("999, illegal",                    closeFrame(999),               retries, C::Closed,       hidden),
        row("5000, illegal",                   closeFrame(5000),              retries, C::Closed,       hidden),
        row("65535, illegal",                  closeFrame(65535),             retries, C::Closed,       hidden),
        row("half a code",                     stuntedClose(),                retries, C::Protocol,     1002),
        row("a reason that is not UTF-8",      closeFrame(1000, "\xff\xfe"),  retries, C::Protocol,     1007),
        row("a reason of 123 bytes",           closeFrame(1001, QByteArray(123, 'x')), retries, C::Closed, 1001),
        row("a reason of 124 bytes, illegal",  closeFrame(1001, QByteArray(124, 'x')), retries, C::Protocol, 1002),
    };
}
// clang-format on

} // namespace FaultTrial
