// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QtNumeric>

#include <limits>

/// Arithmetic with times, which a filter may place beyond what 64 bits of nanoseconds hold (the years 1677 to 2262).
/// The result is then the highest or the lowest number, so that comparisons with times of messages stay right.
namespace Inspector {

[[nodiscard]] inline qint64 saturatedSum(qint64 one, qint64 other)
{
    qint64 sum = 0;
    if (!qAddOverflow(one, other, &sum))
        return sum;
    return other > 0 ? std::numeric_limits<qint64>::max() : std::numeric_limits<qint64>::min();
}

[[nodiscard]] inline qint64 saturatedProduct(qint64 one, qint64 other)
{
    qint64 product = 0;
    if (!qMulOverflow(one, other, &product))
        return product;
    return (one > 0) == (other > 0) ? std::numeric_limits<qint64>::max() : std::numeric_limits<qint64>::min();
}

} // namespace Inspector
