// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/capture/capturereader.h"
#include "inspector/capture/messagereadahead.h"
#include "tests/capture/damagedcapture.h"

#include <QtCore/QSemaphore>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

using namespace Qt::Literals::StringLiterals;
using namespace Inspector;

/// Threads that read ahead give out what one reader reads, in order.
class tst_MessageReadAhead : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void rangesAreReadInOrder_data();
    void rangesAreReadInOrder();
    void readingEndsAtADamage_data();
    void readingEndsAtADamage();
    void whatCannotBeOpenedEndsAtOnce();
    void readingIsGivenUp_data();
    void readingIsGivenUp();

private:
    static constexpr MessageId messages = 20'000;

    /// Reads to the end; waits for the threads as an event loop does.
    static std::vector<MessageRow> readAll(const QString &path, MessageId first, MessageId last);

    QTemporaryDir m_folder;
    QString m_whole;
};

std::vector<MessageRow> tst_MessageReadAhead::readAll(const QString &path, MessageId first, MessageId last)
{
    QSemaphore news;
    MessageReadAhead ahead(path, first, last, [&news] { news.release(); });
    std::vector<MessageRow> all;
    while (!ahead.hasEnded()) {
        const std::vector<MessageRow> rows = ahead.next();
        if (rows.empty() && !ahead.hasEnded() && !news.tryAcquire(1, 30'000))
            qFatal("no news");
        all.insert(all.end(), rows.begin(), rows.end());
    }
    return all;
}

void tst_MessageReadAhead::initTestCase()
{
    m_whole = m_folder.filePath(u"whole.relaycap"_s);
    DamagedCapture::write(m_whole, messages, 20);
}

void tst_MessageReadAhead::rangesAreReadInOrder_data()
{
    QTest::addColumn<MessageId>("first");
    QTest::addColumn<MessageId>("last");
    QTest::newRow("everything") << 1U << messages;
    QTest::newRow("one message") << 1U << 1U;
    QTest::newRow("the last message") << messages << messages;
    QTest::newRow("a part of the middle") << 777U << 9'999U;
    QTest::newRow("as many as are read at once") << 1U << 1'024U;
    QTest::newRow("one more") << 1U << 1'025U;
}

void tst_MessageReadAhead::rangesAreReadInOrder()
{
    QFETCH(const MessageId, first);
    QFETCH(const MessageId, last);
    const auto opened = CaptureReader::open(m_whole);
    const auto expected = std::get<0>(opened)->messageMetadata(first, last - first + 1);
    QCOMPARE(expected.size(), std::size_t(last - first + 1));
    QVERIFY(readAll(m_whole, first, last) == expected);
    MessageReadAhead ahead(m_whole, first, last);
    std::vector<MessageRow> waitedFor;
    while (!ahead.hasEnded()) {
        ahead.wait();
        const std::vector<MessageRow> rows = ahead.next();
        QVERIFY(!rows.empty());
        waitedFor.insert(waitedFor.end(), rows.begin(), rows.end());
    }
    ahead.wait();
    QVERIFY(waitedFor == expected);
}

void tst_MessageReadAhead::readingEndsAtADamage_data()
{
    QTest::addColumn<qint64>("percent");
    QTest::newRow("near the beginning") << qint64(10);
    QTest::newRow("in the middle") << qint64(50);
    QTest::newRow("near the end") << qint64(90);
}

void tst_MessageReadAhead::readingEndsAtADamage()
{
    QFETCH(const qint64, percent);
    const QString path = m_folder.filePath(u"damaged-%1.relaycap"_s.arg(percent));
    QVERIFY(QFile::copy(m_whole, path));
    const qint64 pages = QFile(path).size() / DamagedCapture::page;
    DamagedCapture::overwrite(path, pages * percent / 100 * DamagedCapture::page, DamagedCapture::page);
    const auto opened = CaptureReader::open(path);
    const auto readable = std::get<0>(opened)->messageMetadata(1, messages);
    QVERIFY(!readable.empty() && readable.size() < messages);

    const std::vector<MessageRow> rows = readAll(path, 1, messages);
    QVERIFY(rows.size() <= readable.size());
    QVERIFY2(rows.size() + 1'024 > readable.size(), qPrintable(QString::number(rows.size())));
    QVERIFY(std::equal(rows.begin(), rows.end(), readable.begin()));
}

void tst_MessageReadAhead::whatCannotBeOpenedEndsAtOnce()
{
    QVERIFY(readAll(m_folder.filePath(u"nothing.relaycap"_s), 1, 100'000).empty());
    // Fewer messages than were asked for.
    const std::vector<MessageRow> rows = readAll(m_whole, messages - 5'000, messages + 5'000);
    QVERIFY(rows.size() <= 5'001);
    QVERIFY(!rows.empty());
}

void tst_MessageReadAhead::readingIsGivenUp_data()
{
    QTest::addColumn<int>("parts");
    QTest::newRow("before anything was taken") << 0;
    QTest::newRow("after one part") << 1;
    QTest::newRow("after some") << 5;
}

void tst_MessageReadAhead::readingIsGivenUp()
{
    QFETCH(const int, parts);
    QSemaphore news;
    MessageReadAhead ahead(m_whole, 1, messages, [&news] { news.release(); });
    for (int taken = 0; taken < parts;) {
        if (!ahead.next().empty())
            ++taken;
        else
            QVERIFY(news.tryAcquire(1, 30'000));
    }
    QVERIFY(!ahead.hasEnded());
} // The threads end here; a test that hangs would run into its time-out.

QTEST_GUILESS_MAIN(tst_MessageReadAhead)
#include "tst_messagereadahead.moc"
