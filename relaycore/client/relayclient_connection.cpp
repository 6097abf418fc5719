// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/client/relayclient_p.h"
#include "relaycore/client/validate.h"

#include <QtCore/QLoggingCategory>
#include <QtCore/QMetaMethod>

#include <algorithm>
#include <array>
#include <utility>

namespace RelayCore {

using namespace Qt::Literals::StringLiterals;
using Category = RelayError::Category;
using Phase = RelayError::Phase;

namespace {

Q_LOGGING_CATEGORY(logClient, "relay.client", QtWarningMsg)

} // namespace

// --- An attempt, from the request to Ready --------------------------------------------------------------------------

void RelayClientPrivate::transition(ClientEvent event, const QString &detail)
{
    const State previous = state;
    state = next(previous, event);
    if (state == previous)
        return;
    qCDebug(logClient).noquote().nospace() << options.name << ": " << stateName(previous) << " -> " << stateName(state)
                                           << (detail.isEmpty() ? QString() : u": "_s + detail);
    wire.stateChanged(state, detail);
    m_emitter.addSignal([this, current = State(state), previous] { Q_EMIT q->stateChanged(current, previous); });
}

void RelayClientPrivate::setRetryAt(const QDateTime &time)
{
    if (retryAt == time)
        return;
    retryAt = time;
    m_emitter.addSignal([this, time] { Q_EMIT q->retryAtChanged(time); });
}

void RelayClientPrivate::start(ClientEvent event)
{
    if (const auto unusable = whyUnusable(options)) {
        fail(*unusable);
        return;
    }
    if (event == ClientEvent::ConnectRequested && state == State::Idle && m_waiters.empty())
        m_persistent = options.reconnect;
    setRetryAt({});
    transition(event);
    m_connector->attemptNow();
}

void RelayClientPrivate::startSoonest(ClientEvent event)
{
    if (const auto unusable = whyUnusable(options)) {
        fail(*unusable);
        return;
    }
    setRetryAt({});
    transition(event);
    m_connector->attemptSoonest();
}

void RelayClientPrivate::onRetryDue()
{
    const DispatchScope entry(this, Origin::Event);
    start(ClientEvent::RetryDue);
}

void RelayClientPrivate::onAttemptReady(const HeaderList &headers)
{
    const DispatchScope entry(this, Origin::Event);
    session = std::make_unique<Session>(Session::Context{options, wire, m_metrics}, *this);
    session->open(headers, m_connector->needsVerification());
}

void RelayClientPrivate::onAttemptFailed(const RelayError &error)
{
    const DispatchScope entry(this, Origin::Event);
    fail(error);
}

void RelayClientPrivate::onWoke()
{
    const DispatchScope entry(this, Origin::Event);
    if (state == State::Ready)
        session->verifyNow();
    else if (state == State::Backoff || state == State::WaitingForNetwork)
        startSoonest(ClientEvent::NetworkReturned);
}

void RelayClientPrivate::onReachableChanged(bool reachable)
{
    const DispatchScope entry(this, Origin::Event);
    if (!reachable)
        transition(ClientEvent::NetworkLost);
    else if (state == State::WaitingForNetwork)
        startSoonest(ClientEvent::NetworkReturned);
}

// --- Events of a session --------------------------------------------------------------------------------------------

void RelayClientPrivate::onOpened()
{
    const DispatchScope entry(this, Origin::Event);
    m_connector->opened();
    transition(ClientEvent::Opened);
    session->sendRegistration();
}

void RelayClientPrivate::onRegistered()
{
    const DispatchScope entry(this, Origin::Event);
    transition(ClientEvent::Registered);
    m_persistent = options.reconnect;
    ++m_metrics.registrations;
    m_readySince = options.clock->now();
    m_connector->registered();
    const bool isReconnect = std::exchange(m_everRegistered, true);
    m_emitter.addSignal([this, isReconnect] { Q_EMIT q->registered(isReconnect); });
    answerWaiters({true, {}});
    m_outbox.writeTo(*session);
}

void RelayClientPrivate::onReceived(RelayMessage message)
{
    const DispatchScope entry(this, Origin::Event);
    ++m_metrics.messagesReceived;
    const auto *peer = std::get_if<PeerConnection>(&message);
    const bool isReturned = peer && peer->error;
    // An application that uses the signals and never receive() does not need the messages a second time.
    Inbox::Receiver receiver;
    if (m_isPulled || !hasListener())
        receiver = m_inbox.receiverFor(message);
    if (receiver)
        m_emitter.addResult(receiver, ReceiveResult{message, {}});
    if (isReturned) {
        m_emitter.addSignal([this, returned = *peer] { Q_EMIT q->messageReturned(returned); });
        return;
    }
    static const auto received = QMetaMethod::fromSignal(&RelayClient::messageReceived);
    static const auto offer = QMetaMethod::fromSignal(&RelayClient::offerReceived);
    static const auto answer = QMetaMethod::fromSignal(&RelayClient::answerReceived);
    std::optional<PeerConnection> typed;
    if (peer && q->isSignalConnected(peer->descriptionType == DescriptionType::Offer ? offer : answer))
        typed = *peer;
    if (q->isSignalConnected(received))
        m_emitter.addSignal([this, message = std::move(message)] { Q_EMIT q->messageReceived(message); });
    if (typed) {
        m_emitter.addSignal([this, typed = *std::move(typed)] {
            if (typed.descriptionType == DescriptionType::Offer)
                Q_EMIT q->offerReceived(typed);
            else
                Q_EMIT q->answerReceived(typed);
        });
    }
}

bool RelayClientPrivate::hasListener() const
{
    static const std::array messageSignals{QMetaMethod::fromSignal(&RelayClient::messageReceived),
                                           QMetaMethod::fromSignal(&RelayClient::offerReceived),
                                           QMetaMethod::fromSignal(&RelayClient::answerReceived)};
    return std::any_of(messageSignals.begin(), messageSignals.end(),
                       [this](const QMetaMethod &signal) { return q->isSignalConnected(signal); });
}

void RelayClientPrivate::onUndecodable(const QString &data, const QString &reason)
{
    const DispatchScope entry(this, Origin::Event);
    ++m_metrics.undecodableReceived;
    m_emitter.addSignal([this, data, reason] { Q_EMIT q->undecodableReceived(data, reason); });
}

void RelayClientPrivate::onWritten(qint64 bytes)
{
    const DispatchScope entry(this, Origin::Event);
    m_outbox.written(bytes);
    if (state == State::Ready)
        m_outbox.writeTo(*session);
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
    const DispatchScope entry(this, Origin::Event);
    if (state == State::Closing) {
        session->observeClosing(end);
        finishClosing(m_connector->describe(end), end.cause == AttemptEnd::Cause::Closed && end.closeFrameReceived);
        return;
    }
    const RelayError error = m_connector->judge(end);
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
    rest();
    if (error.fatal) {
        m_persistent = false;
        transition(ClientEvent::LostFatally, error.text);
        m_emitter.addSignal([this, error] { Q_EMIT q->errorOccurred(error); });
        refuseAll(error);
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
    const auto [number, delay] = m_connector->scheduleRetry();
    setRetryAt(QDateTime::fromMSecsSinceEpoch((options.clock->wallTime() + delay).count()).toUTC());
    transition(ClientEvent::LostRetrying,
               u"retry %1 in %2 s: %3"_s.arg(number).arg(double(delay.count()) / 1000.0).arg(error.text));
    m_emitter.addSignal([this, error] { Q_EMIT q->errorOccurred(error); });
    m_emitter.addSignal(
        [this, number = number, delay = delay, error] { Q_EMIT q->retryScheduled(number, delay, error); });
    answerWaiters({false, error}, Retry::No);
    if (m_connector->isNetworkMissing())
        transition(ClientEvent::NetworkLost);
}

void RelayClientPrivate::beginClosing()
{
    const auto error = makeError(Category::Closed, Phase::Closing,
                                 {QT_TRANSLATE_NOOP("RelayCore::RelayError", "The client was closed.")});
    transition(ClientEvent::CloseRequested);
    m_persistent = false;
    m_drain.reset();
    rest();
    refuseAll(error);
    // The relay may still be at work on that registration, and drop the next one after it has noticed our disconnect.
    m_closedWhileRegistering = session && session->isRegistering();
    if (session && session->isOpen())
        session->close();
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
    m_connector->closed(!clean || m_closedWhileRegistering);
    m_everRegistered = false;
    transition(ClientEvent::CloseFinished);
    announceQueue(); // Nothing is emitted once the futures have finished.
    for (const auto &closer : std::exchange(m_closers, {}))
        m_emitter.addResult(closer, CloseResult{clean, m_droppedSinceClose});
}

void RelayClientPrivate::rest()
{
    m_connector->stop();
    setRetryAt({});
    m_readySince.reset();
}

void RelayClientPrivate::refuseAll(const RelayError &error)
{
    m_outbox.dropWaiting(error);
    answerWaiters({false, error});
    for (const Inbox::Receiver &receiver : m_inbox.takeReceivers())
        m_emitter.addResult(receiver, ReceiveResult{{}, error});
}

void RelayClientPrivate::answerWaiters(const ConnectResult &result, std::optional<Retry> only)
{
    auto waiters = std::exchange(m_waiters, {});
    for (ConnectWaiter &waiter : waiters) {
        if (only && waiter.retry != *only)
            m_waiters.push_back(std::move(waiter));
        else
            m_emitter.addResult(waiter.promise, ConnectResult(result));
    }
}

std::optional<RelayError> RelayClientPrivate::whyOver() const
{
    if (state == State::Failed)
        return lastError;
    if (state == State::Closing || state == State::Closed || m_drain)
        return makeError(Category::Closed, Phase::Closing,
                         {QT_TRANSLATE_NOOP("RelayCore::RelayError", "The client is closed.")});
    return std::nullopt;
}

} // namespace RelayCore
