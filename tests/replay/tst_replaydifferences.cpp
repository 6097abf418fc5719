// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/protocol/codec.h"
#include "relaycore/testkit/scriptedrelay.h"
#include "tests/replay/replaytest.h"
#include "tests/support/rawserver.h"

#include <QtCore/QThread>
#include <QtWebSockets/QWebSocket>

using namespace Inspector;
using namespace RelayCore;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;
using Kind = ReplayDifference::Kind;

/// What a replay reports of relays that behave otherwise than the captured one.
class tst_ReplayDifferences : public ReplayTest
{
    Q_OBJECT

private Q_SLOTS:
    void aChangedErrorText();
    void aMissingMessage_data();
    void aMissingMessage();
    void anAdditionalMessage();
    void anotherKindOfAnswerIsPaired();
    void anUnreachableRelay();
    void aRefusalThatIsInTheCapture();
    void endsOfConnections_data();
    void endsOfConnections();
};

void tst_ReplayDifferences::aChangedErrorText()
{
    TalkCapture talk(path());
    talk.join(1, TalkCapture::alpha, u"alpha"_s);
    PeerConnection offer = TalkCapture::offer(TalkCapture::alpha, TalkCapture::beta);
    talk.sent(1, offer);
    offer.error = u"beta is unknown"_s;
    talk.received(1, offer);
    talk.finish();
    TestKit::ScriptedRelay relay;
    connect(&relay, &TestKit::ScriptedRelay::messageReceived, &relay, [&relay](const RelayMessage &message) {
        PeerConnection returned = std::get<PeerConnection>(message);
        returned.error = u"no such client"_s;
        relay.send(returned);
    });
    const Result result = replay(relay.address());
    QCOMPARE(result.differences.size(), 1);
    const ReplayDifference &found = result.differences.constFirst();
    QCOMPARE(found.kind, Kind::Changed);
    QCOMPARE(found.message, 4U);
    const QList<FieldDifference> expected{{u"error"_s, u"beta is unknown"_s, u"no such client"_s}};
    QCOMPARE(found.fields, expected);
    QCOMPARE(result.summary.equal, 1);
    QCOMPARE(result.summary.differences, 1);
    QVERIFY(!result.summary.isEqual());
}

void tst_ReplayDifferences::aMissingMessage_data()
{
    addTimings();
}

void tst_ReplayDifferences::aMissingMessage()
{
    QFETCH(Timing, timing);
    TalkCapture talk(path());
    talk.join(1, TalkCapture::alpha, u"alpha"_s);
    talk.received(1, TalkCapture::offer(TalkCapture::beta, TalkCapture::alpha));
    talk.sent(1, "after"_ba);
    talk.close(1, true, 1000);
    talk.finish();
    TestKit::ScriptedRelay relay;
    const Result result = replay(relay.address(), shortTimeout(timing));
    QCOMPARE(relay.received(), QStringList{u"after"_s}); // It goes on without.
    QCOMPARE(result.differences.size(), 1);
    QCOMPARE(result.differences.constFirst().kind, Kind::Missing);
    QCOMPARE(result.differences.constFirst().message, 3U);
    QCOMPARE(result.summary.missing, 1);
}

void tst_ReplayDifferences::anAdditionalMessage()
{
    TalkCapture talk(path());
    talk.join(1, TalkCapture::alpha, u"alpha"_s);
    talk.sent(1, "ask"_ba);
    talk.finish();
    TestKit::ScriptedRelay relay;
    connect(&relay, &TestKit::ScriptedRelay::textReceived, &relay, [&relay] { relay.sendText(u"unexpected"_s); });
    const Result result = replay(relay.address());
    QCOMPARE(result.differences.size(), 1);
    QCOMPARE(result.differences.constFirst().kind, Kind::Additional);
    QCOMPARE(result.differences.constFirst().received, "unexpected"_ba);
    QCOMPARE(result.summary.received, 2);
}

void tst_ReplayDifferences::anotherKindOfAnswerIsPaired()
{
    TalkCapture talk(path());
    talk.open(1);
    talk.sent(1, RelayRegistration{u"alpha"_s, TalkCapture::alpha});
    talk.received(1, "text of another service"_ba);
    talk.finish();
    TestKit::ScriptedRelay relay;
    const Result result = replay(relay.address(), shortTimeout());
    QCOMPARE(result.differences.size(), 1);
    QCOMPARE(result.differences.constFirst().kind, Kind::Changed);
    QCOMPARE(result.differences.constFirst().captured, "text of another service"_ba);
    QVERIFY(result.differences.constFirst().received.contains("relay_response"));
}

void tst_ReplayDifferences::anUnreachableRelay()
{
    TalkCapture talk(path());
    talk.handshake();
    talk.finish();
    QUrl nowhere(u"ws://127.0.0.1"_s);
    nowhere.setPort(TestSupport::unusedPort());
    const Result result = replay(nowhere);
    // One difference a connection, and what follows from it is counted.
    QCOMPARE(result.differences.size(), 2);
    for (const ReplayDifference &found : result.differences) {
        QCOMPARE(found.kind, Kind::Handshake);
        QCOMPARE(found.fields.constFirst().captured, u"opened"_s);
        QVERIFY(found.fields.constFirst().received.contains("refused"_L1));
    }
    QCOMPARE(result.summary.unsent, 4);
    QCOMPARE(result.summary.missing, 4);
    QCOMPARE(result.summary.sent, 0);
}

void tst_ReplayDifferences::aRefusalThatIsInTheCapture()
{
    TalkCapture talk(path());
    talk.open(1, 403);
    talk.finish();
    TestSupport::RawServer refusing([](QTcpSocket *socket, const QByteArray &) {
        socket->write("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n");
    });
    QVERIFY(replay(refusing.address()).summary.isEqual());
    const Result opened = replay(m_relay->url());
    QCOMPARE(opened.differences.size(), 1);
    const QList<FieldDifference> expected{{u"handshake"_s, u"HTTP 403"_s, u"HTTP 101"_s}};
    QCOMPARE(opened.differences.constFirst().fields, expected);
}

void tst_ReplayDifferences::endsOfConnections_data()
{
    QTest::addColumn<int>("captured"); // Close code of the relay; 0: the client leaves, -1: it stays.
    QTest::addColumn<int>("now");
    QTest::addColumn<QString>("difference");
    QTest::newRow("the relay closes") << 4001 << 4001 << QString();
    QTest::newRow("the relay closes with another code")
        << 4001 << 4002 << u"closed by the relay with 4001: go|closed by the relay with 4002: go"_s;
    QTest::newRow("the relay does not close any more") << 4001 << 0 << u"closed by the relay with 4001: go|open"_s;
    QTest::newRow("the relay closes first")
        << 0 << 4001 << u"closed by the client with 1000|closed by the relay with 4001: go"_s;
    QTest::newRow("it was open") << -1 << 4001 << u"open|closed by the relay with 4001: go"_s;
    QTest::newRow("it stays open") << -1 << 0 << QString();
}

void tst_ReplayDifferences::endsOfConnections()
{
    QFETCH(int, captured);
    QFETCH(int, now);
    QFETCH(QString, difference);
    TalkCapture talk(path());
    talk.join(1, TalkCapture::alpha, u"alpha"_s);
    talk.sent(1, "leave"_ba);
    if (captured == 0) {
        talk.wait(200ms); // The relay may be first.
        talk.received(1, "never"_ba);
        talk.close(1, true, 1000);
    } else if (captured > 0) {
        talk.close(1, false, quint16(captured), u"go"_s);
    }
    talk.finish();
    TestKit::ScriptedRelay relay;
    connect(&relay, &TestKit::ScriptedRelay::textReceived, &relay, [&relay, now] {
        if (now > 0)
            relay.closePeer(quint16(now), u"go"_s);
    });
    const Result result = replay(relay.address(), shortTimeout());
    QStringList ends;
    for (const ReplayDifference &found : result.differences) {
        if (found.kind == Kind::End)
            ends.append(found.fields.constFirst().captured + u'|' + found.fields.constFirst().received);
    }
    QCOMPARE(ends, difference.isEmpty() ? QStringList() : QStringList{difference});
}

QTEST_GUILESS_MAIN(tst_ReplayDifferences)
#include "tst_replaydifferences.moc"
