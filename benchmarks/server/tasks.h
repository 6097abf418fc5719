// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QJsonObject>

#include <chrono>
#include <cstdint>

namespace RelayBench {

/// Offers through the relay at \a port, from each of \a pairs clients to another one of its own, never more than
/// \a window of a pair on their way: how many, and nanoseconds per offer, of the clock and of this process's processor.
[[nodiscard]] QJsonObject measureForwarding(std::uint16_t port, std::chrono::milliseconds duration, int pairs,
                                            int window);

/// One offer at a time from one client to another: nanoseconds until it is there, as percentiles.
[[nodiscard]] QJsonObject measureLatency(std::uint16_t port, std::chrono::milliseconds duration);

/// Registers \a count clients, \a window at a time: nanoseconds until the last one is. Prints that, then keeps them
/// until the standard input is closed.
void holdCrowd(std::uint16_t port, int count, int window);

/// What must not disturb the others: a client that never reads and is sent offers all the time, and \a count
/// connections that never finish their upgrade request. Says "ready" when all are there, goes on until the standard
/// input is closed, then says what became of them.
[[nodiscard]] QJsonObject disturb(std::uint16_t port, int count);

} // namespace RelayBench
