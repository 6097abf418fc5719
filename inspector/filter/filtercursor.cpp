// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/filter/filtercursor.h"

#include "inspector/filter/filtertexts.h"
#include "relaycore/protocol/codec.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace Inspector {

namespace {

bool isAsciiLetter(QChar c)
{
    return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z');
}

bool isKeyCharacter(QChar c)
{
    return isAsciiLetter(c) || (c >= u'0' && c <= u'9') || c == u'.' || c == u'-' || c == u'_';
}

/// Returns whether \a text looks like the fingerprint of a certificate, or the beginning of one: AC:10:BD.
bool isFingerprint(QStringView text)
{
    if (text.size() < 5 || text.size() % 3 != 2)
        return false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char c = text[i].toLatin1();
        const bool digit = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
        if (i % 3 == 2 ? c != ':' : !digit)
            return false;
    }
    return true;
}

} // namespace

bool FilterCursor::atTermEnd() const
{
    return atEnd() || peek().isSpace() || peek() == u')';
}

void FilterCursor::skipSpace()
{
    while (!atEnd() && peek().isSpace())
        ++m_position;
}

bool FilterCursor::take(QChar c)
{
    if (atEnd() || peek() != c)
        return false;
    ++m_position;
    return true;
}

bool FilterCursor::takeWord(QLatin1StringView word)
{
    if (QStringView(m_text).sliced(m_position).startsWith(word)) {
        const qsizetype end = m_position + word.size();
        if (end == m_text.size() || m_text[end].isSpace() || m_text[end] == u'(' || m_text[end] == u')') {
            m_position = end;
            return true;
        }
    }
    return false;
}

QString FilterCursor::takeUntil(bool bar)
{
    const qsizetype start = m_position;
    while (!atTermEnd() && peek() != u'(' && peek() != u'"' && !(bar && peek() == u'|'))
        ++m_position;
    return m_text.sliced(start, m_position - start);
}

QString FilterCursor::takeText()
{
    return takeUntil(false);
}

QString FilterCursor::takeValue()
{
    return takeUntil(true);
}

std::optional<QString> FilterCursor::peekKey() const
{
    qsizetype end = m_position;
    if (end < m_text.size() && !isAsciiLetter(m_text[end]))
        return std::nullopt;
    while (end < m_text.size() && isKeyCharacter(m_text[end]))
        ++end;
    if (end == m_position || end == m_text.size() || m_text[end] != u':')
        return std::nullopt;
    // A person pastes these without quotes.
    FilterCursor word(*this);
    const QString whole = word.takeText();
    if (isFingerprint(whole) || RelayCore::parseUuid(whole))
        return std::nullopt;
    return m_text.sliced(m_position, end - m_position);
}

std::variant<QString, FilterError> FilterCursor::takeQuoted()
{
    const qsizetype start = m_position;
    QString text;
    ++m_position;
    while (!atEnd()) {
        const QChar c = m_text[m_position++];
        if (c == u'"')
            return text;
        if (c != u'\\') {
            text += c;
            continue;
        }
        const qsizetype escape = m_position - 1;
        const QChar letter = peek();
        ++m_position;
        constexpr QLatin1StringView letters("\"\\nrt");
        constexpr QLatin1StringView meanings("\"\\\n\r\t");
        if (const qsizetype known = letters.indexOf(letter); known >= 0 && !letter.isNull()) {
            text += meanings[known];
            continue;
        }
        bool isNumber = false;
        const QString digits = m_text.mid(m_position, 4);
        const bool hexadecimal = digits.size() == 4 && std::all_of(digits.cbegin(), digits.cend(), [](QChar digit) {
                                     return (digit >= u'0' && digit <= u'9') || (digit >= u'a' && digit <= u'f')
                                            || (digit >= u'A' && digit <= u'F');
                                 });
        const uint unit = digits.toUInt(&isNumber, 16);
        if (letter != u'u' || !hexadecimal || !isNumber) {
            const qsizetype length = qMin(m_text.size() - escape, qsizetype(2));
            return FilterError{escape, length,
                               FilterTexts::tr("Expected \\\" \\\\ \\n \\r \\t or \\u and four hexadecimal digits.")};
        }
        text += QChar(char16_t(unit));
        m_position += 4;
    }
    m_position = m_text.size();
    return FilterError{start, m_text.size() - start, FilterTexts::tr("Expected a closing quotation mark.")};
}

std::variant<FilterCursor::Expression, FilterError> FilterCursor::takeExpression(bool ignoreCase)
{
    const qsizetype start = m_position;
    Expression expression;
    expression.position = ++m_position;
    if (!ignoreCase)
        expression.options = QRegularExpression::NoPatternOption;
    for (bool closed = false; !closed;) {
        if (atEnd())
            return FilterError{start, m_text.size() - start,
                               FilterTexts::tr("Expected a slash at the end of the regular expression.")};
        const qsizetype offset = m_position - expression.position;
        const QChar c = m_text[m_position++];
        if (c == u'/') {
            closed = true;
            expression.end = m_position - 1;
            continue;
        }
        expression.offsets.push_back(offset);
        expression.pattern += c;
        if (c == u'\\' && !atEnd()) {
            if (peek() == u'/') {
                expression.pattern.back() = u'/'; // The slash needs its backslash only here.
            } else {
                expression.offsets.push_back(m_position - expression.position);
                expression.pattern += peek();
            }
            ++m_position;
        }
    }
    if (expression.pattern.isEmpty())
        return FilterError{start, m_position - start,
                           FilterTexts::tr("Expected a regular expression between the slashes.")};
    for (; !atTermEnd() && peek() != u'|'; ++m_position) {
        const QChar flag = peek();
        if (flag == u'i')
            expression.options |= QRegularExpression::CaseInsensitiveOption;
        else if (flag == u's')
            expression.options |= QRegularExpression::DotMatchesEverythingOption;
        else if (flag == u'm')
            expression.options |= QRegularExpression::MultilineOption;
        else
            return FilterError{
                m_position, 1,
                FilterTexts::tr(
                    "Expected one of the flags i, m and s, or a space. A text with slashes is written in quotes.")};
    }
    expression.options |= QRegularExpression::UseUnicodePropertiesOption;
    return expression;
}

} // namespace Inspector
