// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "tests/formats/formatstest.h"

#include <QtCore/QFile>

using namespace Inspector;

namespace FormatsTest {

std::unique_ptr<CaptureReader> open(const QString &path)
{
    auto opened = CaptureReader::open(path);
    if (const auto *const error = std::get_if<CaptureError>(&opened))
        qFatal("%s", qPrintable(error->text()));
    return std::move(std::get<0>(opened));
}

std::vector<MessageRow> messages(const QString &path)
{
    const auto reader = open(path);
    return reader->messages(1, reader->messageCount());
}

QString emptyFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly))
        qFatal("%s", qPrintable(file.errorString()));
    return path;
}

} // namespace FormatsTest
