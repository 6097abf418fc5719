// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/capture/schema.h"
#include "tests/capture/capturetest.h"

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QProcess>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

#include <memory>

using namespace Qt::Literals::StringLiterals;
using namespace Inspector;
using namespace RelayCore;
using namespace CaptureTest;
using Kind = CaptureError::Kind;

class tst_CaptureFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void notACapture_data();
    void notACapture();
    void errorsAreSentences_data();
    void errorsAreSentences();
    void readOnlyFolder();
    void shellReadsAlong();
    void fileIsTagged();
    void saveAsCopiesEverything();
    void saveAsWhileWriting();
    void saveAsRefusesAnExistingFile();

private:
    std::unique_ptr<QTemporaryDir> m_dir;
    QString m_path;
};

void tst_CaptureFile::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    QVERIFY(m_dir->isValid());
    m_path = m_dir->filePath(u"capture ünd 'quotes' %20?#.relaycap"_s);
}

void tst_CaptureFile::notACapture_data()
{
    QTest::addColumn<QString>("what");
    QTest::addColumn<Kind>("kind");
    QTest::addRow("a text file") << u"text"_s << Kind::NotACapture;
    QTest::addRow("an empty file") << u"empty"_s << Kind::NotACapture;
    QTest::addRow("a folder") << u"folder"_s << Kind::NotACapture;
    QTest::addRow("a database of another application") << u"database"_s << Kind::NotACapture;
    QTest::addRow("a database whose tables are gone") << u"hollow"_s << Kind::CannotRead;
    QTest::addRow("a capture of a newer version") << u"newer"_s << Kind::NewerVersion;
    QTest::addRow("a capture that was cut off in its first page") << u"cut"_s << Kind::Damaged;
    QTest::addRow("no file at all") << u"missing"_s << Kind::CannotOpen;
}

void tst_CaptureFile::notACapture()
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
        QVERIFY(execute(m_path, {u"PRAGMA user_version = %1"_s.arg(Schema::version + 1)}));
    } else if (what == u"cut"_s) {
        makeWriter(m_path)->finish();
        QVERIFY(file.resize(70));
    }
    const std::optional<CaptureError> error = errorOfOpening(m_path);
    QVERIFY(error);
    QCOMPARE(int(error->kind), int(kind));
    QVERIFY(!error->detail.isEmpty());
}

void tst_CaptureFile::errorsAreSentences_data()
{
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<QString>("part");
    QTest::addRow("cannot create") << Kind::CannotCreate << u"Choose another name"_s;
    QTest::addRow("cannot open") << Kind::CannotOpen << u"Check that the file exists"_s;
    QTest::addRow("not a capture") << Kind::NotACapture << u"is not a Relay Inspector capture"_s;
    QTest::addRow("newer version") << Kind::NewerVersion << u"Update Relay Inspector"_s;
    QTest::addRow("cannot read") << Kind::CannotRead << u"Copy the file"_s;
    QTest::addRow("cannot write") << Kind::CannotWrite << u"has free space"_s;
}

void tst_CaptureFile::errorsAreSentences()
{
    QFETCH(const Kind, kind);
    QFETCH(const QString, part);
    const QString text = CaptureError{kind, u"week %2.relaycap"_s, u"disk full."_s}.text();
    QVERIFY2(text.contains(part), qPrintable(text));
    QVERIFY2(text.contains(u"“week %2.relaycap”"_s), qPrintable(text));
    QVERIFY2(text.contains(u"disk full"_s) && !text.contains(u".."_s), qPrintable(text));
    QVERIFY(text.endsWith(u'.'));
}

void tst_CaptureFile::readOnlyFolder()
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

void tst_CaptureFile::shellReadsAlong()
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

void tst_CaptureFile::fileIsTagged()
{
    makeWriter(m_path)->observe({1, 1, startNs, HandshakeRequest{"GET / HTTP/1.1", {{"Host", "h"}}}});
    QCOMPARE(shell(m_path, u"pragma application_id"_s), QByteArray::number(0x524C4350));
    QCOMPARE(shell(m_path, u"pragma user_version"_s), "2"_ba);
    QCOMPARE(shell(m_path, u"pragma integrity_check"_s), "ok"_ba);
    QCOMPARE(shell(m_path, u"select request_line, request_headers from connection"_s),
             "GET / HTTP/1.1|[[\"Host\",\"h\"]]"_ba);
    QFile file(m_path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.read(100).mid(68, 4), "RLCP"_ba); // What `file` and libmagic look at.
}

void tst_CaptureFile::saveAsCopiesEverything()
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

void tst_CaptureFile::saveAsWhileWriting()
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

void tst_CaptureFile::saveAsRefusesAnExistingFile()
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

QTEST_GUILESS_MAIN(tst_CaptureFile)
#include "tst_capturefile.moc"
