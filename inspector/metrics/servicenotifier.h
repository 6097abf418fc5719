// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QTimer>

namespace Inspector {

/// Reports to systemd that the service is ready, stops, and still runs (`Type=notify`, `WatchdogSec=`): sd_notify(3),
/// by its plain datagram protocol, so that nothing needs libsystemd. Does nothing where the process was not started so.
///
/// \par Threads  one with an event loop: the watchdog is answered by a timer of it, so that a loop that hangs is
/// noticed.
class ServiceNotifier
{
public:
    /// Reads and removes `NOTIFY_SOCKET`, `WATCHDOG_USEC` and `WATCHDOG_PID` of the environment, which programs that
    /// this process starts must not have.
    ServiceNotifier();

    void ready();
    void stopping();
    [[nodiscard]] bool isActive() const { return !m_socket.isEmpty(); }

private:
    void send(const QByteArray &state) const;

    QByteArray m_socket; ///< A path, or an abstract name that begins with a null byte.
    QTimer m_watchdog;
};

} // namespace Inspector
