// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/client/fifo.h"
#include "relaycore/client/uniquefunction.h"

#include <QtCore/QObject>

namespace RelayCore {

/// Signals and finished futures that wait until a client's own state is complete. Internal to this module.
///
/// A slot may delete the client or call back into it; therefore nothing is emitted half way through a change, and
/// everything goes out in the order in which it happened.
class DeferredEmitter
{
public:
    explicit DeferredEmitter(QObject *owner)
        : m_owner(owner)
    {}
    ~DeferredEmitter();
    Q_DISABLE_COPY_MOVE(DeferredEmitter)

    void addSignal(UniqueFunction emission) { m_waiting.push({std::move(emission), true}); }
    void addResult(UniqueFunction resolution) { m_waiting.push({std::move(resolution), false}); }

    /// Delivers what waits. The owner, and this object with it, may be gone afterwards.
    void flush();
    /// Drops the signals and finishes the futures, for a client that goes away.
    void resolveAll();

private:
    struct Entry
    {
        UniqueFunction call;
        bool isSignal = true;
    };

    QObject *m_owner;
    Fifo<Entry> m_waiting;
    bool m_flushing = false;
};

} // namespace RelayCore
