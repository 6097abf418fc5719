// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QString>

#include <optional>

namespace Inspector {

/// Returns the nanoseconds since 1970 that \a text, a date and time of ISO 8601 with an offset, stands for; with as
/// many digits behind the second as it has. Empty where it is none.
[[nodiscard]] std::optional<qint64> nanosecondsFromIso(const QString &text);

} // namespace Inspector
