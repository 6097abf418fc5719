// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/report/reporttext.h"

#include <QtCore/QByteArray>

#include <span>

namespace Inspector {

struct AttemptReportOptions
{
    QString capture;       ///< The name of the file, for the heading.
    QString version;       ///< Of the program that writes the report.
    bool redact = true;    ///< Hides credentials, ICE passwords and user name fragments.
    qsizetype limit = 100; ///< How many attempts are described; the others are counted.
};

/// Returns a report on \a attempts, in their order: one self-contained HTML page, UTF-8, without scripts and without
/// references to other files, in the colours that the reader prefers, light on paper.
/// \param messages  returns the rows with their payloads.
[[nodiscard]] QByteArray attemptReport(const CaptureIndex &index, std::span<const AttemptRank> attempts,
                                       const MessageSource &messages, const AttemptReportOptions &options);

} // namespace Inspector
