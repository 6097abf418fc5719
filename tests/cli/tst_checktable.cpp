// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/cli/checklines.h"
#include "inspector/cli/checktable.h"

#include <QtCore/QJsonDocument>
#include <QtCore/QRegularExpression>
#include <QtTest/QTest>

#include <algorithm>

using namespace Inspector;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Outcome = StepReport::Outcome;

namespace {

StepReport report(CheckStep step, Outcome outcome)
{
    StepReport report;
    report.step = step;
    report.outcome = outcome;
    report.summary = u"ein schöner Schritt"_s;
    if (outcome == Outcome::Failed || outcome == Outcome::Warning) {
        Problem problem;
        problem.kind = outcome == Outcome::Failed ? Problem::Kind::Refused : Problem::Kind::SomeAddressesFail;
        problem.ip = u"192.0.2.7"_s;
        problem.port = 8700;
        report.problems = {problem};
    }
    return report;
}

QList<StepReport> reports(CheckStep last, Outcome outcome)
{
    QList<StepReport> list;
    for (const CheckStep step : checkSteps)
        list.append(report(step, step == last ? outcome : step < last ? Outcome::Ok : Outcome::NotTried));
    return list;
}

} // namespace

/// How relayctl check shows its steps: the table for people, the events for scripts.
class tst_CheckTable : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rowsLineUp();
    void keepsToTheWidth_data();
    void keepsToTheWidth();
    void coloursOnlyWhenAsked();
    void saysHowItEnded_data();
    void saysHowItEnded();
    void printsSteps();
};

void tst_CheckTable::rowsLineUp()
{
    const CheckTable table({80, false});
    StepReport fast = report(CheckStep::Tcp, Outcome::Ok);
    fast.took = 340us;
    StepReport slow = report(CheckStep::RoundTrip, Outcome::Ok);
    slow.took = 12'345ms;
    slow.notes = {u"noch etwas"_s};
    QCOMPARE(table.step(fast), QStringList{u"  ok    TCP             0.34 ms  ein schöner Schritt"_s});
    QCOMPARE(table.step(slow), QStringList({u"  ok    round trip      12.35 s  ein schöner Schritt"_s,
                                            QString(33, u' ') + u"noch etwas"_s}));
    QCOMPARE(table.step(report(CheckStep::Dns, Outcome::NotTried)),
             QStringList{u"  -     DNS                      ein schöner Schritt"_s});
    QCOMPARE(table.running(CheckStep::Registration, 3s), u"  ...   registration        3 s"_s);
}

void tst_CheckTable::keepsToTheWidth_data()
{
    QTest::addColumn<int>("width");
    QTest::addColumn<int>("kept");
    QTest::addRow("80") << 80 << 80;
    QTest::addRow("120") << 120 << 120;
    QTest::addRow("too narrow for a table") << 20 << 60;
}

void tst_CheckTable::keepsToTheWidth()
{
    QFETCH(const int, width);
    QFETCH(const int, kept);
    StepReport failed = report(CheckStep::Tls, Outcome::Failed);
    failed.summary = u"words and "_s.repeated(30);
    failed.notes = {QString(500, u'x'), u"short"_s};
    const QStringList lines = CheckTable({width, false}).step(failed);
    QVERIFY(lines.size() > 5);
    for (const QString &line : lines)
        QVERIFY2(line.size() <= kept, qPrintable(line));
    QString all = lines.join(QString());
    QCOMPARE(all.count(u'x'), 500);
    QVERIFY(all.remove(u' ').contains(u"Nothinglistensonport8700"_s));
}

void tst_CheckTable::coloursOnlyWhenAsked()
{
    const StepReport failed = report(CheckStep::Tcp, Outcome::Failed);
    const QString plain = CheckTable({80, false}).step(failed).join(u'\n');
    QVERIFY(!plain.contains(u'\x1b'));
    QString coloured = CheckTable({80, true}).step(failed).join(u'\n');
    QVERIFY(coloured.contains(u"\x1b[31m"_s));
    static const QRegularExpression escapes(u"\x1b\\[\\d+m"_s);
    QCOMPARE(coloured.remove(escapes), plain); // The columns are the same.
}

void tst_CheckTable::saysHowItEnded_data()
{
    QTest::addColumn<QList<StepReport>>("reports");
    QTest::addColumn<QString>("words");
    QTest::addColumn<QByteArray>("members");
    QTest::addRow("well") << reports(CheckStep::RoundTrip, Outcome::Ok) << u"All is well."_s
                          << R"("ok":true,"failed":null,"warnings":0)"_ba;
    QTest::addRow("a warning") << reports(CheckStep::RoundTrip, Outcome::Warning) << u"It works, with one warning."_s
                               << R"("ok":true,"failed":null,"warnings":1)"_ba;
    QTest::addRow("failed") << reports(CheckStep::Tls, Outcome::Failed) << u"It fails at: TLS."_s
                            << R"("ok":false,"failed":"tls","warnings":0)"_ba;
    QTest::addRow("interrupted") << reports(CheckStep::RoundTrip, Outcome::Ok).first(3) << u"Interrupted."_s
                                 << R"("ok":null,"failed":null,"warnings":0)"_ba;
}

void tst_CheckTable::saysHowItEnded()
{
    QFETCH(const QList<StepReport>, reports);
    QFETCH(const QString, words);
    QFETCH(const QByteArray, members);
    QCOMPARE(CheckTable({80, false}).verdict(reports).constLast(), words);
    QCOMPARE(CheckLines::verdict(reports, 0),
             R"({"event":"verdict",)" + members + R"(,"time":"1970-01-01T00:00:00.000000Z"})" + '\n');
}

void tst_CheckTable::printsSteps()
{
    StepReport failed = report(CheckStep::Tcp, Outcome::Failed);
    failed.took = 1'234'567ns;
    failed.detail = {{u"words"_s, u"schön"_s}};
    const QByteArray line = CheckLines::step(failed, 0);
    QVERIFY(line.startsWith(R"({"event":"step","step":"tcp","ok":false,"outcome":"failed","ms":1.235,)"));
    QVERIFY(line.endsWith("Z\"}\n"));
    QVERIFY(std::ranges::all_of(line, [](char byte) { return uchar(byte) < 0x80; }));
    const QJsonObject object = QJsonDocument::fromJson(line).object();
    QCOMPARE(object.value("problems"_L1).toVariant().toStringList(), QStringList{u"refused"_s});
    QVERIFY(object.value("advice"_L1).toString().startsWith(u"Nothing listens on port 8700"_s));
    QCOMPARE(object.value("detail"_L1).toObject().value("words"_L1), QJsonValue(u"schön"_s));
    QCOMPARE(object.value("text"_L1), QJsonValue(u"ein schöner Schritt"_s));

    const QJsonObject untried =
        QJsonDocument::fromJson(CheckLines::step(report(CheckStep::Echo, Outcome::NotTried), 0)).object();
    QVERIFY(untried.value("ok"_L1).isNull());
    QVERIFY(untried.value("ms"_L1).isNull());
    QVERIFY(untried.value("advice"_L1).isNull());
    const QJsonObject unneeded =
        QJsonDocument::fromJson(CheckLines::step(report(CheckStep::Tls, Outcome::NotNeeded), 0)).object();
    QCOMPARE(unneeded.value("ok"_L1), QJsonValue(true));
    QCOMPARE(unneeded.value("outcome"_L1), QJsonValue(u"not_needed"_s));
}

QTEST_GUILESS_MAIN(tst_CheckTable)
#include "tst_checktable.moc"
