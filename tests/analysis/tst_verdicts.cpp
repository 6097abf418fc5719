// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "tests/analysis/scenario.h"

#include <QtTest/QTest>

using namespace Qt::Literals::StringLiterals;
using namespace Inspector;
using RelayCore::ConnectionId;

namespace {

const QUuid &alpha = Scenario::alpha;
const QUuid &beta = Scenario::beta;
const QString &unknownPeer = Scenario::unknownPeer;

} // namespace

/// Verdicts about the conversation. Every row has all verdicts of the attempt: what is not claimed matters, too.
class tst_Verdicts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void conversations_data();
    void conversations();
};

void tst_Verdicts::conversations_data()
{
    QTest::addColumn<Script>("script");
    QTest::addColumn<QString>("verdicts");
    QTest::addColumn<QString>("part"); // Of the first sentence.
    const auto row = [](const char *name, const Script &script, const QString &verdicts, const QString &part) {
        QTest::addRow("%s", name) << script << verdicts << part;
    };
    const QString fine = u"good expected-to-connect"_s;

    row(
        "connects",
        [](Scenario &s) {
            s.meet();
            s.exchange();
        },
        fine,
        u"alpha and beta are expected to connect, most likely over 203.0.113.1:4000 ↔ 198.51.100.1:5000 (udp host/host)"_s);

    // peer-not-registered
    row(
        "never registered",
        [](Scenario &s) {
            s.joins(alpha);
            s.offer();
            s.after(1).offerReturns(unknownPeer);
        },
        u"problem peer-not-registered"_s, u"484c5196…7b11 is not registered with this relay"_s);
    row(
        "registered until",
        [](Scenario &s) {
            s.joins(alpha);
            const ConnectionId b = s.joins(beta);
            s.after(100).leaves(b, 1001);
            s.after(2'000).offer();
            s.after(1).offerReturns(unknownPeer);
        },
        u"problem peer-not-registered"_s, u"beta was registered until 2.0 s before the offer (close code 1001)"_s);
    row(
        "registers later",
        [](Scenario &s) {
            s.joins(alpha);
            s.offer();
            s.after(1).offerReturns(unknownPeer);
            s.after(499).joins(beta);
        },
        u"problem peer-not-registered"_s, u"it registered 500 ms later"_s);
    row(
        "registered with another relay",
        [](Scenario &s) {
            s.joins(alpha);
            s.joins(beta, u"ws://other:1"_s);
            s.offer();
            s.after(1).offerReturns(unknownPeer);
        },
        u"problem peer-not-registered"_s, u"alpha uses ws://relay:8700, beta uses ws://other:1"_s);
    row(
        "registration refused",
        [](Scenario &s) {
            s.joins(alpha);
            s.refused(beta, u"no token"_s);
            s.offer();
            s.after(1).offerReturns(unknownPeer);
        },
        u"problem peer-not-registered"_s, u"refused its registration. Its reason: “no token”"_s);
    row(
        "of another user",
        [](Scenario &s) {
            s.meet();
            s.offer();
            s.after(1).offerReturns(u"The requested peer x is owned by a different user."_s);
        },
        u"problem peer-not-registered"_s, u"beta is registered by another user"_s);
    row(
        "returned for a reason of its own",
        [](Scenario &s) {
            s.meet();
            s.offer();
            s.after(1).offerReturns(u"out of cheese"_s);
        },
        u"problem peer-not-registered"_s, u"The relay returned the offer of alpha: “out of cheese”"_s);
    row(
        "returned once, and the next try connects",
        [](Scenario &s) {
            s.joins(alpha);
            s.offer();
            s.after(1).offerReturns(unknownPeer);
            s.after(5).joins(beta);
            s.exchange();
        },
        u"problem peer-not-registered"_s, u"later"_s);

    // no-answer
    row(
        "silent while its connection stands",
        [](Scenario &s) {
            s.meet();
            s.offer();
            s.after(1).offerArrives();
            s.after(30'000).ping();
        },
        u"problem no-answer"_s, u"beta received the offer of alpha and has sent no answer for 30 s"_s);
    row(
        "not silent long enough",
        [](Scenario &s) {
            s.meet();
            s.offer();
            s.after(1).offerArrives();
            s.after(900).ping();
        },
        u"note no-answer"_s, u"for 901 ms"_s);
    row(
        "the peer is killed",
        [](Scenario &s) {
            s.meet();
            s.offer();
            s.after(1).offerArrives();
            s.after(119).leaves(2, {});
            s.after(5).ping();
        },
        u"problem no-answer"_s,
        u"beta received the offer of alpha, and its connection ended 120 ms later (without a close frame)"_s);
    row(
        "the sender is killed",
        [](Scenario &s) {
            s.meet();
            s.offer();
            s.after(1).offerArrives();
            s.after(9).leaves(1, 1012, RelayCore::ConnectionClosed::By::Relay);
            s.after(5).ping();
        },
        u"problem no-answer"_s, u"The connection of alpha ended 10 ms after its offer (close code 1012)"_s);
    row(
        "the capture ends because its source is stopped",
        [](Scenario &s) {
            s.meet();
            s.offer();
            s.after(1).offerArrives();
            s.after(9).leaves(2, {}, RelayCore::ConnectionClosed::By::Source);
        },
        u"note no-answer"_s, u"beta received the offer"_s);
    row(
        "the connection of the peer is not captured",
        [](Scenario &s) {
            s.joins(alpha);
            s.offer();
            s.after(40'000).ping();
        },
        u"problem no-answer"_s, u"No answer of 484c5196…7b11 has reached alpha for 30 s"_s);
    row(
        "not forwarded",
        [](Scenario &s) {
            s.meet();
            s.offer();
            s.after(31'000).ping();
        },
        u"problem no-answer"_s, u"The relay has not forwarded the offer of alpha to beta"_s);
    row(
        "given up for the next attempt",
        [](Scenario &s) {
            s.meet();
            s.offer();
            s.after(1).offerArrives();
            s.after(9'999).offer();
        },
        u"problem no-answer"_s, u"for 10 s"_s);

    // late-answer, answer-lost
    row(
        "answered after 31 s",
        [](Scenario &s) {
            s.meet();
            s.offer();
            s.after(1).offerArrives();
            s.after(31'000).answer();
            s.after(1).answerArrives();
        },
        u"problem late-answer"_s, u"beta answered after 31 s"_s);
    row(
        "answered after 29 s",
        [](Scenario &s) {
            s.meet();
            s.offer();
            s.after(1).offerArrives();
            s.after(29'000).answer();
            s.after(1).answerArrives();
        },
        fine, QString());
    row(
        "answered after the sender had left",
        [](Scenario &s) {
            s.meet();
            s.offer();
            s.after(1).offerArrives();
            s.after(1).leaves(1, 1000);
            s.after(48).answer();
            s.after(1).answerReturns(unknownPeer);
        },
        u"problem late-answer, problem answer-lost"_s,
        u"beta answered 48 ms after the connection of alpha had ended (close code 1000)"_s);
    row(
        "the answer is returned",
        [](Scenario &s) {
            s.joins(beta);
            s.offerArrives();
            s.after(9).answer();
            s.after(1).answerReturns(unknownPeer);
        },
        u"problem answer-lost"_s,
        u"beta answered, but the relay returned the answer: alpha was no longer registered"_s);
    row(
        "the answer does not arrive",
        [](Scenario &s) {
            s.meet();
            s.offer();
            s.after(1).offerArrives();
            s.after(1).answer();
            s.after(6'000).ping();
        },
        u"problem answer-lost"_s, u"has not forwarded the answer to alpha"_s);
    row(
        "the answer is on its way",
        [](Scenario &s) {
            s.meet();
            s.offer();
            s.after(1).offerArrives();
            s.after(1).answer();
            s.after(1).ping();
        },
        u"note answer-lost"_s, QString());
    row(
        "only the connection of the answering peer is captured",
        [](Scenario &s) {
            s.joins(beta);
            s.offerArrives();
            s.after(9).answer();
        },
        fine, QString());

    // glare
    row(
        "both offer at once",
        [](Scenario &s) {
            s.meet();
            s.offer();
            s.reverse();
            s.offer();
            s.reverse();
            s.after(1).offerArrives();
            s.reverse();
            s.offerArrives();
            s.after(31'000).ping();
        },
        u"problem no-answer, problem glare"_s, QString());
    row(
        "both offer at once, and one is answered",
        [](Scenario &s) {
            s.meet();
            s.offer();
            s.reverse();
            s.offer();
            s.reverse();
            s.after(1).offerArrives();
            s.after(1).answer();
            s.after(1).answerArrives();
        },
        u"good expected-to-connect, note glare"_s, QString());
    row(
        "one offers after the other's offer arrived",
        [](Scenario &s) {
            s.meet();
            s.exchange();
            s.after(1);
            s.reverse();
            s.exchange();
        },
        fine, QString());

    // duplicate-uuid, churn
    row(
        "two connections take the UUID from each other",
        [](Scenario &s) {
            s.joins(alpha);
            const ConnectionId one = s.joins(beta);
            const ConnectionId two = s.after(50).joins(beta);
            s.leaves(one, 4004);
            s.after(50).joins(beta);
            s.leaves(two, 4004);
            s.after(50).exchange();
        },
        u"problem duplicate-uuid, note churn"_s, u"Two connections took the UUID of beta from each other (4004)"_s);
    row(
        "the UUID is taken during the attempt",
        [](Scenario &s) {
            s.meet();
            s.offer();
            s.after(1).offerArrives();
            s.after(1).joins(beta);
            s.leaves(2, 4004);
            s.after(31'000).ping();
        },
        u"problem duplicate-uuid, problem no-answer"_s,
        u"During the attempt a second connection registered the UUID of beta"_s);
    row(
        "the UUID was taken once before",
        [](Scenario &s) {
            s.meet();
            s.joins(beta);
            s.leaves(2, 4004);
            s.after(50).exchange();
        },
        u"good expected-to-connect, note duplicate-uuid"_s, QString());
    row(
        "the peer registered again after an orderly end",
        [](Scenario &s) {
            s.meet();
            s.leaves(2, 1000);
            s.after(5).joins(beta);
            s.exchange();
        },
        fine, QString());
    row(
        "the peer registered again on the same connection long before",
        [](Scenario &s) {
            s.meet();
            s.leaves(2, 4004);
            s.after(120'000).joins(beta);
            s.exchange();
        },
        fine, QString());
    row(
        "the peer registers again and again",
        [](Scenario &s) {
            s.joins(alpha);
            for (int i = 0; i < 4; ++i) {
                const ConnectionId b = s.joins(beta);
                s.after(4'000).leaves(b, {});
                s.after(999);
            }
            s.offer();
            s.after(1).offerReturns(unknownPeer);
        },
        u"problem peer-not-registered, problem churn"_s, QString());
    row(
        "the peer registered again twice",
        [](Scenario &s) {
            s.joins(alpha);
            const ConnectionId b = s.joins(beta);
            s.after(10).leaves(b, {});
            s.joins(beta);
            s.exchange();
        },
        fine, QString());

    // What the descriptions allow is not known.
    row(
        "descriptions that were not kept",
        [](Scenario &s) {
            s.meet();
            s.exchange(QString(), QString());
        },
        u"problem no-sdp"_s, QString());
}

void tst_Verdicts::conversations()
{
    QFETCH(const Script, script);
    QFETCH(const QString, part);
    Scenario scene;
    script(scene);
    QTEST(scene.verdicts(), "verdicts");
    const Assessment assessment = scene.assess();
    QVERIFY2(assessment.sentence().contains(part), qPrintable(assessment.sentence()));
    QVERIFY(!assessment.sentence().contains(u"%"_s));
    for (const Verdict &verdict : assessment.verdicts) {
        QVERIFY(!verdict.messages.isEmpty());
        QVERIFY(std::is_sorted(verdict.messages.cbegin(), verdict.messages.cend()));
        QVERIFY2(!verdict.advice.contains(u"%"_s), qPrintable(verdict.advice));
    }
}

QTEST_GUILESS_MAIN(tst_Verdicts)
#include "tst_verdicts.moc"
