// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/sources/proxylistener.h"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <chrono>

namespace Inspector {

using namespace std::chrono_literals;

namespace {

constexpr int backlog = 4096;
// Kept free: for the upstreams of connections that were accepted in the same turn, the look-up of names, and files.
constexpr int reservedDescriptors = 8;
constexpr auto retryTime = 500ms;

bool hasReserve(int descriptor)
{
    std::array<int, reservedDescriptors> copies{};
    int count = 0;
    while (count < reservedDescriptors) {
        const int copy = ::fcntl(descriptor, F_DUPFD_CLOEXEC, 0);
        if (copy < 0)
            break;
        copies[std::size_t(count++)] = copy;
    }
    for (int i = 0; i < count; ++i)
        ::close(copies[std::size_t(i)]);
    return count == reservedDescriptors;
}

} // namespace

ProxyListener::ProxyListener(QObject *parent)
    : QTcpServer(parent)
{
    setListenBacklogSize(backlog);
    m_retry.setInterval(retryTime);
    connect(&m_retry, &QTimer::timeout, this, &ProxyListener::descriptorsFreed);
    // Qt has stopped accepting then.
    connect(this, &QTcpServer::acceptError, this, [this] { update(); });
}

void ProxyListener::pause()
{
    m_paused = true;
    update();
}

void ProxyListener::resume()
{
    m_paused = false;
    update();
}

void ProxyListener::descriptorsFreed()
{
    if (m_exhausted)
        update();
}

void ProxyListener::incomingConnection(qintptr descriptor)
{
    Q_EMIT accepted(int(descriptor));
    update();
}

void ProxyListener::update()
{
    if (!isListening())
        return;
    const bool exhausted = !hasReserve(int(socketDescriptor()));
    // No room for pending connections ends the loop in which QTcpServer accepts; pauseAccepting() does not.
    const bool accepts = !m_paused && !exhausted;
    setMaxPendingConnections(accepts ? 1 : 0);
    if (accepts)
        resumeAccepting();
    else
        pauseAccepting();
    if (exhausted != m_exhausted) {
        m_exhausted = exhausted;
        if (exhausted)
            m_retry.start();
        else
            m_retry.stop();
        Q_EMIT exhaustedChanged(exhausted);
    }
}

} // namespace Inspector
