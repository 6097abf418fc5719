// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/metrics/servicenotifier.h"

#include <QtCore/QtGlobal>

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <chrono>
#include <cstddef>
#include <cstring>

namespace Inspector {

ServiceNotifier::ServiceNotifier()
{
    m_socket = qgetenv("NOTIFY_SOCKET");
    const qint64 microseconds = qgetenv("WATCHDOG_USEC").toLongLong();
    const QByteArray process = qgetenv("WATCHDOG_PID");
    for (const char *name : {"NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID"})
        qunsetenv(name);
    if (m_socket.startsWith('@'))
        m_socket[0] = '\0';
    if (!isActive() || microseconds <= 0 || (!process.isEmpty() && process.toLongLong() != ::getpid()))
        return;
    QObject::connect(&m_watchdog, &QTimer::timeout, &m_watchdog, [this] { send("WATCHDOG=1"); });
    m_watchdog.setInterval(std::chrono::milliseconds(qMax<qint64>(1, microseconds / 1000 / 3)));
}

void ServiceNotifier::ready()
{
    send("READY=1");
    if (m_watchdog.interval() > 0 && isActive())
        m_watchdog.start();
}

void ServiceNotifier::stopping()
{
    send("STOPPING=1");
}

void ServiceNotifier::send(const QByteArray &state) const
{
    sockaddr_un address{};
    if (!isActive() || m_socket.size() >= qsizetype(sizeof address.sun_path))
        return;
    address.sun_family = AF_UNIX;
    std::memcpy(address.sun_path, m_socket.constData(), size_t(m_socket.size()));
    const int descriptor = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (descriptor < 0)
        return;
    const auto length = socklen_t(offsetof(sockaddr_un, sun_path) + size_t(m_socket.size()));
    // Where systemd does not take it, nothing can be done about it.
    (void)::sendto(descriptor, state.constData(), size_t(state.size()), MSG_NOSIGNAL | MSG_DONTWAIT,
                   reinterpret_cast<const sockaddr *>(&address), length);
    ::close(descriptor);
}

} // namespace Inspector
