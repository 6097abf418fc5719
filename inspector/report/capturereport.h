// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/report/attemptreport.h"

#include <QtCore/QString>

#include <atomic>
#include <functional>
#include <variant>

namespace Inspector {

/// Reads the capture at \a path, judges its attempts, and returns attemptReport() about them, the most troubled first;
/// or why the capture cannot be read, as a translated sentence.
/// \param isIncluded  which attempts are described, by the id of their offer; empty: all.
/// \param cancelled   looked at between attempts: an empty page is returned then.
/// \par Threads  any; takes seconds for a million messages.
[[nodiscard]] std::variant<QByteArray, QString> captureReport(const QString &path, const AttemptReportOptions &options,
                                                              const std::function<bool(MessageId)> &isIncluded = {},
                                                              const std::atomic_bool *cancelled = nullptr);

/// Writes \a page to the file \a path, completely or not at all, readable for its owner alone as the capture is.
/// \return what went wrong, as the operating system describes it; empty where nothing did.
[[nodiscard]] QString saveReport(const QByteArray &page, const QString &path);

} // namespace Inspector
