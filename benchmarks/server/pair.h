// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "plainclient.h"

namespace RelayBench {

/// A client that sends offers to another one through a relay.
class Pair
{
public:
    /// Registers both, and checks that an offer comes out as it went in.
    explicit Pair(std::uint16_t port)
        : Pair(port, port)
    {}
    /// The target at another relay, which must be of one cluster with the source's.
    Pair(std::uint16_t sourcePort, std::uint16_t targetPort);

    [[nodiscard]] PlainClient &source() { return m_source; }
    [[nodiscard]] PlainClient &target() { return m_target; }
    [[nodiscard]] const std::string &offer() const { return m_offer; } ///< As a frame from source to target.

    /// Whatever came to the source means that an offer was not forwarded.
    void checkSource() const;

private:
    PlainClient m_source;
    PlainClient m_target;
    std::string m_offer;
};

/// An offer from \a source to \a target as its text goes over the wire.
[[nodiscard]] std::string offerBetween(const PlainClient &source, const PlainClient &target);

/// Sends a frame again and again, as the kernel takes it.
class FrameStream
{
public:
    /// \param atATime  frames in one system call.
    FrameStream(PlainClient &client, const std::string &frame, int atATime);

    /// Sends so many more. \return whether all that were ever added have left.
    bool add(qint64 frames);
    /// Goes on where the kernel had no room.
    bool resume();
    [[nodiscard]] qint64 added() const { return m_added; } ///< Frames.

private:
    PlainClient &m_client;
    qint64 m_frameBytes;
    std::string m_frames;
    qint64 m_added = 0;
    qint64 m_sentBytes = 0;
};

} // namespace RelayBench
