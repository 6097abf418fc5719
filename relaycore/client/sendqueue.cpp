// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/client/sendqueue.h"

#include <algorithm>
#include <utility>

namespace RelayCore {

bool SendQueue::push(PendingSendPtr &send)
{
    if (count() >= m_maxMessages || send->bytes > m_maxBytes - m_bytes)
        return false;
    m_bytes += send->bytes;
    m_waiting.push(std::move(send));
    return true;
}

bool SendQueue::contains(const PendingSendPtr &send) const
{
    return std::find(m_waiting.begin(), m_waiting.end(), send) != m_waiting.end();
}

PendingSendPtr SendQueue::pop()
{
    PendingSendPtr send = m_waiting.pop();
    m_bytes -= send->bytes;
    return send;
}

void SendQueue::putBack(PendingSendPtr send)
{
    m_bytes += send->bytes;
    const auto place = std::find_if(m_waiting.begin(), m_waiting.end(),
                                    [&](const PendingSendPtr &waiting) { return waiting->id > send->id; });
    m_waiting.insert(place, std::move(send));
}

PendingSendPtr SendQueue::take(SendId id)
{
    const auto found = std::find_if(m_waiting.begin(), m_waiting.end(),
                                    [&](const PendingSendPtr &waiting) { return waiting->id == id; });
    if (found == m_waiting.end())
        return {};
    PendingSendPtr send = m_waiting.take(found);
    m_bytes -= send->bytes;
    return send;
}

std::vector<PendingSendPtr> SendQueue::takeExpired(std::chrono::milliseconds now)
{
    // Each message may have a time to live of its own, so the oldest need not be the first to go.
    std::vector<PendingSendPtr> taken;
    for (PendingSendPtr &send : m_waiting.takeAll()) {
        if (send->expiresAt <= now) {
            m_bytes -= send->bytes;
            taken.push_back(std::move(send));
        } else {
            m_waiting.push(std::move(send));
        }
    }
    return taken;
}

std::vector<PendingSendPtr> SendQueue::takeAll()
{
    m_bytes = 0;
    return m_waiting.takeAll();
}

std::chrono::milliseconds SendQueue::nextExpiry() const
{
    auto next = std::chrono::milliseconds::max();
    for (const PendingSendPtr &send : m_waiting)
        next = std::min(next, send->expiresAt);
    return next;
}

void InFlight::add(PendingSendPtr send, qint64 unsent)
{
    m_sends.push({std::move(send), m_writtenBytes + unsent});
}

PendingSendPtr InFlight::takeWritten()
{
    if (m_sends.isEmpty() || m_sends.first().end > m_writtenBytes)
        return {};
    return m_sends.pop().send;
}

std::vector<PendingSendPtr> InFlight::takeAll()
{
    std::vector<PendingSendPtr> all;
    for (Entry &entry : m_sends.takeAll())
        all.push_back(std::move(entry.send));
    return all;
}

} // namespace RelayCore
