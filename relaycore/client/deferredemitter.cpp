// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/client/deferredemitter.h"

#include <QtCore/QPointer>

namespace RelayCore {

DeferredEmitter::~DeferredEmitter() = default;

void DeferredEmitter::flush()
{
    if (m_flushing)
        return;
    m_flushing = true;
    const QPointer<QObject> alive(m_owner);
    while (!m_waiting.isEmpty()) {
        Entry entry = m_waiting.pop();
        entry.call();
        if (!alive)
            return;
    }
    m_flushing = false;
}

void DeferredEmitter::resolveAll()
{
    auto waiting = m_waiting.takeAll();
    for (Entry &entry : waiting) {
        if (!entry.isSignal)
            entry.call();
    }
}

} // namespace RelayCore
