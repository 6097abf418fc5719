// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/serve/natsworker.h"

#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace Inspector {

using NatsClient::Inbox;

namespace {

/// Published without the worker while nothing is received: far less than what a socket takes for a server that hangs.
constexpr qsizetype mostDirectBytes = 16 * 1024;

} // namespace

NatsThreadBus::Worker::Worker(NatsOptions options, std::function<void()> wake)
    : m_options(std::move(options))
    , m_shared(new Shared)
{
    m_shared->inbox = Inbox::make(std::move(wake));
    // Still reachable for a leak checker.
    static std::mutex mutex;
    static std::vector<Shared *> all;
    const std::lock_guard lock(mutex);
    all.push_back(m_shared);
}

NatsThreadBus::Worker::~Worker()
{
    m_shared->inbox->close();
    {
        const std::lock_guard lock(m_shared->mutex);
        m_shared->isStopping = true;
    }
    m_shared->changed.notify_all();
    if (m_thread.joinable())
        m_thread.join();
}

void NatsThreadBus::Worker::start()
{
    m_thread = std::thread([this] { run(); });
}

void NatsThreadBus::Worker::post(Order order)
{
    {
        std::unique_lock lock(m_shared->mutex);
        const qsizetype bytes = order.payload.size();
        if (order.kind == Order::Kind::Publish && m_shared->orders.empty()
            && m_shared->directBytes + bytes <= mostDirectBytes) {
            if (const std::unique_lock connection(m_connectionMutex, std::try_to_lock); connection && m_connection) {
                m_shared->directBytes += bytes;
                lock.unlock();
                return NatsClient::publish(m_connection, order.subject, order.reply, order.payload);
            }
        }
        if (order.kind == Order::Kind::Publish && m_shared->orderBytes + bytes > NatsClient::mostBytes)
            return;
        m_shared->orderBytes += bytes;
        m_shared->orders.push_back(std::move(order));
    }
    m_shared->changed.notify_one();
}

void NatsThreadBus::Worker::onMessage(natsConnection *connection, natsSubscription *subscription, natsMsg *message,
                                      void *closure)
{
    auto &shared = *static_cast<Shared *>(closure);
    {
        const std::lock_guard lock(shared.mutex);
        shared.directBytes = 0;
    }
    Inbox::onMessage(connection, subscription, message, shared.inbox);
}

void NatsThreadBus::Worker::onDisconnected(natsConnection *, void *closure)
{
    static_cast<Shared *>(closure)->inbox->add({Inbox::Event::Kind::Disconnected, NatsClient::lostText, {}, {}, 0});
}

void NatsThreadBus::Worker::onConnected(natsConnection *connection, void *closure)
{
    static_cast<Shared *>(closure)->inbox->add({Inbox::Event::Kind::Connected,
                                                NatsClient::connectedUrl(connection),
                                                {},
                                                {},
                                                qsizetype(natsConnection_GetMaxPayload(connection))});
}

void NatsThreadBus::Worker::onClosed(natsConnection *, void *closure)
{
    auto &shared = *static_cast<Shared *>(closure);
    {
        const std::lock_guard lock(shared.mutex);
        shared.isClosed = true;
    }
    shared.changed.notify_all();
}

void NatsThreadBus::Worker::reportOnce(const QString &text)
{
    if (std::exchange(m_reported, text) != text)
        m_shared->inbox->add({Inbox::Event::Kind::Problem, text.toUtf8(), {}, {}, 0});
}

bool NatsThreadBus::Worker::connectOnce()
{
    auto made = NatsClient::makeOptions(m_options);
    if (const auto *problem = std::get_if<QString>(&made)) {
        reportOnce(*problem);
        return false;
    }
    natsOptions *options = std::get<NatsClient::OptionsPointer>(made).get();
    natsOptions_SetWriteDeadline(options, 5000);
    natsOptions_SetPingInterval(options, 2000);
    natsOptions_SetMaxPingsOut(options, 2);
    natsOptions_SetMaxReconnect(options, -1);
    natsOptions_SetReconnectWait(options, 100);
    natsOptions_SetReconnectJitter(options, 100, 100);
    natsOptions_SetReconnectBufSize(options, 1); // What cannot be sent now is repeated by the cluster itself.
    natsOptions_SetDisconnectedCB(options, &Worker::onDisconnected, m_shared);
    natsOptions_SetReconnectedCB(options, &Worker::onConnected, m_shared);
    natsOptions_SetClosedCB(options, &Worker::onClosed, m_shared);
    natsOptions_SetErrorHandler(options, &Inbox::onError, m_shared->inbox);
    if (const natsStatus status = natsConnection_Connect(&m_connection, options); status != NATS_OK) {
        m_connection = nullptr;
        reportOnce(NatsClient::unreachableText(m_options.servers, status));
        return false;
    }
    m_reported.clear();
    for (auto &[subject, subscription] : m_subscriptions)
        natsConnection_Subscribe(&subscription, m_connection, subject.constData(), &Worker::onMessage, m_shared);
    onConnected(m_connection, m_shared);
    return true;
}

void NatsThreadBus::Worker::disconnect(bool inOrder)
{
    if (!m_connection)
        return;
    if (inOrder)
        natsConnection_FlushTimeout(m_connection, 500);
    for (auto &[subject, subscription] : m_subscriptions) {
        natsSubscription_Destroy(std::exchange(subscription, nullptr));
    }
    natsConnection_Destroy(m_connection);
    m_connection = nullptr;
}

void NatsThreadBus::Worker::execute(const Order &order)
{
    switch (order.kind) {
    case Order::Kind::Subscribe: {
        natsSubscription *&subscription = m_subscriptions[order.subject];
        if (m_connection && !subscription)
            natsConnection_Subscribe(&subscription, m_connection, order.subject.constData(), &Worker::onMessage,
                                     m_shared);
        break;
    }
    case Order::Kind::Unsubscribe:
        if (const auto found = m_subscriptions.find(order.subject); found != m_subscriptions.end()) {
            natsSubscription_Destroy(found->second); // Does nothing for a null pointer.
            m_subscriptions.erase(found);
        }
        break;
    case Order::Kind::Publish:
        if (m_connection)
            NatsClient::publish(m_connection, order.subject, order.reply, order.payload);
        break;
    }
}

void NatsThreadBus::Worker::run()
{
    std::deque<Order> orders;
    for (;;) {
        bool stopping = false;
        bool closed = false;
        std::unique_lock connection(m_connectionMutex, std::defer_lock);
        {
            std::unique_lock lock(m_shared->mutex);
            const auto isDue = [this] {
                return m_shared->isStopping || m_shared->isClosed || !m_shared->orders.empty();
            };
            if (m_connection)
                m_shared->changed.wait(lock, isDue);
            connection.lock();
            orders.swap(m_shared->orders);
            m_shared->orderBytes = 0;
            stopping = m_shared->isStopping;
            closed = std::exchange(m_shared->isClosed, false) && m_connection;
        }
        for (const Order &order : orders)
            execute(order);
        orders.clear();
        if (stopping)
            break;
        if (closed) { // Such as after a second refusal of the credentials by one server.
            disconnect(false);
            const std::lock_guard lock(m_shared->mutex);
            m_shared->isClosed = false;
        }
        if (!m_connection && !connectOnce()) {
            connection.unlock();
            std::unique_lock lock(m_shared->mutex);
            m_shared->isClosed = false;
            m_shared->changed.wait_for(lock, NatsClient::retryInterval, [this] { return m_shared->isStopping; });
        }
    }
    disconnect(true);
    nats_ReleaseThreadMemory();
}

} // namespace Inspector
