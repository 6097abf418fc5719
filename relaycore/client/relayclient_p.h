// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/client/attempt.h"
#include "relaycore/client/backoff.h"
#include "relaycore/client/clientwire.h"
#include "relaycore/client/clock.h"
#include "relaycore/client/notifications.h"
#include "relaycore/client/relayclient.h"
#include "relaycore/client/sendqueue.h"
#include "relaycore/client/statetable.h"
#include "relaycore/protocol/codec.h"

#include <QtCore/QMutex>

#include <memory>
#include <optional>
#include <vector>

namespace RelayCore {

/// What a RelayClient does. Every entry from outside (a call, a timer, the socket) opens an Entry; what it causes is
/// emitted when the outermost Entry ends, and the client may be gone then.
class RelayClientPrivate
{
public:
    using State = RelayClient::State;
    using Retry = RelayClient::Retry;

    RelayClientPrivate(RelayClient *client, RelayClientOptions clientOptions);
    ~RelayClientPrivate();
    Q_DISABLE_COPY_MOVE(RelayClientPrivate)

    QFuture<ConnectResult> connectToRelay(Retry retry);
    QFuture<SendResult> submit(const RelayMessage &message); ///< \par Threads  any.
    QFuture<void> close();
    void reconnectNow();

    RelayClient *q;
    RelayClientOptions options;
    State state = State::Idle;
    RelayError lastError;
    AttemptPointer attempt;
    ClientWire wire;

private:
    class Entry;
    struct Waiter
    {
        std::shared_ptr<QPromise<ConnectResult>> promise;
        Retry retry = Retry::Yes;
    };

    void transition(ClientEvent event, const QString &detail = {});

    void start(ClientEvent event);
    void openSoon(std::chrono::milliseconds wait);
    void openNow();
    void onOpened();
    void onText(const QString &text);
    void onBinary(const QByteArray &data);
    void onRegistrationReply(const QString &text);
    void onRegistered();
    void onMessage(const QString &text);
    void onDeadline();

    void lose(AttemptEnd end);
    void fail(const RelayError &error);
    void finishClosing(const RelayError &error);
    [[nodiscard]] bool wantsRetry() const;
    [[nodiscard]] RelayError::Phase phase() const;

    void takeInbox();
    void enqueue(PendingSend send);
    void drain();
    void onBytesWritten(qint64 bytes);
    void watchExpiry();
    void finishSend(const PendingSend &send, SendOutcome outcome, const RelayError &error = {});
    void dropWaiting(const RelayError &error);
    void answerWaiters(const ConnectResult &result, std::optional<Retry> only = {});

    std::shared_ptr<Clock> m_clock;
    QString m_endpoint;
    Backoff m_backoff;
    Decoder m_decoder;
    Notifications m_notifications;
    int m_depth = 0;

    SendQueue m_queue;
    InFlight m_inFlight;
    bool m_draining = false;
    QMutex m_inboxMutex; ///< Guards the two below: send() is the one call from other threads.
    std::vector<PendingSend> m_inbox;
    SendId m_lastId = 0;

    std::vector<Waiter> m_waiters;
    std::vector<std::shared_ptr<QPromise<void>>> m_closers;

    std::unique_ptr<ClockTimer> m_deadline; ///< For opening, the registration or closing, whatever is under way.
    std::unique_ptr<ClockTimer> m_retry;
    std::unique_ptr<ClockTimer> m_stable;
    std::unique_ptr<ClockTimer> m_expiry;
    std::optional<std::chrono::milliseconds> m_lastStart;

    bool m_persistent = false; ///< Somebody wants a connection whatever it takes.
    bool m_everOpened = false;
    bool m_everRegistered = false;
    int m_protocolErrors = 0;
};

} // namespace RelayCore
