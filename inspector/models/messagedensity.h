// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/filter/filteredit.h"

#include <QtCore/QObject>
#include <QtCore/QString>
#include <QtCore/QTimer>

#include <array>
#include <optional>
#include <vector>

namespace Inspector {

class CaptureFeed;

/// How many messages of which kind a capture has over time, in bars of the same duration: 1, 5, 10 or 50 milliseconds
/// and so on, as short as the number of bars allows. It covers the whole capture and grows with it, or a part that was
/// zoomed in to. A large capture is counted in parts, between which the event loop runs.
///
/// \par Threads  the GUI thread.
class MessageDensity final : public QObject
{
    Q_OBJECT

public:
    /// What is counted apart, from the bottom of a bar to its top.
    enum Group { Control, Registration, Response, Offer, Answer, Error, GroupCount };
    struct Bar
    {
        std::array<quint32, GroupCount> counts{};
        [[nodiscard]] quint32 total() const;
    };

    /// \param feed  outlives the object.
    explicit MessageDensity(const CaptureFeed *feed, QObject *parent = nullptr);

    /// Sets how many bars there may be.
    void setMostBars(int most);
    /// Sets how many messages are counted at once.
    void setPortion(quint32 messages) { m_portion = messages; }
    /// Shows \a span only, as far as the capture has it; without it the whole capture.
    void zoom(const std::optional<FilterSpan> &span);
    [[nodiscard]] bool isZoomed() const { return m_zoom.has_value(); }

    [[nodiscard]] const std::vector<Bar> &bars() const { return m_bars; }
    /// Returns the highest total of a bar.
    [[nodiscard]] quint32 highest() const { return m_highest; }
    [[nodiscard]] qint64 barNs() const { return m_barNs; }
    /// Returns when the first bar begins.
    [[nodiscard]] qint64 startNs() const { return m_startNs; }
    [[nodiscard]] qint64 endNs() const { return m_startNs + m_barNs * qint64(m_bars.size()); }
    /// Returns when the first and the last message of the capture were captured.
    [[nodiscard]] FilterSpan capture() const;
    /// Returns the name of the colour token of \a group.
    [[nodiscard]] static QString token(Group group);
    [[nodiscard]] static QString groupName(Group group);

Q_SIGNALS:
    void changed();

private:
    void rebuild();
    /// Counts what the index has and was not counted, or the next part of it.
    void count();
    void take(std::size_t at);
    void coarsen();
    void announce();
    /// Returns the place of the shortest duration with which \a span has few enough bars.
    [[nodiscard]] std::size_t durationFor(const FilterSpan &span) const;

    const CaptureFeed *m_feed;
    int m_most = 200;
    std::optional<FilterSpan> m_zoom;
    std::vector<Bar> m_bars;
    quint32 m_highest = 0;
    qint64 m_startNs = 0;
    qint64 m_barNs = 0;
    std::size_t m_duration = 0; ///< Place of m_barNs in the table of durations.
    quint32 m_counted = 0;
    quint32 m_portion = 262'144;
    /// Messages that were there when zooming began and are newer than the span: they need not be looked at.
    quint32 m_skipFrom = 0;
    quint32 m_skipTo = 0;
    QTimer m_rest; ///< Active while messages are left to be counted.
};

} // namespace Inspector
