// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QByteArrayView>
#include <QtCore/QString>

#include <optional>

namespace Inspector {

enum class FileFormat : quint8 {
    Capture, ///< A capture, .relaycap
    Ndjson,  ///< .ndjson, .jsonl
    Har,     ///< .har
    Pcapng,  ///< .pcapng; written only
};

/// Returns the name of \a format, as \c --from and \c --to take it.
[[nodiscard]] QLatin1StringView formatName(FileFormat format);
[[nodiscard]] std::optional<FileFormat> formatFromName(QStringView name);
/// Returns the format that the suffix of \a path stands for.
[[nodiscard]] std::optional<FileFormat> formatFromPath(const QString &path);
/// Returns the format of a file that begins with \a head, at least a few hundred bytes where the file has them.
[[nodiscard]] std::optional<FileFormat> formatFromContent(QByteArrayView head);

} // namespace Inspector
