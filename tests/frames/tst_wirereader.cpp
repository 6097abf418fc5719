// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/frames/wirereader.h"
#include "tests/frames/frametest.h"

#include <QtCore/QRandomGenerator>

#include <utility>

using namespace FrameTest;
using Inspector::WireReader;

// A conversation as the proxy sees it: pieces of both directions in the order of their arrival.
using Pieces = QList<std::pair<Direction, QByteArray>>;

Q_DECLARE_METATYPE(Payloads)

namespace {

Payloads play(const Pieces &pieces, const WireReader::Options &options = {})
{
    WireReader reader(options);
    Payloads out;
    for (const auto &[direction, bytes] : pieces)
        out += reader.read(direction, bytes);
    return out + reader.finish();
}

// Everything a conversation can hold: all length forms, fragments, control frames between them, both close frames.
Pieces conversation()
{
    FrameSpec compressed;
    compressed.reserved = 0x40;
    compressed.payload = QByteArray::fromHex("f248cdc9c90700");
    const QByteArray sent = WireBytes::clientText("{\"message_type\": \"relay_registration\"}")
                            + frameOf(0x1, QByteArray(126, 'a'), false, true)
                            + frameOf(0x9, "are you there", true, true)
                            + frameOf(0x0, QByteArray(125, 'b'), false, true) + frameOf(0x0, "", true, true)
                            + frameOf(0x2, QByteArray::fromHex("00ff80"), true, true);
    const QByteArray received = WireBytes::relayText("") + frameOf(0xA, "are you there", true, false)
                                + WireBytes::frame(compressed) + frameOf(0x2, QByteArray(300, '\x01'), false, false)
                                + frameOf(0xA, "", true, false) + frameOf(0x0, QByteArray(70'000, '\x02'), true, false);
    return {{Direction::Sent, WireBytes::request("permessage-deflate; client_max_window_bits")},
            {Direction::Received, WireBytes::accepted("permessage-deflate; server_no_context_takeover")},
            {Direction::Sent, sent},
            {Direction::Received, received},
            {Direction::Sent, WireBytes::close(1000, "bye", true)},
            {Direction::Received, WireBytes::close(1000, "bye", false)}};
}

} // namespace

class tst_WireReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void violationEndsOnlyItsDirection();
    void wholeConversation();
    void everySplitGivesTheSame();
    void bytewiseGivesTheSame();
    void randomSplitsGiveTheSame();
    void framesRightBehindTheHeads();
    void refusals_data();
    void refusals();
    void heads_data();
    void heads();
    void interimResponseIsSkipped();
};

void tst_WireReader::violationEndsOnlyItsDirection()
{
    const Payloads out = play({{Direction::Sent, WireBytes::request()},
                               {Direction::Received, WireBytes::accepted()},
                               {Direction::Sent, frameOf(0x3, "", true, true) + WireBytes::clientText("lost")},
                               {Direction::Received, WireBytes::relayText("seen")}});
    QCOMPARE(out.size(), 4);
    QVERIFY(std::holds_alternative<ProtocolViolation>(out.at(2)));
    QCOMPARE(std::get<WireMessage>(out.at(3)).payload, QByteArray("seen"));
}

void tst_WireReader::wholeConversation()
{
    const Payloads out = play(conversation());
    QCOMPARE(out.size(), 13);
    const auto &request = std::get<HandshakeRequest>(out.at(0));
    QCOMPARE(request.requestLine, QByteArray("GET /relay?x=1 HTTP/1.1"));
    QCOMPARE(request.headers.first(), (HttpHeader{"Host", "127.0.0.1:9700"}));
    const auto &response = std::get<HandshakeResponse>(out.at(1));
    QCOMPARE(response.status, 101);
    QCOMPARE(response.statusLine, QByteArray("HTTP/1.1 101 Switching Protocols"));
    QCOMPARE(response.headers.size(), 4);
    QCOMPARE(std::get<ControlFrame>(out.at(3)).payload, QByteArray("are you there"));
    const auto &fragmented = std::get<WireMessage>(out.at(4));
    QCOMPARE(fragmented.payload, QByteArray(126, 'a') + QByteArray(125, 'b'));
    QCOMPARE(fragmented.frames, 3u);
    QCOMPARE(fragmented.wireBytes, 8 + 126 + 6 + 125 + 6);
    const auto &compressed = std::get<WireMessage>(out.at(8));
    QVERIFY(compressed.compressed);
    QCOMPARE(compressed.payload, QByteArray("Hello"));
    QCOMPARE(compressed.inflatedBytes, 5);
    QCOMPARE(compressed.wireBytes, 9);
    QCOMPARE(std::get<WireMessage>(out.at(10)).payload.size(), 70'300);
    QVERIFY(!std::get<WireMessage>(out.at(10)).compressed);
    QCOMPARE(std::get<ControlFrame>(out.at(11)).closeCode, quint16(1000));
    QCOMPARE(std::get<ControlFrame>(out.at(12)).closeReason, u"bye"_s);
}

void tst_WireReader::everySplitGivesTheSame()
{
    const Pieces pieces = conversation();
    const Payloads whole = play(pieces);
    qsizetype splits = 0;
    for (qsizetype piece = 0; piece < pieces.size(); ++piece) {
        const auto &[direction, bytes] = pieces.at(piece);
        // Within the 70,000 equal bytes at the end of a long piece every thousandth split is enough.
        for (qsizetype at = 1; at < bytes.size(); at += at < 2'000 ? 1 : 997, ++splits) {
            Pieces split = pieces;
            split[piece].second = bytes.first(at);
            split.insert(piece + 1, {direction, bytes.sliced(at)});
            compare(play(split), whole);
            if (QTest::currentTestFailed())
                QFAIL(qPrintable(u"split of piece %1 at %2"_s.arg(piece).arg(at)));
        }
    }
    QVERIFY(splits > 1'000);
}

void tst_WireReader::bytewiseGivesTheSame()
{
    Pieces bytewise;
    for (const auto &[direction, bytes] : conversation()) {
        for (const char byte : bytes)
            bytewise.append({direction, QByteArray(1, byte)});
    }
    compare(play(bytewise), play(conversation()));
}

void tst_WireReader::randomSplitsGiveTheSame()
{
    const Payloads whole = play(conversation());
    for (quint32 seed = 1; seed <= 200; ++seed) {
        QRandomGenerator random(seed);
        Pieces split;
        for (const auto &[direction, bytes] : conversation()) {
            for (qsizetype at = 0; at < bytes.size();) {
                const qsizetype size =
                    std::min<qsizetype>(bytes.size() - at, 1 + random.bounded(1 << random.bounded(14)));
                split.append({direction, bytes.sliced(at, size)});
                at += size;
            }
        }
        compare(play(split), whole);
        if (QTest::currentTestFailed())
            QFAIL(qPrintable(u"seed %1"_s.arg(seed)));
    }
}

void tst_WireReader::framesRightBehindTheHeads()
{
    const QByteArray sent = WireBytes::request() + WireBytes::clientText("early") + WireBytes::clientText("bird");
    const QByteArray received = WireBytes::accepted() + WireBytes::relayText("welcome");
    WireReader reader;
    const Payloads first = reader.read(Direction::Sent, sent);
    QCOMPARE(first.size(), 1);
    QVERIFY(!reader.responded());
    const Payloads rest = reader.read(Direction::Received, received);
    QVERIFY(reader.responded());
    QVERIFY(reader.upgraded());
    QCOMPARE(rest.size(), 4);
    QCOMPARE(std::get<HandshakeResponse>(rest.at(0)).status, 101);
    QCOMPARE(std::get<WireMessage>(rest.at(1)).payload, QByteArray("early"));
    QCOMPARE(std::get<WireMessage>(rest.at(2)).payload, QByteArray("bird"));
    QCOMPARE(std::get<WireMessage>(rest.at(3)).payload, QByteArray("welcome"));

    Pieces bytewise;
    for (const char byte : sent)
        bytewise.append({Direction::Sent, QByteArray(1, byte)});
    for (const char byte : received)
        bytewise.append({Direction::Received, QByteArray(1, byte)});
    compare(play(bytewise), first + rest);
}

void tst_WireReader::refusals_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("401 with a counted body")
        << QByteArray("HTTP/1.1 401 Unauthorized\r\nContent-Length: 5\r\n\r\nno...HTTP/1.1 200 OK\r\n\r\n") << 401
        << QByteArray("no...");
    QTest::newRow("403 without a body") << QByteArray("HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\n\r\n") << 403
                                        << QByteArray();
    QTest::newRow("502 with a chunked body")
        << QByteArray("HTTP/1.1 502 Bad Gateway\r\nTransfer-Encoding: chunked\r\n\r\n"
                      "4\r\nBad \r\nA;x=y\r\nGateway 42\r\n0\r\n\r\n")
        << 502 << QByteArray("Bad Gateway 42");
    QTest::newRow("503 with a body that ends with the connection")
        << QByteArray("HTTP/1.0 503 \r\n\r\ncome back later") << 503 << QByteArray("come back later");
    QTest::newRow("a status line without a reason, lines that end in LF only")
        << QByteArray("HTTP/1.1 404\nContent-Length: 4\n\nnope") << 404 << QByteArray("nope");
    QTest::newRow("a body that is cut short")
        << QByteArray("HTTP/1.1 500 Oops\r\nContent-Length: 400\r\n\r\nhalf") << 500 << QByteArray("half");
    QTest::newRow("only the first 4 KiB of a long body")
        << QByteArray("HTTP/1.1 500 Oops\r\nContent-Length: 10000\r\n\r\n") + QByteArray(10'000, 'x') << 500
        << QByteArray(4096, 'x');
}

void tst_WireReader::refusals()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    const Pieces pieces{{Direction::Sent, WireBytes::request() + WireBytes::clientText("never read as a frame")},
                        {Direction::Received, bytes}};
    const Payloads whole = play(pieces);
    QCOMPARE(whole.size(), 2);
    const auto &response = std::get<HandshakeResponse>(whole.at(1));
    QCOMPARE(response.status, status);
    QCOMPARE(response.body, body);
    Pieces bytewise{pieces.first()};
    for (const char byte : bytes)
        bytewise.append({Direction::Received, QByteArray(1, byte)});
    compare(play(bytewise), whole);
}

void tst_WireReader::heads_data()
{
    QTest::addColumn<Direction>("direction");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("reason");
    QTest::newRow("a TLS hello is not a request")
        << Direction::Sent << QByteArray::fromHex("160301") + QByteArray(100, 'x')
        << u"the first byte 0x16 does not begin an HTTP request"_s;
    QTest::newRow("a request line of words") << Direction::Sent << QByteArray("hello my dear relay\r\n\r\n")
                                             << u"the first line is not an HTTP/1 request line"_s;
    QTest::newRow("the preface of HTTP/2")
        << Direction::Sent << QByteArray("PRI * HTTP/2.0\r\n\r\n") << u"the first line is not an HTTP/1 request line"_s;
    QTest::newRow("a response of another protocol") << Direction::Received << QByteArray("SSH-2.0-OpenSSH_9.2\r\n")
                                                    << u"the first byte 0x53 does not begin an HTTP response"_s;
    QTest::newRow("a status of letters") << Direction::Received << QByteArray("HTTP/1.1 abc\r\n\r\n")
                                         << u"the first line is not an HTTP/1 status line"_s;
    QTest::newRow("a head longer than the limit")
        << Direction::Sent << "GET / HTTP/1.1\r\nX: " + QByteArray(600, 'x') + "\r\n\r\n"
        << u"the head is longer than 512 bytes"_s;
    QTest::newRow("many short fields beyond the limit")
        << Direction::Sent << "GET / HTTP/1.1\r\n" + QByteArray("a:b\r\n").repeated(200)
        << u"the head is longer than 512 bytes"_s;
}

void tst_WireReader::heads()
{
    QFETCH(Direction, direction);
    QFETCH(QByteArray, bytes);
    QFETCH(QString, reason);
    WireReader::Options options;
    options.maxHeadBytes = 512;
    const Payloads expected{ProtocolViolation{direction, reason}};
    compare(play({{direction, bytes}}, options), expected);
    Pieces bytewise;
    for (const char byte : bytes)
        bytewise.append({direction, QByteArray(1, byte)});
    compare(play(bytewise, options), expected);
}

void tst_WireReader::interimResponseIsSkipped()
{
    const Payloads out =
        play({{Direction::Sent, WireBytes::request()},
              {Direction::Received, "HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n" + WireBytes::accepted()}});
    QCOMPARE(out.size(), 2);
    QCOMPARE(std::get<HandshakeResponse>(out.at(1)).status, 101);
}

QTEST_APPLESS_MAIN(tst_WireReader)
#include "tst_wirereader.moc"
