// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/protocol/lonesurrogates.h"

#include <QtCore/QChar>
#include <QtCore/QStringView>

#include <optional>

namespace RelayCore {
namespace {

constexpr QByteArrayView mark("\xF4\x8F\xBF\xBF"); // U+10FFFF
constexpr char32_t markCodePoint = 0x10ffff;
constexpr char16_t firstSubstitute = 0xe000; // Stands for U+D800.
constexpr char16_t markSubstitute = 0xe800;  // One more than the substitute of U+DFFF.
constexpr qsizetype escapeSize = 6;          // \uXXXX

/// Returns the code unit of the escape `\uXXXX` at the beginning of \a text.
std::optional<char16_t> escapedUnit(QByteArrayView text)
{
    if (text.size() < escapeSize || text[0] != '\\' || text[1] != 'u')
        return std::nullopt;
    char16_t unit = 0;
    for (const char c : text.sliced(2, escapeSize - 2)) {
        const int digit = c >= '0' && c <= '9'   ? c - '0'
                          : c >= 'a' && c <= 'f' ? c - 'a' + 10
                          : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                                 : -1;
        if (digit < 0)
            return std::nullopt;
        unit = char16_t(unit << 4 | digit);
    }
    return unit;
}

void appendMarked(QByteArray &out, char16_t substitute)
{
    out += mark;
    out += QStringView(&substitute, 1).toUtf8();
}

} // namespace

QByteArray replaceLoneSurrogates(QByteArrayView json)
{
    QByteArray out;
    bool found = false;
    for (qsizetype at = 0; at < json.size();) {
        const QByteArrayView rest = json.sliced(at);
        qsizetype taken = 1;
        if (const auto unit = escapedUnit(rest); unit && QChar::isSurrogate(*unit)) {
            const auto next = escapedUnit(rest.sliced(escapeSize));
            if (QChar::isHighSurrogate(*unit) && next && QChar::isLowSurrogate(*next)) {
                taken = 2 * escapeSize;
                if (QChar::surrogateToUcs4(*unit, *next) == markCodePoint)
                    appendMarked(out, markSubstitute);
                else
                    out += rest.first(taken);
            } else {
                taken = escapeSize;
                found = true;
                appendMarked(out, char16_t(firstSubstitute + (*unit - 0xd800)));
            }
        } else if (rest.startsWith(mark)) {
            taken = mark.size();
            appendMarked(out, markSubstitute);
        } else {
            // The character after a backslash is part of its escape: "\\ud800" is a backslash, and letters.
            taken = rest[0] == '\\' && rest.size() > 1 ? 2 : 1;
            out += rest.first(taken);
        }
        at += taken;
    }
    return found ? out : QByteArray();
}

QString restoreLoneSurrogates(const QString &text)
{
    const char16_t high = QChar::highSurrogate(markCodePoint);
    const char16_t low = QChar::lowSurrogate(markCodePoint);
    QString out;
    for (qsizetype at = 0; at < text.size(); ++at) {
        if (text[at] != high || at + 2 >= text.size() || text[at + 1] != low) {
            out += text[at];
            continue;
        }
        at += 2;
        const char16_t substitute = text[at].unicode();
        if (substitute == markSubstitute)
            out += QStringView(text).sliced(at - 2, 2);
        else
            out += QChar(char16_t(0xd800 + (substitute - firstSubstitute)));
    }
    return out;
}

} // namespace RelayCore
