// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/tap/tapcodec.h"
#include "relaycore/tap/tapstream.h"

#include <QtCore/QCborMap>
#include <QtCore/QRandomGenerator>
#include <QtCore/QTimeZone>
#include <QtCore/QtEndian>
#include <QtTest/QTest>

using namespace RelayCore;
using namespace Qt::Literals::StringLiterals;

namespace {

QList<WireEvent> oneOfEachKind()
{
    const auto at = [](qint64 time, WirePayload payload) { return WireEvent{3, 7, time, std::move(payload)}; };
    TlsEstablished tls;
    tls.protocol = u"TLSv1.3"_s;
    tls.cipher = u"TLS_AES_256_GCM_SHA384"_s;
    tls.subject = u"relay.example.org"_s;
    tls.issuer = u"Example CA"_s;
    tls.notBefore = QDateTime(QDate(2026, 1, 1), QTime(0, 0), QTimeZone::utc());
    tls.notAfter = QDateTime(QDate(2027, 1, 1), QTime(0, 0), QTimeZone::utc());
    tls.sha256 = "00ff";
    tls.errors = {u"self-signed"_s, u"expired"_s};
    tls.half = TlsEstablished::Half::Client;
    WireMessage message;
    message.direction = Direction::Received;
    message.opcode = Opcode::Binary;
    message.compressed = true;
    message.frames = 4'000'000'000U;
    message.wireBytes = 5'000'000'000;
    message.payload = QByteArray("a\0\xff", 3);
    ControlFrame control;
    control.opcode = Opcode::Close;
    control.wireBytes = 8;
    control.payload = "\x03\xe8 bye";
    control.closeCode = 1000;
    control.closeReason = u"bye \u00fc"_s;
    return {at(1, SourceStarted{SourceKind::Tap, u"alpha"_s, {}, u"wss://relay.example.org"_s}),
            at(2, StateChanged{SourceState::Backoff, u"retry 3"_s}),
            at(3, ConnectionOpened{u"127.0.0.1:51234"_s, u"ws://127.0.0.1:1"_s}),
            at(4, tls),
            at(5, HandshakeRequest{"GET / HTTP/1.1", {{"Host", "a"}, {"X", "1"}, {"X", "2"}}}),
            at(6, HandshakeResponse{101, "HTTP/1.1 101 Switching Protocols", {{"Upgrade", "websocket"}}, "body"}),
            at(7, message),
            at(8, control),
            at(9, ControlFrame{Direction::Sent, Opcode::Ping, 6, "1234", {}, {}}),
            at(10, ProtocolViolation{Direction::Sent, u"a reserved bit"_s}),
            at(11, ConnectionClosed{ConnectionClosed::By::Upstream, CloseCategory::Refused, u"refused"_s}),
            at(12, EventsLost{17, u"too slow"_s})};
}

const TapAddress application{4711, u"instrument"_s, u"/run/user/1/relaycore-tap/4711.socket"_s,
                             1'700'000'000'000'000'000};

QByteArray wholeStream()
{
    QByteArray bytes = TapCodec::beginning() + TapCodec::encode(application);
    for (const WireEvent &event : oneOfEachKind())
        bytes += TapCodec::encode(event);
    return bytes;
}

QByteArray record(const QByteArray &body)
{
    QByteArray length(4, '\0');
    qToBigEndian(quint32(body.size()), length.data());
    return length + body;
}

QByteArray record(const QCborMap &map)
{
    return record(QCborValue(map).toCbor());
}

} // namespace

class tst_TapStream : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyKindOfEventArrivesAsItWasSent_data();
    void everyKindOfEventArrivesAsItWasSent();
    void whatALaterVersionAddsIsPassedOver();
    void brokenStreamsEndWithOneSentence_data();
    void brokenStreamsEndWithOneSentence();
    void noMutationCrashes();
};

void tst_TapStream::everyKindOfEventArrivesAsItWasSent_data()
{
    QTest::addColumn<int>("step");
    QTest::addRow("in one piece") << 1'000'000;
    QTest::addRow("byte by byte") << 1;
    QTest::addRow("in pieces of 7") << 7;
}

void tst_TapStream::everyKindOfEventArrivesAsItWasSent()
{
    QFETCH(const int, step);
    const QByteArray bytes = wholeStream();
    TapStream stream;
    std::vector<TapStream::Item> items;
    for (qsizetype at = 0; at < bytes.size(); at += step) {
        stream.append(QByteArrayView(bytes).sliced(at, qMin(qsizetype(step), bytes.size() - at)));
        while (auto item = stream.next())
            items.push_back(std::move(*item));
    }
    const QList<WireEvent> events = oneOfEachKind();
    QCOMPARE(qsizetype(items.size()), events.size() + 1);
    QVERIFY(std::holds_alternative<TapAddress>(items.front()));
    QVERIFY(std::get<TapAddress>(items.front()) == application);
    for (qsizetype i = 0; i < events.size(); ++i) {
        const auto *event = std::get_if<WireEvent>(&items[std::size_t(i) + 1]);
        QVERIFY2(event && *event == events.at(i), qPrintable(u"event %1"_s.arg(i)));
    }
}

void tst_TapStream::whatALaterVersionAddsIsPassedOver()
{
    TapStream stream;
    stream.append(TapCodec::beginning());
    stream.append(record(QCborMap{{u"k"_s, u"weather"_s}, {u"t"_s, 1}}));
    stream.append(record(QCborMap{{u"k"_s, u"lost"_s}, {u"count"_s, 2}, {u"why not"_s, QCborMap{{1, 2}}}}));
    const auto item = stream.next();
    QVERIFY(item);
    QVERIFY(std::get<WireEvent>(*item) == (WireEvent{0, 0, 0, EventsLost{2, {}}}));
    QVERIFY(!stream.next());
}

void tst_TapStream::brokenStreamsEndWithOneSentence_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("expected");
    const QByteArray beginning = TapCodec::beginning();
    QTest::addRow("another program") << QByteArray("HTTP/1.1 400")
                                     << u"This is not the stream of a RelayCore tap. (At byte 0 of the stream.)"_s;
    QTest::addRow("a later version")
        << QByteArray("RLCTAP2\n")
        << u"The tap speaks version 2 of its stream, and this program reads version 1: use the Relay Inspector that belongs to the application. (At byte 0 of the stream.)"_s;
    QTest::addRow("a record of 4 GiB")
        << beginning + QByteArray("\xff\xff\xff\xff")
        << u"A record of the tap claims 4294967295 bytes; at most 67108864 are allowed. (At byte 8 of the stream.)"_s;
    QTest::addRow("no CBOR")
        << beginning + record(QByteArray("\xff"))
        << u"A record of the tap is no valid CBOR: Invalid CBOR stream: unexpected 'break' byte. (At byte 8 of the stream.)"_s;
    QTest::addRow("no map") << beginning + record(QByteArray("\x01"))
                            << u"A record of the tap is no CBOR map. (At byte 8 of the stream.)"_s;
    QTest::addRow("an unknown direction")
        << beginning + record(QCborMap{{u"k"_s, u"message"_s}, {u"direction"_s, 2}, {u"opcode"_s, 1}})
        << u"direction cannot be 2 in a record of kind \"message\". (At byte 8 of the stream.)"_s;
    QTest::addRow("an opcode of another kind")
        << beginning + record(QCborMap{{u"k"_s, u"message"_s}, {u"direction"_s, 0}, {u"opcode"_s, 9}})
        << u"opcode cannot be 9 in a record of kind \"message\". (At byte 8 of the stream.)"_s;
    QTest::addRow("an id out of range") << beginning + record(QCborMap{{u"k"_s, u"lost"_s}, {u"s"_s, qint64(1) << 32}})
                                        << u"A record of the tap has ids out of range. (At byte 8 of the stream.)"_s;
}

void tst_TapStream::brokenStreamsEndWithOneSentence()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const QString, expected);
    TapStream stream;
    stream.append(bytes);
    const auto item = stream.next();
    QVERIFY(item);
    const auto *error = std::get_if<TapStream::Error>(&*item);
    QVERIFY(error);
    QCOMPARE(error->text, expected);
    stream.append(wholeStream());
    QVERIFY(!stream.next());
}

void tst_TapStream::noMutationCrashes()
{
    QRandomGenerator random(1);
    const QByteArray whole = wholeStream();
    int readable = 0;
    for (int round = 0; round < 20'000; ++round) {
        QByteArray bytes = whole;
        for (int change = random.bounded(1, 6); change > 0; --change)
            bytes[random.bounded(8, bytes.size())] = char(random.bounded(256));
        bytes.truncate(random.bounded(8, bytes.size()) + 1);
        TapStream stream;
        stream.append(bytes);
        while (auto item = stream.next())
            readable += std::holds_alternative<WireEvent>(*item) ? 1 : 0;
    }
    QVERIFY(readable > 20'000); // Most records are whole: the mutations reach what lies behind the first one.
}

QTEST_APPLESS_MAIN(tst_TapStream)
#include "tst_tapstream.moc"
