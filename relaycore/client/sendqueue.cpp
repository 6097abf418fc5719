// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/client/sendqueue.h"

#include <algorithm>
#include <utility>

namespace RelayCore {

bool SendQueue::push(PendingSend &send)
{
    if (count() >= m_maxMessages || send.encoded.size() > m_maxBytes - m_bytes)
        return false;
    m_bytes += send.encoded.size();
    m_waiting.push_back(std::move(send));
    return true;
}

PendingSend SendQueue::pop()
{
    Q_ASSERT(!m_waiting.empty());
    PendingSend send = std::move(m_waiting.front());
    m_waiting.pop_front();
    m_bytes -= send.encoded.size();
    return send;
}

void SendQueue::putBack(PendingSend send)
{
    m_bytes += send.encoded.size();
    const auto place = std::find_if(m_waiting.begin(), m_waiting.end(),
                                    [&](const PendingSend &waiting) { return waiting.id > send.id; });
    m_waiting.insert(place, std::move(send));
}

std::optional<PendingSend> SendQueue::take(SendId id)
{
    const auto found =
        std::find_if(m_waiting.begin(), m_waiting.end(), [&](const PendingSend &waiting) { return waiting.id == id; });
    if (found == m_waiting.end())
        return std::nullopt;
    PendingSend send = std::move(*found);
    m_waiting.erase(found);
    m_bytes -= send.encoded.size();
    return send;
}

std::vector<PendingSend> SendQueue::takeExpired(std::chrono::milliseconds now)
{
    std::vector<PendingSend> taken;
    // Each message may have a time to live of its own, so the oldest need not be the first to go.
    std::deque<PendingSend> staying;
    for (PendingSend &send : m_waiting) {
        if (send.expiresAt <= now) {
            m_bytes -= send.encoded.size();
            taken.push_back(std::move(send));
        } else {
            staying.push_back(std::move(send));
        }
    }
    m_waiting = std::move(staying);
    return taken;
}

std::vector<PendingSend> SendQueue::takeAll()
{
    std::vector<PendingSend> taken;
    while (!m_waiting.empty())
        taken.push_back(pop());
    return taken;
}

std::chrono::milliseconds SendQueue::nextExpiry() const
{
    auto next = std::chrono::milliseconds::max();
    for (const PendingSend &send : m_waiting)
        next = std::min(next, send.expiresAt);
    return next;
}

void InFlight::add(PendingSend send, qint64 unsent)
{
    m_sends.push_back({std::move(send), m_writtenBytes + unsent});
}

std::vector<PendingSend> InFlight::written(qint64 bytes)
{
    m_writtenBytes += bytes;
    std::vector<PendingSend> done;
    while (!m_sends.empty() && m_sends.front().end <= m_writtenBytes) {
        done.push_back(std::move(m_sends.front().send));
        m_sends.pop_front();
    }
    return done;
}

std::vector<PendingSend> InFlight::takeAll()
{
    std::vector<PendingSend> all;
    for (Entry &entry : m_sends)
        all.push_back(std::move(entry.send));
    m_sends.clear();
    return all;
}

} // namespace RelayCore
