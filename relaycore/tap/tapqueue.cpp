// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/tap/tapqueue.h"

#include <utility>

namespace RelayCore {

namespace {

/// The bytes that \a event counts for; 0 for an event of structure.
qsizetype bytesOf(const WireEvent &event)
{
    if (const auto *message = std::get_if<WireMessage>(&event.payload))
        return qsizetype(sizeof(WireEvent)) + message->payload.size();
    if (const auto *frame = std::get_if<ControlFrame>(&event.payload))
        return qsizetype(sizeof(WireEvent)) + frame->payload.size();
    return 0;
}

} // namespace

bool TapQueue::isMessage(const WireEvent &event)
{
    return bytesOf(event) > 0;
}

TapQueue &TapQueue::instance()
{
    static auto *const queue = new TapQueue;
    return *queue;
}

void TapQueue::open(std::function<void()> wake)
{
    const QMutexLocker locker(&m_mutex);
    m_wake = std::move(wake);
    m_lost.store(0, std::memory_order_relaxed);
    m_generation.fetch_add(1, std::memory_order_relaxed);
    m_open.store(true, std::memory_order_release);
}

void TapQueue::close()
{
    setState(false, false);
    const QMutexLocker locker(&m_mutex);
    m_open.store(false, std::memory_order_release);
    m_wake = {};
    m_events.clear();
    m_events.shrink_to_fit();
    m_bytes = 0;
}

void TapQueue::setState(bool attached, bool taking)
{
    m_attached.store(attached, std::memory_order_relaxed);
    m_taking.store(taking, std::memory_order_relaxed);
}

void TapQueue::push(WireEvent event)
{
    const qsizetype bytes = bytesOf(event);
    if (bytes > 0 && !isTaking())
        return drop();
    const QMutexLocker locker(&m_mutex);
    if (!m_wake)
        return;
    if ((bytes > 0 && m_bytes + bytes > maxBytes) || qsizetype(m_events.size()) >= maxEvents)
        return drop();
    m_bytes += bytes;
    m_events.push_back(std::move(event));
    if (m_events.size() == 1)
        m_wake();
}

TapQueue::Batch TapQueue::takeAll()
{
    Batch batch;
    const QMutexLocker locker(&m_mutex);
    batch.events = std::exchange(m_events, {});
    m_bytes = 0;
    batch.lost = takeLost(); // With those that the queue had no room for until now: nothing else may come.
    return batch;
}

} // namespace RelayCore
