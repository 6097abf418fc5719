// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/frames/framereader.h"
#include "inspector/frames/wirereader.h"
#include "tests/support/wirebytes.h"

#include <QtCore/QRandomGenerator>
#include <QtTest/QTest>

#include <utility>

using namespace Qt::Literals::StringLiterals;
using namespace RelayCore;
using Inspector::FrameReader;
using Inspector::Inflater;
using Inspector::WireReader;
using WireBytes::FrameSpec;

using Payloads = QList<WirePayload>;
// A conversation as the proxy sees it: pieces of both directions in the order of their arrival.
using Pieces = QList<std::pair<Direction, QByteArray>>;

Q_DECLARE_METATYPE(Payloads)
Q_DECLARE_METATYPE(FrameReader::Options)

namespace {

const QByteArray mask = QByteArray::fromHex("01020304");

Payloads readAll(const QByteArray &bytes, Direction direction, const FrameReader::Options &options = {})
{
    FrameReader reader(direction, options);
    Payloads out;
    reader.read(bytes, out);
    return out;
}

Payloads readBytewise(const QByteArray &bytes, Direction direction, const FrameReader::Options &options = {})
{
    FrameReader reader(direction, options);
    Payloads out;
    for (const char &byte : bytes)
        reader.read(QByteArrayView(&byte, 1), out);
    return out;
}

Payloads play(const Pieces &pieces, const WireReader::Options &options = {})
{
    WireReader reader(options);
    Payloads out;
    for (const auto &[direction, bytes] : pieces)
        out += reader.read(direction, bytes);
    return out + reader.finish();
}

QByteArray frameOf(quint8 opcode, const QByteArray &payload, bool fin, bool masked)
{
    FrameSpec spec;
    spec.opcode = opcode;
    spec.payload = payload;
    spec.fin = fin;
    if (masked)
        spec.mask = mask;
    return WireBytes::frame(spec);
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

QString describe(const WirePayload &payload)
{
    if (const auto *violation = std::get_if<ProtocolViolation>(&payload))
        return u"violation: "_s + violation->reason;
    if (const auto *message = std::get_if<WireMessage>(&payload))
        return u"message of %1 bytes in %2 frames, %3 bytes on the wire"_s.arg(message->payload.size())
            .arg(message->frames)
            .arg(message->wireBytes);
    return u"payload %1"_s.arg(payload.index());
}

// QCOMPARE of whole lists would not say which element differs.
void compare(const Payloads &actual, const Payloads &expected)
{
    for (qsizetype i = 0; i < std::min(actual.size(), expected.size()); ++i) {
        QVERIFY2(actual.at(i) == expected.at(i), qPrintable(u"element %1 is %2, not %3"_s.arg(i).arg(
                                                     describe(actual.at(i)), describe(expected.at(i)))));
    }
    QCOMPARE(actual.size(), expected.size());
}

} // namespace

class tst_Frames : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void payloadSizes_data();
    void payloadSizes();
    void specificationExamples_data();
    void specificationExamples();
    void violations_data();
    void violations();
    void largeMessagesAreCut_data();
    void largeMessagesAreCut();
    void notes_data();
    void notes();
    void closeFrames_data();
    void closeFrames();
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
    void sixtyFourMegabytes();
    void bytewiseIsLinear();
};

void tst_Frames::payloadSizes_data()
{
    QTest::addColumn<int>("size");
    QTest::addColumn<int>("headBytes");
    for (const auto &[size, head] : {std::pair{0, 2},
                                     {1, 2},
                                     {7, 2},
                                     {8, 2},
                                     {9, 2},
                                     {125, 2},
                                     {126, 4},
                                     {127, 4},
                                     {65535, 4},
                                     {65536, 10},
                                     {65537, 10}})
        QTest::addRow("a payload of %d bytes has a head of %d bytes", size, head) << size << head;
}

void tst_Frames::payloadSizes()
{
    QFETCH(int, size);
    QFETCH(int, headBytes);
    QByteArray payload(size, '\0');
    for (int i = 0; i < size; ++i)
        payload[i] = char(i * 31);

    const Payloads fromRelay{WireMessage{Direction::Received, Opcode::Binary, false, 1, headBytes + size, payload}};
    compare(readAll(frameOf(0x2, payload, true, false), Direction::Received), fromRelay);
    compare(readBytewise(frameOf(0x2, payload, true, false), Direction::Received), fromRelay);
    const Payloads fromClient{WireMessage{Direction::Sent, Opcode::Binary, false, 1, headBytes + 4 + size, payload}};
    compare(readAll(frameOf(0x2, payload, true, true), Direction::Sent), fromClient);
    compare(readBytewise(frameOf(0x2, payload, true, true), Direction::Sent), fromClient);
}

void tst_Frames::specificationExamples_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<Direction>("direction");
    QTest::addColumn<Payloads>("expected");
    const auto hex = [](const char *text) { return QByteArray::fromHex(text); };

    QTest::newRow("section 5.7: a single-frame unmasked text message")
        << hex("810548656c6c6f") << Direction::Received
        << Payloads{WireMessage{Direction::Received, Opcode::Text, false, 1, 7, "Hello"}};
    QTest::newRow("section 5.7: a single-frame masked text message")
        << hex("818537fa213d7f9f4d5158") << Direction::Sent
        << Payloads{WireMessage{Direction::Sent, Opcode::Text, false, 1, 11, "Hello"}};
    QTest::newRow("section 5.7: a fragmented unmasked text message")
        << hex("010348656c80026c6f") << Direction::Received
        << Payloads{WireMessage{Direction::Received, Opcode::Text, false, 2, 9, "Hello"}};
    QTest::newRow("section 5.7: an unmasked ping request")
        << hex("890548656c6c6f") << Direction::Received
        << Payloads{ControlFrame{Direction::Received, Opcode::Ping, 7, "Hello", {}, {}}};
    QTest::newRow("section 5.7: the masked pong response")
        << hex("8a8537fa213d7f9f4d5158") << Direction::Sent
        << Payloads{ControlFrame{Direction::Sent, Opcode::Pong, 11, "Hello", {}, {}}};
    QTest::newRow("section 5.7: 256 bytes of binary data in one frame")
        << hex("827e0100") + QByteArray(256, 'x') << Direction::Received
        << Payloads{WireMessage{Direction::Received, Opcode::Binary, false, 1, 260, QByteArray(256, 'x')}};
    QTest::newRow("section 5.7: 64 KiB of binary data in one frame")
        << hex("827f0000000000010000") + QByteArray(65536, 'x') << Direction::Received
        << Payloads{WireMessage{Direction::Received, Opcode::Binary, false, 1, 65546, QByteArray(65536, 'x')}};
}

void tst_Frames::specificationExamples()
{
    QFETCH(QByteArray, bytes);
    QFETCH(Direction, direction);
    QFETCH(Payloads, expected);
    compare(readAll(bytes, direction), expected);
    compare(readBytewise(bytes, direction), expected);
}

void tst_Frames::violations_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("reason");
    const auto claims = [](quint8 opcode, quint64 length) {
        FrameSpec spec;
        spec.opcode = opcode;
        spec.claimedLength = length;
        return WireBytes::frame(spec);
    };

    for (const int opcode : {0x3, 0x7, 0xB, 0xF})
        QTest::addRow("opcode %#x is reserved", opcode)
            << frameOf(quint8(opcode), "", true, false) << u"opcode 0x%1 is reserved"_s.arg(opcode, 0, 16);
    QTest::newRow("a ping with 126 bytes is too long") << frameOf(0x9, QByteArray(126, 'p'), true, false)
                                                       << u"a control frame has 126 bytes, at most 125 are allowed"_s;
    QTest::newRow("a close frame without the final bit is fragmented")
        << frameOf(0x8, "", false, false) << u"a control frame is fragmented"_s;
    QTest::newRow("a continuation needs a message")
        << frameOf(0x0, "x", true, false) << u"a continuation frame continues no message"_s;
    QTest::newRow("a text frame within a fragmented message")
        << frameOf(0x1, "x", false, false) + frameOf(0x1, "y", true, false)
        << u"a new message begins before the last fragment of the one before it"_s;
    QTest::newRow("a length of 2 to the power of 63")
        << claims(0x2, quint64(1) << 63)
        << u"a frame claims a length of 9223372036854775808 bytes, the highest bit must not be set"_s;
}

void tst_Frames::violations()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, reason);
    const QByteArray followed = WireBytes::relayText("before") + bytes + WireBytes::relayText("after");
    const Payloads expected{WireMessage{Direction::Received, Opcode::Text, false, 1, 8, "before"},
                            ProtocolViolation{Direction::Received, reason}};
    compare(readAll(followed, Direction::Received), expected);
    compare(readBytewise(followed, Direction::Received), expected);
}

void tst_Frames::largeMessagesAreCut_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("frames");
    QTest::addColumn<int>("wireBytes");
    QTest::addColumn<bool>("truncated");
    QTest::newRow("as many bytes as the limit")
        << frameOf(0x2, QByteArray(1000, 'x'), true, true) << 1 << 1008 << false;
    QTest::newRow("one byte more than the limit")
        << frameOf(0x2, QByteArray(1001, 'x'), true, true) << 1 << 1009 << true;
    QTest::newRow("three times the limit") << frameOf(0x2, QByteArray(3000, 'x'), true, true) << 1 << 3008 << true;
    QTest::newRow("fragments that add up to more than the limit")
        << frameOf(0x2, QByteArray(600, 'x'), false, true) + frameOf(0x0, QByteArray(600, 'x'), false, true)
               + frameOf(0x0, QByteArray(600, 'x'), true, true)
        << 3 << 1824 << true;
}

void tst_Frames::largeMessagesAreCut()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, frames);
    QFETCH(int, wireBytes);
    QFETCH(bool, truncated);
    const FrameReader::Options small{{}, 1000};
    WireMessage cut{Direction::Sent, Opcode::Binary, false, quint32(frames), wireBytes, QByteArray(1000, 'x')};
    cut.truncated = truncated;
    const Payloads expected{cut, WireMessage{Direction::Sent, Opcode::Text, false, 1, 11, "after"}};
    compare(readAll(bytes + WireBytes::clientText("after"), Direction::Sent, small), expected);
    compare(readBytewise(bytes + WireBytes::clientText("after"), Direction::Sent, small), expected);
}

void tst_Frames::notes_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<FrameReader::Options>("options");
    QTest::addColumn<Direction>("direction");
    QTest::addColumn<WirePayload>("shown");
    QTest::addColumn<QString>("reason");
    const FrameReader::Options plain;
    QTest::newRow("a client's frame without a mask is shown")
        << frameOf(0x1, "x", true, false) << plain << Direction::Sent
        << WirePayload(WireMessage{Direction::Sent, Opcode::Text, false, 1, 3, "x"})
        << u"a frame of the client is not masked"_s;
    QTest::newRow("a relay's frame with a mask is shown")
        << frameOf(0x1, "x", true, true) << plain << Direction::Received
        << WirePayload(WireMessage{Direction::Received, Opcode::Text, false, 1, 7, "x"})
        << u"a frame of the relay is masked"_s;
    const auto reserved = [](quint8 opcode, quint8 bits) {
        FrameSpec spec;
        spec.opcode = opcode;
        spec.payload = "x";
        spec.reserved = bits;
        return WireBytes::frame(spec);
    };
    const FrameReader::Options deflate{Inflater::Options{}, 1024};
    const QString bits = u"reserved bits 0x%1 are set without an extension that gives them a meaning"_s;
    const WirePayload opaque = WireMessage{Direction::Received, Opcode::Text, true, 1, 3, "x"};
    QTest::newRow("a text with the compressed bit is shown, without permessage-deflate as on the wire")
        << reserved(0x1, 0x40) << plain << Direction::Received << opaque << bits.arg(40);
    QTest::newRow("a text with another reserved bit is shown as on the wire")
        << reserved(0x1, 0x20) << plain << Direction::Received << opaque << bits.arg(20);
    QTest::newRow("a text with all reserved bits is shown as on the wire, with permessage-deflate, too")
        << reserved(0x1, 0x70) << deflate << Direction::Received << opaque << bits.arg(30);
    QTest::newRow("a ping with the compressed bit is shown")
        << reserved(0x9, 0x40) << deflate << Direction::Received
        << WirePayload(ControlFrame{Direction::Received, Opcode::Ping, 3, "x", {}, {}}) << bits.arg(40);
    QTest::newRow("a message whose second frame has the compressed bit is shown")
        << frameOf(0x1, "x", false, false) + reserved(0x0, 0x40) << deflate << Direction::Received
        << WirePayload(WireMessage{Direction::Received, Opcode::Text, false, 2, 6, "xx"}) << bits.arg(40);
    FrameSpec spec;
    spec.payload = "x";
    spec.lengthBytes = 8;
    QTest::newRow("a length in too long a form is shown")
        << WireBytes::frame(spec) << plain << Direction::Received
        << WirePayload(WireMessage{Direction::Received, Opcode::Text, false, 1, 11, "x"})
        << u"a length of 1 bytes is written in too long a form"_s;
}

void tst_Frames::notes()
{
    QFETCH(QByteArray, bytes);
    QFETCH(FrameReader::Options, options);
    QFETCH(Direction, direction);
    QFETCH(WirePayload, shown);
    QFETCH(QString, reason);
    compare(readBytewise(bytes + bytes, direction, options), {ProtocolViolation{direction, reason}, shown, shown});
}

void tst_Frames::closeFrames_data()
{
    QTest::addColumn<QByteArray>("payload");
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("reason");
    QTest::addColumn<QString>("violation");
    QTest::newRow("no code at all") << QByteArray() << 0 << QString() << QString();
    QTest::newRow("a code without a reason") << QByteArray::fromHex("03e8") << 1000 << QString() << QString();
    QTest::newRow("a code with a reason in UTF-8")
        << QByteArray::fromHex("0fa4") + "adi\xc3\xb3s" << 4004 << u"adi\u00f3s"_s << QString();
    QTest::newRow("half a code") << QByteArray("\x03", 1) << 0 << QString()
                                 << u"a close frame holds one byte, half a close code"_s;
    for (const int code : {0, 999, 1004, 1005, 1006, 1015, 5000})
        QTest::addRow("code %d may not be sent", code)
            << QByteArray{}.append(char(code >> 8)).append(char(code)) << code << QString()
            << u"close code %1 may not be sent"_s.arg(code);
}

void tst_Frames::closeFrames()
{
    QFETCH(QByteArray, payload);
    QFETCH(int, code);
    QFETCH(QString, reason);
    QFETCH(QString, violation);
    ControlFrame frame{Direction::Received, Opcode::Close, 2 + payload.size(), payload, {}, reason};
    if (payload.size() >= 2)
        frame.closeCode = quint16(code);
    Payloads expected{frame};
    if (!violation.isEmpty())
        expected.append(ProtocolViolation{Direction::Received, violation});
    compare(readAll(frameOf(0x8, payload, true, false), Direction::Received), expected);
}

void tst_Frames::violationEndsOnlyItsDirection()
{
    const Payloads out = play({{Direction::Sent, WireBytes::request()},
                               {Direction::Received, WireBytes::accepted()},
                               {Direction::Sent, frameOf(0x3, "", true, true) + WireBytes::clientText("lost")},
                               {Direction::Received, WireBytes::relayText("seen")}});
    QCOMPARE(out.size(), 4);
    QVERIFY(std::holds_alternative<ProtocolViolation>(out.at(2)));
    QCOMPARE(std::get<WireMessage>(out.at(3)).payload, QByteArray("seen"));
}

void tst_Frames::wholeConversation()
{
    const Payloads out = play(conversation());
    QCOMPARE(out.size(), 13);
    const auto &request = std::get<HandshakeRequest>(out.at(0));
    QCOMPARE(request.requestLine, QByteArray("GET /relay?x=1 HTTP/1.1"));
    QCOMPARE(request.headers.first(), (Header{"Host", "127.0.0.1:9700"}));
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

void tst_Frames::everySplitGivesTheSame()
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

void tst_Frames::bytewiseGivesTheSame()
{
    Pieces bytewise;
    for (const auto &[direction, bytes] : conversation()) {
        for (const char byte : bytes)
            bytewise.append({direction, QByteArray(1, byte)});
    }
    compare(play(bytewise), play(conversation()));
}

void tst_Frames::randomSplitsGiveTheSame()
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

void tst_Frames::framesRightBehindTheHeads()
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

void tst_Frames::refusals_data()
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

void tst_Frames::refusals()
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

void tst_Frames::heads_data()
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

void tst_Frames::heads()
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

void tst_Frames::interimResponseIsSkipped()
{
    const Payloads out =
        play({{Direction::Sent, WireBytes::request()},
              {Direction::Received, "HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n" + WireBytes::accepted()}});
    QCOMPARE(out.size(), 2);
    QCOMPARE(std::get<HandshakeResponse>(out.at(1)).status, 101);
}

void tst_Frames::sixtyFourMegabytes()
{
    const qsizetype size = 64 * 1024 * 1024;
    const QByteArray payload(size, 'm');
    const QByteArray bytes = frameOf(0x2, payload, true, false);
    FrameReader reader(Direction::Received, {});
    Payloads out;
    for (qsizetype at = 0; at < bytes.size(); at += 16 * 1024)
        reader.read(QByteArrayView(bytes).sliced(at, std::min<qsizetype>(16 * 1024, bytes.size() - at)), out);
    QCOMPARE(out.size(), 1);
    QVERIFY(std::get<WireMessage>(out.first()).payload == payload);
}

void tst_Frames::bytewiseIsLinear()
{
    // Quadratic work would be some 10^14 steps here, far beyond the time limit of the test.
    const QByteArray bytes = frameOf(0x2, QByteArray(16 * 1024 * 1024, 'm'), true, true);
    compare(readBytewise(bytes, Direction::Sent), readAll(bytes, Direction::Sent));
    WireReader::Options options;
    options.maxHeadBytes = 8 * 1024 * 1024;
    WireReader reader(options);
    const QByteArray head = "GET / HTTP/1.1\r\nX: " + QByteArray(4 * 1024 * 1024, 'x') + "\r\n\r\n";
    Payloads out;
    for (const char &byte : head)
        out += reader.read(Direction::Sent, QByteArrayView(&byte, 1));
    QCOMPARE(out.size(), 1);
}

QTEST_APPLESS_MAIN(tst_Frames)
#include "tst_frames.moc"
