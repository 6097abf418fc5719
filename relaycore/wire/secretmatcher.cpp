// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/wire/secretmatcher.h"

#include <QtCore/QChar>

#include <algorithm>
#include <limits>

namespace RelayCore {

namespace {

/// A part of base64 with fewer characters is found in innocent text.
constexpr qsizetype minimumBase64 = 6;
/// The same for the beginning of a secret at the end of a field.
constexpr qsizetype minimumCut = 6;
/// Places at which a character may be an escape or itself. Bounds the work on text made to be expensive.
constexpr int maxAlternatives = 64;

int hexValue(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

/// The value of the hexadecimal digits \a text, or -1.
int hexNumber(QByteArrayView text)
{
    int number = 0;
    for (const char c : text) {
        const int value = hexValue(c);
        if (value < 0)
            return -1;
        number = number * 16 + value;
    }
    return number;
}

/// What an escape stands for, and how long it is.
struct Escape
{
    std::array<char, 4> bytes{}; ///< UTF-8.
    qsizetype count = 0;         ///< Of bytes; 0 where it is no escape.
    qsizetype length = 0;        ///< In the text.
};

Escape single(int byte, qsizetype length)
{
    return {{char(byte)}, 1, length};
}

Escape codePoint(char32_t code, qsizetype length)
{
    Escape escape;
    escape.length = length;
    const QByteArray utf8 = QString::fromUcs4(&code, 1).toUtf8();
    escape.count = std::min<qsizetype>(utf8.size(), 4);
    std::copy_n(utf8.begin(), escape.count, escape.bytes.begin());
    return escape;
}

/// The JSON escape at the beginning of \a text (RFC 8259 section 7).
Escape jsonEscape(QByteArrayView text)
{
    if (text.size() < 2)
        return {};
    switch (text[1]) {
    case '"':
    case '\\':
    case '/':
        return single(text[1], 2);
    case 'b':
        return single('\b', 2);
    case 'f':
        return single('\f', 2);
    case 'n':
        return single('\n', 2);
    case 'r':
        return single('\r', 2);
    case 't':
        return single('\t', 2);
    case 'u':
        break;
    default:
        return {};
    }
    if (text.size() < 6)
        return {};
    const int unit = hexNumber(text.sliced(2, 4));
    if (unit < 0)
        return {};
    if (!QChar::isHighSurrogate(char32_t(unit)))
        return codePoint(char32_t(unit), 6);
    if (text.size() < 12 || text[6] != '\\' || text[7] != 'u')
        return {};
    const int low = hexNumber(text.sliced(8, 4));
    if (low < 0 || !QChar::isLowSurrogate(char32_t(low)))
        return {};
    return codePoint(QChar::surrogateToUcs4(char16_t(unit), char16_t(low)), 12);
}

Escape escapeAt(QByteArrayView text)
{
    if (text.startsWith('\\'))
        return jsonEscape(text);
    if (text.size() < 3 || text[0] != '%')
        return {};
    const int byte = hexNumber(text.sliced(1, 2));
    return byte < 0 ? Escape{} : single(byte, 3);
}

/// Whether \a text, which is no escape, may be the beginning of one.
bool isCutEscape(QByteArrayView text)
{
    constexpr qsizetype longest = 12; // Two units of UTF-16.
    return text.startsWith('%') ? text.size() < 3
                                : text.size() == 1 || (text.startsWith("\\u") && text.size() < longest);
}

bool isBase64(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '+' || c == '/'
           || c == '-' || c == '_' || c == '=';
}

/// The length of the base64 character at the beginning of \a text, which may be escaped; 0 where there is none.
qsizetype base64Length(QByteArrayView text)
{
    if (text.isEmpty())
        return 0;
    if (isBase64(text[0]))
        return 1;
    const Escape escape = escapeAt(text);
    return escape.count == 1 && isBase64(escape.bytes[0]) ? escape.length : 0;
}

/// Compares text with one pattern.
class Comparison
{
public:
    Comparison(QByteArrayView text, QByteArrayView pattern, bool isBase64)
        : m_text(text)
        , m_pattern(pattern)
        , m_isBase64(isBase64)
    {}

    /// The end of the pattern where the text holds it from \a position on, otherwise -1.
    [[nodiscard]] qsizetype endFrom(qsizetype position) { return compare(position, 0); }
    /// How many bytes of the pattern the text held before it ended. 0 where it differed.
    [[nodiscard]] qsizetype cutAfter() const { return m_cutAfter; }

private:
    [[nodiscard]] bool isEqual(char found, char expected) const
    {
        if (found == expected)
            return true;
        if (m_isBase64)
            return (expected == '+' && found == '-') || (expected == '/' && found == '_');
        return expected == ' ' && found == '+'; // application/x-www-form-urlencoded
    }

    qsizetype compare(qsizetype position, qsizetype matched)
    {
        while (matched < m_pattern.size()) {
            if (position >= m_text.size()) {
                m_cutAfter = std::max(m_cutAfter, matched);
                return -1;
            }
            const char found = m_text[position];
            const bool equal = isEqual(found, m_pattern[matched]);
            if (found == '%' || found == '\\') {
                if (equal && ++m_alternatives > maxAlternatives)
                    return -1;
                if (const qsizetype end = compareEscape(position, matched); end >= 0 || !equal)
                    return end;
            }
            if (!equal)
                return -1;
            ++position;
            ++matched;
        }
        return position;
    }

    qsizetype compareEscape(qsizetype position, qsizetype matched)
    {
        const QByteArrayView rest = m_text.sliced(position);
        const Escape escape = escapeAt(rest);
        if (escape.count == 0) {
            if (isCutEscape(rest))
                m_cutAfter = std::max(m_cutAfter, matched);
            return -1;
        }
        for (qsizetype i = 0; i < escape.count; ++i) {
            if (matched == m_pattern.size() || !isEqual(escape.bytes[size_t(i)], m_pattern[matched]))
                return -1;
            ++matched;
        }
        return compare(position + escape.length, matched);
    }

    QByteArrayView m_text;
    QByteArrayView m_pattern;
    qsizetype m_cutAfter = 0;
    int m_alternatives = 0;
    bool m_isBase64;
};

/// The characters of base64 that \a secret alone decides where \a before bytes come before it.
QByteArray base64Within(const QByteArray &secret, qsizetype before)
{
    const QByteArray encoded = (QByteArray(before, 0) + secret).toBase64(QByteArray::OmitTrailingEquals);
    const qsizetype first = (before * 8 + 5) / 6;
    const qsizetype end = (before + secret.size()) * 8 / 6;
    return encoded.sliced(first, end - first);
}

} // namespace

SecretMatcher::SecretMatcher()
{
    for (int c = 0; c < 256; ++c)
        m_alphabet[size_t(c)] = isBase64(char(c)) || c == '%' || c == '\\';
    m_mayBegin['%'] = true;
    m_mayBegin['\\'] = true;
    m_mayFollowBackslash['u'] = true;
}

void SecretMatcher::add(const QByteArray &secret)
{
    if (secret.size() < minimumBytes || m_secrets.contains(secret))
        return;
    m_secrets.append(secret);
    addPattern(secret, false);
    for (qsizetype before = 0; before < 3; ++before) {
        const QByteArray encoded = base64Within(secret, before);
        if (encoded.size() >= minimumBase64)
            addPattern(encoded, true);
    }
}

void SecretMatcher::addPattern(const QByteArray &bytes, bool isBase64)
{
    m_patterns.push_back({bytes, isBase64});
    m_shortest = m_shortest == 0 ? bytes.size() : std::min(m_shortest, bytes.size());
    m_shortestCut = std::min(m_shortest, minimumCut);
    // Escapes add nothing: their characters are letters and digits, or in the pattern themselves.
    for (const char c : bytes)
        m_alphabet[uchar(c)] = true;
    // Line ends, which are escaped in every description, are ruled out here.
    const char first = bytes.front();
    m_mayBegin[uchar(first)] = true;
    m_mayFollowBackslash[uchar(first)] = true; // Where it escapes itself.
    constexpr std::array<std::array<char, 2>, 5> letters{
        {{'\b', 'b'}, {'\f', 'f'}, {'\n', 'n'}, {'\r', 'r'}, {'\t', 't'}}};
    for (const auto &[c, letter] : letters)
        m_mayFollowBackslash[uchar(letter)] |= c == first;
    if (first == '\\')
        m_mayFollowBackslash.fill(true);
    const quint64 bit = quint64(1) << ((m_patterns.size() - 1) % 64);
    for (size_t i = 0; i < m_beginnings.size(); ++i) {
        const char c = bytes[qsizetype(i)];
        m_beginnings[i][uchar(c)] |= bit;
        if (c == '+' && isBase64)
            m_beginnings[i]['-'] |= bit;
        if (c == '/' && isBase64)
            m_beginnings[i]['_'] |= bit;
        if (c == ' ')
            m_beginnings[i]['+'] |= bit;
    }
    for (size_t c = 0; c < m_mayBegin.size(); ++c)
        m_mayBegin[c] = m_mayBegin[c] || m_beginnings[0][c] != 0;
}

/// Which patterns may begin at \a position, judged by three characters. Rules out nearly every place.
quint64 SecretMatcher::candidatesAt(QByteArrayView text, qsizetype position) const
{
    if (text[position] == '\\' && position + 1 < text.size() && !m_mayFollowBackslash[uchar(text[position + 1])])
        return 0;
    quint64 candidates = ~quint64(0);
    for (size_t i = 0; i < m_beginnings.size(); ++i) {
        if (position >= text.size())
            return candidates; // Cut off: left to the comparison.
        const char c = text[position];
        if (c != '%' && c != '\\') {
            candidates &= m_beginnings[i][uchar(c)];
            if (candidates == 0)
                return 0;
            ++position;
            continue;
        }
        const Escape escape = escapeAt(text.sliced(position));
        quint64 allowed = m_beginnings[i][uchar(c)]; // The character itself.
        if (escape.count > 0)
            allowed |= m_beginnings[i][uchar(escape.bytes[0])];
        else if (i > 0 && isCutEscape(text.sliced(position)))
            return candidates;
        return candidates & allowed; // What follows depends on which of the two it is.
    }
    return candidates;
}

std::optional<SecretMatcher::Range> SecretMatcher::rangeAt(QByteArrayView text, qsizetype position) const
{
    const quint64 candidates = candidatesAt(text, position);
    if (candidates == 0)
        return std::nullopt;
    for (size_t i = 0; i < m_patterns.size(); ++i) {
        if ((candidates >> (i % 64) & 1) == 0)
            continue;
        const Pattern &pattern = m_patterns[i];
        Comparison comparison(text, pattern.bytes, pattern.isBase64);
        qsizetype end = comparison.endFrom(position);
        if (end < 0 && comparison.cutAfter() >= std::min(minimumCut, pattern.bytes.size()))
            end = text.size();
        if (end < 0)
            continue;
        Range range{position, end};
        if (pattern.isBase64) {
            while (range.begin > 0 && base64Length(text.sliced(range.begin - 1)) > 0)
                --range.begin;
            while (const qsizetype length = base64Length(text.sliced(range.end)))
                range.end += length;
        }
        return range;
    }
    return std::nullopt;
}

std::optional<SecretMatcher::Range> SecretMatcher::find(QByteArrayView text, qsizetype from) const
{
    const auto *bytes = reinterpret_cast<const uchar *>(text.data());
    const qsizetype size = text.size();
    // A window of the length of the shortest spelling slides over the text. A byte that no spelling holds moves it
    // behind that byte.
    qsizetype position = from;
    qsizetype checked = from; // Everything in [position, checked) may be part of a spelling.
    while (position + m_shortest <= size) {
        qsizetype last = position + m_shortest - 1;
        while (last >= checked && m_alphabet[bytes[last]])
            --last;
        if (last >= checked) {
            position = checked = last + 1;
            continue;
        }
        checked = position + m_shortest;
        if (m_mayBegin[bytes[position]]) {
            if (const auto range = rangeAt(text, position))
                return range;
        }
        ++position;
    }
    // What was cut is shorter than that.
    for (; position + m_shortestCut <= size; ++position) {
        if (const auto range = rangeAt(text, position))
            return range;
    }
    return std::nullopt;
}

QByteArray SecretMatcher::replaced(const QByteArray &text, QByteArrayView replacement) const
{
    if (m_patterns.empty() || text.size() < m_shortestCut)
        return text;
    auto found = find(text, 0);
    if (!found)
        return text;
    QByteArray result;
    result.reserve(text.size());
    qsizetype copied = 0;
    for (; found; found = find(text, found->end)) {
        // Base64 is replaced with what surrounds it, which may have been replaced already.
        const qsizetype begin = std::max(found->begin, copied);
        result.append(QByteArrayView(text).sliced(copied, begin - copied)).append(replacement);
        copied = found->end;
    }
    return result.append(QByteArrayView(text).sliced(copied));
}

} // namespace RelayCore
