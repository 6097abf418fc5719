// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/metrics/wiremetrics.h"

#include <variant>

namespace Inspector {

using namespace RelayCore;

namespace {

const std::vector<double> bytes{256, 512, 1024, 2048, 4096, 8192, 16384, 65536, 262144, 1048576};

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

WireMetrics::WireMetrics(Metrics &metrics)
    : m_open(metrics.gauge("relay_proxy_connections", "Connections of clients that are open."))
    , m_connections(metrics.counter("relay_proxy_connections_total", "Connections of clients."))
    , m_closed(metrics.counters("relay_proxy_connections_closed_total", "Connections that ended, by who ended them."))
    , m_sent(metrics.counters("relay_proxy_messages_total", "WebSocket messages by direction, as the client sees it.")
                 .Add({{"direction", "sent"}}))
    , m_received(
          metrics.counters("relay_proxy_messages_total", "WebSocket messages by direction, as the client sees it.")
              .Add({{"direction", "received"}}))
    , m_sentBytes(metrics.counters("relay_proxy_bytes_total", "Bytes of frames on the wire, heads included.")
                      .Add({{"direction", "sent"}}))
    , m_receivedBytes(metrics.counters("relay_proxy_bytes_total", "Bytes of frames on the wire, heads included.")
                          .Add({{"direction", "received"}}))
    , m_size(metrics.histogram("relay_proxy_message_bytes", "Size of messages on the wire.", bytes))
    , m_violations(metrics.counter("relay_proxy_violations_total", "Frames that break RFC 6455."))
    , m_lost(metrics.counter("relay_proxy_unrecorded_total", "Messages that passed, but were not recorded."))
{}

void WireMetrics::see(const WireEvent &event)
{
    if (const auto *message = std::get_if<WireMessage>(&event.payload)) {
        const bool isSent = message->direction == Direction::Sent;
        (isSent ? m_sent : m_received).Increment();
        (isSent ? m_sentBytes : m_receivedBytes).Increment(double(message->wireBytes));
        m_size.Observe(double(message->wireBytes));
    } else if (const auto *frame = std::get_if<ControlFrame>(&event.payload)) {
        (frame->direction == Direction::Sent ? m_sentBytes : m_receivedBytes).Increment(double(frame->wireBytes));
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
