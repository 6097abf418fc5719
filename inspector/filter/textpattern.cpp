// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/filter/textpattern.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace Inspector {

namespace {

// PCRE counts the steps of a match from one position on. Sensible expressions need a few per character.
const QString limit = u"(*LIMIT_MATCH=20000)(*LIMIT_DEPTH=20000)"_s;
// A long text is searched in parts, so that no single match takes long. Parts overlap by what a match may be long.
constexpr qsizetype windowLength = 65'536;
constexpr qsizetype overlap = 4'096;
constexpr qsizetype lookBack = 256;

std::atomic<quint64> s_gaveUp = 0;

bool isPlainLetter(char c)
{
    return c >= ' ' && c <= '~' && c != '"' && c != '\\' && c != '/';
}

/// Returns whether the character at \a position may belong to an escape that began before it.
bool mayBeInEscape(QByteArrayView text, qsizetype position)
{
    if (position > 0 && text[position - 1] == '\\')
        return true;
    // The digits of \u00e9.
    for (qsizetype back = 2; back <= 5 && back <= position; ++back) {
        if (text[position - back] == '\\' && text[position - back + 1] == 'u')
            return true;
    }
    return false;
}

} // namespace

TextPattern TextPattern::part(const QString &text, Qt::CaseSensitivity sensitivity)
{
    TextPattern pattern(Type::Part);
    pattern.m_text = text;
    pattern.m_sensitivity = sensitivity;
    const QByteArray bytes = text.toUtf8();
    const bool ascii = std::all_of(bytes.cbegin(), bytes.cend(), [](char c) { return uchar(c) < 0x80; });
    pattern.m_finder = ByteFinder(bytes, sensitivity);
    pattern.m_bytewise = ascii || sensitivity == Qt::CaseSensitive;
    pattern.m_plainLetters = std::all_of(bytes.cbegin(), bytes.cend(), isPlainLetter);
    return pattern;
}

TextPattern TextPattern::whole(const QString &text, Qt::CaseSensitivity sensitivity, bool wildcards)
{
    TextPattern pattern(Type::Whole);
    pattern.m_text = text;
    pattern.m_sensitivity = sensitivity;
    if (wildcards && text.contains(u'*')) {
        QStringList parts = text.split(u'*');
        for (QString &each : parts)
            each = QRegularExpression::escape(each);
        const auto option = sensitivity == Qt::CaseSensitive ? QRegularExpression::NoPatternOption
                                                             : QRegularExpression::CaseInsensitiveOption;
        pattern.m_expression = QRegularExpression(limit + u"\\A"_s + parts.join(u".*"_s) + u"\\z"_s,
                                                  QRegularExpression::DotMatchesEverythingOption | option);
    }
    return pattern;
}

TextPattern TextPattern::expression(const QString &text, QRegularExpression::PatternOptions options)
{
    TextPattern pattern(Type::Expression);
    pattern.m_text = text;
    pattern.m_expression = QRegularExpression(limit + text, options);
    return pattern;
}

TextPattern TextPattern::uuid(const QUuid &uuid)
{
    TextPattern pattern(Type::Uuid);
    pattern.m_uuid = uuid;
    pattern.m_text = uuid.toString(QUuid::WithoutBraces);
    pattern.m_finder = ByteFinder(uuid.toByteArray(QUuid::WithoutBraces), Qt::CaseInsensitive);
    pattern.m_undashed = ByteFinder(uuid.toByteArray(QUuid::Id128), Qt::CaseInsensitive);
    pattern.m_bytewise = pattern.m_plainLetters = true;
    return pattern;
}

std::optional<TextPattern::Error> TextPattern::error() const
{
    if (m_type != Type::Expression || m_expression.isValid())
        return std::nullopt;
    return Error{qBound(qsizetype(0), m_expression.patternErrorOffset() - limit.size(), m_text.size()),
                 m_expression.errorString()};
}

quint64 TextPattern::gaveUp()
{
    return s_gaveUp;
}

bool TextPattern::matchesExpression(const QString &text) const
{
    for (qsizetype start = 0;; start += windowLength - overlap) {
        if (start > 0 && text[start].isLowSurrogate())
            ++start;
        // The characters before the start are there for what looks back.
        qsizetype first = qMax(qsizetype(0), start - lookBack);
        if (first > 0 && text[first].isLowSurrogate())
            --first;
        qsizetype end = qMin(text.size(), start + windowLength);
        if (end < text.size() && text[end].isLowSurrogate())
            --end;
        const bool complete = first == 0 && end == text.size();
        const QRegularExpressionMatch match =
            m_expression.match(complete ? text : text.sliced(first, end - first), start - first);
        if (!match.isValid()) {
            ++s_gaveUp;
            return false;
        }
        // What ends where the part does may go on, or not match at all.
        if (match.hasMatch() && (end == text.size() || match.capturedEnd() < end - first))
            return true;
        if (end == text.size())
            return false;
    }
}

bool TextPattern::matches(const QString &text) const
{
    switch (m_type) {
    case Type::Part:
        return text.contains(m_text, m_sensitivity);
    case Type::Whole:
        return m_expression.pattern().isEmpty() ? text.compare(m_text, m_sensitivity) == 0 : matchesExpression(text);
    case Type::Expression:
        return matchesExpression(text);
    case Type::Uuid:
        return text.contains(m_text, Qt::CaseInsensitive)
               || text.contains(QLatin1StringView(m_undashed.needle()), Qt::CaseInsensitive);
    }
    Q_UNREACHABLE();
}

/// Finds the bytes in a payload without replacing its escapes, as far as that gives the same result.
bool TextPattern::isInEscaped(const PayloadText &text) const
{
    const QByteArrayView payload = text.payload();
    bool unclear = false;
    const auto found = [&](const ByteFinder &finder) {
        for (qsizetype at = finder.indexIn(payload); at >= 0; at = finder.indexIn(payload, at + 1)) {
            if (!mayBeInEscape(payload, at))
                return true;
            unclear = true;
        }
        return false;
    };
    if (found(m_finder) || (m_type == Type::Uuid && found(m_undashed)))
        return true;
    // An encoder may have escaped any character.
    static const ByteFinder unicodeEscape("\\u", Qt::CaseSensitive);
    if (!unclear && !unicodeEscape.isIn(payload))
        return false;
    return m_finder.isIn(text.plain()) || (m_type == Type::Uuid && m_undashed.isIn(text.plain()));
}

bool TextPattern::matches(const PayloadText &payload) const
{
    if (m_bytewise && payload.mayHoldEscapes() && m_plainLetters)
        return isInEscaped(payload);
    if (m_bytewise) {
        return m_finder.isIn(payload.plain()) || (m_type == Type::Uuid && m_undashed.isIn(payload.plain()));
    }
    return matches(payload.text());
}

} // namespace Inspector
