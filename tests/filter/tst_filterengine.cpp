// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/analysis/indexreader.h"
#include "inspector/filter/filterengine.h"
#include "inspector/filter/filterparser.h"
#include "inspector/filter/filterscanner.h"
#include "tests/cli/richcapture.h"

#include <QtCore/QTemporaryDir>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

#include <algorithm>
#include <deque>

using namespace Qt::Literals::StringLiterals;
using namespace Inspector;

namespace {

constexpr int limitMs = 60'000;

/// A capture that is written and indexed here, and a filter that is applied to it beside.
class Bench
{
public:
    Bench()
        : capture(dir.filePath(u"a.relaycap"_s), 7)
        , engine(index, lock)
    {
        capture.write(200);
        reader = std::move(std::get<0>(CaptureReader::open(path())));
        indexReader.emplace(*reader, index);
        QObject::connect(&engine, &FilterEngine::foundOlder, &engine, [this](const std::vector<MessageId> &ids) {
            isOrdered =
                isOrdered && (found.empty() || ids.front() < found.front()) && std::is_sorted(ids.rbegin(), ids.rend());
            for (const MessageId id : ids)
                found.push_front(id);
        });
        QObject::connect(&engine, &FilterEngine::foundNewer, &engine, [this](const std::vector<MessageId> &ids) {
            isOrdered =
                isOrdered && (found.empty() || ids.front() > found.back()) && std::is_sorted(ids.begin(), ids.end());
            found.insert(found.end(), ids.cbegin(), ids.cend());
        });
        QObject::connect(&engine, &FilterEngine::restarted, &engine, [this] { found.clear(); });
        grow(0);
    }

    QString path() const { return dir.filePath(u"a.relaycap"_s); }
    static Filter filter(const QString &text) { return std::get<Filter>(parseFilter(text)); }

    void grow(int messages)
    {
        if (messages > 0)
            capture.write(messages);
        const QWriteLocker locker(&lock);
        indexReader->look();
        while (indexReader->read()) {
        }
    }

    std::vector<MessageId> expected(const Filter &wanted) const
    {
        const FilterMatcher matcher(wanted, index, reader->losses());
        return FilterScanner(matcher, *reader).matching(1, index.messageCount());
    }

    QTemporaryDir dir;
    RichCapture capture;
    CaptureIndex index;
    QReadWriteLock lock;
    std::unique_ptr<CaptureReader> reader;
    std::optional<IndexReader> indexReader;
    std::deque<MessageId> found;
    bool isOrdered = true;
    FilterEngine engine; ///< Last: it uses the others until it is gone.
};

} // namespace

class tst_FilterEngine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void growingResultsEqualAPlainEvaluation_data();
    void growingResultsEqualAPlainEvaluation();
    void theLastFilterWins();
    void nothingIsEmittedAfterCancel();
    void aMissingCaptureFails();
};

void tst_FilterEngine::growingResultsEqualAPlainEvaluation_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text :
         {"", "kind:offer", "from:alpha", "to:beta -from:peer-1*", "datachannel conn:>2", "has:lost",
          "header.authorization", "rtt:>100ms", "name:*", "err:* OR café", "t:>+10s -sdp.setup:active"})
        QTest::newRow(*text ? text : "empty") << QString::fromUtf8(text);
}

void tst_FilterEngine::growingResultsEqualAPlainEvaluation()
{
    QFETCH(const QString, text);
    Bench bench;
    const Filter filter = Bench::filter(text);
    QSignalSpy upToDate(&bench.engine, &FilterEngine::upToDate);
    bench.engine.start(bench.path(), filter);
    for (int round = 0; round < 12; ++round) {
        // Some appends while the worker is busy, some after it has finished.
        bench.grow(20 + round * 7);
        bench.engine.extend();
        if (round % 3 == 0)
            continue;
        QTRY_VERIFY2_WITH_TIMEOUT(([&] {
                                      const std::vector<MessageId> wanted = bench.expected(filter);
                                      return std::equal(wanted.cbegin(), wanted.cend(), bench.found.cbegin(),
                                                        bench.found.cend());
                                  }()),
                                  qPrintable(u"round %1"_s.arg(round)), limitMs);
    }
    QVERIFY(bench.isOrdered);
    QTRY_VERIFY_WITH_TIMEOUT(upToDate.count() > 0, limitMs);
}

void tst_FilterEngine::theLastFilterWins()
{
    Bench bench;
    bench.grow(400);
    const QString typed = u"datachannel"_s;
    for (qsizetype length = 1; length <= typed.size(); ++length) {
        bench.found.clear();
        bench.engine.start(bench.path(), Bench::filter(typed.first(length)));
        QCoreApplication::processEvents();
    }
    bench.found.clear();
    const Filter last = Bench::filter(u"kind:answer"_s);
    QSignalSpy upToDate(&bench.engine, &FilterEngine::upToDate);
    bench.engine.start(bench.path(), last);
    QTRY_COMPARE_WITH_TIMEOUT(upToDate.count(), 1, limitMs);
    const std::vector<MessageId> wanted = bench.expected(last);
    QVERIFY(!wanted.empty());
    QVERIFY(std::equal(wanted.cbegin(), wanted.cend(), bench.found.cbegin(), bench.found.cend()));
}

void tst_FilterEngine::nothingIsEmittedAfterCancel()
{
    Bench bench;
    QSignalSpy older(&bench.engine, &FilterEngine::foundOlder);
    QSignalSpy progressed(&bench.engine, &FilterEngine::progressed);
    bench.engine.start(bench.path(), Bench::filter(u"kind:offer"_s));
    QVERIFY(bench.engine.isRunning());
    bench.engine.cancel();
    QVERIFY(!bench.engine.isRunning());
    bench.grow(50);
    bench.engine.extend();
    // A filter that is started afterwards is done later than anything that the old one could emit.
    QSignalSpy upToDate(&bench.engine, &FilterEngine::upToDate);
    bench.engine.start(bench.path(), Bench::filter(u"conn:0"_s));
    QTRY_COMPARE_WITH_TIMEOUT(upToDate.count(), 1, limitMs);
    QCOMPARE(older.count(), 0);
    QVERIFY(progressed.count() > 0);
}

void tst_FilterEngine::aMissingCaptureFails()
{
    Bench bench;
    QSignalSpy failed(&bench.engine, &FilterEngine::failed);
    bench.engine.start(bench.dir.filePath(u"missing.relaycap"_s), Bench::filter(u"kind:offer"_s));
    QTRY_COMPARE_WITH_TIMEOUT(failed.count(), 1, limitMs);
    QVERIFY(failed.first().first().toString().contains(u"missing.relaycap"_s));
}

QTEST_GUILESS_MAIN(tst_FilterEngine)
#include "tst_filterengine.moc"
