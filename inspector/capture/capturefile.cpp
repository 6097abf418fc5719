// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/capture/capturefile.h"

#include <QtCore/QFile>
#include <QtCore/QStringList>

#include <filesystem>
#include <system_error>

using namespace Qt::Literals::StringLiterals;

namespace Inspector {

void removeCaptureLogs(const QString &path)
{
    for (const QString &suffix : {u"-wal"_s, u"-shm"_s, u"-journal"_s})
        QFile::remove(path + suffix);
}

QString replaceFile(const QString &file, const QString &path)
{
    std::error_code error;
    std::filesystem::rename(file.toStdU16String(), path.toStdU16String(), error);
    return error ? QString::fromStdString(error.message()) : QString();
}

} // namespace Inspector
