// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/client/clientwire.h"
#include "relaycore/client/clock.h"
#include "relaycore/client/connector.h"
#include "relaycore/client/deferredemitter.h"
#include "relaycore/client/errortext.h"
#include "relaycore/client/inbox.h"
#include "relaycore/client/outbox.h"
#include "relaycore/client/relayclient.h"
#include "relaycore/client/session.h"
#include "relaycore/client/statetable.h"

#include <QtCore/QDateTime>
#include <QtCore/QMutex>
#include <QtCore/QThread>

#include <atomic>
#include <memory>
#include <optional>
#include <vector>

namespace RelayCore {

/// The implementation of RelayClient. Every entry from outside (a call, a timer, the socket) opens a DispatchScope;
/// what it causes is emitted when the outermost DispatchScope ends, and the client may be gone then.
class RelayClientPrivate final : public SessionOwner, public ConnectorOwner, public OutboxOwner
{
public:
    using State = RelayClient::State;
    using Retry = RelayClient::Retry;

    RelayClientPrivate(RelayClient *client, const RelayClientOptions &clientOptions);
    ~RelayClientPrivate();
    Q_DISABLE_COPY_MOVE(RelayClientPrivate)

    template<typename Result>
    using PromisePointer = std::shared_ptr<Promise<Result>>;

    void connectToRelay(const PromisePointer<ConnectResult> &promise, Retry retry);
    /// From any thread.
    PendingSendPtr submit(const RelayMessage &message, const SendOptions &sendOptions, bool hasFuture);
    bool cancel(SendId id);
    void receive(PromisePointer<ReceiveResult> promise);
    void close(const PromisePointer<CloseResult> &promise, std::chrono::milliseconds drain);
    bool setOptions(const RelayClientOptions &newOptions);

    /// What the client is called; setOptions() replaces it. From any thread.
    struct Identity
    {
        QUrl address;
        QString name;
        QUuid uuid;
    };
    [[nodiscard]] Identity identity() const;

    /// Whether the calling thread is the client's; warns otherwise. \a call is refused then.
    [[nodiscard]] bool isOwnThread(const char *call) const;
    /// Calls \a call in the client's thread: at once if that is the calling one.
    template<typename Call>
    void inOwnThread(Call call)
    {
        if (QThread::currentThread() == q->thread())
            call();
        else
            QMetaObject::invokeMethod(q, std::move(call), Qt::QueuedConnection);
    }
    void reconnectNow();
    void setReconnectEnabled(bool enabled);
    void setTokenProvider(TokenProvider provider);
    [[nodiscard]] RelayMetrics metrics() const;
    [[nodiscard]] qsizetype queuedMessages() const { return m_outbox.waiting(); }

    RelayClient *q;
    RelayClientOptions options;             ///< Complete: nothing that has a default is empty.
    bool hasOwnPolicy = false;              ///< RelayClientOptions::backoffPolicy was given.
    std::atomic<State> state = State::Idle; ///< Written in the client's thread only.
    RelayError lastError;
    QDateTime retryAt;
    std::unique_ptr<Session> session;
    ClientWire wire{options};

private:
    /// What has entered the client.
    enum class Origin : quint8 {
        Call,  ///< A function of RelayClient: what it causes is emitted from the event loop.
        Event, ///< A timer, the socket, or a call that was posted: emitted at once.
    };
    class DispatchScope
    {
    public:
        DispatchScope(RelayClientPrivate *client, Origin origin)
            : m_client(client)
            , m_origin(origin)
        {
            ++m_client->m_depth;
        }
        ~DispatchScope()
        {
            if (m_client->m_depth == 1)
                m_client->settle();
            if (--m_client->m_depth > 0)
                return;
            if (m_origin == Origin::Event)
                m_client->m_emitter.flush(); // The client may be gone afterwards.
            else
                m_client->m_emitter.flushLater();
        }
        Q_DISABLE_COPY_MOVE(DispatchScope)

    private:
        RelayClientPrivate *m_client;
        Origin m_origin;
    };
    struct ConnectWaiter
    {
        PromisePointer<ConnectResult> promise;
        Retry retry = Retry::Yes;
    };

    /// A timer of the client's clock whose call is a DispatchScope.
    [[nodiscard]] std::unique_ptr<ClockTimer> after(std::chrono::milliseconds delay,
                                                    std::function<void()> call) override;
    void transition(ClientEvent event, const QString &detail = {});
    [[nodiscard]] RelayError::Phase phase() const override;

    // An attempt, from the request to Ready.
    void start(ClientEvent event);
    void startSoonest(ClientEvent event);
    void onRetryDue() override;
    void onAttemptReady(const HeaderList &headers) override;
    void onAttemptFailed(const RelayError &error) override;
    void onWoke() override;
    void onReachableChanged(bool reachable) override;

    // Events of a session.
    void onOpened() override;
    void onRegistered() override;
    void onReceived(RelayMessage message) override;
    [[nodiscard]] bool hasListener() const; ///< Whether messages are received by signals.
    void onVerified() override { m_connector->verified(); }
    void onUndecodable(const QString &data, const QString &reason) override;
    void onWritten(qint64 bytes) override;
    void onEnded(const AttemptEnd &end) override;

    // Endings.
    void fail(const RelayError &error);
    void retryLater(const RelayError &error);
    [[nodiscard]] bool wantsRetry() const;
    void beginClosing();
    void finishClosing(const RelayError &error, bool clean);
    void rest();
    void refuseAll(const RelayError &error);
    [[nodiscard]] std::optional<RelayError> whyOver() const; ///< Set once there is nothing to wait for.
    void answerWaiters(const ConnectResult &result, std::optional<Retry> only = {});

    // Sending.
    void takeArrived();
    void setRetryAt(const QDateTime &time);
    void finishSend(PendingSendPtr send, SendOutcome outcome, const RelayError &error) override;
    void announceQueue();
    void settle(); ///< What follows from everything that happened in the outermost DispatchScope.

    mutable QMutex m_identityMutex; ///< Guards what identity() reads of the options, from any thread.
    DeferredEmitter m_emitter;
    int m_depth = 0;

    RelayMetrics m_metrics;
    std::optional<Connector> m_connector;
    Outbox m_outbox;
    qsizetype m_announcedQueue = 0;
    Inbox m_inbox;
    bool m_isPulled = false; ///< receive() has been called.
    std::optional<std::chrono::milliseconds> m_readySince;

    std::vector<ConnectWaiter> m_waiters;
    std::vector<PromisePointer<CloseResult>> m_closers;
    qsizetype m_droppedSinceClose = 0;
    std::unique_ptr<ClockTimer> m_drain; ///< close() waits for the outbox.

    bool m_persistent = false; ///< A connection is wanted, however many attempts it takes.
    bool m_everRegistered = false;
    bool m_closedWhileRegistering = false;
};

} // namespace RelayCore
