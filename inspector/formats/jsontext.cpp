// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/formats/jsontext.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace Inspector::JsonText {

namespace {

/// For each byte whether it stands for itself in a JSON string.
constexpr std::array<bool, 256> plainBytes = [] {
    std::array<bool, 256> plain{};
    for (size_t byte = 0x20; byte < plain.size(); ++byte)
        plain[byte] = byte != '"' && byte != '\\';
    return plain;
}();

void appendDecimal(QByteArray &json, qint64 value)
{
    std::array<char, 24> digits;
    const auto [end, error] = std::to_chars(digits.data(), digits.data() + digits.size(), value);
    json.append(digits.data(), end - digits.data());
}

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
    const bool isFirst = json.isEmpty() || json.endsWith('{') || json.endsWith('[');
    // One step instead of four: millions of keys are written.
    const qsizetype before = json.size();
    json.resize(before + key.size() + (isFirst ? 3 : 4));
    char *to = json.data() + before;
    if (!isFirst)
        *to++ = ',';
    *to++ = '"';
    to = std::copy(key.begin(), key.end(), to);
    *to++ = '"';
    *to = ':';
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
    appendDecimal(json, value);
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
    appendDecimal(json, value);
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
