// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
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
    const IceCandidate expected{
        u"d0bcf3d9c29a2bc887618212a1623bfa"_s, 1, u"udp"_s, 2'130'706'431, u"fd00::2"_s, 47'543, u"host"_s};
    QVERIFY(media.candidates.last() == expected);
    QCOMPARE(media.fingerprints.size(), 3);
    QCOMPARE(media.fingerprints.first().hash, u"sha-256"_s);
    QVERIFY(media.fingerprints.first().value.startsWith(u"AC:10:BD"_s));
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
    QVERIFY(parseSdp(text) == parseSdp(offerSdp()));
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
