// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/analysis/attemptjudging.h"
#include "tests/analysis/scenario.h"

#include <QtCore/QFile>
#include <QtCore/QRegularExpression>
#include <QtTest/QTest>

using namespace Qt::Literals::StringLiterals;
using namespace Inspector;

namespace {

const QUuid &alpha = Scenario::alpha;
const QUuid &beta = Scenario::beta;
const QString &unknownPeer = Scenario::unknownPeer;

} // namespace

/// Attempts, what is known of them, and what all verdicts have in common.
class tst_Attempts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void messagesOfAVerdict();
    void identifiersAreUnique();
    void everyVerdictIsDocumented();
    void textOfPeersIsMadeSafe();
    void checklist_data();
    void checklist();
    void attempts();
    void allInThreads();
    void cancelled();
};

void tst_Attempts::messagesOfAVerdict()
{
    Scenario scene;
    scene.joins(alpha);
    const MessageId offer = scene.offer();
    const MessageId returned = scene.after(1).offerReturns(unknownPeer);
    QCOMPARE(scene.assess().verdict()->messages, (QList<MessageId>{offer, returned}));
}

void tst_Attempts::identifiersAreUnique()
{
    QStringList all;
    for (int i = 0; i < verdictCount; ++i)
        all.append(identifier(VerdictId(i)));
    QCOMPARE(all.removeDuplicates(), 0);
    QCOMPARE(all.size(), 26);
}

void tst_Attempts::everyVerdictIsDocumented()
{
    QFile page(QStringLiteral(RELAY_DOCS "/diagnosis.md"));
    QVERIFY(page.open(QIODevice::ReadOnly));
    const QStringList lines = QString::fromUtf8(page.readAll()).split(u'\n');
    QStringList sections;
    for (const QString &line : lines) {
        if (line.startsWith(u"### "_s))
            sections.append(line.mid(4));
    }
    QStringList identifiers;
    for (int i = 0; i < verdictCount; ++i)
        identifiers.append(identifier(VerdictId(i)));
    QCOMPARE(sections, identifiers);
}

void tst_Attempts::textOfPeersIsMadeSafe()
{
    Scenario scene;
    scene.meet();
    scene.offer();
    scene.after(1).offerReturns(u"a\u202eb\x1b[31m"_s);
    const QString sentence = scene.assess().sentence();
    QVERIFY2(sentence.contains(u"a\\u202eb\\u001b[31m"_s), qPrintable(sentence));
}

void tst_Attempts::checklist_data()
{
    QTest::addColumn<Script>("script");
    QTest::addColumn<QString>("states"); // S: seen, A: absent, U: unknown; in the order of AttemptFact::Kind.
    const auto row = [](const char *name, const Script &script, const QString &states) {
        QTest::addRow("%s", name) << script << states;
    };
    row(
        "all of it",
        [](Scenario &s) {
            s.meet();
            s.exchange();
        },
        u"SSSSSSU"_s);
    row(
        "returned",
        [](Scenario &s) {
            s.joins(alpha);
            s.offer();
            s.after(1).offerReturns(unknownPeer);
        },
        u"SASAA"_s);
    row(
        "silence on a connection that is captured",
        [](Scenario &s) {
            s.meet();
            s.offer();
            s.after(1).offerArrives();
        },
        u"SSSSA"_s);
    row(
        "silence on a connection that is not captured",
        [](Scenario &s) {
            s.joins(alpha);
            s.offer();
        },
        u"SUSUA"_s);
    row(
        "only the answering peer is captured",
        [](Scenario &s) {
            s.joins(beta);
            s.offerArrives();
            s.after(1).answer();
        },
        u"USUSSUU"_s);
    row(
        "only the offering peer is captured",
        [](Scenario &s) {
            s.joins(alpha);
            s.offer();
            s.after(1).answerArrives();
        },
        u"SSSUSSU"_s);
}

void tst_Attempts::checklist()
{
    QFETCH(const Script, script);
    Scenario scene;
    script(scene);
    const Assessment assessment = scene.assess();
    QString states;
    QStringList statements; // Without what is said about them behind the colon.
    for (const AttemptFact &fact : assessment.checklist) {
        states += fact.state == AttemptFact::State::Seen     ? u'S'
                  : fact.state == AttemptFact::State::Absent ? u'A'
                                                             : u'U';
        QCOMPARE(int(fact.kind), int(states.size()) - 1);
        QVERIFY(!fact.sentence.isEmpty());
        statements.append(fact.sentence.section(QRegularExpression(u"[:.]"_s), 0, 0));
    }
    QCOMPARE(statements.removeDuplicates(), 0);
    QTEST(states, "states");
    QCOMPARE(assessment.unknown().size(), states.count(u'U'));
}

void tst_Attempts::attempts()
{
    Scenario scene;
    scene.meet();
    scene.exchange();
    scene.after(5);
    const MessageId second = scene.offer();
    scene.reverse();
    scene.offer();
    const Attempts &attempts = scene.index().attempts();
    QCOMPARE(attempts.size(), std::size_t(3));
    QCOMPARE(attempts.pairCount(), 1U);
    QCOMPARE(attempts.between(alpha, beta).size(), std::size_t(2));
    QCOMPARE(attempts.find(second), std::optional<Attempts::Index>(1));
    QCOMPARE(attempts.find(second + 99), std::nullopt);
    QCOMPARE(attempts.find(1), std::nullopt); // A registration.
    QCOMPARE(attempts.registrations(alpha).size(), std::size_t(1));
    const Attempt first = attempts.front();
    QVERIFY(first.offer && first.forwarded && first.answer && first.answerArrived);
    QVERIFY(!first.returned && !first.answerReturned);
}

void tst_Attempts::allInThreads()
{
    Scenario scene;
    scene.meet();
    for (int i = 0; i < 900; ++i) {
        scene.exchange(Scenario::publicOffer(), i % 3 == 0 ? u"no description"_s : Scenario::publicAnswer());
        scene.after(60'000);
    }
    const CaptureIndex &index = scene.index();
    const MessageSource source = [&scene](MessageId id) { return scene.message(id); };
    std::vector<Attempts::Index> chosen;
    std::vector<AttemptRank> expected;
    for (Attempts::Index i = 900; i > 100; --i) {
        chosen.push_back(i - 1);
        expected.push_back(judge(i - 1, attemptFacts(index, i - 1, source)));
    }
    for (const int threads : {1, 2, 4}) {
        std::atomic_int sources = 0;
        const auto makeSource = [&] {
            ++sources;
            return source;
        };
        QVERIFY(judgeAll(index, chosen, makeSource, nullptr, threads) == expected);
        QCOMPARE(sources, threads);
    }
    QVERIFY(judgeAll(index, {}, [&source] { return source; }).empty());
}

void tst_Attempts::cancelled()
{
    Scenario scene;
    scene.meet();
    scene.exchange();
    scene.exchange();
    const std::vector<Attempts::Index> both{0, 1};
    std::atomic_bool isCancelled = false;
    int read = 0;
    const auto makeSource = [&] {
        return [&](MessageId id) {
            ++read;
            isCancelled = true;
            return scene.message(id);
        };
    };
    const CaptureIndex &index = scene.index();
    (void)judgeAll(index, both, makeSource, &isCancelled);
    QCOMPARE(read, 2); // The offer and the answer of the first.
}

QTEST_GUILESS_MAIN(tst_Attempts)
#include "tst_attempts.moc"
