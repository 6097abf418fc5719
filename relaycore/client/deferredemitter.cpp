// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/client/deferredemitter.h"

#include <QtCore/QPointer>

namespace RelayCore {

DeferredEmitter::~DeferredEmitter() = default;

void DeferredEmitter::flush()
{
    // A slot may run an event loop, from which this is called again: that call then delivers what follows, in order.
    const QPointer<QObject> alive(m_owner);
    while (!m_waiting.isEmpty()) {
        Entry entry = m_waiting.pop();
        entry.call();
        if (!alive)
            return;
    }
}

void DeferredEmitter::flushLater()
{
    if (m_waiting.isEmpty() || m_isPosted)
        return;
    m_isPosted = true;
    QMetaObject::invokeMethod(
        m_owner,
        [this] {
            m_isPosted = false;
            flush();
        },
        Qt::QueuedConnection);
}

void DeferredEmitter::abandonAll()
{
    m_isAbandoning = true;
    auto waiting = m_waiting.takeAll();
    for (Entry &entry : waiting) {
        if (!entry.isSignal)
            entry.call();
    }
}

} // namespace RelayCore
