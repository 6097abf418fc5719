// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/analysis/sdpline.h"

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

template<typename String>
using Result = BasicSdpLineResult<String>;

constexpr int highestPort = 65'535;

bool isHexadecimal(char16_t c)
{
    return (c >= u'0' && c <= u'9') || ((c | 0x20) >= u'a' && (c | 0x20) <= u'f');
}

/// "AB:01:…": pairs of hexadecimal digits with colons between them.
bool isFingerprint(QStringView text)
{
    if (text.size() % 3 != 2)
        return false;
    const char16_t *at = text.utf16();
    const char16_t *const last = at + text.size() - 2;
    for (; at < last; at += 3) {
        if (!isHexadecimal(at[0]) || !isHexadecimal(at[1]) || at[2] != u':')
            return false;
    }
    return isHexadecimal(at[0]) && isHexadecimal(at[1]);
}

QString notAPort(QStringView text)
{
    return Text::tr("“%1” is not a port (0 to 65535).").arg(text);
}

template<typename String>
Result<String> readMedia(QStringView value, SdpTexts<String> &texts)
{
    const SdpWords words = sdpWords(value);
    BasicSdpMediaLine<String> line;
    line.media = texts.text(words.value(0));
    line.protocol = texts.text(words.value(2));
    for (qsizetype i = 3; i < words.size(); ++i)
        line.formats.append(texts.text(words.at(i)));
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

template<typename String>
Result<String> readOrigin(QStringView value, SdpTexts<String> &texts)
{
    const SdpWords words = sdpWords(value);
    if (words.size() != 6)
        return {{}, Text::tr("“o=” needs a user name, session id, version, network type, address type and address.")};
    return {BasicSdpOrigin<String>{texts.text(words.at(0)), texts.text(words.at(1)), texts.text(words.at(2)),
                                   texts.text(words.at(3)), texts.text(words.at(4)), texts.text(words.at(5))},
            {}};
}

template<typename String>
Result<String> readConnection(QStringView value, SdpTexts<String> &texts)
{
    const SdpWords words = sdpWords(value);
    if (words.size() != 3)
        return {{}, Text::tr("“c=” needs network type, address type and address.")};
    return {BasicSdpConnection<String>{texts.text(words.at(0)), texts.text(words.at(1)), texts.text(words.at(2))}, {}};
}

template<typename String>
Result<String> readBandwidth(QStringView value, SdpTexts<String> &texts)
{
    const qsizetype colon = value.indexOf(u':');
    const auto number =
        colon < 0 ? std::nullopt : sdpNumber<quint64>(value.mid(colon + 1), std::numeric_limits<quint64>::max());
    if (!number)
        return {{}, Text::tr("“b=” needs a type and a number.")};
    return {BasicSdpBandwidth<String>{texts.text(value.left(colon)), *number}, {}};
}

template<typename String>
Result<String> readTiming(QStringView value)
{
    const SdpWords words = sdpWords(value);
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

/// Returns what is wrong with an attribute that has no type of its own; empty where nothing is.
QString attributeProblem(QStringView name, QStringView value)
{
    if (isName(name, u"ice-ufrag"))
        return lengthProblem("ice-ufrag"_L1, value, 4);
    if (isName(name, u"ice-pwd"))
        return lengthProblem("ice-pwd"_L1, value, 22);
    if (isName(name, u"setup")) {
        const bool known = isName(value, u"active") || isName(value, u"passive") || isName(value, u"actpass")
                           || isName(value, u"holdconn");
        return known ? QString() : Text::tr("“%1” is not active, passive, actpass or holdconn.").arg(value);
    }
    if (isName(name, u"sctp-port") || isName(name, u"sctpmap")) {
        // sctpmap: how drafts before RFC 8841 wrote it, "5000 webrtc-datachannel 1024".
        const qsizetype blank = value.indexOf(u' ');
        const QStringView port = blank < 0 ? value : value.first(blank);
        return !port.isEmpty() && sdpNumber<int>(port, highestPort) ? QString() : notAPort(port);
    }
    if (isName(name, u"max-message-size")) {
        if (!value.isEmpty() && sdpNumber<qint64>(value, std::numeric_limits<qint64>::max()))
            return {};
        return Text::tr("“%1” is not a number of bytes.").arg(value);
    }
    return {};
}

template<typename String>
Result<String> readAttribute(QStringView text, SdpTexts<String> &texts)
{
    const qsizetype colon = text.indexOf(u':');
    const QStringView name = colon < 0 ? text : text.left(colon);
    const QStringView value = colon < 0 ? QStringView() : text.mid(colon + 1);
    if (isName(name, u"candidate")) {
        BasicIceCandidateResult<String> read = readIceCandidate(value, texts);
        if (read.candidate)
            return {*std::move(read.candidate), read.problem};
        return {{}, read.problem};
    }
    if (isName(name, u"fingerprint")) {
        const SdpWords words = sdpWords(value);
        if (words.size() != 2 || !isFingerprint(words.at(1)))
            return {{}, Text::tr("a fingerprint needs a hash name and hexadecimal bytes with colons.")};
        return {BasicSdpFingerprint<String>{texts.lower(words.at(0)), texts.text(words.at(1))}, {}};
    }
    BasicSdpAttribute<String> attribute{texts.text(name), {}};
    if (colon >= 0)
        attribute.value = texts.text(value);
    return {std::move(attribute), attributeProblem(name, value)};
}

} // namespace

template<typename String>
Result<String> readSdpLine(QStringView text, SdpTexts<String> &texts)
{
    if (text.size() < 2 || text.at(1) != u'=' || text.at(0) < u'a' || text.at(0) > u'z') {
        if (text.trimmed().isEmpty())
            return {};
        return {{}, Text::tr("not of the form “letter=value”.")};
    }
    const QStringView value = text.mid(2);
    switch (text.at(0).unicode()) {
    case u'v': {
        const auto number = sdpNumber<quint32>(value, std::numeric_limits<quint32>::max());
        if (value.isEmpty() || !number)
            return {{}, Text::tr("“%1” is not a version.").arg(value)};
        return {SdpVersion{*number}, {}};
    }
    case u'o':
        return readOrigin(value, texts);
    case u'c':
        return readConnection(value, texts);
    case u'b':
        return readBandwidth(value, texts);
    case u't':
        return readTiming<String>(value);
    case u'm':
        return readMedia(value, texts);
    case u'a':
        return readAttribute(value, texts);
    default:
        return {BasicSdpText<String>{text.at(0), texts.text(value)}, {}};
    }
}

template SdpLineResult readSdpLine(QStringView, SdpTexts<QString> &);
template BasicSdpLineResult<QStringView> readSdpLine(QStringView, SdpTexts<QStringView> &);

SdpLineResult parseSdpLine(QStringView text)
{
    SdpTexts<QString> texts;
    return readSdpLine(text, texts);
}

} // namespace Inspector
