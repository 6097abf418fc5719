// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/formats/textvalues.h"

#include "relaycore/protocol/codec.h"

#include <QtCore/QRegularExpression>
#include <QtNetwork/QHostAddress>

using namespace Qt::Literals::StringLiterals;

namespace Inspector::TextValues {

namespace {

/// Latin-1 gives every byte a character of its own, so that positions and other bytes stay.
QString characters(const QByteArray &bytes)
{
    return QString::fromLatin1(bytes);
}

QByteArrayList captured(const QByteArray &text, const QRegularExpression &expression, int group)
{
    QByteArrayList values;
    QRegularExpressionMatchIterator matches = expression.globalMatch(characters(text));
    while (matches.hasNext())
        values.append(matches.next().captured(group).toLatin1());
    return values;
}

QByteArray replaced(const QByteArray &text, const QRegularExpression &expression, const QString &group,
                    const Replace &replace)
{
    const QString string = characters(text);
    QRegularExpressionMatchIterator matches = expression.globalMatch(string);
    if (!matches.hasNext())
        return text;
    QByteArray result;
    qsizetype copied = 0;
    while (matches.hasNext()) {
        const QRegularExpressionMatch match = matches.next();
        const qsizetype begin = match.capturedStart(group);
        result += text.sliced(copied, begin - copied);
        result += replace(match.captured(group).toLatin1());
        copied = match.capturedEnd(group);
    }
    return result + text.sliced(copied);
}

/// A slash may be escaped in JSON, also more than once.
const QRegularExpression &iceExpression()
{
    static const QRegularExpression expression(
        uR"re((?:ice-pwd:|ice-ufrag:|\bufrag |usernameFragment\\*"\s*:\s*\\*")(?<value>(?:[A-Za-z0-9+/]|\\+/)+))re"_s);
    return expression;
}

bool isWordByte(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || uchar(c) >= 0x80;
}

} // namespace

QByteArrayList iceCredentials(const QByteArray &text)
{
    QByteArrayList values = captured(text, iceExpression(), 1);
    for (QByteArray &value : values)
        value.replace("\\", "");
    return values;
}

QByteArray replaceIce(const QByteArray &text, const Replace &replace)
{
    return replaced(text, iceExpression(), u"value"_s, [&](QByteArray value) {
        value.replace("\\", "");
        return replace(value);
    });
}

QByteArray replaceFingerprints(const QByteArray &text, const Replace &replace)
{
    static const QRegularExpression expression(
        uR"re((?<![0-9A-Fa-f:])(?<value>(?:[0-9A-Fa-f]{2}:){15,63}[0-9A-Fa-f]{2})(?![0-9A-Fa-f:]))re"_s);
    return replaced(text, expression, u"value"_s, replace);
}

QByteArray replaceAddresses(const QByteArray &text, const Replace &replace)
{
    static const QRegularExpression ipv4(
        uR"re((?<![0-9.])(?<value>(?:[0-9]{1,3}\.){3}[0-9]{1,3})(?![0-9.]*[0-9]))re"_s);
    static const QRegularExpression ipv6(
        uR"re((?<![0-9A-Za-z:.])(?<value>(?:[0-9A-Fa-f]{0,4}:){2,7}(?:[0-9A-Fa-f]{1,4})?)(?![0-9A-Za-z:.]))re"_s);
    const auto valid = [&replace](const QByteArray &value) {
        return QHostAddress(QString::fromLatin1(value)).isNull() ? value : replace(value);
    };
    return replaced(replaced(text, ipv4, u"value"_s, valid), ipv6, u"value"_s, valid);
}

QByteArray replaceUuids(const QByteArray &text, const std::function<QUuid(const QUuid &)> &replace)
{
    static const QRegularExpression expression(
        uR"re((?<![0-9A-Fa-f])(?<value>[0-9A-Fa-f]{8}(?<hyphen>-?)[0-9A-Fa-f]{4}\k<hyphen>[0-9A-Fa-f]{4}\k<hyphen>[0-9A-Fa-f]{4}\k<hyphen>[0-9A-Fa-f]{12})(?![0-9A-Fa-f]))re"_s);
    return replaced(text, expression, u"value"_s, [&](const QByteArray &value) {
        const auto uuid = RelayCore::parseUuid(QLatin1StringView(value));
        if (!uuid)
            return value;
        const QUuid pseudonym = replace(*uuid);
        return pseudonym.toByteArray(value.contains('-') ? QUuid::WithoutBraces : QUuid::Id128);
    });
}

QByteArray withWord(const QByteArray &text, const QByteArray &word, const QByteArray &replacement)
{
    qsizetype at = text.indexOf(word);
    if (at < 0)
        return text;
    QByteArray result;
    qsizetype copied = 0;
    for (; at >= 0; at = text.indexOf(word, at)) {
        const qsizetype end = at + word.size();
        const bool isWhole = (at == 0 || !isWordByte(text.at(at - 1)) || !isWordByte(word.front()))
                             && (end == text.size() || !isWordByte(text.at(end)) || !isWordByte(word.back()));
        if (!isWhole) {
            ++at;
            continue;
        }
        result += text.sliced(copied, at - copied) + replacement;
        copied = at = end;
    }
    return result + text.sliced(copied);
}

} // namespace Inspector::TextValues
