// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "tests/formats/harschema.h"

#include <QtCore/QDateTime>
#include <QtCore/QFile>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QRegularExpression>
#include <QtCore/QUrl>
#include <QtNetwork/QHostAddress>

#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace HarSchema {

namespace {

QJsonObject schemaOf(const QString &name)
{
    QFile file(QStringLiteral(VECTORS "/har-schema/") + name.chopped(name.endsWith(u'#') ? 1 : 0));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s: %s", qPrintable(file.fileName()), qPrintable(file.errorString()));
    return QJsonDocument::fromJson(file.readAll()).object();
}

bool hasType(const QJsonValue &value, const QString &type)
{
    if (type == u"integer"_s)
        return value.isDouble() && std::floor(value.toDouble()) == value.toDouble();
    return (type == u"string"_s && value.isString()) || (type == u"number"_s && value.isDouble())
           || (type == u"boolean"_s && value.isBool()) || (type == u"null"_s && value.isNull())
           || (type == u"array"_s && value.isArray()) || (type == u"object"_s && value.isObject());
}

bool hasFormat(const QString &text, const QString &format)
{
    if (format == u"uri"_s)
        return QUrl(text, QUrl::StrictMode).isValid() && !QUrl(text).scheme().isEmpty();
    if (format == u"date-time"_s)
        return QDateTime::fromString(text, Qt::ISODateWithMs).isValid();
    const auto protocol = QHostAddress(text).protocol();
    return (format == u"ipv4"_s && protocol == QAbstractSocket::IPv4Protocol)
           || (format == u"ipv6"_s && protocol == QAbstractSocket::IPv6Protocol);
}

QString check(const QJsonValue &value, const QJsonObject &schema, const QString &path);

QString checkKeyword(const QJsonValue &value, const QString &keyword, const QJsonValue &rule, const QString &path)
{
    if (keyword == u"$ref"_s)
        return check(value, schemaOf(rule.toString()), path);
    if (keyword == u"type"_s) {
        const QJsonArray types = rule.isArray() ? rule.toArray() : QJsonArray{rule};
        for (const QJsonValue &type : types) {
            if (hasType(value, type.toString()))
                return {};
        }
        return path + u" has another type"_s;
    }
    if (keyword == u"required"_s) {
        const QJsonArray names = rule.toArray();
        for (const QJsonValue &name : names) {
            if (value.isObject() && !value.toObject().contains(name.toString()))
                return path + u" lacks "_s + name.toString();
        }
        return {};
    }
    if (keyword == u"properties"_s) {
        const QJsonObject object = value.toObject();
        const QJsonObject properties = rule.toObject();
        for (auto it = properties.begin(); it != properties.end(); ++it) {
            if (!object.contains(it.key()))
                continue;
            const QString problem = check(object.value(it.key()), it->toObject(), path + u'/' + it.key());
            if (!problem.isEmpty())
                return problem;
        }
        return {};
    }
    if (keyword == u"items"_s) {
        const QJsonArray items = value.toArray();
        for (qsizetype i = 0; i < items.size(); ++i) {
            const QString problem = check(items.at(i), rule.toObject(), path + u'/' + QString::number(i));
            if (!problem.isEmpty())
                return problem;
        }
        return {};
    }
    if (keyword == u"oneOf"_s) {
        const QJsonArray choices = rule.toArray();
        int fitting = 0;
        for (const QJsonValue &choice : choices)
            fitting += check(value, choice.toObject(), path).isEmpty() ? 1 : 0;
        return fitting == 1 ? QString() : path + u" fits not exactly one choice"_s;
    }
    if (keyword == u"pattern"_s) {
        return !value.isString() || QRegularExpression(rule.toString()).match(value.toString()).hasMatch()
                   ? QString()
                   : path + u" does not match "_s + rule.toString();
    }
    if (keyword == u"format"_s) {
        return !value.isString() || hasFormat(value.toString(), rule.toString())
                   ? QString()
                   : path + u" is no "_s + rule.toString();
    }
    if (keyword == u"min"_s) // Means "minimum"; draft 6 has no such word, so other programs do not check it.
        return value.toDouble() >= rule.toDouble() ? QString() : path + u" is too small"_s;
    if (keyword == u"$id"_s || keyword == u"$schema"_s || keyword == u"optional"_s || keyword == u"unique"_s)
        return {};
    return path + u": unknown keyword "_s + keyword;
}

QString check(const QJsonValue &value, const QJsonObject &schema, const QString &path)
{
    for (auto it = schema.begin(); it != schema.end(); ++it) {
        const QString problem = checkKeyword(value, it.key(), *it, path);
        if (!problem.isEmpty())
            return problem;
    }
    return {};
}

} // namespace

QString problem(const QJsonValue &har)
{
    return check(har, schemaOf(u"har.json"_s), {});
}

} // namespace HarSchema
