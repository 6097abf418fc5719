// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <sys/epoll.h>

#include <array>
#include <chrono>
#include <cstdint>
#include <span>

namespace RelayBench {

/// Waits for many descriptors. What cannot be ends the process with a reason.
class Epoll
{
public:
    Epoll();
    ~Epoll();
    Epoll(const Epoll &) = delete;
    Epoll &operator=(const Epoll &) = delete;

    /// \param events  EPOLLIN and so on. \param tag  comes back in epoll_event::data.u64.
    void add(int descriptor, std::uint32_t events, std::uint64_t tag);
    /// \return what happened; nothing where nothing did within \a timeout, 0 for ever. Valid until the next call.
    [[nodiscard]] std::span<const epoll_event> wait(std::chrono::milliseconds timeout = std::chrono::milliseconds(0));

private:
    int m_poll;
    std::array<epoll_event, 256> m_events{};
};

} // namespace RelayBench
