// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/sources/demosdp.h"

#include <QtCore/QStringList>

namespace Inspector {

using namespace Qt::Literals::StringLiterals;

namespace {

// RFC 8839 section 5.4: letters, digits, "+" and "/".
QString iceText(int length, QRandomGenerator &random)
{
    constexpr QLatin1StringView characters("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789");
    QString text;
    for (int i = 0; i < length; ++i)
        text += characters.at(random.bounded(int(characters.size())));
    return text;
}

QByteArray randomBytes(int size, QRandomGenerator &random)
{
    QByteArray bytes;
    for (int i = 0; i < size; ++i)
        bytes.append(char(random.bounded(256)));
    return bytes;
}

QString fingerprint(int size, QRandomGenerator &random)
{
    return QString::fromLatin1(randomBytes(size, random).toHex(':').toUpper());
}

QString foundation(QRandomGenerator &random)
{
    return QString::fromLatin1(randomBytes(16, random).toHex());
}

} // namespace

QString demoDescription(RelayCore::DescriptionType type, bool withReflexive, QRandomGenerator &random)
{
    const bool isOffer = type == RelayCore::DescriptionType::Offer;
    const QString session = QString::number(random.generate());
    const QString host = u"192.0.2.%1"_s.arg(random.bounded(1, 255));
    const int port = random.bounded(32'768, 61'000);
    QStringList lines{
        u"v=0"_s,
        u"o=- %1 %1 IN IP4 0.0.0.0"_s.arg(session),
        u"s=-"_s,
        u"t=0 0"_s,
        u"a=group:BUNDLE 0"_s,
        u"a=msid-semantic:WMS *"_s,
        u"m=application %1 UDP/DTLS/SCTP webrtc-datachannel"_s.arg(port),
        u"c=IN IP4 %1"_s.arg(host),
        u"a=mid:0"_s,
        u"a=sctp-port:5000"_s,
        u"a=max-message-size:262144"_s,
        u"a=candidate:%1 1 udp 2130706431 %2 %3 typ host"_s.arg(foundation(random), host).arg(port),
    };
    if (withReflexive)
        lines +=
            u"a=candidate:%1 1 udp 1694498815 198.51.100.%2 %3 typ srflx raddr %4 rport %5"_s.arg(foundation(random))
                .arg(random.bounded(1, 255))
                .arg(random.bounded(1'024, 65'536))
                .arg(host)
                .arg(port);
    lines += {
        u"a=end-of-candidates"_s,
        u"a=ice-ufrag:%1"_s.arg(iceText(4, random)),
        u"a=ice-pwd:%1"_s.arg(iceText(22, random)),
        u"a=fingerprint:sha-256 %1"_s.arg(fingerprint(32, random)),
        u"a=fingerprint:sha-384 %1"_s.arg(fingerprint(48, random)),
        u"a=fingerprint:sha-512 %1"_s.arg(fingerprint(64, random)),
        isOffer ? u"a=setup:actpass"_s : u"a=setup:active"_s,
        QString(),
    };
    return lines.join("\r\n"_L1);
}

} // namespace Inspector
