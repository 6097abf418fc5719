// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/client/inbox.h"

#include <algorithm>
#include <utility>

namespace RelayCore {

Inbox::Receiver Inbox::receiverFor(const RelayMessage &message)
{
    while (!m_receivers.isEmpty()) {
        Receiver receiver = m_receivers.pop();
        if (!receiver->isCanceled())
            return receiver;
        receiver->finish({}); // Cancelled: the result is ignored.
    }
    m_messages.push(RelayMessage(message));
    if (m_messages.count() > m_maxMessages) {
        (void)m_messages.pop();
        ++m_skipped;
        ++m_skippedEver;
    }
    return {};
}

std::optional<ReceiveResult> Inbox::take()
{
    if (m_messages.isEmpty())
        return std::nullopt;
    return ReceiveResult{m_messages.pop(), {}, std::exchange(m_skipped, 0)};
}

bool Inbox::isAwaited() const
{
    return std::any_of(m_receivers.begin(), m_receivers.end(),
                       [](const Receiver &receiver) { return !receiver->isCanceled(); });
}

} // namespace RelayCore
