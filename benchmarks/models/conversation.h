// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/capture/capturewriter.h"

#include <memory>
#include <random>
#include <vector>

namespace RelayBench {

/// Makes the events of a busy proxy: registrations, real offers, answers, returned offers, pings and pongs. The same
/// seed makes the same events.
class Conversation
{
public:
    Conversation(const QString &path, quint32 connections);
    ~Conversation();

    [[nodiscard]] Inspector::CaptureWriter *writer() const { return m_writer.get(); }
    /// Opens and registers all connections: two messages each.
    void registerAll();
    /// Adds \a messages messages between random connections.
    void talk(quint32 messages);
    /// Adds a ping and its pong on a random connection.
    void ping();
    /// What is added from now on has the time of the clock, as in a live capture.
    void followClock() { m_live = true; }
    /// What is added from now on has descriptions of one line: ten million messages fit 4 GB.
    void shorten() { m_short = true; }

private:
    void observe(RelayCore::ConnectionId connection, RelayCore::WirePayload payload);
    void text(RelayCore::ConnectionId connection, RelayCore::Direction direction, const QByteArray &payload);

    std::unique_ptr<Inspector::CaptureWriter> m_writer;
    std::vector<QUuid> m_uuids; ///< By connection - 1.
    std::mt19937 m_random{20'260'101};
    bool m_live = false;
    bool m_short = false;
    qint64 m_timeNs = 1'767'225'600'000'000'000; // 2026-01-01T00:00:00Z
};

} // namespace RelayBench
