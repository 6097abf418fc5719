// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/capture/captureerror.h"

#include <QtCore/QString>

#include <functional>
#include <optional>

namespace Inspector {

/// Why a file could not be converted.
struct FormatError
{
    QString file; ///< As it was given; "-" is standard input or output.
    /// Where in the file, where that is known: lines from 1, offsets in bytes from 0.
    std::optional<quint64> line;
    std::optional<quint64> offset;
    QString problem;         ///< What is wrong there: a phrase without a full stop.
    QString advice = {};     ///< What to do about it: likewise.
    bool isCanceled = false; ///< The conversion was canceled; nothing is wrong with the file.
    bool isText = false;     ///< The problem is the whole text, with the name of the file.

    /// Returns file, place, problem and advice as one text.
    [[nodiscard]] QString text() const;
};

/// Returns \a error as the error of a conversion, in its own words.
[[nodiscard]] FormatError formatError(const CaptureError &error);

/// Returns the error of a conversion of \a file that was canceled.
[[nodiscard]] FormatError canceledConversion(const QString &file);

/// Called now and then with the work that is done, of a total in the same unit; a total of 0 is not known.
/// Returns false to cancel.
using ConversionProgress = std::function<bool(quint64 done, quint64 total)>;

} // namespace Inspector
