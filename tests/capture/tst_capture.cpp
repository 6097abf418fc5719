// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/capture/capturereader.h"
#include "inspector/capture/capturewriter.h"
#include "relaycore/protocol/codec.h"

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QProcess>
#include <QtCore/QTemporaryDir>
#include <QtCore/QThread>
#include <QtCore/QTimeZone>
#include <QtSql/QSqlDatabase>
#include <QtSql/QSqlQuery>
#include <QtTest/QTest>

#include <array>
#include <condition_variable>
#include <memory>
#include <mutex>

using namespace Qt::Literals::StringLiterals;
using namespace Inspector;
using namespace RelayCore;
using Kind = CaptureError::Kind;

namespace {

constexpr qint64 startNs = 1'700'000'000'123'456'789;

const QUuid alpha = QUuid::fromString(u"a38fa5d1-f4b8-4a9b-8ddd-1d0255a1e74b");
const QUuid beta = QUuid::fromString(u"484c5196-7a4a-42b1-9179-2e1118fc7b11");

WireEvent textEvent(ConnectionId connection, Direction direction, const QByteArray &payload, qint64 timeNs = startNs)
{
    WireMessage message;
    message.direction = direction;
    message.wireBytes = payload.size() + 6;
    message.payload = payload;
    return {1, connection, timeNs, message};
}

QByteArray offer()
{
    return encode(PeerConnection{alpha, u"alpha"_s, beta, DescriptionType::Offer, u"v=0\r\n"_s, {}});
}

std::unique_ptr<CaptureWriter> makeWriter(const QString &path, const CaptureWriterOptions &options = {})
{
    auto created = CaptureWriter::create(path, options);
    if (const auto *const error = std::get_if<CaptureError>(&created))
        qFatal("%s", qPrintable(error->text()));
    return std::move(std::get<0>(created));
}

std::unique_ptr<CaptureReader> openReader(const QString &path)
{
    auto opened = CaptureReader::open(path);
    if (const auto *const error = std::get_if<CaptureError>(&opened))
        qFatal("%s", qPrintable(error->text()));
    return std::move(std::get<0>(opened));
}

std::optional<CaptureError> errorOfOpening(const QString &path)
{
    auto opened = CaptureReader::open(path);
    if (const auto *const error = std::get_if<CaptureError>(&opened))
        return *error;
    return std::nullopt;
}

/// Runs statements on a database file, as somebody else would.
bool execute(const QString &path, const QStringList &statements)
{
    bool done = true;
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"somebody else"_s);
        database.setConnectOptions(u"QSQLITE_BUSY_TIMEOUT=10000"_s);
        database.setDatabaseName(path);
        done = database.open();
        QSqlQuery query(database);
        for (const QString &statement : statements)
            done = done && query.exec(statement);
    }
    QSqlDatabase::removeDatabase(u"somebody else"_s);
    return done;
}

/// What sqlite3 prints for \a statement.
QByteArray shell(const QString &path, const QString &statement)
{
    QProcess process;
    process.start(QStringLiteral(SQLITE3), {u"-readonly"_s, path, statement});
    if (!process.waitForFinished(30'000) || process.exitCode() != 0)
        return "failed: " + process.readAllStandardError();
    return process.readAllStandardOutput().trimmed();
}

} // namespace

class tst_Capture : public QObject
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
    void fourThreadsWriteAtOnce();
    void readerSeesTheCaptureGrow();
    void commitsWithinTheSecond();
    void revisionChangesForNewsOnly();
    void waitsAndResumes_data();
    void waitsAndResumes();
    void flushShowsEverything();
    void finishLeavesOneFile();
    void eventsAfterFinishAreDropped();
    void existingFileIsRefused();
    void folderThatDoesNotExistIsRefused();
    void notACapture_data();
    void notACapture();
    void errorsAreSentences_data();
    void errorsAreSentences();
    void diskErrorIsReportedOnce();
    void fullDiskIsReported();
    void killedWriterLosesAtMostASecond();
    void readOnlyFolder();
    void shellReadsAlong();
    void fileIsTagged();
    void headsHaveNoPayload();
    void saveAsCopiesEverything();
    void saveAsWhileWriting();
    void saveAsRefusesAnExistingFile();

private:
    std::unique_ptr<QTemporaryDir> m_dir;
    QString m_path;
};

void tst_Capture::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    QVERIFY(m_dir->isValid());
    m_path = m_dir->filePath(u"capture ünd 'quotes' %20?#.relaycap"_s);
}

void tst_Capture::roundTripOfEveryKindOfEvent()
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
    const MessageRow expectedOffer{3,     7, startNs + 7,        Direction::Sent, Opcode::Text, MessageKind::Offer,
                                   false, 1, offer().size() + 6, alpha,           beta,         offer()};
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

void tst_Capture::kindOfMessage_data()
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
    QTest::addRow("JSON of somebody else is other") << "{\"a\": 1}"_ba << MessageKind::Other << QUuid() << QUuid();
    QTest::addRow("an empty text is other") << ""_ba << MessageKind::Other << QUuid() << QUuid();
    QTest::addRow("broken UTF-8 is other") << "\xff\xfe"_ba << MessageKind::Other << QUuid() << QUuid();
}

void tst_Capture::kindOfMessage()
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

void tst_Capture::registrationDecidesWhoAConnectionIs_data()
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

void tst_Capture::registrationDecidesWhoAConnectionIs()
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

void tst_Capture::bytesSurviveUnchanged_data()
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

void tst_Capture::bytesSurviveUnchanged()
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

void tst_Capture::stragglersKeepTheirConnection()
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

void tst_Capture::unknownConnectionsAppear()
{
    const std::unique_ptr<CaptureWriter> writer = makeWriter(m_path);
    writer->observe(textEvent(12, Direction::Sent, "hello", startNs + 3));
    writer->flush();
    const ConnectionRow row = openReader(m_path)->connections().value(0);
    QCOMPARE(row.id, 12U);
    QCOMPARE(row.source, 1U);
    QCOMPARE(row.openedNs, startNs + 3);
}

void tst_Capture::fourThreadsWriteAtOnce()
{
    constexpr int perThread = 5'000;
    const std::unique_ptr<CaptureWriter> writer = makeWriter(m_path, {256 * 1024, 1'000});
    std::mutex mutex;
    std::condition_variable room;
    quint64 resumes = 0;
    connect(
        writer.get(), &CaptureWriter::resumed, writer.get(),
        [&] {
            const std::lock_guard lock(mutex);
            ++resumes;
            room.notify_all();
        },
        Qt::DirectConnection);

    std::vector<std::unique_ptr<QThread>> threads;
    for (ConnectionId connection = 1; connection <= 4; ++connection) {
        threads.emplace_back(QThread::create([&, connection] {
            for (int i = 0; i < perThread; ++i) {
                std::unique_lock lock(mutex);
                const quint64 before = resumes;
                lock.unlock();
                if (writer->observe(textEvent(connection, Direction::Sent, QByteArray::number(i), startNs + i))
                    == WireObserver::FlowControl::Pause) {
                    lock.lock();
                    room.wait(lock, [&] { return resumes != before; });
                }
            }
        }));
        threads.back()->start();
    }
    for (const auto &thread : threads)
        QVERIFY(thread->wait(60'000));
    writer->finish();

    const std::unique_ptr<CaptureReader> reader = openReader(m_path);
    QCOMPARE(reader->messageCount(), quint32(4 * perThread));
    for (ConnectionId connection = 1; connection <= 4; ++connection) {
        const std::vector<MessageId> ids = reader->messageIds(connection);
        QCOMPARE(ids.size(), std::size_t(perThread));
        QCOMPARE(reader->message(ids.front())->payload, "0"_ba);
        QCOMPARE(reader->message(ids.back())->payload, QByteArray::number(perThread - 1));
    }
    const std::vector<MessageRow> rows = reader->messages(1, 4 * perThread);
    QCOMPARE(rows.size(), std::size_t(4 * perThread));
    std::array<int, 5> next{};
    for (std::size_t i = 0; i < rows.size(); ++i) {
        QCOMPARE(rows[i].id, MessageId(i + 1));
        QCOMPARE(rows[i].payload.toInt(), next.at(rows[i].connection)++);
    }
}

void tst_Capture::readerSeesTheCaptureGrow()
{
    const std::unique_ptr<CaptureWriter> writer = makeWriter(m_path);
    const std::unique_ptr<CaptureReader> reader = openReader(m_path);
    QCOMPARE(reader->messageCount(), 0U);
    quint32 seen = 0;
    for (int round = 1; round <= 20; ++round) {
        for (int i = 0; i < 100; ++i)
            writer->observe(textEvent(1, Direction::Sent, offer()));
        QTRY_VERIFY_WITH_TIMEOUT(writer->publishedMessages() > seen, 10'000);
        const quint32 published = writer->publishedMessages();
        QVERIFY(reader->messageCount() >= published); // What is published can be read.
        QCOMPARE(reader->messages(seen + 1, published - seen).size(), std::size_t(published - seen));
        seen = published;
    }
    writer->flush();
    QCOMPARE(reader->messageCount(), 2'000U);
    QVERIFY(reader->fileBytes() > 2'000);
    QVERIFY(!reader->lastError());
}

void tst_Capture::commitsWithinTheSecond()
{
    const std::unique_ptr<CaptureWriter> writer = makeWriter(m_path);
    QElapsedTimer timer;
    timer.start();
    writer->observe(textEvent(1, Direction::Sent, "one"));
    while (writer->publishedMessages() == 0 && timer.elapsed() < 20'000)
        QThread::usleep(200);
    QCOMPARE(writer->publishedMessages(), 1U);
    QVERIFY2(timer.elapsed() < 1'000, qPrintable(u"%1 ms"_s.arg(timer.elapsed())));
}

void tst_Capture::revisionChangesForNewsOnly()
{
    const std::unique_ptr<CaptureWriter> writer = makeWriter(m_path);
    const auto changedBy = [&](const WireEvent &event) {
        const quint64 before = writer->publishedRevision();
        writer->observe(event);
        writer->flush();
        return writer->publishedRevision() != before;
    };
    QVERIFY(changedBy({1, 0, startNs, SourceStarted{}}));
    QVERIFY(changedBy({1, 0, startNs, StateChanged{SourceState::Ready, {}}}));
    QVERIFY(changedBy({1, 1, startNs, ConnectionOpened{}}));
    QVERIFY(!changedBy(textEvent(1, Direction::Sent, offer())));
    QVERIFY(changedBy(textEvent(1, Direction::Sent, encode(RelayRegistration{u"a"_s, alpha}))));
    QVERIFY(changedBy({1, 0, startNs, EventsLost{1, {}}}));
}

void tst_Capture::waitsAndResumes_data()
{
    QTest::addColumn<qsizetype>("queueBytes");
    QTest::addColumn<qsizetype>("queueEvents");
    QTest::addRow("too many bytes") << qsizetype(100'000) << qsizetype(1'000'000);
    QTest::addRow("too many events") << qsizetype(1'000'000'000) << qsizetype(100);
}

void tst_Capture::waitsAndResumes()
{
    QFETCH(const qsizetype, queueBytes);
    QFETCH(const qsizetype, queueEvents);
    const std::unique_ptr<CaptureWriter> writer = makeWriter(m_path, {queueBytes, queueEvents});
    int resumed = 0; // Not a QSignalSpy, which would record in the writer's thread.
    connect(writer.get(), &CaptureWriter::resumed, this, [&resumed] { ++resumed; });
    quint32 observed = 0;
    for (int round = 1; round <= 3; ++round) {
        WireObserver::FlowControl flow = WireObserver::FlowControl::Continue;
        while (flow == WireObserver::FlowControl::Continue && observed < 5'000'000) {
            flow = writer->observe(textEvent(1, Direction::Sent, QByteArray(1'000, 'x')));
            ++observed;
        }
        QVERIFY(flow == WireObserver::FlowControl::Pause);
        QTRY_COMPARE_WITH_TIMEOUT(resumed, round, 10'000);
    }
    writer->finish();
    QCOMPARE(writer->publishedMessages(), observed); // The event that was answered with Wait counts too.
}

void tst_Capture::flushShowsEverything()
{
    const std::unique_ptr<CaptureWriter> writer = makeWriter(m_path);
    const std::unique_ptr<CaptureReader> reader = openReader(m_path);
    writer->flush(); // Nothing to wait for.
    for (quint32 i = 1; i <= 50; ++i) {
        writer->observe(textEvent(1, Direction::Sent, "x"));
        writer->flush();
        QCOMPARE(writer->publishedMessages(), i);
        QCOMPARE(reader->messageCount(), i);
    }
    writer->finish();
    writer->flush();
}

void tst_Capture::finishLeavesOneFile()
{
    const std::unique_ptr<CaptureWriter> writer = makeWriter(m_path);
    for (int i = 0; i < 1'000; ++i)
        writer->observe(textEvent(1, Direction::Sent, offer()));
    writer->finish();
    writer->finish();
    QCOMPARE(QDir(m_dir->path()).entryList(QDir::Files), QStringList{QFileInfo(m_path).fileName()});
    {
        const std::unique_ptr<CaptureReader> reader = openReader(m_path);
        QCOMPARE(reader->messageCount(), 1'000U);
    }
    QCOMPARE(QDir(m_dir->path()).entryList(QDir::Files), QStringList{QFileInfo(m_path).fileName()});

    // Also where a reader was open when the capture ended.
    const QString second = m_dir->filePath(u"second"_s);
    std::unique_ptr<CaptureWriter> again = makeWriter(second);
    std::unique_ptr<CaptureReader> reader = openReader(second);
    again->observe(textEvent(1, Direction::Sent, "x"));
    again.reset();
    QCOMPARE(reader->messageCount(), 1U);
    QCOMPARE(QFileInfo(second + u"-wal"_s).size(), 0);
    reader.reset();
    QCOMPARE(QDir(m_dir->path()).entryList(QDir::Files).size(), 2);
}

void tst_Capture::eventsAfterFinishAreDropped()
{
    const std::unique_ptr<CaptureWriter> writer = makeWriter(m_path);
    writer->observe(textEvent(1, Direction::Sent, "x"));
    writer->finish();
    QVERIFY(writer->observe(textEvent(1, Direction::Sent, "x")) == WireObserver::FlowControl::Continue);
    QCOMPARE(writer->publishedMessages(), 1U);
    QCOMPARE(openReader(m_path)->messageCount(), 1U);
}

void tst_Capture::existingFileIsRefused()
{
    makeWriter(m_path)->observe(textEvent(1, Direction::Sent, "precious"));
    const auto created = CaptureWriter::create(m_path);
    const auto *const error = std::get_if<CaptureError>(&created);
    QVERIFY(error);
    QVERIFY(error->kind == Kind::CannotCreate);
    QCOMPARE(error->file, m_path);
    QVERIFY(!error->detail.isEmpty());
    QCOMPARE(openReader(m_path)->message(1)->payload, "precious"_ba);
}

void tst_Capture::folderThatDoesNotExistIsRefused()
{
    const auto created = CaptureWriter::create(m_dir->filePath(u"missing/capture"_s));
    const auto *const error = std::get_if<CaptureError>(&created);
    QVERIFY(error);
    QVERIFY(error->kind == Kind::CannotCreate);
}

void tst_Capture::notACapture_data()
{
    QTest::addColumn<QString>("what");
    QTest::addColumn<Kind>("kind");
    QTest::addRow("a text file") << u"text"_s << Kind::NotACapture;
    QTest::addRow("an empty file") << u"empty"_s << Kind::NotACapture;
    QTest::addRow("a folder") << u"folder"_s << Kind::NotACapture;
    QTest::addRow("a database of another application") << u"database"_s << Kind::NotACapture;
    QTest::addRow("a database whose tables are gone") << u"hollow"_s << Kind::CannotRead;
    QTest::addRow("a capture of a newer version") << u"newer"_s << Kind::NewerVersion;
    QTest::addRow("a capture that was cut off in its first page") << u"cut"_s << Kind::NotACapture;
    QTest::addRow("no file at all") << u"missing"_s << Kind::CannotOpen;
}

void tst_Capture::notACapture()
{
    QFETCH(const QString, what);
    QFETCH(const Kind, kind);
    QFile file(m_path);
    if (what == u"text"_s) {
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("SQLite is not the format of this file.\n");
        file.close();
    } else if (what == u"empty"_s) {
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.close();
    } else if (what == u"folder"_s) {
        QVERIFY(QDir().mkdir(m_path));
    } else if (what == u"database"_s) {
        QVERIFY(execute(m_path, {u"CREATE TABLE message (id INTEGER PRIMARY KEY)"_s}));
    } else if (what == u"hollow"_s) {
        makeWriter(m_path)->finish();
        QVERIFY(execute(m_path, {u"DROP TABLE message"_s}));
    } else if (what == u"newer"_s) {
        makeWriter(m_path)->finish();
        QVERIFY(execute(m_path, {u"PRAGMA user_version = 2"_s}));
    } else if (what == u"cut"_s) {
        makeWriter(m_path)->finish();
        QVERIFY(file.resize(70));
    }
    const std::optional<CaptureError> error = errorOfOpening(m_path);
    QVERIFY(error);
    QCOMPARE(int(error->kind), int(kind));
    QVERIFY(!error->detail.isEmpty());
}

void tst_Capture::errorsAreSentences_data()
{
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<QString>("part");
    QTest::addRow("cannot create") << Kind::CannotCreate << u"Choose another name"_s;
    QTest::addRow("cannot open") << Kind::CannotOpen << u"Check that the file exists"_s;
    QTest::addRow("not a capture") << Kind::NotACapture << u"is not a Relay Inspector capture"_s;
    QTest::addRow("newer version") << Kind::NewerVersion << u"Update Relay Inspector"_s;
    QTest::addRow("cannot read") << Kind::CannotRead << u"Copy the file"_s;
    QTest::addRow("cannot write") << Kind::CannotWrite << u"free some disk space"_s;
}

void tst_Capture::errorsAreSentences()
{
    QFETCH(const Kind, kind);
    QFETCH(const QString, part);
    const QString text = CaptureError{kind, u"week %2.relaycap"_s, u"disk full."_s}.text();
    QVERIFY2(text.contains(part), qPrintable(text));
    QVERIFY2(text.contains(u"“week %2.relaycap”"_s), qPrintable(text));
    QVERIFY2(text.contains(u"disk full"_s) && !text.contains(u".."_s), qPrintable(text));
    QVERIFY(text.endsWith(u'.'));
}

void tst_Capture::diskErrorIsReportedOnce()
{
    const std::unique_ptr<CaptureWriter> writer = makeWriter(m_path, {10'000, 100});
    QList<CaptureError> failed;
    connect(writer.get(), &CaptureWriter::failed, this, [&failed](const CaptureError &error) { failed.append(error); });
    writer->observe(textEvent(1, Direction::Sent, "kept"));
    writer->flush();
    QVERIFY(execute(m_path, {u"DROP TABLE message"_s}));
    for (int i = 0; i < 1'000; ++i)
        writer->observe(textEvent(1, Direction::Sent, QByteArray(1'000, 'x')));
    QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 1, 20'000);
    const CaptureError error = failed.first();
    QVERIFY(error.kind == Kind::CannotWrite);
    QCOMPARE(error.file, m_path);
    QVERIFY2(error.detail.contains(u"message"_s), qPrintable(error.detail));
    QVERIFY(writer->observe(textEvent(1, Direction::Sent, "later")) == WireObserver::FlowControl::Continue);
    writer->flush();
    writer->finish();
    QCOMPARE(writer->publishedMessages(), 1U);
    QCoreApplication::processEvents();
    QCOMPARE(failed.size(), 1);
}

void tst_Capture::fullDiskIsReported()
{
#ifdef Q_OS_UNIX
    // A limit on the size of files is how a process without privileges gets a disk that is full.
    QProcess process;
    process.start(u"/bin/sh"_s, {u"-c"_s, u"trap '' XFSZ; ulimit -f 40000; exec \"$0\" \"$1\" 100000"_s,
                                 QStringLiteral(CAPTURE_CHILD), m_path});
    QVERIFY(process.waitForFinished(60'000));
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    const QByteArray output = process.readAllStandardOutput();
    QVERIFY2(output.count("failed ") == 1, output.constData());
    QCOMPARE(process.exitCode(), 3);
    const std::unique_ptr<CaptureReader> reader = openReader(m_path);
    const quint32 count = reader->messageCount();
    QVERIFY(count > 0);
    QCOMPARE(reader->messages(1, count).size(), std::size_t(count));
#else
    QSKIP("needs a shell that limits file sizes");
#endif
}

void tst_Capture::killedWriterLosesAtMostASecond()
{
    QProcess child;
    child.start(QStringLiteral(CAPTURE_CHILD), {m_path, u"100000000"_s, u"5000"_s});
    QVERIFY(child.waitForStarted(30'000));
    QList<std::pair<qint64, qint64>> lines; // when, how many were observed
    const auto readLines = [&] {
        while (child.canReadLine()) {
            const QByteArrayList words = child.readLine().trimmed().split(' ');
            if (words.size() == 3 && words.at(0) == "observed")
                lines.append({words.at(1).toLongLong(), words.at(2).toLongLong()});
        }
        return !lines.isEmpty() && lines.last().first - lines.first().first > 2'000;
    };
    QTRY_VERIFY_WITH_TIMEOUT(readLines(), 60'000);
    const qint64 killed = QDateTime::currentMSecsSinceEpoch();
    child.kill();
    QVERIFY(child.waitForFinished(30'000));
    QCOMPARE(child.exitStatus(), QProcess::CrashExit);

    const std::unique_ptr<CaptureReader> reader = openReader(m_path);
    const quint32 count = reader->messageCount();
    qint64 due = 0;
    for (const auto &[when, observed] : std::as_const(lines)) {
        if (when <= killed - 1'000)
            due = observed;
    }
    QVERIFY(due > 0);
    QVERIFY2(count >= due, qPrintable(u"%1 of %2"_s.arg(count).arg(due)));
    QCOMPARE(reader->messages(1, count).size(), std::size_t(count));
    const QList<ConnectionRow> connections = reader->connections();
    quint64 perConnection = 0;
    for (const ConnectionRow &row : connections)
        perConnection += row.messages;
    QCOMPARE(perConnection, quint64(count));
}

void tst_Capture::readOnlyFolder()
{
    makeWriter(m_path)->observe(textEvent(1, Direction::Sent, "x"));
    const auto writable = QFile::permissions(m_dir->path());
    QVERIFY(QFile::setPermissions(m_path, QFile::ReadOwner));
    QVERIFY(QFile::setPermissions(m_dir->path(), QFile::ReadOwner | QFile::ExeOwner));
    quint32 count = 0;
    {
        const std::unique_ptr<CaptureReader> reader = openReader(m_path);
        count = reader->messageCount();
    }
    QVERIFY(QFile::setPermissions(m_dir->path(), writable));
    QCOMPARE(count, 1U);
}

void tst_Capture::shellReadsAlong()
{
    const std::unique_ptr<CaptureWriter> writer = makeWriter(m_path);
    quint32 observed = 0;
    for (int round = 0; round < 5; ++round) {
        for (int i = 0; i < 200; ++i, ++observed)
            writer->observe(textEvent(1, Direction::Sent, offer()));
        writer->flush();
        QCOMPARE(shell(m_path, u"select count(*) from message"_s), QByteArray::number(observed));
    }
    QCOMPARE(shell(m_path, u"select json_extract(payload, '$.source_name'), source, typeof(payload) from message where "
                           "id = 1"_s),
             "alpha|a38fa5d1-f4b8-4a9b-8ddd-1d0255a1e74b|text"_ba);
    QCOMPARE(shell(m_path, u"select time, direction, opcode, kind from message_text where id = 1"_s),
             "2023-11-14T22:13:20.123456789Z|sent|text|offer"_ba);
    QCOMPARE(shell(m_path, u"select count(*) from message where payload like '%alpha%'"_s),
             QByteArray::number(observed));
}

void tst_Capture::fileIsTagged()
{
    makeWriter(m_path)->observe({1, 1, startNs, HandshakeRequest{"GET / HTTP/1.1", {{"Host", "h"}}}});
    QCOMPARE(shell(m_path, u"pragma application_id"_s), QByteArray::number(0x524C4350));
    QCOMPARE(shell(m_path, u"pragma user_version"_s), "1"_ba);
    QCOMPARE(shell(m_path, u"pragma integrity_check"_s), "ok"_ba);
    QCOMPARE(shell(m_path, u"select request_line, request_headers from connection"_s),
             "GET / HTTP/1.1|[[\"Host\",\"h\"]]"_ba);
    QFile file(m_path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.read(100).mid(68, 4), "RLCP"_ba); // What `file` and libmagic look at.
}

void tst_Capture::headsHaveNoPayload()
{
    const std::unique_ptr<CaptureWriter> writer = makeWriter(m_path);
    const QByteArray response = encode(RelayResponse{false, u"no"_s, true});
    writer->observe(textEvent(1, Direction::Sent, offer()));
    writer->observe(textEvent(1, Direction::Received, response));
    writer->flush();
    const std::unique_ptr<CaptureReader> reader = openReader(m_path);
    std::vector<MessageRow> expected = reader->messages(1, 10);
    QCOMPARE(expected.size(), 2U);
    expected.front().payload.clear();
    QVERIFY(reader->messageMetadata(1, 10) == expected);
    QCOMPARE(expected.back().payload, response);
}

void tst_Capture::saveAsCopiesEverything()
{
    const std::unique_ptr<CaptureWriter> writer = makeWriter(m_path);
    writer->observe({1, 0, startNs, SourceStarted{SourceKind::Proxy, u"Proxy"_s, {}, {}}});
    writer->observe({1, 1, startNs, ConnectionOpened{u"a"_s, u"b"_s}});
    for (int i = 0; i < 500; ++i)
        writer->observe(textEvent(1, Direction::Sent, offer()));
    writer->finish();
    const std::unique_ptr<CaptureReader> reader = openReader(m_path);
    const QString copy = m_dir->filePath(u"it's a copy"_s);
    const std::optional<CaptureError> error = reader->saveAs(copy);
    QVERIFY2(!error, error ? qPrintable(error->text()) : "");
    const std::unique_ptr<CaptureReader> again = openReader(copy);
    QVERIFY(again->sources() == reader->sources());
    QVERIFY(again->connections() == reader->connections());
    QVERIFY(again->messages(1, 1'000) == reader->messages(1, 1'000));
    QCOMPARE(again->messageCount(), 500U);
}

void tst_Capture::saveAsWhileWriting()
{
    QProcess child;
    child.start(QStringLiteral(CAPTURE_CHILD), {m_path, u"100000000"_s, u"5000"_s});
    QVERIFY(child.waitForStarted(30'000));
    QTRY_VERIFY_WITH_TIMEOUT(child.canReadLine(), 30'000);
    const std::unique_ptr<CaptureReader> reader = openReader(m_path);
    QTRY_VERIFY_WITH_TIMEOUT(reader->messageCount() > 500, 30'000);
    const quint32 before = reader->messageCount();
    const QString copy = m_dir->filePath(u"copy"_s);
    const std::optional<CaptureError> error = reader->saveAs(copy);
    child.kill();
    QVERIFY(child.waitForFinished(30'000));
    QVERIFY2(!error, error ? qPrintable(error->text()) : "");
    QVERIFY(openReader(copy)->messageCount() >= before);
    QCOMPARE(shell(copy, u"pragma integrity_check"_s), "ok"_ba);
}

void tst_Capture::saveAsRefusesAnExistingFile()
{
    makeWriter(m_path)->finish();
    const QString copy = m_dir->filePath(u"copy"_s);
    QFile file(copy);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.close();
    const std::optional<CaptureError> error = openReader(m_path)->saveAs(copy);
    QVERIFY(error);
    QVERIFY(error->kind == Kind::CannotCreate);
    QVERIFY(QFile::exists(copy));
}

QTEST_GUILESS_MAIN(tst_Capture)
#include "tst_capture.moc"
