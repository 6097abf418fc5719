// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/metrics/wiremetrics.h"

#include <variant>

namespace Inspector {

using namespace RelayCore;

namespace {

const char *label(ConnectionClosed::By by)
{
    switch (by) {
    case ConnectionClosed::By::Client:
        return "client";
    case ConnectionClosed::By::Relay:
        return "relay";
    case ConnectionClosed::By::Upstream:
        return "upstream";
    case ConnectionClosed::By::Source:
        return "proxy";
    }
    Q_UNREACHABLE();
}

} // namespace

WireMetrics::ByDirection::ByDirection(prometheus::Family<prometheus::Counter> &family)
    : sent(family.Add({{"direction", "sent"}}))
    , received(family.Add({{"direction", "received"}}))
{}

prometheus::Counter &WireMetrics::ByDirection::of(Direction direction)
{
    return direction == Direction::Sent ? sent : received;
}

WireMetrics::WireMetrics(Metrics &metrics)
    : m_open(metrics.gauge("relay_proxy_connections", "Connections of clients that are open."))
    , m_connections(metrics.counter("relay_proxy_connections_total", "Connections of clients."))
    , m_closed(metrics.counters("relay_proxy_connections_closed_total", "Connections that ended, by who ended them."))
    , m_messages(
          metrics.counters("relay_proxy_messages_total", "WebSocket messages by direction, as the client sees it."))
    , m_bytes(metrics.counters("relay_proxy_bytes_total", "Bytes of frames on the wire, heads included."))
    , m_size(metrics.sizes("relay_proxy_message_bytes", "Size of messages on the wire."))
    , m_violations(metrics.counter("relay_proxy_violations_total", "Frames that break RFC 6455."))
    , m_lost(metrics.counter("relay_proxy_unrecorded_total", "Messages that passed, but were not recorded."))
{}

void WireMetrics::see(const WireEvent &event)
{
    if (const auto *message = std::get_if<WireMessage>(&event.payload)) {
        m_messages.of(message->direction).Increment();
        m_bytes.of(message->direction).Increment(double(message->wireBytes));
        m_size.Observe(double(message->wireBytes));
    } else if (const auto *frame = std::get_if<ControlFrame>(&event.payload)) {
        m_bytes.of(frame->direction).Increment(double(frame->wireBytes));
    } else if (std::holds_alternative<ConnectionOpened>(event.payload)) {
        m_connections.Increment();
        m_open.Increment();
    } else if (const auto *closed = std::get_if<ConnectionClosed>(&event.payload)) {
        m_open.Decrement();
        m_closed.Add({{"by", label(closed->by)}}).Increment();
    } else if (std::holds_alternative<ProtocolViolation>(event.payload)) {
        m_violations.Increment();
    } else if (const auto *lost = std::get_if<EventsLost>(&event.payload)) {
        m_lost.Increment(double(lost->count));
    }
}

} // namespace Inspector
