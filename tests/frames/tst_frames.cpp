// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/frames/framereader.h"
#include "inspector/frames/wirereader.h"
#include "tests/frames/frametest.h"

using namespace FrameTest;
using Inspector::FrameReader;
using Inspector::Inflater;
using Inspector::WireReader;

Q_DECLARE_METATYPE(FrameReader::Options)
Q_DECLARE_METATYPE(Payloads)

namespace {

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
