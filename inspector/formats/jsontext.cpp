// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/formats/jsontext.h"

#include <QtCore/QtEndian>

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <cstring>

namespace Inspector::JsonText {

namespace {

/// For each byte whether it stands for itself in a JSON string.
constexpr std::array<bool, 256> plainBytes = [] {
    std::array<bool, 256> plain{};
    for (size_t byte = 0x20; byte < plain.size(); ++byte)
        plain[byte] = byte != '"' && byte != '\\';
    return plain;
}();

/// Appends \a uuid as QUuid::toByteArray() writes it without braces, and without the allocation.
void appendUuidText(QByteArray &json, const QUuid &uuid)
{
    static constexpr char digits[] = "0123456789abcdef";
    std::array<char, 36> text;
    char *to = text.data();
    const auto append = [&to](quint32 value, int bits) {
        for (int shift = bits - 4; shift >= 0; shift -= 4)
            *to++ = digits[value >> shift & 0xf];
    };
    append(uuid.data1, 32);
    *to++ = '-';
    append(uuid.data2, 16);
    *to++ = '-';
    append(uuid.data3, 16);
    *to++ = '-';
    for (int i = 0; i < 8; ++i) {
        if (i == 2)
            *to++ = '-';
        append(uuid.data4[i], 8);
    }
    json.append(text.data(), qsizetype(text.size()));
}

/// Writes the escape of \a byte to \a to, and returns its end.
char *escapeTo(char *to, char byte)
{
    constexpr char digits[] = "0123456789abcdef";
    *to++ = '\\';
    switch (byte) {
    case '"':
    case '\\':
        *to++ = byte;
        return to;
    case '\n':
        *to++ = 'n';
        return to;
    case '\r':
        *to++ = 'r';
        return to;
    case '\t':
        *to++ = 't';
        return to;
    default:
        *to++ = 'u';
        *to++ = '0';
        *to++ = '0';
        *to++ = digits[uchar(byte) >> 4];
        *to++ = digits[uchar(byte) & 0xf];
        return to;
    }
}

/// Returns a word whose lowest bit that is set is the highest bit of the first byte of \a bytes that is escaped; 0
/// where none is. \a bytes is eight bytes in little-endian order.
quint64 escapedBytes(quint64 bytes)
{
    constexpr quint64 ones = 0x0101010101010101;
    constexpr quint64 highs = 0x8080808080808080;
    // The usual test for a zero byte: bytes after the first that is found may be found wrongly.
    const auto zeros = [](quint64 word) { return (word - ones) & ~word & highs; };
    const quint64 below = (bytes - ones * 0x20) & ~bytes & highs;
    return below | zeros(bytes ^ ones * '"') | zeros(bytes ^ ones * '\\');
}

/// Writes \a utf8 to \a to, which has six bytes for each, and returns the end.
char *escapeTo(char *to, QByteArrayView utf8)
{
    constexpr qsizetype wordBytes = sizeof(quint64);
    const char *at = utf8.begin();
    const char *const end = utf8.end();
    while (end - at >= wordBytes) {
        const quint64 word = qFromLittleEndian<quint64>(at);
        std::memcpy(to, at, wordBytes);
        const quint64 escaped = escapedBytes(word);
        const qsizetype plain = escaped ? std::countr_zero(escaped) / 8 : wordBytes;
        at += plain;
        to += plain;
        if (escaped)
            to = escapeTo(to, *at++);
    }
    for (; at != end; ++at) {
        if (plainBytes[uchar(*at)])
            *to++ = *at;
        else
            to = escapeTo(to, *at);
    }
    return to;
}

} // namespace

void appendDecimal(QByteArray &json, qint64 value)
{
    std::array<char, 24> digits;
    const auto [end, error] = std::to_chars(digits.data(), digits.data() + digits.size(), value);
    json.append(digits.data(), end - digits.data());
}

void appendString(QByteArray &json, QByteArrayView utf8)
{
    // In pieces, because each is given the memory that it takes where every byte is escaped.
    constexpr qsizetype pieceBytes = 4 * 1024;
    constexpr qsizetype escapeBytes = 6;
    json += '"';
    while (!utf8.isEmpty()) {
        const QByteArrayView piece = utf8.first(std::min(utf8.size(), pieceBytes));
        utf8 = utf8.sliced(piece.size());
        const qsizetype before = json.size();
        json.resize(before + escapeBytes * piece.size());
        char *const begin = json.data();
        json.resize(escapeTo(begin + before, piece) - begin);
    }
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
    appendUuidText(json, value);
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
