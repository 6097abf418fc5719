// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "tests/client/clienttest.h"
#include "tests/client/faulttrial.h"
#include "tests/support/faults.h"

#include <QtTest/QTest>
#include <QtWebSockets/QWebSocket>

using namespace Qt::Literals::StringLiterals;
using namespace FaultTrial;
using namespace TestSupport::Faults;
using RelayCore::RelayClient;
using RelayCore::RelayError;
using RelayCore::SendOutcome;
using RelayCore::TestKit::ManualClock;
using TestSupport::Fault;
using TestSupport::FaultRelay;
using WireBytes::FrameSpec;
using C = RelayError::Category;
using P = Passes;
using State = RelayClient::State;

namespace {

constexpr auto retries = State::Backoff;
constexpr auto givesUp = State::Failed;
constexpr auto works = State::Ready;

QByteArray frame(const FrameSpec &spec)
{
    return WireBytes::frame(spec);
}

// clang-format off
QList<Row> readyRows()
{
    constexpr quint64 large = 17 * 1024 * 1024; // The client takes 16 MiB.
    constexpr quint64 absurd = quint64(1) << 63;
    const QByteArray half = offer().first(20);
    return {
        // The transport.
        {"hangs up",                       retries, C::Closed,   1006, now(hangUp())},
        {"resets",                         retries, C::Closed,   1006, now(reset())},
        {"half open",                      retries, C::Timeout,     0, now(freeze()), P::Keepalive},
        {"half a header, then silence",    retries, C::Closed,   1001, now(send(text(offer()).first(1))), P::HalfFrameTimer},
        {"a header, then silence",         retries, C::Closed,   1001, now(send(text(offer()).first(4))), P::HalfFrameTimer},
        {"half a payload, then silence",   retries, C::Closed,   1001, now(send(text(offer()).first(60))), P::HalfFrameTimer},
        {"half a payload, then half open", retries, C::Timeout,     0, now(sendThen(text(offer()).first(60), freeze())), P::Keepalive},
        {"half a header, then hangs up",   retries, C::Closed,   1006, now(sendThen(text(offer()).first(1), hangUp()))},
        {"half a payload, then hangs up",  retries, C::Closed,   1006, now(sendThen(text(offer()).first(60), hangUp()))},
        {"half a payload, then resets",    retries, C::Closed,   1006, now(sendThen(text(offer()).first(60), reset()))},
        {"half a message, then half open", retries, C::Timeout,     0, now(sendThen(frame({0x1, half, false}), freeze())), P::Keepalive},
        {"half a message, then hangs up",  retries, C::Closed,   1006, now(sendThen(frame({0x1, half, false}), hangUp()))},
        // Not WebSocket, as QWebSocket finds out.
        {"HTTP once more",                 retries, C::Protocol, 1002, now(send("HTTP/1.1 500 Oops\r\n\r\n"))},
        {"random bytes",                   retries, C::Protocol, 1002, now(send(QByteArray(300, '\xee')))},
        {"the first reserved bit",         retries, C::Protocol, 1002, now(send(frame({0x1, offer(), true, 0x40})))},
        {"the second reserved bit",        retries, C::Protocol, 1002, now(send(frame({0x1, offer(), true, 0x20})))},
        {"the third reserved bit",         retries, C::Protocol, 1002, now(send(frame({0x1, offer(), true, 0x10})))},
        {"reserved opcode 3",              retries, C::Protocol, 1002, now(send(frame({0x3, offer()})))},
        {"reserved opcode 11",             retries, C::Protocol, 1002, now(send(frame({0xB, ""})))},
        {"a continuation of nothing",      retries, C::Protocol, 1002, now(send(frame({0x0, offer()})))},
        {"a text inside a text",           retries, C::Protocol, 1002, now(send(frame({0x1, half, false}) + text(offer())))},
        {"a ping of 126 bytes",            retries, C::Protocol, 1002, now(send(ping(QByteArray(126, 'x'))))},
        {"a ping in two frames",           retries, C::Protocol, 1002, now(send(frame({0x9, "x", false})))},
        {"two bytes of length for 5",      retries, C::Protocol, 1002, now(send(frame({0x1, "hello", true, 0, {}, {}, 2})))},
        {"eight bytes of length for 5",    retries, C::Protocol, 1002, now(send(frame({0x1, "hello", true, 0, {}, {}, 8})))},
        {"a length of 2^63",               retries, C::Protocol, 1002, now(send(frame({0x1, "", true, 0, {}, absurd})))},
        {"a text that is not UTF-8",       retries, C::Protocol, 1007, now(send(text("\xff\xfe")))},
        {"half a character at the end",    retries, C::Protocol, 1007, now(send(fragments("\xc3\xa4\xc3", 2)))},
        {"a frame of 17 MiB",              retries, C::TooLarge, 1009, now(send(frame({0x1, "", true, 0, {}, large})))},
        {"17 MiB in fragments",            retries, C::TooLarge, 1009, now(send(fragments(QByteArray(large, 'x'), 1 << 20)))},
    };
}

/// What a client has to put up with. The last column is what it says.
QList<Row> harmlessRows()
{
    const QByteArray mask("\x01\x02\x03\x04");
    const auto row = [](const char *name, const Fault &fault, const QStringList &heard, P passes = P::Nothing) {
        return Row{name, works, C::None, 0, now(fault), passes, heard};
    };
    return {
        row("a message that drips in",       drip(text(offer())),                                     {u"message"_s}),
        row("fragments of a byte",           send(fragments(offer(), 1)),                             {u"message"_s}),
        row("pings between fragments",       send(fragments(offer(), 9, ping("?"))),                  {u"message"_s}),
        row("pongs between fragments",       send(fragments(offer(), 9, frame({0xA, "?"}))),          {u"message"_s}),
        row("an empty last fragment",        send(frame({0x1, offer(), false}) + frame({0x0, ""})),   {u"message"_s}),
        row("a masked text, Qt takes it",    send(frame({0x1, offer(), true, 0, mask})),              {u"message"_s}),
        row("three in one segment",          send(text(offer()) + text(offer()) + text(offer())),     {u"message"_s, u"message"_s, u"message"_s}),
        row("a ping of 125 bytes",           send(ping(QByteArray(125, 'x'))),                        {}),
        row("a hundred pings",               send(ping("?").repeated(100)),                           {}),
        row("a pong nobody asked for",       send(frame({0xA, "!"})),                                 {}),
        row("silence, pongs apart",          silence(),                                               {}, P::Keepalive),
        row("a text that is no message",     send(text("nonsense")),                                  {u"undecodable"_s}),
        row("an empty text",                 send(text("")),                                          {u"undecodable"_s}),
        row("a binary frame",                send(frame({0x2, "\x01\x02"})),                          {u"undecodable"_s}),
        row("a message of 2 MiB of spaces",  send(text(offer() + QByteArray(2 << 20, ' '))),          {u"message"_s}),
        row("a second response",             send(registered()),                                      {u"message"_s}),
    };
}
// clang-format on

} // namespace

/// Faults after the registration.
class tst_FaultsReady : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ready_data() { addRows(readyRows()); }

    void ready()
    {
        QFETCH(const Row, row);
        run(RelayError::Phase::Ready, row);
    }

    void harmless_data() { addRows(harmlessRows()); }

    void harmless()
    {
        QFETCH(const Row, row);
        run(RelayError::Phase::Ready, row);
    }

    void closeCodes_data() { addRows(closeCodeRows(now)); }

    void closeCodes()
    {
        QFETCH(const Row, row);
        run(RelayError::Phase::Ready, row);
    }

    /// A message that the socket has not passed on yet when the fault happens.
    void aMessageOnItsWay_data()
    {
        QTest::addColumn<Fault>("fault");
        QTest::addColumn<State>("state");
        QTest::addColumn<SendOutcome>("outcome");
        QTest::addRow("resets") << reset() << retries << SendOutcome::Uncertain;
        QTest::addRow("1011 internal error") << send(closeFrame(1011)) << retries << SendOutcome::Uncertain;
        QTest::addRow("1009 message too big") << send(closeFrame(1009)) << retries << SendOutcome::TooLarge;
        QTest::addRow("4003 too big for the relay") << send(closeFrame(4003)) << retries << SendOutcome::TooLarge;
        QTest::addRow("4002 forbidden") << send(closeFrame(4002)) << givesUp << SendOutcome::Uncertain;
    }

    void aMessageOnItsWay()
    {
        QFETCH(const Fault, fault);
        QFETCH(const State, state);
        QFETCH(const SendOutcome, outcome);
        FaultRelay relay;
        const auto clock = std::make_shared<ManualClock>();
        auto options = ClientTest::optionsFor(relay.address(), clock);
        options.maxMessageBytes = options.maxQueuedBytes = 32 * 1024 * 1024;
        RelayClient client(options);
        Story story(client);
        client.connectToRelay();
        QTRY_COMPARE(client.state(), works);
        relay.applyFault(freeze());
        const auto sent = client.send(ClientTest::offerTo(QUuid::createUuid(), QString(24 * 1024 * 1024, u'x')));
        QTRY_VERIFY(client.webSocket()->bytesToWrite() > 0);
        settle();
        QVERIFY(!sent.isFinished());
        story.clear();
        relay.applyFault(fault);
        QTRY_COMPARE(client.state(), state);
        QCOMPARE(sent.resultCount(), 1);
        QCOMPARE(sent.result().outcome, outcome);
        QCOMPARE(story.words.count(u"dropped"_s), 1);
        QCOMPARE(story.words.count(u"error"_s), 1);
    }

    void withATokenProvider_data()
    {
        // Right after the response: it has to happen on every attempt.
        addRows({{"4001", givesUp, C::Unauthorized, 4001, registering(send(registered() + closeFrame(4001)))},
                 {"4002", givesUp, C::Forbidden, 4002, registering(send(registered() + closeFrame(4002)))}});
    }

    void withATokenProvider()
    {
        QFETCH(const Row, row);
        runWithTokens(row);
    }
};

QTEST_GUILESS_MAIN(tst_FaultsReady)
#include "tst_faults_ready.moc"
