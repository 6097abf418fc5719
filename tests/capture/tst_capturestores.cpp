// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/capture/postgrescatalog.h"
#include "inspector/capture/postgrestext.h"
#include "inspector/capture/schema.h"
#include "tests/capture/capturetest.h"
#include "tests/capture/postgresserver.h"

#include <QtCore/QTimeZone>
#include <QtTest/QTest>

#include <random>

using namespace Qt::Literals::StringLiterals;
using namespace Inspector;
using namespace RelayCore;
using namespace CaptureTest;

/// The same events in a file and in a database: every function of the readers returns the same.
class tst_CaptureStores : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void textSurvivesTheEscaping_data();
    void textSurvivesTheEscaping();
    void everythingIsReadAlike_data();
    void everythingIsReadAlike();
    void aStragglerKeepsItsConnection();
    void aCopyHasEverything();
    void aCopyWithoutTheServerFails();
    void aRefusedReadingByTimeIsReported();
    void aReaderFollowsAnotherConnection();
    void aReaderGoesOnAfterARestart();
    void openingProblemsAreClear_data();
    void openingProblemsAreClear();
    void aRemovedCaptureIsReported();

private:
    [[nodiscard]] QString newAddress();
    void write(const QString &where, const QList<WireEvent> &events);

    std::unique_ptr<PostgresServer> m_server;
    std::unique_ptr<QTemporaryDir> m_dir;
    int m_captures = 0;
};

namespace {

/// Text that a column of one of the two would change: U+0000, a byte order mark, the escape of PostgresText, quotes.
const QString hostile = u"\uFEFFa\0b\uFDD0\uFDD1'\"\\{},✓"_s;

QList<WireEvent> everyEvent()
{
    const TlsEstablished tls{u"TLSv1.3"_s,
                             hostile,
                             u"CN=relay"_s,
                             u"CN=ca"_s,
                             QDateTime(QDate(2026, 1, 2), QTime(3, 4, 5), QTimeZone::utc()),
                             QDateTime(QDate(2027, 1, 2), QTime(3, 4, 5), QTimeZone::utc()),
                             "00ff"_ba,
                             {hostile}};
    TlsEstablished client = tls;
    client.half = TlsEstablished::Half::Client;
    WireMessage binary;
    binary.opcode = Opcode::Binary;
    binary.frames = 4'000'000'000;
    binary.wireBytes = 5'000'000'000;
    binary.payload = QByteArray("\0\xFF\x80\\x41'{\",}", 12);
    WireMessage inflated;
    inflated.compressed = true;
    inflated.inflatedBytes = 1'000'000;
    inflated.truncated = true;
    inflated.payload = offer();
    WireMessage compressed;
    compressed.compressed = true;
    compressed.payload = QByteArray("\x01\0\xf0", 3);
    return {
        {1, 0, startNs, SourceStarted{SourceKind::Proxy, hostile, u"ws://127.0.0.1:1"_s, u"wss://relay"_s}},
        {1, 0, startNs, StateChanged{SourceState::Backoff, hostile}},
        {2, 0, startNs, SourceStarted{SourceKind::Tap, u"tap"_s, {}, {}}},
        {1, 4'000'000'000, startNs + 1, ConnectionOpened{u"127.0.0.1:5"_s, hostile}},
        {1, 4'000'000'000, startNs + 2, tls},
        {1, 4'000'000'000, startNs + 2, client},
        {1, 4'000'000'000, startNs + 3,
         HandshakeRequest{QByteArray("GET /\xe9\0 HTTP/1.1", 16), {{"Host", "relay"}, {"X", "caf\xe9"}, {"Y", ""}}}},
        {1, 4'000'000'000, startNs + 4, HandshakeResponse{101, "HTTP/1.1 101", {}, QByteArray("bo\0dy", 5)}},
        textEvent(4'000'000'000, Direction::Sent, encode(RelayRegistration{hostile, alpha}), startNs + 5),
        textEvent(4'000'000'000, Direction::Received, encode(RelayResponse{}), startNs + 6),
        textEvent(4'000'000'000, Direction::Sent, offer(), startNs + 3),
        textEvent(4'000'000'000, Direction::Sent, "\xEF\xBB\xBF{\"'\\,} \xE2\x9C\x93", startNs + 3),
        textEvent(4'000'000'000, Direction::Sent, QByteArray("a\0b", 3), startNs + 3),
        textEvent(4'000'000'000, Direction::Sent, "broken \xff", startNs + 3),
        textEvent(4'000'000'000, Direction::Sent, {}, startNs + 3),
        textEvent(4'000'000'000, Direction::Sent, QByteArray(3'000'000, 'x') + "'", startNs + 3),
        {1, 4'000'000'000, startNs + 8, binary},
        {1, 4'000'000'000, startNs + 9, inflated},
        {1, 4'000'000'000, startNs + 9, compressed},
        {1, 3, startNs + 10, ControlFrame{Direction::Received, Opcode::Ping, 8, "beat", {}, {}}},
        {1, 3, startNs + 11, ControlFrame{Direction::Sent, Opcode::Close, 8, "\x03\xe8", 1000, hostile}},
        {1, 3, startNs + 12, ProtocolViolation{Direction::Sent, hostile}},
        {1, 3, startNs + 13, ConnectionClosed{ConnectionClosed::By::Relay, CloseCategory::Reset, hostile}},
        {1, 0, startNs + 14, EventsLost{1'000, hostile}},
        {1, 3, startNs + 15, EventsLost{7, u"again"_s}},
        {1, 0, startNs + 16, StateChanged{SourceState::Connecting, {}}},
        {2, 0, startNs + 17, StateChanged{SourceState::Backoff, u"later"_s}},
    };
}

/// Conversations of many connections in a random order.
QList<WireEvent> randomEvents()
{
    QList<WireEvent> events;
    std::mt19937 random(20); // NOLINT(cert-msc32-c): each run has the same.
    for (int i = 0; i < 5'000; ++i) {
        const auto connection = ConnectionId(1 + random() % 50);
        const qint64 time = startNs + qint64(random() % 1'000'000);
        switch (random() % 8) {
        case 0:
            events.append({1, connection, time, ConnectionOpened{QString::number(i), u"wss://relay"_s}});
            break;
        case 1:
            events.append(textEvent(connection, Direction::Sent, encode(RelayRegistration{u"name"_s, alpha}), time));
            break;
        case 2:
            events.append(textEvent(connection, Direction::Received, encode(RelayResponse{}), time));
            break;
        default:
            events.append(textEvent(connection, Direction(random() % 2), offer(), time));
        }
    }
    return events;
}

} // namespace

void tst_CaptureStores::initTestCase()
{
    if (const QString reason = PostgresServer::missing(); !reason.isEmpty())
        QSKIP(qPrintable(reason));
    m_server = std::make_unique<PostgresServer>();
    QVERIFY(m_server->initialize());
    QVERIFY(!PostgresCatalog::initialize(parsed(m_server->address()), {}));
    QVERIFY(m_server->execute(u"GRANT relay_writer TO alice; GRANT relay_reader TO robert"_s));
}

void tst_CaptureStores::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    QVERIFY(m_dir->isValid());
    qputenv("XDG_STATE_HOME", m_dir->path().toLocal8Bit());
}

void tst_CaptureStores::cleanup()
{
    qunsetenv("XDG_STATE_HOME");
}

QString tst_CaptureStores::newAddress()
{
    return m_server->address(u"capture %1 'ü'"_s.arg(++m_captures));
}

void tst_CaptureStores::write(const QString &where, const QList<WireEvent> &events)
{
    const std::unique_ptr<CaptureWriter> writer = makeWriter(where);
    for (const WireEvent &event : events)
        writer->observe(event);
    writer->finish();
    QVERIFY(!writer->leftover());
}

void tst_CaptureStores::textSurvivesTheEscaping_data()
{
    QTest::addColumn<QString>("text");

    QTest::addRow("empty") << QString();
    QTest::addRow("plain") << u"plain"_s;
    QTest::addRow("NUL") << u"\0"_s;
    QTest::addRow("mark") << u"\uFDD0"_s;
    QTest::addRow("escape") << u"a\uFDD1"_s;
    QTest::addRow("byte order marks") << u"\uFEFF\uFEFFa"_s;
    QTest::addRow("everything") << u"\uFDD0\uFDD1\0\uFEFF\uFDD1\uFDD1"_s;
}

void tst_CaptureStores::textSurvivesTheEscaping()
{
    QFETCH(const QString, text);
    QVERIFY(!PostgresText::escaped(text).contains(QChar::Null));
    QCOMPARE(PostgresText::restored(PostgresText::escaped(text)), text);
}

void tst_CaptureStores::everythingIsReadAlike_data()
{
    QTest::addColumn<QList<WireEvent>>("events");

    QTest::addRow("every event") << everyEvent();
    QTest::addRow("random") << randomEvents();
    QTest::addRow("nothing") << QList<WireEvent>();
    QList<WireEvent> longMessages;
    for (const qint64 bytes : {Schema::headBytes - 100, Schema::headBytes + 1}) {
        for (const bool text : {true, false}) {
            WireMessage message;
            message.opcode = text ? Opcode::Text : Opcode::Binary;
            message.payload = QByteArray(bytes, text ? 'x' : '\xff');
            message.wireBytes = bytes + 14;
            longMessages.append({1, 1, 1'000 + longMessages.size(), message});
        }
    }
    QTest::addRow("long messages") << longMessages;
}

void tst_CaptureStores::everythingIsReadAlike()
{
    QFETCH(const QList<WireEvent>, events);
    const QString file = m_dir->filePath(u"a.relaycap"_s);
    const QString address = newAddress();
    write(file, events);
    write(address, events);
    const std::unique_ptr<CaptureReader> expected = openReader(file);
    const std::unique_ptr<CaptureReader> reader = openReader(address);

    QCOMPARE(reader->path(), address);
    QCOMPARE(reader->fileVersion(), expected->fileVersion());
    QCOMPARE(reader->messageCount(), expected->messageCount());
    QCOMPARE(reader->connectionCount(), expected->connectionCount());
    QCOMPARE(reader->sources(), expected->sources());
    QCOMPARE(reader->connections(), expected->connections());
    QCOMPARE(reader->states(), expected->states());
    QCOMPARE(reader->states(2), expected->states(2));
    QCOMPARE(reader->losses(), expected->losses());
    QCOMPARE(reader->lostEvents(), expected->lostEvents());
    const quint32 count = expected->messageCount();
    QVERIFY(reader->messages(1, count) == expected->messages(1, count));
    QVERIFY(reader->messages(3, 5) == expected->messages(3, 5));
    QVERIFY(reader->messages(count + 1, 5).empty());
    QVERIFY(reader->messageMetadata(1, count) == expected->messageMetadata(1, count));
    const std::vector<MessageRow> heads = reader->messageHeads(1, count);
    const std::vector<MessageRow> expectedHeads = expected->messageHeads(1, count);
    QCOMPARE(heads.size(), expectedHeads.size());
    for (std::size_t i = 0; i < heads.size(); ++i) {
        const MessageRow whole = *expected->message(heads[i].id);
        const bool isLong = whole.payload.size() > Schema::headBytes; // No response and no returned message is.
        QCOMPARE(heads[i].payload, isLong ? QByteArray() : whole.payload);
        QCOMPARE(heads[i].payloadBytes, isLong ? std::optional(qint64(whole.payload.size())) : std::nullopt);
        // The file knows only the size of the frames, which may be anything among the events above.
        QVERIFY(expectedHeads[i].payloadBytes || expectedHeads[i].payload == whole.payload);
        QVERIFY(expectedHeads[i].payloadBytes || !isLong);
    }
    QCOMPARE(reader->message(2), expected->message(2));
    QCOMPARE(reader->message(count + 1), std::nullopt);
    for (const ConnectionRow &connection : expected->connections()) {
        QVERIFY(reader->messageIds(connection.id) == expected->messageIds(connection.id));
        QVERIFY(reader->messageIds(connection.id, 10) == expected->messageIds(connection.id, 10));
        QVERIFY(reader->messagesOf(connection.id, 5, 3) == expected->messagesOf(connection.id, 5, 3));
    }
    const auto byTime = [](const CaptureReader &each, int limit) {
        std::vector<MessageRow> rows;
        const bool done = each.forEachByTime([&](MessageRow &&row) {
            rows.push_back(std::move(row));
            return int(rows.size()) != limit;
        });
        return std::pair(done, rows);
    };
    QVERIFY(byTime(*reader, -1) == byTime(*expected, -1));
    QVERIFY(byTime(*reader, 4) == byTime(*expected, 4));
    const auto payloads = reader->payloads(2, count);
    const auto expectedPayloads = expected->payloads(2, count);
    QCOMPARE(payloads.size(), expectedPayloads.size());
    for (std::size_t i = 0; i < payloads.size(); ++i) {
        QCOMPARE(payloads[i].id, expectedPayloads[i].id);
        QCOMPARE(payloads[i].bytes, expectedPayloads[i].bytes);
    }
    const auto rowsOf = [](const std::vector<ConnectionRecord> &records) {
        QList<ConnectionRow> rows;
        for (const ConnectionRecord &record : records)
            rows.append(record.row);
        return rows;
    };
    QCOMPARE(rowsOf(reader->connectionRecords(0, 2)), rowsOf(expected->connectionRecords(0, 2)));
    QCOMPARE(rowsOf(reader->connectionRecords(3, 100)), rowsOf(expected->connectionRecords(3, 100)));
    QCOMPARE(reader->connectionsChangedSince(reader->connectionsChangedSince(0).revision).rows, QList<ConnectionRow>());
    QVERIFY(reader->fileBytes() > 0);
    QVERIFY(reader->dataVersion() > 0);
    QVERIFY2(!reader->lastError(), reader->lastError() ? qPrintable(reader->lastError()->text()) : "");
}

void tst_CaptureStores::aStragglerKeepsItsConnection()
{
    const QString address = newAddress();
    const std::unique_ptr<CaptureWriter> writer = makeWriter(address);
    writer->observe({1, 1, startNs, ConnectionOpened{u"127.0.0.1:5"_s, u"wss://relay"_s}});
    writer->observe({1, 1, startNs, ConnectionClosed{ConnectionClosed::By::Relay, CloseCategory::Reset, u"end"_s}});
    writer->flush();
    writer->observe(textEvent(1, Direction::Sent, "late"));
    writer->finish();
    const auto connections = openReader(address)->connections();
    QCOMPARE(connections.size(), 1);
    QCOMPARE(connections.first().clientAddress, u"127.0.0.1:5"_s);
    QCOMPARE(connections.first().messages, quint64(1));
    QVERIFY(connections.first().closed);
}

void tst_CaptureStores::aCopyHasEverything()
{
    const QString address = newAddress();
    write(address, everyEvent());
    const std::unique_ptr<CaptureReader> reader = openReader(address);
    const QString file = m_dir->filePath(u"copy.relaycap"_s);
    const auto error = reader->saveAs(file);
    QVERIFY2(!error, error ? qPrintable(error->text()) : "");
    const std::unique_ptr<CaptureReader> copy = openReader(file);
    QCOMPARE(copy->sources(), reader->sources());
    QCOMPARE(copy->connections(), reader->connections());
    QCOMPARE(copy->states(), reader->states());
    QCOMPARE(copy->losses(), reader->losses());
    QVERIFY(copy->messages(1, 1000) == reader->messages(1, 1000));
    QVERIFY(reader->saveAs(file)); // Is never overwritten.
}

void tst_CaptureStores::aCopyWithoutTheServerFails()
{
    const QString address = newAddress();
    write(address, everyEvent());
    const std::unique_ptr<CaptureReader> reader = openReader(address);
    m_server->kill();
    QTRY_VERIFY(reader->lastError() || reader->messages(1, 1).empty());
    const auto before = reader->lastError();
    QVERIFY(before);
    const QString file = m_dir->filePath(u"copy.relaycap"_s);
    const auto error = reader->saveAs(file);
    QVERIFY(m_server->start());
    QVERIFY(error);
    QVERIFY2(error->text().contains(u"cannot be reached"_s), qPrintable(error->text()));
    QVERIFY(!QFile::exists(file));
    QCOMPARE(reader->lastError(), before);
}

void tst_CaptureStores::aRefusedReadingByTimeIsReported()
{
    const QString address = newAddress();
    write(address, everyEvent());
    const std::unique_ptr<CaptureReader> reader =
        openReader(m_server->address(u"capture %1 'ü'"_s.arg(m_captures), u"robert"_s));
    const auto countByTime = [&reader] {
        quint32 count = 0;
        const bool done = reader->forEachByTime([&count](MessageRow &&) {
            ++count;
            return true;
        });
        return std::pair(done, count);
    };
    QVERIFY(m_server->execute(u"REVOKE SELECT ON relay.message FROM relay_reader"_s));
    const auto refused = countByTime();
    QVERIFY(m_server->execute(u"GRANT SELECT ON relay.message TO relay_reader"_s));
    QCOMPARE(refused, std::pair(false, 0U));
    const auto error = reader->takeError();
    QVERIFY(error);
    QVERIFY2(error->text().contains(u"permission denied for table message"_s), qPrintable(error->text()));
    QCOMPARE(countByTime(), std::pair(true, reader->messageCount()));
    QVERIFY(!reader->lastError());
}

void tst_CaptureStores::aReaderFollowsAnotherConnection()
{
    const QString address = newAddress();
    const std::unique_ptr<CaptureWriter> writer = makeWriter(address);
    const std::unique_ptr<CaptureReader> reader = openReader(address);
    const quint64 before = reader->dataVersion();
    QCOMPARE(reader->dataVersion(), before);
    QCOMPARE(reader->messageCount(), 0U);
    writer->observe(textEvent(1, Direction::Sent, offer()));
    QTRY_VERIFY(reader->dataVersion() != before);
    QCOMPARE(reader->messageCount(), 1U);
    const auto changes = reader->connectionsChangedSince(0);
    QCOMPARE(changes.rows.size(), 1);
    writer->observe({1, 2, startNs, ConnectionOpened{u"127.0.0.1:5"_s, u"wss://relay"_s}});
    QTRY_COMPARE(reader->connectionsChangedSince(changes.revision).rows.size(), 1);
    QCOMPARE(reader->connectionsChangedSince(changes.revision).rows.first().id, ConnectionId(2));
}

void tst_CaptureStores::aReaderGoesOnAfterARestart()
{
    const QString address = newAddress();
    const std::unique_ptr<CaptureWriter> writer = makeWriter(address);
    writer->observe(textEvent(1, Direction::Sent, offer()));
    writer->flush();
    const std::unique_ptr<CaptureReader> reader = openReader(address);
    QCOMPARE(reader->messageCount(), 1U);
    m_server->kill();
    QTRY_VERIFY(reader->messages(1, 1).empty());
    QVERIFY(reader->lastError());
    QVERIFY2(reader->lastError()->text().contains(u"cannot be reached"_s), qPrintable(reader->lastError()->text()));
    QVERIFY(m_server->start());
    writer->observe(textEvent(1, Direction::Sent, offer()));
    QTRY_COMPARE_WITH_TIMEOUT(reader->messageCount(), 2U, 60'000);
    QTRY_VERIFY(reader->dataVersion() > 0);
    QVERIFY(reader->takeError());
    QCOMPARE(reader->messages(1, 2).size(), std::size_t(2));
    QVERIFY(!reader->lastError());
}

void tst_CaptureStores::openingProblemsAreClear_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("where");
    QTest::addColumn<QString>("after");
    QTest::addColumn<QString>("words");

    const QString nothing = u"SELECT 1"_s;
    QTest::addRow("unknown capture") << nothing << m_server->address(u"unknown"_s) << nothing << u"captures” lists"_s;
    QTest::addRow("password") << nothing << u"postgresql://owner:geheim@127.0.0.1/captures?capture=a"_s << nothing
                              << u"PGPASSWORD"_s;
    QTest::addRow("only a writer") << nothing << m_server->address(u"read"_s, u"alice"_s) << nothing
                                   << u"the one that reads them"_s;
    QTest::addRow("older") << u"UPDATE relay.about SET version = 0"_s << m_server->address(u"read"_s)
                           << u"UPDATE relay.about SET version = 1"_s << u"older version"_s;
    QTest::addRow("missing table") << u"ALTER TABLE relay.message RENAME TO other"_s << m_server->address(u"read"_s)
                                   << u"ALTER TABLE relay.other RENAME TO message"_s << u"relayctl captures init"_s;
}

void tst_CaptureStores::openingProblemsAreClear()
{
    QFETCH(const QString, before);
    QFETCH(const QString, where);
    QFETCH(const QString, after);
    QFETCH(const QString, words);
    if (m_server->value(u"SELECT count(*) FROM relay.capture WHERE name = 'read'"_s) == "0"_L1)
        write(m_server->address(u"read"_s), everyEvent());
    QVERIFY(m_server->execute(before));
    QString text;
    {
        auto opened = CaptureReader::open(where);
        if (auto *const reader = std::get_if<0>(&opened)) {
            (void)(*reader)->messages(1, 1);
            text = (*reader)->lastError() ? (*reader)->lastError()->text() : QString();
        } else {
            text = std::get<CaptureError>(opened).text();
        }
    }
    QVERIFY(m_server->execute(after));
    QVERIFY2(text.contains(words), qPrintable(text));
    QVERIFY(!text.contains(u"geheim"_s));
    QVERIFY(!text.contains(u'\n'));
}

void tst_CaptureStores::aRemovedCaptureIsReported()
{
    const QString address = newAddress();
    write(address, everyEvent());
    const std::unique_ptr<CaptureReader> reader = openReader(address);
    auto catalog = PostgresCatalog::open(parsed(address));
    const auto entries = std::get<0>(std::get<0>(catalog)->captures());
    QVERIFY(!entries.isEmpty());
    QVERIFY(!std::get<0>(catalog)->remove(entries.last()));
    QTRY_COMPARE(reader->dataVersion(), quint64(0));
    QVERIFY(reader->lastError());
    QVERIFY2(reader->lastError()->text().contains(u"removed"_s), qPrintable(reader->lastError()->text()));
}

QTEST_GUILESS_MAIN(tst_CaptureStores)
#include "tst_capturestores.moc"
