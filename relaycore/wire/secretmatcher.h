// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QByteArrayList>

#include <array>
#include <optional>
#include <vector>

namespace RelayCore {

/// Finds secrets in bytes, in the spellings in which peers quote them.
///
/// A secret is found as it is, percent-encoded and JSON-escaped (any subset of its characters, hexadecimal digits in
/// any case), and in base64 and base64url, also as a part of what was encoded ("user:secret"). A secret of which a
/// field holds only the beginning, because a limit cut the field, is found at the end of the field.
///
/// \par Threads  a plain value.
class SecretMatcher
{
public:
    /// Shorter secrets are not searched for: they would be found in innocent text.
    static constexpr qsizetype minimumBytes = 4;

    SecretMatcher();

    /// Adds \a secret, UTF-8. Does nothing where it is known, or shorter than minimumBytes.
    void add(const QByteArray &secret);
    [[nodiscard]] bool isEmpty() const { return m_patterns.empty(); }
    [[nodiscard]] const QByteArrayList &secrets() const { return m_secrets; }

    /// Returns \a text with \a replacement in the place of every secret. Does not copy where there is none.
    [[nodiscard]] QByteArray replaced(const QByteArray &text, QByteArrayView replacement) const;

private:
    struct Pattern
    {
        QByteArray bytes;
        bool isBase64 = false; ///< '+' and '-', '/' and '_' are the same; what surrounds it goes with it.
    };
    struct Range
    {
        qsizetype begin = 0;
        qsizetype end = 0;
    };

    void addPattern(const QByteArray &bytes, bool isBase64);
    [[nodiscard]] std::optional<Range> find(QByteArrayView text, qsizetype from) const;
    [[nodiscard]] quint64 candidatesAt(QByteArrayView text, qsizetype position) const;
    [[nodiscard]] std::optional<Range> rangeAt(QByteArrayView text, qsizetype position) const;

    QByteArrayList m_secrets;
    std::vector<Pattern> m_patterns;
    std::array<bool, 256> m_alphabet{}; ///< The bytes that a spelling may hold. Most text is skipped by this alone.
    std::array<bool, 256> m_mayBegin{}; ///< The bytes that a spelling may begin with.
    std::array<bool, 256> m_mayFollowBackslash{}; ///< The same for the second byte where the first is a backslash.
    /// For each byte, which patterns have it as their first, second and third: bit i for the patterns i, i + 64, ...
    std::array<std::array<quint64, 256>, 3> m_beginnings{};
    qsizetype m_shortest = 0;    ///< Length of the shortest spelling.
    qsizetype m_shortestCut = 0; ///< Length of the shortest beginning that is replaced at the end of a field.
};

} // namespace RelayCore
