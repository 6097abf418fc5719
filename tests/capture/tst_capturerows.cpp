// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "tests/capture/capturetest.h"

#include <QtCore/QTemporaryDir>
#include <QtCore/QTimeZone>
#include <QtTest/QTest>

#include <memory>

using namespace Qt::Literals::StringLiterals;
using namespace Inspector;
using namespace RelayCore;
using namespace CaptureTest;

class tst_CaptureRows : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void roundTripOfEveryKindOfEvent();
    void kindOfMessage_data();
    void kindOfMessage();
    void registrationDecidesWhoAConnectionIs_data();
    void registrationDecidesWhoAConnectionIs();
    void bytesSurviveUnchanged_data();
    void bytesSurviveUnchanged();
    void stragglersKeepTheirConnection();
    void unknownConnectionsAppear();
    void headsHaveNoPayload();
    void lostEventsAreListed();

private:
    std::unique_ptr<QTemporaryDir> m_dir;
    QString m_path;
};

void tst_CaptureRows::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    QVERIFY(m_dir->isValid());
    m_path = m_dir->filePath(u"capture ünd 'quotes' %20?#.relaycap"_s);
}

void tst_CaptureRows::roundTripOfEveryKindOfEvent()
{
    SourceRow source{1,
                     SourceKind::Client,
                     u"alpha"_s,
                     u"ws://127.0.0.1:9700"_s,
                     u"wss://relay.example.org"_s,
                     SourceState::Backoff,
                     u"retry 3 in 2.4 s"_s};
    const SourceRow other{2, SourceKind::Tap, u"Tap ✓"_s, QString(), QString(), std::nullopt, QString()};

    ConnectionRow connection;
    connection.id = 7;
    connection.source = 1;
    connection.openedNs = startNs + 1;
    connection.clientAddress = u"127.0.0.1:51234"_s;
    connection.upstream = u"wss://relay.example.org"_s;
    connection.name = u"alpha"_s;
    connection.uuid = alpha;
    connection.registered = true;
    connection.request = HandshakeRequest{
        "GET / HTTP/1.1",
        {{"Host", "relay.example.org"}, {"X-Latin", "caf\xe9"}, {"X-Twice", "1"}, {"X-Twice", "2"}, {"X-Empty", ""}}};
    connection.response =
        HandshakeResponse{101, "HTTP/1.1 101 Switching Protocols", {{"Upgrade", "websocket"}}, "bo\0dy"_ba};
    connection.tls = TlsEstablished{u"TLSv1.3"_s,
                                    u"TLS_AES_256_GCM_SHA384"_s,
                                    u"CN=relay"_s,
                                    u"CN=ca"_s,
                                    QDateTime(QDate(2026, 1, 2), QTime(3, 4, 5), QTimeZone::utc()),
                                    QDateTime(QDate(2027, 1, 2), QTime(3, 4, 5), QTimeZone::utc()),
                                    "00ff"_ba,
                                    {u"self-signed"_s}};
    connection.clientTls = TlsEstablished{u"TLSv1.2"_s,
                                          u"ECDHE-RSA-AES128-GCM-SHA256"_s,
                                          u"CN=leaf"_s,
                                          u"CN=run"_s,
                                          QDateTime(QDate(2026, 5, 6), QTime(7, 8, 9), QTimeZone::utc()),
                                          QDateTime(QDate(2026, 5, 7), QTime(7, 8, 9), QTimeZone::utc()),
                                          "ff00"_ba,
                                          {},
                                          TlsEstablished::Half::Client};
    connection.closeCode = 4004;
    connection.closeReason = u"duplicate “alpha”"_s;
    connection.closeDirection = Direction::Received;
    connection.violation = u"frame with reserved bits"_s;
    connection.closedNs = startNs + 99;
    connection.closed = ConnectionClosed{ConnectionClosed::By::Relay, CloseCategory::Reset, u"the relay dropped it"_s};
    connection.messages = 9;

    const auto close = [](Direction direction, quint16 code, const QString &reason) {
        ControlFrame frame{direction, Opcode::Close, 20, {}, code, reason};
        frame.payload = QByteArray(1, char(code >> 8)) + char(code & 0xFF) + reason.toUtf8();
        return frame;
    };
    WireMessage binary;
    binary.opcode = Opcode::Binary;
    binary.frames = 3;
    binary.wireBytes = 5'000'000'000;
    binary.payload = QByteArray("\0\xFF\x80 bytes", 9);
    WireMessage compressed;
    compressed.compressed = true;
    compressed.direction = Direction::Received;
    compressed.wireBytes = 12;
    compressed.payload = offer();

    const QList<WireEvent> events{
        {1, 0, startNs, SourceStarted{source.kind, source.title, u"ws://127.0.0.1:1"_s, source.upstream}},
        {1, 0, startNs, StateChanged{SourceState::Connecting, QString()}},
        {1, 7, startNs + 1, ConnectionOpened{connection.clientAddress, connection.upstream}},
        {1, 7, startNs + 2, *connection.clientTls},
        {1, 7, startNs + 2, *connection.tls},
        {1, 7, startNs + 3, *connection.request},
        {1, 7, startNs + 4, *connection.response},
        textEvent(7, Direction::Sent, encode(RelayRegistration{u"alpha"_s, alpha}), startNs + 5),
        textEvent(7, Direction::Received, encode(RelayResponse{}), startNs + 6),
        textEvent(7, Direction::Sent, offer(), startNs + 7),
        {1, 7, startNs + 8, binary},
        {1, 7, startNs + 9, compressed},
        {1, 7, startNs + 10, ControlFrame{Direction::Received, Opcode::Ping, 8, "beat", {}, {}}},
        {1, 7, startNs + 11, ControlFrame{Direction::Sent, Opcode::Pong, 8, "beat", {}, {}}},
        {1, 7, startNs + 12, close(Direction::Received, 4004, connection.closeReason)},
        {1, 7, startNs + 13, close(Direction::Sent, 1000, u"bye"_s)},
        {1, 7, startNs + 14, ProtocolViolation{Direction::Sent, connection.violation}},
        {1, 7, startNs + 15, ProtocolViolation{Direction::Received, u"only the first counts"_s}},
        {1, 7, startNs + 99, *connection.closed},
        {1, 0, startNs + 100, EventsLost{1'000, u"nobody read"_s}},
        {1, 7, startNs + 101, EventsLost{7, u"again"_s}},
        {1, 0, startNs + 102, SourceStarted{source.kind, source.title, source.listen, source.upstream}},
        {1, 0, startNs + 103, StateChanged{*source.state, source.stateDetail}},
        {2, 0, startNs + 104, SourceStarted{other.kind, other.title, other.listen, other.upstream}},
    };
    const std::unique_ptr<CaptureWriter> writer = makeWriter(m_path);
    QCOMPARE(writer->path(), m_path);
    for (const WireEvent &event : events)
        QVERIFY(writer->observe(event) == WireObserver::FlowControl::Continue);
    writer->finish();

    const std::unique_ptr<CaptureReader> reader = openReader(m_path);
    QCOMPARE(reader->path(), m_path);
    source.stateNs = startNs + 103;
    QVERIFY(reader->sources() == QList<SourceRow>({source, other}));
    const QList<ConnectionRow> connections = reader->connections();
    QCOMPARE(connections.size(), 1);
    QCOMPARE(connections.first().request->headers, connection.request->headers);
    QVERIFY(*connections.first().tls == *connection.tls);
    QVERIFY(*connections.first().response == *connection.response);
    QVERIFY(connections.first() == connection);
    QVERIFY(reader->states(1)
            == QList<StateRow>({{1, startNs, SourceState::Connecting, QString()},
                                {1, startNs + 103, *source.state, source.stateDetail}}));
    QVERIFY(reader->states(2).isEmpty());
    QCOMPARE(reader->lostEvents(), 1'007U);
    QCOMPARE(reader->messageCount(), 9U);
    QCOMPARE(writer->publishedMessages(), 9U);

    const std::vector<MessageRow> rows = reader->messages(1, 100);
    QCOMPARE(rows.size(), 9U);
    const MessageRow expectedOffer{3,         7, startNs + 7,        Direction::Sent, Opcode::Text, MessageKind::Offer,
                                   false,     1, offer().size() + 6, alpha,           beta,         offer(),
                                   u"alpha"_s};
    QVERIFY(rows.at(2) == expectedOffer);
    const MessageRow expectedBinary{4,     7, startNs + 8,   Direction::Sent, Opcode::Binary, MessageKind::Other,
                                    false, 3, 5'000'000'000, QUuid(),         QUuid(),        binary.payload};
    QVERIFY(rows.at(3) == expectedBinary);
    const MessageRow expectedCompressed{
        5,       7,       startNs + 9, Direction::Received, Opcode::Text, MessageKind::Other, true, 1, 12,
        QUuid(), QUuid(), offer()};
    QVERIFY(rows.at(4) == expectedCompressed);
    const MessageRow expectedPing{
        6,       7,       startNs + 10, Direction::Received, Opcode::Ping, MessageKind::Ping, false, 1, 8,
        QUuid(), QUuid(), "beat"};
    QVERIFY(rows.at(5) == expectedPing);
    QVERIFY(rows.at(6).kind == MessageKind::Pong);
    QVERIFY(rows.at(7).kind == MessageKind::Close);
    QCOMPARE(rows.at(7).payload, close(Direction::Received, 4004, connection.closeReason).payload);

    QVERIFY(reader->message(3) == expectedOffer);
    QVERIFY(!reader->message(10));
    QVERIFY(!reader->lastError());
    QVERIFY(reader->messages(8, 1).size() == 1);
    QVERIFY((reader->messageIds(7) == std::vector<MessageId>{1, 2, 3, 4, 5, 6, 7, 8, 9}));
    QVERIFY((reader->messageIds(7, 7) == std::vector<MessageId>{8, 9}));
    QVERIFY(reader->messageIds(8).empty());
    QCOMPARE(reader->fileBytes(), QFileInfo(m_path).size());
}

void tst_CaptureRows::kindOfMessage_data()
{
    QTest::addColumn<QByteArray>("payload");
    QTest::addColumn<MessageKind>("kind");
    QTest::addColumn<QUuid>("source");
    QTest::addColumn<QUuid>("peer");
    PeerConnection peer{alpha, u"alpha"_s, beta, DescriptionType::Answer, u"v=0"_s, {}};
    QTest::addRow("a registration carries its UUID")
        << encode(RelayRegistration{u"é"_s, alpha}) << MessageKind::Registration << alpha << QUuid();
    QTest::addRow("a response has no UUIDs") << encode(RelayResponse{}) << MessageKind::Response << QUuid() << QUuid();
    QTest::addRow("an answer carries both UUIDs") << encode(peer) << MessageKind::Answer << alpha << beta;
    peer.error = u"unknown"_s;
    QTest::addRow("an answer with an error was returned") << encode(peer) << MessageKind::Returned << alpha << beta;
    peer.descriptionType = DescriptionType::Offer;
    QTest::addRow("an offer with an error was returned") << encode(peer) << MessageKind::Returned << alpha << beta;
    QTest::addRow("JSON that is no relay message is other")
        << "{\"a\": 1}"_ba << MessageKind::Other << QUuid() << QUuid();
    QTest::addRow("an empty text is other") << ""_ba << MessageKind::Other << QUuid() << QUuid();
    QTest::addRow("broken UTF-8 is other") << "\xff\xfe"_ba << MessageKind::Other << QUuid() << QUuid();
}

void tst_CaptureRows::kindOfMessage()
{
    QFETCH(const QByteArray, payload);
    QFETCH(const MessageKind, kind);
    QFETCH(const QUuid, source);
    QFETCH(const QUuid, peer);
    const std::unique_ptr<CaptureWriter> writer = makeWriter(m_path);
    writer->observe(textEvent(1, Direction::Sent, payload));
    writer->flush();
    const std::optional<MessageRow> row = openReader(m_path)->message(1);
    QVERIFY(row);
    QCOMPARE(int(row->kind), int(kind));
    QCOMPARE(row->source, source);
    QCOMPARE(row->peer, peer);
    QCOMPARE(row->payload, payload);
}

void tst_CaptureRows::registrationDecidesWhoAConnectionIs_data()
{
    QTest::addColumn<QByteArrayList>("texts");
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("registered");
    QTest::addColumn<QString>("error");
    const QByteArray first = encode(RelayRegistration{u"alpha"_s, alpha});
    const QByteArray second = encode(RelayRegistration{u"beta"_s, beta});
    const QByteArray yes = encode(RelayResponse{});
    const QByteArray no = encode(RelayResponse{false, u"RelayServerError: no"_s, true});
    const QByteArray silent = encode(RelayResponse{false, {}, true});
    using List = QByteArrayList;
    QTest::addRow("an unanswered registration is not registered") << List{first} << u"alpha"_s << false << QString();
    QTest::addRow("success registers") << List{first, yes} << u"alpha"_s << true << QString();
    QTest::addRow("refusal keeps the reason") << List{first, no} << u"alpha"_s << false << u"RelayServerError: no"_s;
    QTest::addRow("refusal without a reason still has one")
        << List{first, silent} << u"alpha"_s << false << u"the relay gave no reason"_s;
    QTest::addRow("the last registration counts") << List{first, yes, second, yes} << u"beta"_s << true << QString();
    QTest::addRow("success clears an earlier refusal")
        << List{first, no, second, yes} << u"beta"_s << true << QString();
}

void tst_CaptureRows::registrationDecidesWhoAConnectionIs()
{
    QFETCH(const QByteArrayList, texts);
    QFETCH(const QString, name);
    QFETCH(const bool, registered);
    QFETCH(const QString, error);
    const std::unique_ptr<CaptureWriter> writer = makeWriter(m_path);
    for (qsizetype i = 0; i < texts.size(); ++i)
        writer->observe(textEvent(1, i % 2 == 0 ? Direction::Sent : Direction::Received, texts.at(i)));
    writer->flush();
    const ConnectionRow row = openReader(m_path)->connections().value(0);
    QCOMPARE(row.name, name);
    QCOMPARE(row.uuid, name == u"alpha"_s ? alpha : beta);
    QCOMPARE(row.registered, registered);
    QCOMPARE(row.registrationError, error);
    QCOMPARE(row.messages, quint64(texts.size()));
}

void tst_CaptureRows::bytesSurviveUnchanged_data()
{
    QTest::addColumn<Opcode>("opcode");
    QTest::addColumn<QByteArray>("payload");
    QByteArray all;
    for (int i = 0; i < 256; ++i)
        all.append(char(i));
    QTest::addRow("a text with a NUL inside") << Opcode::Text << QByteArray("a\0b", 3);
    QTest::addRow("a text beginning with a byte order mark") << Opcode::Text << "\xEF\xBB\xBFx"_ba;
    QTest::addRow("an empty text") << Opcode::Text << QByteArray();
    QTest::addRow("an empty binary") << Opcode::Binary << QByteArray();
    QTest::addRow("every byte as binary") << Opcode::Binary << all;
    QTest::addRow("every byte as broken text") << Opcode::Text << all;
    QTest::addRow("one mebibyte of text") << Opcode::Text << QByteArray(1024 * 1024, 'x');
    QTest::addRow("an emoji") << Opcode::Text << "\xF0\x9F\x98\x80"_ba;
}

void tst_CaptureRows::bytesSurviveUnchanged()
{
    QFETCH(const Opcode, opcode);
    QFETCH(const QByteArray, payload);
    const std::unique_ptr<CaptureWriter> writer = makeWriter(m_path);
    WireEvent event = textEvent(1, Direction::Sent, payload);
    std::get<WireMessage>(event.payload).opcode = opcode;
    writer->observe(event);
    writer->flush();
    QCOMPARE(openReader(m_path)->message(1)->payload, payload);
}

void tst_CaptureRows::stragglersKeepTheirConnection()
{
    const std::unique_ptr<CaptureWriter> writer = makeWriter(m_path);
    writer->observe({1, 3, startNs, ConnectionOpened{u"127.0.0.1:1"_s, u"ws://up"_s}});
    writer->observe(textEvent(3, Direction::Sent, encode(RelayRegistration{u"alpha"_s, alpha})));
    writer->observe({1, 3, startNs + 5, ConnectionClosed{}});
    writer->flush();
    writer->observe(textEvent(3, Direction::Received, "late"));
    writer->flush();
    const QList<ConnectionRow> rows = openReader(m_path)->connections();
    QCOMPARE(rows.size(), 1);
    QCOMPARE(rows.first().clientAddress, u"127.0.0.1:1"_s);
    QCOMPARE(rows.first().name, u"alpha"_s);
    QCOMPARE(rows.first().messages, 2U);
    QCOMPARE(rows.first().closedNs, startNs + 5);
}

void tst_CaptureRows::unknownConnectionsAppear()
{
    const std::unique_ptr<CaptureWriter> writer = makeWriter(m_path);
    writer->observe(textEvent(12, Direction::Sent, "hello", startNs + 3));
    writer->flush();
    const ConnectionRow row = openReader(m_path)->connections().value(0);
    QCOMPARE(row.id, 12U);
    QCOMPARE(row.source, 1U);
    QCOMPARE(row.openedNs, startNs + 3);
}

void tst_CaptureRows::headsHaveNoPayload()
{
    const std::unique_ptr<CaptureWriter> writer = makeWriter(m_path);
    const QByteArray response = encode(RelayResponse{false, u"no"_s, true});
    writer->observe(textEvent(1, Direction::Sent, offer()));
    writer->observe(textEvent(1, Direction::Received, response));
    writer->flush();
    const std::unique_ptr<CaptureReader> reader = openReader(m_path);
    std::vector<MessageRow> expected = reader->messages(1, 10);
    QCOMPARE(expected.size(), 2U);
    QCOMPARE(expected.back().payload, response);
    for (MessageRow &row : expected)
        row.payloadBytes = row.payload.size();
    expected.front().payload.clear();
    QVERIFY(reader->messageMetadata(1, 10) == expected);
    QCOMPARE(expected.front().bytes(), offer().size());
    const std::vector<CaptureReader::Payload> payloads = reader->payloads(1, 10);
    QCOMPARE(payloads.size(), 2U);
    QCOMPARE(payloads.front().id, 1U);
    QCOMPARE(payloads.front().bytes, offer());
    QCOMPARE(payloads.back().bytes, response);
    QCOMPARE(reader->payloads(2, 10).size(), 1U);
    QVERIFY(reader->payloads(3, 10).empty());
}

void tst_CaptureRows::lostEventsAreListed()
{
    const std::unique_ptr<CaptureWriter> writer = makeWriter(m_path);
    writer->observe({1, 7, startNs, EventsLost{3, u"the reader was slow"_s}});
    writer->observe({2, 0, startNs + 1, EventsLost{4, u"the disk was full"_s}});
    writer->flush();
    const QList<LostRow> expected{{1, 7, startNs, 3, u"the reader was slow"_s},
                                  {2, 0, startNs + 1, 4, u"the disk was full"_s}};
    QCOMPARE(openReader(m_path)->losses(), expected);
}

QTEST_GUILESS_MAIN(tst_CaptureRows)
#include "tst_capturerows.moc"
