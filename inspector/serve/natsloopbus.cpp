// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/serve/natsloopbus.h"

#include "inspector/serve/natsconnector.h"

#include <QtCore/QDeadlineTimer>
#include <QtCore/QPointer>
#include <QtCore/QSocketNotifier>
#include <QtCore/QThread>

#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <unordered_map>
#include <utility>

namespace Inspector {

using NatsClient::Inbox;

namespace {

/// As much as is read at a time.
constexpr int readBytes = 128 * 1024;

/// nats.c frees messages in a thread of its own. Waking it for each of them takes longer than everything else here.
constexpr size_t mostDiscarded = 64;

/// How long the destructor waits for the server to take what was published.
constexpr int lastFlushMs = 500;

} // namespace

struct NatsLoopBus::Private
{
    explicit Private(NatsLoopBus &bus)
        : q(bus)
    {}

    struct Subscription
    {
        Traffic traffic = Traffic::Little;
        natsSubscription *handle = nullptr; ///< Null without a connection.
    };

    // The adapter of nats.c, whose callbacks have the object as their loop. Called in both threads, with the connection
    // locked.
    static natsStatus onAttach(void **data, void *loop, natsConnection *connection, natsSock socket);
    static natsStatus onReadWanted(void *data, bool isWanted);
    static natsStatus onWriteWanted(void *data, bool isWanted);
    static natsStatus onDetach(void *data);

    void attach(natsConnection *connection);
    void unwatch();
    void lose();
    /// Calls lose() from the event loop, unless it was called for \a lost meanwhile.
    void loseLater(const natsConnection *lost);
    void read();
    /// Takes what has come to the subjects with much traffic.
    void takeMessages();
    void discard(natsMsg *message);
    void destroyDiscarded();
    void write();
    void drainInbox();
    void subscribe(const QByteArray &subject, Subscription &subscription);
    void flushAndShutDown();

    NatsLoopBus &q;
    Inbox *inbox = nullptr;
    std::atomic<int> descriptor = -1;
    std::atomic<bool> isWriteWanted = false;
    natsConnection *connection = nullptr;
    qsizetype maxPayload = qsizetype(1024) * 1024;
    std::unordered_map<QByteArray, Subscription> subscriptions;
    std::vector<natsSubscription *> busy; ///< Those with much traffic, while there is a connection.
    std::vector<natsMsg *> discarded;
    std::unique_ptr<QSocketNotifier> readable;
    std::unique_ptr<QSocketNotifier> writable;
    std::unique_ptr<NatsConnector> connector;
};

natsStatus NatsLoopBus::Private::onAttach(void **data, void *loop, natsConnection *, natsSock socket)
{
    auto *self = static_cast<Private *>(loop);
    self->descriptor = int(socket);
    self->isWriteWanted = false;
    *data = self;
    return NATS_OK; // Watched when the connection has been passed to the thread of the bus.
}

natsStatus NatsLoopBus::Private::onReadWanted(void *data, bool isWanted)
{
    auto *self = static_cast<Private *>(data);
    // At once, because the socket is closed next. In the connector's thread nothing is watched any more.
    if (!isWanted && QThread::currentThread() == self->q.thread())
        self->unwatch();
    return NATS_OK;
}

natsStatus NatsLoopBus::Private::onWriteWanted(void *data, bool isWanted)
{
    auto *self = static_cast<Private *>(data);
    self->isWriteWanted = isWanted;
    // In the thread of the bus, write() follows.
    if (isWanted && QThread::currentThread() != self->q.thread())
        QMetaObject::invokeMethod(
            &self->q, [self] { self->write(); }, Qt::QueuedConnection);
    return NATS_OK;
}

natsStatus NatsLoopBus::Private::onDetach(void *)
{
    return NATS_OK;
}

void NatsLoopBus::Private::attach(natsConnection *attached)
{
    connection = attached;
    readable = std::make_unique<QSocketNotifier>(qintptr(descriptor), QSocketNotifier::Read);
    writable = std::make_unique<QSocketNotifier>(qintptr(descriptor), QSocketNotifier::Write);
    writable->setEnabled(false);
    connect(readable.get(), &QSocketNotifier::activated, &q, [this] { read(); });
    connect(writable.get(), &QSocketNotifier::activated, &q, [this] { write(); });
    for (auto &[subject, subscription] : subscriptions)
        subscribe(subject, subscription);
    maxPayload = qsizetype(natsConnection_GetMaxPayload(connection));
    const QPointer<NatsLoopBus> alive(&q);
    Q_EMIT q.connectedChanged(true, QString::fromUtf8(NatsClient::connectedUrl(connection)));
    if (alive)
        write();
}

void NatsLoopBus::Private::unwatch()
{
    // Usually called by one of them.
    for (auto *notifier : {&readable, &writable}) {
        if (*notifier) {
            (*notifier)->setEnabled(false);
            notifier->release()->deleteLater();
        }
    }
}

void NatsLoopBus::Private::lose()
{
    unwatch();
    destroyDiscarded();
    busy.clear();
    for (auto &[subject, subscription] : subscriptions)
        natsSubscription_Destroy(std::exchange(subscription.handle, nullptr));
    connector->replace(std::exchange(connection, nullptr));
    Q_EMIT q.connectedChanged(false, QString::fromUtf8(NatsClient::lostText));
}

void NatsLoopBus::Private::loseLater(const natsConnection *lost)
{
    QMetaObject::invokeMethod(
        &q,
        [this, lost] {
            if (connection == lost)
                lose();
        },
        Qt::QueuedConnection);
}

void NatsLoopBus::Private::read()
{
    natsConnection_ProcessReadEvent(connection);
    const QPointer<NatsLoopBus> alive(&q);
    takeMessages();
    if (alive)
        write();
}

void NatsLoopBus::Private::takeMessages()
{
    const QPointer<NatsLoopBus> alive(&q);
    const std::vector<natsSubscription *> those = busy;
    for (natsSubscription *subscription : those) {
        // A slot may unsubscribe.
        const auto isThere = [&] { return std::ranges::find(busy, subscription) != busy.end(); };
        std::uint64_t count = 0;
        if (isThere())
            natsSubscription_QueuedMsgs(subscription, &count);
        for (; count > 0 && isThere(); --count) {
            natsMsg *message = nullptr;
            if (natsSubscription_NextMsg(&message, subscription, 0) != NATS_OK)
                continue; // Reports once that messages were dropped.
            const QByteArray subject = natsMsg_GetSubject(message);
            const QByteArray reply = natsMsg_GetReply(message);
            const QByteArray payload(natsMsg_GetData(message), natsMsg_GetDataLength(message));
            discard(message);
            Q_EMIT q.received(subject, reply, payload);
            if (!alive)
                return;
        }
    }
}

void NatsLoopBus::Private::discard(natsMsg *message)
{
    discarded.push_back(message);
    if (discarded.size() >= mostDiscarded)
        destroyDiscarded();
}

void NatsLoopBus::Private::destroyDiscarded()
{
    for (natsMsg *message : discarded)
        natsMsg_Destroy(message);
    discarded.clear();
}

void NatsLoopBus::Private::write()
{
    if (!connection)
        return;
    if (isWriteWanted)
        natsConnection_ProcessWriteEvent(connection);
    if (natsConnection_IsClosed(connection))
        return loseLater(connection); // The caller of the bus may be using what the slots change.
    if (writable->isEnabled() != isWriteWanted)
        writable->setEnabled(isWriteWanted);
}

void NatsLoopBus::Private::drainInbox()
{
    const QPointer<NatsLoopBus> alive(&q);
    const std::vector<Inbox::Event> events = inbox->take();
    for (const Inbox::Event &event : events) {
        if (event.kind == Inbox::Event::Kind::Message)
            Q_EMIT q.received(event.subject, event.reply, event.payload);
        else if (event.kind == Inbox::Event::Kind::Unanswered)
            Q_EMIT q.unanswered(event.subject);
        else
            Q_EMIT q.problem(QString::fromUtf8(event.subject));
        if (!alive)
            return;
    }
}

void NatsLoopBus::Private::subscribe(const QByteArray &subject, Subscription &subscription)
{
    if (subscription.traffic == Traffic::Much) {
        natsConnection_SubscribeSync(&subscription.handle, connection, subject.constData());
        busy.push_back(subscription.handle);
    } else {
        natsConnection_Subscribe(&subscription.handle, connection, subject.constData(), &Inbox::onMessage, inbox);
    }
}

void NatsLoopBus::Private::flushAndShutDown()
{
    unwatch();
    const QDeadlineTimer deadline(lastFlushMs);
    const auto isReady = [&](short event) {
        pollfd socket{descriptor, event, 0};
        return ::poll(&socket, 1, int(deadline.remainingTime())) > 0;
    };
    while (natsConnection_Buffered(connection) > 0 && isReady(POLLOUT))
        natsConnection_ProcessWriteEvent(connection);
    if (natsConnection_IsClosed(connection))
        return;
    // A socket that is closed with data that was not read loses what it has sent. The server closes its side when it
    // has read everything.
    ::shutdown(descriptor, SHUT_WR);
    std::array<char, 4096> data{};
    while (isReady(POLLIN) && ::recv(descriptor, data.data(), data.size(), 0) > 0) {
    }
}

NatsLoopBus::NatsLoopBus(const NatsOptions &options, QObject *parent)
    : MessageBus(parent)
    , d(std::make_unique<Private>(*this))
{
    d->inbox = Inbox::make([this] {
        QMetaObject::invokeMethod(
            this, [this] { d->drainInbox(); }, Qt::QueuedConnection);
    });
    NatsConnector::Host host;
    host.connected = [this](natsConnection *connection) {
        QMetaObject::invokeMethod(
            this, [this, connection] { d->attach(connection); }, Qt::QueuedConnection);
    };
    host.timedOut = [this](const natsConnection *connection) { d->loseLater(connection); };
    host.problem = [inbox = d->inbox](const QString &text) {
        inbox->add({Inbox::Event::Kind::Problem, text.toUtf8(), {}, {}, 0});
    };
    host.prepare = [this](natsOptions *prepared) {
        natsOptions_SetIOBufSize(prepared, readBytes);
        natsOptions_SetErrorHandler(prepared, &Inbox::onError, d->inbox);
        natsOptions_SetEventLoop(prepared, d.get(), &Private::onAttach, &Private::onReadWanted, &Private::onWriteWanted,
                                 &Private::onDetach);
    };
    d->connector = std::make_unique<NatsConnector>(options, std::move(host));
}

NatsLoopBus::~NatsLoopBus()
{
    d->inbox->close();
    d->destroyDiscarded();
    if (d->connection) {
        d->flushAndShutDown();
        for (auto &[subject, subscription] : d->subscriptions)
            natsSubscription_Destroy(subscription.handle);
        natsConnection_Close(d->connection); // Ends a check in the connector's thread.
    }
    d->connector.reset();
}

void NatsLoopBus::start()
{
    d->connector->start();
}

bool NatsLoopBus::isConnected() const
{
    return d->connection != nullptr;
}

qsizetype NatsLoopBus::maxPayload() const
{
    return d->maxPayload;
}

void NatsLoopBus::subscribe(const QByteArray &subject, Traffic traffic)
{
    const auto [subscription, isNew] = d->subscriptions.try_emplace(subject, Private::Subscription{traffic, nullptr});
    if (!isNew || !d->connection)
        return;
    d->subscribe(subject, subscription->second);
    d->write();
}

void NatsLoopBus::unsubscribe(const QByteArray &subject)
{
    const auto found = d->subscriptions.find(subject);
    if (found == d->subscriptions.end())
        return;
    std::erase(d->busy, found->second.handle);
    natsSubscription_Destroy(found->second.handle); // Does nothing for a null pointer.
    d->subscriptions.erase(found);
    d->write();
}

void NatsLoopBus::publish(const QByteArray &subject, const QByteArray &reply, const QByteArray &payload)
{
    if (!d->connection || natsConnection_IsClosed(d->connection)
        || natsConnection_Buffered(d->connection) > NatsClient::mostBytes)
        return;
    NatsClient::publish(d->connection, subject, reply, payload);
    d->write();
}

} // namespace Inspector
