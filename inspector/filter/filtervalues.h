// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/filter/filterast.h"
#include "inspector/filter/filterkeys.h"

#include <optional>
#include <variant>

/// The values of the filter language: numbers, sizes, durations, times, UUIDs.
namespace Inspector::FilterValues {

/// What is wrong with a value, relative to its beginning.
struct Problem
{
    qsizetype position = 0;
    qsizetype length = 0;
    QString text; ///< Translated: "Expected …".
};
using Result = std::variant<FilterValue, Problem>;

/// Reads \a text as a value of the key \a info, which is not in quotes and no regular expression.
[[nodiscard]] Result read(const FilterKeyInfo &info, const QString &text, Qt::CaseSensitivity sensitivity);
/// Reads \a text, which was written in quotes: it is a text, whatever it looks like.
[[nodiscard]] Result readQuoted(const FilterKeyInfo &info, const QString &text, Qt::CaseSensitivity sensitivity);

/// Returns the bytes that \a text means, such as 100, 4k, 1.5MiB.
[[nodiscard]] std::optional<qint64> bytes(QStringView text);
/// Returns the nanoseconds that \a text means, such as 200ms, 1m30s, 1.5s.
[[nodiscard]] std::optional<qint64> duration(QStringView text);
/// Returns the time that \a text means: +1.5s, 12:30:15.250, 2026-05-04T08:15:30Z.
[[nodiscard]] std::optional<FilterTime> time(QStringView text);
/// Returns \a text without dashes, braces and \c urn:uuid: in lower case, if that is the beginning of a UUID.
[[nodiscard]] std::optional<FilterUuid> uuid(const QString &text);

} // namespace Inspector::FilterValues
