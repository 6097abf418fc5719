// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/client/relayclient_p.h"

#include "relaycore/client/validate.h"
#include "relaycore/protocol/closecode.h"

#include <QtCore/QLoggingCategory>
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

Q_LOGGING_CATEGORY(logClient, "relay.client", QtWarningMsg)

RelayError makeError(Category category, Phase phase, const QString &text)
{
    RelayError error;
    error.category = category;
    error.phase = phase;
    error.text = text;
    return error;
}

template<typename Result>
void resolve(QPromise<Result> &promise, const Result &result)
{
    promise.addResult(result);
    promise.finish();
}

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

class RelayClientPrivate::DispatchScope
{
public:
    explicit DispatchScope(RelayClientPrivate *client)
        : m_client(client)
    {
        ++m_client->m_depth;
    }
    ~DispatchScope()
    {
        if (m_client->m_depth == 1)
            m_client->settle();
        if (--m_client->m_depth == 0)
            m_client->m_emitter.flush(); // The client may be gone afterwards.
    }
    Q_DISABLE_COPY_MOVE(DispatchScope)

private:
    RelayClientPrivate *m_client;
};

RelayClientPrivate::RelayClientPrivate(RelayClient *client, const RelayClientOptions &clientOptions)
    : q(client)
    , options(completed(clientOptions))
    , m_clock(options.clock)
    , m_endpoint(endpointOf(options.address))
    , m_emitter(client)
    , m_tokens(m_clock, options.tokenProvider)
    , m_outbox(
          options, [this](milliseconds delay, std::function<void()> call) { return after(delay, std::move(call)); },
          [this] { return phase(); },
          [this](PendingSendPtr send, SendOutcome outcome, const RelayError &error) {
              finishSend(std::move(send), outcome, error);
          })
    , m_inbox(options.maxInboxMessages)
{
    // Under a UUID that nobody can have used before there is no older socket.
    m_needsVerification = !clientOptions.uuid.isNull();
    if (options.reachability) {
        QObject::connect(options.reachability.get(), &Reachability::reachableChanged, q,
                         [this](bool reachable) { onReachableChanged(reachable); });
    }
}

RelayClientPrivate::~RelayClientPrivate()
{
    ++m_depth; // Nothing is emitted from here on.
    const auto error = makeError(Category::Closed, phase(), u"The client was destroyed."_s);
    if (session)
        session->observeAbort();
    session.reset();
    m_outbox.connectionLost(error);
    refuseEverybody(error);
    for (PendingSendPtr &send : m_outbox.takeArrived())
        finishSend(std::move(send), SendOutcome::Closed, error);
    for (const auto &closer : std::exchange(m_closers, {}))
        m_emitter.addResult([this, closer] { resolve(*closer, {false, m_droppedSinceClose}); });
    m_emitter.resolveAll();
}

// --- Calls ----------------------------------------------------------------------------------------------------------

QFuture<ConnectResult> RelayClientPrivate::connectToRelay(Retry retry)
{
    auto promise = std::make_shared<QPromise<ConnectResult>>();
    promise->start();
    auto future = promise->future();
    const DispatchScope entry(this);
    const auto refuse = [&](const RelayError &error) {
        m_emitter.addResult([promise, error] { resolve(*promise, {false, error}); });
    };
    if (m_drain) {
        refuse(makeError(Category::Closed, Phase::Closing, u"The client is closing."_s));
        return future;
    }
    switch (state) {
    case State::Ready:
        m_emitter.addResult([promise] { resolve(*promise, {true, {}}); });
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
    send->promise.start();
    auto future = send->promise.future();
    const bool isFirst = m_outbox.submit(send);
    if (id)
        *id = send->id;
    if (QThread::currentThread() == q->thread() && m_depth == 0 && state == State::Ready) {
        const DispatchScope entry(this);
        takeArrived();
    } else if (isFirst) {
        QMetaObject::invokeMethod(
            q,
            [this] {
                const DispatchScope entry(this);
                takeArrived();
            },
            Qt::QueuedConnection);
    }
    return future;
}

bool RelayClientPrivate::cancel(SendId id)
{
    const DispatchScope entry(this);
    takeArrived();
    return m_outbox.cancel(id);
}

QFuture<ReceiveResult> RelayClientPrivate::receive()
{
    auto promise = std::make_shared<QPromise<ReceiveResult>>();
    promise->start();
    auto future = promise->future();
    const DispatchScope entry(this);
    m_isPulled = true;
    if (auto result = m_inbox.take()) {
        m_emitter.addResult([promise, result = std::move(*result)] { resolve(*promise, result); });
        return future;
    }
    if (const auto error = whyOver()) {
        m_emitter.addResult([promise, error = *error] { resolve(*promise, {{}, error}); });
        return future;
    }
    m_inbox.wait(std::move(promise));
    if (state == State::Idle)
        start(ClientEvent::ConnectRequested);
    return future;
}

QFuture<CloseResult> RelayClientPrivate::close(milliseconds drain)
{
    auto promise = std::make_shared<QPromise<CloseResult>>();
    promise->start();
    auto future = promise->future();
    const DispatchScope entry(this);
    takeArrived();
    if (state == State::Closed) {
        m_emitter.addResult([promise] { resolve(*promise, {true, 0}); });
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
    const DispatchScope entry(this);
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
    if (options.reconnect == enabled)
        return;
    const DispatchScope entry(this);
    options.reconnect = enabled;
    m_emitter.addSignal([this, enabled] { Q_EMIT q->reconnectEnabledChanged(enabled); });
    if (!m_everRegistered)
        return; // Who wants the first connection said so himself.
    m_persistent = enabled || std::any_of(m_waiters.cbegin(), m_waiters.cend(), [](const ConnectWaiter &waiter) {
                       return waiter.retry == Retry::Yes;
                   });
    if ((state == State::Backoff || state == State::WaitingForNetwork) && !wantsRetry()) {
        stopTimers();
        transition(ClientEvent::LostToIdle);
        answerWaiters({false, lastError});
    }
}

void RelayClientPrivate::setTokenProvider(TokenProvider provider)
{
    const DispatchScope entry(this);
    const bool wasAsking = m_tokens.isAsking();
    m_tokens.setProvider(std::move(provider));
    if (!wasAsking)
        return;
    // The old one's answer is not waited for any more.
    m_tokenDeadline.reset();
    openSoon(milliseconds::zero());
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
        const DispatchScope entry(this);
        call();
    });
}

// --- An attempt, from the request to Ready --------------------------------------------------------------------------

void RelayClientPrivate::transition(ClientEvent event, const QString &detail)
{
    const State previous = state;
    state = next(previous, event);
    if (state == previous)
        return;
    qCDebug(logClient) << stateName(previous) << "->" << stateName(state);
    wire.stateChanged(state, detail);
    m_emitter.addSignal([this, current = state, previous] { Q_EMIT q->stateChanged(current, previous); });
}

void RelayClientPrivate::start(ClientEvent event)
{
    if (const auto unusable = whyUnusable(options)) {
        fail(*unusable);
        return;
    }
    if (event == ClientEvent::ConnectRequested && state == State::Idle && m_waiters.empty())
        m_persistent = options.reconnect;
    transition(event);
    openSoon(milliseconds::zero());
}

void RelayClientPrivate::startSoonest(ClientEvent event)
{
    m_retry.reset();
    if (const auto unusable = whyUnusable(options)) {
        fail(*unusable);
        return;
    }
    transition(event);
    // An impatient user, or a network that comes and goes, is not a reason to hammer the relay.
    openSoon(m_lastStart ? *m_lastStart + options.backoff.floor - m_clock->now() : milliseconds::zero());
}

void RelayClientPrivate::openSoon(milliseconds wait)
{
    if (wait > milliseconds::zero()) {
        m_retry = after(wait, [this] { openNow(); });
        return;
    }
    // Not from inside the caller's call: opening a socket may fail, and emit, at once.
    QMetaObject::invokeMethod(
        q, [this] { openNow(); }, Qt::QueuedConnection);
}

void RelayClientPrivate::openNow()
{
    const DispatchScope entry(this);
    if (state != State::Connecting || session || m_tokens.isAsking())
        return;
    m_lastStart = m_clock->now();
    ++m_metrics.attempts;
    if (m_tokens.isMissing())
        askForToken();
    else
        openSession();
}

void RelayClientPrivate::askForToken()
{
    m_tokenDeadline = after(options.openTimeout, [this] {
        m_tokens.stopAsking();
        fail(makeError(Category::Timeout, Phase::Opening, u"The token provider did not answer in time."_s));
    });
    m_tokens.ask([this](bool isThere) {
        const DispatchScope entry(this);
        m_tokenDeadline.reset();
        if (isThere) {
            openSession();
            return;
        }
        auto error = makeError(Category::Unauthorized, Phase::Opening, u"The token provider gave no token."_s);
        error.fatal = true;
        fail(error);
    });
}

void RelayClientPrivate::openSession()
{
    HeaderList headers = options.headers;
    if (m_tokens.hasProvider()) {
        headers.append({"Authorization", "Bearer " + m_tokens.value()});
        if (const auto unusable = whyUnusable(headers)) {
            fail(*unusable);
            return;
        }
    }
    session = std::make_unique<Session>(Session::Context{options, wire, m_metrics}, *this);
    session->open(headers, m_needsVerification);
}

void RelayClientPrivate::onWoke()
{
    const DispatchScope entry(this);
    if (state == State::Ready)
        session->verifyNow();
    else if (state == State::Backoff || state == State::WaitingForNetwork)
        startSoonest(ClientEvent::NetworkReturned);
}

void RelayClientPrivate::onReachableChanged(bool reachable)
{
    const DispatchScope entry(this);
    if (!reachable)
        transition(ClientEvent::NetworkLost);
    else if (state == State::WaitingForNetwork)
        startSoonest(ClientEvent::NetworkReturned);
}

// --- What a session says --------------------------------------------------------------------------------------------

void RelayClientPrivate::onOpened()
{
    const DispatchScope entry(this);
    m_everOpened = true;
    transition(ClientEvent::Opened);
    session->sendRegistration();
}

void RelayClientPrivate::onRegistered()
{
    const DispatchScope entry(this);
    transition(ClientEvent::Registered);
    m_persistent = options.reconnect;
    ++m_metrics.registrations;
    m_readySince = m_clock->now();
    m_sleepWatch.emplace(m_clock, [this] { onWoke(); });
    // A relay that accepts everybody and drops them at once must not be met with the shortest delay for ever.
    m_stable = m_clock->startTimer(options.backoff.stableAfter, [this] {
        m_attemptsInARow = 0;
        m_protocolErrors = 0;
        m_tokens.accepted();
    });
    const bool isReconnect = std::exchange(m_everRegistered, true);
    m_emitter.addSignal([this, isReconnect] { Q_EMIT q->registered(isReconnect); });
    answerWaiters({true, {}});
    m_outbox.writeTo(session);
}

void RelayClientPrivate::onReceived(RelayMessage message)
{
    const DispatchScope entry(this);
    ++m_metrics.messagesReceived;
    static const auto signal = QMetaMethod::fromSignal(&RelayClient::messageReceived);
    const bool isHeard = q->isSignalConnected(signal);
    // Who listens to the signal and never pulls does not need the messages a second time.
    Inbox::Receiver receiver;
    if (m_isPulled || !isHeard)
        receiver = m_inbox.receiverFor(message);
    std::optional<PeerConnection> returned;
    if (const auto *peer = std::get_if<PeerConnection>(&message); peer && peer->error)
        returned = *peer;
    if (receiver)
        m_emitter.addResult([receiver, message] { resolve(*receiver, {message, {}}); });
    if (isHeard)
        m_emitter.addSignal([this, message = std::move(message)] { Q_EMIT q->messageReceived(message); });
    if (returned)
        m_emitter.addSignal([this, request = *std::move(returned)] { Q_EMIT q->peerUnreachable(request); });
}

void RelayClientPrivate::onUndecodable(const QString &data, const QString &reason)
{
    const DispatchScope entry(this);
    ++m_metrics.undecodableReceived;
    m_emitter.addSignal([this, data, reason] { Q_EMIT q->undecodableReceived(data, reason); });
}

void RelayClientPrivate::onWritten(qint64 bytes)
{
    const DispatchScope entry(this);
    m_outbox.written(bytes);
    if (state == State::Ready)
        m_outbox.writeTo(session);
}

// --- Endings --------------------------------------------------------------------------------------------------------

Phase RelayClientPrivate::phase() const
{
    switch (state) {
    case State::Idle:
    case State::Connecting:
    case State::Backoff:
    case State::WaitingForNetwork:
    case State::Failed:
        return Phase::Opening;
    case State::Registering:
        return Phase::Registration;
    case State::Ready:
        return Phase::Ready;
    case State::Closing:
    case State::Closed:
        return Phase::Closing;
    }
    Q_UNREACHABLE();
}

void RelayClientPrivate::onEnded(const AttemptEnd &end)
{
    const DispatchScope entry(this);
    RelayError error = classify(end, {m_endpoint, m_everOpened, m_protocolErrors});
    if (state == State::Closing) {
        finishClosing(error, end.cause != AttemptEnd::Cause::TimedOut);
        return;
    }
    const bool isRefusal = error.category == Category::Unauthorized || error.category == Category::Forbidden;
    if (isRefusal && m_tokens.refused())
        error.fatal = false;
    m_protocolErrors = error.category == Category::Protocol ? m_protocolErrors + 1 : 0;
    // After an end that the relay may not have noticed it still holds our former socket.
    const bool isUnclean = error.category == Category::Timeout || error.category == Category::Network
                           || error.closeCode == static_cast<quint16>(CloseCode::Abnormal);
    m_needsVerification = m_needsVerification || (end.phase != Phase::Opening && isUnclean);
    if (state == State::Ready)
        ++m_metrics.connectionsLost;
    session->observeEnd(end, error);
    session.reset();
    m_outbox.connectionLost(error);
    fail(error);
}

bool RelayClientPrivate::wantsRetry() const
{
    return m_persistent || m_outbox.waiting() > 0 || m_inbox.isAwaited();
}

void RelayClientPrivate::fail(const RelayError &error)
{
    lastError = error;
    stopTimers();
    if (error.fatal) {
        m_persistent = false;
        transition(ClientEvent::LostFatally, error.text);
        m_emitter.addSignal([this, error] { Q_EMIT q->errorOccurred(error); });
        refuseEverybody(error);
        m_emitter.addSignal([this, error] { Q_EMIT q->failed(error); });
    } else if (wantsRetry()) {
        retryLater(error);
    } else {
        transition(ClientEvent::LostToIdle, error.text);
        m_emitter.addSignal([this, error] { Q_EMIT q->errorOccurred(error); });
        answerWaiters({false, error});
    }
}

void RelayClientPrivate::retryLater(const RelayError &error)
{
    const int number = ++m_attemptsInARow;
    const auto delay = std::max(options.backoffPolicy(number, options.random()), options.backoff.floor);
    transition(ClientEvent::LostRetrying,
               u"retry %1 in %2 s: %3"_s.arg(number).arg(static_cast<double>(delay.count()) / 1000.0).arg(error.text));
    m_retry = after(delay, [this] { start(ClientEvent::RetryDue); });
    m_sleepWatch.emplace(m_clock, [this] { onWoke(); });
    m_emitter.addSignal([this, error] { Q_EMIT q->errorOccurred(error); });
    m_emitter.addSignal([this, number, delay, error] { Q_EMIT q->retryScheduled(number, delay, error); });
    answerWaiters({false, error}, Retry::No);
    if (options.reachability && !options.reachability->isReachable())
        transition(ClientEvent::NetworkLost);
}

void RelayClientPrivate::beginClosing()
{
    const auto error = makeError(Category::Closed, Phase::Closing, u"The client was closed."_s);
    transition(ClientEvent::CloseRequested);
    m_persistent = false;
    m_drain.reset();
    m_tokens.stopAsking();
    stopTimers();
    refuseEverybody(error);
    // The relay may still be at work on that registration, and forget its successor when it finds us gone.
    m_needsVerification = m_needsVerification || (session && session->isRegistering());
    if (session && session->isOpen())
        session->close(); // May end the session at once.
    else
        finishClosing(error, true);
}

void RelayClientPrivate::finishClosing(const RelayError &error, bool clean)
{
    if (session)
        session->observeAbort();
    session.reset();
    m_outbox.connectionLost(error);
    m_outbox.dropWaiting(error); // What was to be sent again is not.
    m_attemptsInARow = 0;
    m_protocolErrors = 0;
    m_everRegistered = false;
    m_needsVerification = m_needsVerification || !clean;
    transition(ClientEvent::CloseFinished);
    announceQueue(); // Nothing is emitted once the futures have finished.
    for (const auto &closer : std::exchange(m_closers, {}))
        m_emitter.addResult([closer, result = CloseResult{clean, m_droppedSinceClose}] { resolve(*closer, result); });
}

void RelayClientPrivate::stopTimers()
{
    m_tokenDeadline.reset();
    m_retry.reset();
    m_stable.reset();
    m_sleepWatch.reset();
    m_readySince.reset();
}

void RelayClientPrivate::refuseEverybody(const RelayError &error)
{
    m_outbox.dropWaiting(error);
    answerWaiters({false, error});
    for (const Inbox::Receiver &receiver : m_inbox.takeReceivers())
        m_emitter.addResult([receiver, error] { resolve(*receiver, {{}, error}); });
}

void RelayClientPrivate::answerWaiters(const ConnectResult &result, std::optional<Retry> only)
{
    auto waiters = std::exchange(m_waiters, {});
    for (ConnectWaiter &waiter : waiters) {
        if (only && waiter.retry != *only)
            m_waiters.push_back(std::move(waiter));
        else
            m_emitter.addResult([promise = waiter.promise, result] { resolve(*promise, result); });
    }
}

std::optional<RelayError> RelayClientPrivate::whyOver() const
{
    if (state == State::Failed)
        return lastError;
    if (state == State::Closing || state == State::Closed || m_drain)
        return makeError(Category::Closed, Phase::Closing, u"The client is closed."_s);
    return std::nullopt;
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
        m_outbox.writeTo(session);
    m_outbox.watchExpiry();
    if (state == State::Idle && m_outbox.waiting() > 0)
        start(ClientEvent::ConnectRequested);
}

void RelayClientPrivate::finishSend(PendingSendPtr send, SendOutcome outcome, const RelayError &error)
{
    if (outcome == SendOutcome::Written) {
        m_emitter.addResult([send] { resolve(send->promise, {send->id, SendOutcome::Written, {}}); });
        ++m_metrics.messagesSent;
        m_metrics.bytesSent += static_cast<quint64>(send->bytes);
        static const auto signal = QMetaMethod::fromSignal(&RelayClient::messageSent);
        if (q->isSignalConnected(signal)) {
            m_emitter.addSignal([this, send = std::move(send)] { Q_EMIT q->messageSent(send->id, send->message); });
        }
        return;
    }
    m_emitter.addResult([send, outcome, error] { resolve(send->promise, {send->id, outcome, error}); });
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
