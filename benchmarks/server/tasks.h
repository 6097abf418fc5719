// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QJsonObject>
#include <QtCore/QList>

#include <chrono>
#include <cstdint>

namespace RelayBench {

/// The relays of a task on 127.0.0.1: `8700` is one; `8700,8701` are relays of one cluster, and the clients of a pair
/// are at neighbours of the list; `8700+8701` are relays whose pairs stay at one of them.
struct Places
{
    explicit Places(const QByteArray &text);
    [[nodiscard]] std::uint16_t source(int pair) const { return ports.at(pair % ports.size()); }
    [[nodiscard]] std::uint16_t target(int pair) const { return ports.at((pair + (crossing ? 1 : 0)) % ports.size()); }

    QList<std::uint16_t> ports;
    bool crossing = false;
};

/// Offers through the relays at \a places, from each of \a pairs clients to another one of its own, never more than
/// \a window of a pair on their way: how many, and nanoseconds per offer, of the clock and of this process's processor.
[[nodiscard]] QJsonObject measureForwarding(const Places &places, std::chrono::milliseconds duration, int pairs,
                                            int window);

/// One offer at a time from one client to another: nanoseconds until it is there, as percentiles.
[[nodiscard]] QJsonObject measureLatency(const Places &places, std::chrono::milliseconds duration);

/// The same text from one socket to another one, one at a time, through the NATS server at \a port and no relay.
[[nodiscard]] QJsonObject measureBus(std::uint16_t port, std::chrono::milliseconds duration);

/// Registers \a count clients, \a window at a time: nanoseconds until the last one is. Prints that, then keeps them
/// until the standard input is closed.
void holdCrowd(std::uint16_t port, int count, int window);

/// What must not disturb the others: a client that never reads and is sent offers all the time, and \a count
/// connections that never finish their upgrade request. Says "ready" when all are there, goes on until the standard
/// input is closed, then says what became of them.
[[nodiscard]] QJsonObject disturb(std::uint16_t port, int count);

} // namespace RelayBench
