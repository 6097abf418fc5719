// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/app/capturename.h"

#include "inspector/capture/captureaddress.h"

#include <QtCore/QDir>
#include <QtCore/QFileInfo>

namespace Inspector {

std::pair<QString, QString> nameAndPlace(const QString &path)
{
    const auto parsed = DatabaseAddress::parse(path);
    if (const auto *const address = std::get_if<DatabaseAddress>(&parsed))
        return {address->capture.isEmpty() ? address->database : address->capture, address->withoutCapture().text()};
    const QFileInfo file(path);
    return {file.fileName(), QDir::toNativeSeparators(file.path())};
}

} // namespace Inspector
