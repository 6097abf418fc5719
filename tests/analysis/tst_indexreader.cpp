// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/analysis/capturestatistics.h"
#include "inspector/analysis/indexreader.h"
#include "relaycore/protocol/closecode.h"
#include "tests/capture/capturetest.h"
#include "tests/capture/damagedcapture.h"

#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

#include <algorithm>
#include <limits>

using namespace Inspector;
using namespace Qt::Literals::StringLiterals;

class tst_IndexReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void allMessagesAreIndexed();
    void whatFollowsIsIndexed();
    void readingEndsAtADamage();
    void numbersThatNoFileHasAreADamage_data();
    void numbersThatNoFileHasAreADamage();
    void deletedMessagesAreMissing_data();
    void deletedMessagesAreMissing();
    void manyAreReadAheadBehindADeletedOne();
    void refusedConnectionsAreCounted_data();
    void refusedConnectionsAreCounted();

private:
    static constexpr quint32 messages = 40'000; ///< So many that other threads read them.
    static std::unique_ptr<CaptureReader> open(const QString &path);
    static void readAll(CaptureReader &reader, CaptureIndex &index);

    QTemporaryDir m_folder;
    QString m_whole;
};

void tst_IndexReader::readAll(CaptureReader &reader, CaptureIndex &index)
{
    IndexReader indexReader(reader, index);
    indexReader.look();
    while (indexReader.read()) {
    }
}

std::unique_ptr<CaptureReader> tst_IndexReader::open(const QString &path)
{
    auto opened = CaptureReader::open(path);
    if (const auto *const error = std::get_if<CaptureError>(&opened))
        qFatal("%s", qPrintable(error->text()));
    return std::move(std::get<0>(opened));
}

void tst_IndexReader::initTestCase()
{
    m_whole = m_folder.filePath(u"whole.relaycap"_s);
    DamagedCapture::write(m_whole, messages, 20);
    QVERIFY(MessageReadAhead::pays(*open(m_whole), messages));
}

void tst_IndexReader::allMessagesAreIndexed()
{
    const auto reader = open(m_whole);
    CaptureIndex index;
    IndexReader indexReader(*reader, index);
    indexReader.look();
    QCOMPARE(indexReader.available(), messages);
    while (indexReader.read()) {
    }
    QVERIFY(!reader->lastError());
    CaptureIndex expected;
    (void)expected.update(reader->sources(), reader->connections());
    for (const MessageRow &row : reader->messageMetadata(1, messages))
        (void)expected.add(row);
    QCOMPARE(index.messageCount(), messages);
    QVERIFY(std::ranges::equal(index.timesNs(), expected.timesNs()));
    QVERIFY(std::ranges::equal(index.sizes(), expected.sizes()));
    QCOMPARE(index.attempts().size(), expected.attempts().size());
    QCOMPARE(index.connections(), expected.connections());
    QVERIFY(!indexReader.read());
}

/// A capture that grows by a few messages, and by many.
void tst_IndexReader::whatFollowsIsIndexed()
{
    const QString path = m_folder.filePath(u"growing.relaycap"_s);
    auto created = CaptureWriter::create(path);
    QVERIFY(std::holds_alternative<std::unique_ptr<CaptureWriter>>(created));
    CaptureWriter &writer = *std::get<0>(created);
    const auto reader = open(path);
    CaptureIndex index;
    IndexReader indexReader(*reader, index);
    quint32 written = 0;
    for (const quint32 count : {100U, messages, 3U, messages}) {
        for (quint32 i = 0; i < count; ++i) {
            RelayCore::WireMessage message;
            message.payload = "x";
            (void)writer.observe({1, 1, qint64(++written), message});
        }
        writer.flush();
        indexReader.look();
        while (indexReader.read()) {
        }
        QCOMPARE(index.messageCount(), written);
        QCOMPARE(index.timesNs().back(), qint64(written));
    }
    QVERIFY(!reader->lastError());
}

void tst_IndexReader::readingEndsAtADamage()
{
    const QString path = m_folder.filePath(u"damaged.relaycap"_s);
    QVERIFY(QFile::copy(m_whole, path));
    DamagedCapture::damageMiddle(path);
    const auto reader = open(path);
    const std::size_t readable = reader->messageMetadata(1, messages).size();
    QVERIFY(readable > 0 && readable < messages);
    QVERIFY(reader->takeError());
    CaptureIndex index;
    IndexReader indexReader(*reader, index);
    indexReader.look();
    QVERIFY(!reader->lastError());
    while (indexReader.read() && !reader->lastError()) {
    }
    QVERIFY(reader->lastError() && reader->lastError()->kind == CaptureError::Kind::Damaged);
    QCOMPARE(std::size_t(index.messageCount()), readable);
}

void tst_IndexReader::numbersThatNoFileHasAreADamage_data()
{
    QTest::addColumn<qint64>("number");
    QTest::newRow("more than the file has room for") << qint64(4'000'000'000);
    QTest::newRow("more than 32 bits") << (qint64(1) << 32) + 7;
    QTest::newRow("the highest of SQLite") << std::numeric_limits<qint64>::max();
}

/// Neither time nor memory is taken for what is not there.
void tst_IndexReader::numbersThatNoFileHasAreADamage()
{
    QFETCH(const qint64, number);
    const QString path = m_folder.filePath(u"far.relaycap"_s);
    QFile::remove(path);
    QVERIFY(QFile::copy(m_whole, path));
    QVERIFY(CaptureTest::execute(path, {u"UPDATE message SET id = %1 WHERE id = %2"_s.arg(number).arg(messages)}));
    const auto reader = open(path);
    CaptureIndex index;
    IndexReader indexReader(*reader, index);
    indexReader.look();
    QCOMPARE(indexReader.available(), messages - 1);
    const auto error = reader->takeError();
    QVERIFY(error);
    QCOMPARE(error->kind, CaptureError::Kind::Damaged);
    QVERIFY2(error->text().contains(QString::number(number)), qPrintable(error->text()));
    while (indexReader.read()) {
    }
    QCOMPARE(index.messageCount(), messages - 1);
}

void tst_IndexReader::deletedMessagesAreMissing_data()
{
    QTest::addColumn<quint32>("first");
    QTest::addColumn<quint32>("last");
    QTest::newRow("one") << 17U << 17U;
    QTest::newRow("the first") << 1U << 3U;
    QTest::newRow("more than are read at a time") << 5'001U << 20'000U;
    QTest::newRow("all but the last") << 1U << messages - 1;
}

/// Ids are the places of messages, also where some were deleted from the file.
void tst_IndexReader::deletedMessagesAreMissing()
{
    QFETCH(const quint32, first);
    QFETCH(const quint32, last);
    const QString path = m_folder.filePath(u"%1.relaycap"_s.arg(QLatin1StringView(QTest::currentDataTag())));
    QVERIFY(QFile::copy(m_whole, path));
    QVERIFY(CaptureTest::execute(path, {u"DELETE FROM message WHERE id BETWEEN %1 AND %2"_s.arg(first).arg(last)}));
    const auto reader = open(path);
    CaptureIndex index;
    readAll(*reader, index);
    QVERIFY(!reader->lastError());
    QCOMPARE(index.messageCount(), messages);
    QCOMPARE(index.missingCount(), last - first + 1);
    const auto whole = open(m_whole);
    for (const MessageRow &row : whole->messageMetadata(1, messages)) {
        const bool deleted = row.id >= first && row.id <= last;
        QCOMPARE(index.isMissing(row.id), deleted);
        QCOMPARE(index.kinds()[row.id - 1], deleted ? MessageKind::Other : MessageKind::Offer);
        if (!deleted)
            QCOMPARE(index.timesNs()[row.id - 1], row.timeNs);
    }
    const CaptureStatistics statistics = CaptureStatistics::of(index);
    QCOMPARE(statistics.messages, quint64(messages - index.missingCount()));
    QCOMPARE(statistics.kinds[std::size_t(MessageKind::Other)], 0U);
    QCOMPARE(statistics.firstNs, qint64(first == 1 ? 1'000 + last : 1'000));
}

void tst_IndexReader::refusedConnectionsAreCounted_data()
{
    using RelayCore::CloseCode;
    using RelayCore::Direction;
    QTest::addColumn<CloseCode>("code");
    QTest::addColumn<Direction>("direction");
    QTest::addColumn<bool>("registered");
    QTest::addColumn<quint32>("refused");
    QTest::addRow("4001 of the relay") << CloseCode::Unauthorized << Direction::Received << false << 1U;
    QTest::addRow("4002 of the relay") << CloseCode::Forbidden << Direction::Received << false << 1U;
    QTest::addRow("4002 of the client") << CloseCode::Forbidden << Direction::Sent << false << 0U;
    QTest::addRow("4002 once registered") << CloseCode::Forbidden << Direction::Received << true << 0U;
    QTest::addRow("a relay that shuts down") << CloseCode::GoingAway << Direction::Received << false << 0U;
}

void tst_IndexReader::refusedConnectionsAreCounted()
{
    QFETCH(const RelayCore::CloseCode, code);
    QFETCH(const RelayCore::Direction, direction);
    QFETCH(const bool, registered);
    QFETCH(const quint32, refused);
    ConnectionRow row;
    row.id = 1;
    row.registered = registered;
    row.closeCode = quint16(code);
    row.closeDirection = direction;
    CaptureIndex index;
    (void)index.update({}, {row});
    QCOMPARE(CaptureStatistics::of(index).connections.refused, refused);
}

/// Of so many other threads read those before the gap, and those from some way behind it on.
void tst_IndexReader::manyAreReadAheadBehindADeletedOne()
{
    constexpr quint32 many = 120'000;
    const QString path = m_folder.filePath(u"many.relaycap"_s);
    DamagedCapture::write(path, many, 20);
    QVERIFY(CaptureTest::execute(path, {u"DELETE FROM message WHERE id IN (20000, 70000)"_s}));
    const auto reader = open(path);
    CaptureIndex index;
    readAll(*reader, index);
    QVERIFY(!reader->lastError());
    QCOMPARE(index.messageCount(), many);
    QCOMPARE(index.missingCount(), 2U);
    for (MessageId id = 1; id <= many; ++id) {
        const bool deleted = id == 20'000 || id == 70'000;
        QCOMPARE(index.isMissing(id), deleted);
        QCOMPARE(index.timesNs()[id - 1], qint64(999 + id - (deleted ? 1 : 0)));
    }
}

QTEST_GUILESS_MAIN(tst_IndexReader)
#include "tst_indexreader.moc"
