// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QString>

namespace Inspector {

/// Removes what SQLite keeps beside the capture \a path. To be called before a complete file takes that name: SQLite
/// would apply a log of another capture to it, where a program has ended without closing that one.
void removeCaptureLogs(const QString &path);

/// Gives \a file the name \a path in one step, so that there is always the older or the new file. Returns why that is
/// not possible, or an empty text.
[[nodiscard]] QString replaceFile(const QString &file, const QString &path);

} // namespace Inspector
