// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/capture/captureimporter.h"
#include "inspector/capture/capturereader.h"
#include "inspector/formats/capturescan.h"
#include "inspector/formats/recordsink.h"

#include <QtCore/QBuffer>

#include <memory>
#include <vector>

/// What the tests of formats share.
namespace FormatsTest {

/// Opens the capture at \a path, or aborts the test.
[[nodiscard]] std::unique_ptr<Inspector::CaptureReader> open(const QString &path);

/// Returns all messages of the capture at \a path.
[[nodiscard]] std::vector<Inspector::MessageRow> messages(const QString &path);

/// Creates an empty file at \a path, as an importer takes it, and returns \a path.
[[nodiscard]] QString emptyFile(const QString &path);

/// Returns what \a Writer makes of the capture at \a path, or aborts the test.
template<typename Writer>
[[nodiscard]] QByteArray written(const QString &path, Inspector::CaptureScan::Order order)
{
    const auto reader = open(path);
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    Writer writer(buffer);
    if (const auto error = Inspector::CaptureScan(*reader, order).run(writer))
        qFatal("%s", qPrintable(error->text()));
    if (!writer.finish())
        qFatal("%s", qPrintable(writer.error()));
    return buffer.data();
}

/// Reads \a bytes with \a Reader into a capture at \a path, up to the first error, which is returned.
template<typename Reader>
[[nodiscard]] std::optional<Inspector::FormatError> read(QByteArray bytes, const QString &name, const QString &path)
{
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::ReadOnly);
    Inspector::CaptureImporter importer(emptyFile(path));
    std::optional<Inspector::FormatError> error = Reader(buffer, name, importer).read({});
    if (!importer.finish())
        qFatal("%s", qPrintable(importer.error()->text()));
    return error;
}

} // namespace FormatsTest
