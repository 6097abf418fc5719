// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "tests/capture/capturetest.h"

#include <QtCore/QDir>
#include <QtCore/QProcess>
#include <QtCore/QTemporaryDir>
#include <QtCore/QThread>
#include <QtTest/QTest>

#include <array>
#include <condition_variable>
#include <memory>
#include <mutex>

using namespace Qt::Literals::StringLiterals;
using namespace Inspector;
using namespace RelayCore;
using namespace CaptureTest;
using Kind = CaptureError::Kind;

class tst_CaptureWriter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void fourThreadsWriteAtOnce();
    void readerSeesTheCaptureGrow();
    void commitsWithoutFurtherEvents();
    void revisionChangesForNewsOnly();
    void waitsAndResumes_data();
    void waitsAndResumes();
    void flushShowsEverything();
    void logIsCopiedBesideTheWriter();
    void logStaysSmallWhereLittleHappens();
    void finishLeavesOneFile();
    void eventsAfterFinishAreDropped();
    void existingFileIsRefused();
    void folderThatDoesNotExistIsRefused();
    void diskErrorIsReportedOnce();
    void fullDiskIsReported();
    void killedWriterLosesASecondAtMost_data();
    void killedWriterLosesASecondAtMost();

private:
    std::unique_ptr<QTemporaryDir> m_dir;
    QString m_path;
};

void tst_CaptureWriter::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    QVERIFY(m_dir->isValid());
    m_path = m_dir->filePath(u"capture ünd 'quotes' %20?#.relaycap"_s);
}

void tst_CaptureWriter::fourThreadsWriteAtOnce()
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

void tst_CaptureWriter::readerSeesTheCaptureGrow()
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

void tst_CaptureWriter::commitsWithoutFurtherEvents()
{
    const std::unique_ptr<CaptureWriter> writer = makeWriter(m_path);
    writer->observe(textEvent(1, Direction::Sent, "one"));
    QTRY_COMPARE_WITH_TIMEOUT(writer->publishedMessages(), 1U, 20'000);
    QCOMPARE(openReader(m_path)->message(1)->payload, "one"_ba);
}

void tst_CaptureWriter::revisionChangesForNewsOnly()
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

void tst_CaptureWriter::waitsAndResumes_data()
{
    QTest::addColumn<qsizetype>("queueBytes");
    QTest::addColumn<qsizetype>("queueEvents");
    QTest::addRow("too many bytes") << qsizetype(100'000) << qsizetype(1'000'000);
    QTest::addRow("too many events") << qsizetype(1'000'000'000) << qsizetype(100);
}

void tst_CaptureWriter::waitsAndResumes()
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

void tst_CaptureWriter::flushShowsEverything()
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

void tst_CaptureWriter::logIsCopiedBesideTheWriter()
{
    const std::unique_ptr<CaptureWriter> writer = makeWriter(m_path);
    const QByteArray payload(1'024, 'x');
    for (int i = 0; i < 10'000; ++i)
        writer->observe(textEvent(1, Direction::Sent, payload));
    writer->flush();
    // The writer's own checkpoint is not due yet: it is 64 MiB away.
    QTRY_COMPARE_GE(QFileInfo(m_path).size(), 4 * 1024 * 1024);

    qint64 largestLog = 0;
    for (int i = 0; i < 200; ++i) {
        for (int j = 0; j < 1'000; ++j)
            writer->observe(textEvent(1, Direction::Sent, payload));
        writer->flush();
        largestLog = std::max(largestLog, QFileInfo(m_path + u"-wal"_s).size());
    }
    QVERIFY2(largestLog < 96 * 1024 * 1024, qPrintable(QString::number(largestLog)));
    writer->finish();
    QCOMPARE(openReader(m_path)->messageCount(), 210'000U);
    QCOMPARE(QDir(m_dir->path()).entryList(QDir::Files).size(), 1);
}

void tst_CaptureWriter::logStaysSmallWhereLittleHappens()
{
    const std::unique_ptr<CaptureWriter> writer = makeWriter(m_path);
    const QString log = m_path + u"-wal"_s;
    // SQLite writes another salt into the head of the log each time that it begins to write it anew.
    const auto salt = [&log] {
        QFile file(log);
        return file.open(QIODevice::ReadOnly) ? file.read(24).last(8) : QByteArray();
    };
    const auto commit = [&writer] {
        writer->observe(textEvent(1, Direction::Sent, "x"));
        writer->flush();
    };
    commit();
    const QByteArray first = salt();
    QCOMPARE(first.size(), 8);
    QTRY_VERIFY_WITH_TIMEOUT((commit(), salt() != first), 60'000);
    QVERIFY2(QFileInfo(log).size() < 16 * 1024 * 1024, qPrintable(QString::number(QFileInfo(log).size())));
}

void tst_CaptureWriter::finishLeavesOneFile()
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

void tst_CaptureWriter::eventsAfterFinishAreDropped()
{
    const std::unique_ptr<CaptureWriter> writer = makeWriter(m_path);
    writer->observe(textEvent(1, Direction::Sent, "x"));
    writer->finish();
    QVERIFY(writer->observe(textEvent(1, Direction::Sent, "x")) == WireObserver::FlowControl::Continue);
    QCOMPARE(writer->publishedMessages(), 1U);
    QCOMPARE(openReader(m_path)->messageCount(), 1U);
}

void tst_CaptureWriter::existingFileIsRefused()
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

void tst_CaptureWriter::folderThatDoesNotExistIsRefused()
{
    const auto created = CaptureWriter::create(m_dir->filePath(u"missing/capture"_s));
    const auto *const error = std::get_if<CaptureError>(&created);
    QVERIFY(error);
    QVERIFY(error->kind == Kind::CannotCreate);
}

void tst_CaptureWriter::diskErrorIsReportedOnce()
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

void tst_CaptureWriter::fullDiskIsReported()
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

void tst_CaptureWriter::killedWriterLosesASecondAtMost_data()
{
    QTest::addColumn<QString>("rate"); // Messages a second; 0: as fast as they are taken.
    QTest::addColumn<int>("kills");
    QTest::addRow("5,000 messages a second") << u"5000"_s << 8;
    QTest::addRow("as many as the disk takes") << u"0"_s << 12;
}

void tst_CaptureWriter::killedWriterLosesASecondAtMost()
{
    QFETCH(const QString, rate);
    QFETCH(const int, kills);
    for (int kill = 0; kill < kills; ++kill) {
        const QString path = m_path + QString::number(kill);
        QProcess child;
        child.start(QStringLiteral(CAPTURE_CHILD), {path, u"100000000"_s, rate});
        QVERIFY(child.waitForStarted(30'000));
        quint32 published = 0;
        qint64 lastSentNs = 0;
        const auto readLines = [&] {
            while (child.canReadLine()) {
                const QByteArrayList words = child.readLine().trimmed().split(' ');
                if (words.at(0) == "published")
                    published = words.value(1).toUInt();
                else if (words.at(0) == "sent")
                    lastSentNs = words.value(2).toLongLong();
            }
            return published > 1'000U + 700U * quint32(kill); // Another moment of its work each time.
        };
        QTRY_VERIFY_WITH_TIMEOUT(readLines(), 60'000);
        child.kill();
        QVERIFY(child.waitForFinished(30'000));
        QCOMPARE(child.exitStatus(), QProcess::CrashExit);
        readLines();

        const std::unique_ptr<CaptureReader> reader = openReader(path);
        const quint32 count = reader->messageCount();
        QVERIFY2(count >= published, qPrintable(u"%1 of %2"_s.arg(count).arg(published)));
        const std::vector<MessageRow> messages = reader->messages(1, count);
        QCOMPARE(messages.size(), std::size_t(count));
        const qint64 missingNs = lastSentNs - messages.back().timeNs;
        QVERIFY2(missingNs <= 1'000'000'000, qPrintable(u"%1 ms are missing"_s.arg(missingNs / 1'000'000)));
        quint64 perConnection = 0;
        const QList<ConnectionRow> connections = reader->connections();
        for (const ConnectionRow &row : connections)
            perConnection += row.messages;
        QCOMPARE(perConnection, quint64(count));
        QCOMPARE(shell(path, u"PRAGMA integrity_check"_s).trimmed(), "ok"_ba);
    }
}

QTEST_GUILESS_MAIN(tst_CaptureWriter)
#include "tst_capturewriter.moc"
