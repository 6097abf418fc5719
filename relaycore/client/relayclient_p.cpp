// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/client/relayclient_p.h"

#include <QtCore/QMetaMethod>
#include <QtCore/QRandomGenerator>
#include <QtCore/QSysInfo>
#include <QtCore/QThread>

#include <algorithm>
#include <utility>

namespace RelayCore {

using namespace Qt::Literals::StringLiterals;
using std::chrono::milliseconds;
using Category = RelayError::Category;
using Phase = RelayError::Phase;

namespace {

RelayClientOptions completed(RelayClientOptions options)
{
    if (options.name.isEmpty())
        options.name = QSysInfo::machineHostName();
    if (options.uuid.isNull())
        options.uuid = QUuid::createUuid();
    if (!options.clock)
        options.clock = Clock::system();
    if (!options.random)
        options.random = [] { return QRandomGenerator::global()->generateDouble(); };
    if (!options.backoffPolicy)
        options.backoffPolicy = exponentialBackoff(options.backoff);
    if (!options.socketFactory)
        options.socketFactory = [] { return std::make_unique<QWebSocket>(); };
    return options;
}

} // namespace

RelayClientPrivate::RelayClientPrivate(RelayClient *client, const RelayClientOptions &clientOptions)
    : q(client)
    , options(completed(clientOptions))
    , m_clock(options.clock)
    , m_emitter(client)
    // With a new random UUID there is no older connection.
    , m_connector({options, m_metrics, client}, *this, clientOptions.uuid.isNull())
    , m_outbox(
          options, [this](milliseconds delay, std::function<void()> call) { return after(delay, std::move(call)); },
          [this] { return phase(); },
          [this](PendingSendPtr send, SendOutcome outcome, const RelayError &error) {
              finishSend(std::move(send), outcome, error);
          })
    , m_inbox(options.maxInboxMessages)
{}

RelayClientPrivate::~RelayClientPrivate()
{
    ++m_depth; // Nothing is emitted from here on.
    const auto error = makeError(Category::Closed, phase(), u"The client was destroyed."_s);
    if (session)
        session->observeAbort();
    session.reset();
    m_outbox.connectionLost(error);
    refuseAll(error);
    for (PendingSendPtr &send : m_outbox.takeArrived())
        finishSend(std::move(send), SendOutcome::Closed, error);
    for (const auto &closer : std::exchange(m_closers, {}))
        m_emitter.addResult(closer, CloseResult{false, m_droppedSinceClose});
    m_emitter.abandonAll();
}

// --- Calls ----------------------------------------------------------------------------------------------------------

QFuture<ConnectResult> RelayClientPrivate::connectToRelay(Retry retry)
{
    auto promise = std::make_shared<Promise<ConnectResult>>();
    auto future = promise->future();
    const DispatchScope entry(this, Origin::Call);
    const auto refuse = [&](const RelayError &error) { m_emitter.addResult(promise, ConnectResult{false, error}); };
    if (m_drain) {
        refuse(makeError(Category::Closed, Phase::Closing, u"The client is closing."_s));
        return future;
    }
    switch (state) {
    case State::Ready:
        m_emitter.addResult(promise, ConnectResult{true, {}});
        break;
    case State::Failed:
        refuse(lastError);
        break;
    case State::Closing:
        refuse(makeError(Category::Closed, Phase::Closing, u"The client is closing."_s));
        break;
    case State::Idle:
    case State::Closed:
        m_waiters.push_back({promise, retry});
        m_persistent = retry == Retry::Yes;
        start(ClientEvent::ConnectRequested);
        break;
    case State::Connecting:
    case State::Registering:
    case State::Backoff:
    case State::WaitingForNetwork:
        m_waiters.push_back({promise, retry});
        m_persistent = m_persistent || retry == Retry::Yes;
        break;
    }
    return future;
}

QFuture<SendResult> RelayClientPrivate::submit(const RelayMessage &message, const SendOptions &sendOptions, SendId *id)
{
    auto send = std::make_shared<PendingSend>();
    send->message = message;
    send->encoded = encodeText(message);
    send->bytes = send->encoded.size();
    send->timeToLive = sendOptions.timeToLive;
    send->resendUncertain = sendOptions.resendUncertain;
    auto future = send->promise.future();
    const bool isFirst = m_outbox.submit(send);
    if (id)
        *id = send->id;
    if (QThread::currentThread() == q->thread() && m_depth == 0 && state == State::Ready) {
        const DispatchScope entry(this, Origin::Call);
        takeArrived();
    } else if (isFirst) {
        QMetaObject::invokeMethod(
            q,
            [this] {
                const DispatchScope entry(this, Origin::Event);
                takeArrived();
            },
            Qt::QueuedConnection);
    }
    return future;
}

bool RelayClientPrivate::cancel(SendId id)
{
    const DispatchScope entry(this, Origin::Call);
    takeArrived();
    return m_outbox.cancel(id);
}

QFuture<ReceiveResult> RelayClientPrivate::receive()
{
    auto promise = std::make_shared<Promise<ReceiveResult>>();
    auto future = promise->future();
    const DispatchScope entry(this, Origin::Call);
    m_isPulled = true;
    if (auto result = m_inbox.take()) {
        m_emitter.addResult(promise, std::move(*result));
        return future;
    }
    if (const auto error = whyOver()) {
        m_emitter.addResult(promise, ReceiveResult{{}, *error});
        return future;
    }
    m_inbox.wait(std::move(promise));
    if (state == State::Idle)
        start(ClientEvent::ConnectRequested);
    return future;
}

QFuture<CloseResult> RelayClientPrivate::close(milliseconds drain)
{
    auto promise = std::make_shared<Promise<CloseResult>>();
    auto future = promise->future();
    const DispatchScope entry(this, Origin::Call);
    takeArrived();
    if (state == State::Closed) {
        m_emitter.addResult(promise, CloseResult{true, 0});
        return future;
    }
    if (m_closers.empty())
        m_droppedSinceClose = 0;
    m_closers.push_back(promise);
    if (state == State::Closing)
        return future;
    if (drain > milliseconds::zero() && !m_outbox.isEmpty()) {
        m_drain = after(drain, [this] { beginClosing(); });
    } else {
        beginClosing();
    }
    return future;
}

void RelayClientPrivate::reconnectNow()
{
    const DispatchScope entry(this, Origin::Call);
    switch (state) {
    case State::Idle:
    case State::Backoff:
    case State::WaitingForNetwork:
    case State::Closed:
    case State::Failed:
        m_persistent = true;
        startSoonest(ClientEvent::ReconnectRequested);
        break;
    case State::Connecting:
    case State::Registering:
    case State::Ready:
    case State::Closing:
        break;
    }
}

void RelayClientPrivate::setReconnectEnabled(bool enabled)
{
    const DispatchScope entry(this, Origin::Call);
    options.reconnect = enabled;
    if (!m_everRegistered)
        return; // Before the first registration the caller's Retry decides.
    m_persistent = enabled || std::any_of(m_waiters.cbegin(), m_waiters.cend(), [](const ConnectWaiter &waiter) {
                       return waiter.retry == Retry::Yes;
                   });
    if ((state == State::Backoff || state == State::WaitingForNetwork) && !wantsRetry()) {
        rest();
        transition(ClientEvent::LostToIdle);
        answerWaiters({false, lastError});
    }
}

void RelayClientPrivate::setTokenProvider(TokenProvider provider)
{
    const DispatchScope entry(this, Origin::Call);
    m_connector.setTokenProvider(std::move(provider));
}

RelayMetrics RelayClientPrivate::metrics() const
{
    RelayMetrics metrics = m_metrics;
    metrics.messagesSkipped = m_inbox.skipped();
    if (m_readySince)
        metrics.sinceReady = m_clock->now() - *m_readySince;
    return metrics;
}

std::unique_ptr<ClockTimer> RelayClientPrivate::after(milliseconds delay, std::function<void()> call)
{
    return m_clock->startTimer(delay, [this, call = std::move(call)] {
        const DispatchScope entry(this, Origin::Event);
        call();
    });
}

// --- Sending --------------------------------------------------------------------------------------------------------

void RelayClientPrivate::takeArrived()
{
    for (PendingSendPtr &send : m_outbox.takeArrived()) {
        if (const auto error = whyOver())
            finishSend(std::move(send), SendOutcome::Closed, *error);
        else
            m_outbox.enqueue(std::move(send));
    }
    if (state == State::Ready)
        m_outbox.writeTo(*session);
    m_outbox.watchExpiry();
    if (state == State::Idle && m_outbox.waiting() > 0)
        start(ClientEvent::ConnectRequested);
}

void RelayClientPrivate::finishSend(PendingSendPtr send, SendOutcome outcome, const RelayError &error)
{
    if (outcome == SendOutcome::Written) {
        m_emitter.addResult([this, send] { m_emitter.settle(send->promise, {send->id, SendOutcome::Written, {}}); });
        ++m_metrics.messagesSent;
        m_metrics.bytesSent += static_cast<quint64>(send->bytes);
        static const auto signal = QMetaMethod::fromSignal(&RelayClient::messageSent);
        if (q->isSignalConnected(signal)) {
            m_emitter.addSignal([this, send = std::move(send)] { Q_EMIT q->messageSent(send->id, send->message); });
        }
        return;
    }
    m_emitter.addResult([this, send, outcome, error] { m_emitter.settle(send->promise, {send->id, outcome, error}); });
    ++m_metrics.messagesDropped;
    ++m_droppedSinceClose;
    if (state != State::Closed) // After close() has resolved nothing is emitted any more.
        m_emitter.addSignal([this, id = send->id, outcome] { Q_EMIT q->messageDropped(id, outcome); });
}

void RelayClientPrivate::settle()
{
    if (m_drain && m_outbox.isEmpty())
        beginClosing();
    announceQueue();
}

void RelayClientPrivate::announceQueue()
{
    const qsizetype count = m_outbox.waiting();
    if (count == m_announcedQueue)
        return;
    m_announcedQueue = count;
    m_emitter.addSignal([this, count] { Q_EMIT q->queuedMessagesChanged(count); });
}

} // namespace RelayCore
