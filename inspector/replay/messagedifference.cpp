// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/replay/messagedifference.h"

#include "relaycore/protocol/codec.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QStringDecoder>

#include <algorithm>
#include <optional>

using namespace Qt::Literals::StringLiterals;

namespace Inspector {

namespace {

/// The translation context of this file.
struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(Inspector::MessageDifference)
};

/// Bytes of a message without structure that are shown.
constexpr qsizetype maxShownBytes = 4096;

QString shown(const QJsonValue &value)
{
    if (value.isUndefined())
        return {};
    if (value.isString())
        return value.toString();
    QByteArray json = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
    return QString::fromUtf8(json.sliced(1, json.size() - 2));
}

QString shown(const QByteArray &bytes)
{
    QStringDecoder decoder(QStringDecoder::Utf8);
    const QString text = decoder.decode(bytes.first(std::min(bytes.size(), maxShownBytes)));
    // The limit may cut a character.
    if (!decoder.hasError() || bytes.size() > maxShownBytes)
        return text;
    return QString::fromLatin1(bytes.first(std::min(bytes.size(), maxShownBytes)).toHex(' '));
}

void compareLines(const QString &field, const QString &captured, const QString &received, QList<FieldDifference> &found)
{
    const QStringList then = captured.split(u'\n');
    const QStringList now = received.split(u'\n');
    const qsizetype shorter = std::min(then.size(), now.size());
    qsizetype head = 0;
    while (head < shorter && then.at(head) == now.at(head))
        ++head;
    qsizetype tail = 0;
    while (tail < shorter - head && then.at(then.size() - 1 - tail) == now.at(now.size() - 1 - tail))
        ++tail;
    const qsizetype lines = std::max(then.size(), now.size()) - tail;
    for (qsizetype line = head; line < lines; ++line) {
        const auto lineOf = [line, tail](const QStringList &of) {
            return line < of.size() - tail ? of.at(line) : QString();
        };
        if (lineOf(then) != lineOf(now) || line >= shorter - tail)
            found.append({Texts::tr("%1, line %2").arg(field, QString::number(line + 1)), lineOf(then).trimmed(),
                          lineOf(now).trimmed()});
    }
}

std::optional<QJsonValue> jsonOf(const QByteArray &bytes)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(bytes, &error);
    if (error.error != QJsonParseError::NoError)
        return std::nullopt;
    return document.isObject() ? QJsonValue(document.object()) : QJsonValue(document.array());
}

/// Returns the object or array that \a value, a string, holds.
std::optional<QJsonValue> jsonIn(const QJsonValue &value)
{
    return value.isString() ? jsonOf(value.toString().toUtf8()) : std::nullopt;
}

void compare(const QString &field, const QJsonValue &captured, const QJsonValue &received,
             QList<FieldDifference> &found)
{
    if (captured == received)
        return;
    if (captured.isObject() && received.isObject()) {
        const QJsonObject then = captured.toObject();
        const QJsonObject now = received.toObject();
        QStringList keys = then.keys();
        for (const QString &key : now.keys()) {
            if (!then.contains(key))
                keys.append(key);
        }
        for (const QString &key : std::as_const(keys))
            compare(field.isEmpty() ? key : field + u'.' + key, then.value(key), now.value(key), found);
        return;
    }
    if (captured.isArray() && received.isArray()) {
        const QJsonArray then = captured.toArray();
        const QJsonArray now = received.toArray();
        for (qsizetype i = 0; i < std::max(then.size(), now.size()); ++i) {
            const auto at = [i](const QJsonArray &array) {
                return i < array.size() ? QJsonValue(array.at(i)) : QJsonValue(QJsonValue::Undefined);
            };
            compare(u"%1[%2]"_s.arg(field, QString::number(i)), at(then), at(now), found);
        }
        return;
    }
    // The description of an endpoint of ProxyStore is JSON in a string.
    const std::optional<QJsonValue> innerCaptured = jsonIn(captured);
    const std::optional<QJsonValue> innerReceived = jsonIn(received);
    if (innerCaptured && innerReceived && *innerCaptured != *innerReceived)
        return compare(field, *innerCaptured, *innerReceived, found);
    if (captured.isString() && received.isString() && captured.toString().contains(u'\n')
        && received.toString().contains(u'\n'))
        return compareLines(field, captured.toString(), received.toString(), found);
    found.append({field, shown(captured), shown(received)});
}

} // namespace

QList<FieldDifference> messageDifferences(const QByteArray &captured, const QByteArray &received)
{
    if (captured == received)
        return {};
    const RelayCore::DecodeResult then = RelayCore::decode(captured);
    const RelayCore::DecodeResult now = RelayCore::decode(received);
    const auto *thenMessage = std::get_if<RelayCore::RelayMessage>(&then);
    const auto *nowMessage = std::get_if<RelayCore::RelayMessage>(&now);
    if (thenMessage && nowMessage && *thenMessage == *nowMessage)
        return {};
    QList<FieldDifference> found;
    const std::optional<QJsonValue> thenJson = jsonOf(captured);
    const std::optional<QJsonValue> nowJson = jsonOf(received);
    if (thenJson && nowJson)
        compare({}, *thenJson, *nowJson, found);
    else
        found.append({{}, shown(captured), shown(received)});
    return found;
}

} // namespace Inspector
