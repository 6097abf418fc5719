// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/filter/filterast.h"

#include <QtCore/QRegularExpression>
#include <QtCore/QString>

#include <optional>
#include <variant>

namespace Inspector {

/// Reads the parts of a filter that are not nested: white space, words, texts in quotes, regular expressions.
class FilterCursor
{
public:
    explicit FilterCursor(const QString &text)
        : m_text(text)
    {}

    struct Expression
    {
        QString pattern;
        qsizetype position = 0; ///< Of the pattern in the filter.
        qsizetype end = 0;      ///< Of the slash behind it.
        QRegularExpression::PatternOptions options = QRegularExpression::CaseInsensitiveOption;
        std::vector<qsizetype> offsets; ///< Of each character of the pattern, from position on.
    };

    [[nodiscard]] qsizetype position() const { return m_position; }
    [[nodiscard]] bool atEnd() const { return m_position >= m_text.size(); }
    /// Returns the next character, or a null character at the end.
    [[nodiscard]] QChar peek() const { return atEnd() ? QChar() : m_text[m_position]; }
    /// Returns whether a term ends here: at white space, a closing parenthesis, or the end.
    [[nodiscard]] bool atTermEnd() const;
    void skipSpace();
    /// Passes \a c if it comes next. Returns whether it did.
    bool take(QChar c);
    /// Passes the word \a word if it comes next as a whole word.
    bool takeWord(QLatin1StringView word);

    /// Returns the key that begins here, up to its colon, or nothing. Does not move.
    [[nodiscard]] std::optional<QString> peekKey() const;
    /// Passes \a length characters.
    void skip(qsizetype length) { m_position += length; }

    /// Takes a word of a search: everything up to the end of the term.
    [[nodiscard]] QString takeText();
    /// Takes a word of a value, which also ends before a vertical bar.
    [[nodiscard]] QString takeValue();
    /// Takes a text in quotes; the opening quote comes next.
    [[nodiscard]] std::variant<QString, FilterError> takeQuoted();
    /// Takes a regular expression and its flags; the opening slash comes next. \a ignoreCase unless a flag changes it.
    [[nodiscard]] std::variant<Expression, FilterError> takeExpression(bool ignoreCase);

private:
    [[nodiscard]] QString takeUntil(bool bar);

    const QString &m_text;
    qsizetype m_position = 0;
};

} // namespace Inspector
