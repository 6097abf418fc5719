// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/analysis/description.h"
#include "inspector/analysis/sdp.h"
#include "relaycore/protocol/codec.h"

#include <QtCore/QFile>
#include <QtTest/QTest>

using namespace Qt::Literals::StringLiterals;
using namespace Inspector;

namespace {

QByteArray offerMessage()
{
    QFile file(QStringLiteral(RELAY_TEST_VECTORS "/offer.json"));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("offer.json is missing");
    return file.readAll();
}

QString offerSdp()
{
    const RelayCore::DecodeResult decoded = RelayCore::decode(offerMessage().trimmed());
    return std::get<RelayCore::PeerConnection>(std::get<RelayCore::RelayMessage>(decoded)).description;
}

QString vector(const QString &name)
{
    QFile file(QStringLiteral(RELAY_TEST_VECTORS "/sdp/") + name + u".sdp"_s);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s is missing", qPrintable(file.fileName()));
    return QString::fromUtf8(file.readAll());
}

QString media(const QString &attribute)
{
    return u"v=0\r\nm=application 9 UDP/DTLS/SCTP webrtc-datachannel\r\n"_s + attribute + u"\r\n"_s;
}

} // namespace

class tst_Sdp : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void offerOfARealPeer();
    void everyTextIsWrittenAsItWasRead_data();
    void everyTextIsWrittenAsItWasRead();
    void realStacks_data();
    void realStacks();
    void realCandidatesAreWrittenAsTheyWereRead();
    void typedLines();
    void candidateParts();
    void objectsOfAiortc();
    void sessionAttributesAreInherited();
    void candidate_data();
    void candidate();
    void problems_data();
    void problems();
    void lenient_data();
    void lenient();
    void redaction();
    void redactionOfForms_data();
    void redactionOfForms();
};

void tst_Sdp::offerOfARealPeer()
{
    const Sdp sdp = parseSdp(offerSdp());
    QCOMPARE(sdp.problems, QStringList());
    QCOMPARE(sdp.media.size(), 1);
    const SdpMedia &media = sdp.media.first();
    QCOMPARE(media.media, u"application"_s);
    QCOMPARE(media.port, 60'520);
    QCOMPARE(media.protocol, u"UDP/DTLS/SCTP"_s);
    QCOMPARE(media.format, u"webrtc-datachannel"_s);
    QCOMPARE(media.mid, u"0"_s);
    QCOMPARE(media.setup, u"actpass"_s);
    QCOMPARE(media.iceUfrag, u"zKaa"_s);
    QCOMPARE(media.icePwd, u"OKlUc8rZFcGhIUCvO8QgKs"_s);
    QCOMPARE(media.sctpPort, 5'000);
    QCOMPARE(media.maxMessageSize, 262'144);
    QVERIFY(media.endOfCandidates);
    QCOMPARE(media.candidates.size(), 2);
    IceCandidate expected;
    expected.foundation = u"d0bcf3d9c29a2bc887618212a1623bfa"_s;
    expected.transport = u"udp"_s;
    expected.priority = 2'130'706'431;
    expected.address = u"fd00::2"_s;
    expected.port = 47'543;
    expected.type = u"host"_s;
    QVERIFY(media.candidates.last() == expected);
    QCOMPARE(media.fingerprints.size(), 3);
    QCOMPARE(media.fingerprints.first().hash, u"sha-256"_s);
    QVERIFY(media.fingerprints.first().value.startsWith(u"AC:10:BD"_s));
}

void tst_Sdp::everyTextIsWrittenAsItWasRead_data()
{
    QTest::addColumn<QString>("text");
    QTest::addRow("nothing") << QString();
    QTest::addRow("a real offer") << offerSdp();
    QTest::addRow("LF, CRLF and nothing") << u"v=0\na=x\r\nm=application 9 a b"_s;
    QTest::addRow("CR alone, CR before CRLF, CR at the end") << u"v=0\ra=b\r\r\na=c\r"_s;
    QTest::addRow("empty lines") << u"\n\r\n\n"_s;
    QTest::addRow("lines that are no lines") << u"hello\n=\n==\nV=0\nm=\na=\na=:\n"_s;
    QTest::addRow("white space inside and around") << u" v=0 \r\nm=audio   9\t RTP/AVP  0 \r\n"_s;
    QTest::addRow("repeated spaces in a candidate") << media(u"a=candidate:1  1 UDP 5  10.0.0.2 5 typ host "_s);
    QTest::addRow("a lone surrogate and a NUL") << u"v=0\n"_s + QChar(0xd800) + QChar(0) + u"\n"_s;
}

void tst_Sdp::everyTextIsWrittenAsItWasRead()
{
    QFETCH(const QString, text);
    QCOMPARE(writeSdp(parseSdp(text)), text);
}

void tst_Sdp::realStacks_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("setup");
    QTest::addColumn<QStringList>("candidates"); // transport and type
    QTest::addColumn<bool>("mdns");
    QTest::addColumn<bool>("complete");
    const QStringList two{u"udp host"_s, u"udp host"_s};
    const QStringList four = two + QStringList{u"tcp host active"_s, u"tcp host active"_s};
    QTest::addRow("offer of aiortc") << u"aiortc-offer"_s << u"actpass"_s << two << false << true;
    QTest::addRow("answer of aiortc") << u"aiortc-answer"_s << u"active"_s << two << false << true;
    QTest::addRow("offer of Chromium") << u"chromium-offer"_s << u"actpass"_s << two << true << false;
    QTest::addRow("answer of Chromium") << u"chromium-answer"_s << u"active"_s << two << true << false;
    QTest::addRow("offer of Firefox") << u"firefox-offer"_s << u"actpass"_s << four << true << true;
    QTest::addRow("answer of Firefox") << u"firefox-answer"_s << u"active"_s << four << true << true;
    // Pion has candidates of component 2, too, which nothing uses.
    QTest::addRow("offer of Pion") << u"pion-offer"_s << u"actpass"_s << two + two << false << true;
    QTest::addRow("answer of Pion") << u"pion-answer"_s << u"active"_s << two + two << false << true;
    QTest::addRow("offer of libdatachannel") << u"libdatachannel-offer"_s << u"actpass"_s << two << false << true;
    QTest::addRow("answer of libdatachannel") << u"libdatachannel-answer"_s << u"active"_s << two << false << true;
}

void tst_Sdp::realStacks()
{
    QFETCH(const QString, file);
    const QString text = vector(file);
    const Sdp sdp = parseSdp(text);
    QCOMPARE(writeSdp(sdp), text);
    QCOMPARE(sdp.problems, QStringList());
    QCOMPARE(sdp.media.size(), 1);
    QCOMPARE(sdp.bundle, QStringList{u"0"_s});
    QVERIFY(!sdp.origin.sessionId.isEmpty());
    const SdpMedia &media = sdp.media.constFirst();
    QCOMPARE(media.protocol, u"UDP/DTLS/SCTP"_s);
    QCOMPARE(media.format, u"webrtc-datachannel"_s);
    QCOMPARE(media.mid, u"0"_s);
    QTEST(media.setup, "setup");
    QCOMPARE(media.sctpPort, 5'000);
    QVERIFY(media.fingerprints.size() >= 1);
    QTEST(media.endOfCandidates, "complete");
    QStringList candidates;
    QFETCH(const bool, mdns);
    for (const IceCandidate &candidate : media.candidates) {
        candidates.append((candidate.transport + u' ' + candidate.type + u' ' + candidate.tcpType()).trimmed());
        QCOMPARE(candidate.address.endsWith(u".local"_s), mdns);
    }
    QTEST(candidates, "candidates");
}

void tst_Sdp::realCandidatesAreWrittenAsTheyWereRead()
{
    int seen = 0;
    for (const QString &stack : {u"aiortc"_s, u"chromium"_s, u"firefox"_s, u"pion"_s, u"libdatachannel"_s}) {
        for (const SdpLine &line : parseSdp(vector(stack + u"-offer"_s)).lines) {
            if (const auto *const candidate = std::get_if<IceCandidate>(&line.value)) {
                ++seen;
                QCOMPARE(u"a=candidate:"_s + candidate->toString(),
                         QString(line.text).replace(u"UDP"_s, u"udp"_s).replace(u" TCP"_s, u" tcp"_s));
            }
        }
    }
    QCOMPARE(seen, 14);
}

void tst_Sdp::typedLines()
{
    const Sdp sdp = parseSdp(u"v=0\r\no=- 1 2 IN IP4 0.0.0.0\r\ns=-\r\nc=IN IP6 ::1\r\nb=AS:64\r\nt=1 2\r\n"
                             "a=ice-lite\r\nm=audio 9/2 RTP/AVP 0 8\r\na=mid:0\r\na=tls-id:abc\r\na=bundle-only\r\n"
                             "a=ice-options:trickle ice2\r\n"_s);
    QCOMPARE(sdp.problems, QStringList());
    QCOMPARE(sdp.lines.size(), 12);
    const auto value = [&sdp](qsizetype line) { return sdp.lines.at(line).value; };
    QVERIFY(value(0) == SdpValue(SdpVersion{0}));
    QVERIFY(value(1) == SdpValue(SdpOrigin{u"-"_s, u"1"_s, u"2"_s, u"IN"_s, u"IP4"_s, u"0.0.0.0"_s}));
    QVERIFY(value(2) == SdpValue(SdpText{u's', u"-"_s}));
    QVERIFY(value(3) == SdpValue(SdpConnection{u"IN"_s, u"IP6"_s, u"::1"_s}));
    QVERIFY(value(4) == SdpValue(SdpBandwidth{u"AS"_s, 64}));
    QVERIFY(value(5) == SdpValue(SdpTiming{1, 2}));
    QVERIFY(value(6) == SdpValue(SdpAttribute{u"ice-lite"_s, {}}));
    QVERIFY(value(7) == SdpValue(SdpMediaLine{u"audio"_s, 9, 2, u"RTP/AVP"_s, {u"0"_s, u"8"_s}}));
    QVERIFY(value(8) == SdpValue(SdpAttribute{u"mid"_s, u"0"_s}));
    QCOMPARE(sdp.lines.at(6).media, -1);
    QCOMPARE(sdp.lines.at(7).media, 0);
    QVERIFY(sdp.iceLite);
    QCOMPARE(sdp.media.constFirst().tlsId, u"abc"_s);
    QVERIFY(sdp.media.constFirst().bundleOnly);
    QCOMPARE(sdp.media.constFirst().iceOptions, (QStringList{u"trickle"_s, u"ice2"_s}));
}

void tst_Sdp::candidateParts()
{
    const QString text = u"1 1 tcp 5 203.0.113.5 9 typ srflx raddr 10.0.0.2 rport 4000 tcptype so generation 0"_s;
    const IceCandidateResult read = parseIceCandidate(text);
    QVERIFY(read.candidate);
    QCOMPARE(read.problem, QString());
    QCOMPARE(read.candidate->relatedAddress, u"10.0.0.2"_s);
    QCOMPARE(read.candidate->relatedPort, quint16(4'000));
    QCOMPARE(read.candidate->tcpType(), u"so"_s);
    QCOMPARE(read.candidate->extensions.size(), 2);
    QCOMPARE(read.candidate->toString(), text);

    const QString percent = u"%2 1 %1 5 %3 9 typ %4"_s; // What a peer writes is no place marker.
    QCOMPARE(parseIceCandidate(percent).candidate->toString(), percent);

    const IceCandidateResult half = parseIceCandidate(u"1 1 udp 5 10.0.0.2 9 typ host generation"_s);
    QVERIFY(half.candidate);
    QVERIFY2(half.problem.contains(u"“generation”"_s), qPrintable(half.problem));
}

void tst_Sdp::objectsOfAiortc()
{
    const QString object = uR"({"sdp": "v=0\r\ns=-\r\n", "type": "offer"})"_s;
    QCOMPARE(sessionDescriptionIn(object), u"v=0\r\ns=-\r\n"_s);
    // Almost: no object, no member "sdp", not a text, cut off.
    for (const QString &text :
         {u"v=0\r\n"_s, QString(), uR"({"type": "offer"})"_s, uR"({"sdp": 1})"_s, object.chopped(1)})
        QCOMPARE(sessionDescriptionIn(text), text);
}

void tst_Sdp::sessionAttributesAreInherited()
{
    const Sdp sdp = parseSdp(u"v=0\n"
                             "a=setup:active\na=ice-ufrag:sess\na=ice-pwd:0123456789012345678901\n"
                             "a=fingerprint:SHA-256 AA:BB\na=end-of-candidates\n"
                             "m=audio 9/2 RTP/AVP 0 8\n"
                             "m=application 0 UDP/DTLS/SCTP webrtc-datachannel\na=setup:passive\na=ice-ufrag:mine\n"
                             "a=fingerprint:sha-1 CC\n"_s);
    QCOMPARE(sdp.problems, QStringList());
    QCOMPARE(sdp.media.size(), 2);
    QCOMPARE(sdp.media.at(0).setup, u"active"_s);
    QCOMPARE(sdp.media.at(0).iceUfrag, u"sess"_s);
    QCOMPARE(sdp.media.at(0).format, u"0 8"_s);
    QCOMPARE(sdp.media.at(0).port, 9);
    QCOMPARE(sdp.media.at(0).fingerprints.value(0).hash, u"sha-256"_s);
    QCOMPARE(sdp.media.at(1).setup, u"passive"_s);
    QCOMPARE(sdp.media.at(1).iceUfrag, u"mine"_s);
    QCOMPARE(sdp.media.at(1).icePwd, u"0123456789012345678901"_s);
    QCOMPARE(sdp.media.at(1).fingerprints.size(), 1);
    QCOMPARE(sdp.media.at(1).fingerprints.value(0).hash, u"sha-1"_s);
    QVERIFY(sdp.media.at(1).endOfCandidates);
}

void tst_Sdp::candidate_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<bool>("read");
    QTest::addColumn<QString>("type");
    QTest::addRow("server reflexive with a related address")
        << u"1 1 UDP 1694498815 203.0.113.5 4000 typ srflx raddr 10.0.0.2 rport 4000"_s << true << u"srflx"_s;
    QTest::addRow("relayed") << u"2 1 udp 100 198.51.100.7 3478 typ relay raddr 0.0.0.0 rport 0"_s << true
                             << u"relay"_s;
    QTest::addRow("TCP with an extension") << u"3 1 tcp 5 10.0.0.2 9 typ host tcptype active"_s << true << u"host"_s;
    QTest::addRow("an mDNS name") << u"4 1 udp 5 4f1c.local 5 typ host"_s << true << u"host"_s;
    QTest::addRow("the largest priority") << u"5 1 udp 4294967295 ::1 65535 typ prflx"_s << true << u"prflx"_s;
    QTest::addRow("no type") << u"6 1 udp 5 10.0.0.2 5"_s << false << QString();
    QTest::addRow("another word instead of typ") << u"7 1 udp 5 10.0.0.2 5 type host"_s << false << QString();
    QTest::addRow("a port out of range") << u"8 1 udp 5 10.0.0.2 65536 typ host"_s << false << QString();
    QTest::addRow("a negative priority") << u"9 1 udp -5 10.0.0.2 5 typ host"_s << false << QString();
    QTest::addRow("a priority out of range") << u"9 1 udp 4294967296 10.0.0.2 5 typ host"_s << false << QString();
}

void tst_Sdp::candidate()
{
    QFETCH(const QString, line);
    QFETCH(const bool, read);
    QFETCH(const QString, type);
    const Sdp sdp = parseSdp(media(u"a=candidate:"_s + line));
    QCOMPARE(sdp.media.size(), 1);
    QCOMPARE(sdp.media.first().candidates.size(), read ? 1 : 0);
    QCOMPARE(sdp.problems.size(), read ? 0 : 1);
    if (!read) {
        QVERIFY2(sdp.problems.first().startsWith(u"Line 3: "_s), qPrintable(sdp.problems.first()));
        return;
    }
    QCOMPARE(sdp.media.first().candidates.first().type, type);
    QVERIFY(sdp.media.first().candidates.first().transport == u"udp" || line.contains(u"tcp"_s));
}

void tst_Sdp::problems_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("part");
    QTest::addRow("nothing") << QString() << u"no media description"_s;
    QTest::addRow("prose") << u"hello there"_s << u"Line 1"_s;
    QTest::addRow("no version line") << u"m=application 9 UDP/DTLS/SCTP x\r\n"_s << u"begins with “v=0”"_s;
    QTest::addRow("a short media line") << u"v=0\r\nm=application 9\r\n"_s << u"Line 2: “m=” needs"_s;
    QTest::addRow("a port that is no number") << u"v=0\r\nm=application nine UDP/DTLS/SCTP x\r\n"_s << u"“nine”"_s;
    QTest::addRow("a line without =") << media(u"nonsense"_s) << u"Line 3: not of the form"_s;
    QTest::addRow("a fingerprint without a hash") << media(u"a=fingerprint:AA:BB"_s) << u"Line 3: a fingerprint"_s;
    QTest::addRow("a fingerprint that is not hexadecimal") << media(u"a=fingerprint:sha-1 XY"_s) << u"a fingerprint"_s;
    QTest::addRow("an unknown setup") << media(u"a=setup:both"_s) << u"“both”"_s;
    QTest::addRow("a short password") << media(u"a=ice-pwd:abc"_s) << u"not 3"_s;
    QTest::addRow("a short ufrag") << media(u"a=ice-ufrag:abc"_s) << u"not 3"_s;
    QTest::addRow("an origin without an address") << u"v=0\r\no=- 1 1\r\n"_s << u"Line 2: “o=” needs"_s;
    QTest::addRow("a connection without an address") << u"v=0\r\nc=IN IP4\r\n"_s << u"Line 2: “c=” needs"_s;
    QTest::addRow("a bandwidth without a number") << u"v=0\r\nb=AS\r\n"_s << u"Line 2: “b=” needs"_s;
    QTest::addRow("a time that is no number") << u"v=0\r\nt=0 soon\r\n"_s << u"Line 2: “t=” needs"_s;
    QTest::addRow("a later version") << u"v=1\r\n"_s << u"begins with “v=0”"_s;
    QTest::addRow("a port with half a count") << u"v=0\r\nm=audio 9/ RTP/AVP 0\r\n"_s << u"“9/”"_s;
    QTest::addRow("an SCTP port out of range") << media(u"a=sctp-port:70000"_s) << u"“70000”"_s;
    QTest::addRow("a message size that is no number") << media(u"a=max-message-size:big"_s) << u"“big”"_s;
}

void tst_Sdp::problems()
{
    QFETCH(const QString, text);
    QFETCH(const QString, part);
    const QStringList found = parseSdp(text).problems;
    QVERIFY2(found.join(u'\n').contains(part), qPrintable(found.join(u'\n')));
}

void tst_Sdp::lenient_data()
{
    QTest::addColumn<QString>("text");
    const QString sdp = offerSdp();
    QString bare = sdp;
    bare.remove(u'\r');
    QTest::addRow("lines that end with LF only") << bare;
    QTest::addRow("no line end at the end") << sdp.trimmed();
    QTest::addRow("empty lines") << sdp + u"\r\n\r\n"_s;
    QTest::addRow("attributes nobody knows") << sdp + u"a=x-unknown:1\r\na=sendrecv\r\nb=AS:1\r\n"_s;
}

void tst_Sdp::lenient()
{
    QFETCH(const QString, text);
    const Sdp read = parseSdp(text);
    QCOMPARE(read.problems, QStringList());
    QVERIFY(read.media == parseSdp(offerSdp()).media);
}

void tst_Sdp::redaction()
{
    const QString sdp = offerSdp();
    const QString redacted = redactedSdp(sdp);
    QVERIFY(!redacted.contains(u"zKaa"_s));
    QVERIFY(!redacted.contains(u"OKlUc8rZFcGhIUCvO8QgKs"_s));
    QVERIFY(redacted.contains(u"a=ice-ufrag:••••\r\na=ice-pwd:••••\r\na=fingerprint:sha-256 AC:10"_s));
    QCOMPARE(redacted.count(u'\n'), sdp.count(u'\n'));
    QCOMPARE(redactedSdp(redacted), redacted);

    const QString message = redactedSdp(QString::fromUtf8(offerMessage()));
    QVERIFY(!message.contains(u"zKaa"_s));
    QVERIFY(!message.contains(u"OKlUc8rZFcGhIUCvO8QgKs"_s));
    QVERIFY(message.contains(uR"(a=ice-ufrag:••••\r\na=ice-pwd:••••\r\na=fingerprint)"_s));
    QVERIFY(message.contains(u"\"error\": null"_s));
}

void tst_Sdp::redactionOfForms_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    QTest::addRow("capitals") << u"A=ICE-PWD:secret"_s << u"A=ICE-PWD:••••"_s;
    QTest::addRow("a password with what it must not contain") << u"a=ice-pwd:se cret\\x\n"_s << u"a=ice-pwd:••••\n"_s;
    QTest::addRow("a password with a lone CR") << u"a=ice-pwd:se\rcret\r\nb\n"_s << u"a=ice-pwd:••••\r\nb\n"_s;
    QTest::addRow("the ufrag of a candidate")
        << u"typ host ufrag abcd network 1\n"_s << u"typ host ufrag •••• network 1\n"_s;
    QTest::addRow("nothing secret") << u"v=0\r\na=mid:0\r\n"_s << u"v=0\r\na=mid:0\r\n"_s;
}

void tst_Sdp::redactionOfForms()
{
    QFETCH(const QString, text);
    QFETCH(const QString, expected);
    QCOMPARE(redactedSdp(text), expected);
}

QTEST_GUILESS_MAIN(tst_Sdp)
#include "tst_sdp.moc"
