// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "tests/serve/memorybus.h"

#include <QtCore/QTimer>

#include <algorithm>
#include <utility>

using namespace Qt::Literals::StringLiterals;

MemoryBus::MemoryBus(MemoryExchange &exchange)
    : m_exchange(exchange)
{
    exchange.m_buses.append(this);
}

MemoryBus::~MemoryBus()
{
    m_exchange.m_buses.removeOne(this);
    m_exchange.m_separated.remove(this);
}

void MemoryBus::setConnected(bool connected)
{
    if (std::exchange(m_isConnected, connected) != connected)
        Q_EMIT connectedChanged(connected, connected ? u"memory"_s : u"lost"_s);
}

bool MemoryBus::matches(const QByteArray &subject) const
{
    return m_subjects.contains(subject) || std::ranges::any_of(m_subjects, [&subject](const QByteArray &pattern) {
               return pattern.endsWith('>') && subject.startsWith(pattern.chopped(1));
           });
}

void MemoryBus::publish(const QByteArray &subject, const QByteArray &reply, const QByteArray &payload)
{
    if (!m_isConnected)
        return;
    Q_ASSERT(payload.size() <= m_exchange.maxPayload);
    ++published;
    const bool isConcerned = subject.startsWith(m_exchange.concerned);
    bool isReceived = false;
    const auto buses = m_exchange.m_buses;
    for (MemoryBus *bus : buses) {
        const bool isSeparated = m_exchange.m_separated.contains(this) || m_exchange.m_separated.contains(bus);
        if (bus == this || isSeparated || !bus->m_isConnected || !bus->matches(subject))
            continue;
        isReceived = true;
        if (isConcerned && m_exchange.happens(m_exchange.lost))
            continue;
        const int copies = isConcerned && m_exchange.happens(m_exchange.doubled) ? 2 : 1;
        for (int copy = 0; copy < copies; ++copy) {
            const auto deliver = [bus, subject, reply, payload] {
                if (bus->m_isConnected)
                    Q_EMIT bus->received(subject, reply, payload);
            };
            if (m_exchange.delayMs > 0)
                QTimer::singleShot(int(m_exchange.m_random() % uint(m_exchange.delayMs)), bus, deliver);
            else
                QMetaObject::invokeMethod(bus, deliver, Qt::QueuedConnection);
        }
    }
    if (!isReceived && !reply.isEmpty())
        QMetaObject::invokeMethod(
            this,
            [this, reply] {
                if (m_isConnected)
                    Q_EMIT unanswered(reply);
            },
            Qt::QueuedConnection);
}
