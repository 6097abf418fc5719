// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/formats/capturescan.h"
#include "inspector/formats/fileformat.h"
#include "inspector/formats/formaterror.h"

#include <QtCore/QIODevice>
#include <QtCore/QTemporaryDir>

#include <memory>
#include <optional>
#include <variant>

namespace Inspector {

/// A file that was opened as a capture: a capture itself, or one that was made of another format, or of all captures of
/// a database, in a temporary folder, which goes with this object.
struct OpenedCapture
{
    std::unique_ptr<QTemporaryDir> folder; ///< Empty where the file is a capture.
    QString path;                          ///< Of the capture.
    quint64 otherEntries = 0;              ///< HAR: entries that are not WebSocket connections.
    std::optional<FormatError> broken;     ///< What was read is only the part before this.
};

/// Opens \a input as a capture. Its format is \a from, or else recognized by its suffix or its content.
/// \param input  a path, "-" for standard input, or the address of a database or of a capture in it.
/// \param folder  where a temporary capture is made: a template of QTemporaryDir; empty: the system's folder.
/// \param keepPartial  a broken file is opened with what was read before the fault; otherwise that is an error.
/// \par Threads  any; blocks.
[[nodiscard]] std::variant<OpenedCapture, FormatError> openAsCapture(const QString &input,
                                                                     std::optional<FileFormat> from, bool keepPartial,
                                                                     const ConversionProgress &progress,
                                                                     const QString &folder = {});

/// Returns a writer of \a format to \a device. Captures have none: see CaptureImporter.
[[nodiscard]] std::unique_ptr<RecordSink> makeWriter(FileFormat format, QIODevice &device);

/// Returns the order in which a writer of \a format takes a capture.
[[nodiscard]] CaptureScan::Order scanOrder(FileFormat format);

} // namespace Inspector
