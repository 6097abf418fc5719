// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/client/backoff.h"

#include <algorithm>
#include <cmath>

namespace RelayCore {

using std::chrono::milliseconds;

BackoffPolicy exponentialBackoff(const BackoffOptions &options)
{
    return [options](int attempt, double random) {
        auto ceiling = options.initial;
        for (int i = 1; i < attempt && ceiling < options.maximum; ++i)
            ceiling *= 2;
        ceiling = std::max(std::min(ceiling, options.maximum), options.floor);
        if (!options.jitter)
            return ceiling;
        const auto span = static_cast<double>((ceiling - options.floor).count());
        return options.floor + milliseconds(std::llround(std::clamp(random, 0.0, 1.0) * span));
    };
}

} // namespace RelayCore
