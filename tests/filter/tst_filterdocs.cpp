// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/filter/filterkeys.h"
#include "inspector/filter/filterparser.h"
#include "tests/filter/matchertest.h"

#include <QtCore/QFile>
#include <QtCore/QRegularExpression>
#include <QtTest/QTest>

using namespace Qt::Literals::StringLiterals;
using namespace Inspector;

/// docs/filter.md against the code: its keys, their values, and its examples on the sample capture.
class tst_FilterDocs : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void theTableHasEveryKey();
    void examples_data();
    void examples();
    void everyExampleIsTried();

private:
    [[nodiscard]] QStringList section(const QString &title) const;

    QStringList m_lines;
    QStringList m_examples;
    const MatcherSample m_sample;
};

void tst_FilterDocs::initTestCase()
{
    QFile file(QStringLiteral(RELAY_FILTER_PAGE));
    QVERIFY(file.open(QIODevice::ReadOnly));
    m_lines = QString::fromUtf8(file.readAll()).split(u'\n');
    static const QRegularExpression row(u"^\\| `(.*?)` \\| .+ \\|$"_s);
    for (const QString &line : section(u"Examples"_s)) {
        if (const auto match = row.match(line); match.hasMatch())
            m_examples.append(match.captured(1).replace(u"\\|"_s, u"|"_s));
    }
    QVERIFY(m_examples.size() >= 20);
}

QStringList tst_FilterDocs::section(const QString &title) const
{
    const qsizetype start = m_lines.indexOf(u"## "_s + title);
    qsizetype end = start + 1;
    while (end < m_lines.size() && !m_lines[end].startsWith(u"## "_s))
        ++end;
    return start < 0 ? QStringList() : m_lines.sliced(start, end - start);
}

void tst_FilterDocs::theTableHasEveryKey()
{
    const QStringList table = section(u"Keys"_s);
    for (const FilterKeyInfo &info : filterKeys()) {
        const QString name = u'`' + QString(QLatin1StringView(info.name)) + (info.hasAttribute() ? u"NAME`"_s : u"`"_s);
        const auto found = std::find_if(table.cbegin(), table.cend(), [&](const QString &line) {
            return line.startsWith(u"| "_s) && line.section(u'|', 1, 1).contains(name);
        });
        QVERIFY2(found != table.cend(), info.name);
        for (const char *value : info.values)
            QVERIFY2(found->section(u'|', 2, 2).contains(u'`' + QLatin1StringView(value) + u'`'), value);
    }
}

void tst_FilterDocs::examples_data()
{
    QTest::addColumn<QString>("filter");
    QTest::addColumn<QList<int>>("ids");
    const auto row = [](const char *filter, const QList<int> &ids) {
        QTest::newRow(filter) << QString::fromUtf8(filter) << ids;
    };
    row("kind:offer", {5, 6, 9});
    row("kind:offer|answer dir:sent", {5, 7, 9});
    row("from:alpha to:beta*", {5, 6});
    row("name:alpha -kind:control", {1, 2, 5, 6, 7, 8, 9, 10});
    row("uuid:a38fa5d1", {1, 5, 6, 7, 8, 9, 10});
    row("a38fa5d1f4b84a9b8ddd1d0255a1e74b", {1, 5, 6, 7, 8, 9, 10});
    row("kind:returned OR ok:false", {10, 16});
    row("err:\"not registered\"", {10});
    row("desc:offer ok:false", {10});
    row("conn:1..2 -op:text", {11, 12, 17});
    row("len:>4k", {18});
    row("rtt:>200ms", {2, 4, 7, 8, 10});
    row("t:+1s..+3s", {5, 6, 7, 8, 9, 10, 11, 12, 13});
    row("t:>=2026-05-04T08:15:33Z", {13, 14, 15, 16, 17, 18});
    row("has:deflate -has:fragments", {8, 15, 18});
    row("has:invalid|binary|lost", {13, 14, 15, 16, 18});
    row("header.authorization -header.user-agent:python", {3, 4, 6, 7, 17, 18});
    row("sdp.setup:active sdp.candidate:relay", {7, 8});
    row("\"typ host\" -\"typ relay\"", {5, 6});
    row("case:/[A-Z][a-z]+Error: /", {16});
    row("(kind:ping OR kind:pong) conn:1", {11, 12});
    row("café -body:webrtc", {3, 7, 8});
}

void tst_FilterDocs::examples()
{
    QFETCH(const QString, filter);
    QFETCH(const QList<int>, ids);
    QVERIFY2(m_examples.contains(filter), "not in the page");
    QCOMPARE(m_sample.matching(filter), ids);
}

void tst_FilterDocs::everyExampleIsTried()
{
    const auto tried = [this](const QString &filter) {
        return !m_sample.matching(filter).isEmpty()
               && m_sample.matching(filter).size() < qsizetype(m_sample.rows.size());
    };
    for (const QString &example : std::as_const(m_examples))
        QVERIFY2(tried(example), qPrintable(example));
    QCOMPARE(m_examples.size(), 22);
}

QTEST_GUILESS_MAIN(tst_FilterDocs)
#include "tst_filterdocs.moc"
