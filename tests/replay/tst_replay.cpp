// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/replay/replayconnection.h"
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

/// Replays hand-made captures to a RelayServer and to relays that behave otherwise.
class tst_Replay : public ReplayTest
{
    Q_OBJECT

private Q_SLOTS:
    void aHandshakeIsEqual_data();
    void aHandshakeIsEqual();
    void chosenConnections();
    void uuidsAreRenewedOrKept();
    void pausesAreKept();
    void returnedMessagesAreEqual();
    void incompleteMessagesAreNotSent();
    void binaryMessagesAndOddTexts();
    void manyMessages_data();
    void manyMessages();
    void cancelling();
    void cancellingWhileTheCaptureIsRead();
    void connectionsWithoutMessages_data();
    void connectionsWithoutMessages();
    void anAbortedOpeningStaysEnded();
    void aWrongAcceptIsNoStatus();
    void anotherThread();
    void unusableCaptures();
};

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
    // As the reference and RelayServer write it.
    offer.error =
        u"Cannot forward peer connection message to peer %1 because this peer is not registered this relay server."_s
            .arg(TalkCapture::beta.toString(QUuid::WithoutBraces));
    talk.received(1, offer);
    talk.finish();
    const Result result = replay(m_relay->url());
    QCOMPARE(result.differences, {});
    QCOMPARE(result.summary.received, 2);
    QCOMPARE(result.summary.equal, 2);
    QVERIFY(result.summary.isEqual());
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
    addTimings();
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

void tst_Replay::cancellingWhileTheCaptureIsRead()
{
    TalkCapture talk(path());
    talk.join(1, TalkCapture::alpha, u"alpha"_s);
    for (int i = 0; i < 20'000; ++i)
        talk.sent(1, "text"_ba);
    talk.finish();
    ReplayOptions options;
    options.target.address = m_relay->url();
    Replay replay(path(), options);
    QSignalSpy finished(&replay, &Replay::finished);
    QSignalSpy moved(&replay, &Replay::moved);
    replay.cancel(); // Arrives while start() reads.
    replay.start();
    QVERIFY(!finished.isEmpty() || finished.wait(limitMs));
    const auto summary = finished.constFirst().constFirst().value<ReplaySummary>();
    QVERIFY(summary.isCanceled);
    QCOMPARE(summary.problem, QString());
    QCOMPARE(summary.connections, 0U);
    QVERIFY(moved.isEmpty());
}

void tst_Replay::connectionsWithoutMessages_data()
{
    QTest::addColumn<HeaderList>("headers");
    QTest::addColumn<int>("status"); // 0: no response.
    QTest::addColumn<bool>("isReplayed");
    const HeaderList upgrade{{"Host", "relay.test"}, {"upgrade", "WebSocket"}};
    const HeaderList plain{{"Host", "relay.test"}};
    QTest::newRow("accepted") << upgrade << 101 << true;
    QTest::newRow("refused") << upgrade << 403 << true;
    QTest::newRow("refused with 200") << upgrade << 200 << true;
    QTest::newRow("not answered") << upgrade << 0 << true;
    QTest::newRow("headers are not known") << HeaderList() << 101 << true;
    QTest::newRow("a page") << plain << 200 << false;
    QTest::newRow("a page that is missing") << plain << 404 << false;
}

void tst_Replay::connectionsWithoutMessages()
{
    QFETCH(HeaderList, headers);
    QFETCH(int, status);
    QFETCH(bool, isReplayed);
    TalkCapture talk(path());
    talk.join(1, TalkCapture::alpha, u"alpha"_s);
    talk.observe(2, ConnectionOpened{u"127.0.0.1:50002"_s, u"ws://relay.test"_s});
    talk.observe(2, HandshakeRequest{"GET / HTTP/1.1", headers});
    if (status > 0)
        talk.observe(2, HandshakeResponse{status, "HTTP/1.1 " + QByteArray::number(status), {}, {}});
    talk.finish();
    QCOMPARE(replay(m_relay->url()).summary.connections, isReplayed ? 2U : 1U);
}

void tst_Replay::anAbortedOpeningStaysEnded()
{
    ChannelTarget target;
    target.address = m_relay->url();
    ReplayConnection aborted(target);
    QSignalSpy moved(&aborted, &ReplayConnection::moved);
    ReplayConnection other(target);
    aborted.start();
    aborted.abort();
    QVERIFY(aborted.state() == ReplayConnection::State::Ended);
    // Both would open at about the same time.
    other.start();
    QTRY_VERIFY_WITH_TIMEOUT(other.state() == ReplayConnection::State::Open, limitMs);
    QVERIFY(aborted.state() == ReplayConnection::State::Ended);
    QVERIFY(!aborted.wasOpen());
    QVERIFY(moved.isEmpty());
}

void tst_Replay::aWrongAcceptIsNoStatus()
{
    TestSupport::RawServer relay([](QTcpSocket *socket, const QByteArray &) {
        socket->write("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                      "Sec-WebSocket-Accept: wrong\r\n\r\n");
    });
    ChannelTarget target;
    target.address = relay.address();
    ReplayConnection connection(target);
    connection.start();
    QTRY_VERIFY_WITH_TIMEOUT(connection.state() == ReplayConnection::State::Ended, limitMs);
    QCOMPARE(connection.status(), 0);
    QCOMPARE(connection.words(), u"Sec-WebSocket-Accept does not fit the request"_s);
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
