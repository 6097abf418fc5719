// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/serve/natsworker.h"

#include <QtCore/QFile>

#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace Inspector {

namespace {

/// What may wait in either direction; beyond it messages are dropped, as a network does.
constexpr qsizetype mostBytes = 64 * 1024 * 1024;

/// Published without the worker while nothing is received: far less than what a socket takes for a server that hangs.
constexpr qsizetype mostDirectBytes = 16 * 1024;

constexpr auto retryInterval = std::chrono::milliseconds(500);

constexpr qint64 largestCredentials = 64 * 1024;

QString errorText(natsStatus status)
{
    const char *detail = nats_GetLastError(nullptr);
    const QString text = QString::fromUtf8(natsStatus_GetText(status));
    return detail && *detail ? u"%1 (%2)"_s.arg(text, QString::fromUtf8(detail)) : text;
}

} // namespace

NatsBus::Worker::Worker(NatsOptions options, std::function<void()> wake)
    : m_options(std::move(options))
    , m_shared(new Shared)
{
    m_shared->wake = std::move(wake);
    // Still reachable for a leak checker.
    static std::mutex mutex;
    static std::vector<Shared *> all;
    const std::lock_guard lock(mutex);
    all.push_back(m_shared);
}

NatsBus::Worker::~Worker()
{
    {
        const std::lock_guard lock(m_shared->mutex);
        m_shared->wake = nullptr;
        m_shared->isStopping = true;
    }
    m_shared->changed.notify_all();
    if (m_thread.joinable())
        m_thread.join();
}

void NatsBus::Worker::start()
{
    m_thread = std::thread([this] { run(); });
}

void NatsBus::Worker::post(Order order)
{
    {
        std::unique_lock lock(m_shared->mutex);
        const qsizetype bytes = order.payload.size();
        if (order.kind == Order::Kind::Publish && m_shared->orders.empty()
            && m_shared->directBytes + bytes <= mostDirectBytes) {
            if (const std::unique_lock connection(m_connectionMutex, std::try_to_lock); connection && m_connection) {
                m_shared->directBytes += bytes;
                lock.unlock();
                return publish(order);
            }
        }
        if (order.kind == Order::Kind::Publish && m_shared->orderBytes + bytes > mostBytes)
            return;
        m_shared->orderBytes += bytes;
        m_shared->orders.push_back(std::move(order));
    }
    m_shared->changed.notify_one();
}

std::vector<NatsBus::Worker::Event> NatsBus::Worker::takeEvents()
{
    const std::lock_guard lock(m_shared->mutex);
    m_shared->bytes = 0;
    return std::exchange(m_shared->events, {});
}

void NatsBus::Worker::add(Shared &shared, Event event)
{
    const std::lock_guard lock(shared.mutex);
    const qsizetype bytes = event.payload.size();
    if (!shared.wake || (event.kind == Event::Kind::Message && shared.bytes + bytes > mostBytes))
        return;
    shared.bytes += bytes;
    shared.directBytes = 0;
    shared.events.push_back(std::move(event));
    if (shared.events.size() == 1)
        shared.wake();
}

void NatsBus::Worker::onMessage(natsConnection *, natsSubscription *, natsMsg *message, void *closure)
{
    Event event;
    event.subject = natsMsg_GetSubject(message);
    if (natsMsg_IsNoResponders(message)) {
        event.kind = Event::Kind::Unanswered;
    } else {
        event.reply = natsMsg_GetReply(message);
        event.payload = QByteArray(natsMsg_GetData(message), natsMsg_GetDataLength(message));
    }
    natsMsg_Destroy(message);
    add(*static_cast<Shared *>(closure), std::move(event));
}

void NatsBus::Worker::onDisconnected(natsConnection *, void *closure)
{
    add(*static_cast<Shared *>(closure),
        {Event::Kind::Disconnected, "The connection to the NATS server was lost.", {}, {}, 0});
}

void NatsBus::Worker::onConnected(natsConnection *connection, void *closure)
{
    char url[512] = {};
    natsConnection_GetConnectedUrl(connection, url, sizeof url);
    add(*static_cast<Shared *>(closure),
        {Event::Kind::Connected, url, {}, {}, qsizetype(natsConnection_GetMaxPayload(connection))});
}

void NatsBus::Worker::onClosed(natsConnection *, void *closure)
{
    auto &shared = *static_cast<Shared *>(closure);
    {
        const std::lock_guard lock(shared.mutex);
        shared.isClosed = true;
    }
    shared.changed.notify_all();
}

void NatsBus::Worker::onError(natsConnection *connection, natsSubscription *, natsStatus error, void *closure)
{
    const char *detail = nullptr;
    natsConnection_GetLastError(connection, &detail);
    QString text = u"NATS: %1"_s.arg(QString::fromUtf8(natsStatus_GetText(error)));
    if (detail && *detail)
        text += u" (%1)"_s.arg(QString::fromUtf8(detail));
    add(*static_cast<Shared *>(closure), {Event::Kind::Problem, text.toUtf8() + '.', {}, {}, 0});
}

QString NatsBus::Worker::applyFiles(const NatsOptions &from, natsOptions *options)
{
    if (!from.caFile.isEmpty()) {
        if (const natsStatus status =
                natsOptions_LoadCATrustedCertificates(options, QFile::encodeName(from.caFile).constData());
            status != NATS_OK)
            return u"The authorities of the cluster cannot be read from %1: %2."_s.arg(from.caFile, errorText(status));
    }
    if (from.credentialsFile.isEmpty())
        return {};
    QFile file(from.credentialsFile);
    if (!file.open(QIODevice::ReadOnly))
        return u"Cannot read the credentials of the cluster, %1: %2."_s.arg(from.credentialsFile, file.errorString());
    const QByteArray text = file.read(largestCredentials);
    natsStatus status = NATS_OK;
    if (text.contains("-----BEGIN ")) {
        status = natsOptions_SetUserCredentialsFromFiles(options, QFile::encodeName(from.credentialsFile).constData(),
                                                         nullptr);
    } else {
        const QByteArrayList words = text.simplified().split(' ');
        if (words.size() == 1 && !words.constFirst().isEmpty())
            status = natsOptions_SetToken(options, words.constFirst().constData());
        else if (words.size() == 2)
            status = natsOptions_SetUserInfo(options, words.at(0).constData(), words.at(1).constData());
        else
            return u"The credentials of the cluster, %1, are neither a NATS credentials file nor one line `user "
                   "password` or a token."_s.arg(from.credentialsFile);
    }
    if (status != NATS_OK)
        return u"The credentials of the cluster, %1, cannot be used: %2."_s.arg(
            from.credentialsFile, QString::fromUtf8(natsStatus_GetText(status)));
    return {};
}

QString NatsBus::Worker::checkFiles() const
{
    natsOptions *options = nullptr;
    natsOptions_Create(&options);
    QString problem = applyFiles(m_options, options);
    natsOptions_Destroy(options);
    return problem;
}

void NatsBus::Worker::reportOnce(const QString &text)
{
    if (std::exchange(m_reported, text) != text)
        add(*m_shared, {Event::Kind::Problem, text.toUtf8(), {}, {}, 0});
}

bool NatsBus::Worker::connectOnce()
{
    natsOptions *options = nullptr;
    natsOptions_Create(&options);
    QList<QByteArray> names;
    std::vector<const char *> servers;
    for (const QString &server : std::as_const(m_options.servers))
        names.append(server.toUtf8());
    for (const QByteArray &name : std::as_const(names))
        servers.push_back(name.constData());
    natsOptions_SetServers(options, servers.data(), int(servers.size()));
    natsOptions_SetName(options, "relayctl serve");
    natsOptions_SetNoRandomize(options, true); // The first is the nearest; relays at one server have one way less.
    natsOptions_SetNoEcho(options, true);      // A claim must not come back to the relay that made it.
    natsOptions_UseGlobalMessageDelivery(options, true); // Otherwise each subscription has a thread.
    natsOptions_SetSendAsap(options, true);
    natsOptions_SetIgnoreDiscoveredServers(options, true);
    natsOptions_SetTimeout(options, 2000);
    natsOptions_SetWriteDeadline(options, 5000);
    natsOptions_SetPingInterval(options, 2000);
    natsOptions_SetMaxPingsOut(options, 2);
    natsOptions_SetMaxReconnect(options, -1);
    natsOptions_SetReconnectWait(options, 100);
    natsOptions_SetReconnectJitter(options, 100, 100);
    natsOptions_SetReconnectBufSize(options, 1); // What cannot be sent now is repeated by the cluster itself.
    natsOptions_SetMaxPendingMsgs(options, 1'000'000);
    natsOptions_SetDisconnectedCB(options, &Worker::onDisconnected, m_shared);
    natsOptions_SetReconnectedCB(options, &Worker::onConnected, m_shared);
    natsOptions_SetClosedCB(options, &Worker::onClosed, m_shared);
    natsOptions_SetErrorHandler(options, &Worker::onError, m_shared);
    QString problem = applyFiles(m_options, options);
    if (problem.isEmpty()) {
        if (const natsStatus status = natsConnection_Connect(&m_connection, options); status != NATS_OK)
            problem = u"No NATS server of %1 can be used: %2."_s.arg(m_options.servers.join(u", "), errorText(status));
    }
    natsOptions_Destroy(options);
    if (!problem.isEmpty()) {
        m_connection = nullptr;
        reportOnce(problem);
        return false;
    }
    m_reported.clear();
    for (auto &[subject, subscription] : m_subscriptions)
        natsConnection_Subscribe(&subscription, m_connection, subject.constData(), &Worker::onMessage, m_shared);
    onConnected(m_connection, m_shared);
    return true;
}

void NatsBus::Worker::disconnect(bool inOrder)
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

void NatsBus::Worker::execute(const Order &order)
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
            publish(order);
        break;
    }
}

void NatsBus::Worker::publish(const Order &order)
{
    if (order.reply.isEmpty())
        natsConnection_Publish(m_connection, order.subject.constData(), order.payload.constData(),
                               int(order.payload.size()));
    else
        natsConnection_PublishRequest(m_connection, order.subject.constData(), order.reply.constData(),
                                      order.payload.constData(), int(order.payload.size()));
}

void NatsBus::Worker::run()
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
            m_shared->changed.wait_for(lock, retryInterval, [this] { return m_shared->isStopping; });
        }
    }
    disconnect(true);
    nats_ReleaseThreadMemory();
}

} // namespace Inspector
