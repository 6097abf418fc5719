// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QElapsedTimer>
#include <QtCore/QObject>
#include <QtCore/QTimer>

#include <algorithm>

/// Measures how long the event loop of its thread does not come round: a timer without an interval takes the time
/// between two of its events.
class StallMeter final : public QObject
{
public:
    StallMeter()
    {
        QObject::connect(&m_timer, &QTimer::timeout, this, [this] { look(); });
        m_clock.start();
        m_timer.start(1);
    }

    /// Returns the longest stall since restart(), up to now, in milliseconds.
    [[nodiscard]] qint64 longestMs()
    {
        look();
        return m_longestMs;
    }

    void restart()
    {
        m_clock.restart();
        m_longestMs = 0;
    }

private:
    void look() { m_longestMs = std::max(m_longestMs, m_clock.restart()); }

    QTimer m_timer;
    QElapsedTimer m_clock;
    qint64 m_longestMs = 0;
};
