// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/export.h"

#include <QtCore/QString>

namespace RelayCore {

/// What becomes of line feeds and tabs in displayText().
enum class LineBreaks {
    Escape, ///< The result is one line.
    Keep,   ///< Line feeds and tabs stay.
};

/// Returns \a text in a form that is safe to show in a terminal, a log or a window.
///
/// Characters that control a terminal, break lines, turn the direction of text or are invisible are written as escapes:
/// `\n`, `\r`, `\t`, `\u202e`, `\u{e0041}`. These are the Unicode categories Cc, Cf, Cn, Co, Cs (lone surrogates), Zl
/// and Zp, variation selectors except the two that choose between text and emoji, and the blank letters of Hangul and
/// Braille. Everything else is unchanged, so a text that holds none of them is returned as it is.
///
/// \since 0.2
[[nodiscard]] RELAYCORE_EXPORT QString displayText(const QString &text, LineBreaks lineBreaks = LineBreaks::Escape);

} // namespace RelayCore
