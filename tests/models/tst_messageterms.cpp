// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/filter/filteredit.h"
#include "inspector/filter/filtermatcher.h"
#include "inspector/filter/filterparser.h"
#include "inspector/models/messagedensity.h"
#include "inspector/models/messagelocator.h"
#include "inspector/models/messageterms.h"
#include "relaycore/protocol/codec.h"
#include "tests/capture/capturetest.h"
#include "tests/cli/richcapture.h"

#include <QtCore/QTemporaryDir>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

#include <algorithm>
#include <array>
#include <limits>
#include <numeric>

using namespace Qt::Literals::StringLiterals;
using namespace Inspector;

namespace {

Filter filterOf(const QString &text)
{
    return std::get<Filter>(parseFilter(text));
}

quint32 total(const MessageDensity &density)
{
    quint32 all = 0;
    for (const MessageDensity::Bar &bar : density.bars())
        all += bar.total();
    return all;
}

} // namespace

/// What cells, the strip over time and the field for a number make of a capture.
class tst_MessageTerms : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void eachTermDecidesAboutItsOwnMessage();
    void aTermOfAPeerIsAboutThisPeer();
    void termsAreAddedToFilters_data();
    void termsAreAddedToFilters();
    void spansReplaceEachOther_data();
    void spansReplaceEachOther();
    void textsLocateMessages();
    void barsHoldEveryMessage();
    void barsAreTheSameWhateverTheirNumberWas();
    void aPartIsZoomedIn();
    void zoomingEndsWithTheCapture();
    void largeCapturesAreCountedInParts();
    void timesAreCenturiesApart_data();
    void timesAreCenturiesApart();

private:
    QTemporaryDir m_dir;
    CaptureFeed m_feed;
};

void tst_MessageTerms::initTestCase()
{
    const QString path = m_dir.filePath(u"rich.relaycap"_s);
    RichCapture(path, 21).write(500);
    QVERIFY(!m_feed.open(path));
    QTRY_VERIFY_WITH_TIMEOUT(m_feed.count() > 0 && m_feed.indexedCount() == m_feed.count(), 30'000);
}

void tst_MessageTerms::eachTermDecidesAboutItsOwnMessage()
{
    QSet<QString> keys;
    for (MessageId id = 1; id <= m_feed.count(); ++id) {
        QList<MessageTerm> terms = connectionTermsOf(m_feed, id);
        for (int column = 0; column < MessageModel::ColumnCount; ++column)
            terms += filterTermsOf(m_feed, id, MessageModel::Column(column));
        for (const MessageTerm &term : terms) {
            const auto parsed = parseFilter(term.text);
            QVERIFY2(std::holds_alternative<Filter>(parsed), qPrintable(term.text));
            const FilterMatcher matcher(std::get<Filter>(parsed), m_feed.index());
            const bool negated = term.text.startsWith(u'-');
            QVERIFY2(matcher.matches(id, m_feed.row(id)->payload) != negated,
                     qPrintable(u"message %1: %2"_s.arg(id).arg(term.text)));
            QVERIFY(!term.label.isEmpty());
            keys.insert(term.text.section(u':', 0, 0));
        }
    }
    const QSet<QString> wanted{u"conn"_s, u"-conn"_s, u"t"_s,     u"dir"_s, u"kind"_s, u"-kind"_s, u"from"_s,
                               u"to"_s,   u"name"_s,  u"-name"_s, u"len"_s, u"rtt"_s,  u"err"_s};
    QCOMPARE(keys, wanted);
}

/// Its name may be the word for the relay, or look like the beginning of the UUID of another peer.
void tst_MessageTerms::aTermOfAPeerIsAboutThisPeer()
{
    using namespace RelayCore;
    const QString path = m_dir.filePath(u"names.relaycap"_s);
    auto created = CaptureWriter::create(path);
    QVERIFY(std::holds_alternative<std::unique_ptr<CaptureWriter>>(created));
    CaptureWriter &writer = *std::get<0>(created);
    const QUuid cafe(u"{cafe0000-0000-4000-8000-000000000001}"_s);
    const std::array clients{std::pair(u"relay"_s, QUuid::createUuid()), std::pair(u"cafe"_s, QUuid::createUuid()),
                             std::pair(u"other"_s, cafe)};
    qint64 timeNs = 0;
    for (ConnectionId connection = 1; const auto &[name, uuid] : clients) {
        writer.observe({1, connection, ++timeNs, ConnectionOpened{u"127.0.0.1:1"_s, u"ws://relay.example.org"_s}});
        WireMessage message;
        message.direction = Direction::Sent;
        message.payload = encode(RelayRegistration{name, uuid});
        writer.observe({1, connection, ++timeNs, message});
        message.direction = Direction::Received;
        message.payload = encode(RelayResponse{});
        writer.observe({1, connection++, ++timeNs, message});
    }
    writer.flush();
    CaptureFeed feed;
    QVERIFY(!feed.open(path));
    QTRY_VERIFY_WITH_TIMEOUT(feed.indexedCount() == 6, 30'000);
    for (MessageId id = 1; id <= 6; ++id) {
        const auto about = feed.index().connectionIds()[id - 1];
        for (const MessageTerm &term : filterTermsOf(feed, id, MessageModel::FromTo)) {
            if (term.text.startsWith(u'-') || term.text.endsWith(u":relay"_s))
                continue;
            const FilterMatcher matcher(filterOf(term.text), feed.index());
            for (MessageId other = 1; other <= 6; ++other) {
                const bool found = matcher.judge(other) == FilterMatcher::Verdict::Yes;
                QVERIFY2(!found || feed.index().connectionIds()[other - 1] == about, qPrintable(term.text));
            }
        }
    }
    const auto terms = filterTermsOf(feed, 1, MessageModel::FromTo);
    QVERIFY(std::ranges::any_of(terms, [](const MessageTerm &term) { return term.text == u"name:\"relay\""_s; }));
}

void tst_MessageTerms::termsAreAddedToFilters_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("after");
    QTest::newRow("empty") << u"  "_s << u"dir:sent"_s;
    QTest::newRow("all of them") << u"kind:offer alpha"_s << u"kind:offer alpha dir:sent"_s;
    QTest::newRow("one of them") << u"kind:offer OR kind:answer"_s << u"(kind:offer OR kind:answer) dir:sent"_s;
}

void tst_MessageTerms::termsAreAddedToFilters()
{
    QFETCH(const QString, before);
    QTEST(filterWithTerm(filterOf(before), u"dir:sent"_s), "after");
}

void tst_MessageTerms::spansReplaceEachOther_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("after");
    QTest::addColumn<QString>("without");
    QTest::newRow("none") << u""_s << u"t:+1.5s..+2s"_s << u""_s;
    QTest::newRow("added") << u"kind:offer"_s << u"kind:offer t:+1.5s..+2s"_s << u"kind:offer"_s;
    QTest::newRow("replaced") << u"a t:>12:30 b"_s << u"a t:+1.5s..+2s b"_s << u"a b"_s;
    QTest::newRow("alone") << u"t:+3s..+4s"_s << u"t:+1.5s..+2s"_s << u""_s;
    QTest::newRow("beside a quoted text")
        << u"\"a  b\" t:+3s..+4s  /c  d/"_s << u"\"a  b\" t:+1.5s..+2s  /c  d/"_s << u"\"a  b\" /c  d/"_s;
    QTest::newRow("before a quoted text")
        << u"  t:+3s..+4s  \"a  b\""_s << u"  t:+1.5s..+2s  \"a  b\""_s << u"\"a  b\""_s;
    QTest::newRow("with case") << u"a case:t:+3s..+4s b"_s << u"a t:+1.5s..+2s b"_s << u"a b"_s;
    QTest::newRow("beyond all times") << u"a t:0001-01-01T00:00Z..9999-01-01T00:00Z"_s << u"a t:+1.5s..+2s"_s << u"a"_s;
    QTest::newRow("in parentheses") << u"( (t:+3s..+4s) )"_s << u"( (t:+1.5s..+2s) )"_s << u""_s;
    QTest::newRow("in parentheses, beside others")
        << u"a ( --(t:+3s..+4s )) b"_s << u"a ( --(t:+1.5s..+2s )) b"_s << u"a b"_s;
    QTest::newRow("at the end of parentheses") << u"(a t:+3s..+4s)"_s << u"(a t:+1.5s..+2s)"_s << u"(a)"_s;
    QTest::newRow("at the beginning of parentheses") << u"(t:+3s..+4s a)"_s << u"(t:+1.5s..+2s a)"_s << u"(a)"_s;
    QTest::newRow("one of several") << u"t:+3s..+4s OR x"_s << u"(t:+3s..+4s OR x) t:+1.5s..+2s"_s
                                    << u"t:+3s..+4s OR x"_s;
    QTest::newRow("two") << u"t:>+3s t:<+9s"_s << u"t:>+3s t:<+9s t:+1.5s..+2s"_s << u"t:>+3s t:<+9s"_s;
}

void tst_MessageTerms::spansReplaceEachOther()
{
    QFETCH(const QString, before);
    constexpr qint64 start = 1'700'000'000'000'000'000;
    const FilterSpan span{start + 1'500'000'000, start + 2'000'000'000};
    const QString after = filterWithSpan(filterOf(before), span, start);
    QTEST(after, "after");
    QTEST(filterWithSpan(filterOf(before), std::nullopt, start), "without");
    if (!before.contains(u"OR"_s) && before.count(u"t:"_s) < 2)
        QCOMPARE(spanOfFilter(filterOf(after), start), std::optional(span));
}

void tst_MessageTerms::textsLocateMessages()
{
    QCOMPARE(locateMessage(m_feed, u"17"_s), std::optional(MessageId(17)));
    QCOMPARE(locateMessage(m_feed, u" #17 "_s), std::optional(MessageId(17)));
    QCOMPARE(locateMessage(m_feed, u"0"_s), std::nullopt);
    QCOMPARE(locateMessage(m_feed, u"1,000,000"_s), std::nullopt);
    QCOMPARE(locateMessage(m_feed, u"x"_s), std::nullopt);
    QCOMPARE(locateMessage(m_feed, u"+0s"_s), std::optional(MessageId(1)));
    const auto &times = m_feed.timesNs();
    const auto after = locateMessage(m_feed, filterOffset(times[50] - times[0] + 1));
    QVERIFY(after && times[*after - 1] > times[50] && times[*after - 2] <= times[50]);
    QCOMPARE(locateMessage(m_feed, u"2099-01-01T00:00:00Z"_s), std::nullopt);
}

void tst_MessageTerms::barsHoldEveryMessage()
{
    MessageDensity density(&m_feed);
    for (const int most : {1'000, 200, 17, 2}) {
        density.setMostBars(most);
        QVERIFY(int(density.bars().size()) <= most);
        quint32 all = 0;
        quint32 errors = 0;
        for (const MessageDensity::Bar &bar : density.bars()) {
            all += bar.total();
            errors += bar.counts.at(MessageDensity::Error);
            QVERIFY(bar.total() <= density.highest());
        }
        QCOMPARE(all, m_feed.count());
        quint32 wanted = 0;
        for (quint32 i = 0; i < m_feed.count(); ++i)
            wanted += quint32(m_feed.index().traits()[i].outcome() == MessageTraits::Outcome::Failed
                              || m_feed.kinds()[i] == MessageKind::Other);
        QCOMPARE(errors, wanted);
        QVERIFY(density.startNs() <= m_feed.timesNs().front() && density.endNs() > m_feed.timesNs().back());
    }
}

/// Bars that are joined hold what those that are counted would.
void tst_MessageTerms::barsAreTheSameWhateverTheirNumberWas()
{
    MessageDensity density(&m_feed);
    QSignalSpy changed(&density, &MessageDensity::changed);
    for (int most = 600; most > 1; --most) {
        density.setMostBars(most);
        MessageDensity other(&m_feed);
        other.setMostBars(most);
        QCOMPARE(density.barNs(), other.barNs());
        QCOMPARE(density.startNs(), other.startNs());
        QCOMPARE(density.highest(), other.highest());
        QVERIFY(std::ranges::equal(density.bars(), other.bars(), {}, &MessageDensity::Bar::counts,
                                   &MessageDensity::Bar::counts));
    }
    QVERIFY2(changed.count() < 20, "every width of a window counts all messages again");
}

void tst_MessageTerms::aPartIsZoomedIn()
{
    MessageDensity density(&m_feed);
    density.setMostBars(100);
    const qint64 whole = density.barNs();
    const auto &times = m_feed.timesNs();
    const FilterSpan part{times[100], times[140]};
    density.zoom(part);
    QVERIFY(density.isZoomed());
    QVERIFY(density.barNs() < whole);
    quint32 wanted = 0;
    for (const qint64 time : times)
        wanted += quint32(time >= part.fromNs && time < density.endNs());
    QCOMPARE(total(density), wanted);
    density.zoom(std::nullopt);
    QCOMPARE(density.barNs(), whole);
}

void tst_MessageTerms::zoomingEndsWithTheCapture()
{
    MessageDensity density(&m_feed);
    const FilterSpan all = density.capture();
    density.zoom(FilterSpan{std::numeric_limits<qint64>::min(), std::numeric_limits<qint64>::max()});
    QVERIFY(density.startNs() <= all.fromNs && density.endNs() > all.toNs);
    QVERIFY(density.endNs() - density.startNs() <= all.toNs - all.fromNs + 2 * density.barNs());
    QCOMPARE(total(density), m_feed.count());
    density.zoom(FilterSpan{all.toNs + 1'000'000'000, all.toNs + 2'000'000'000});
    QCOMPARE(density.bars().size(), 1U);
}

void tst_MessageTerms::largeCapturesAreCountedInParts()
{
    MessageDensity whole(&m_feed);
    whole.setMostBars(300);
    MessageDensity density(&m_feed);
    density.setPortion(50);
    density.setMostBars(300);
    QCOMPARE(total(density), 50U);
    QCOMPARE(density.bars().size(), whole.bars().size());
    QTRY_COMPARE_WITH_TIMEOUT(total(density), m_feed.count(), 30'000);
    QVERIFY(std::ranges::equal(density.bars(), whole.bars(), {}, &MessageDensity::Bar::counts,
                               &MessageDensity::Bar::counts));
    // A part is zoomed in to while the rest is not counted yet.
    const auto &times = m_feed.timesNs();
    whole.zoom(FilterSpan{times[100], times[300]});
    density.setMostBars(299);
    density.zoom(FilterSpan{times[100], times[300]});
    QVERIFY(total(density) <= 50);
    QTRY_COMPARE_WITH_TIMEOUT(total(density), total(whole), 30'000);
}

void tst_MessageTerms::timesAreCenturiesApart_data()
{
    constexpr qint64 lowest = std::numeric_limits<qint64>::min();
    constexpr qint64 highest = std::numeric_limits<qint64>::max();
    QTest::addColumn<qint64>("first");
    QTest::addColumn<qint64>("last");
    QTest::addRow("as far as can be") << lowest << highest;
    QTest::addRow("more than 64 bits of nanoseconds apart") << lowest << qint64(5e18);
    QTest::addRow("a bit less") << qint64(-2e18) << qint64(5e18);
    QTest::addRow("backwards") << highest << lowest;
}

/// Clocks are wrong, and files are damaged: the bars stay few, and hold every message.
void tst_MessageTerms::timesAreCenturiesApart()
{
    QFETCH(const qint64, first);
    QFETCH(const qint64, last);
    const QString path = m_dir.filePath(u"%1.relaycap"_s.arg(QLatin1StringView(QTest::currentDataTag())));
    RichCapture(path, 21).write(20);
    QVERIFY(CaptureTest::execute(
        path, {u"UPDATE message SET time_ns = %1 WHERE id = 1"_s.arg(first),
               u"UPDATE message SET time_ns = %1 WHERE id = (SELECT max(id) FROM message)"_s.arg(last)}));
    CaptureFeed feed;
    QVERIFY(!feed.open(path));
    QTRY_VERIFY_WITH_TIMEOUT(feed.count() > 0 && feed.indexedCount() == feed.count(), 30'000);
    MessageDensity density(&feed);
    for (const int most : {200, 17, 400}) {
        density.setMostBars(most);
        QVERIFY2(density.bars().size() <= 500, qPrintable(QString::number(density.bars().size())));
        quint32 all = 0;
        for (const MessageDensity::Bar &bar : density.bars())
            all += bar.total();
        QCOMPARE(all, feed.count());
        density.zoom(FilterSpan{feed.timesNs()[1], feed.timesNs()[2]});
        QVERIFY(density.bars().size() <= 500);
        density.zoom(std::nullopt);
    }
}

QTEST_GUILESS_MAIN(tst_MessageTerms)
#include "tst_messageterms.moc"
