// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/serve/natsbus.h"

#include <nats/nats.h>

#include <condition_variable>
#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <thread>
#include <vector>

namespace Inspector {

/// The thread of a NatsBus, and what crosses between it, the threads of nats.c and the thread of the bus.
class NatsBus::Worker
{
public:
    /// Something for the thread of the bus.
    struct Event
    {
        enum class Kind { Message, Unanswered, Connected, Disconnected, Problem };
        Kind kind = Kind::Message;
        QByteArray subject; ///< Of a message; otherwise a sentence in UTF-8.
        QByteArray reply;
        QByteArray payload;
        qsizetype maxPayload = 0;
    };
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
    [[nodiscard]] std::vector<Event> takeEvents();

    /// As NatsBus::checkFiles().
    [[nodiscard]] QString checkFiles() const;

private:
    /// Reads the files that \a from names into \a options. \return the reason where that fails, in English.
    [[nodiscard]] static QString applyFiles(const NatsOptions &from, natsOptions *options);
    /// What callbacks of nats.c use. They may still run when the connection has ended, so it is never freed.
    struct Shared
    {
        std::mutex mutex;
        std::function<void()> wake; ///< Empty: the bus is destroyed, and events are dropped.
        std::vector<Event> events;
        qsizetype bytes = 0;
        bool isClosed = false;           ///< nats.c has given the connection up.
        std::condition_variable changed; ///< Of `orders`, `isStopping` and `isClosed`.
        std::deque<Order> orders;
        qsizetype orderBytes = 0;
        qsizetype directBytes = 0; ///< Published by post() itself since something was received.
        bool isStopping = false;
    };

    static void add(Shared &shared, Event event);
    static void onMessage(natsConnection *connection, natsSubscription *subscription, natsMsg *message, void *closure);
    static void onDisconnected(natsConnection *connection, void *closure);
    static void onConnected(natsConnection *connection, void *closure);
    static void onClosed(natsConnection *connection, void *closure);
    static void onError(natsConnection *connection, natsSubscription *subscription, natsStatus error, void *closure);

    void run();
    /// \return whether there is a connection now.
    [[nodiscard]] bool connectOnce();
    void disconnect(bool inOrder);
    void execute(const Order &order);
    void publish(const Order &order);
    void reportOnce(const QString &text);

    NatsOptions m_options;
    Shared *m_shared;
    std::thread m_thread;
    std::mutex m_connectionMutex; ///< Locked while the connection is changed or used. After that of m_shared.
    natsConnection *m_connection = nullptr;
    // Of the thread only.
    std::map<QByteArray, natsSubscription *> m_subscriptions; ///< Values are null without a connection.
    QString m_reported;                                       ///< By reportOnce(), so that it is not repeated every second.
};

} // namespace Inspector
