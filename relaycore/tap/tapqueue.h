// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/export.h"
#include "relaycore/wire/wireevent.h"

#include <QtCore/QMutex>

#include <atomic>
#include <functional>
#include <vector>

namespace RelayCore {

/// The bounded queue between the threads of an application and the thread of its tap. Internal to the library.
///
/// There is one for each process, and it is never destroyed: a client may push while the tap closes. Events of
/// structure (sources, connections, handshakes) always enter, because the tap needs them for readers that attach later;
/// messages and control frames enter only while a reader takes them.
class RELAYCORE_TESTED TapQueue
{
public:
    /// Messages and control frames that wait never take more than this.
    static constexpr qsizetype maxBytes = 4 * 1024 * 1024;
    /// Beyond this even events of structure are dropped: the thread of the tap gets no processor time at all.
    static constexpr qsizetype maxEvents = 65'536;

    struct Batch
    {
        std::vector<WireEvent> events;
        quint64 lost = 0; ///< Dropped since the last batch, while a reader was attached.
    };

    [[nodiscard]] static TapQueue &instance();

    /// Lets events in. \a wake is called when the first event enters an empty queue: from any thread, under the lock of
    /// the queue, and never after close() has returned.
    void open(std::function<void()> wake);
    /// Empties the queue and lets nothing in any more.
    void close();

    /// \par Threads  any, as for all that follows.
    [[nodiscard]] bool isOpen() const { return m_open.load(std::memory_order_acquire); }
    /// Changes with each open(): what was announced before has to be announced again.
    [[nodiscard]] quint32 generation() const { return m_generation.load(std::memory_order_relaxed); }
    /// Whether messages enter.
    [[nodiscard]] bool isTaking() const { return m_taking.load(std::memory_order_relaxed); }
    /// Whether a message should be made for the tap at all. One that should not counts as lost while a reader is
    /// attached.
    [[nodiscard]] bool takesMessage()
    {
        if (!isOpen())
            return false;
        if (!isTaking())
            drop();
        return isTaking();
    }
    /// \param attached  a reader is there: what does not enter counts as lost.
    /// \param taking    a reader takes messages at the moment.
    void setState(bool attached, bool taking);
    /// Returns whether \a event is dropped while no reader takes any; others are structure, which is always let in.
    [[nodiscard]] static bool isMessage(const WireEvent &event);
    /// Adds \a event, or drops it.
    void push(WireEvent event);
    [[nodiscard]] Batch takeAll();
    /// Returns how many messages did not enter since this was asked for, also by takeAll().
    [[nodiscard]] quint64 takeLost() { return m_lost.exchange(0, std::memory_order_relaxed); }

private:
    TapQueue() = default;
    void drop()
    {
        if (m_attached.load(std::memory_order_relaxed))
            m_lost.fetch_add(1, std::memory_order_relaxed);
    }

    std::atomic_bool m_open = false;
    std::atomic<quint32> m_generation = 0;
    std::atomic_bool m_attached = false;
    std::atomic_bool m_taking = false;
    std::atomic<quint64> m_lost = 0;
    QMutex m_mutex; ///< Guards what follows.
    std::function<void()> m_wake;
    std::vector<WireEvent> m_events;
    qsizetype m_bytes = 0;
};

} // namespace RelayCore
