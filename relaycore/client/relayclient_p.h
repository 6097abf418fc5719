// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/client/clientwire.h"
#include "relaycore/client/clock.h"
#include "relaycore/client/deferredemitter.h"
#include "relaycore/client/inbox.h"
#include "relaycore/client/outbox.h"
#include "relaycore/client/relayclient.h"
#include "relaycore/client/session.h"
#include "relaycore/client/sleepwatch.h"
#include "relaycore/client/statetable.h"
#include "relaycore/client/tokens.h"

#include <memory>
#include <optional>
#include <vector>

namespace RelayCore {

/// What a RelayClient does. Every entry from outside (a call, a timer, the socket) opens an DispatchScope; what it
/// causes is emitted when the outermost DispatchScope ends, and the client may be gone then.
class RelayClientPrivate final : public SessionOwner
{
public:
    using State = RelayClient::State;
    using Retry = RelayClient::Retry;

    RelayClientPrivate(RelayClient *client, const RelayClientOptions &clientOptions);
    ~RelayClientPrivate();
    Q_DISABLE_COPY_MOVE(RelayClientPrivate)

    QFuture<ConnectResult> connectToRelay(Retry retry);
    QFuture<SendResult> submit(const RelayMessage &message, const SendOptions &sendOptions, SendId *id);
    bool cancel(SendId id);
    QFuture<ReceiveResult> receive();
    QFuture<CloseResult> close(std::chrono::milliseconds drain);
    void reconnectNow();
    void setReconnectEnabled(bool enabled);
    void setTokenProvider(TokenProvider provider);
    [[nodiscard]] RelayMetrics metrics() const;
    [[nodiscard]] qsizetype queuedMessages() const { return m_outbox.waiting(); }

    RelayClient *q;
    RelayClientOptions options;
    State state = State::Idle;
    RelayError lastError;
    std::unique_ptr<Session> session;
    ClientWire wire;

private:
    class DispatchScope;
    struct ConnectWaiter
    {
        std::shared_ptr<QPromise<ConnectResult>> promise;
        Retry retry = Retry::Yes;
    };

    /// A timer of the client's clock whose call is an DispatchScope.
    [[nodiscard]] std::unique_ptr<ClockTimer> after(std::chrono::milliseconds delay, std::function<void()> call);
    void transition(ClientEvent event, const QString &detail = {});
    [[nodiscard]] RelayError::Phase phase() const;

    // An attempt, from the request to Ready.
    void start(ClientEvent event);
    void startSoonest(ClientEvent event);
    void openSoon(std::chrono::milliseconds wait);
    void openNow();
    void openSession();
    void askForToken();
    void onWoke();
    void onReachableChanged(bool reachable);

    // What a session says.
    void onOpened() override;
    void onRegistered() override;
    void onReceived(RelayMessage message) override;
    void onVerified() override { m_needsVerification = false; }
    void onUndecodable(const QString &data, const QString &reason) override;
    void onWritten(qint64 bytes) override;
    void onEnded(const AttemptEnd &end) override;

    // Endings.
    void fail(const RelayError &error);
    void retryLater(const RelayError &error);
    [[nodiscard]] bool wantsRetry() const;
    void beginClosing();
    void finishClosing(const RelayError &error, bool clean);
    void stopTimers();
    void refuseEverybody(const RelayError &error);
    [[nodiscard]] std::optional<RelayError> whyOver() const; ///< Why there is nothing to wait for any more.
    void answerWaiters(const ConnectResult &result, std::optional<Retry> only = {});

    // Sending.
    void takeArrived();
    void finishSend(PendingSendPtr send, SendOutcome outcome, const RelayError &error);
    void announceQueue();
    void settle(); ///< What follows from everything that happened in the outermost DispatchScope.

    std::shared_ptr<Clock> m_clock;
    QString m_endpoint;
    int m_attemptsInARow = 0; ///< Since the last stable connection.
    DeferredEmitter m_emitter;
    int m_depth = 0;

    Tokens m_tokens;
    Outbox m_outbox;
    qsizetype m_announcedQueue = 0;
    Inbox m_inbox;
    bool m_isPulled = false; ///< receive() has been called.
    RelayMetrics m_metrics;
    std::optional<std::chrono::milliseconds> m_readySince;

    std::vector<ConnectWaiter> m_waiters;
    std::vector<std::shared_ptr<QPromise<CloseResult>>> m_closers;
    qsizetype m_droppedSinceClose = 0;
    std::unique_ptr<ClockTimer> m_drain; ///< close() waits for the outbox.

    std::unique_ptr<ClockTimer> m_tokenDeadline;
    std::unique_ptr<ClockTimer> m_retry;
    std::unique_ptr<ClockTimer> m_stable;
    std::optional<SleepWatch> m_sleepWatch; ///< While there is something to do after waking up.
    std::optional<std::chrono::milliseconds> m_lastStart;

    bool m_persistent = false; ///< Somebody wants a connection whatever it takes.
    bool m_everOpened = false;
    bool m_everRegistered = false;
    bool m_needsVerification = false; ///< The relay may believe in an older socket with our UUID, until a verification.
    int m_protocolErrors = 0;
};

} // namespace RelayCore
