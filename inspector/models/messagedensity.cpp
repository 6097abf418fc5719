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

/// Returns \a timeNs, or the nearest time with which no difference of two times and no end of a bar overflows: 1827 to
/// 2112. What is beyond has the time of a wrong clock.
constexpr qint64 plausible(qint64 timeNs)
{
    constexpr qint64 most = 4'500'000'000 * second;
    return std::clamp(timeNs, -most, most);
}

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
    m_rest.setSingleShot(true);
    connect(&m_rest, &QTimer::timeout, this, &MessageDensity::count);
    connect(feed, &CaptureFeed::indexed, this, [this] {
        if (!m_rest.isActive())
            count();
    });
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
    if (m_feed->timesNs().empty())
        return;
    // While a window is resized, only few widths have other bars than the one before.
    const std::size_t duration = durationFor(m_zoom.value_or(capture()));
    if (duration == m_duration)
        return;
    if (m_zoom || duration < m_duration) {
        rebuild();
        return;
    }
    while (m_duration < duration)
        coarsen();
    announce();
}

void MessageDensity::zoom(const std::optional<FilterSpan> &span)
{
    const FilterSpan all = capture();
    std::optional<FilterSpan> wanted = span;
    if (wanted && m_feed->timesNs().empty())
        wanted.reset();
    if (wanted) {
        wanted->fromNs = std::clamp(wanted->fromNs, all.fromNs, all.toNs);
        wanted->toNs = std::clamp(wanted->toNs, wanted->fromNs, all.toNs);
    }
    if (wanted == m_zoom)
        return;
    m_zoom = wanted;
    rebuild();
}

FilterSpan MessageDensity::capture() const
{
    const auto &times = m_feed->timesNs();
    if (times.empty())
        return {};
    const qint64 begin = plausible(times.front());
    return {begin, std::max(begin, plausible(times.back()))}; // Clocks can be set back.
}

std::size_t MessageDensity::durationFor(const FilterSpan &span) const
{
    std::size_t duration = 0;
    while (duration + 1 < durations.size() && (span.toNs - span.fromNs) / durations.at(duration) + 2 > m_most)
        ++duration;
    return duration;
}

void MessageDensity::rebuild()
{
    m_rest.stop();
    m_bars.clear();
    m_counted = m_skipFrom = m_skipTo = 0;
    m_duration = 0;
    const auto &times = m_feed->timesNs();
    if (!times.empty()) {
        const FilterSpan span = m_zoom.value_or(capture());
        m_duration = durationFor(span);
        if (m_zoom) {
            m_counted = quint32(std::lower_bound(times.begin(), times.end(), span.fromNs) - times.begin());
            m_skipFrom = quint32(std::upper_bound(times.begin(), times.end(), span.toNs) - times.begin());
            m_skipTo = m_feed->indexedCount();
        }
        // Counted from the first message, so that the times of bars are short in the filter language.
        const qint64 offset = span.fromNs - capture().fromNs;
        m_startNs = span.fromNs - offset % durations.at(m_duration);
    }
    m_barNs = durations.at(m_duration);
    // All at once: those that are counted keep their place while the rest is.
    if (!times.empty())
        m_bars.resize(std::size_t((m_zoom.value_or(capture()).toNs - m_startNs) / m_barNs) + 1);
    count();
}

void MessageDensity::count()
{
    const quint32 messages = m_feed->indexedCount();
    if (m_counted == 0 && !m_zoom && m_bars.empty() && messages > 0)
        m_startNs = capture().fromNs;
    for (quint32 left = m_portion; m_counted < messages && left > 0; --left) {
        if (m_counted == m_skipFrom && m_skipTo > m_skipFrom) {
            m_counted = m_skipTo;
            continue;
        }
        take(m_counted++);
    }
    if (m_counted < messages)
        m_rest.start(0);
    announce();
}

void MessageDensity::take(std::size_t at)
{
    const qint64 timeNs = plausible(m_feed->timesNs()[at]);
    qint64 bar = (timeNs - m_startNs) / m_barNs;
    if (m_zoom && (timeNs < m_startNs || bar >= qint64(m_bars.size())))
        return;
    // What seems to be before the first message is counted with it.
    bar = std::max(qint64(0), bar);
    while (bar >= m_most && !m_zoom && m_duration + 1 < durations.size()) {
        coarsen();
        bar = (timeNs - m_startNs) / m_barNs;
    }
    const auto place = std::size_t(std::clamp(bar, qint64(0), qint64(m_most) * 2));
    if (place >= m_bars.size())
        m_bars.resize(place + 1);
    ++m_bars[place].counts.at(groupOf(m_feed->kinds()[at], m_feed->index().traits()[at]));
}

void MessageDensity::announce()
{
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
