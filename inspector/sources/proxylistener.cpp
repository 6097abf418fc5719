// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/sources/proxylistener.h"

#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <chrono>
#include <vector>

namespace Inspector {

using namespace std::chrono_literals;

namespace {

constexpr int backlog = 4096;
// Kept free: for the look-up of names, and files.
constexpr int reservedDescriptors = 8;
constexpr auto retryTime = 500ms;

long descriptorLimit()
{
    rlimit limit{};
    return ::getrlimit(RLIMIT_NOFILE, &limit) == 0 ? long(limit.rlim_cur) : 0;
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

// There is no call that tells how many descriptors are left, so they are tried.
bool ProxyListener::hasReserve() const
{
    const int needed = reservedDescriptors + m_promised;
    // The lowest free number is given out, so far below the limit there is room.
    if (m_newest + 2L * needed < descriptorLimit())
        return true;
    std::vector<int> copies;
    while (int(copies.size()) < needed) {
        const int copy = ::fcntl(int(socketDescriptor()), F_DUPFD_CLOEXEC, 0);
        if (copy < 0)
            break;
        copies.push_back(copy);
    }
    for (const int copy : copies)
        ::close(copy);
    return int(copies.size()) == needed;
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
    m_newest = int(descriptor);
    Q_EMIT accepted(int(descriptor));
    update();
}

void ProxyListener::update()
{
    if (!isListening())
        return;
    const bool exhausted = !hasReserve();
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
