// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/formats/jsontext.h"

#include <array>

namespace Inspector::JsonText {

namespace {

/// For each byte whether it stands for itself in a JSON string.
constexpr std::array<bool, 256> plainBytes = [] {
    std::array<bool, 256> plain{};
    for (size_t byte = 0x20; byte < plain.size(); ++byte)
        plain[byte] = byte != '"' && byte != '\\';
    return plain;
}();

void appendEscape(QByteArray &json, char byte)
{
    constexpr char digits[] = "0123456789abcdef";
    switch (byte) {
    case '"':
    case '\\':
        json += '\\';
        json += byte;
        return;
    case '\n':
        json += "\\n";
        return;
    case '\r':
        json += "\\r";
        return;
    case '\t':
        json += "\\t";
        return;
    default:
        json += "\\u00";
        json += digits[uchar(byte) >> 4];
        json += digits[uchar(byte) & 0xf];
    }
}

} // namespace

void appendString(QByteArray &json, QByteArrayView utf8)
{
    json += '"';
    const char *run = utf8.begin();
    for (const char *at = run; at != utf8.end(); ++at) {
        if (plainBytes[uchar(*at)])
            continue;
        json.append(run, at - run);
        appendEscape(json, *at);
        run = at + 1;
    }
    json.append(run, utf8.end() - run);
    json += '"';
}

void appendString(QByteArray &json, QStringView text)
{
    appendString(json, QByteArrayView(text.toUtf8()));
}

void appendKey(QByteArray &json, QLatin1StringView key)
{
    if (!json.isEmpty() && !json.endsWith('{') && !json.endsWith('['))
        json += ',';
    json += '"';
    json.append(key.data(), key.size());
    json += "\":";
}

void appendText(QByteArray &json, QLatin1StringView key, QStringView value)
{
    appendKey(json, key);
    appendString(json, value);
}

void appendText(QByteArray &json, QLatin1StringView key, QLatin1StringView value)
{
    appendKey(json, key);
    appendString(json, QByteArrayView(value.data(), value.size()));
}

void appendNumber(QByteArray &json, QLatin1StringView key, qint64 value)
{
    appendKey(json, key);
    json += QByteArray::number(value);
}

void appendBoolean(QByteArray &json, QLatin1StringView key, bool value)
{
    appendKey(json, key);
    json += value ? "true" : "false";
}

void appendDigits(QByteArray &json, QLatin1StringView key, qint64 value)
{
    appendKey(json, key);
    json += '"';
    json += QByteArray::number(value);
    json += '"';
}

void appendUuid(QByteArray &json, QLatin1StringView key, const QUuid &value)
{
    appendKey(json, key);
    json += '"';
    json += value.toByteArray(QUuid::WithoutBraces);
    json += '"';
}

void appendBytes(QByteArray &json, QByteArrayView value)
{
    if (value.isValidUtf8()) {
        appendString(json, value);
        return;
    }
    json += "{\"b64\":\"";
    json += value.toByteArray().toBase64();
    json += "\"}";
}

} // namespace Inspector::JsonText
