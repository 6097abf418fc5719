// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/analysis/messagerate.h"

namespace Inspector {

void MessageRate::add(qint64 timeNs)
{
    const qint64 second = timeNs / 1'000'000'000;
    if (second > m_newest) {
        const qint64 gap = qMin(second - m_newest, qint64(kept));
        for (qint64 i = 1; i <= gap; ++i)
            m_ring[slot(second - gap + i)] = 0;
        m_newest = second;
    }
    if (m_newest - second < qint64(kept))
        ++m_ring[slot(second)];
}

QList<int> MessageRate::last(qint64 endSecond, int seconds) const
{
    QList<int> counts;
    counts.reserve(seconds);
    for (qint64 second = endSecond - seconds + 1; second <= endSecond; ++second) {
        const bool known = second <= m_newest && m_newest - second < qint64(kept);
        counts.append(known ? m_ring[slot(second)] : 0);
    }
    return counts;
}

} // namespace Inspector
