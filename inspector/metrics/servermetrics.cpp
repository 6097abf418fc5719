// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/metrics/servermetrics.h"

#include "inspector/serve/cluster.h"
#include "relaycore/server/relayserver.h"

#include <algorithm>
#include <array>

namespace Inspector {

using RelayCore::RelayServer;

namespace {

/// Codes that have a label of their own. Clients choose theirs, and must not be able to make thousands of series.
constexpr std::array<quint16, 14> knownCodes{1000, 1001, 1002, 1006, 1008, 1009, 1011,
                                             1012, 1013, 4000, 4001, 4002, 4003, 4004};

std::string codeLabel(quint16 code)
{
    return std::ranges::find(knownCodes, code) == knownCodes.end() ? "other" : std::to_string(code);
}

const std::vector<double> seconds{0.00005, 0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01,
                                  0.025,   0.05,   0.1,     0.25,   0.5,   1,      2.5,   10};
} // namespace

ServerMetrics::ServerMetrics(Metrics &metrics, RelayServer &server)
{
    auto &clients = metrics.gauge("relay_clients", "Registered clients.");
    metrics.beforeCollecting([&clients, &server] { clients.Set(double(server.clientCount())); });

    auto &registrations = metrics.counter("relay_registrations_total", "Registrations, repeated ones included.");
    connect(&server, &RelayServer::clientRegistered, this, [&registrations] { registrations.Increment(); });
    auto &ends =
        metrics.counters("relay_unregistrations_total", "Clients that are no longer registered, by close code.");
    connect(&server, &RelayServer::clientUnregistered, this,
            [&ends](const RelayCore::RegisteredClient &, quint16 code) {
                ends.Add({{"code", codeLabel(code)}}).Increment();
            });

    auto &messages = metrics.counters(
        "relay_messages_total", "Messages by outcome: forwarded to a client of this relay, routed to another relay, "
                                "arrived from another relay, returned to the sender.");
    auto &forwarded = messages.Add({{"outcome", "forwarded"}});
    connect(&server, &RelayServer::messageForwarded, this, [&forwarded] { forwarded.Increment(); });
    auto &routed = messages.Add({{"outcome", "routed"}});
    connect(&server, &RelayServer::messageRouted, this, [&routed] { routed.Increment(); });
    auto &arrived = messages.Add({{"outcome", "arrived"}});
    connect(&server, &RelayServer::messageArrived, this, [&arrived] { arrived.Increment(); });
    auto &returned = messages.Add({{"outcome", "returned"}});
    connect(&server, &RelayServer::messageReturned, this, [&returned] { returned.Increment(); });

    auto &time = metrics.histogram("relay_forwarding_seconds",
                                   "From the reading of a message until it was written to its peer's connection, or "
                                   "another relay confirmed that.",
                                   seconds);
    auto &size = metrics.sizes("relay_message_bytes", "Size of forwarded messages in UTF-8.");
    connect(&server, &RelayServer::forwardingMeasured, this,
            [&time, &size](qsizetype messageBytes, std::chrono::nanoseconds duration) {
                time.Observe(std::chrono::duration<double>(duration).count());
                size.Observe(double(messageBytes));
            });

    auto &closed = metrics.counters("relay_clients_closed_total", "Connections that this relay closed, by close code.");
    connect(&server, &RelayServer::clientRefused, this, [&closed](const QString &, quint16 code) {
        closed.Add({{"code", codeLabel(code)}}).Increment();
    });
    auto &refused = metrics.counter("relay_connections_refused_total", "Connections that did not become WebSockets.");
    connect(&server, &RelayServer::connectionRefused, this, [&refused] { refused.Increment(); });
    auto &accepting = metrics.gauge("relay_accepting", "0 while there are no file descriptors for more connections.");
    accepting.Set(1);
    connect(&server, &RelayServer::acceptingStopped, this, [&accepting] { accepting.Set(0); });
    connect(&server, &RelayServer::acceptingResumed, this, [&accepting] { accepting.Set(1); });
}

void ServerMetrics::addCluster(Metrics &metrics, const Cluster &cluster)
{
    auto &connected = metrics.gauge("relay_cluster_connected", "1 while a NATS server is connected.");
    auto &clients = metrics.gauge("relay_cluster_clients", "Clients that are announced to the other relays.");
    auto &relays = metrics.gauge("relay_cluster_relays", "Other relays that messages went to or came from lately.");
    auto &underWay = metrics.gauge("relay_cluster_messages_under_way", "Messages to other relays without an outcome.");
    auto &lookups = metrics.counter("relay_cluster_lookups_total", "Questions which relay has a client.");
    auto &repeated = metrics.counter("relay_cluster_repeated_frames_total", "Frames that were sent again.");
    auto &takeovers =
        metrics.counter("relay_cluster_takeovers_total", "Registrations that ended because another relay's remained.");
    auto &interruptions = metrics.counter("relay_cluster_interruptions_total", "How often NATS was lost.");
    metrics.beforeCollecting([&] {
        const ClusterCounters counters = cluster.counters();
        connected.Set(cluster.isAvailable() ? 1 : 0);
        clients.Set(double(counters.clients));
        relays.Set(double(counters.relays));
        underWay.Set(double(counters.underWay));
        raiseTo(lookups, double(counters.lookups));
        raiseTo(repeated, double(counters.repeatedFrames));
        raiseTo(takeovers, double(counters.takenOver));
        raiseTo(interruptions, double(counters.interruptions));
    });
}

} // namespace Inspector
