// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "tests/frames/deflater.h"
#include "tests/frames/wiretarget.h"
#include "tests/support/wirebytes.h"

#include <QtCore/QDir>
#include <QtTest/QTest>

#include <random>

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int inputs = 20'000;
constexpr quint32 seed = 42;

// A conversation in the form that the target reads.
void append(QByteArray &input, bool received, const QByteArray &bytes)
{
    for (qsizetype at = 0; at < bytes.size(); at += 127) {
        const QByteArray piece = bytes.mid(at, 127);
        input += char((received ? 0x80 : 0) | piece.size());
        input += piece;
    }
}

QByteArray compressedFrame(Deflater &deflater, const QByteArray &text, bool masked)
{
    WireBytes::FrameSpec spec;
    spec.reserved = 0x40;
    spec.payload = deflater.compress(text);
    if (masked)
        spec.mask = QByteArray::fromHex("01020304");
    return WireBytes::frame(spec);
}

QList<QByteArray> conversations()
{
    Deflater client;
    Deflater relay(10, false);
    const QByteArray text = QByteArray("a=candidate:1 1 udp 1 192.0.2.1 1 typ host\\r\\n").repeated(4);
    QByteArray compressed;
    append(compressed, false, WireBytes::request("permessage-deflate"));
    append(compressed, true,
           WireBytes::accepted("permessage-deflate; server_max_window_bits=10; server_no_context_takeover"));
    for (int i = 0; i < 3; ++i) {
        append(compressed, false, compressedFrame(client, text, true));
        append(compressed, true, compressedFrame(relay, text, false));
    }
    QByteArray bomb;
    append(bomb, false, WireBytes::request("permessage-deflate"));
    append(bomb, true, WireBytes::accepted("permessage-deflate"));
    append(bomb, false, compressedFrame(client, QByteArray(200'000, ' '), true));
    append(bomb, false, compressedFrame(client, text, true));
    QByteArray refused;
    append(refused, false, WireBytes::request());
    append(refused, true,
           "HTTP/1.1 401 Unauthorized\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nno\r\n0\r\nX: y\r\n\r\n");
    append(refused, false, WireBytes::request() + WireBytes::clientText("early"));
    append(refused, true, "HTTP/1.1 103 Early Hints\r\n\r\n" + WireBytes::accepted() + WireBytes::relayText("hi"));
    append(refused, false, WireBytes::close(1000, "bye", true));
    // As long as a head may be, and one byte more.
    QByteArray endless;
    append(endless, false, QByteArray(512, 'x'));
    append(endless, false, "y");
    return {compressed, bomb, refused, endless};
}

} // namespace

/// The fuzz target of heads and frames without libFuzzer: conversations with random changes, the same for the same
/// seed.
class tst_WireFuzz : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theCorpus_data();
    void theCorpus();
    void conversationsAsTheyAre();
    void changedConversations();
};

void tst_WireFuzz::theCorpus_data()
{
    QTest::addColumn<QByteArray>("input");
    const QFileInfoList files = QDir(QStringLiteral(WIRE_CORPUS)).entryInfoList(QDir::Files, QDir::Name);
    QVERIFY(!files.isEmpty());
    for (const QFileInfo &path : files) {
        QFile file(path.filePath());
        QVERIFY(file.open(QIODevice::ReadOnly));
        QTest::newRow(qPrintable(path.fileName())) << file.readAll();
    }
}

void tst_WireFuzz::theCorpus()
{
    QFETCH(const QByteArray, input);
    QCOMPARE(Fuzz::tryWire(input), QString());
}

void tst_WireFuzz::conversationsAsTheyAre()
{
    for (const QByteArray &input : conversations())
        QCOMPARE(Fuzz::tryWire(input), QString());
}

void tst_WireFuzz::changedConversations()
{
    const QList<QByteArray> originals = conversations();
    std::mt19937 random(seed); // Unlike its distributions, the engine is the same everywhere.
    const auto below = [&random](qsizetype bound) { return qsizetype(random() % quint32(bound)); };
    for (int i = 0; i < inputs; ++i) {
        QByteArray input = originals.at(below(originals.size()));
        for (qsizetype changes = 1 + below(4); changes > 0; --changes) {
            const qsizetype at = below(input.size());
            const qsizetype size = std::min(1 + below(16), input.size() - at);
            switch (below(4)) {
            case 0:
                input[at] = char(random());
                break;
            case 1:
                input[at] = char(uchar(input.at(at)) ^ (1u << below(8)));
                break;
            case 2:
                input.insert(at, input.mid(at, size));
                break;
            default:
                if (input.size() > size)
                    input.remove(at, size);
                break;
            }
        }
        const QString problem = Fuzz::tryWire(input);
        QVERIFY2(problem.isEmpty(), qPrintable(u"%1: %2"_s.arg(problem, QLatin1StringView(input.toHex()))));
    }
}

QTEST_APPLESS_MAIN(tst_WireFuzz)
#include "tst_wirefuzz.moc"
