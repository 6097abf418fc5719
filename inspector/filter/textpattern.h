// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/filter/bytefinder.h"
#include "inspector/filter/payloadtext.h"

#include <QtCore/QRegularExpression>
#include <QtCore/QString>
#include <QtCore/QUuid>

#include <atomic>
#include <optional>

namespace Inspector {

/// What a text is compared with: a part of it, the whole of it with wildcards, a regular expression, or a UUID in any
/// spelling.
///
/// A regular expression gives up where a text would take it too many steps. Such a text does not match, and gaveUp()
/// counts it.
///
/// \par Threads  any, at the same time.
class TextPattern
{
public:
    enum class Type : quint8 {
        Part,       ///< The text holds the pattern.
        Whole,      ///< The text is the pattern, in which an asterisk stands for any characters.
        Expression, ///< The text holds a match of the regular expression.
        Uuid,       ///< The text holds the UUID, with or without dashes.
    };

    [[nodiscard]] static TextPattern part(const QString &text, Qt::CaseSensitivity sensitivity);
    /// \param wildcards  whether an asterisk stands for any characters.
    [[nodiscard]] static TextPattern whole(const QString &text, Qt::CaseSensitivity sensitivity, bool wildcards = true);
    /// \a text is a regular expression of PCRE; see error().
    [[nodiscard]] static TextPattern expression(const QString &text, QRegularExpression::PatternOptions options);
    [[nodiscard]] static TextPattern uuid(const QUuid &uuid);

    [[nodiscard]] Type type() const { return m_type; }
    [[nodiscard]] QUuid uuid() const { return m_uuid; }
    /// A part of a PCRE expression that is wrong.
    struct Error
    {
        qsizetype offset = 0; ///< In the text given.
        QString text;         ///< In the words of PCRE.
    };
    /// Returns why a regular expression cannot be used, or nothing.
    [[nodiscard]] std::optional<Error> error() const;

    [[nodiscard]] bool matches(const QString &text) const;
    [[nodiscard]] bool matches(const PayloadText &payload) const;
    /// Returns how many texts a regular expression of any pattern of the process has given up on.
    [[nodiscard]] static quint64 gaveUp();

private:
    explicit TextPattern(Type type)
        : m_type(type)
    {}
    [[nodiscard]] bool matchesExpression(const QString &text) const;
    [[nodiscard]] bool isInEscaped(const PayloadText &text) const;

    Type m_type;
    QString m_text;
    Qt::CaseSensitivity m_sensitivity = Qt::CaseInsensitive;
    QRegularExpression m_expression; ///< Expression, and Whole with an asterisk.
    ByteFinder m_finder;             ///< Part and Uuid.
    ByteFinder m_undashed;           ///< Uuid.
    bool m_bytewise = false;         ///< m_finder gives the same result as a comparison of characters.
    bool m_plainLetters = false;     ///< No character of the pattern is written as an escape by any common encoder.
    QUuid m_uuid;
};

} // namespace Inspector
