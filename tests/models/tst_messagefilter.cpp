// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/filter/filterparser.h"
#include "inspector/filter/filterscanner.h"
#include "inspector/models/messagefilter.h"
#include "tests/cli/richcapture.h"

#include <QtCore/QDateTime>
#include <QtCore/QProcess>
#include <QtCore/QTemporaryDir>
#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

#include <memory>
#include <optional>
#include <random>

using namespace Qt::Literals::StringLiterals;
using namespace Inspector;

using Ids = std::vector<MessageId>;
using MatchMode = MessageModel::MatchMode;

namespace {

constexpr int limitMs = 60'000;

Filter filterOf(const QString &text)
{
    return std::get<Filter>(parseFilter(text));
}

// 2026-05-04T08:15:30.123456
constexpr qsizetype timeSize = 26;

/// Returns \a timeNs as tail prints it.
QByteArray printedTime(qint64 timeNs)
{
    const QString toMilliseconds =
        QDateTime::fromMSecsSinceEpoch(timeNs / 1'000'000).toUTC().toString(u"yyyy-MM-ddTHH:mm:ss.zzz"_s);
    return (toMilliseconds + QString::number(timeNs / 1'000 % 1'000).rightJustified(3, u'0')).toLatin1();
}

/// Puts filters together of conditions that RichCapture has something for.
class RandomFilters
{
public:
    explicit RandomFilters(unsigned seed)
        : m_random(seed)
    {}

    QString next()
    {
        static const QStringList terms{u"kind:offer"_s,
                                       u"kind:answer|returned"_s,
                                       u"kind:control"_s,
                                       u"dir:sent"_s,
                                       u"op:binary"_s,
                                       u"from:alpha"_s,
                                       u"to:peer-1*"_s,
                                       u"name:*"_s,
                                       u"ok:false"_s,
                                       u"err:*"_s,
                                       u"len:>400"_s,
                                       u"rtt:>50ms"_s,
                                       u"conn:2..5"_s,
                                       u"t:+1s..+20s"_s,
                                       u"has:deflate"_s,
                                       u"has:invalid"_s,
                                       u"header.origin"_s,
                                       u"header.user-agent:python"_s,
                                       u"sdp.setup:active"_s,
                                       u"datachannel"_s,
                                       u"café"_s,
                                       u"/typ (host|relay)/"_s,
                                       u"case:UDP"_s,
                                       u"desc:offer"_s};
        return alternative(terms, 2);
    }

private:
    QString alternative(const QStringList &terms, int depth)
    {
        QStringList parts;
        for (unsigned count = 1 + m_random() % 3; count > 0; --count) {
            QString part = depth > 0 && m_random() % 4 == 0 ? u'(' + alternative(terms, depth - 1) + u')'
                                                            : terms.at(qsizetype(m_random() % unsigned(terms.size())));
            parts.append(m_random() % 4 == 0 ? u'-' + part : part);
        }
        return parts.join(m_random() % 3 == 0 ? u" OR "_s : u" "_s);
    }

    std::mt19937 m_random;
};

} // namespace

/// A table with a filter over a capture that grows.
class tst_MessageFilter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void matchesEqualAPlainEvaluationAfterRandomAppends_data();
    void matchesEqualAPlainEvaluationAfterRandomAppends();
    void randomFiltersMatchWhatTailPrints();
    void scopeAndFilterCombine();
    void theSameScopeChangesNothing();
    void highlightedMatchesAreMarkedAmongAllRows();
    void anEmptyFilterShowsEverythingAgain();
    void oldRowsStayUntilTheNewFilterHasSome();
    void anotherCaptureEndsTheFilter();
    void aCaptureThatIsGoneIsReported();

private:
    [[nodiscard]] QString path() const { return m_dir->filePath(u"rich.relaycap"_s); }
    void append(int messages)
    {
        m_capture->write(messages);
        m_feed->poll();
    }
    [[nodiscard]] Ids rows() const
    {
        Ids ids;
        for (int row = 0; row < m_model->rowCount(); ++row)
            ids.push_back(m_model->idAt(row));
        return ids;
    }
    /// Judges every message by itself.
    [[nodiscard]] Ids expected(const Filter &filter, const CaptureScope &scope = {}) const
    {
        const FilterMatcher matcher(filter, m_feed->index(), m_feed->reader()->losses());
        Ids ids;
        for (MessageId id = 1; id <= m_feed->indexedCount(); ++id) {
            if (scope.contains(m_feed->index(), m_feed->connectionIds()[id - 1])
                && matcher.matches(id, m_feed->row(id)->payload))
                ids.push_back(id);
        }
        return ids;
    }
    [[nodiscard]] bool isIndexed() const { return m_feed->indexedCount() == m_feed->statistics().captured; }
    /// Waits until everything that was captured was judged.
    [[nodiscard]] bool settle()
    {
        const QList<ConnectionRow> connections = m_feed->reader()->connectionsChangedSince(0).rows;
        if (!QTest::qWaitFor(
                [&] {
                    m_feed->poll(); // Counts of messages are read with every tenth.
                    return m_feed->count() == m_feed->statistics().captured && isIndexed()
                           && m_feed->connections() == connections;
                },
                limitMs))
            return false;
        m_filter->extend();
        return QTest::qWaitFor([this] { return m_filter->isUpToDate(); }, limitMs);
    }

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<RichCapture> m_capture;
    std::unique_ptr<CaptureFeed> m_feed;
    std::unique_ptr<MessageModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
    std::unique_ptr<MessageFilter> m_filter;
};

void tst_MessageFilter::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    m_capture = std::make_unique<RichCapture>(path(), 11);
    m_capture->write(300);
    m_feed = std::make_unique<CaptureFeed>();
    m_model = std::make_unique<MessageModel>(m_feed.get());
    m_tester = std::make_unique<QAbstractItemModelTester>(m_model.get(),
                                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    m_filter = std::make_unique<MessageFilter>(m_model.get());
    QVERIFY(!m_feed->open(path()));
}

void tst_MessageFilter::cleanup()
{
    m_filter.reset();
    m_tester.reset();
    m_model.reset();
    m_feed.reset();
    m_capture.reset();
    m_dir.reset();
}

void tst_MessageFilter::matchesEqualAPlainEvaluationAfterRandomAppends_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<MatchMode>("mode");
    for (const char *text : {"kind:offer", "from:alpha", "datachannel -conn:1", "has:lost OR err:*", "rtt:>1ms",
                             "header.user-agent", "name:*", "-kind:control"}) {
        QTest::addRow("rows of %s", text) << QString::fromLatin1(text) << MatchMode::Rows;
        QTest::addRow("marks of %s", text) << QString::fromLatin1(text) << MatchMode::Highlight;
    }
}

void tst_MessageFilter::matchesEqualAPlainEvaluationAfterRandomAppends()
{
    m_filter->setPortion(7); // Every filter is published in several.
    QFETCH(const QString, text);
    QFETCH(const MatchMode, mode);
    const Filter filter = filterOf(text);
    std::mt19937 random(3);
    m_filter->setHighlightOnly(mode == MatchMode::Highlight);
    m_filter->setFilter(filter);
    for (int round = 0; round < 8; ++round) {
        append(1 + int(random() % 90));
        if (random() % 3 == 0)
            QCoreApplication::processEvents(); // The next append finds the worker at work.
        else
            QVERIFY(settle());
    }
    QVERIFY(settle());
    const Ids wanted = expected(filter);
    QVERIFY(!wanted.empty());
    QCOMPARE(m_model->matchMode(), mode);
    QCOMPARE(m_filter->found(), quint32(wanted.size()));
    if (mode == MatchMode::Rows) {
        QCOMPARE(rows(), wanted);
        return;
    }
    QCOMPARE(quint32(m_model->rowCount()), m_feed->count());
    Ids marked;
    for (int row = 0; row < m_model->rowCount(); ++row) {
        if (m_model->index(row, 0).data(MessageModel::IsMatchRole).toBool())
            marked.push_back(m_model->idAt(row));
    }
    QCOMPARE(marked, wanted);
}

void tst_MessageFilter::randomFiltersMatchWhatTailPrints()
{
    RandomFilters filters(2'026);
    int some = 0;
    for (int round = 0; round < 40; ++round) {
        const QString text = filters.next();
        m_filter->setFilter(filterOf(text));
        QVERIFY2(settle(), qPrintable(text));
        QProcess tail;
        tail.start(QStringLiteral(RELAYCTL), {u"tail"_s, path(), u"--json"_s, u"--"_s, text});
        QVERIFY2(tail.waitForFinished(limitMs) && tail.exitCode() == 0, tail.readAllStandardError().constData());
        QByteArrayList printed;
        const QByteArrayList lines = tail.readAllStandardOutput().split('\n');
        for (const QByteArray &line : lines) {
            if (const qsizetype at = line.lastIndexOf("\"time\":\""); at >= 0)
                printed.append(line.mid(at + 8, timeSize));
        }
        QByteArrayList shown;
        for (const MessageId id : rows())
            shown.append(printedTime(m_feed->timesNs()[id - 1]));
        const QString sizes = u"%1: %2 in the table, %3 found in %4 judged, %5 printed"_s.arg(text)
                                  .arg(shown.size())
                                  .arg(m_filter->found())
                                  .arg(m_filter->judged())
                                  .arg(printed.size());
        QVERIFY2(shown == printed, qPrintable(sizes));
        some += int(!printed.isEmpty());
        if (round % 10 == 9)
            append(40);
    }
    QVERIFY2(some > 20, QByteArray::number(some).constData());
}

void tst_MessageFilter::scopeAndFilterCombine()
{
    const Filter filter = filterOf(u"-kind:control"_s);
    m_filter->setFilter(filter);
    QVERIFY(settle());
    const CaptureScope two{{}, {2, 3}};
    m_filter->setScope(two);
    QVERIFY(settle());
    QVERIFY(!expected(filter, two).empty());
    QCOMPARE(rows(), expected(filter, two));
    append(150);
    QVERIFY(settle());
    QCOMPARE(rows(), expected(filter, two));
    const CaptureScope source{{m_feed->sources().first().id}, {}};
    m_filter->setScope(source);
    append(150);
    QVERIFY(settle());
    QCOMPARE(rows(), expected(filter, source));
    m_filter->setScope(two);
    m_filter->setFilter({});
    QCOMPARE(rows(), expected(filterOf({}), two));
    m_filter->setScope({});
    QCOMPARE(quint32(m_model->rowCount()), m_feed->count());
}

void tst_MessageFilter::theSameScopeChangesNothing()
{
    const CaptureScope two{{}, {2, 3}};
    m_filter->setScope(two);
    const QSignalSpy reset(m_model.get(), &MessageModel::modelReset);
    m_filter->setScope(two);
    QCOMPARE(reset.count(), 0);
    m_filter->setFilter(filterOf(u"-kind:control"_s));
    QVERIFY(settle());
    const qsizetype resets = reset.count();
    m_filter->setScope(two);
    QCOMPARE(m_filter->state(), MessageFilter::State::UpToDate);
    QCOMPARE(reset.count(), resets);
    // It is set again with another capture, where it is not in force any more.
    m_feed->close();
    QVERIFY(!m_feed->open(path()));
    m_filter->setScope(two);
    QCOMPARE(m_model->scope(), two);
}

void tst_MessageFilter::highlightedMatchesAreMarkedAmongAllRows()
{
    m_filter->setFilter(filterOf(u"kind:offer"_s));
    QVERIFY(settle());
    const Ids wanted = rows();
    QVERIFY(wanted.size() > 3);
    QVERIFY(!m_model->index(0, 0).data(MessageModel::IsMatchRole).toBool()); // All of them are.
    m_filter->setHighlightOnly(true);
    QCOMPARE(quint32(m_model->rowCount()), m_feed->count());
    QCOMPARE(m_model->matchBeside(0, false), wanted.front());
    QCOMPARE(m_model->matchBeside(wanted[0], false), wanted[1]);
    QCOMPARE(m_model->matchBeside(wanted[1], true), wanted[0]);
    QCOMPARE(m_model->matchBeside(wanted.front(), true), 0U);
    QCOMPARE(m_model->matchBeside(wanted.back(), false), 0U);
    const int row = m_model->rowOf(wanted[1]);
    QVERIFY(m_model->index(row, 0).data(MessageModel::IsMatchRole).toBool());
    QVERIFY(m_model->index(row, MessageModel::Number)
                .data(Qt::AccessibleTextRole)
                .toString()
                .contains(u"matches the filter"_s));
    m_filter->setHighlightOnly(false);
    QCOMPARE(rows(), wanted);
    QCOMPARE(m_model->matchBeside(wanted[0], false), wanted[1]);
}

void tst_MessageFilter::anEmptyFilterShowsEverythingAgain()
{
    m_filter->setFilter(filterOf(u"kind:offer"_s));
    QVERIFY(settle());
    m_filter->setFilter({});
    QCOMPARE(m_filter->state(), MessageFilter::State::Off);
    QCOMPARE(quint32(m_model->rowCount()), m_feed->count());
    const quint32 before = m_feed->count();
    append(20);
    QTRY_VERIFY_WITH_TIMEOUT(m_feed->count() > before, limitMs);
    QCOMPARE(quint32(m_model->rowCount()), m_feed->count());
}

void tst_MessageFilter::oldRowsStayUntilTheNewFilterHasSome()
{
    m_filter->setFilter(filterOf(u"kind:offer"_s));
    QVERIFY(settle());
    const Ids offers = rows();
    m_filter->setFilter(filterOf(u"kind:answer"_s));
    QCOMPARE(rows(), offers);
    QCOMPARE(m_filter->found(), 0U);
    QVERIFY(settle());
    QCOMPARE(rows(), expected(filterOf(u"kind:answer"_s)));
    m_filter->setFilter(filterOf(u"conn:999999"_s));
    QVERIFY(settle());
    QCOMPARE(m_model->rowCount(), 0);
}

void tst_MessageFilter::anotherCaptureEndsTheFilter()
{
    const QString other = m_dir->filePath(u"other.relaycap"_s);
    RichCapture(other, 12).write(50);
    m_filter->setFilter(filterOf(u"datachannel"_s));
    QVERIFY(!m_feed->open(other));
    QCOMPARE(m_filter->state(), MessageFilter::State::Off);
    QTRY_COMPARE_WITH_TIMEOUT(m_feed->indexedCount(), m_feed->statistics().captured, limitMs);
    QCOMPARE(quint32(m_model->rowCount()), m_feed->count());
    m_feed->close();
    QCOMPARE(m_model->rowCount(), 0);
}

void tst_MessageFilter::aCaptureThatIsGoneIsReported()
{
    QVERIFY(QTest::qWaitFor([this] { return isIndexed(); }, limitMs));
    QVERIFY(QFile::rename(path(), m_dir->filePath(u"moved"_s)));
    m_filter->setFilter(filterOf(u"kind:offer"_s));
    QTRY_COMPARE_WITH_TIMEOUT(m_filter->state(), MessageFilter::State::Failed, limitMs);
    QVERIFY2(m_filter->failure().contains(u"rich.relaycap"_s), qPrintable(m_filter->failure()));
}

QTEST_MAIN(tst_MessageFilter)
#include "tst_messagefilter.moc"
