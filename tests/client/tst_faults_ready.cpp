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
        {"hangs up",                       now(hangUp()),                                       P::Nothing,        retries, C::Closed,   1006},
        {"resets",                         now(reset()),                                        P::Nothing,        retries, C::Closed,   1006},
        {"half open",                      now(freeze()),                                       P::Keepalive,      retries, C::Timeout},
        {"half a header, then silence",    now(send(text(offer()).first(1))),                   P::HalfFrameTimer, retries, C::Closed,   1001},
        {"a header, then silence",         now(send(text(offer()).first(4))),                   P::HalfFrameTimer, retries, C::Closed,   1001},
        {"half a payload, then silence",   now(send(text(offer()).first(60))),                  P::HalfFrameTimer, retries, C::Closed,   1001},
        {"half a payload, then half open", now(sendThen(text(offer()).first(60), freeze())),    P::Keepalive,      retries, C::Timeout},
        {"half a header, then hangs up",   now(sendThen(text(offer()).first(1), hangUp())),     P::Nothing,        retries, C::Closed,   1006},
        {"half a payload, then hangs up",  now(sendThen(text(offer()).first(60), hangUp())),    P::Nothing,        retries, C::Closed,   1006},
        {"half a payload, then resets",    now(sendThen(text(offer()).first(60), reset())),     P::Nothing,        retries, C::Closed,   1006},
        {"half a message, then half open", now(sendThen(frame({0x1, half, false}), freeze())),  P::Keepalive,      retries, C::Timeout},
        {"half a message, then hangs up",  now(sendThen(frame({0x1, half, false}), hangUp())),  P::Nothing,        retries, C::Closed,   1006},
        // Not WebSocket, as QWebSocket finds out.
        {"HTTP once more",                 now(send("HTTP/1.1 500 Oops\r\n\r\n")),              P::Nothing,        retries, C::Protocol, 1002},
        {"random bytes",                   now(send(QByteArray(300, '\xee'))),                  P::Nothing,        retries, C::Protocol, 1002},
        {"the first reserved bit",         now(send(frame({0x1, offer(), true, 0x40}))),        P::Nothing,        retries, C::Protocol, 1002},
        {"the second reserved bit",        now(send(frame({0x1, offer(), true, 0x20}))),        P::Nothing,        retries, C::Protocol, 1002},
        {"the third reserved bit",         now(send(frame({0x1, offer(), true, 0x10}))),        P::Nothing,        retries, C::Protocol, 1002},
        {"reserved opcode 3",              now(send(frame({0x3, offer()}))),                    P::Nothing,        retries, C::Protocol, 1002},
        {"reserved opcode 11",             now(send(frame({0xB, ""}))),                         P::Nothing,        retries, C::Protocol, 1002},
        {"a continuation of nothing",      now(send(frame({0x0, offer()}))),                    P::Nothing,        retries, C::Protocol, 1002},
        {"a text inside a text",           now(send(frame({0x1, half, false}) + text(offer()))),P::Nothing,        retries, C::Protocol, 1002},
        {"a ping of 126 bytes",            now(send(ping(QByteArray(126, 'x')))),               P::Nothing,        retries, C::Protocol, 1002},
        {"a ping in two frames",           now(send(frame({0x9, "x", false}))),                 P::Nothing,        retries, C::Protocol, 1002},
        {"two bytes of length for 5",      now(send(frame({0x1, "hello", true, 0, {}, {}, 2}))),P::Nothing,        retries, C::Protocol, 1002},
        {"eight bytes of length for 5",    now(send(frame({0x1, "hello", true, 0, {}, {}, 8}))),P::Nothing,        retries, C::Protocol, 1002},
        {"a length of 2^63",               now(send(frame({0x1, "", true, 0, {}, absurd}))),    P::Nothing,        retries, C::Protocol, 1002},
        {"a text that is not UTF-8",       now(send(text("\xff\xfe"))),                         P::Nothing,        retries, C::Protocol, 1007},
        {"half a character at the end",    now(send(fragments("\xc3\xa4\xc3", 2))),             P::Nothing,        retries, C::Protocol, 1007},
        {"a frame of 17 MiB",              now(send(frame({0x1, "", true, 0, {}, large}))),     P::Nothing,        retries, C::TooLarge, 1009},
        {"17 MiB in fragments",            now(send(fragments(QByteArray(large, 'x'), 1 << 20))), P::Nothing,      retries, C::TooLarge, 1009},
    };
}

/// What a client has to put up with. The last column is what it says.
QList<Row> harmlessRows()
{
    const QByteArray mask("\x01\x02\x03\x04");
    const auto row = [](const char *name, const Fault &fault, const QStringList &heard, P passes = P::Nothing) {
        return Row{name, now(fault), passes, works, C::None, 0, heard};
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
class FaultsReadyTest : public QObject
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
        relay.strike(freeze());
        const auto sent = client.send(ClientTest::offerTo(QUuid::createUuid(), QString(24 * 1024 * 1024, u'x')));
        QTRY_VERIFY(client.webSocket()->bytesToWrite() > 0);
        settle();
        QVERIFY(!sent.isFinished());
        story.clear();
        relay.strike(fault);
        QTRY_COMPARE(client.state(), state);
        QCOMPARE(sent.resultCount(), 1);
        QCOMPARE(sent.result().outcome, outcome);
        QCOMPARE(story.words.count(u"dropped"_s), 1);
        QCOMPARE(story.words.count(u"error"_s), 1);
    }

    void withATokenProvider_data()
    {
        // Forbidden a moment after the response: runs on every attempt, so it sits on the registration.
        addRows({{"4001 after the response", registering(send(registered() + closeFrame(4001))), P::Nothing, givesUp,
                  C::Unauthorized},
                 {"4002 after the response", registering(send(registered() + closeFrame(4002))), P::Nothing, givesUp,
                  C::Forbidden}});
    }

    void withATokenProvider()
    {
        QFETCH(const Row, row);
        runWithTokens(row);
    }
};

QTEST_GUILESS_MAIN(FaultsReadyTest)
#include "tst_faults_ready.moc"
