// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/serve/natsoptions.h"

#include <memory>

namespace Inspector {

/// A MessageBus over NATS whose socket is served by threads of nats.c.
///
/// All calls of that library that may wait are made in a thread of this object, because it waits for a server that does
/// not read, and its callbacks come from threads of its own. Both sides exchange batches with the thread of this
/// object.
///
/// \par Threads  as MessageBus. The destructor waits for up to a second, so that what was published leaves.
class NatsThreadBus final : public MessageBus
{
    Q_OBJECT

public:
    explicit NatsThreadBus(NatsOptions options, QObject *parent = nullptr);
    ~NatsThreadBus() override;

    void start() override;
    [[nodiscard]] bool isConnected() const override { return m_isConnected; }
    [[nodiscard]] qsizetype maxPayload() const override { return m_maxPayload; }
    void subscribe(const QByteArray &subject, Traffic traffic) override;
    void unsubscribe(const QByteArray &subject) override;
    void publish(const QByteArray &subject, const QByteArray &reply, const QByteArray &payload) override;

private:
    class Worker;

    void drain();

    std::unique_ptr<Worker> m_worker;
    bool m_isConnected = false;
    qsizetype m_maxPayload = qsizetype(1024) * 1024;
};

} // namespace Inspector
