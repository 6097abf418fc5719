// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/client/classify.h"
#include "relaycore/client/clock.h"
#include "relaycore/client/relayclientoptions.h"
#include "relaycore/client/relaymetrics.h"
#include "relaycore/client/sleepwatch.h"
#include "relaycore/client/tokens.h"

#include <QtCore/QObject>

#include <chrono>
#include <memory>
#include <optional>

namespace RelayCore {

/// Called by a Connector. Each call may stop the connector, and may destroy it.
class ConnectorOwner
{
public:
    /// The delay of a scheduled retry has passed: time for Connector::attemptNow().
    virtual void onRetryDue() = 0;
    /// The attempt begins: open a session with \a headers.
    virtual void onAttemptReady(const HeaderList &headers) = 0;
    /// The attempt ended before there was a session, because there is no token.
    virtual void onAttemptFailed(const RelayError &error) = 0;
    /// The machine has slept.
    virtual void onWoke() = 0;
    virtual void onReachableChanged(bool reachable) = 0;

protected:
    ~ConnectorOwner() = default;
};

/// Decides when a client tries to connect and with which token, and how the end of an attempt is to be judged after the
/// attempts before it. Internal to this module.
///
/// Independent of the client's states: the client calls attemptNow() on its way to Connecting, and stop() when it
/// leaves the states in which something is to be attempted.
class Connector
{
public:
    struct Context
    {
        const RelayClientOptions &options; ///< Complete: clock, random and backoffPolicy are set.
        RelayMetrics &metrics;
        QObject *object; ///< The client: what is posted to the event loop ends with it.
    };
    /// The longest time that a Retry-After is honoured: it may be a mistake.
    static constexpr std::chrono::hours maxRetryAfter{1};

    struct Retry
    {
        int number = 0; ///< Counts from 1 since the last stable connection.
        std::chrono::milliseconds delay{0};
    };

    /// \param isNewUuid  no relay can hold a former connection with the client's UUID.
    Connector(const Context &context, ConnectorOwner &owner, bool isNewUuid);
    ~Connector();
    Q_DISABLE_COPY_MOVE(Connector)

    /// Attempts from the event loop.
    void attemptNow();
    /// The same, but not sooner than BackoffOptions::floor after the attempt before.
    void attemptSoonest();
    /// Starts the backoff delay; onRetryDue() follows.
    ///
    /// A relay that refused the upgrade with Retry-After is not asked sooner than that, at most maxRetryAfter.
    Retry scheduleRetry();
    /// Ends every delay and timer, and the question for a token.
    void stop();

    /// The upgrade was accepted.
    void opened() { m_everOpened = true; }
    [[nodiscard]] bool hasOpened() const { return m_everOpened; }
    void registered();
    /// The relay routes to the present connection.
    void verified() { m_needsVerification = false; }
    /// After close(): the next attempt is a first one. \a isUncertain: the relay may still hold the connection.
    void closed(bool isUncertain);
    /// Names the failure \a end. Changes nothing.
    [[nodiscard]] RelayError describe(const AttemptEnd &end) const;
    /// The same, and decides what follows from it for the next attempts.
    [[nodiscard]] RelayError judge(const AttemptEnd &end);

    /// The relay may hold an older connection with the client's UUID: register a second time.
    [[nodiscard]] bool needsVerification() const { return m_needsVerification; }
    [[nodiscard]] bool isNetworkMissing() const;
    void setTokenProvider(TokenProvider provider);

private:
    void attemptAfter(std::chrono::milliseconds wait);
    void attempt();
    void askForToken();
    void begin();
    void watchSleep();
    /// Judges the connection that ends: after a stable one the attempts are counted anew.
    void endConnection();

    Context m_context;
    ConnectorOwner &m_owner;
    Tokens m_tokens;
    QMetaObject::Connection m_reachability;
    std::shared_ptr<char> m_alive = std::make_shared<char>(); ///< For what was posted to the event loop.

    bool m_isDue = false; ///< attempt() is on its way, from the event loop or from m_delay.
    std::unique_ptr<ClockTimer> m_delay;
    std::unique_ptr<ClockTimer> m_tokenDeadline;
    std::optional<SleepWatch> m_sleepWatch; ///< While waking up matters.
    std::optional<std::chrono::milliseconds> m_lastAttempt;
    std::optional<std::chrono::milliseconds> m_registeredAt; ///< Of the present connection.

    std::optional<std::chrono::seconds> m_retryAfter; ///< Of the last refusal.
    int m_attemptsInARow = 0;                         ///< Since the last stable connection.
    int m_protocolErrors = 0;                         ///< The same.
    bool m_everOpened = false;
    bool m_needsVerification = false;
};

} // namespace RelayCore
