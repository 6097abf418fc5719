// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/client/notifications.h"

#include <QtCore/QPointer>

#include <utility>

namespace RelayCore {

Notifications::~Notifications() = default;

void Notifications::flush()
{
    if (m_flushing)
        return;
    m_flushing = true;
    const QPointer<QObject> alive(m_owner);
    while (!m_waiting.empty()) {
        const Entry entry = std::move(m_waiting.front());
        m_waiting.pop_front();
        entry.call();
        if (!alive)
            return;
    }
    m_flushing = false;
}

void Notifications::resolveAll()
{
    auto waiting = std::exchange(m_waiting, {});
    for (const Entry &entry : waiting) {
        if (!entry.isSignal)
            entry.call();
    }
}

} // namespace RelayCore
