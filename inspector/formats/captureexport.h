// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/formats/capturescan.h"
#include "inspector/formats/conversion.h"
#include "inspector/formats/fileformat.h"
#include "inspector/formats/recordredactor.h"

#include <variant>

namespace Inspector {

struct ExportOptions
{
    FileFormat format = FileFormat::Ndjson;
    RedactionProfile redaction = RedactionProfile::Secrets;
    CaptureScan::Accept accept = {}; ///< Empty: every message.
    bool overwrite = false;          ///< Replaces a file that exists, once the output is complete.
};

/// What an export wrote.
struct ExportSummary
{
    quint64 connections = 0;
    quint64 messages = 0;
    qsizetype credentials = 0;   ///< Different ones that were replaced.
    qsizetype pseudonyms = 0;    ///< Different values that were replaced by pseudonyms.
    quint64 emptiedMessages = 0; ///< That could not be inflated, and may have held anything.
};

/// Writes the capture \a capture to \a output in another format, or as another capture.
///
/// The output appears under its name when it is complete, readable by its owner alone. Where something was redacted,
/// the output is searched for what was replaced; finding it is an error. \param output  a path, or "-" for standard
/// output. \par Threads  any; blocks.
[[nodiscard]] std::variant<ExportSummary, FormatError> exportCapture(const QString &capture, const QString &output,
                                                                     const ExportOptions &options,
                                                                     const ConversionProgress &progress);

/// Returns the folder, for openAsCapture(), from which adoptCapture() moves a capture to \a output without copying it.
[[nodiscard]] QString temporaryFolderFor(const QString &output);

/// Moves \a capture, which was made of a file of another format, to \a output as it is: what exportCapture() writes
/// with FileFormat::Capture and RedactionProfile::None, without a second pass. A file that exists is never overwritten.
[[nodiscard]] std::variant<ExportSummary, FormatError> adoptCapture(const OpenedCapture &capture,
                                                                    const QString &output);

} // namespace Inspector
