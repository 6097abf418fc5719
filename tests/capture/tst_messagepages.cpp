// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/capture/messagepages.h"
#include "tests/capture/capturetest.h"

#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

using namespace Qt::Literals::StringLiterals;
using namespace Inspector;
using namespace RelayCore;
using namespace CaptureTest;

class tst_MessagePages : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rowsAreThoseOfTheFile();
    void aPageGrowsWithTheFile();
    void theCacheIsBounded();
};

void tst_MessagePages::rowsAreThoseOfTheFile()
{
    const QTemporaryDir dir;
    const std::unique_ptr<CaptureWriter> writer = makeWriter(dir.filePath(u"c"_s));
    for (int i = 1; i <= 200; ++i)
        writer->observe(textEvent(1, Direction::Sent, QByteArray::number(i)));
    writer->finish();
    const std::unique_ptr<CaptureReader> reader = openReader(writer->path());
    MessagePages pages;
    QVERIFY(!pages.row(1)); // Without a reader.
    pages.setReader(reader.get());
    for (const MessageId id : {1U, 64U, 65U, 128U, 200U, 65U}) {
        QVERIFY(pages.row(id) == reader->message(id));
        QCOMPARE(pages.row(id)->payload, QByteArray::number(id));
    }
    QVERIFY(!pages.row(0));
    QVERIFY(!pages.row(201));
    QVERIFY(pages.cachedKilobytes() > 0);
    pages.setReader(nullptr);
    QVERIFY(!pages.row(1));
    QCOMPARE(pages.cachedKilobytes(), 0);
}

void tst_MessagePages::aPageGrowsWithTheFile()
{
    const QTemporaryDir dir;
    const std::unique_ptr<CaptureWriter> writer = makeWriter(dir.filePath(u"c"_s));
    writer->observe(textEvent(1, Direction::Sent, "first"));
    writer->flush();
    const std::unique_ptr<CaptureReader> reader = openReader(writer->path());
    MessagePages pages;
    pages.setReader(reader.get());
    QVERIFY(pages.row(1));
    QVERIFY(!pages.row(2));
    writer->observe(textEvent(1, Direction::Sent, "second"));
    writer->flush();
    QCOMPARE(pages.row(2)->payload, "second"_ba);
    QCOMPARE(pages.row(1)->payload, "first"_ba);
}

void tst_MessagePages::theCacheIsBounded()
{
    const QTemporaryDir dir;
    const std::unique_ptr<CaptureWriter> writer = makeWriter(dir.filePath(u"c"_s));
    for (int i = 1; i <= 640; ++i)
        writer->observe(textEvent(1, Direction::Sent, QByteArray(2'000, 'x')));
    writer->observe(textEvent(1, Direction::Sent, QByteArray(1'000'000, 'y')));
    writer->finish();
    const std::unique_ptr<CaptureReader> reader = openReader(writer->path());
    MessagePages pages(500);
    pages.setReader(reader.get());
    for (MessageId id = 1; id <= 641; ++id) {
        QVERIFY(pages.row(id));
        QVERIFY(pages.cachedKilobytes() <= 500);
    }
    QCOMPARE(pages.row(641)->payload.size(), 1'000'000); // Larger than the whole cache.
}

QTEST_GUILESS_MAIN(tst_MessagePages)
#include "tst_messagepages.moc"
