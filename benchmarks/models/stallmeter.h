// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QElapsedTimer>
#include <QtCore/QTimer>

#include <algorithm>

namespace RelayBench {

/// Measures for how long the event loop of its thread does not get to a timer that is due every millisecond.
class StallMeter
{
public:
    StallMeter()
    {
        m_timer.setTimerType(Qt::PreciseTimer);
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { tick(); });
        m_since.start();
        m_timer.start(1);
    }

    /// Returns the longest time between two ticks, in milliseconds.
    [[nodiscard]] double longest()
    {
        tick();
        return double(m_longest) / 1e6;
    }

private:
    void tick()
    {
        m_longest = std::max(m_longest, m_since.nsecsElapsed());
        m_since.start();
    }

    QTimer m_timer;
    QElapsedTimer m_since;
    qint64 m_longest = 0;
};

} // namespace RelayBench
