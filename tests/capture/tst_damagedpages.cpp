// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "tests/capture/capturetest.h"
#include "tests/capture/damagedcapture.h"

#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

using namespace Qt::Literals::StringLiterals;
using namespace Inspector;
using namespace RelayCore;

/// Every reading of a damaged capture returns all its rows, or leaves an error.
class tst_DamagedPages : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void missingRowsAreAnError_data();
    void missingRowsAreAnError();
    void theCountOfADamagedEndIsAnError();

private:
    static constexpr int rows = 2'000; ///< Of each table: several pages.

    /// Returns how many rows a reading has found.
    using Read = std::function<std::size_t(const CaptureReader &)>;

    QTemporaryDir m_folder;
    QString m_whole;
};

Q_DECLARE_METATYPE(std::function<std::size_t(const Inspector::CaptureReader &)>)

void tst_DamagedPages::initTestCase()
{
    m_whole = m_folder.filePath(u"whole.relaycap"_s);
    const auto writer = CaptureTest::makeWriter(m_whole);
    const QString text(100, u'x');
    for (quint32 i = 1; i <= rows; ++i) {
        const qint64 timeNs = CaptureTest::startNs + i;
        (void)writer->observe({i, 0, timeNs, SourceStarted{SourceKind::Proxy, text, text, text}});
        (void)writer->observe({i, 0, timeNs, StateChanged{SourceState::Ready, text}});
        (void)writer->observe({i, i, timeNs, ConnectionOpened{text, text}});
        (void)writer->observe(CaptureTest::textEvent(1, Direction::Sent, CaptureTest::offer(), timeNs));
        (void)writer->observe({i, i, timeNs, EventsLost{1, text}});
    }
    writer->finish();
}

void tst_DamagedPages::missingRowsAreAnError_data()
{
    QTest::addColumn<Read>("read");
    QTest::addColumn<bool>("inParts"); // Rows before the damage are returned.
    QTest::newRow("sources") << Read([](const CaptureReader &reader) { return reader.sources().size(); }) << true;
    QTest::newRow("states") << Read([](const CaptureReader &reader) { return reader.states().size(); }) << true;
    QTest::newRow("losses") << Read([](const CaptureReader &reader) { return reader.losses().size(); }) << true;
    QTest::newRow("connections") << Read([](const CaptureReader &reader) { return reader.connections().size(); })
                                 << true;
    QTest::newRow("connection records") << Read([](const CaptureReader &reader) {
        return reader.connectionRecords(0, 2 * rows).size();
    }) << true;
    QTest::newRow("messages") << Read([](const CaptureReader &reader) { return reader.messages(1, rows).size(); })
                              << true;
    QTest::newRow("metadata") << Read([](const CaptureReader &reader) {
        return reader.messageMetadata(1, rows).size();
    }) << true;
    QTest::newRow("payloads") << Read([](const CaptureReader &reader) { return reader.payloads(1, rows).size(); })
                              << true;
    QTest::newRow("ids of a connection") << Read([](const CaptureReader &reader) {
        return reader.messageIds(1).size();
    }) << false;
    QTest::newRow("messages of a connection")
        << Read([](const CaptureReader &reader) { return reader.messagesOf(1, 0, 2 * rows).size(); }) << true;
    QTest::newRow("by time") << Read([](const CaptureReader &reader) {
        std::size_t count = 0;
        reader.forEachByTime([&count](MessageRow &&) { return ++count > 0; });
        return count;
    }) << false;
}

void tst_DamagedPages::missingRowsAreAnError()
{
    QFETCH(Read, read);
    QFETCH(bool, inParts);
    QCOMPARE(read(*CaptureTest::openReader(m_whole)), std::size_t(rows));
    const QString damaged = m_folder.filePath(u"damaged.relaycap"_s);
    int found = 0;
    int partly = 0;
    // The first page holds the schema: a file without it is not opened.
    for (qint64 at = DamagedCapture::page; at < QFile(m_whole).size(); at += DamagedCapture::page) {
        QFile::remove(damaged);
        QVERIFY(QFile::copy(m_whole, damaged));
        DamagedCapture::overwrite(damaged, at, DamagedCapture::page);
        auto opened = CaptureReader::open(damaged);
        if (std::holds_alternative<CaptureError>(opened))
            continue;
        const CaptureReader &reader = *std::get<0>(opened);
        const std::size_t count = read(reader);
        const auto error = reader.lastError();
        QVERIFY2(count == rows || error, qPrintable(u"%1 rows, damage at %2"_s.arg(count).arg(at)));
        if (error)
            QCOMPARE(error->kind, CaptureError::Kind::Damaged);
        found += count < rows;
        partly += count > 0 && count < rows;
    }
    QVERIFY(found > 0);
    QCOMPARE(partly > 0, inParts);
}

void tst_DamagedPages::theCountOfADamagedEndIsAnError()
{
    const QString path = m_folder.filePath(u"end.relaycap"_s);
    DamagedCapture::write(path);
    DamagedCapture::damageEnd(path);
    const auto reader = CaptureTest::openReader(path);
    const quint32 count = reader->messageCount();
    // It stays until it is taken.
    QCOMPARE(reader->messages(count, 1).size(), std::size_t(1));
    const auto error = reader->takeError();
    QVERIFY(error);
    QCOMPARE(error->kind, CaptureError::Kind::Damaged);
    QVERIFY(count > DamagedCapture::messages / 4 && count < DamagedCapture::messages);
    QCOMPARE(reader->messages(count - 1, 1).size(), std::size_t(1));
    QVERIFY(!reader->lastError());
}

QTEST_GUILESS_MAIN(tst_DamagedPages)
#include "tst_damagedpages.moc"
