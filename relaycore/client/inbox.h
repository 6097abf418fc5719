// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/client/relayclient.h"
#include "relaycore/export.h"

#include <QtCore/QPromise>

#include <deque>
#include <memory>

namespace RelayCore {

/// Received messages that wait for receive(), or calls of receive() that wait for a message. Private to this room.
class RELAYCORE_TESTED Inbox
{
public:
    using Receiver = std::shared_ptr<QPromise<ReceiveResult>>;

    explicit Inbox(qsizetype maxMessages)
        : m_maxMessages(maxMessages)
    {}

    /// The caller for \a message, or none: then it is kept, and the oldest goes where there are too many.
    [[nodiscard]] Receiver receiverFor(const RelayMessage &message);
    /// The message for a new caller; empty: it has to wait(), or there will be none.
    [[nodiscard]] std::optional<ReceiveResult> take();
    void wait(Receiver receiver) { m_receivers.push_back(std::move(receiver)); }
    [[nodiscard]] std::deque<Receiver> takeReceivers() { return std::exchange(m_receivers, {}); }

    /// Somebody waits and has not cancelled its future.
    [[nodiscard]] bool isAwaited() const;
    [[nodiscard]] quint64 skipped() const { return m_skippedEver; }

private:
    std::deque<RelayMessage> m_messages;
    std::deque<Receiver> m_receivers;
    qsizetype m_maxMessages;
    quint64 m_skipped = 0; ///< Since the last take().
    quint64 m_skippedEver = 0;
};

} // namespace RelayCore
