// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/models/messagemarks.h"
#include "inspector/models/messagemodel.h"
#include "tests/capture/damagedcapture.h"
#include "tests/models/modelstest.h"

#include <QtCore/QFile>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

#include <numeric>

using namespace Qt::Literals::StringLiterals;
using namespace Inspector;

class tst_MessageMarks : public ModelsTest
{
    Q_OBJECT

private Q_SLOTS:
    void marksAreKeptBesideTheCapture();
    void marksOfOtherMessagesAreLeftOut();
    void aFileOfAnotherVersionStays_data();
    void aFileOfAnotherVersionStays();
    void someMarkedBecomeAllMarked();
    void theTableShowsThem();
    void aFileThatCannotBeWrittenIsReported();
    void aCopyTakesThemAlong();
    void aCopyLeavesAFileOfAnotherVersion();
    void thereAreNotTooMany();
};

void tst_MessageMarks::marksAreKeptBesideTheCapture()
{
    QVERIFY(openFeed());
    {
        MessageMarks marks(m_feed.get());
        QCOMPARE(marks.count(), 0);
        marks.toggle({5, 9});
        QVERIFY(QFile::exists(MessageMarks::filePath(m_feed->path())));
    }
    MessageMarks marks(m_feed.get());
    QCOMPARE(marks.count(), 2);
    QVERIFY(marks.contains(5) && marks.contains(9) && !marks.contains(6));
    QCOMPARE(marks.beside(0, false), 5U);
    QCOMPARE(marks.beside(5, false), 9U);
    QCOMPARE(marks.beside(9, false), 0U);
    QCOMPARE(marks.beside(9, true), 5U);
    QCOMPARE(marks.beside(5, true), 0U);
    marks.toggle({5, 9});
    QCOMPARE(marks.count(), 0);
    QVERIFY(!QFile::exists(MessageMarks::filePath(m_feed->path())));
}

void tst_MessageMarks::marksOfOtherMessagesAreLeftOut()
{
    QVERIFY(openFeed());
    const auto write = [this](const QByteArray &text) {
        QFile file(MessageMarks::filePath(m_feed->path()));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(text) == text.size());
    };
    const QByteArray time = QByteArray::number(m_feed->row(3)->timeNs);
    write(R"({"version":1,"marks":[{"id":3,"timeNs":")" + time + R"("},{"id":4,"timeNs":")" + time
          + R"("},{"id":4294967299,"timeNs":")" + time
          + R"("},{"id":-1,"timeNs":"0"},{"id":0,"timeNs":"0"},{"id":99999,"timeNs":"1"},7,{}]})");
    const MessageMarks marks(m_feed.get());
    QCOMPARE(marks.count(), 1);
    QVERIFY(marks.contains(3));
}

void tst_MessageMarks::aFileOfAnotherVersionStays_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("newer") << R"({"version":2,"marks":[{"id":3,"timeNs":"1"}]})"_ba;
    QTest::newRow("without a version") << R"({"marks":[]})"_ba;
    QTest::newRow("without marks") << R"({"version":1})"_ba;
    QTest::newRow("no JSON") << "notes of a person"_ba;
    QTest::newRow("large") << QByteArray(17 << 20, ' ');
}

void tst_MessageMarks::aFileOfAnotherVersionStays()
{
    QFETCH(const QByteArray, content);
    QVERIFY(openFeed());
    QFile file(MessageMarks::filePath(m_feed->path()));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(content) == content.size());
    file.close();
    MessageMarks marks(m_feed.get());
    QCOMPARE(marks.count(), 0);
    QSignalSpy failed(&marks, &MessageMarks::failed);
    marks.toggle({3});
    QVERIFY(marks.contains(3));
    QCOMPARE(failed.count(), 1);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.readAll() == content);
    file.close();
    // Without it the marks are kept again.
    QVERIFY(file.remove());
    const QString path = m_feed->path();
    m_feed->close();
    QVERIFY(!m_feed->open(path));
    QSignalSpy written(&marks, &MessageMarks::written);
    marks.toggle({3});
    QCOMPARE(written.count(), 1);
    QCOMPARE(failed.count(), 1);
}

void tst_MessageMarks::someMarkedBecomeAllMarked()
{
    QVERIFY(openFeed());
    MessageMarks marks(m_feed.get());
    marks.toggle({5});
    marks.toggle({4, 5, 6});
    QCOMPARE(marks.count(), 3);
    marks.toggle({4, 5});
    QCOMPARE(marks.count(), 1);
    marks.toggle({99'999});
    QCOMPARE(marks.count(), 1);
}

void tst_MessageMarks::theTableShowsThem()
{
    QVERIFY(openFeed());
    MessageMarks marks(m_feed.get());
    MessageModel model(m_feed.get());
    model.setMarks(&marks);
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    marks.toggle({2});
    QVERIFY(changed.count() > 0);
    QVERIFY(model.index(1, 0).data(MessageModel::IsMarkedRole).toBool());
    QVERIFY(!model.index(2, 0).data(MessageModel::IsMarkedRole).toBool());
    QCOMPARE(model.index(1, 0).data(Qt::AccessibleTextRole).toString(), u"2, marked"_s);
    QCOMPARE(model.index(2, 0).data(Qt::AccessibleTextRole).toString(), u"3"_s);
}

void tst_MessageMarks::aFileThatCannotBeWrittenIsReported()
{
    QVERIFY(openFeed());
    QVERIFY(QDir().mkpath(MessageMarks::filePath(m_feed->path())));
    MessageMarks marks(m_feed.get());
    QSignalSpy failed(&marks, &MessageMarks::failed);
    marks.toggle({1});
    QCOMPARE(failed.count(), 1);
    QVERIFY(failed.first().first().toString().contains(u".marks"_s));
    QVERIFY(marks.contains(1)); // For as long as the window is open.
}

void tst_MessageMarks::aCopyTakesThemAlong()
{
    QVERIFY(openFeed());
    MessageMarks marks(m_feed.get());
    marks.toggle({7});
    const QString copy = m_dir->filePath(u"copy.relaycap"_s);
    QCOMPARE(marks.saveFor(copy), std::nullopt);
    const QString original = m_feed->path();
    m_feed->close();
    m_sample->writer()->finish(); // Everything is in the one file.
    QVERIFY(QFile::copy(original, copy));
    CaptureFeed feed;
    QVERIFY(!feed.open(copy));
    QVERIFY(MessageMarks(&feed).contains(7));
}

void tst_MessageMarks::aCopyLeavesAFileOfAnotherVersion()
{
    QVERIFY(openFeed());
    const QString copy = m_dir->filePath(u"copy.relaycap"_s);
    const QByteArray content = R"({"version":2,"marks":[]})";
    QFile file(MessageMarks::filePath(copy));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(content) == content.size());
    file.close();
    const auto isUntouched = [&] { return file.open(QIODevice::ReadOnly) && file.readAll() == content; };
    MessageMarks marks(m_feed.get());
    QCOMPARE(marks.saveFor(copy), std::nullopt);
    QVERIFY(isUntouched());
    file.close();
    marks.toggle({7});
    QVERIFY(marks.saveFor(copy));
    QVERIFY(isUntouched());
}

void tst_MessageMarks::thereAreNotTooMany()
{
    const QString path = m_dir->filePath(u"many.relaycap"_s);
    DamagedCapture::write(path, MessageMarks::most + 10, 20);
    QVERIFY(!m_feed->open(path));
    QTRY_VERIFY_WITH_TIMEOUT(m_feed->count() > MessageMarks::most, 30'000);
    std::vector<MessageId> ids(MessageMarks::most + 1);
    std::iota(ids.begin(), ids.end(), 1U);
    MessageMarks marks(m_feed.get());
    QSignalSpy failed(&marks, &MessageMarks::failed);
    marks.toggle(ids);
    QCOMPARE(failed.count(), 1);
    QCOMPARE(failed.takeFirst().first().toString(), u"At most 10,000 messages can be marked."_s);
    QCOMPARE(marks.count(), 0);
    ids.pop_back();
    marks.toggle(ids);
    QCOMPARE(marks.count(), int(MessageMarks::most));
    marks.toggle({1, 2, MessageId(MessageMarks::most + 1)});
    QCOMPARE(failed.count(), 1);
    // As many are read again, and lose their marks.
    MessageMarks read(m_feed.get());
    QCOMPARE(read.count(), int(MessageMarks::most));
    read.toggle(ids);
    QCOMPARE(read.count(), 0);
    QCOMPARE(failed.count(), 1);
}

QTEST_GUILESS_MAIN(tst_MessageMarks)
#include "tst_messagemarks.moc"
