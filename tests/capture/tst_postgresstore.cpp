// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/capture/capturespool.h"
#include "inspector/capture/postgrescapture.h"
#include "inspector/capture/postgrescatalog.h"
#include "tests/capture/capturetest.h"
#include "tests/capture/postgresserver.h"

#include <QtCore/QDir>
#include <QtCore/QFileInfo>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

#include <atomic>

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;
using namespace Inspector;
using namespace RelayCore;
using namespace CaptureTest;

class tst_PostgresStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void batchesSurviveTheSpool();
    void messagesArrive();
    void rolesAppendAndReadOnly();
    void problemsAreClear_data();
    void problemsAreClear();
    void aNameIsTakenOnce();
    void whatWasKilledIsThereOnceAndInOrder();
    void aClosedDatabaseLeavesASpool();
    void theNextWriterDrainsTheSpool();
    void aFullSpoolMakesTheTrafficWait();
    void aRemovedCaptureEndsTheRecording();
    void aRefusedBatchIsKept();

private:
    [[nodiscard]] std::unique_ptr<CaptureWriter> makeStoreWriter(const QString &capture,
                                                                 StoreOptions options = {}) const;
    [[nodiscard]] QString rows(const QString &capture, const QString &columns) const;
    [[nodiscard]] QString ids(const QString &capture) const;

    std::unique_ptr<PostgresServer> m_server;
    std::unique_ptr<QTemporaryDir> m_spool;
};

namespace {

/// Passes \a count messages to \a writer; the payload of each is its number, from \a first on.
void send(CaptureWriter &writer, int first, int count)
{
    for (int i = first; i < first + count; ++i)
        writer.observe(textEvent(ConnectionId(1 + i % 4), Direction::Sent, QByteArray::number(i), startNs + i));
}

} // namespace

void tst_PostgresStore::initTestCase()
{
    if (const QString reason = PostgresServer::missing(); !reason.isEmpty())
        QSKIP(qPrintable(reason));
    m_server = std::make_unique<PostgresServer>();
    QVERIFY(m_server->initialize());
    const auto problem = PostgresCatalog::initialize(parsed(m_server->address()), {});
    QVERIFY2(!problem, problem ? qPrintable(problem->text()) : "");
    QVERIFY(m_server->execute(u"GRANT relay_writer TO alice; GRANT relay_reader TO robert"_s));
}

void tst_PostgresStore::init()
{
    m_spool = std::make_unique<QTemporaryDir>();
    QVERIFY(m_spool->isValid());
    QVERIFY(m_server->start());
}

std::unique_ptr<CaptureWriter> tst_PostgresStore::makeStoreWriter(const QString &capture, StoreOptions options) const
{
    CaptureWriterOptions writerOptions;
    writerOptions.store = options;
    writerOptions.store.spoolFolder = m_spool->filePath(u"spool"_s);
    writerOptions.store.firstRetry = 10ms;
    writerOptions.store.lastRetry = 100ms;
    std::unique_ptr<CaptureWriter> writer = makeWriter(m_server->address(capture, u"alice"_s), writerOptions);
    connect(
        writer.get(), &CaptureWriter::storeAway, writer.get(),
        [](const QString &reason) { qInfo("away: %s", qPrintable(reason)); }, Qt::DirectConnection);
    return writer;
}

QString tst_PostgresStore::rows(const QString &capture, const QString &columns) const
{
    return m_server->value(
        u"SELECT %1 FROM relay.message m JOIN relay.capture c ON c.id = m.capture WHERE c.name = '%2'"_s.arg(columns,
                                                                                                             capture));
}

/// Returns the numbers of messages, of different ids and of different payloads, the highest id, and how many messages
/// are not where they belong.
QString tst_PostgresStore::ids(const QString &capture) const
{
    return rows(capture, u"concat_ws(' ', count(*), count(DISTINCT m.id), count(DISTINCT payload_text), max(m.id), "
                         "count(*) FILTER (WHERE payload_text::bigint <> m.id - 1))"_s);
}

void tst_PostgresStore::batchesSurviveTheSpool()
{
    RowBatch batch;
    batch.revision = 7;
    batch.lastMessage = 3;
    batch.lastNs = startNs;
    batch.endedNs = startNs + 1;
    batch.otherRows = true;
    batch.sources = {{1U, u"proxy"_s, QVariant(QMetaType(QMetaType::QString)), QByteArray("\0\xff", 2)}};
    batch.losses = {{quint64(1), 1U, 2U, qint64(-3), quint64(4), u"ü\0\uFDD0"_s}};
    MessageRow row;
    row.id = 3;
    row.connection = 4'000'000'000;
    row.timeNs = startNs;
    row.source = alpha;
    row.payload = offer();
    row.inflatedBytes = 12;
    row.truncated = true;
    batch.messages = {row, {}};

    const QString file = m_spool->filePath(u"folder/"_s + CaptureSpool::fileName(alpha));
    const SpoolTarget target{parsed(u"postgresql://db/relay?capture=a"_s), 12, alpha};
    auto created = CaptureSpool::create(file, target);
    if (const auto *const problem = std::get_if<QString>(&created))
        QFAIL(qPrintable(*problem));
    CaptureSpool &spool = *std::get<0>(created);
    QCOMPARE(QFile::permissions(file) & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
    const auto shared = std::make_shared<const RowBatch>(batch);
    QVERIFY(spool.append({shared}));
    QVERIFY(spool.append({shared})); // Once.
    QCOMPARE(spool.content().batches, 1);
    QCOMPARE(spool.content().messages, quint64(2));
    auto opened = CaptureSpool::open(file);
    CaptureSpool &other = *std::get<0>(opened);
    QCOMPARE(other.target()->address, target.address);
    QCOMPARE(other.target()->uuid, alpha);
    QCOMPARE(other.next(6), batch);
    QCOMPARE(other.next(7), std::nullopt);
    QCOMPARE(other.reason(), QString());
    QVERIFY(other.removeUpTo(7));
    QCOMPARE(spool.content().batches, 0);
    QCOMPARE(RowBatch::fromBytes(batch.toBytes().chopped(1)), std::nullopt);
}

void tst_PostgresStore::messagesArrive()
{
    const std::unique_ptr<CaptureWriter> writer = makeStoreWriter(u"arrive"_s);
    QCOMPARE(writer->path(), m_server->address(u"arrive"_s, u"alice"_s));
    send(*writer, 0, 5'000);
    writer->flush();
    QTRY_COMPARE(writer->publishedMessages(), 5'000U);
    QCOMPARE(m_server->value(u"SELECT ended_ns IS NULL FROM relay.capture WHERE name = 'arrive'"_s), u"true"_s);
    writer->finish();
    QVERIFY(!writer->leftover());
    QCOMPARE(ids(u"arrive"_s), u"5000 5000 5000 5000 0"_s);
    QCOMPARE(m_server->value(u"SELECT concat_ws(' ', messages, started_by, ended_ns >= last_ns) FROM relay.capture "
                             "WHERE name = 'arrive'"_s),
             u"5000 alice t"_s);
    QCOMPARE(
        m_server
            ->value(u"SELECT sum(c.messages)::bigint FROM relay.connection c JOIN relay.capture a ON a.id = c.capture "
                    "WHERE a.name = 'arrive'"_s)
            .toInt(),
        5'000);
    QVERIFY(CaptureSpool::filesIn(m_spool->filePath(u"spool"_s)).isEmpty());
}

void tst_PostgresStore::rolesAppendAndReadOnly()
{
    makeStoreWriter(u"roles"_s)->finish();
    PostgresConnection writer(parsed(m_server->address({}, u"alice"_s)));
    PostgresConnection reader(parsed(m_server->address({}, u"robert"_s)));
    QVERIFY(writer.openWithTables());
    QVERIFY(reader.openWithTables());
    const auto denied = [](PostgresConnection &connection, const QString &statement) {
        return !connection.run(statement) && connection.problem()->kind == PostgresProblem::Kind::Denied;
    };
    QVERIFY(denied(writer, u"DELETE FROM relay.message"_s));
    QVERIFY(denied(writer, u"UPDATE relay.message SET payload = NULL"_s));
    QVERIFY(denied(writer, u"SELECT payload_text FROM relay.message"_s));
    QVERIFY(denied(writer, u"SELECT name FROM relay.connection"_s));
    QVERIFY(denied(writer, u"UPDATE relay.capture SET revision = 0"_s));
    QVERIFY(denied(writer, u"DROP TABLE relay.message"_s));
    QVERIFY(denied(writer, u"TRUNCATE relay.state"_s));
    QVERIFY(denied(reader, u"INSERT INTO relay.lost VALUES (1, 1, 1, 1, 1, 1, '')"_s));
    QVERIFY(denied(reader, u"SELECT relay.begin_capture(gen_random_uuid(), 'x', 'x', 'x', 0)"_s));
    QVERIFY(reader.run(u"SELECT * FROM relay.message_text; SELECT * FROM relay.connection"_s));
    QVERIFY(m_server->execute(u"CREATE ROLE nobody_special LOGIN PASSWORD 'x'"_s));
    QCOMPARE(m_server->value(u"SELECT has_schema_privilege('nobody_special', 'relay', 'USAGE')"_s), u"false"_s);
    QVERIFY(m_server->execute(u"DROP ROLE nobody_special"_s));
    // A second time: nothing is lost.
    QVERIFY(!PostgresCatalog::initialize(parsed(m_server->address()), {}));
    QCOMPARE(m_server->value(u"SELECT count(*) FROM relay.capture WHERE name = 'roles'"_s), u"1"_s);
}

void tst_PostgresStore::problemsAreClear_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("address");
    QTest::addColumn<QString>("after");
    QTest::addColumn<QString>("words");

    const QString nothing = u"SELECT 1"_s;
    QTest::addRow("wrong password") << u"ALTER ROLE alice PASSWORD 'another'"_s << u"alice"_s
                                    << u"ALTER ROLE alice PASSWORD 'alice'"_s << u"PGPASSWORD"_s;
    QTest::addRow("unknown user") << nothing << u"carol"_s << nothing << u"PGPASSWORD"_s;
    QTest::addRow("no such database") << nothing << u"alice/other"_s << nothing << u"Create it"_s;
    QTest::addRow("no tables") << nothing << u"alice/postgres"_s << nothing << u"relayctl captures init"_s;
    QTest::addRow("no TLS") << nothing << u"alice?sslmode=require"_s << nothing << u"sslmode"_s;
    QTest::addRow("no server") << nothing << u"alice:1"_s << nothing << u"Check host and port"_s;
    QTest::addRow("older tables")
        << u"UPDATE relay.about SET version = 0"_s << u"alice"_s << u"UPDATE relay.about SET version = 1"_s
        << u"older version. Use another database, or the program that made them (version 0, this program works with 1)"_s;
    QTest::addRow("newer tables") << u"UPDATE relay.about SET version = 2"_s << u"alice"_s
                                  << u"UPDATE relay.about SET version = 1"_s << u"Update this program"_s;
    QTest::addRow("missing function") << u"ALTER FUNCTION relay.begin_capture RENAME TO other"_s << u"alice"_s
                                      << u"ALTER FUNCTION relay.other RENAME TO begin_capture"_s
                                      << u"a table or function for captures is missing"_s;
    QTest::addRow("missing table") << u"ALTER TABLE relay.message RENAME TO other"_s << u"alice"_s
                                   << u"ALTER TABLE relay.other RENAME TO message"_s
                                   << u"a table or function for captures is missing"_s;
    QTest::addRow("only a reader") << nothing << u"robert"_s << nothing << u"the one that writes captures"_s;
}

void tst_PostgresStore::problemsAreClear()
{
    QFETCH(const QString, before);
    QFETCH(const QString, address);
    QFETCH(const QString, after);
    QFETCH(const QString, words);
    DatabaseAddress target =
        parsed(m_server->address(u"problem"_s, address.section(QRegularExpression(u"[:/?]"_s), 0, 0)));
    if (address.contains(u'/'))
        target.database = address.section(u'/', 1);
    if (address.contains(u':'))
        target.port = address.section(u':', 1).toUShort();
    if (address.contains(u'?'))
        target.options = {{address.section(u'?', 1).section(u'=', 0, 0), address.section(u'=', 1)}};
    QVERIFY(m_server->execute(before));
    const auto created = CaptureWriter::create(target.text());
    QVERIFY(m_server->execute(after));
    const auto *const error = std::get_if<CaptureError>(&created);
    QVERIFY(error);
    QVERIFY2(error->text().contains(words), qPrintable(error->text()));
    QVERIFY(!error->text().contains(u'\n'));
    QVERIFY2(!error->text().contains(u"FATAL:"_s), qPrintable(error->text()));
    qInfo("%s", qPrintable(error->text()));
}

void tst_PostgresStore::aNameIsTakenOnce()
{
    makeStoreWriter(u"once"_s)->finish();
    const auto again = CaptureWriter::create(m_server->address(u"once"_s));
    QVERIFY(std::holds_alternative<CaptureError>(again));
    QVERIFY(std::get<CaptureError>(again).text().contains(u"Choose another name"_s));
    // Without a name each has one of its own.
    const auto unnamed = CaptureWriter::create(m_server->address());
    QVERIFY(std::holds_alternative<std::unique_ptr<CaptureWriter>>(unnamed));
    QVERIFY(!parsed(std::get<0>(unnamed)->path()).capture.isEmpty());
}

void tst_PostgresStore::whatWasKilledIsThereOnceAndInOrder()
{
    const std::unique_ptr<CaptureWriter> writer = makeStoreWriter(u"killed"_s);
    QSignalSpy away(writer.get(), &CaptureWriter::storeAway);
    QSignalSpy back(writer.get(), &CaptureWriter::storeBack);
    QSignalSpy failed(writer.get(), &CaptureWriter::failed);
    constexpr int part = 3'000;
    int sent = 0;
    for (int round = 0; round < 3; ++round) {
        for (int i = 0; i < 10; ++i, sent += part / 10) {
            send(*writer, sent, part / 10);
            if (i == 4)
                m_server->kill();
        }
        QTRY_COMPARE_WITH_TIMEOUT(away.size(), round + 1, 60'000);
        QVERIFY(!CaptureSpool::filesIn(m_spool->filePath(u"spool"_s)).isEmpty());
        QVERIFY(m_server->start());
        QTRY_COMPARE_WITH_TIMEOUT(writer->publishedMessages(), quint32(sent), 60'000);
        QTRY_COMPARE(back.size(), round + 1);
    }
    writer->finish();
    QCOMPARE(failed.size(), 0);
    QVERIFY(!writer->leftover());
    QCOMPARE(ids(u"killed"_s), u"9000 9000 9000 9000 0"_s);
    QVERIFY(CaptureSpool::filesIn(m_spool->filePath(u"spool"_s)).isEmpty());
}

void tst_PostgresStore::aClosedDatabaseLeavesASpool()
{
    const std::unique_ptr<CaptureWriter> writer = makeStoreWriter(u"spooled"_s);
    send(*writer, 0, 100);
    writer->flush();
    m_server->kill();
    send(*writer, 100, 400);
    writer->finish();
    QVERIFY(writer->leftover());
    QCOMPARE(QFileInfo(writer->leftover()->file).absolutePath(), m_spool->filePath(u"spool"_s));
    QCOMPARE(QFile::permissions(m_spool->filePath(u"spool"_s)) & (QFile::ReadGroup | QFile::ReadOther),
             QFile::Permissions());
    QCOMPARE(QFile::permissions(writer->leftover()->file) & (QFile::ReadGroup | QFile::ReadOther),
             QFile::Permissions());
    QVERIFY(writer->leftover()->messages >= 400);
    QVERIFY(m_server->start());
    const auto drained = PostgresCapture::drainSpool(writer->leftover()->file, [] { return false; });
    if (const auto *const problem = std::get_if<PostgresCapture::DrainProblem>(&drained))
        QFAIL(qPrintable(problem->text));
    QCOMPARE(std::get<0>(drained).capture, u"spooled"_s);
    QCOMPARE(ids(u"spooled"_s), u"500 500 500 500 0"_s);
    QCOMPARE(m_server->value(u"SELECT ended_ns IS NOT NULL FROM relay.capture WHERE name = 'spooled'"_s), u"true"_s);
    QVERIFY(!QFile::exists(writer->leftover()->file));
}

void tst_PostgresStore::theNextWriterDrainsTheSpool()
{
    const std::unique_ptr<CaptureWriter> first = makeStoreWriter(u"first"_s);
    m_server->kill();
    send(*first, 0, 300);
    first->finish();
    QVERIFY(first->leftover());
    QVERIFY(m_server->start());
    const std::unique_ptr<CaptureWriter> second = makeStoreWriter(u"second"_s);
    QTRY_COMPARE(ids(u"first"_s), u"300 300 300 300 0"_s);
    QTRY_VERIFY(!QFile::exists(first->leftover()->file));
}

void tst_PostgresStore::aFullSpoolMakesTheTrafficWait()
{
    StoreOptions options;
    options.spoolBytes = 64 * 1024;
    const std::unique_ptr<CaptureWriter> writer = makeStoreWriter(u"full"_s, options);
    std::atomic<int> resumed = 0;
    connect(
        writer.get(), &CaptureWriter::resumed, writer.get(), [&] { ++resumed; }, Qt::DirectConnection);
    m_server->kill();
    int sent = 0;
    WireObserver::FlowControl flow = WireObserver::FlowControl::Continue;
    while (flow == WireObserver::FlowControl::Continue && sent < 1'000'000) {
        flow =
            writer->observe(textEvent(ConnectionId(1 + sent % 4), Direction::Sent, QByteArray::number(sent), startNs));
        ++sent;
    }
    QVERIFY(flow == WireObserver::FlowControl::Pause);
    QVERIFY(m_server->start());
    QTRY_VERIFY_WITH_TIMEOUT(resumed > 0, 60'000);
    writer->finish();
    QVERIFY(!writer->leftover());
    const QString n = QString::number(sent);
    QCOMPARE(ids(u"full"_s), u"%1 %1 %1 %1 0"_s.arg(n));
}

void tst_PostgresStore::aRemovedCaptureEndsTheRecording()
{
    const std::unique_ptr<CaptureWriter> writer = makeStoreWriter(u"removed"_s);
    QSignalSpy failed(writer.get(), &CaptureWriter::failed);
    send(*writer, 0, 10);
    writer->flush();
    auto opened = PostgresCatalog::open(parsed(m_server->address()));
    PostgresCatalog &catalog = *std::get<0>(opened);
    const auto entries = std::get<0>(catalog.captures());
    const auto entry = std::find_if(entries.cbegin(), entries.cend(),
                                    [](const CatalogEntry &each) { return each.name == "removed"_L1; });
    QVERIFY(entry != entries.cend());
    QCOMPARE(entry->messages, quint64(10));
    QVERIFY(entry->bytes > 0);
    const auto problem = catalog.remove(*entry);
    QVERIFY2(!problem, problem ? qPrintable(problem->text()) : "");
    send(*writer, 10, 10);
    QTRY_COMPARE(failed.size(), 1);
    QVERIFY(failed.first().first().value<CaptureError>().text().contains(u"was removed"_s));
    writer->finish();
    QCOMPARE(m_server->value(u"SELECT to_regclass('relay.message_%1') IS NULL"_s.arg(entry->id)), u"true"_s);
}

void tst_PostgresStore::aRefusedBatchIsKept()
{
    const std::unique_ptr<CaptureWriter> writer = makeStoreWriter(u"refused"_s);
    QSignalSpy away(writer.get(), &CaptureWriter::storeAway);
    QVERIFY(m_server->execute(u"REVOKE INSERT ON relay.message FROM relay_writer"_s));
    send(*writer, 0, 100);
    QTRY_COMPARE(away.size(), 1);
    QVERIFY(away.first().first().toString().contains(u"permission denied for table message"_s));
    QVERIFY(m_server->execute(u"GRANT INSERT ON relay.message TO relay_writer"_s));
    QTRY_COMPARE(writer->publishedMessages(), 100U);
    writer->finish();
    QCOMPARE(ids(u"refused"_s), u"100 100 100 100 0"_s);
}

QTEST_GUILESS_MAIN(tst_PostgresStore)
#include "tst_postgresstore.moc"
