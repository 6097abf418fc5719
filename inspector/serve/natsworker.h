// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/serve/natsclient.h"
#include "inspector/serve/natsthreadbus.h"

#include <condition_variable>
#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <thread>
#include <vector>

namespace Inspector {

/// The thread of a NatsThreadBus, and what crosses between it, the threads of nats.c and the thread of the bus.
class NatsThreadBus::Worker
{
public:
    /// Something for this thread.
    struct Order
    {
        enum class Kind { Subscribe, Unsubscribe, Publish };
        Kind kind = Kind::Publish;
        QByteArray subject;
        QByteArray reply;
        QByteArray payload;
    };

    /// \param wake  called in any thread when there are events after there were none.
    Worker(NatsOptions options, std::function<void()> wake);
    ~Worker();
    Q_DISABLE_COPY_MOVE(Worker)

    void start();
    /// Executes \a order after all before it. A small message is published at once, in the thread of the caller, where
    /// nothing waits and the socket certainly has room: a change of threads less.
    void post(Order order);
    [[nodiscard]] std::vector<NatsClient::Inbox::Event> takeEvents() { return m_shared->inbox->take(); }

private:
    /// What callbacks of nats.c use. They may still run when the connection has ended, so it is never freed.
    struct Shared
    {
        NatsClient::Inbox *inbox = nullptr;
        std::mutex mutex;
        bool isClosed = false;           ///< nats.c has given the connection up.
        std::condition_variable changed; ///< Of `orders`, `isStopping` and `isClosed`.
        std::deque<Order> orders;
        qsizetype orderBytes = 0;
        qsizetype directBytes = 0; ///< Published by post() itself since something was received.
        bool isStopping = false;
    };

    static void onMessage(natsConnection *connection, natsSubscription *subscription, natsMsg *message, void *closure);
    static void onDisconnected(natsConnection *connection, void *closure);
    static void onConnected(natsConnection *connection, void *closure);
    static void onClosed(natsConnection *connection, void *closure);

    void run();
    /// \return whether there is a connection now.
    [[nodiscard]] bool connectOnce();
    void disconnect(bool inOrder);
    void execute(const Order &order);
    void reportOnce(const QString &text);

    NatsOptions m_options;
    Shared *m_shared;
    std::thread m_thread;
    std::mutex m_connectionMutex; ///< Locked while the connection is changed or used. After that of m_shared.
    natsConnection *m_connection = nullptr;
    // Of the thread only.
    std::map<QByteArray, natsSubscription *> m_subscriptions; ///< Values are null without a connection.
    QString m_reported; ///< By reportOnce(), so that it is not repeated every second.
};

} // namespace Inspector
