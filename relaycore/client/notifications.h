// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/client/fifo.h"
#include "relaycore/client/task.h"

#include <QtCore/QObject>

namespace RelayCore {

/// Signals and finished futures that wait until a client's own state is complete. Private to this room.
///
/// A slot may delete the client or call back into it; therefore nothing is emitted half way through a change, and
/// everything goes out in the order in which it happened.
class Notifications
{
public:
    explicit Notifications(QObject *owner)
        : m_owner(owner)
    {}
    ~Notifications();
    Q_DISABLE_COPY_MOVE(Notifications)

    void addSignal(Task emission) { m_waiting.push({std::move(emission), true}); }
    void addResult(Task resolution) { m_waiting.push({std::move(resolution), false}); }

    /// Delivers what waits. The owner, and this object with it, may be gone afterwards.
    void flush();
    /// Drops the signals and finishes the futures, for a client that goes away.
    void resolveAll();

private:
    struct Entry
    {
        Task call;
        bool isSignal = true;
    };

    QObject *m_owner;
    Fifo<Entry> m_waiting;
    bool m_flushing = false;
};

} // namespace RelayCore
