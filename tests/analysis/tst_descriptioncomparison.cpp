// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/analysis/descriptioncomparison.h"
#include "tests/analysis/scenario.h"

#include <QtTest/QTest>

using namespace Inspector;
using namespace Qt::Literals::StringLiterals;

/// Offer beside answer: which properties are compared, and what is said about each.
class tst_DescriptionComparison : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rows_data();
    void rows();
    void aPeerCannotMakeTheListLong();
};

void tst_DescriptionComparison::rows_data()
{
    QTest::addColumn<QString>("offer");
    QTest::addColumn<QString>("answer");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("expected"); // "offer | answer | state"; empty: no such row.
    const QString offer = Scenario::publicOffer();
    const QString answer = Scenario::publicAnswer();
    const auto changed = [](QString text, const QString &from, const QString &to) { return text.replace(from, to); };

    QTest::addRow("the transports are the same")
        << offer << answer << u"m="_s << u"application UDP/DTLS/SCTP | application UDP/DTLS/SCTP | same"_s;
    QTest::addRow("setup differs as it has to") << offer << answer << u"setup"_s << u"actpass | active | different"_s;
    QTest::addRow("both active") << changed(offer, u"actpass"_s, u"active"_s) << answer << u"setup"_s
                                 << u"active | active | conflict"_s;
    QTest::addRow("another mid") << offer << changed(answer, u"a=mid:0"_s, u"a=mid:1"_s) << u"mid"_s
                                 << u"0 | 1 | conflict"_s;
    QTest::addRow("an SCTP port on one side")
        << offer << changed(answer, u"a=sctp-port:5000\r\n"_s, {}) << u"sctp-port"_s << u"5000 |  | conflict"_s;
    QTest::addRow("another transport") << offer << changed(answer, u"UDP/DTLS"_s, u"TCP/DTLS"_s) << u"m="_s
                                       << u"application UDP/DTLS/SCTP | application TCP/DTLS/SCTP | conflict"_s;
    QTest::addRow("no data channel in the answer")
        << offer << u"v=0\r\n"_s << u"m="_s << u"application UDP/DTLS/SCTP |  | conflict"_s;
    QTest::addRow("neither has it") << offer << answer << u"tls-id"_s << QString();
    QTest::addRow("an attribute of one side")
        << offer + u"a=extmap-allow-mixed\r\n"_s << answer << u"extmap-allow-mixed"_s << u"✓ |  | different"_s;
    QTest::addRow("an attribute several times")
        << offer + u"a=x:1\r\na=x:2\r\n"_s << answer + u"a=x:1\r\n"_s << u"x"_s << u"1, 2 | 1 | different"_s;
    QTest::addRow("candidates have a place of their own") << offer << answer << u"candidate"_s << QString();
}

void tst_DescriptionComparison::rows()
{
    QFETCH(const QString, offer);
    QFETCH(const QString, answer);
    QFETCH(const QString, name);
    QString found;
    for (const DescriptionDifference &each : compareDescriptions(parseSdp(offer), parseSdp(answer))) {
        if (each.name != name)
            continue;
        QVERIFY(found.isEmpty());
        const QStringList states{u"same"_s, u"different"_s, u"conflict"_s};
        found = each.offer + u" | "_s + each.answer + u" | "_s + states.at(int(each.state));
    }
    QTEST(found, "expected");
}

void tst_DescriptionComparison::aPeerCannotMakeTheListLong()
{
    QString many = Scenario::publicOffer();
    for (int i = 0; i < 5'000; ++i)
        many += u"a=x%1:y\r\n"_s.arg(i);
    const auto rows = compareDescriptions(parseSdp(many), parseSdp(many), 24);
    QVERIFY2(rows.size() >= 24 && rows.size() < 60, qPrintable(QString::number(rows.size())));
    QStringList secrets;
    for (const DescriptionDifference &each : rows) {
        if (each.isSecret)
            secrets.append(each.name);
    }
    secrets.sort();
    QCOMPARE(secrets, (QStringList{u"ice-pwd"_s, u"ice-ufrag"_s}));
}

QTEST_GUILESS_MAIN(tst_DescriptionComparison)
#include "tst_descriptioncomparison.moc"
