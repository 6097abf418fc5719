// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/client/errortext.h"
#include "relaycore/client/relayclientoptions.h"
#include "relaycore/client/sendqueue.h"

#include <QtCore/QMutex>

#include <functional>
#include <memory>
#include <vector>

namespace RelayCore {

class Session;

/// Called by an Outbox.
class OutboxOwner
{
public:
    /// Returns a timer of the client's clock.
    [[nodiscard]] virtual std::unique_ptr<ClockTimer> after(std::chrono::milliseconds delay,
                                                            std::function<void()> call) = 0;
    /// Returns where the client is now, for the errors that are made up by the outbox.
    [[nodiscard]] virtual RelayError::Phase phase() const = 0;
    /// Called exactly once per message.
    virtual void finishSend(PendingSendPtr send, SendOutcome outcome, const RelayError &error) = 0;

protected:
    ~OutboxOwner() = default;
};

/// Every send() of a client, from the call to its one outcome. Internal to this module.
///
/// Independent of the client's states: the client decides when to write, and what the end of a connection means.
class Outbox
{
public:
    /// \a options and \a owner outlive this; options.clock is set.
    Outbox(const RelayClientOptions &options, OutboxOwner &owner);

    /// Numbers \a send and keeps it until takeArrived(). \return whether it is the only one kept there: the caller then
    /// arranges for takeArrived(). \par Threads  any.
    [[nodiscard]] bool submit(const PendingSendPtr &send);
    [[nodiscard]] std::vector<PendingSendPtr> takeArrived();

    /// Takes \a send in, or ends it as TooLarge or Overflow. Afterwards comes writeTo() or watchExpiry().
    void enqueue(PendingSendPtr send);
    bool cancel(SendId id);
    /// Calls \a canceled once the future of a message that still waits is cancelled.
    void watchFutures(const std::vector<PendingSendPtr> &sends, const std::function<void(SendId)> &canceled);

    /// Has what waits too long end as Expired. A timer, so only for messages that could not be written at once.
    void watchExpiry();
    /// Writes what \a session accepts. A write can end the connection: connectionLost() has then been called before
    /// this returns, and \a session may be destroyed.
    void writeTo(Session &session);
    void written(qint64 bytes);
    /// The connection ended with \a error: what was on its way is uncertain, or waits again.
    void connectionLost(const RelayError &error);
    /// Ends what waits.
    void dropWaiting(const RelayError &error);

    /// After a change of the options.
    void updateLimits() { m_queue.setLimits(m_options.maxQueuedMessages, m_options.maxQueuedBytes); }
    [[nodiscard]] qsizetype waiting() const { return m_queue.count(); }
    [[nodiscard]] bool isEmpty() const { return m_queue.isEmpty() && m_inFlight.isEmpty(); }

private:
    [[nodiscard]] RelayError makeError(RelayError::Category category, const ErrorText &text) const;
    void expire();
    void settleLost(PendingSendPtr send, const RelayError &error);

    const RelayClientOptions &m_options;
    OutboxOwner &m_owner;

    SendQueue m_queue;
    InFlight m_inFlight;
    std::unique_ptr<RelayError> m_lostWith; ///< What ended the connection while writeTo() wrote to it.
    bool m_writing = false;
    std::unique_ptr<ClockTimer> m_expiry;
    std::chrono::milliseconds m_expiryDue{0};
    /// Nothing in the queue expires earlier; what has left the queue may have.
    std::chrono::milliseconds m_earliestExpiry = std::chrono::milliseconds::max();

    QMutex m_arrivedMutex; ///< Guards the two below: send() is the one call from other threads.
    std::vector<PendingSendPtr> m_arrived;
    SendId m_lastId = 0;
};

} // namespace RelayCore
