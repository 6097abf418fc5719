// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QList>

#include <array>

namespace Inspector {

/// Counts messages per second of the last minute.
class MessageRate
{
public:
    void add(qint64 timeNs);
    /// Returns the messages of each of the \a seconds seconds up to \a endSecond, oldest first.
    [[nodiscard]] QList<int> last(qint64 endSecond, int seconds) const;
    /// Returns the second of the newest message, since the epoch; 0 without one.
    [[nodiscard]] qint64 newestSecond() const { return m_newest; }

private:
    static constexpr std::size_t kept = 64;
    static std::size_t slot(qint64 second) { return std::size_t(second) % kept; }

    std::array<int, kept> m_ring{};
    qint64 m_newest = 0;
};

} // namespace Inspector
