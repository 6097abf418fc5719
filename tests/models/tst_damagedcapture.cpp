// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/filter/filterparser.h"
#include "inspector/models/capturefeed.h"
#include "inspector/models/messagefilter.h"
#include "inspector/models/messagemodel.h"
#include "tests/capture/capturetest.h"
#include "tests/capture/damagedcapture.h"

#include <QtCore/QTemporaryDir>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace Qt::Literals::StringLiterals;
using namespace Inspector;

/// A capture whose file is damaged: what can be read is shown, what cannot be read is marked and counted.
class tst_DamagedCapture : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_dir.reset(); }

    void aDamagedPlaceIsMarkedAndCounted();
    void aDamagedBeginningHasTheTimeOfTheConnection();
    void aDamagedEndIsLeftOut();
    void aFilterNamesWhatItCannotJudge();
    void deletedMessagesAreLeftOut_data();
    void deletedMessagesAreLeftOut();
    void manyMessagesAreIndexedAsFewAre_data();
    void manyMessagesAreIndexedAsFewAre();
    void aFileThatWasCutOffIsRefusedAsDamaged_data();
    void aFileThatWasCutOffIsRefusedAsDamaged();

private:
    static constexpr quint32 messages = DamagedCapture::messages;

    std::unique_ptr<QTemporaryDir> m_dir;
    QString m_path;
    CaptureFeed m_feed;
};

void tst_DamagedCapture::init()
{
    m_feed.close();
    m_dir = std::make_unique<QTemporaryDir>();
    m_path = m_dir->filePath(u"damaged.relaycap"_s);
    DamagedCapture::write(m_path);
}

void tst_DamagedCapture::aDamagedPlaceIsMarkedAndCounted()
{
    DamagedCapture::damageMiddle(m_path);
    MessageModel model(&m_feed);
    QSignalSpy failed(&m_feed, &CaptureFeed::failed);
    QVERIFY(!m_feed.open(m_path));
    QTRY_COMPARE_WITH_TIMEOUT(m_feed.indexedCount(), messages, 30'000);
    const quint32 unreadable = m_feed.statistics().unreadable;
    QVERIFY2(unreadable > 0 && unreadable < 100, qPrintable(QString::number(unreadable)));
    QCOMPARE(failed.size(), 1);
    const auto error = failed.first().first().value<CaptureError>();
    QCOMPARE(error.kind, CaptureError::Kind::Damaged);

    // Each of them has a row that is marked; the rows around are complete.
    quint32 marked = 0;
    MessageId last = 0;
    for (MessageId id = 1; id <= messages; ++id) {
        const QModelIndex summary = model.index(int(id) - 1, MessageModel::Summary);
        if (m_feed.row(id))
            continue;
        ++marked;
        last = id;
        QVERIFY(summary.data().toString().contains("damaged"_L1));
        QVERIFY(summary.data(MessageModel::IsErrorRole).toBool());
        QCOMPARE(summary.siblingAtColumn(MessageModel::Direction).data().toString(), QString());
    }
    QCOMPARE(marked, unreadable);
    QVERIFY(last > 1 && last < messages);
    QCOMPARE(m_feed.kinds()[last], MessageKind::Offer);
    QCOMPARE(m_feed.row(messages)->kind, MessageKind::Offer);
}

void tst_DamagedCapture::aDamagedBeginningHasTheTimeOfTheConnection()
{
    DamagedCapture::damageBeginning(m_path);
    QVERIFY(!m_feed.open(m_path));
    QTRY_COMPARE_WITH_TIMEOUT(m_feed.indexedCount(), messages, 30'000);
    QVERIFY(!m_feed.row(1));
    QVERIFY(m_feed.row(100));
    // Not 1970: the strip and the times of a filter begin with the capture.
    QCOMPARE(m_feed.timesNs()[0], 2);
}

void tst_DamagedCapture::aDamagedEndIsLeftOut()
{
    DamagedCapture::damageEnd(m_path);
    QSignalSpy failed(&m_feed, &CaptureFeed::failed);
    QVERIFY(!m_feed.open(m_path));
    QTRY_VERIFY_WITH_TIMEOUT(m_feed.indexedCount() > messages / 4, 30'000);
    QTRY_COMPARE_WITH_TIMEOUT(m_feed.indexedCount(), m_feed.count(), 30'000);
    QVERIFY(m_feed.count() < messages);
    QVERIFY(m_feed.row(1));
    QVERIFY(m_feed.row(m_feed.count()));
    QTRY_COMPARE(failed.size(), 1);
    QCOMPARE(failed.first().first().value<CaptureError>().kind, CaptureError::Kind::Damaged);
}

/// A file that becomes unreadable in one place while it is on show. Messages behind that place are judged.
void tst_DamagedCapture::aFilterNamesWhatItCannotJudge()
{
    constexpr quint32 few = 20;
    m_path = m_dir->filePath(u"long.relaycap"_s);
    DamagedCapture::write(m_path, few, 100'000);
    MessageModel model(&m_feed);
    MessageFilter filter(&model);
    QVERIFY(!m_feed.open(m_path));
    QTRY_COMPARE_WITH_TIMEOUT(m_feed.indexedCount(), few, 30'000);
    QCOMPARE(m_feed.statistics().unreadable, 0U);
    DamagedCapture::damageMiddle(m_path);
    const auto opened = CaptureReader::open(m_path);
    quint32 readable = 0;
    for (MessageId id = 1; id <= few; ++id)
        readable += quint32(std::get<0>(opened)->payloads(id, 1).size());
    QVERIFY(readable < few && readable >= few - 2);
    const auto apply = [&](const QString &text) {
        filter.setFilter(std::get<Filter>(parseFilter(text)));
        return QTest::qWaitFor([&] { return filter.state() == MessageFilter::State::UpToDate && filter.isUpToDate(); },
                               30'000);
    };
    for (const QString &text : {u"xxx"_s, u"-xyz"_s}) {
        QVERIFY(apply(text));
        QCOMPARE(filter.found(), readable);
        QCOMPARE(filter.unreadable(), quint64(few - readable));
    }
    QVERIFY(apply(u"kind:offer"_s));
    QCOMPARE(filter.found(), few);
    QCOMPARE(filter.unreadable(), 0U);
}

void tst_DamagedCapture::deletedMessagesAreLeftOut_data()
{
    QTest::addColumn<quint32>("first");
    QTest::addColumn<quint32>("last");
    QTest::newRow("a few") << 100U << 109U;
    QTest::newRow("more than are read at a time") << 1'001U << 3'000U;
}

void tst_DamagedCapture::deletedMessagesAreLeftOut()
{
    QFETCH(const quint32, first);
    QFETCH(const quint32, last);
    QVERIFY(CaptureTest::execute(m_path, {u"DELETE FROM message WHERE id BETWEEN %1 AND %2"_s.arg(first).arg(last)}));
    MessageModel model(&m_feed);
    MessageFilter filter(&model);
    QVERIFY(!m_feed.open(m_path));
    QTRY_COMPARE_WITH_TIMEOUT(m_feed.indexedCount(), messages, 30'000);
    QCOMPARE(m_feed.statistics().unreadable, last - first + 1);
    for (const QString &text : {u"dir:sent"_s, u"-kind:registration"_s, u"xxx"_s, u"-xyz"_s}) {
        filter.setFilter(std::get<Filter>(parseFilter(text)));
        QTRY_VERIFY_WITH_TIMEOUT(filter.state() == MessageFilter::State::UpToDate && filter.isUpToDate(), 30'000);
        QCOMPARE(filter.found(), messages - (last - first + 1));
        QCOMPARE(model.idAt(int(first) - 1), last + 1);
    }
}

void tst_DamagedCapture::aFileThatWasCutOffIsRefusedAsDamaged()
{
    QFETCH(qint64, bytes);
    QVERIFY(QFile::resize(m_path, bytes < 0 ? QFile(m_path).size() + bytes : bytes));
    const auto refused = m_feed.open(m_path);
    QVERIFY(refused);
    QCOMPARE(refused->kind, CaptureError::Kind::Damaged);
    QVERIFY2(refused->text().contains("cut off"_L1), qPrintable(refused->text()));
    QVERIFY(!refused->text().contains("exists"_L1));
}

void tst_DamagedCapture::manyMessagesAreIndexedAsFewAre_data()
{
    QTest::addColumn<qint64>("damage"); // Of a hundred parts of the file; -1 is none.
    QTest::newRow("no damage") << qint64(-1);
    QTest::newRow("near the beginning") << qint64(10);
    QTest::newRow("in the middle") << qint64(50);
    QTest::newRow("near the end") << qint64(90);
}

void tst_DamagedCapture::manyMessagesAreIndexedAsFewAre()
{
    QFETCH(const qint64, damage);
    // So many that other threads read them ahead, on both sides of a damage in the middle.
    constexpr quint32 many = 90'000;
    m_path = m_dir->filePath(u"many.relaycap"_s);
    DamagedCapture::write(m_path, many, 20);
    if (damage >= 0) {
        const qint64 pages = QFile(m_path).size() / DamagedCapture::page;
        DamagedCapture::overwrite(m_path, pages * damage / 100 * DamagedCapture::page, DamagedCapture::page);
    }
    QSignalSpy indexed(&m_feed, &CaptureFeed::indexed);
    QVERIFY(!m_feed.open(m_path));
    QTRY_COMPARE_WITH_TIMEOUT(m_feed.indexedCount(), many, 60'000);
    QCOMPARE(m_feed.statistics().unreadable > 0, damage >= 0);
    quint32 next = 1;
    for (const QList<QVariant> &each : indexed) {
        QCOMPARE(each[0].toUInt(), next);
        next += each[1].toUInt();
    }
    QCOMPARE(next, many + 1);

    const auto opened = CaptureReader::open(m_path);
    const CaptureReader &reader = *std::get<0>(opened);
    quint32 unreadable = 0;
    for (MessageId id = 1; id <= many; ++id) {
        const auto rows = reader.messageMetadata(id, 1);
        unreadable += rows.empty() ? 1 : 0;
        QCOMPARE(m_feed.kinds()[id - 1], rows.empty() ? MessageKind::Other : MessageKind::Offer);
        QCOMPARE(m_feed.index().sizes()[id - 1], rows.empty() ? 0U : quint32(rows.front().bytes()));
        if (!rows.empty())
            QCOMPARE(m_feed.timesNs()[id - 1], rows.front().timeNs);
    }
    QCOMPARE(m_feed.statistics().unreadable, unreadable);
}

void tst_DamagedCapture::aFileThatWasCutOffIsRefusedAsDamaged_data()
{
    QTest::addColumn<qint64>("bytes");
    QTest::addRow("within the schema") << qint64(1'000);
    QTest::addRow("within the messages") << qint64(1'000'000);
    QTest::addRow("just before its end") << -DamagedCapture::page;
}

QTEST_MAIN(tst_DamagedCapture)
#include "tst_damagedcapture.moc"
