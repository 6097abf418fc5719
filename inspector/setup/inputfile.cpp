// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/setup/inputfile.h"

#include "inspector/setup/texts.h"

#include <QtCore/QFile>
#include <QtCore/QFileInfo>

namespace Inspector {

std::variant<QByteArray, QString> readInputFile(const QString &path, qint64 maxBytes)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Setup::tr("Cannot read %1: %2.").arg(path, file.errorString());
    const QByteArray content = file.read(maxBytes + 1);
    if (file.error() != QFileDevice::NoError)
        return Setup::tr("Cannot read %1: %2.").arg(path, file.errorString());
    if (content.size() > maxBytes)
        return Setup::tr("%1 is larger than %2 bytes.").arg(path, QString::number(maxBytes));
    return content;
}

bool isRereadable(const QString &path)
{
    const QFileInfo info(path);
    return info.isFile() || !info.exists(); // A file that is missing may come back.
}

} // namespace Inspector
