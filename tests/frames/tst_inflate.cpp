// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/frames/framereader.h"
#include "inspector/frames/wirereader.h"
#include "tests/frames/deflater.h"
#include "tests/support/wirebytes.h"

#include <QtCore/QRandomGenerator>
#include <QtTest/QTest>

using namespace Qt::Literals::StringLiterals;
using namespace RelayCore;
using Inspector::FrameReader;
using Inspector::Inflater;
using Inspector::WireReader;
using WireBytes::FrameSpec;

using Payloads = QList<WirePayload>;

Q_DECLARE_METATYPE(Inflater::Options)

namespace {

const QByteArray mask = QByteArray::fromHex("01020304");
constexpr quint8 compressedBit = 0x40;

enum class First { Yes, No };
enum class Last { Yes, No };

QByteArray frameOf(const QByteArray &payload, First first = First::Yes, Last last = Last::Yes)
{
    FrameSpec spec;
    spec.opcode = first == First::Yes ? 0x1 : 0x0;
    spec.reserved = first == First::Yes ? compressedBit : 0;
    spec.fin = last == Last::Yes;
    spec.payload = payload;
    return WireBytes::frame(spec);
}

Payloads readInPieces(const QByteArray &bytes, const Inflater::Options &deflate, qsizetype pieceBytes,
                      qsizetype maxMessageBytes = 1024 * 1024)
{
    FrameReader reader(Direction::Received, {deflate, maxMessageBytes});
    Payloads out;
    for (qsizetype at = 0; at < bytes.size(); at += pieceBytes)
        reader.read(QByteArrayView(bytes).sliced(at, std::min(pieceBytes, bytes.size() - at)), out);
    return out;
}

QByteArrayList textsOf(const Payloads &payloads)
{
    QByteArrayList texts;
    for (const WirePayload &payload : payloads) {
        if (const auto *message = std::get_if<WireMessage>(&payload))
            texts.append(message->payload);
    }
    return texts;
}

QStringList violationsOf(const Payloads &payloads)
{
    QStringList reasons;
    for (const WirePayload &payload : payloads) {
        if (const auto *violation = std::get_if<ProtocolViolation>(&payload))
            reasons.append(violation->reason);
    }
    return reasons;
}

WireMessage inflated(const QByteArray &text, quint32 frames, qint64 wireBytes)
{
    WireMessage message{Direction::Received, Opcode::Text, true, frames, wireBytes, text};
    message.inflatedBytes = text.size();
    return message;
}

// In the order of the arguments; the operands of + are evaluated in any order.
QByteArray compressedFrames(Deflater &deflater, const QByteArrayList &texts)
{
    QByteArray bytes;
    for (const QByteArray &text : texts)
        bytes += frameOf(deflater.compress(text));
    return bytes;
}

QByteArray hex(const char *text)
{
    return QByteArray::fromHex(text);
}

} // namespace

/// Messages compressed with permessage-deflate, as the frame reader returns them.
class tst_Inflate : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void specificationExamples_data();
    void specificationExamples();
    void everySizeAndSplit_data();
    void everySizeAndSplit();
    void uncompressedMessagesInBetween();
    void controlFramesBetweenFragments();
    void invalidStreams_data();
    void invalidStreams();
    void recoversWithoutContextTakeover();
    void distanceBeyondTheWindow();
    void directionsAreIndependent();
    void threeHundredMegabytes();
    void contextOutlivesACutMessage();
    void compressedBytesBeyondTheLimit();
};

void tst_Inflate::specificationExamples_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<Payloads>("expected");
    QTest::newRow("section 7.2.3.1: one compressed block")
        << hex("c107f248cdc9c90700") << Payloads{inflated("Hello", 1, 9)};
    QTest::newRow("section 7.2.3.1: in two fragments")
        << hex("4103f248cd8004c9c90700") << Payloads{inflated("Hello", 2, 11)};
    QTest::newRow("section 7.2.3.2: the second message uses the window of the first")
        << hex("c107f248cdc9c90700c105f200110000") << Payloads{inflated("Hello", 1, 9), inflated("Hello", 1, 7)};
    QTest::newRow("section 7.2.3.3: a block without compression")
        << hex("c10b000500faff48656c6c6f00") << Payloads{inflated("Hello", 1, 13)};
    QTest::newRow("section 7.2.3.4: a block with BFINAL set")
        << hex("c108f348cdc9c9070000") << Payloads{inflated("Hello", 1, 10)};
    QTest::newRow("section 7.2.3.4: the window outlives a block with BFINAL set")
        << hex("c108f348cdc9c9070000c105f200110000") << Payloads{inflated("Hello", 1, 10), inflated("Hello", 1, 7)};
    QTest::newRow("section 7.2.3.5: two blocks in one message")
        << hex("c10df248050000 00ffffcac9c90700") << Payloads{inflated("Hello", 1, 15)};
    QTest::newRow("section 7.2.3.6: an empty message") << hex("c10100") << Payloads{inflated("", 1, 3)};
    QTest::newRow("an empty message without a byte") << hex("c100") << Payloads{inflated("", 1, 2)};
    QTest::newRow("an empty message in two fragments without a byte")
        << hex("41008000") << Payloads{inflated("", 2, 4)};
    QTest::newRow("a final fragment without a byte")
        << hex("4107f248cdc9c907008000") << Payloads{inflated("Hello", 2, 11)};
}

void tst_Inflate::specificationExamples()
{
    QFETCH(QByteArray, bytes);
    QFETCH(Payloads, expected);
    QVERIFY(readInPieces(bytes, {}, bytes.size()) == expected);
    QVERIFY(readInPieces(bytes, {}, 1) == expected);
}

void tst_Inflate::everySizeAndSplit_data()
{
    QTest::addColumn<Inflater::Options>("options");
    for (int bits = 9; bits <= 15; ++bits) {
        QTest::addRow("a window of 2^%d bytes that is kept", bits) << Inflater::Options{bits, true};
        QTest::addRow("a window of 2^%d bytes that is not kept", bits) << Inflater::Options{bits, false};
    }
    QTest::newRow("a window of 2^8 bytes, for which zlib takes twice as much") << Inflater::Options{8, true};
}

void tst_Inflate::everySizeAndSplit()
{
    QFETCH(Inflater::Options, options);
    Deflater deflater(std::max(options.windowBits, 9), options.contextTakeover);
    QRandomGenerator random(7);
    QByteArrayList texts;
    QByteArray bytes;
    for (const int size :
         {0, 1, 2, 125, 126, 127, 0, 500, 513, 4'000, 32'768, 40'000, 70'000, 0, 65'535, 65'536, 300'000}) {
        QByteArray text;
        while (text.size() < size)
            text += "candidate " + QByteArray::number(random.bounded(1'000'000)) + '\n';
        text.truncate(size);
        texts.append(text);
        bytes += frameOf(deflater.compress(text));
        texts.append(text);
        const QByteArray again = deflater.compress(text);
        bytes += frameOf(again.first(again.size() / 3), First::Yes, Last::No) + frameOf({}, First::No, Last::No)
                 + frameOf(again.sliced(again.size() / 3), First::No, Last::Yes);
    }
    for (const qsizetype pieceBytes :
         {qsizetype(1), qsizetype(3), qsizetype(1'000), qsizetype(64 * 1024), bytes.size()}) {
        const Payloads out = readInPieces(bytes, options, pieceBytes);
        QCOMPARE(violationsOf(out), QStringList());
        QVERIFY2(textsOf(out) == texts, qPrintable(u"pieces of %1 bytes"_s.arg(pieceBytes)));
    }
}

void tst_Inflate::uncompressedMessagesInBetween()
{
    Deflater deflater;
    const QByteArray text(1'000, 'a');
    QByteArray bytes = compressedFrames(deflater, {text});
    bytes += WireBytes::relayText("plain");
    bytes += compressedFrames(deflater, {text});
    bytes += WireBytes::relayText("");
    bytes += compressedFrames(deflater, {""});
    const Payloads out = readInPieces(bytes, {}, 5);
    QCOMPARE(textsOf(out), QByteArrayList({text, "plain", text, "", ""}));
    QCOMPARE(violationsOf(out), QStringList());
    QVERIFY(!std::get<WireMessage>(out.at(1)).compressed);
    QVERIFY(!std::get<WireMessage>(out.at(1)).inflatedBytes);
    QVERIFY(std::get<WireMessage>(out.at(4)).compressed);
}

void tst_Inflate::controlFramesBetweenFragments()
{
    FrameSpec ping;
    ping.opcode = 0x9;
    ping.payload = "x";
    const QByteArray bytes = hex("4103f248cd") + WireBytes::frame(ping) + hex("8004c9c90700");
    const Payloads out = readInPieces(bytes, {}, 1);
    QCOMPARE(out.size(), 2);
    QVERIFY(std::get<ControlFrame>(out.at(0)).payload == "x");
    QVERIFY(out.at(1) == WirePayload(inflated("Hello", 2, 11)));
}

void tst_Inflate::invalidStreams_data()
{
    QTest::addColumn<QByteArray>("payload");
    QTest::addColumn<QString>("problem");
    QTest::newRow("a block of a type that does not exist") << hex("07") << u"invalid block type"_s;
    QTest::newRow("a text that was never compressed") << QByteArray("{\"message_type\"}") << u"invalid block type"_s;
    QTest::newRow("a distance that leads before the first byte")
        << hex("f200110000") << u"invalid distance too far back"_s;
    QTest::newRow("a stream that is cut off") << hex("f248cd") << u"the message ends within a DEFLATE block"_s;
    QTest::newRow("a stream in the format of zlib") << hex("789cf248cdc9") << u"invalid stored block lengths"_s;
}

void tst_Inflate::invalidStreams()
{
    QFETCH(QByteArray, payload);
    QFETCH(QString, problem);
    const QByteArray valid = hex("f248cdc9c90700");
    const QByteArray bytes = frameOf(payload) + WireBytes::relayText("plain") + frameOf(valid) + hex("8900");
    const Payloads out = readInPieces(bytes, {}, 1);
    // The window is lost, so what follows cannot be inflated either; the first of the violations stands for all.
    const Payloads expected{
        WireMessage{Direction::Received, Opcode::Text, true, 1, payload.size() + 2, payload},
        ProtocolViolation{Direction::Received, u"a compressed message cannot be inflated: "_s + problem},
        WireMessage{Direction::Received, Opcode::Text, false, 1, 7, "plain"},
        WireMessage{Direction::Received, Opcode::Text, true, 1, 9, valid},
        ControlFrame{Direction::Received, Opcode::Ping, 2, {}, {}, {}}};
    QCOMPARE(violationsOf(out), violationsOf(expected));
    QCOMPARE(textsOf(out), textsOf(expected));
    QVERIFY(out == expected);
}

void tst_Inflate::recoversWithoutContextTakeover()
{
    const QByteArray bytes = frameOf(hex("07")) + frameOf(hex("f248cdc9c90700"));
    const Payloads out = readInPieces(bytes, {15, false}, 1);
    QCOMPARE(textsOf(out), QByteArrayList({hex("07"), "Hello"}));
    QCOMPARE(violationsOf(out).size(), 1);
}

void tst_Inflate::distanceBeyondTheWindow()
{
    QByteArray text;
    QRandomGenerator random(3);
    while (text.size() < 20'000)
        text += char('a' + random.bounded(26));
    Deflater wide(15);
    const QByteArray bytes = compressedFrames(wide, {text, text});
    QCOMPARE(textsOf(readInPieces(bytes, {15, true}, 100)), QByteArrayList({text, text}));
    const Payloads narrow = readInPieces(bytes, {10, true}, 100);
    QCOMPARE(violationsOf(narrow),
             QStringList({u"a compressed message cannot be inflated: invalid distance too far back"_s}));
}

void tst_Inflate::directionsAreIndependent()
{
    const auto negotiated = "permessage-deflate; client_no_context_takeover; server_max_window_bits=10";
    Deflater client(15, false);
    Deflater relay(10, true);
    WireReader reader;
    Payloads out = reader.read(Direction::Sent, WireBytes::request("permessage-deflate"));
    out += reader.read(Direction::Received, WireBytes::accepted(negotiated));
    QCOMPARE(out.size(), 2);
    out.clear();
    const QByteArray text = QByteArray("{\"sdp\":\"").repeated(400);
    for (int i = 0; i < 3; ++i) {
        FrameSpec spec;
        spec.reserved = compressedBit;
        spec.mask = mask;
        spec.payload = client.compress(text);
        out += reader.read(Direction::Sent, WireBytes::frame(spec));
        out += reader.read(Direction::Received, frameOf(relay.compress(text)));
    }
    QCOMPARE(violationsOf(out), QStringList());
    QCOMPARE(textsOf(out), QByteArrayList(6, text));
    // The context of the relay makes its later messages shorter, the client's stay as they are.
    QVERIFY(std::get<WireMessage>(out.at(5)).wireBytes < std::get<WireMessage>(out.at(1)).wireBytes);
    QCOMPARE(std::get<WireMessage>(out.at(4)).wireBytes, std::get<WireMessage>(out.at(0)).wireBytes);
}

void tst_Inflate::threeHundredMegabytes()
{
    constexpr qsizetype megabyte = 1024 * 1024;
    Deflater deflater;
    QByteArray compressed;
    const QByteArray zeros(megabyte, '\0');
    for (int i = 0; i < 300; ++i) {
        // One message: the four bytes between the parts are what the sender leaves out at the end only.
        compressed += deflater.compress(zeros) + (i < 299 ? hex("0000ffff") : QByteArray());
    }
    QVERIFY(compressed.size() < megabyte / 2);
    const QByteArray bytes = frameOf(compressed) + compressedFrames(deflater, {"after"});
    const Payloads out = readInPieces(bytes, {}, 64 * 1024, megabyte);
    QCOMPARE(out.size(), 2);
    const auto &bomb = std::get<WireMessage>(out.at(0));
    QVERIFY(bomb.truncated);
    QCOMPARE(bomb.inflatedBytes, 300 * megabyte);
    QVERIFY(bomb.payload == zeros);
    QVERIFY(bomb.payload.capacity() < 4 * megabyte);
    QCOMPARE(bomb.wireBytes, compressed.size() + 10);
    QCOMPARE(std::get<WireMessage>(out.at(1)).payload, QByteArray("after"));
}

void tst_Inflate::contextOutlivesACutMessage()
{
    QByteArray text;
    QRandomGenerator random(5);
    while (text.size() < 30'000)
        text += char('a' + random.bounded(26));
    Deflater deflater;
    // The second message consists of references into the part of the first that was dropped.
    const QByteArray bytes = compressedFrames(deflater, {text, text.last(900)});
    const Payloads out = readInPieces(bytes, {}, 1'000, 1'000);
    QCOMPARE(textsOf(out), QByteArrayList({text.first(1'000), text.last(900)}));
    QCOMPARE(violationsOf(out), QStringList());
}

void tst_Inflate::compressedBytesBeyondTheLimit()
{
    QByteArray noise(5'000, Qt::Uninitialized);
    QRandomGenerator random(11);
    for (char &c : noise)
        c = char(random.bounded(256));
    Deflater deflater;
    const QByteArray compressed = deflater.compress(noise);
    QVERIFY(compressed.size() >= noise.size());
    QByteArray bytes = frameOf(compressed) + compressedFrames(deflater, {"after"});
    bytes += frameOf(compressed.first(4'000));
    const Payloads out = readInPieces(bytes, {}, 700, 1'000);
    QCOMPARE(textsOf(out), QByteArrayList({noise.first(1'000), "after", compressed.first(1'000)}));
    QCOMPARE(std::get<WireMessage>(out.at(0)).inflatedBytes, 5'000);
    // What cannot be inflated is cut as it was on the wire.
    const auto &broken = std::get<WireMessage>(out.at(2));
    QVERIFY(!broken.inflatedBytes);
    QVERIFY(broken.truncated);
    QCOMPARE(broken.wireBytes, 4'004);
}

QTEST_APPLESS_MAIN(tst_Inflate)
#include "tst_inflate.moc"
