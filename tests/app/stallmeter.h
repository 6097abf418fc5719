// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QElapsedTimer>
#include <QtCore/QFile>
#include <QtCore/QObject>
#include <QtCore/QTimer>

#include <algorithm>

/// Measures how long the event loop of its thread does not return to a timer of one millisecond.
///
/// The time in which the thread could run and other threads had all processors is subtracted where the kernel counts it
/// (Linux, `schedstat`): on a busy machine the figure remains that of the program.
class StallMeter final : public QObject
{
public:
    StallMeter()
    {
        m_schedule.setFileName(QStringLiteral("/proc/thread-self/schedstat"));
        (void)m_schedule.open(QIODevice::ReadOnly | QIODevice::Unbuffered);
        QObject::connect(&m_timer, &QTimer::timeout, this, [this] { look(); });
        restart();
        m_timer.start(1);
    }

    /// Returns the longest stall since restart(), up to now, in milliseconds.
    [[nodiscard]] qint64 longestMs()
    {
        look();
        return m_longestNs / 1'000'000;
    }

    void restart()
    {
        m_clock.start();
        m_waitedNs = waitedNs();
        m_longestNs = 0;
    }

private:
    void look()
    {
        const qint64 elapsed = m_clock.nsecsElapsed();
        m_clock.start();
        const qint64 waited = waitedNs();
        m_longestNs = std::max(m_longestNs, elapsed - (waited - m_waitedNs));
        m_waitedNs = waited;
    }

    /// Returns for how long the thread has waited for a processor so far: the second figure of the file.
    [[nodiscard]] qint64 waitedNs()
    {
        if (!m_schedule.isOpen() || !m_schedule.seek(0))
            return 0;
        return m_schedule.read(128).split(' ').value(1).toLongLong();
    }

    QTimer m_timer;
    QElapsedTimer m_clock;
    QFile m_schedule;
    qint64 m_waitedNs = 0;
    qint64 m_longestNs = 0;
};
