// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QtGlobal>

#include <cstdint>
#include <string>

namespace RelayBench {

/// A client of a relay that returns each offer to its sender (`bench_relay echo`), directly or through a proxy. Costs a
/// fraction of what a proxy does: frames are made once, and answers are counted by their heads. What cannot be ends the
/// process with a reason.
class Exchange
{
public:
    /// Registers at \a port of the loopback interface. \param compresses  Offers are sent with permessage-deflate, each
    /// compressed by itself.
    Exchange(std::uint16_t port, bool compresses);
    ~Exchange();
    Exchange(const Exchange &) = delete;
    Exchange &operator=(const Exchange &) = delete;

    /// Sends \a count offers, of which \a window at most are under way, and returns when all are back.
    void run(qint64 count, int window);
    /// Closes the connection in order.
    void close();

private:
    void handshake(bool compresses);
    void send();
    /// Waits for bytes and counts the messages in them.
    void receive();
    void count(std::string_view bytes);

    int m_socket = -1;
    std::string m_offer;         ///< As a frame.
    std::string m_unsent;        ///< From m_sent on.
    std::size_t m_sent = 0;      ///< Bytes of m_unsent.
    std::string m_head;          ///< The head of a frame, as far as it is there.
    std::uint64_t m_missing = 0; ///< Bytes of the payload that is being received.
    qint64 m_received = 0;       ///< Messages.
    bool m_isClosed = false;
};

} // namespace RelayBench
