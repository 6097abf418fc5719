// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/client/inbox.h"

#include <algorithm>
#include <utility>

namespace RelayCore {

Inbox::Receiver Inbox::receiverFor(const RelayMessage &message)
{
    while (!m_receivers.empty()) {
        const Receiver receiver = std::move(m_receivers.front());
        m_receivers.pop_front();
        if (!receiver->isCanceled())
            return receiver;
        receiver->finish();
    }
    m_messages.push_back(message);
    if (static_cast<qsizetype>(m_messages.size()) > m_maxMessages) {
        m_messages.pop_front();
        ++m_skipped;
        ++m_skippedEver;
    }
    return {};
}

std::optional<ReceiveResult> Inbox::take()
{
    if (m_messages.empty())
        return std::nullopt;
    ReceiveResult result{std::move(m_messages.front()), {}, std::exchange(m_skipped, 0)};
    m_messages.pop_front();
    return result;
}

bool Inbox::isAwaited() const
{
    return std::any_of(m_receivers.cbegin(), m_receivers.cend(),
                       [](const Receiver &receiver) { return !receiver->isCanceled(); });
}

} // namespace RelayCore
