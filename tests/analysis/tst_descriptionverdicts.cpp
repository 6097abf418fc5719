// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "tests/analysis/scenario.h"

#include <QtCore/QFile>
#include <QtTest/QTest>

using namespace Qt::Literals::StringLiterals;
using namespace Inspector;

namespace {

// Candidates, one of each kind.
const QString lan1 = u"1 1 udp 2130706431 192.168.0.2 4000 typ host"_s;
const QString lan2 = u"1 1 udp 2130706431 192.168.0.3 4000 typ host"_s;
const QString otherLan = u"1 1 udp 2130706431 10.1.2.3 4000 typ host"_s;
const QString docker = u"2 1 udp 2130706175 172.17.0.1 4000 typ host"_s;
const QString wan1 = u"1 1 udp 2130706431 203.0.113.1 4000 typ host"_s;
const QString wan2 = u"1 1 udp 2130706431 198.51.100.1 4000 typ host"_s;
const QString wan6 = u"1 1 udp 2130706431 2001:db8::1 4000 typ host"_s;
const QString lan6 = u"1 1 udp 2130706431 fd00::1 4000 typ host"_s;
const QString loopback = u"1 1 udp 2130706431 127.0.0.1 4000 typ host"_s;
const QString linkLocal = u"1 1 udp 2130706431 169.254.1.1 4000 typ host"_s;
const QString carrier = u"1 1 udp 2130706431 100.64.0.1 4000 typ host"_s;
const QString mdns1 = u"1 1 udp 2130706431 4f1c.local 4000 typ host"_s;
const QString mdns2 = u"1 1 udp 2130706431 77aa.LOCAL 4000 typ host"_s;
const QString mapped1 = u"3 1 udp 1694498815 203.0.113.5 61000 typ srflx raddr 192.168.0.2 rport 4000"_s;
const QString mapped1b = u"4 1 udp 1694498815 203.0.113.5 61001 typ srflx raddr 192.168.0.2 rport 4000"_s;
const QString mapped1c = u"4 1 udp 1694498815 203.0.113.5 61002 typ srflx raddr 192.168.0.2 rport 4001"_s;
const QString mapped2 = u"3 1 udp 1694498815 198.51.100.5 62000 typ srflx raddr 10.1.2.3 rport 4000"_s;
const QString mapped2b = u"4 1 udp 1694498815 198.51.100.5 62001 typ srflx raddr 10.1.2.3 rport 4000"_s;
const QString relayed1 = u"5 1 udp 16777215 203.0.113.9 3479 typ relay raddr 203.0.113.5 rport 61000"_s;
const QString relayed2 = u"5 1 udp 16777215 203.0.113.9 3481 typ relay raddr 198.51.100.5 rport 62000"_s;
const QString tcpActive = u"6 1 tcp 2105458943 203.0.113.1 9 typ host tcptype active"_s;
const QString tcpActive2 = u"6 1 tcp 2105458943 198.51.100.1 9 typ host tcptype active"_s;
const QString tcpPassive = u"6 1 tcp 2105458943 198.51.100.1 443 typ host tcptype passive"_s;

QString vector(const QString &name)
{
    QFile file(QStringLiteral(RELAY_TEST_VECTORS "/sdp/") + name + u".sdp"_s);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s is missing", qPrintable(file.fileName()));
    return QString::fromUtf8(file.readAll());
}

QString replaced(QString text, const QString &before, const QString &after)
{
    if (!text.contains(before))
        qFatal("“%s” is not in the description", qPrintable(before));
    return text.replace(before, after);
}

QString offerOf(const QStringList &candidates)
{
    return Scenario::sdp(candidates);
}

QString answerOf(const QStringList &candidates)
{
    return Scenario::sdp(candidates, u"active"_s);
}

} // namespace

/// Verdicts about descriptions. Every row has all verdicts of the attempt: what is not claimed matters, too.
class tst_DescriptionVerdicts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void candidates_data();
    void candidates();
    void descriptions_data();
    void descriptions();
    void offersAlone_data();
    void offersAlone();
    void realStacks_data();
    void realStacks();
    void restarts_data();
    void restarts();
    void orderOfPairs();
    void pairsAreLimited();
    void objectsOfAiortc();
};

void tst_DescriptionVerdicts::candidates_data()
{
    QTest::addColumn<QStringList>("offered");
    QTest::addColumn<QStringList>("answered");
    QTest::addColumn<QString>("verdicts");
    QTest::addColumn<QString>("part"); // Of one of the sentences.
    const auto row = [](const char *name, const QStringList &offered, const QStringList &answered,
                        const QString &verdicts, const QString &part = {}) {
        QTest::addRow("%s", name) << offered << answered << verdicts << part;
    };
    const QString fine = u"good expected-to-connect"_s;
    row("both public", {wan1}, {wan2}, fine);
    row("both mapped by NATs", {lan1, mapped1}, {otherLan, mapped2}, fine, u"203.0.113.5:61000 ↔ 198.51.100.5:62000"_s);

    row("no candidates in the answer", {wan1}, {}, u"problem no-candidates"_s, u"beta has no candidates"_s);
    row("no candidates in the offer", {}, {wan1}, u"problem no-candidates"_s, u"alpha has no candidates"_s);

    row("host only, one subnet", {lan1}, {lan2}, u"good expected-to-connect, note host-only"_s,
        u"share the subnet 192.168.0.0/24"_s);
    row("host only, two subnets", {lan1}, {otherLan}, u"problem host-only, problem private-address"_s,
        u"share no subnet"_s);
    row("host only, but public", {wan1}, {wan2}, fine);
    row("host only on one side, the other public", {lan1}, {wan2},
        u"good expected-to-connect, note host-only, note private-address"_s);
    row("host only on one side, the other behind a NAT", {lan1}, {otherLan, mapped2},
        u"problem host-only, problem private-address"_s, u"which is behind a NAT"_s);
    row("both have the address of a bridge of their own", {lan1, docker}, {otherLan, docker},
        u"problem host-only, problem private-address"_s);
    row("both on one computer", {lan1, docker}, {lan1, docker}, u"good expected-to-connect, note host-only"_s);

    row("one family each", {wan1}, {wan6}, u"problem family-mismatch"_s,
        u"alpha has only IPv4 candidates, beta only IPv6"_s);
    row("one family in common", {wan1}, {wan6, wan2}, fine);
    row("a name may have any family", {mdns1}, {wan6}, u"good expected-to-connect, note mdns-only"_s);

    row("the common family is private on one side", {lan1, wan6}, {otherLan, mapped2}, u"problem private-address"_s,
        u"the addresses of alpha are private"_s);
    row("the common family is public behind a NAT", {lan1, mapped1, wan6}, {otherLan, mapped2}, fine);
    row("private on one side, relayed on the other", {lan1}, {otherLan, relayed2},
        u"good expected-to-connect, note host-only, note private-address"_s);
    row("the NAT of a provider", {carrier}, {otherLan}, u"problem host-only, problem private-address"_s);
    row("link-local on both sides", {linkLocal}, {u"1 1 udp 1 169.254.9.9 1 typ host"_s},
        u"problem host-only, problem private-address"_s);
    row("unique local addresses in one subnet", {lan6}, {u"1 1 udp 1 fd00::2 1 typ host"_s},
        u"good expected-to-connect, note host-only"_s);

    row("loopback on one side", {loopback}, {wan2}, u"problem loopback-only"_s, u"which no other computer can reach"_s);
    row("loopback on both sides", {loopback}, {loopback}, u"good expected-to-connect, note loopback-only"_s);
    row("loopback among others", {loopback, wan1}, {wan2}, fine);

    row("names only", {mdns1}, {mdns2}, u"good expected-to-connect, note mdns-only"_s, u"“.local” names"_s);
    row("names and an address", {mdns1, wan1}, {wan2}, fine);

    row("symmetric on one side", {lan1, mapped1, mapped1b}, {otherLan, mapped2},
        u"good expected-to-connect, note symmetric-nat"_s, u"alpha is behind a NAT"_s);
    row("symmetric on both sides", {lan1, mapped1, mapped1b}, {otherLan, mapped2, mapped2b}, u"problem symmetric-nat"_s,
        u"alpha and beta are each behind a NAT"_s);
    row("symmetric on both sides, with TURN", {lan1, mapped1, mapped1b, relayed1},
        {otherLan, mapped2, mapped2b, relayed2},
        u"good relay-available, good expected-to-connect, note symmetric-nat"_s);
    row("two mappings of two sockets", {lan1, mapped1, mapped1c}, {otherLan, mapped2}, fine);

    row("relayed on both sides", {otherLan, relayed1}, {lan1, relayed2},
        u"good relay-available, good expected-to-connect"_s, u"whatever the NATs"_s);
    row("relayed on one side", {wan1, relayed1}, {wan2}, fine);

    row("TCP only on both sides", {tcpActive}, {tcpPassive}, u"good expected-to-connect, note tcp-only"_s);
    row("TCP only, both active", {tcpActive}, {tcpActive2}, u"problem tcp-only"_s, u"do not meet"_s);
    row("no UDP on one side", {tcpActive}, {wan2}, u"problem udp-missing, problem tcp-only"_s,
        u"alpha has no UDP candidates"_s);
    row("TCP besides UDP", {tcpActive, wan1}, {wan2}, fine);
}

void tst_DescriptionVerdicts::candidates()
{
    QFETCH(const QStringList, offered);
    QFETCH(const QStringList, answered);
    QFETCH(const QString, part);
    Scenario scene;
    scene.joins(Scenario::alpha);
    scene.joins(Scenario::beta);
    scene.exchange(offerOf(offered), answerOf(answered));
    QTEST(scene.verdicts(), "verdicts");
    QStringList sentences;
    for (const Verdict &verdict : scene.assess().verdicts) {
        sentences.append(verdict.sentence);
        QVERIFY(!verdict.messages.isEmpty());
        QVERIFY2(!(verdict.sentence + verdict.advice).contains(u'%'), qPrintable(verdict.sentence));
    }
    QVERIFY2(sentences.join(u'\n').contains(part), qPrintable(sentences.join(u'\n')));
}

void tst_DescriptionVerdicts::descriptions_data()
{
    QTest::addColumn<QString>("offered");
    QTest::addColumn<QString>("answered");
    QTest::addColumn<QString>("verdicts");
    const QString offer = offerOf({wan1});
    const QString answer = answerOf({wan2});
    const QString fine = u"good expected-to-connect"_s;
    const auto row = [](const char *name, const QString &offered, const QString &answered, const QString &verdicts) {
        QTest::addRow("%s", name) << offered << answered << verdicts;
    };
    row("as they should be", offer, answer, fine);
    row("no SDP", offer, u"hello"_s, u"problem no-sdp"_s);
    row("SDP with a line that cannot be read", offer, answer + u"nonsense\r\n"_s, fine);
    row("no data channel", u"v=0\r\nm=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=mid:0\r\n"_s, answer,
        u"problem no-datachannel"_s);
    row("a data channel that is rejected", offer, replaced(answer, u"m=application 9"_s, u"m=application 0"_s),
        u"problem no-datachannel"_s);
    row("port 0 because it is bundle-only",
        replaced(offer, u"m=application 9"_s, u"m=application 0"_s) + u"a=bundle-only\r\n"_s, answer, fine);
    row("a data channel in the words of drafts",
        replaced(replaced(offer, u"UDP/DTLS/SCTP webrtc-datachannel"_s, u"DTLS/SCTP 5000"_s), u"a=sctp-port:5000"_s,
                 u"a=sctpmap:5000 webrtc-datachannel 256"_s),
        replaced(replaced(answer, u"UDP/DTLS/SCTP webrtc-datachannel"_s, u"DTLS/SCTP 5000"_s), u"a=sctp-port:5000"_s,
                 u"a=sctpmap:5000 webrtc-datachannel 256"_s),
        fine);

    row("both active", replaced(offer, u"actpass"_s, u"active"_s), answer, u"problem setup-conflict"_s);
    row("both passive", replaced(offer, u"actpass"_s, u"passive"_s), replaced(answer, u"active"_s, u"passive"_s),
        u"problem setup-conflict"_s);
    row("an answer that does not decide", offer, replaced(answer, u"active"_s, u"actpass"_s),
        u"problem setup-conflict"_s);
    row("passive and active", replaced(offer, u"actpass"_s, u"passive"_s), answer, fine);
    row("actpass and passive", offer, replaced(answer, u"active"_s, u"passive"_s), fine);

    const QString fingerprint = u"a=fingerprint:sha-256 "_s + QStringList(32, u"AB"_s).join(u':') + u"\r\n"_s;
    const QString old = u"a=fingerprint:sha-1 "_s + QStringList(20, u"AB"_s).join(u':') + u"\r\n"_s;
    row("no fingerprint", offer, replaced(answer, fingerprint, QString()), u"problem fingerprint-missing"_s);
    row("a fingerprint of the session", replaced(offer, u"s=-\r\n"_s, u"s=-\r\n"_s + fingerprint), answer, fine);
    row("a fingerprint with SHA-1", offer, replaced(answer, fingerprint, old),
        u"good expected-to-connect, note fingerprint-hash"_s);
    row("a fingerprint with SHA-1 besides SHA-256", offer, replaced(answer, fingerprint, old + fingerprint), fine);
    row("a fingerprint with MD5", offer, replaced(answer, fingerprint, u"a=fingerprint:md5 AA:BB\r\n"_s),
        u"problem fingerprint-hash"_s);
    row("a fingerprint that is too short", offer, replaced(answer, u":AB\r\n"_s, u"\r\n"_s),
        u"problem fingerprint-hash"_s);

    row("another mid", offer, replaced(answer, u"a=mid:0"_s, u"a=mid:data"_s), u"problem mid-mismatch"_s);
    row("one media description more", offer, answer + u"m=audio 0 UDP/TLS/RTP/SAVPF 111\r\n"_s,
        u"problem mid-mismatch"_s);
    row("another transport", offer, replaced(answer, u"UDP/DTLS/SCTP"_s, u"TCP/DTLS/SCTP"_s),
        u"problem sctp-mismatch"_s);
    row("the same transport in lower case", offer, replaced(answer, u"UDP/DTLS/SCTP"_s, u"udp/dtls/sctp"_s), fine);
    row("no SCTP port", offer, replaced(answer, u"a=sctp-port:5000\r\n"_s, QString()), u"problem sctp-mismatch"_s);
    row("another SCTP port", offer, replaced(answer, u"a=sctp-port:5000"_s, u"a=sctp-port:6000"_s), fine);
}

void tst_DescriptionVerdicts::descriptions()
{
    QFETCH(const QString, offered);
    QFETCH(const QString, answered);
    Scenario scene;
    scene.joins(Scenario::alpha);
    scene.joins(Scenario::beta);
    scene.exchange(offered, answered);
    QTEST(scene.verdicts(), "verdicts");
}

void tst_DescriptionVerdicts::offersAlone_data()
{
    QTest::addColumn<QStringList>("offered");
    QTest::addColumn<QString>("verdicts");
    const QString returned = u"problem peer-not-registered"_s;
    QTest::addRow("public") << QStringList{wan1} << returned;
    QTest::addRow("host only") << QStringList{lan1} << returned + u", note host-only"_s;
    QTest::addRow("symmetric") << QStringList{lan1, mapped1, mapped1b} << returned + u", note symmetric-nat"_s;
    QTest::addRow("TCP only") << QStringList{tcpActive} << returned + u", note tcp-only"_s;
    QTest::addRow("names only") << QStringList{mdns1} << returned + u", note mdns-only"_s;
    QTest::addRow("relayed") << QStringList{lan1, relayed1} << returned;
    QTest::addRow("IPv6 only") << QStringList{wan6} << returned;
    QTest::addRow("no candidates") << QStringList() << returned + u", problem no-candidates"_s;
}

void tst_DescriptionVerdicts::offersAlone()
{
    QFETCH(const QStringList, offered);
    Scenario scene;
    scene.joins(Scenario::alpha);
    scene.offer(offerOf(offered));
    scene.after(1).offerReturns(u"not registered"_s);
    QTEST(scene.verdicts(), "verdicts");
}

void tst_DescriptionVerdicts::realStacks_data()
{
    QTest::addColumn<QString>("offered");
    QTest::addColumn<QString>("answered");
    QTest::addColumn<QString>("verdicts");
    const QString fine = u"good expected-to-connect"_s;
    const QString names = fine + u", note mdns-only"_s;
    QTest::addRow("aiortc and aiortc") << u"aiortc"_s << u"aiortc"_s << fine;
    QTest::addRow("Chromium and Chromium") << u"chromium"_s << u"chromium"_s << names;
    QTest::addRow("Firefox and Firefox") << u"firefox"_s << u"firefox"_s << names;
    QTest::addRow("Chromium and aiortc") << u"chromium"_s << u"aiortc"_s << names;
    QTest::addRow("aiortc and Firefox") << u"aiortc"_s << u"firefox"_s << names;
    QTest::addRow("Pion and Pion") << u"pion"_s << u"pion"_s << fine;
    QTest::addRow("Pion and aiortc") << u"pion"_s << u"aiortc"_s << fine;
    QTest::addRow("libdatachannel and libdatachannel") << u"libdatachannel"_s << u"libdatachannel"_s << fine;
    QTest::addRow("aiortc and libdatachannel") << u"aiortc"_s << u"libdatachannel"_s << fine;
}

void tst_DescriptionVerdicts::realStacks()
{
    QFETCH(const QString, offered);
    QFETCH(const QString, answered);
    Scenario scene;
    scene.joins(Scenario::alpha);
    scene.joins(Scenario::beta);
    scene.exchange(vector(offered + u"-offer"_s), vector(answered + u"-answer"_s));
    QTEST(scene.verdicts(), "verdicts");
}

void tst_DescriptionVerdicts::restarts_data()
{
    QTest::addColumn<QString>("second");
    QTest::addColumn<bool>("restart");
    const QString offer = offerOf({wan1});
    const QString later = replaced(offer, u"o=- 1 1"_s, u"o=- 1 2"_s);
    const QString ufrag = replaced(later, u"ufrag:abcd"_s, u"ufrag:wxyz"_s);
    const QString both = replaced(ufrag, u"0123456789012345678901"_s, u"9876543210987654321098"_s);
    QTest::addRow("both changed within the session") << both << true;
    QTest::addRow("only the user name fragment changed") << ufrag << false;
    QTest::addRow("nothing changed") << later << false;
    QTest::addRow("another session") << replaced(both, u"o=- 1 2"_s, u"o=- 7 2"_s) << false;
    QTest::addRow("the same version") << replaced(both, u"o=- 1 2"_s, u"o=- 1 1"_s) << false;
}

void tst_DescriptionVerdicts::restarts()
{
    QFETCH(const QString, second);
    QFETCH(const bool, restart);
    Scenario scene;
    scene.joins(Scenario::alpha);
    scene.joins(Scenario::beta);
    scene.exchange(offerOf({wan1}), answerOf({wan2}));
    scene.after(1'000).exchange(second, answerOf({wan2}));
    QCOMPARE(scene.verdicts(1), u"good expected-to-connect"_s + (restart ? u", note ice-restart"_s : QString()));
    QCOMPARE(scene.verdicts(0), u"good expected-to-connect"_s);
}

void tst_DescriptionVerdicts::orderOfPairs()
{
    Scenario scene;
    scene.joins(Scenario::alpha);
    scene.joins(Scenario::beta);
    scene.exchange(offerOf({lan1, mapped1, relayed1}), answerOf({otherLan, mapped2}));
    const CandidatePairs pairs = scene.assess().pairs;
    QCOMPARE(pairs.total, 6);
    // The likely one first: the two host candidates have a higher priority, but no common network.
    QCOMPARE(pairs.pairs.at(0).local.type, u"srflx"_s);
    QCOMPARE(pairs.pairs.at(0).remote.type, u"srflx"_s);
    QVERIFY(pairs.pairs.at(0).outlook == PairOutlook::Reachable);
    QCOMPARE(pairs.pairs.at(1).local.type, u"host"_s);
    QVERIFY(pairs.pairs.at(1).outlook == PairOutlook::Unlikely);
    // RFC 8445 section 6.1.2.3: 2^32 min + 2 max + 1 where the controlling side is higher.
    QCOMPARE(pairs.pairs.at(1).priority, (quint64(2'130'706'431) << 32) + 2 * quint64(2'130'706'431));
    for (qsizetype i = 2; i < pairs.pairs.size(); ++i)
        QVERIFY(pairs.pairs.at(i).priority <= pairs.pairs.at(i - 1).priority);
}

void tst_DescriptionVerdicts::pairsAreLimited()
{
    QStringList many;
    for (int i = 0; i < 5'000; ++i)
        many.append(u"%1 1 udp 5 203.0.113.1 %1 typ host"_s.arg(i + 1));
    Scenario scene;
    scene.joins(Scenario::alpha);
    scene.joins(Scenario::beta);
    scene.exchange(offerOf(many), answerOf(many));
    const CandidatePairs pairs = scene.assess().pairs;
    QCOMPARE(pairs.pairs.size(), 32);
    QCOMPARE(pairs.total, 64 * 64);
}

void tst_DescriptionVerdicts::objectsOfAiortc()
{
    const auto object = [](QString sdp) {
        return u"{\"sdp\": \""_s + sdp.replace(u"\r\n"_s, u"\\r\\n"_s) + u"\", \"type\": \"offer\"}"_s;
    };
    Scenario scene;
    scene.joins(Scenario::alpha);
    scene.joins(Scenario::beta);
    scene.exchange(object(offerOf({wan1})), object(answerOf({wan2})));
    QCOMPARE(scene.verdicts(), u"good expected-to-connect"_s);
}

QTEST_GUILESS_MAIN(tst_DescriptionVerdicts)
#include "tst_descriptionverdicts.moc"
