// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/serve/natsclient.h"

#include <condition_variable>
#include <mutex>
#include <thread>
#include <vector>

namespace Inspector {

/// The calls of nats.c that wait, in a thread of their own: connecting, checking that a server still answers, and
/// destroying a connection. A connection is ready to be served by an event loop, and belongs to that loop's thread
/// until it is returned by replace().
///
/// nats.c can connect again by itself and send pings, but it would do so while the event loop uses the socket.
class NatsConnector
{
public:
    /// What happens in the thread of this object. Called in that thread.
    struct Host
    {
        std::function<void(natsConnection *connection)> connected;
        /// A server has not answered for several seconds.
        std::function<void(natsConnection *connection)> timedOut;
        std::function<void(const QString &text)> problem;
        /// Sets the event loop in \a options.
        std::function<void(natsOptions *options)> prepare;
    };

    NatsConnector(NatsOptions options, Host host);
    /// Destroys every connection. Waits for an attempt to connect.
    ~NatsConnector();
    Q_DISABLE_COPY_MOVE(NatsConnector)

    /// Begins to connect.
    void start();
    /// Destroys \a lost and connects again, first to the other servers. No callback of nats.c may need the thread of
    /// the caller any more.
    void replace(natsConnection *lost);

private:
    void run();
    void connectOnce();
    void check(natsConnection *connection);
    void destroy(const std::vector<natsConnection *> &connections);
    [[nodiscard]] NatsOptions optionsInOrder() const;

    NatsOptions m_options;
    Host m_host;
    std::thread m_thread;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    // Guarded by the mutex.
    std::vector<natsConnection *> m_lost;
    bool m_isStopping = false;
    // Of the thread only.
    natsConnection *m_connection = nullptr;
    int m_unanswered = 0; ///< Checks in a row that failed.
    QByteArray m_lastUrl; ///< Where m_connection leads, or led.
    QString m_reported;   ///< The last problem, so that it is not repeated every second.
};

} // namespace Inspector
