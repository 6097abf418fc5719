// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/analysis/sdpline.h"

#include "inspector/analysis/sdpnumber.h"

#include <QtCore/QCoreApplication>

#include <algorithm>
#include <limits>
#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace Inspector {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Inspector::Sdp)
};

using Words = QList<QStringView>;

constexpr int highestPort = 65'535;

bool isHexadecimal(QChar c)
{
    return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f') || (c >= u'A' && c <= u'F');
}

/// "AB:01:…": pairs of hexadecimal digits with colons between them.
bool isFingerprint(QStringView text)
{
    if (text.size() % 3 != 2)
        return false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (i % 3 == 2 ? text[i] != u':' : !isHexadecimal(text[i]))
            return false;
    }
    return true;
}

QString notAPort(QStringView text)
{
    return Text::tr("“%1” is not a port (0 to 65535).").arg(text);
}

SdpLineResult readMedia(QStringView value)
{
    const Words words = value.split(u' ', Qt::SkipEmptyParts);
    SdpMediaLine line;
    line.media = words.value(0).toString();
    line.protocol = words.value(2).toString();
    for (qsizetype i = 3; i < words.size(); ++i)
        line.formats.append(words.at(i).toString());
    // A media description begins here also where its parts are missing: what follows belongs to it.
    if (words.size() < 4)
        return {line, Text::tr("“m=” needs media, port, protocol and format.")};
    const QStringView port = words.at(1);
    const qsizetype slash = port.indexOf(u'/');
    const auto first = sdpNumber<int>(slash < 0 ? port : port.left(slash), highestPort);
    const auto count = slash < 0 ? std::nullopt : sdpNumber<int>(port.mid(slash + 1), highestPort);
    if (!first || (slash >= 0 && !count))
        return {line, notAPort(port)};
    line.port = *first;
    line.ports = count;
    return {line, {}};
}

SdpLineResult readOrigin(QStringView value)
{
    const Words words = value.split(u' ', Qt::SkipEmptyParts);
    if (words.size() != 6)
        return {{}, Text::tr("“o=” needs a user name, session id, version, network type, address type and address.")};
    return {SdpOrigin{words.at(0).toString(), words.at(1).toString(), words.at(2).toString(), words.at(3).toString(),
                      words.at(4).toString(), words.at(5).toString()},
            {}};
}

SdpLineResult readConnection(QStringView value)
{
    const Words words = value.split(u' ', Qt::SkipEmptyParts);
    if (words.size() != 3)
        return {{}, Text::tr("“c=” needs network type, address type and address.")};
    return {SdpConnection{words.at(0).toString(), words.at(1).toString(), words.at(2).toString()}, {}};
}

SdpLineResult readBandwidth(QStringView value)
{
    const qsizetype colon = value.indexOf(u':');
    const auto number =
        colon < 0 ? std::nullopt : sdpNumber<quint64>(value.mid(colon + 1), std::numeric_limits<quint64>::max());
    if (!number)
        return {{}, Text::tr("“b=” needs a type and a number.")};
    return {SdpBandwidth{value.left(colon).toString(), *number}, {}};
}

SdpLineResult readTiming(QStringView value)
{
    const Words words = value.split(u' ', Qt::SkipEmptyParts);
    constexpr quint64 highest = std::numeric_limits<quint64>::max();
    const auto start = sdpNumber<quint64>(words.value(0), highest);
    const auto stop = sdpNumber<quint64>(words.value(1), highest);
    if (words.size() != 2 || !start || !stop)
        return {{}, Text::tr("“t=” needs a start and a stop time.")};
    return {SdpTiming{*start, *stop}, {}};
}

QString lengthProblem(QLatin1StringView name, QStringView value, qsizetype least)
{
    constexpr qsizetype most = 256;
    if (value.size() >= least && value.size() <= most)
        return {};
    return Text::tr("“%1” has %2 to %3 characters, not %4.").arg(name).arg(least).arg(most).arg(value.size());
}

SdpLineResult readAttribute(QStringView text)
{
    const qsizetype colon = text.indexOf(u':');
    const QStringView name = colon < 0 ? text : text.left(colon);
    const QStringView value = colon < 0 ? QStringView() : text.mid(colon + 1);
    if (name == "candidate"_L1) {
        IceCandidateResult read = parseIceCandidate(value);
        if (read.candidate)
            return {*std::move(read.candidate), read.problem};
        return {{}, read.problem};
    }
    if (name == "fingerprint"_L1) {
        const Words words = value.split(u' ', Qt::SkipEmptyParts);
        if (words.size() != 2 || !isFingerprint(words.at(1)))
            return {{}, Text::tr("a fingerprint needs a hash name and hexadecimal bytes with colons.")};
        return {SdpFingerprint{words.at(0).toString().toLower(), words.at(1).toString()}, {}};
    }
    SdpAttribute attribute{name.toString(), {}};
    if (colon >= 0)
        attribute.value = value.toString();
    return {std::move(attribute), problemOfSdpAttribute(name, value)};
}

} // namespace

std::optional<SdpAttributeView> plainSdpAttribute(QStringView text)
{
    if (!text.startsWith("a="_L1))
        return std::nullopt;
    text = text.mid(2);
    const qsizetype colon = text.indexOf(u':');
    const SdpAttributeView attribute{colon < 0 ? text : text.left(colon),
                                     colon < 0 ? QStringView() : text.mid(colon + 1)};
    if (attribute.name == "candidate"_L1 || attribute.name == "fingerprint"_L1)
        return std::nullopt;
    return attribute;
}

QString problemOfSdpAttribute(QStringView name, QStringView value)
{
    if (name == "ice-ufrag"_L1)
        return lengthProblem("ice-ufrag"_L1, value, 4);
    if (name == "ice-pwd"_L1)
        return lengthProblem("ice-pwd"_L1, value, 22);
    if (name == "setup"_L1) {
        const bool known =
            value == "active"_L1 || value == "passive"_L1 || value == "actpass"_L1 || value == "holdconn"_L1;
        return known ? QString() : Text::tr("“%1” is not active, passive, actpass or holdconn.").arg(value);
    }
    if (name == "sctp-port"_L1 || name == "sctpmap"_L1) {
        // sctpmap: how drafts before RFC 8841 wrote it, "5000 webrtc-datachannel 1024".
        const QStringView port = value.split(u' ').first();
        return !port.isEmpty() && sdpNumber<int>(port, highestPort) ? QString() : notAPort(port);
    }
    if (name == "max-message-size"_L1) {
        if (!value.isEmpty() && sdpNumber<qint64>(value, std::numeric_limits<qint64>::max()))
            return {};
        return Text::tr("“%1” is not a number of bytes.").arg(value);
    }
    return {};
}

SdpLineResult parseSdpLine(QStringView text)
{
    if (text.trimmed().isEmpty())
        return {};
    if (text.size() < 2 || text.at(1) != u'=' || text.at(0) < u'a' || text.at(0) > u'z')
        return {{}, Text::tr("not of the form “letter=value”.")};
    const QStringView value = text.mid(2);
    switch (text.at(0).unicode()) {
    case u'v': {
        const auto number = sdpNumber<quint32>(value, std::numeric_limits<quint32>::max());
        if (value.isEmpty() || !number)
            return {{}, Text::tr("“%1” is not a version.").arg(value)};
        return {SdpVersion{*number}, {}};
    }
    case u'o':
        return readOrigin(value);
    case u'c':
        return readConnection(value);
    case u'b':
        return readBandwidth(value);
    case u't':
        return readTiming(value);
    case u'm':
        return readMedia(value);
    case u'a':
        return readAttribute(value);
    default:
        return {SdpText{text.at(0), value.toString()}, {}};
    }
}

} // namespace Inspector
