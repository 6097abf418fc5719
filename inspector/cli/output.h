// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QString>

/// Where relayctl writes: events to standard output, words for people to standard error.
namespace Inspector::Output {

/// Writes \a line (newline included) and flushes. \return false once nobody reads standard output any more.
bool write(const QByteArray &line);

/// `relayctl: text` on standard error. Control characters (a relay's words may hold some) are shown, not obeyed.
void say(const QString &text);

/// \a text as a line on standard output, for people. \return as write().
bool show(const QString &text);

/// Whether a person sees standard output.
[[nodiscard]] bool isTerminal();

/// The columns of the terminal that standard output is; 80 where that is not known.
[[nodiscard]] int terminalWidth();

/// Whether that terminal understands escape sequences (TERM is set, and not to "dumb").
[[nodiscard]] bool canRewrite();

/// canRewrite(), and nobody has set NO_COLOR (https://no-color.org).
[[nodiscard]] bool wantsColour();

} // namespace Inspector::Output
