// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QString>

#include <chrono>

namespace Inspector {

/// Returns \a duration in milliseconds, to a thousandth.
[[nodiscard]] inline double milliseconds(std::chrono::nanoseconds duration)
{
    return double(duration.count() / 1'000) / 1'000;
}

/// Returns "1 day" or "2 days".
[[nodiscard]] inline QString counted(qsizetype count, QLatin1StringView one, QLatin1StringView many)
{
    return QString::number(count) + u' ' + (count == 1 ? one : many);
}

} // namespace Inspector
