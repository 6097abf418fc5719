// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/filter/filterast.h"

#include <QtCore/QString>

#include <optional>

/// Changes of filters as texts, for what a person does with a mouse instead of the keyboard.
namespace Inspector {

/// A range of times, in nanoseconds since the epoch. Both ends belong to it.
struct FilterSpan
{
    qint64 fromNs = 0;
    qint64 toNs = 0;
    bool operator==(const FilterSpan &) const = default;
};

/// Returns \a time in nanoseconds since the epoch, in a capture whose first message is at \a startNs.
[[nodiscard]] qint64 filterTimeNs(const FilterTime &time, qint64 startNs);

/// Returns a filter for what matches \a filter and \a term.
[[nodiscard]] QString filterWithTerm(const Filter &filter, const QString &term);

/// Returns the range of the condition on time that every match of \a filter meets; nothing where there is none, or not
/// exactly one with two ends.
[[nodiscard]] std::optional<FilterSpan> spanOfFilter(const Filter &filter, qint64 startNs);
/// Returns \a filter with \a span in place of its condition on time, or added to it; without \a span with no condition
/// on time.
[[nodiscard]] QString filterWithSpan(const Filter &filter, const std::optional<FilterSpan> &span, qint64 startNs);

/// Returns the time \a ns after the first message as the language writes it, exactly: "+1.25s"; not before it.
[[nodiscard]] QString filterOffset(qint64 ns);

} // namespace Inspector
