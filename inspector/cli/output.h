// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QString>

/// Where relayctl writes: events to standard output, words for people to standard error.
namespace Inspector::Output {

/// Call this first of all: from now on a reader of standard output that has gone is a failed write() instead of the end
/// of the process, and standard streams that were closed are not taken by the first files and sockets that are opened.
void prepare();

/// Writes \a line (newline included) at once. Returns false if standard output does not take it: its reader has gone,
/// or the disk is full.
bool write(const QByteArray &line);

/// Writes \a text to standard error at once. What standard error does not take is lost.
void writeError(const QByteArray &text);

/// Writes `relayctl: text` to standard error. Control characters, which a relay's words may hold, are replaced.
void say(const QString &text);

/// Writes \a text as a line to standard output, for people. Returns the same as write().
bool show(const QString &text);

/// Returns whether standard output is a terminal.
[[nodiscard]] bool isTerminal();

/// Returns whether standard error is a terminal.
[[nodiscard]] bool isErrorTerminal();

/// Returns the columns of the terminal that standard output is, or 80 if they are not known.
[[nodiscard]] int terminalWidth();

/// Returns whether that terminal understands escape sequences (TERM is set, and not to "dumb").
[[nodiscard]] bool canRewrite();

/// Returns canRewrite(), unless NO_COLOR is set (https://no-color.org).
[[nodiscard]] bool wantsColour();

} // namespace Inspector::Output
