// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/cli/messagelines.h"
#include "inspector/cli/readablelines.h"
#include "inspector/cli/statslines.h"
#include "inspector/cli/wirelines.h"
#include "relaycore/protocol/codec.h"

#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtTest/QTest>

using namespace RelayCore;
using namespace Inspector;
using namespace Qt::StringLiterals;

namespace {

const QUuid alpha(0xa1fa0000, 0x0000, 0x4000, 0x80, 0, 0, 0, 0, 0, 0, 1);
const QUuid beta(0xbe7a0000, 0x0000, 0x4000, 0x80, 0, 0, 0, 0, 0, 0, 2);

WireEvent wire(const WirePayload &payload, ConnectionId connection = 3)
{
    return {1, connection, 1'000'000'000, payload};
}

WireMessage text(Direction direction, const RelayMessage &relayMessage)
{
    WireMessage message;
    message.direction = direction;
    message.payload = encode(relayMessage);
    return message;
}

WireMessage bytes(Opcode opcode, bool compressed, const QByteArray &payload)
{
    WireMessage message;
    message.opcode = opcode;
    message.compressed = compressed;
    message.payload = payload;
    return message;
}

ControlFrame closing(Direction direction)
{
    ControlFrame frame;
    frame.direction = direction;
    frame.opcode = Opcode::Close;
    frame.closeCode = quint16(1000);
    return frame;
}

PeerConnection offer()
{
    return {alpha, u"alpha"_s, beta, DescriptionType::Offer, u"v=0"_s, std::nullopt};
}

PeerConnection returned()
{
    PeerConnection message = offer();
    message.error = u"unknown peer"_s;
    return message;
}

} // namespace

class tst_WireLines : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void lines_data();
    void lines();
    void announcementsAreLeftOut();
    void forwardingShowsAndHandsOn();
    void readable_data();
    void readable();
    void namesAreNoPlaceholders();
    void aCapturedCloseShowsItsReason_data();
    void aCapturedCloseShowsItsReason();
};

void tst_WireLines::lines_data()
{
    QTest::addColumn<WireEvent>("event");
    QTest::addColumn<QByteArray>("expected");

    QTest::addRow("a connection is opened")
        << wire(ConnectionOpened{u"127.0.0.1:5"_s, u"ws://h"_s})
        << R"({"event":"opened","connection":3,"client":"127.0.0.1:5","upstream":"ws://h",)"_ba;
    TlsEstablished tls;
    tls.protocol = u"TLSv1.3"_s;
    QTest::addRow("TLS with the relay") << wire(
        tls) << R"({"event":"tls","connection":3,"with":"relay","protocol":"TLSv1.3","cipher":null,)"_ba;
    tls.half = TlsEstablished::Half::Client;
    QTest::addRow("TLS with the client of a forward proxy")
        << wire(tls) << R"({"event":"tls","connection":3,"with":"client","protocol":"TLSv1.3","cipher":null,)"_ba;
    QTest::addRow("headers keep their order and repetition")
        << wire(HandshakeRequest{"GET / HTTP/1.1"_ba, {{"B"_ba, "1"_ba}, {"A"_ba, "2"_ba}, {"B"_ba, "3"_ba}}})
        << R"({"event":"request","connection":3,"line":"GET / HTTP/1.1","headers":[["B","1"],["A","2"],["B","3"]],)"_ba;
    QTest::addRow("a response has its status")
        << wire(HandshakeResponse{403, "HTTP/1.1 403 Forbidden"_ba, {}, "no"_ba})
        << R"({"event":"response","connection":3,"status":403,"line":"HTTP/1.1 403 Forbidden","headers":[],"body":"no",)"_ba;
    QTest::addRow("a relay message is shown whole")
        << wire(text(Direction::Received, offer()))
        << R"({"event":"message","connection":3,"direction":"received","message":)" + encode(offer()) + ',';
    QTest::addRow("another text is undecodable") << wire(bytes(Opcode::Text, false, "null"_ba))
                                                 << R"({"event":"undecodable","connection":3,"direction":"sent",)"_ba;
    QTest::addRow("bytes are in base64")
        << wire(bytes(Opcode::Binary, false, "\0\1"_ba))
        << R"({"event":"undecodable","connection":3,"direction":"sent","reason":"The message is binary.","data":"AAE=",)"_ba;
    QTest::addRow("so are compressed ones that cannot be inflated")
        << wire(bytes(Opcode::Text, true, "\0\1"_ba))
        << R"({"event":"undecodable","connection":3,"direction":"sent","reason":"The message is compressed and cannot be inflated.","data":"AAE=",)"_ba;
    WireMessage inflated = bytes(Opcode::Text, true, encode(RelayResponse{}));
    inflated.inflatedBytes = inflated.payload.size();
    QTest::addRow("inflated ones are messages like others")
        << wire(inflated)
        << R"({"event":"message","connection":3,"direction":"sent","message":{"message_type": "relay_response",)"_ba;
    QTest::addRow("a close frame has its code")
        << wire(closing(Direction::Sent))
        << R"({"event":"control","connection":3,"direction":"sent","opcode":"close","close_code":1000,"reason":null,)"_ba;
    QTest::addRow("a ping has none")
        << wire(ControlFrame{})
        << R"({"event":"control","connection":3,"direction":"sent","opcode":"ping","close_code":null,"reason":null,)"_ba;
    QTest::addRow("a violation has its reason")
        << wire(ProtocolViolation{Direction::Received, u"No HTTP."_s})
        << R"({"event":"violation","connection":3,"direction":"received","reason":"No HTTP.",)"_ba;
    QTest::addRow("an end in order has neither category nor text")
        << wire(ConnectionClosed{})
        << R"({"event":"closed","connection":3,"by":"client","category":null,"text":null,)"_ba;
    QTest::addRow("an upstream's failure has both")
        << wire(ConnectionClosed{ConnectionClosed::By::Upstream, CloseCategory::Refused, u"h refused."_s})
        << R"({"event":"closed","connection":3,"by":"upstream","category":"refused","text":"h refused.",)"_ba;
    QTest::addRow("lost events are of the source, not of a connection")
        << wire(EventsLost{5, u"full"_s}, 0) << R"({"event":"lost","connection":null,"count":5,"reason":"full",)"_ba;
}

void tst_WireLines::lines()
{
    QFETCH(const WireEvent, event);
    QFETCH(const QByteArray, expected);
    const QByteArray line = wireLine(event);
    QVERIFY2(line.startsWith(expected), line.constData());
    QVERIFY2(line.endsWith(R"("time":"1970-01-01T00:00:01.000000Z"})"_ba + '\n'), line.constData());
    QVERIFY(QJsonDocument::fromJson(line).isObject());
}

void tst_WireLines::announcementsAreLeftOut()
{
    QCOMPARE(wireLine(wire(SourceStarted{}, 0)), QByteArray());
}

void tst_WireLines::forwardingShowsAndHandsOn()
{
    struct Waiting : WireObserver
    {
        FlowControl observe(WireEvent) override { return FlowControl::Pause; }
    };
    Waiting next;
    int seen = 0;
    TeeObserver alone(nullptr, [&seen](const WireEvent &) { ++seen; });
    QCOMPARE(alone.observe(wire(ConnectionClosed{})), WireObserver::FlowControl::Continue);
    TeeObserver before(&next, [&seen](const WireEvent &) { ++seen; });
    QCOMPARE(before.observe(wire(ConnectionClosed{})), WireObserver::FlowControl::Pause);
    QCOMPARE(seen, 2);
}

void tst_WireLines::readable_data()
{
    QTest::addColumn<WireEvent>("event");
    QTest::addColumn<QString>("expected");
    QTest::addRow("a registration") << wire(text(Direction::Sent, RelayRegistration{u"beta"_s, beta}), 4)
                                    << u"beta → relay  registers as be7a0000-0000-4000-8000-000000000002"_s;
    QTest::addRow("its answer") << wire(text(Direction::Received, RelayResponse{})) << u"relay → alpha  registered"_s;
    QTest::addRow("a refusal") << wire(text(Direction::Received, RelayResponse{false, u"no"_s, true}))
                               << u"relay → alpha  refuses: no"_s;
    QTest::addRow("an offer names its receiver")
        << wire(text(Direction::Sent, offer())) << u"alpha → relay (for alpha's friend)  offer, "_s;
    QTest::addRow("an offer names its sender")
        << wire(text(Direction::Received, offer()), 5) << u"relay → connection 5 (from alpha)  offer, "_s;
    QTest::addRow("a returned offer says why")
        << wire(text(Direction::Received, returned())) << u"relay → alpha  returned offer, "_s;
    QTest::addRow("something else") << wire(bytes(Opcode::Binary, false, "\0\1"_ba))
                                    << u"alpha → relay  2 bytes that are no relay message"_s;
    QTest::addRow("a close frame") << wire(closing(Direction::Received)) << u"relay → alpha  close 1000"_s;
    QTest::addRow("an accepted upgrade only distracts") << wire(HandshakeResponse{101, {}, {}, {}}) << u""_s;
    QTest::addRow("a refused one does not")
        << wire(HandshakeResponse{403, {}, {}, {}}) << u"alpha: the upgrade was refused with HTTP 403"_s;
}

void tst_WireLines::readable()
{
    QFETCH(const WireEvent, event);
    QFETCH(const QString, expected);
    ReadableLines lines;
    const QString registered = lines.line(wire(text(Direction::Sent, RelayRegistration{u"alpha"_s, alpha})));
    QVERIFY(registered.contains(u"alpha → relay"_s));
    QVERIFY(!lines.line(wire(text(Direction::Sent, RelayRegistration{u"alpha's friend"_s, beta}), 9)).isEmpty());
    const QString line = lines.line(event);
    QCOMPARE(line.isEmpty(), expected.isEmpty());
    QVERIFY2(line.contains(expected), qPrintable(line));
}

/// A client may have any name, also one that looks like a place where a number is put in.
void tst_WireLines::namesAreNoPlaceholders()
{
    ReadableLines lines;
    (void)lines.line(wire(text(Direction::Sent, RelayRegistration{u"50%2 %1"_s, alpha})));
    const auto ends = [&lines](const WireEvent &event, const QString &expected) {
        const QString line = lines.line(event);
        return line.endsWith(expected) ? QString() : line;
    };
    QCOMPARE(
        ends(wire(bytes(Opcode::Binary, false, "\0\1"_ba)), u"50%2 %1 → relay  2 bytes that are no relay message"_s),
        QString());
    QCOMPARE(ends(wire(closing(Direction::Received)), u"relay → 50%2 %1  close 1000 (normal)"_s), QString());
    QCOMPARE(ends(wire(HandshakeResponse{403, {}, {}, {}}), u"50%2 %1: the upgrade was refused with HTTP 403"_s),
             QString());
    const StatsLines::File file{u"100%2 of %1.relaycap"_s, 2, 1'000, 0, {}};
    QCOMPARE(StatsLines::table({}, file).first(), u"100%2 of %1.relaycap (version 2, 1,000 B)"_s);
}

void tst_WireLines::aCapturedCloseShowsItsReason_data()
{
    QTest::addColumn<QByteArray>("payload");
    QTest::addColumn<QString>("end");
    QTest::addRow("none") << QByteArray() << u"  0 B"_s;
    QTest::addRow("a code") << "\x03\xe8"_ba << u"  2 B  1000 (normal)"_s;
    QTest::addRow("a code and a reason") << "\x0f\xa2"_ba + "ForbiddenError: no"_ba
                                         << u"  20 B  4002 (forbidden): ForbiddenError: no"_s;
    QTest::addRow("a code that has no name") << "\x13\x88"_ba + "bye"_ba << u"  5 B  5000: bye"_s;
}

void tst_WireLines::aCapturedCloseShowsItsReason()
{
    QFETCH(const QByteArray, payload);
    QFETCH(const QString, end);
    MessageRow row;
    row.id = 1;
    row.opcode = Opcode::Close;
    row.kind = MessageKind::Close;
    row.payload = payload;
    const QString line = MessageLines().line(row);
    QVERIFY2(line.endsWith(end), qPrintable(line));
    // Below the lines of larger numbers.
    row.id = 4711;
    QCOMPARE(MessageLines().line(row).indexOf(u'↑'), line.indexOf(u'↑'));
}

QTEST_GUILESS_MAIN(tst_WireLines)
#include "tst_wirelines.moc"
