// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/wire/displaytext.h"

#include <QtCore/QChar>

#include <algorithm>
#include <array>

namespace RelayCore {

using namespace Qt::StringLiterals;

namespace {

/// Characters of other categories that show nothing (Default_Ignorable_Code_Point, and blanks that are no spaces).
bool isBlank(char32_t c)
{
    switch (c) {
    case 0x034F: // combining grapheme joiner
    case 0x115F: // Hangul fillers
    case 0x1160:
    case 0x3164:
    case 0xFFA0:
    case 0x17B4: // Khmer inherent vowels
    case 0x17B5:
    case 0x2800: // Braille blank
        return true;
    default:
        // Variation selectors; U+FE0E and U+FE0F choose between text and emoji.
        return (c >= 0x180B && c <= 0x180F) || (c >= 0xFE00 && c <= 0xFE0D) || (c >= 0xE0100 && c <= 0xE01EF);
    }
}

bool isDisplayable(char32_t c)
{
    constexpr std::array hidden{QChar::Other_Control,      QChar::Other_Format,      QChar::Other_Surrogate,
                                QChar::Other_PrivateUse,   QChar::Other_NotAssigned, QChar::Separator_Line,
                                QChar::Separator_Paragraph};
    return std::ranges::find(hidden, QChar::category(c)) == hidden.end() && !isBlank(c);
}

bool isPlain(QChar c)
{
    return c >= u' ' && c <= u'~';
}

QString escaped(char32_t c)
{
    switch (c) {
    case '\n':
        return u"\\n"_s;
    case '\r':
        return u"\\r"_s;
    case '\t':
        return u"\\t"_s;
    default:
        return c <= 0xFFFF ? u"\\u%1"_s.arg(uint(c), 4, 16, QChar(u'0')) : u"\\u{%1}"_s.arg(uint(c), 0, 16);
    }
}

} // namespace

QString displayText(const QString &text, LineBreaks lineBreaks)
{
    const auto keeps = [lineBreaks](char32_t c) {
        return isDisplayable(c) || (lineBreaks == LineBreaks::Keep && (c == '\n' || c == '\t'));
    };
    // Most texts need no change, and are not copied.
    const auto *const other = std::ranges::find_if_not(
        text, [&keeps](QChar c) { return isPlain(c) || (!c.isSurrogate() && keeps(c.unicode())); });
    if (other == text.cend())
        return text;
    const qsizetype first = other - text.cbegin();
    QString result;
    result.reserve(text.size());
    result += QStringView(text).first(first);
    for (qsizetype i = first; i < text.size(); ++i) {
        char32_t c = text[i].unicode();
        if (text[i].isHighSurrogate() && i + 1 < text.size() && text[i + 1].isLowSurrogate()) {
            c = QChar::surrogateToUcs4(text[i], text[i + 1]);
            ++i;
        }
        if (keeps(c))
            result += QStringView(QChar::fromUcs4(c));
        else
            result += escaped(c);
    }
    return result;
}

} // namespace RelayCore
