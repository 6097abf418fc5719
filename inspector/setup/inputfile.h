// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QString>

#include <variant>

namespace Inspector {

/// Reads \a path as a whole, once: it may be a pipe, such as the shell's `<(command)`.
/// Returns a translated sentence if the file cannot be read or holds more than \a maxBytes bytes. The sentence names
/// the file and never holds its content.
/// \par Threads  any; blocks until a pipe has been closed by its writer.
[[nodiscard]] std::variant<QByteArray, QString> readInputFile(const QString &path, qint64 maxBytes);

/// Returns whether \a path can be read more than once, which a pipe cannot.
/// \par Threads  any.
[[nodiscard]] bool isRereadable(const QString &path);

} // namespace Inspector
