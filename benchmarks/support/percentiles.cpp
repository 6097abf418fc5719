// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "benchmarks/support/percentiles.h"

#include <algorithm>

namespace RelayBench {

QJsonObject percentiles(std::vector<qint64> values)
{
    std::sort(values.begin(), values.end());
    const auto percentile = [&values](double share) {
        return static_cast<double>(values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1))]);
    };
    return {{QStringLiteral("p50"), percentile(0.50)},
            {QStringLiteral("p90"), percentile(0.90)},
            {QStringLiteral("p99"), percentile(0.99)},
            {QStringLiteral("max"), percentile(1)}};
}

} // namespace RelayBench
