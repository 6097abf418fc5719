// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/client/sendqueue.h"

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

std::vector<PendingSend> SendQueue::takeQueuedUntil(std::chrono::milliseconds time)
{
    std::vector<PendingSend> taken;
    while (!m_waiting.empty() && m_waiting.front().queuedAt <= time)
        taken.push_back(pop());
    return taken;
}

std::vector<PendingSend> SendQueue::takeAll()
{
    std::vector<PendingSend> taken;
    while (!m_waiting.empty())
        taken.push_back(pop());
    return taken;
}

std::optional<std::chrono::milliseconds> SendQueue::oldest() const
{
    if (m_waiting.empty())
        return std::nullopt;
    return m_waiting.front().queuedAt;
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
