// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QJsonObject>

#include <vector>

namespace RelayBench {

/// p50, p90, p99 and max of \a values, of which there must be one at least.
[[nodiscard]] QJsonObject percentiles(std::vector<qint64> values);

} // namespace RelayBench
