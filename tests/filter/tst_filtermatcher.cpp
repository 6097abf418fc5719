// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/filter/filterkeys.h"
#include "inspector/filter/filtermatcher.h"
#include "inspector/filter/filterparser.h"
#include "tests/filter/matchertest.h"

#include <QtTest/QTest>

#include <algorithm>
#include <random>

using namespace Qt::Literals::StringLiterals;
using namespace Inspector;
using namespace RelayCore;

namespace {

Filter filterOf(const QString &text)
{
    return std::get<Filter>(parseFilter(text));
}

struct Row
{
    const char *filter;
    QList<int> ids;
};

/// Filters, and the messages of the sample that they let through.
QList<Row> rows()
{
    QList<int> all;
    for (int id = 1; id <= 18; ++id)
        all.append(id);
    return {
        {"", all},
        {"conn:1", {1, 2, 5, 8, 9, 10, 11, 12}},
        {"conn:>1", {3, 4, 6, 7, 13, 14, 15, 16, 17, 18}},
        {"conn:2..3", {3, 4, 6, 7, 13, 14, 15, 16, 17, 18}},
        {"conn:1|3", {1, 2, 5, 8, 9, 10, 11, 12, 13, 14, 15, 16}},
        {"dir:sent", {1, 3, 5, 7, 9, 11, 13, 14, 18}},
        {"dir:received", {2, 4, 6, 8, 10, 12, 15, 16, 17}},
        {"op:text", {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 14, 15, 16, 18}},
        {"op:binary", {13}},
        {"op:close|ping|pong", {11, 12, 17}},
        {"kind:registration", {1, 3}},
        {"kind:response", {2, 4, 16}},
        {"kind:peer", {5, 6, 7, 8, 9, 10}},
        {"kind:offer", {5, 6, 9}},
        {"kind:answer", {7, 8}},
        {"kind:returned", {10}},
        {"kind:ping", {11}},
        {"kind:pong", {12}},
        {"kind:close", {17}},
        {"kind:control", {11, 12, 17}},
        {"kind:other", {13, 14, 15, 18}},
        {"desc:offer", {5, 6, 9, 10}},
        {"desc:answer", {7, 8}},
        {"uuid:a38fa5d1-f4b8-4a9b-8ddd-1d0255a1e74b", {1, 5, 6, 7, 8, 9, 10}},
        {"uuid:9A00", {9, 10}},
        {"uuid:484c5196-7a4a|9a", {3, 5, 6, 7, 8, 9, 10}},
        {"uuid:0000", {}},
        {"from:alpha", {1, 5, 6, 9, 11}},
        {"from:ALPHA", {1, 5, 6, 9, 11}},
        {"case:from:ALPHA", {}},
        {"from:alph", {}},
        {"from:alph*", {1, 5, 6, 9, 11}},
        {"from:\"beta café\"", {3, 7, 8, 18}},
        {"from:/^beta/", {3, 7, 8, 18}},
        {"from:relay", {2, 4, 10, 12, 15, 16, 17}},
        {"from:*", {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 15, 16, 17, 18}},
        {"from:a38fa5d1", {1, 5, 6, 9, 11}},
        {"to:alpha", {2, 7, 8, 10, 12}},
        {"to:9a000000", {9}},
        {"to:relay", {1, 3, 11, 13, 14, 18}},
        {"to:relay|alpha", {1, 2, 3, 7, 8, 10, 11, 12, 13, 14, 18}},
        {"name:alpha", {1, 2, 5, 6, 7, 8, 9, 10, 11, 12}},
        {"name:relay", {}},
        {"name:*café", {3, 4, 5, 6, 7, 8, 17, 18}},
        {"name:*", {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 17, 18}},
        {"ok:true", {2, 4, 5, 6, 7, 8, 9}},
        {"ok:false", {10, 16}},
        {"err:*", {10, 16}},
        {"err:registered", {10}},
        {"err:\"Name Taken\"", {16}},
        {"case:err:Taken", {}},
        {"err:/^peer|taken$/", {10, 16}},
        {"len:3", {13}},
        {"len:<=4", {13, 15}},
        {"len:>4.9M", {18}},
        {"len:13..14", {11, 12}},
        {"t:<+1s", {1, 2, 3, 4}},
        {"t:+1s..+1.5s", {5, 6, 7}},
        {"t:>+4s", {18}},
        {"t:=+4s", {17}},
        {"t:..+250ms", {1, 2}},
        {"t:<+100000d", all},
        {"t:>+100000d", {}},
        {"t:<=2300-01-01T00:00", all},
        {"t:>2300-01-01T00:00", {}},
        {"t:>1600-01-01T00:00", all},
        {"t:<1600-01-01T00:00", {}},
        {"t:0001-01-01T00:00Z..9999-12-31T23:59:59.999999999Z", all},
        {"t:2026-05-04T08:15:31Z..2026-05-04T08:15:31.500Z", {5, 6, 7}},
        {"rtt:=250ms", {2, 4, 7, 10}},
        {"rtt:>=200ms", {2, 4, 7, 8, 10}},
        {"rtt:>250ms", {8}},
        {"rtt:>1s", {}},
        {"has:binary", {13}},
        {"has:fragments", {6}},
        {"has:deflate", {8, 15, 18}},
        {"has:lost", {13, 14, 15, 16}},
        {"has:invalid", {14, 15, 18}},
        {"has:truncated", {18}},
        {"has:binary|fragments", {6, 13}},
        {"header.user-agent:python", {1, 2, 5, 8, 9, 10, 11, 12}},
        {"header.USER-AGENT:/relaycore|curl/", {3, 4, 6, 7, 13, 14, 15, 16, 17, 18}},
        {"case:header.user-agent:python", {}},
        {"header.server:nginx", all},
        {"header.authorization", {3, 4, 6, 7, 17, 18}},
        {"header.cookie", {}},
        {"sdp.setup", {5, 6, 7, 8}},
        {"sdp.setup:active", {7, 8}},
        {"sdp.candidate:relay", {7, 8}},
        {"sdp.candidate:\"typ host\"", {5, 6}},
        {"sdp.end-of-candidates", {5, 6}},
        {"sdp.c:192.0.2.3", {7, 8}},
        {"sdp.m:datachannel", {5, 6}},
        {"sdp.v", {5, 6, 7, 8, 9, 10}},
        {"body:webrtc", {5, 6}},
        {"body:*", all},
        {"webrtc-datachannel", {5, 6}},
        {"WEBRTC", {5, 6}},
        {"case:WEBRTC", {}},
        {"nm=application", {}},
        {"\"SCTP webrtc-datachannel\\r\\nc=IN\"", {5, 6}},
        {"café", {3, 7, 8}},
        {"there", {11, 12}},
        {"replaced", {17}},
        {"a38fa5d1-f4b8-4a9b-8ddd-1d0255a1e74b", {1, 5, 6, 7, 8, 9, 10}},
        {"{A38FA5D1-F4B8-4A9B-8DDD-1D0255A1E74B}", {1, 5, 6, 7, 8, 9, 10}},
        {"urn:uuid:9a000000-0000-4000-8000-000000000001", {9, 10}},
        {"9a000000000040008000000000000001", {9, 10}},
        {"not-there", {}},
        {"/typ (host|relay)/", {5, 6, 7, 8}},
        {"/TYP RELAY/", {7, 8}},
        {"case:/TYP RELAY/", {}},
        {"/^a=setup:act/m", {5, 6, 7, 8}},
        {"\"C:\\\\new\"", {14}},
        {"kind:offer dir:sent", {5, 9}},
        {"kind:offer OR kind:answer", {5, 6, 7, 8, 9}},
        {"(kind:offer OR kind:answer) -conn:1", {6, 7}},
        {"-op:text", {11, 12, 13, 17}},
        {"--op:binary", {13}},
        {"-(kind:peer OR op:text)", {11, 12, 13, 17}},
        {"kind:peer -sdp.setup", {9, 10}},
        {"candidate OR kind:ping", {5, 6, 7, 8, 11}},
        {"-candidate kind:offer", {9}},
    };
}

} // namespace

class tst_FilterMatcher : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void messagesMatch_data();
    void messagesMatch();
    void negationIsTheComplement();
    void everyKeyIsTried();
    void onlyWhatNeedsItReadsPayloads_data();
    void onlyWhatNeedsItReadsPayloads();
    void cheapConditionsDecideFirst();
    void sameJudgementOfALaterIndex_data();
    void sameJudgementOfALaterIndex();

private:
    const MatcherSample m_sample;
};

void tst_FilterMatcher::messagesMatch_data()
{
    QTest::addColumn<QString>("filter");
    QTest::addColumn<QList<int>>("ids");
    for (const Row &row : rows())
        QTest::newRow(*row.filter ? row.filter : "empty") << QString::fromUtf8(row.filter) << row.ids;
}

void tst_FilterMatcher::messagesMatch()
{
    QFETCH(const QString, filter);
    QFETCH(const QList<int>, ids);
    QCOMPARE(m_sample.matching(filter), ids);
}

void tst_FilterMatcher::negationIsTheComplement()
{
    for (const Row &row : rows()) {
        if (!*row.filter)
            continue;
        QList<int> rest;
        for (int id = 1; id <= int(m_sample.rows.size()); ++id) {
            if (!row.ids.contains(id))
                rest.append(id);
        }
        const QString filter = QString::fromUtf8(row.filter);
        QVERIFY2(m_sample.matching(u"-("_s + filter + u')') == rest, row.filter);
        QVERIFY2(m_sample.matching(u"-(-("_s + filter + u"))"_s) == row.ids, row.filter);
        QVERIFY2(m_sample.matching(filter + u" OR -("_s + filter + u')').size() == qsizetype(m_sample.rows.size()),
                 row.filter);
    }
}

void tst_FilterMatcher::everyKeyIsTried()
{
    QSet<QString> tried;
    for (const Row &row : rows()) {
        const QString filter = QString::fromUtf8(row.filter);
        const FilterKeyInfo *const info = findFilterKey(filter.section(u':', 0, 0));
        if (info && !row.ids.isEmpty())
            tried.insert(QLatin1StringView(info->name));
        for (const char *value : info ? info->values : std::span<const char *const>()) {
            if (filter.contains(QLatin1StringView(value)))
                tried.insert(QLatin1StringView(info->name) + u':' + QLatin1StringView(value));
        }
    }
    for (const FilterKeyInfo &info : filterKeys()) {
        QVERIFY2(tried.contains(QLatin1StringView(info.name)), info.name);
        for (const char *value : info.values)
            QVERIFY2(tried.contains(QLatin1StringView(info.name) + u':' + QLatin1StringView(value)), value);
    }
}

void tst_FilterMatcher::onlyWhatNeedsItReadsPayloads_data()
{
    QTest::addColumn<QString>("filter");
    QTest::addColumn<int>("payloads");
    QTest::newRow("metadata") << u"kind:offer from:alpha rtt:>1ms -has:binary header.user-agent"_s << 0;
    QTest::newRow("word") << u"word"_s << 18;
    QTest::newRow("word of offers") << u"word kind:offer"_s << 3;
    QTest::newRow("word or offers") << u"word OR kind:offer"_s << 15;
    QTest::newRow("attributes are in peer connections") << u"sdp.setup"_s << 6;
    QTest::newRow("errors are in failures") << u"err:x"_s << 2;
    QTest::newRow("a UUID of the message") << u"a38fa5d1-f4b8-4a9b-8ddd-1d0255a1e74b"_s << 11;
    QTest::newRow("nothing") << u"word kind:offer kind:answer"_s << 0;
}

void tst_FilterMatcher::onlyWhatNeedsItReadsPayloads()
{
    QFETCH(const QString, filter);
    QFETCH(const int, payloads);
    const FilterMatcher matcher(filterOf(filter), m_sample.index, m_sample.lost);
    int read = 0;
    for (const MessageRow &row : m_sample.rows)
        read += matcher.judge(row.id) == FilterMatcher::Verdict::NeedsPayload;
    QCOMPARE(read, payloads);
}

/// An expression that gives up is not tried where a cheaper condition decides.
void tst_FilterMatcher::cheapConditionsDecideFirst()
{
    MessageRow row = m_sample.rows[17];
    row.payload = QByteArray(40, 'a') + 'b';
    const auto givesUp = [&](const QString &filter) {
        const quint64 before = TextPattern::gaveUp();
        (void)FilterMatcher(filterOf(filter), m_sample.index).matches(18, row.payload);
        return TextPattern::gaveUp() - before;
    };
    QCOMPARE(givesUp(u"/(a+)+$/"_s), 1U);
    QCOMPARE(givesUp(u"/(a+)+$/ kind:offer"_s), 0U);
    QCOMPARE(givesUp(u"/(a+)+$/ absent"_s), 0U);
    QCOMPARE(givesUp(u"/(a+)+$/ OR kind:other"_s), 0U);
    QCOMPARE(givesUp(u"(/(a+)+$/ OR kind:offer) kind:offer"_s), 0U);
}

void tst_FilterMatcher::sameJudgementOfALaterIndex_data()
{
    QTest::addColumn<QString>("filter");
    QTest::addColumn<bool>("renamed");   // beta registered as delta meanwhile.
    QTest::addColumn<bool>("connected"); // A new client registered.
    const auto row = [](const char *filter, bool renamed, bool connected) {
        QTest::newRow(filter) << QString::fromUtf8(filter) << renamed << connected;
    };
    row("kind:offer", true, true);
    row("from:alpha", true, true);
    row("from:delta", false, true);
    row("to:\"beta café\"", true, true);
    row("from:epsilon", true, true); // Of messages yet to come only.
    row("header.user-agent:new", true, true);
    row("t:>+1s", true, true);
    row("kind:offer (absent OR -from:delta)", false, true);
}

void tst_FilterMatcher::sameJudgementOfALaterIndex()
{
    QFETCH(const QString, filter);
    QFETCH(const bool, renamed);
    QFETCH(const bool, connected);
    MatcherSample sample;
    IdSet connections;
    for (const ConnectionId id : {1U, 2U, 3U})
        connections.insert(id);
    const FilterMatcher before(filterOf(filter), sample.index);
    const PeerTable::Index peers = sample.index.peers().count();
    QVERIFY(before.judgesLike(FilterMatcher(filterOf(filter), sample.index), peers, connections));

    MessageRow row = sample.rows.front();
    row.id = 19;
    row.connection = 4;
    row.source = QUuid::createUuid();
    row.sourceName = u"epsilon"_s;
    (void)sample.index.add(row);
    ConnectionRow newcomer;
    newcomer.id = 4;
    newcomer.uuid = row.source;
    newcomer.request = HandshakeRequest{"GET / HTTP/1.1", {{"User-Agent", "new"}}};
    (void)sample.index.update({}, {newcomer});
    QCOMPARE(before.judgesLike(FilterMatcher(filterOf(filter), sample.index), peers, connections), connected);

    row.id = 20;
    row.source = MatcherSample::beta;
    row.sourceName = u"delta"_s;
    (void)sample.index.add(row);
    QCOMPARE(before.judgesLike(FilterMatcher(filterOf(filter), sample.index), peers, connections), renamed);
}

QTEST_GUILESS_MAIN(tst_FilterMatcher)
#include "tst_filtermatcher.moc"
