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
        options.clock = RelayClock::system();
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
    , hasOwnPolicy(bool(clientOptions.backoffPolicy))
    , m_emitter(client)
    , m_outbox(options, *this)
    , m_inbox(options.maxInboxMessages)
{
    // With a new random UUID there is no older connection.
    m_connector.emplace(Connector::Context{options, m_metrics, client}, *this, clientOptions.uuid.isNull());
}

RelayClientPrivate::~RelayClientPrivate()
{
    ++m_depth; // Nothing is emitted from here on.
    const auto error =
        makeError(Category::Closed, phase(), {QT_TRANSLATE_NOOP("RelayCore::RelayError", "The client was destroyed.")});
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

void RelayClientPrivate::connectToRelay(const PromisePointer<ConnectResult> &promise, Retry retry)
{
    const DispatchScope entry(this, Origin::Call);
    const auto refuse = [&](const RelayError &error) { m_emitter.addResult(promise, ConnectResult{false, error}); };
    if (m_drain) {
        refuse(makeError(Category::Closed, Phase::Closing,
                         {QT_TRANSLATE_NOOP("RelayCore::RelayError", "The client is closing.")}));
        return;
    }
    switch (state) {
    case State::Ready:
        m_emitter.addResult(promise, ConnectResult{true, {}});
        break;
    case State::Failed:
        refuse(lastError);
        break;
    case State::Closing:
        refuse(makeError(Category::Closed, Phase::Closing,
                         {QT_TRANSLATE_NOOP("RelayCore::RelayError", "The client is closing.")}));
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
}

PendingSendPtr RelayClientPrivate::submit(const RelayMessage &message, const SendOptions &sendOptions, bool hasFuture)
{
    auto send = std::make_shared<PendingSend>();
    send->message = message;
    if (auto *peer = std::get_if<PeerConnection>(&send->message)) {
        const QMutexLocker lock(&m_identityMutex);
        if (peer->sourceUuid.isNull())
            peer->sourceUuid = options.uuid;
        if (peer->sourceName.isEmpty())
            peer->sourceName = options.name;
    }
    send->encoded = encode(send->message);
    send->bytes = send->encoded.size();
    send->timeToLive = sendOptions.timeToLive;
    send->resendUncertain = sendOptions.resendUncertain;
    if (hasFuture)
        send->promise.emplace();
    const bool isFirst = m_outbox.submit(send);
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
    return send;
}

bool RelayClientPrivate::cancel(SendId id)
{
    const DispatchScope entry(this, Origin::Call);
    takeArrived();
    return m_outbox.cancel(id);
}

void RelayClientPrivate::receive(PromisePointer<ReceiveResult> promise)
{
    const DispatchScope entry(this, Origin::Call);
    m_isPulled = true;
    if (auto result = m_inbox.take()) {
        m_emitter.addResult(promise, std::move(*result));
        return;
    }
    if (const auto error = whyOver()) {
        m_emitter.addResult(promise, ReceiveResult{{}, *error});
        return;
    }
    m_inbox.wait(std::move(promise));
    if (state == State::Idle)
        start(ClientEvent::ConnectRequested);
}

void RelayClientPrivate::close(const PromisePointer<CloseResult> &promise, milliseconds drain)
{
    const DispatchScope entry(this, Origin::Call);
    takeArrived();
    if (state == State::Closed) {
        m_emitter.addResult(promise, CloseResult{true, 0});
        return;
    }
    if (m_closers.empty())
        m_droppedSinceClose = 0;
    m_closers.push_back(promise);
    if (state == State::Closing)
        return;
    if (drain > milliseconds::zero() && !m_outbox.isEmpty()) {
        m_drain = after(drain, [this] { beginClosing(); });
    } else {
        beginClosing();
    }
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
    m_connector->setTokenProvider(std::move(provider));
}

bool RelayClientPrivate::setOptions(const RelayClientOptions &newOptions)
{
    const DispatchScope entry(this, Origin::Call);
    const bool isResting = state == State::Idle || state == State::Closed || state == State::Failed;
    if (!isResting || !m_waiters.empty() || m_outbox.waiting() > 0 || m_drain)
        return false;
    const bool isSameUuid = newOptions.uuid.isNull() || newOptions.uuid == options.uuid;
    const bool isKnown = isSameUuid ? m_connector->needsVerification() || m_connector->hasOpened() : true;
    m_connector.reset();
    {
        const QMutexLocker lock(&m_identityMutex);
        const QUuid uuid = options.uuid;
        options = newOptions;
        if (options.uuid.isNull())
            options.uuid = uuid;
        options = completed(options);
    }
    hasOwnPolicy = bool(newOptions.backoffPolicy);
    m_connector.emplace(Connector::Context{options, m_metrics, q}, *this, !isKnown);
    m_outbox.updateLimits();
    m_inbox.setMaxMessages(options.maxInboxMessages);
    transition(ClientEvent::OptionsReplaced);
    return true;
}

RelayClientPrivate::Identity RelayClientPrivate::identity() const
{
    const QMutexLocker lock(&m_identityMutex);
    return {options.address, options.name, options.uuid};
}

bool RelayClientPrivate::isOwnThread(const char *call) const
{
    if (QThread::currentThread() == q->thread())
        return true;
    qWarning("RelayClient::%s() was called in thread %p \"%s\" and refused: the client lives in thread %p \"%s\".",
             call, static_cast<void *>(QThread::currentThread()), qPrintable(QThread::currentThread()->objectName()),
             static_cast<void *>(q->thread()), qPrintable(q->thread()->objectName()));
    return false;
}

RelayMetrics RelayClientPrivate::metrics() const
{
    RelayMetrics metrics = m_metrics;
    metrics.messagesSkipped = m_inbox.skipped();
    if (m_readySince)
        metrics.sinceReady = options.clock->now() - *m_readySince;
    return metrics;
}

std::unique_ptr<ClockTimer> RelayClientPrivate::after(milliseconds delay, std::function<void()> call)
{
    return options.clock->startTimer(delay, [this, call = std::move(call)] {
        const DispatchScope entry(this, Origin::Event);
        call();
    });
}

// --- Sending --------------------------------------------------------------------------------------------------------

void RelayClientPrivate::takeArrived()
{
    const auto arrived = m_outbox.takeArrived();
    for (const PendingSendPtr &send : arrived) {
        if (const auto error = whyOver())
            finishSend(send, SendOutcome::Closed, *error);
        else if (send->promise && send->promise->isCanceled())
            finishSend(send, SendOutcome::Cancelled,
                       makeError(Category::Usage, phase(),
                                 {QT_TRANSLATE_NOOP("RelayCore::RelayError", "The message was cancelled.")}));
        else
            m_outbox.enqueue(send);
    }
    if (state == State::Ready)
        m_outbox.writeTo(*session);
    m_outbox.watchFutures(arrived, [this](SendId id) {
        const DispatchScope entry(this, Origin::Event);
        m_outbox.cancel(id);
    });
    m_outbox.watchExpiry();
    if (state == State::Idle && m_outbox.waiting() > 0)
        start(ClientEvent::ConnectRequested);
}

void RelayClientPrivate::finishSend(PendingSendPtr send, SendOutcome outcome, const RelayError &error)
{
    if (outcome == SendOutcome::Written) {
        if (send->promise)
            m_emitter.addResult([this, send] {
                m_emitter.settle(*send->promise, SendResult{send->id, SendOutcome::Written, {}});
            });
        ++m_metrics.messagesSent;
        m_metrics.bytesSent += static_cast<quint64>(send->bytes);
        static const auto signal = QMetaMethod::fromSignal(&RelayClient::messageSent);
        if (q->isSignalConnected(signal)) {
            m_emitter.addSignal([this, send = std::move(send)] { Q_EMIT q->messageSent(send->id, send->message); });
        }
        return;
    }
    if (send->promise)
        m_emitter.addResult([this, send, outcome, error] {
            m_emitter.settle(*send->promise, SendResult{send->id, outcome, error});
        });
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
