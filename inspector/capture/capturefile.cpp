// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/capture/capturefile.h"

#include "inspector/capture/sqlitedialect.h"

#include <filesystem>
#include <system_error>

namespace Inspector {

void removeCaptureLogs(const QString &path)
{
    Sqlite::removeLogs(path);
}

QString replaceFile(const QString &file, const QString &path)
{
    std::error_code error;
    std::filesystem::rename(file.toStdU16String(), path.toStdU16String(), error);
    return error ? QString::fromStdString(error.message()) : QString();
}

} // namespace Inspector
