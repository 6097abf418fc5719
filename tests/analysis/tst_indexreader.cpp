// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/analysis/indexreader.h"
#include "tests/capture/damagedcapture.h"

#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

#include <algorithm>

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

private:
    static constexpr quint32 messages = 40'000; ///< So many that other threads read them.
    static std::unique_ptr<CaptureReader> open(const QString &path);

    QTemporaryDir m_folder;
    QString m_whole;
};

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

QTEST_GUILESS_MAIN(tst_IndexReader)
#include "tst_indexreader.moc"
