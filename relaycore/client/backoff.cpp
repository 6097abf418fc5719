// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/client/backoff.h"

#include <algorithm>
#include <cmath>

namespace RelayCore {

using std::chrono::milliseconds;

Backoff::Backoff(const BackoffOptions &options)
    : m_options(options)
{}

milliseconds Backoff::next(double random)
{
    auto ceiling = m_options.initial;
    for (int i = 0; i < m_attempts && ceiling < m_options.maximum; ++i)
        ceiling *= 2;
    ceiling = std::max(std::min(ceiling, m_options.maximum), m_options.floor);
    ++m_attempts;
    if (!m_options.jitter)
        return ceiling;
    const auto span = static_cast<double>((ceiling - m_options.floor).count());
    const auto share = std::clamp(random, 0.0, 1.0);
    return m_options.floor + milliseconds(std::llround(share * span));
}

} // namespace RelayCore
