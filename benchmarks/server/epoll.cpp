// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "epoll.h"

#include <QtCore/qlogging.h>

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace RelayBench {

Epoll::Epoll()
    : m_poll(::epoll_create1(EPOLL_CLOEXEC))
{}

Epoll::~Epoll()
{
    ::close(m_poll);
}

void Epoll::add(int descriptor, std::uint32_t events, std::uint64_t tag)
{
    epoll_event event{};
    event.events = events;
    event.data.u64 = tag;
    if (::epoll_ctl(m_poll, EPOLL_CTL_ADD, descriptor, &event) != 0)
        qFatal("Cannot wait for a descriptor: %s", std::strerror(errno));
}

std::span<const epoll_event> Epoll::wait(std::chrono::milliseconds timeout)
{
    const int milliseconds = timeout.count() > 0 ? static_cast<int>(timeout.count()) : -1;
    const int count = ::epoll_wait(m_poll, m_events.data(), static_cast<int>(m_events.size()), milliseconds);
    return {m_events.data(), static_cast<std::size_t>(std::max(count, 0))};
}

} // namespace RelayBench
