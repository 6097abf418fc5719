// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/models/messagedensity.h"

#include "inspector/models/capturefeed.h"

#include <algorithm>
#include <numeric>

namespace Inspector {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 ms = 1'000'000;
constexpr qint64 second = 1'000 * ms;
constexpr qint64 day = 86'400 * second;
// Each is a multiple of the one before, so that bars can be joined.
constexpr std::array durations{ms / 100,       ms / 20,         ms / 10,     ms / 2,       ms,           5 * ms,
                               10 * ms,        50 * ms,         100 * ms,    500 * ms,     second,       5 * second,
                               10 * second,    30 * second,     60 * second, 300 * second, 600 * second, 1'800 * second,
                               3'600 * second, 21'600 * second, day,         7 * day,      364 * day};

MessageDensity::Group groupOf(MessageKind kind, MessageTraits traits)
{
    if (traits.outcome() == MessageTraits::Outcome::Failed)
        return MessageDensity::Error;
    switch (kind) {
    case MessageKind::Registration:
        return MessageDensity::Registration;
    case MessageKind::Response:
        return MessageDensity::Response;
    case MessageKind::Offer:
        return MessageDensity::Offer;
    case MessageKind::Answer:
        return MessageDensity::Answer;
    case MessageKind::Ping:
    case MessageKind::Pong:
    case MessageKind::Close:
        return MessageDensity::Control;
    case MessageKind::Returned:
    case MessageKind::Other:
        break;
    }
    return MessageDensity::Error;
}

} // namespace

quint32 MessageDensity::Bar::total() const
{
    return std::accumulate(counts.cbegin(), counts.cend(), 0U);
}

MessageDensity::MessageDensity(const CaptureFeed *feed, QObject *parent)
    : QObject(parent)
    , m_feed(feed)
{
    connect(feed, &CaptureFeed::indexed, this, &MessageDensity::count);
    connect(feed, &CaptureFeed::reset, this, [this] {
        m_zoom.reset();
        rebuild();
    });
    rebuild();
}

void MessageDensity::setMostBars(int most)
{
    if (most == m_most || most < 1)
        return;
    m_most = most;
    rebuild();
}

void MessageDensity::zoom(const std::optional<FilterSpan> &span)
{
    if (span == m_zoom)
        return;
    m_zoom = span;
    rebuild();
}

FilterSpan MessageDensity::capture() const
{
    const auto &times = m_feed->timesNs();
    return times.empty() ? FilterSpan() : FilterSpan{times.front(), times.back()};
}

void MessageDensity::rebuild()
{
    m_bars.clear();
    m_highest = 0;
    m_counted = 0;
    m_duration = 0;
    const auto &times = m_feed->timesNs();
    if (!times.empty()) {
        const FilterSpan span = m_zoom.value_or(capture());
        const auto isTooShort = [&](qint64 duration) { return (span.toNs - span.fromNs) / duration + 2 > m_most; };
        while (m_duration + 1 < durations.size() && isTooShort(durations.at(m_duration)))
            ++m_duration;
        if (m_zoom)
            m_counted = quint32(std::lower_bound(times.begin(), times.end(), span.fromNs) - times.begin());
        // Counted from the first message, so that the times of bars are short in the filter language.
        const qint64 offset = std::max(qint64(0), span.fromNs - times.front());
        m_startNs = span.fromNs - offset % durations.at(m_duration);
    }
    m_barNs = durations.at(m_duration);
    if (m_zoom)
        m_bars.resize(std::size_t((m_zoom->toNs - m_startNs) / m_barNs) + 1);
    count();
    if (times.empty())
        Q_EMIT changed();
}

void MessageDensity::count()
{
    const auto &times = m_feed->timesNs();
    const quint32 messages = m_feed->indexedCount();
    if (m_counted >= messages)
        return;
    if (m_counted == 0 && !m_zoom && m_bars.empty())
        m_startNs = times.front();
    const auto &kinds = m_feed->kinds();
    const auto &traits = m_feed->index().traits();
    for (; m_counted < messages; ++m_counted) {
        qint64 bar = (times[m_counted] - m_startNs) / m_barNs;
        if (m_zoom && (bar < 0 || bar >= qint64(m_bars.size())))
            continue;
        // Clocks can be set back: what seems to be before the first message is counted with it.
        bar = std::max(qint64(0), bar);
        while (bar >= m_most && !m_zoom && m_duration + 1 < durations.size()) {
            coarsen();
            bar = (times[m_counted] - m_startNs) / m_barNs;
        }
        const auto place = std::size_t(std::clamp(bar, qint64(0), qint64(m_most) * 2));
        if (place >= m_bars.size())
            m_bars.resize(place + 1);
        ++m_bars[place].counts.at(groupOf(kinds[m_counted], traits[m_counted]));
    }
    m_highest = 0;
    for (const Bar &bar : m_bars)
        m_highest = std::max(m_highest, bar.total());
    Q_EMIT changed();
}

void MessageDensity::coarsen()
{
    const qint64 before = m_barNs;
    m_barNs = durations.at(++m_duration);
    std::vector<Bar> joined;
    for (std::size_t i = 0; i < m_bars.size(); ++i) {
        const auto place = std::size_t(qint64(i) * before / m_barNs);
        if (place >= joined.size())
            joined.resize(place + 1);
        for (std::size_t group = 0; group < GroupCount; ++group)
            joined[place].counts.at(group) += m_bars[i].counts.at(group);
    }
    m_bars = std::move(joined);
}

QString MessageDensity::token(Group group)
{
    switch (group) {
    case Control:
        return u"control"_s;
    case Registration:
        return u"registration"_s;
    case Response:
        return u"response"_s;
    case Offer:
        return u"offer"_s;
    case Answer:
        return u"answer"_s;
    case Error:
    case GroupCount:
        break;
    }
    return u"error"_s;
}

QString MessageDensity::groupName(Group group)
{
    switch (group) {
    case Control:
        return tr("control frames");
    case Registration:
        return tr("registrations");
    case Response:
        return tr("responses");
    case Offer:
        return tr("offers");
    case Answer:
        return tr("answers");
    case Error:
    case GroupCount:
        break;
    }
    return tr("errors and what is no relay message");
}

} // namespace Inspector
