// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/client/fifo.h"
#include "relaycore/client/promise.h"
#include "relaycore/client/receiveresult.h"
#include "relaycore/export.h"

#include <memory>
#include <vector>

namespace RelayCore {

/// Received messages that wait for receive(), or calls of receive() that wait for a message. Internal to this module.
class RELAYCORE_TESTED Inbox
{
public:
    using Receiver = std::shared_ptr<Promise<ReceiveResult>>;

    explicit Inbox(qsizetype maxMessages)
        : m_maxMessages(maxMessages)
    {}

    void setMaxMessages(qsizetype maxMessages) { m_maxMessages = maxMessages; }
    /// The caller for \a message, or none: then it is kept, and the oldest goes where there are too many.
    [[nodiscard]] Receiver receiverFor(const RelayMessage &message);
    /// The message for a new caller; empty: it has to wait(), or there will be none.
    [[nodiscard]] std::optional<ReceiveResult> take();
    void wait(Receiver receiver) { m_receivers.push(std::move(receiver)); }
    [[nodiscard]] std::vector<Receiver> takeReceivers() { return m_receivers.takeAll(); }

    /// A call of receive() waits and has not been cancelled.
    [[nodiscard]] bool isAwaited() const;
    [[nodiscard]] quint64 skipped() const { return m_skippedEver; }

private:
    Fifo<RelayMessage> m_messages;
    Fifo<Receiver> m_receivers;
    qsizetype m_maxMessages;
    quint64 m_skipped = 0; ///< Since the last take().
    quint64 m_skippedEver = 0;
};

} // namespace RelayCore
