// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/formats/jsonfields.h"

#include "relaycore/protocol/codec.h"

#include <QtCore/QCoreApplication>

using namespace Qt::Literals::StringLiterals;
using simdjson::dom::element;

namespace Inspector {

namespace {

/// The translation context of this file.
struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(Inspector::JsonFields)
};

} // namespace

void JsonFields::fail(std::string_view key, const QString &expected)
{
    if (m_problem.isEmpty())
        m_problem = Texts::tr("\"%1\" must be %2").arg(fromView(key), expected);
}

std::optional<element> JsonFields::find(std::string_view key) const
{
    element value;
    if (m_object.at_key(key).get(value) != simdjson::SUCCESS || value.is_null())
        return std::nullopt;
    return value;
}

bool JsonFields::has(std::string_view key) const
{
    return find(key).has_value();
}

std::string_view JsonFields::utf8(std::string_view key)
{
    std::string_view text;
    const std::optional<element> value = find(key);
    if (!value || value->get(text) != simdjson::SUCCESS)
        fail(key, Texts::tr("a text"));
    return text;
}

QString JsonFields::text(std::string_view key)
{
    return fromView(utf8(key));
}

QString JsonFields::textOr(std::string_view key)
{
    return has(key) ? text(key) : QString();
}

bool JsonFields::booleanOr(std::string_view key, bool value)
{
    const std::optional<element> found = find(key);
    if (found && found->get(value) != simdjson::SUCCESS)
        fail(key, Texts::tr("true or false"));
    return value;
}

qint64 JsonFields::number(std::string_view key, qint64 minimum, qint64 maximum)
{
    const std::optional<element> value = find(key);
    int64_t number = 0;
    if (!value || value->get(number) != simdjson::SUCCESS || number < minimum || number > maximum) {
        fail(key, Texts::tr("a whole number from %1 to %2").arg(minimum).arg(maximum));
        return minimum;
    }
    return number;
}

std::optional<qint64> JsonFields::numberIfAny(std::string_view key, qint64 minimum, qint64 maximum)
{
    if (!has(key))
        return std::nullopt;
    return number(key, minimum, maximum);
}

qint64 JsonFields::nanoseconds(std::string_view key)
{
    const std::optional<element> value = find(key);
    int64_t number = 0;
    if (value && value->get(number) == simdjson::SUCCESS)
        return number;
    std::string_view digits;
    bool isNumber = false;
    if (value && value->get(digits) == simdjson::SUCCESS)
        number = QByteArrayView(digits.data(), qsizetype(digits.size())).toLongLong(&isNumber);
    if (!isNumber)
        fail(key, Texts::tr("nanoseconds since 1970, such as \"1700000000123456789\""));
    return number;
}

std::optional<qint64> JsonFields::nanosecondsIfAny(std::string_view key)
{
    if (!has(key))
        return std::nullopt;
    return nanoseconds(key);
}

double JsonFields::real(std::string_view key)
{
    const std::optional<element> value = find(key);
    double number = 0;
    if (!value || value->get(number) != simdjson::SUCCESS)
        fail(key, Texts::tr("a number"));
    return number;
}

QUuid JsonFields::uuidIfAny(std::string_view key)
{
    if (!has(key))
        return {};
    const std::string_view text = utf8(key);
    const auto uuid = RelayCore::parseUuid(QUtf8StringView(text.data(), qsizetype(text.size())));
    if (!uuid)
        fail(key, Texts::tr("a UUID"));
    return uuid.value_or(QUuid());
}

QByteArray JsonFields::fromBase64(std::string_view key, std::string_view text)
{
    auto decoded = QByteArray::fromBase64Encoding(bytesFrom(text), QByteArray::AbortOnBase64DecodingErrors);
    if (!decoded)
        fail(key, Texts::tr("base64"));
    return std::move(*decoded);
}

QByteArray JsonFields::base64(std::string_view key)
{
    return fromBase64(key, utf8(key));
}

QByteArray JsonFields::bytesOf(std::string_view key, element value)
{
    std::string_view text;
    if (value.get(text) == simdjson::SUCCESS)
        return bytesFrom(text);
    if (value["b64"].get(text) == simdjson::SUCCESS)
        return fromBase64(key, text);
    fail(key, Texts::tr("a text or {\"b64\":\"…\"}"));
    return {};
}

QByteArray JsonFields::bytesOr(std::string_view key)
{
    const std::optional<element> value = find(key);
    return value ? bytesOf(key, *value) : QByteArray();
}

RelayCore::HeaderList JsonFields::headers(std::string_view key)
{
    RelayCore::HeaderList headers;
    const std::optional<element> value = find(key);
    simdjson::dom::array list;
    if (!value || value->get(list) != simdjson::SUCCESS) {
        fail(key, Texts::tr("a list of [name, value]"));
        return headers;
    }
    for (const element entry : list) {
        simdjson::dom::array pair;
        if (entry.get(pair) != simdjson::SUCCESS || pair.size() != 2) {
            fail(key, Texts::tr("a list of [name, value]"));
            return headers;
        }
        headers.append({bytesOf(key, pair.at(0).value_unsafe()), bytesOf(key, pair.at(1).value_unsafe())});
    }
    return headers;
}

QStringList JsonFields::texts(std::string_view key)
{
    QStringList texts;
    simdjson::dom::array list;
    const std::optional<element> value = find(key);
    if (!value || value->get(list) != simdjson::SUCCESS) {
        fail(key, Texts::tr("a list of texts"));
        return texts;
    }
    for (const element entry : list) {
        std::string_view text;
        if (entry.get(text) != simdjson::SUCCESS)
            fail(key, Texts::tr("a list of texts"));
        texts.append(fromView(text));
    }
    return texts;
}

QDateTime JsonFields::dateIfAny(std::string_view key)
{
    if (!has(key))
        return {};
    const QDateTime date = QDateTime::fromString(text(key), Qt::ISODateWithMs);
    if (!date.isValid())
        fail(key, Texts::tr("a date such as \"2026-05-04T08:15:30.000Z\""));
    return date;
}

} // namespace Inspector
