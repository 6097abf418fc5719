// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/client/relayclient_p.h"

#include "relaycore/client/validate.h"
#include "relaycore/protocol/closecode.h"

#include <QtCore/QLoggingCategory>
#include <QtCore/QRandomGenerator>
#include <QtCore/QSysInfo>

#include <algorithm>
#include <utility>

namespace RelayCore {

using namespace Qt::Literals::StringLiterals;
using std::chrono::milliseconds;
using Category = RelayError::Category;
using Phase = RelayError::Phase;

namespace {

Q_LOGGING_CATEGORY(logClient, "relay.client", QtWarningMsg)

/// Above this many bytes the socket has to pass some on before it gets more; QWebSocket itself buffers without bound.
constexpr qint64 maxUnsentBytes = 1024 * 1024;

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
    return options;
}

/// QWebSocket makes these itself and shows them as if the peer had sent them.
bool mayBeLocal(quint16 code)
{
    return code == static_cast<quint16>(CloseCode::GoingAway) || code == static_cast<quint16>(CloseCode::ProtocolError)
           || code == static_cast<quint16>(CloseCode::InvalidPayload)
           || code == static_cast<quint16>(CloseCode::MessageTooBig);
}

} // namespace

class RelayClientPrivate::Entry
{
public:
    explicit Entry(RelayClientPrivate *client)
        : m_client(client)
    {
        ++m_client->m_depth;
    }
    ~Entry()
    {
        if (--m_client->m_depth == 0)
            m_client->m_notifications.flush(); // The client may be gone afterwards.
    }
    Q_DISABLE_COPY_MOVE(Entry)

private:
    RelayClientPrivate *m_client;
};

RelayClientPrivate::RelayClientPrivate(RelayClient *client, RelayClientOptions clientOptions)
    : q(client)
    , options(completed(std::move(clientOptions)))
    , m_clock(options.clock)
    , m_endpoint(endpointOf(options.address))
    , m_backoff(options.backoff)
    , m_notifications(client)
    , m_queue(options.maxQueuedMessages, options.maxQueuedBytes)
{}

RelayClientPrivate::~RelayClientPrivate()
{
    ++m_depth; // Nothing is emitted from here on.
    const auto error = makeError(Category::Closed, phase(), u"The client was destroyed."_s);
    if (attempt)
        wire.closed(*attempt, ConnectionClosed::By::Client, {});
    attempt.reset();
    for (const PendingSend &send : m_inFlight.takeAll())
        finishSend(send, SendOutcome::Uncertain, error);
    dropWaiting(error);
    for (const PendingSend &send : std::exchange(m_inbox, {}))
        finishSend(send, SendOutcome::Closed, error);
    answerWaiters({false, error});
    for (const auto &closer : std::exchange(m_closers, {}))
        m_notifications.addResult([closer] { closer->finish(); });
    m_notifications.resolveAll();
}

// --- Calls ----------------------------------------------------------------------------------------------------------

QFuture<ConnectResult> RelayClientPrivate::connectToRelay(Retry retry)
{
    auto promise = std::make_shared<QPromise<ConnectResult>>();
    promise->start();
    auto future = promise->future();
    const Entry entry(this);
    switch (state) {
    case State::Ready:
        m_notifications.addResult([promise] { resolve(*promise, {true, {}}); });
        break;
    case State::Failed:
        m_notifications.addResult([promise, error = lastError] { resolve(*promise, {false, error}); });
        break;
    case State::Closing:
        m_notifications.addResult([promise] {
            resolve(*promise, {false, makeError(Category::Closed, Phase::Closing, u"The client is closing."_s)});
        });
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

QFuture<SendResult> RelayClientPrivate::submit(const RelayMessage &message)
{
    PendingSend send;
    send.message = message;
    send.encoded = encode(message);
    send.promise = std::make_shared<QPromise<SendResult>>();
    send.promise->start();
    auto future = send.promise->future();
    bool first = false;
    {
        const QMutexLocker lock(&m_inboxMutex);
        send.id = ++m_lastId;
        first = m_inbox.empty();
        m_inbox.push_back(std::move(send));
    }
    if (first) {
        QMetaObject::invokeMethod(
            q,
            [this] {
                const Entry entry(this);
                takeInbox();
            },
            Qt::QueuedConnection);
    }
    return future;
}

QFuture<void> RelayClientPrivate::close()
{
    auto promise = std::make_shared<QPromise<void>>();
    promise->start();
    auto future = promise->future();
    const Entry entry(this);
    if (state == State::Closed) {
        takeInbox();
        m_notifications.addResult([promise] { promise->finish(); });
        return future;
    }
    m_closers.push_back(promise);
    if (state == State::Closing)
        return future;

    const auto error = makeError(Category::Closed, Phase::Closing, u"The client was closed."_s);
    transition(ClientEvent::CloseRequested);
    m_persistent = false;
    m_retry.reset();
    m_stable.reset();
    takeInbox();
    dropWaiting(error);
    answerWaiters({false, error});
    if (!attempt || !attempt->isOpen()) {
        finishClosing(error);
        return future;
    }
    m_deadline = m_clock->startTimer(options.closeTimeout, [this] { onDeadline(); });
    wire.closeFrame(*attempt, Direction::Sent, static_cast<quint16>(CloseCode::Normal), {});
    attempt->close(QWebSocketProtocol::CloseCodeNormal); // May end the attempt at once.
    return future;
}

void RelayClientPrivate::reconnectNow()
{
    const Entry entry(this);
    switch (state) {
    case State::Idle:
    case State::Backoff:
    case State::WaitingForNetwork:
    case State::Closed:
    case State::Failed:
        m_persistent = true;
        m_retry.reset();
        start(ClientEvent::ReconnectRequested);
        break;
    case State::Connecting:
    case State::Registering:
    case State::Ready:
    case State::Closing:
        break;
    }
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
    m_notifications.addSignal([this, current = state, previous] { Q_EMIT q->stateChanged(current, previous); });
}

void RelayClientPrivate::start(ClientEvent event)
{
    if (const auto unusable = whyUnusable(options)) {
        fail(*unusable);
        return;
    }
    transition(event);
    // An impatient user is not a reason to hammer the relay.
    milliseconds wait{0};
    if (event == ClientEvent::ReconnectRequested && m_lastStart)
        wait = std::max(wait, *m_lastStart + options.backoff.floor - m_clock->now());
    openSoon(wait);
}

void RelayClientPrivate::openSoon(milliseconds wait)
{
    if (wait > milliseconds::zero()) {
        m_retry = m_clock->startTimer(wait, [this] { openNow(); });
        return;
    }
    // Not from inside the caller's call: opening a socket may fail, and emit, at once.
    QMetaObject::invokeMethod(
        q, [this] { openNow(); }, Qt::QueuedConnection);
}

void RelayClientPrivate::openNow()
{
    if (state != State::Connecting || attempt)
        return;
    const Entry entry(this);
    m_lastStart = m_clock->now();
    m_deadline = m_clock->startTimer(options.openTimeout, [this] { onDeadline(); });

    attempt.reset(new Attempt);
    QObject::connect(attempt.get(), &Attempt::requestSent, q, [this] { wire.requestSent(*attempt, options); });
    QObject::connect(attempt.get(), &Attempt::opened, q, [this] { onOpened(); });
    QObject::connect(attempt.get(), &Attempt::textReceived, q, [this](const QString &text) { onText(text); });
    QObject::connect(attempt.get(), &Attempt::binaryReceived, q, [this](const QByteArray &data) { onBinary(data); });
    QObject::connect(attempt.get(), &Attempt::bytesWritten, q, [this](qint64 bytes) { onBytesWritten(bytes); });
    QObject::connect(attempt.get(), &Attempt::ended, q, [this](const AttemptEnd &end) {
        const Entry inside(this);
        lose(end);
    });
    attempt->open(options); // May end the attempt at once.
}

void RelayClientPrivate::onOpened()
{
    const Entry entry(this);
    m_everOpened = true;
    transition(ClientEvent::Opened);
    m_deadline = m_clock->startTimer(options.registrationTimeout, [this] { onDeadline(); });
    const QByteArray registration = encode(RelayRegistration{options.name, options.uuid});
    wire.message(*attempt, Direction::Sent, Opcode::Text, registration);
    attempt->sendText(registration);
}

void RelayClientPrivate::onText(const QString &text)
{
    const Entry entry(this);
    if (wire.isObserved())
        wire.message(*attempt, Direction::Received, Opcode::Text, text.toUtf8());
    if (state == State::Registering)
        onRegistrationReply(text);
    else if (state == State::Ready)
        onMessage(text);
}

void RelayClientPrivate::onBinary(const QByteArray &data)
{
    const Entry entry(this);
    wire.message(*attempt, Direction::Received, Opcode::Binary, data);
    if (state == State::Registering) {
        lose(attempt->abandon(AttemptEnd::Cause::Registration, Phase::Registration,
                              u"The relay answered the registration with a binary message."_s));
    } else if (state == State::Ready) {
        m_notifications.addSignal([this, text = QString::fromLatin1(data.toBase64())] {
            Q_EMIT q->undecodableReceived(text, u"Binary message; the relay protocol is text."_s);
        });
    }
}

void RelayClientPrivate::onRegistrationReply(const QString &text)
{
    const auto refuse = [this](const QString &reason) {
        lose(attempt->abandon(AttemptEnd::Cause::Registration, Phase::Registration, reason));
    };
    const auto decoded = m_decoder.decode(text.toUtf8());
    if (const auto *error = std::get_if<DecodeError>(&decoded)) {
        refuse(u"The relay's answer to the registration cannot be decoded: %1"_s.arg(error->text()));
        return;
    }
    const auto &message = std::get<RelayMessage>(decoded);
    const auto *response = std::get_if<RelayResponse>(&message);
    if (!response) {
        refuse(u"The relay answered the registration with a %1."_s.arg(QString(messageTypeName(message))));
    } else if (!response->success) {
        refuse(u"The relay refused the registration: %1"_s.arg(response->message.value_or(u"no reason given"_s)));
    } else {
        onRegistered();
    }
}

void RelayClientPrivate::onRegistered()
{
    transition(ClientEvent::Registered);
    m_deadline.reset();
    m_persistent = options.reconnect;
    const bool isReconnect = std::exchange(m_everRegistered, true);
    // A relay that accepts everybody and drops them at once must not be met with the shortest delay for ever.
    m_stable = m_clock->startTimer(options.backoff.stableAfter, [this] {
        m_backoff.reset();
        m_protocolErrors = 0;
    });
    m_notifications.addSignal([this, isReconnect] { Q_EMIT q->registered(isReconnect); });
    answerWaiters({true, {}});
    drain();
}

void RelayClientPrivate::onMessage(const QString &text)
{
    auto decoded = m_decoder.decode(text.toUtf8());
    if (const auto *error = std::get_if<DecodeError>(&decoded)) {
        m_notifications.addSignal(
            [this, text, reason = error->text()] { Q_EMIT q->undecodableReceived(text, reason); });
        return;
    }
    const auto &message = std::get<RelayMessage>(decoded);
    m_notifications.addSignal([this, message] { Q_EMIT q->messageReceived(message); });
    const auto *peer = std::get_if<PeerConnection>(&message);
    if (peer && peer->error)
        m_notifications.addSignal([this, request = *peer] { Q_EMIT q->peerUnreachable(request); });
}

void RelayClientPrivate::onDeadline()
{
    const Entry entry(this);
    if (attempt)
        lose(attempt->abandon(AttemptEnd::Cause::TimedOut, phase()));
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

void RelayClientPrivate::lose(AttemptEnd end)
{
    end.phase = phase();
    const RelayError error = classify(end, {m_endpoint, m_everOpened, m_protocolErrors});
    if (state == State::Closing) {
        finishClosing(error);
        return;
    }
    m_protocolErrors = error.category == Category::Protocol ? m_protocolErrors + 1 : 0;
    m_deadline.reset();
    m_stable.reset();

    if (error.closeCode && error.closeCode != static_cast<quint16>(CloseCode::Abnormal)
        && !mayBeLocal(*error.closeCode))
        wire.closeFrame(*attempt, Direction::Received, *error.closeCode, end.closeReason);
    const bool ours = end.cause == AttemptEnd::Cause::TimedOut || end.cause == AttemptEnd::Cause::Registration;
    wire.closed(*attempt,
                ours                          ? ConnectionClosed::By::Client
                : end.phase == Phase::Opening ? ConnectionClosed::By::Upstream
                                              : ConnectionClosed::By::Relay,
                error);
    attempt.reset();

    auto uncertain = m_inFlight.takeAll();
    auto culprit = uncertain.cend();
    if (error.category == Category::TooLarge) {
        // The relay does not say which message it was; if it is still here, it is the longest.
        culprit = std::max_element(uncertain.cbegin(), uncertain.cend(),
                                   [](const auto &a, const auto &b) { return a.encoded.size() < b.encoded.size(); });
    }
    for (auto send = uncertain.cbegin(); send != uncertain.cend(); ++send)
        finishSend(*send, send == culprit ? SendOutcome::TooLarge : SendOutcome::Uncertain, error);
    fail(error);
}

bool RelayClientPrivate::wantsRetry() const
{
    return m_persistent || !m_queue.isEmpty();
}

void RelayClientPrivate::fail(const RelayError &error)
{
    lastError = error;
    if (error.fatal) {
        m_persistent = false;
        transition(ClientEvent::LostFatally, error.text);
        m_notifications.addSignal([this, error] { Q_EMIT q->errorOccurred(error); });
        dropWaiting(error);
        answerWaiters({false, error});
        m_notifications.addSignal([this, error] { Q_EMIT q->failed(error); });
        return;
    }
    if (!wantsRetry()) {
        transition(ClientEvent::LostResting, error.text);
        m_notifications.addSignal([this, error] { Q_EMIT q->errorOccurred(error); });
        answerWaiters({false, error});
        return;
    }
    const auto delay = m_backoff.next(options.random());
    const int number = m_backoff.attempts();
    transition(ClientEvent::LostRetrying,
               u"retry %1 in %2 s: %3"_s.arg(number).arg(static_cast<double>(delay.count()) / 1000.0).arg(error.text));
    m_retry = m_clock->startTimer(delay, [this] {
        const Entry entry(this);
        start(ClientEvent::RetryDue);
    });
    m_notifications.addSignal([this, error] { Q_EMIT q->errorOccurred(error); });
    m_notifications.addSignal([this, number, delay, error] { Q_EMIT q->retryScheduled(number, delay, error); });
    answerWaiters({false, error}, Retry::No);
}

void RelayClientPrivate::finishClosing(const RelayError &error)
{
    m_deadline.reset();
    if (attempt)
        wire.closed(*attempt, ConnectionClosed::By::Client, {});
    attempt.reset();
    for (const PendingSend &send : m_inFlight.takeAll())
        finishSend(send, SendOutcome::Uncertain, error);
    m_backoff.reset();
    m_protocolErrors = 0;
    m_everRegistered = false;
    transition(ClientEvent::CloseFinished);
    for (const auto &closer : std::exchange(m_closers, {}))
        m_notifications.addResult([closer] { closer->finish(); });
}

void RelayClientPrivate::answerWaiters(const ConnectResult &result, std::optional<Retry> only)
{
    auto waiters = std::exchange(m_waiters, {});
    for (Waiter &waiter : waiters) {
        if (only && waiter.retry != *only)
            m_waiters.push_back(std::move(waiter));
        else
            m_notifications.addResult([promise = waiter.promise, result] { resolve(*promise, result); });
    }
}

// --- Sending --------------------------------------------------------------------------------------------------------

void RelayClientPrivate::takeInbox()
{
    std::vector<PendingSend> arrived;
    {
        const QMutexLocker lock(&m_inboxMutex);
        arrived.swap(m_inbox);
    }
    for (PendingSend &send : arrived)
        enqueue(std::move(send));
}

void RelayClientPrivate::enqueue(PendingSend send)
{
    if (state == State::Closing || state == State::Closed || state == State::Failed) {
        finishSend(send, SendOutcome::Closed,
                   state == State::Failed ? lastError
                                          : makeError(Category::Closed, Phase::Closing, u"The client is closed."_s));
        return;
    }
    if (send.encoded.size() > options.maxMessageBytes) {
        finishSend(send, SendOutcome::TooLarge,
                   makeError(Category::TooLarge, phase(),
                             u"The message has %1 bytes; at most %2 are allowed."_s.arg(send.encoded.size())
                                 .arg(options.maxMessageBytes)));
        return;
    }
    send.queuedAt = m_clock->now();
    if (!m_queue.push(send)) {
        finishSend(
            send, SendOutcome::Overflow,
            makeError(Category::Usage, phase(),
                      u"%1 messages with %2 bytes are waiting already."_s.arg(m_queue.count()).arg(m_queue.bytes())));
        return;
    }
    watchExpiry();
    if (state == State::Idle) {
        m_persistent = options.reconnect;
        start(ClientEvent::ConnectRequested);
    } else if (state == State::Ready) {
        drain();
    }
}

void RelayClientPrivate::drain()
{
    // Writing may report written bytes, and thereby come back here, before it returns.
    if (m_draining || state != State::Ready)
        return;
    m_draining = true;
    while (!m_queue.isEmpty() && attempt && attempt->canSend() && attempt->unsentBytes() < maxUnsentBytes) {
        PendingSend send = m_queue.pop();
        wire.message(*attempt, Direction::Sent, Opcode::Text, send.encoded);
        attempt->sendText(send.encoded);
        if (!attempt) {
            // The write itself ended the connection, which has been dealt with, except for this message.
            finishSend(send, SendOutcome::Uncertain, lastError);
            break;
        }
        // A socket that just died holds nothing any more; its messages stay in flight until it says so.
        const qint64 unsent = attempt->canSend() ? attempt->unsentBytes() : std::max<qint64>(1, attempt->unsentBytes());
        m_inFlight.add(std::move(send), unsent);
        for (const PendingSend &written : m_inFlight.written(0))
            finishSend(written, SendOutcome::Written);
    }
    m_draining = false;
    watchExpiry();
}

void RelayClientPrivate::onBytesWritten(qint64 bytes)
{
    const Entry entry(this);
    for (const PendingSend &send : m_inFlight.written(bytes))
        finishSend(send, SendOutcome::Written);
    drain();
}

void RelayClientPrivate::watchExpiry()
{
    const auto oldest = m_queue.oldest();
    if (!oldest || options.timeToLive <= milliseconds::zero()) {
        m_expiry.reset();
        return;
    }
    if (m_expiry)
        return;
    m_expiry = m_clock->startTimer(*oldest + options.timeToLive - m_clock->now(), [this] {
        const Entry entry(this);
        m_expiry.reset();
        for (const PendingSend &send : m_queue.takeQueuedUntil(m_clock->now() - options.timeToLive)) {
            finishSend(send, SendOutcome::Expired,
                       makeError(Category::Timeout, phase(), u"The message waited too long for a connection."_s));
        }
        watchExpiry();
    });
}

void RelayClientPrivate::dropWaiting(const RelayError &error)
{
    for (const PendingSend &send : m_queue.takeAll())
        finishSend(send, SendOutcome::Closed, error);
    m_expiry.reset();
}

void RelayClientPrivate::finishSend(const PendingSend &send, SendOutcome outcome, const RelayError &error)
{
    m_notifications.addResult(
        [promise = send.promise, result = SendResult{send.id, outcome, error}] { resolve(*promise, result); });
    if (outcome == SendOutcome::Written) {
        m_notifications.addSignal([this, id = send.id, message = send.message] { Q_EMIT q->messageSent(id, message); });
    } else if (state != State::Closed) { // After close() has resolved nothing is emitted any more.
        m_notifications.addSignal([this, id = send.id, outcome] { Q_EMIT q->messageDropped(id, outcome); });
    }
}

} // namespace RelayCore
