// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/serve/messagebus.h"

#include <QtCore/QList>
#include <QtCore/QSet>

#include <random>

class MemoryBus;

/// What joins the MemoryBuses of a test, with faults. Must outlive them.
class MemoryExchange
{
public:
    /// Percent of the messages that vanish, or arrive twice; and up to how long they take, which changes their order.
    int lost = 0;
    int doubled = 0;
    int delayMs = 0;
    /// Of messages to subjects that begin so; empty: of all.
    QByteArray concerned;
    qsizetype maxPayload = 1024 * 1024;

    /// Nothing passes between \a bus and the others, which is not noticed by either side.
    void separate(MemoryBus *bus, bool separated)
    {
        if (separated)
            m_separated.insert(bus);
        else
            m_separated.remove(bus);
    }

private:
    friend class MemoryBus;

    [[nodiscard]] bool happens(int percent) { return int(m_random() % 100) < percent; }

    QList<MemoryBus *> m_buses;
    QSet<MemoryBus *> m_separated;
    std::minstd_rand m_random{20261126};
};

/// A MessageBus within the process of a test.
class MemoryBus final : public Inspector::MessageBus
{
    Q_OBJECT

public:
    explicit MemoryBus(MemoryExchange &exchange);
    ~MemoryBus() override;

    void start() override { setConnected(true); }
    void setConnected(bool connected);
    [[nodiscard]] bool isConnected() const override { return m_isConnected; }
    [[nodiscard]] qsizetype maxPayload() const override { return m_exchange.maxPayload; }
    void subscribe(const QByteArray &subject, Traffic /*traffic*/) override { m_subjects.insert(subject); }
    void unsubscribe(const QByteArray &subject) override { m_subjects.remove(subject); }
    void publish(const QByteArray &subject, const QByteArray &reply, const QByteArray &payload) override;

    quint64 published = 0;
    [[nodiscard]] const QSet<QByteArray> &subjects() const { return m_subjects; }

private:
    [[nodiscard]] bool matches(const QByteArray &subject) const;

    MemoryExchange &m_exchange;
    QSet<QByteArray> m_subjects;
    bool m_isConnected = false;
};
