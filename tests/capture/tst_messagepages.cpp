// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/capture/messagepages.h"
#include "inspector/capture/schema.h"
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
    void headsAreWithoutLongPayloads();
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

void tst_MessagePages::headsAreWithoutLongPayloads()
{
    const QTemporaryDir dir;
    const std::unique_ptr<CaptureWriter> writer = makeWriter(dir.filePath(u"c"_s));
    const QByteArray longText(Schema::headBytes + 1, 'x');
    WireMessage recorded;
    recorded.payload = longText;
    recorded.wireBytes = longText.size() + 14;
    writer->observe({1, 1, 1, recorded});
    WireMessage counted = recorded;
    counted.wireBytes = 0; // As in files of other programs.
    writer->observe({1, 1, 2, counted});
    WireMessage small = recorded;
    small.payload.resize(1'000);
    small.wireBytes = Schema::headBytes;
    writer->observe({1, 1, 3, small});
    WireMessage inflated = recorded;
    inflated.compressed = true;
    inflated.wireBytes = 100;
    inflated.inflatedBytes = longText.size();
    writer->observe({1, 1, 4, inflated});
    writer->finish();
    const std::unique_ptr<CaptureReader> reader = openReader(writer->path());
    MessagePages pages;
    pages.setReader(reader.get());
    const std::vector<std::optional<qint64>> leftOut{recorded.wireBytes, longText.size(), std::nullopt,
                                                     longText.size()};
    for (MessageId id = 1; id <= leftOut.size(); ++id) {
        const std::optional<MessageRow> head = pages.head(id);
        QVERIFY(head);
        QCOMPARE(head->payloadBytes, leftOut[id - 1]);
        QCOMPARE(head->payload.isEmpty(), leftOut[id - 1].has_value());
        QVERIFY(pages.row(id) == reader->message(id));
        QVERIFY(pages.head(id) == head);
    }
    // The sum that ends a reading of sizes: the message that exceeds it is the last.
    QCOMPARE(reader->messageMetadata(1, 4, longText.size()).size(), 2U);
    QCOMPARE(reader->messageMetadata(1, 4).size(), 4U);
}

QTEST_GUILESS_MAIN(tst_MessagePages)
#include "tst_messagepages.moc"
