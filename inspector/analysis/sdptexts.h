// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QList>
#include <QtCore/QString>
#include <QtCore/QStringView>
#include <QtCore/QVarLengthArray>

#include <algorithm>
#include <cstring>
#include <optional>

/// What the readers of session descriptions share. Internal to the module.
///
/// Everything read from a description is a template over the type of its texts: QString where the values outlive the
/// description, QStringView where only verdicts are taken from them, which saves an allocation per value.
namespace Inspector {

/// Makes the texts of values out of the text that is read.
template<typename String>
class SdpTexts;

template<>
class SdpTexts<QString>
{
public:
    [[nodiscard]] QString text(QStringView part) const { return part.toString(); }
    [[nodiscard]] QString lower(QStringView part) const { return part.toString().toLower(); }
    [[nodiscard]] QString made(QString text) const { return text; }
};

/// Views into the text that is read. What differs from it is kept here, so this has to live as long as the views.
template<>
class SdpTexts<QStringView>
{
public:
    [[nodiscard]] QStringView text(QStringView part) const { return part; }
    [[nodiscard]] QStringView lower(QStringView part)
    {
        const auto isLower = [](QChar c) { return c < u'A' || (c > u'Z' && c < QChar(0x80)); };
        return std::all_of(part.cbegin(), part.cend(), isLower) ? part : made(part.toString().toLower());
    }
    [[nodiscard]] QStringView made(const QString &text)
    {
        m_made.append(text);
        return m_made.constLast();
    }

private:
    QList<QString> m_made;
};

/// Returns whether \a text is \a name. Where QStringView would call a function of Qt, this compares the lengths first:
/// a line is compared with many names.
template<std::size_t Size>
[[nodiscard]] inline bool isName(QStringView text, const char16_t (&name)[Size])
{
    return text.size() == qsizetype(Size - 1) && std::memcmp(text.utf16(), name, (Size - 1) * sizeof(char16_t)) == 0;
}

using SdpWords = QVarLengthArray<QStringView, 24>;

/// Returns the parts of \a text between spaces; none is empty.
[[nodiscard]] inline SdpWords sdpWords(QStringView text)
{
    SdpWords words;
    const QChar *const end = text.cend();
    for (const QChar *begin = text.cbegin(); begin != end;) {
        const QChar *const space = std::find(begin, end, QChar(u' '));
        if (space != begin)
            words.append(QStringView(begin, space));
        begin = space == end ? end : space + 1;
    }
    return words;
}

/// Returns the number that \a text consists of; nothing where it has other characters than digits or is above
/// \a highest.
template<typename Number>
[[nodiscard]] std::optional<Number> sdpNumber(QStringView text, Number highest)
{
    if (text.isEmpty())
        return std::nullopt;
    quint64 value = 0;
    for (const QChar c : text) {
        if (c < u'0' || c > u'9')
            return std::nullopt;
        const quint64 digit = c.unicode() - u'0';
        if (value > (quint64(highest) - digit) / 10)
            return std::nullopt;
        value = value * 10 + digit;
    }
    return Number(value);
}

} // namespace Inspector
