// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QString>

namespace Inspector {

/// Returns \a reason, the text of an error of a file, in the language of the application.
///
/// The texts of Linux and SQLite for the usual errors are recognised; any other text is returned as it is. Those that
/// Qt translates itself ("Permission denied") need no more than a translation of the context QIODevice.
[[nodiscard]] QString translatedSystemError(const QString &reason);

} // namespace Inspector
