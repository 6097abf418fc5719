// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/filter/payloadtext.h"

#include <cstring>

namespace Inspector {

namespace {

/// Returns the four hexadecimal digits at \a digits as a number.
std::optional<char16_t> codeUnit(const char *digits, const char *end)
{
    if (end - digits < 4)
        return std::nullopt;
    char16_t value = 0;
    for (int i = 0; i < 4; ++i) {
        const char c = digits[i];
        const bool letter = (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
        if (!letter && (c < '0' || c > '9'))
            return std::nullopt;
        value = char16_t(value << 4 | (letter ? (c | 0x20) - 'a' + 10 : c - '0'));
    }
    return value;
}

void appendUtf8(QByteArray &out, char32_t c)
{
    if (c < 0x80) {
        out.append(char(c));
    } else if (c < 0x800) {
        out.append(char(0xc0 | c >> 6)).append(char(0x80 | (c & 0x3f)));
    } else if (c < 0x10000) {
        out.append(char(0xe0 | c >> 12)).append(char(0x80 | (c >> 6 & 0x3f))).append(char(0x80 | (c & 0x3f)));
    } else {
        out.append(char(0xf0 | c >> 18)).append(char(0x80 | (c >> 12 & 0x3f)));
        out.append(char(0x80 | (c >> 6 & 0x3f))).append(char(0x80 | (c & 0x3f)));
    }
}

/// Appends what the escape at \a position, a backslash, means. Returns the position behind it.
const char *appendEscape(QByteArray &out, const char *position, const char *end)
{
    constexpr char letters[] = "\"\\/bfnrt";
    constexpr char meanings[] = "\"\\/\b\f\n\r\t";
    const char *const letter = position + 1;
    if (letter == end) {
        out.append('\\');
        return end;
    }
    if (*letter != 'u') {
        const char *const found = *letter ? std::strchr(letters, *letter) : nullptr;
        if (found)
            out.append(meanings[found - letters]);
        else
            out.append(position, 2);
        return letter + 1;
    }
    const auto unit = codeUnit(letter + 1, end);
    if (!unit) {
        out.append(position, 2);
        return letter + 1;
    }
    const char *const next = letter + 5;
    if (!QChar::isSurrogate(*unit)) {
        appendUtf8(out, *unit);
        return next;
    }
    if (QChar::isHighSurrogate(*unit) && end - next >= 6 && next[0] == '\\' && next[1] == 'u') {
        if (const auto low = codeUnit(next + 2, end); low && QChar::isLowSurrogate(*low)) {
            appendUtf8(out, QChar::surrogateToUcs4(*unit, *low));
            return next + 6;
        }
    }
    appendUtf8(out, QChar::ReplacementCharacter);
    return next;
}

QByteArray withoutEscapes(const QByteArray &payload)
{
    const char *position = payload.constData();
    const char *const end = position + payload.size();
    const auto next = [&] {
        return static_cast<const char *>(std::memchr(position, '\\', std::size_t(end - position)));
    };
    const char *escape = next();
    if (!escape)
        return payload;
    QByteArray out;
    out.reserve(payload.size());
    for (; escape; escape = next()) {
        out.append(position, escape - position);
        position = appendEscape(out, escape, end);
        if (position == end)
            return out;
    }
    return out.append(position, end - position);
}

} // namespace

bool PayloadText::isJson(const QByteArray &payload)
{
    for (const char c : payload) {
        if (c == '{' || c == '[' || c == '"')
            return true;
        if (c != ' ' && c != '\t' && c != '\r' && c != '\n')
            return false;
    }
    return false;
}

const QByteArray &PayloadText::plain() const
{
    if (!m_escaped)
        return m_payload;
    if (!m_plain) {
        m_plain = withoutEscapes(m_payload);
        if (m_payload.contains(R"("{\")"))
            m_plain = withoutEscapes(*m_plain);
    }
    return *m_plain;
}

const QString &PayloadText::text() const
{
    if (!m_text)
        m_text = QString::fromUtf8(plain());
    return *m_text;
}

} // namespace Inspector
