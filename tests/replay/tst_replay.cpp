// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/replay/replay.h"
#include "relaycore/protocol/codec.h"
#include "relaycore/server/relayserver.h"
#include "relaycore/testkit/scriptedrelay.h"
#include "tests/replay/talkcapture.h"
#include "tests/support/rawserver.h"

#include <QtCore/QTemporaryDir>
#include <QtCore/QThread>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWebSockets/QWebSocket>

using namespace Inspector;
using namespace RelayCore;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;
using Kind = ReplayDifference::Kind;
using Timing = ReplayOptions::Timing;

Q_DECLARE_METATYPE(Inspector::ReplayOptions::Timing)

/// Replays hand-made captures to a RelayServer and to relays that behave otherwise.
class tst_Replay : public QObject
{
    Q_OBJECT

private:
    static constexpr int limitMs = 30'000;

    struct Result
    {
        QList<ReplayDifference> differences;
        ReplaySummary summary;
    };

    [[nodiscard]] Result replay(const QUrl &relay, ReplayOptions options = {}) const
    {
        options.target.address = relay;
        Replay replay(path(), options);
        return resultOf(replay);
    }
    [[nodiscard]] static Result resultOf(Replay &replay)
    {
        Result result;
        connect(&replay, &Replay::differed, [&result](const ReplayDifference &found) { result.differences += found; });
        QSignalSpy finished(&replay, &Replay::finished);
        replay.start();
        if (finished.isEmpty() && !finished.wait(limitMs))
            qFatal("the replay does not end");
        result.summary = finished.constFirst().constFirst().value<ReplaySummary>();
        return result;
    }
    [[nodiscard]] static ReplayOptions shortTimeout(Timing timing = Timing::Lockstep)
    {
        ReplayOptions options;
        options.target.timeout = 300ms;
        options.timing = timing;
        return options;
    }
    [[nodiscard]] QString path() const { return m_folder->filePath(u"talk.relaycap"_s); }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<RelayServer> m_relay;

private Q_SLOTS:
    void init();
    void cleanup();
    void aHandshakeIsEqual_data();
    void aHandshakeIsEqual();
    void chosenConnections();
    void uuidsAreRenewedOrKept();
    void pausesAreKept();
    void returnedMessagesAreEqual();
    void aChangedErrorText();
    void aMissingMessage_data();
    void aMissingMessage();
    void anAdditionalMessage();
    void anotherKindOfAnswerIsPaired();
    void anUnreachableRelay();
    void aRefusalThatIsInTheCapture();
    void endsOfConnections_data();
    void endsOfConnections();
    void incompleteMessagesAreNotSent();
    void binaryMessagesAndOddTexts();
    void manyMessages_data();
    void manyMessages();
    void cancelling();
    void anotherThread();
    void unusableCaptures();
};

void tst_Replay::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    RelayServerOptions options;
    options.port = 0;
    m_relay = std::make_unique<RelayServer>(options);
    QVERIFY(m_relay->listen());
}

void tst_Replay::cleanup()
{
    m_relay.reset();
}

void tst_Replay::aHandshakeIsEqual_data()
{
    QTest::addColumn<Timing>("timing");
    QTest::addColumn<bool>("keepUuids");
    QTest::newRow("lockstep") << Timing::Lockstep << false;
    QTest::newRow("lockstep, UUIDs kept") << Timing::Lockstep << true;
    QTest::newRow("original") << Timing::Original << false;
    QTest::newRow("fast") << Timing::Fast << false;
}

void tst_Replay::aHandshakeIsEqual()
{
    QFETCH(Timing, timing);
    QFETCH(bool, keepUuids);
    TalkCapture talk(path());
    talk.handshake();
    talk.close(2, true, 1000);
    talk.close(1, true, 1001, u"bye"_s);
    talk.finish();
    ReplayOptions options;
    options.timing = timing;
    options.keepUuids = keepUuids;
    const Result result = replay(m_relay->url(), options);
    QCOMPARE(result.differences, QList<ReplayDifference>());
    ReplaySummary expected;
    expected.connections = 2;
    expected.sent = 4;
    expected.received = 4;
    expected.equal = 4;
    QCOMPARE(result.summary, expected);
    QVERIFY(result.summary.isEqual());
    QTRY_VERIFY_WITH_TIMEOUT(m_relay->clients().isEmpty(), limitMs);
}

void tst_Replay::chosenConnections()
{
    TalkCapture talk(path());
    talk.handshake();
    talk.finish();
    ReplayOptions options = shortTimeout();
    options.connections = {1};
    const Result result = replay(m_relay->url(), options);
    // beta is not there: the offer comes back, which stands beside the answer of the capture.
    QCOMPARE(result.summary.connections, 1U);
    QCOMPARE(result.summary.sent, 2);
    QCOMPARE(result.differences.size(), 1);
    const ReplayDifference &found = result.differences.constFirst();
    QCOMPARE(found.kind, Kind::Changed);
    QCOMPARE(found.connection, 1U);
    QCOMPARE(found.client, u"alpha"_s);
    QCOMPARE(found.message, 8U);
    QVERIFY(found.captured.contains("answer"));
    QVERIFY(found.received.contains("offer"));
    // What came back is shown with the UUIDs of the capture.
    QVERIFY(found.received.contains(TalkCapture::alpha.toByteArray(QUuid::WithoutBraces)));
}

void tst_Replay::uuidsAreRenewedOrKept()
{
    TalkCapture talk(path());
    talk.join(1, TalkCapture::alpha, u"alpha"_s);
    talk.finish();
    for (const bool keep : {false, true}) {
        TestKit::ScriptedRelay relay;
        ReplayOptions options;
        options.keepUuids = keep;
        const Result result = replay(relay.address(), options);
        QVERIFY(result.summary.isEqual());
        QCOMPARE(relay.registrations().size(), 1);
        QCOMPARE(relay.registrations().constFirst().name, u"alpha"_s);
        QCOMPARE(relay.registrations().constFirst().uuid == TalkCapture::alpha, keep);
    }
}

void tst_Replay::pausesAreKept()
{
    TalkCapture talk(path());
    talk.join(1, TalkCapture::alpha, u"alpha"_s);
    talk.wait(600ms);
    talk.sent(1, "late"_ba);
    talk.finish();
    const auto took = [this](double speed) {
        TestKit::ScriptedRelay relay;
        ReplayOptions options;
        options.timing = Timing::Original;
        options.speed = speed;
        QElapsedTimer clock;
        clock.start();
        (void)replay(relay.address(), options);
        return relay.received() == QStringList{u"late"_s} ? clock.elapsed() : -1;
    };
    // Never before its time. How long it takes beyond that is the machine's business.
    QVERIFY(took(1) >= 590);
    QVERIFY(took(3) >= 190);
    QVERIFY(took(1000) >= 0);
}

void tst_Replay::returnedMessagesAreEqual()
{
    TalkCapture talk(path());
    talk.join(1, TalkCapture::alpha, u"alpha"_s);
    PeerConnection offer = TalkCapture::offer(TalkCapture::alpha, TalkCapture::beta);
    talk.sent(1, offer);
    offer.error = u"Cannot forward peer connection message to peer as the peer is not known by this relay server."_s;
    talk.received(1, offer);
    talk.finish();
    const Result result = replay(m_relay->url());
    // The words are the relay's: whatever they are, only they may differ.
    QCOMPARE(result.summary.received, 2);
    for (const ReplayDifference &found : result.differences) {
        QCOMPARE(found.kind, Kind::Changed);
        QCOMPARE(found.fields.size(), 1);
        QCOMPARE(found.fields.constFirst().field, u"error"_s);
    }
}

void tst_Replay::aChangedErrorText()
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

void tst_Replay::aMissingMessage_data()
{
    QTest::addColumn<Timing>("timing");
    QTest::newRow("lockstep") << Timing::Lockstep;
    QTest::newRow("original") << Timing::Original;
    QTest::newRow("fast") << Timing::Fast;
}

void tst_Replay::aMissingMessage()
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

void tst_Replay::anAdditionalMessage()
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

void tst_Replay::anotherKindOfAnswerIsPaired()
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

void tst_Replay::anUnreachableRelay()
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

void tst_Replay::aRefusalThatIsInTheCapture()
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

void tst_Replay::endsOfConnections_data()
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

void tst_Replay::endsOfConnections()
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

void tst_Replay::incompleteMessagesAreNotSent()
{
    TalkCapture talk(path());
    talk.join(1, TalkCapture::alpha, u"alpha"_s);
    talk.sentTruncated(1, "beginning");
    talk.sent(1, "whole"_ba);
    talk.finish();
    TestKit::ScriptedRelay relay;
    const Result result = replay(relay.address());
    QCOMPARE(result.differences.size(), 1);
    QCOMPARE(result.differences.constFirst().kind, Kind::Unsent);
    QCOMPARE(result.differences.constFirst().message, 3U);
    QCOMPARE(result.summary.unsent, 1);
    QCOMPARE(result.summary.sent, 2);
}

void tst_Replay::binaryMessagesAndOddTexts()
{
    TalkCapture talk(path());
    talk.open(1);
    talk.sentBinary(1, QByteArray("\x00\xff\x01", 3));
    talk.sent(1, QByteArray("ok"));
    talk.finish();
    QByteArray seen;
    TestSupport::RawServer server([&seen](QTcpSocket *socket, const QByteArray &head) {
        socket->write(TestSupport::RawServer::acceptUpgrade(head));
        QObject::connect(socket, &QIODevice::readyRead, socket, [socket, &seen] { seen += socket->readAll(); });
    });
    const Result result = replay(server.address(), shortTimeout());
    QCOMPARE(result.summary.sent, 2);
    // FIN, binary, masked, 3 bytes; unmasked with the key that follows.
    QCOMPARE(seen.first(2), QByteArray("\x82\x83", 2));
    QByteArray payload = seen.sliced(6, 3);
    for (int i = 0; i < 3; ++i)
        payload[i] = char(payload.at(i) ^ seen.at(2 + i));
    QCOMPARE(payload, QByteArray("\x00\xff\x01", 3));
}

void tst_Replay::manyMessages_data()
{
    aMissingMessage_data();
}

void tst_Replay::manyMessages()
{
    QFETCH(Timing, timing);
    constexpr int count = 3'000;
    TalkCapture talk(path());
    talk.join(1, TalkCapture::alpha, u"alpha"_s);
    for (int i = 0; i < count; ++i) {
        const PeerConnection message =
            TalkCapture::offer(TalkCapture::alpha, TalkCapture::alpha, u"v=0\r\ns=%1\r\n"_s.arg(i).repeated(20));
        talk.sent(1, message);
        talk.received(1, message);
    }
    talk.finish();
    ReplayOptions options;
    options.timing = timing;
    options.speed = 1000;
    const Result result = replay(m_relay->url(), options);
    QCOMPARE(result.differences, QList<ReplayDifference>());
    QCOMPARE(result.summary.equal, quint64(count + 1));
}

void tst_Replay::cancelling()
{
    TalkCapture talk(path());
    talk.join(1, TalkCapture::alpha, u"alpha"_s);
    talk.wait(1h);
    talk.sent(1, "late"_ba);
    talk.finish();
    ReplayOptions options;
    options.target.address = m_relay->url();
    options.timing = Timing::Original;
    Replay replay(path(), options);
    QSignalSpy finished(&replay, &Replay::finished);
    replay.start();
    QTRY_VERIFY_WITH_TIMEOUT(!m_relay->clients().isEmpty(), limitMs);
    replay.cancel();
    QVERIFY(!finished.isEmpty() || finished.wait(limitMs));
    const auto summary = finished.constFirst().constFirst().value<ReplaySummary>();
    QVERIFY(summary.isCanceled);
    QVERIFY(!summary.isEqual());
    QCOMPARE(summary.sent, 1);
    QTRY_VERIFY_WITH_TIMEOUT(m_relay->clients().isEmpty(), limitMs);
    replay.cancel();
    QCOMPARE(finished.size(), 1);
}

void tst_Replay::anotherThread()
{
    TalkCapture talk(path());
    talk.handshake();
    talk.finish();
    ReplayOptions options;
    options.target.address = m_relay->url();
    QThread thread;
    auto *replay = new Replay(path(), options);
    replay->moveToThread(&thread);
    connect(&thread, &QThread::finished, replay, &QObject::deleteLater);
    QSignalSpy finished(replay, &Replay::finished);
    thread.start();
    QMetaObject::invokeMethod(replay, &Replay::start);
    QTRY_VERIFY_WITH_TIMEOUT(!finished.isEmpty(), limitMs);
    QVERIFY(finished.constFirst().constFirst().value<ReplaySummary>().isEqual());
    thread.quit();
    thread.wait();
}

void tst_Replay::unusableCaptures()
{
    const Result none = replay(m_relay->url());
    QVERIFY(none.summary.problem.contains(u"talk.relaycap"_s));
    QVERIFY(!none.summary.isEqual());
    TalkCapture talk(path());
    talk.finish();
    QVERIFY(replay(m_relay->url()).summary.problem.contains(u"no connection to replay"_s));
    ReplayOptions options;
    options.connections = {7};
    QVERIFY(replay(m_relay->url(), options).summary.problem.contains(u"no connection 7"_s));
}

QTEST_GUILESS_MAIN(tst_Replay)
#include "tst_replay.moc"
