// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/serve/natsoptions.h"

#include <memory>

namespace Inspector {

/// A MessageBus over NATS whose socket is served by the event loop of its thread. For servers without TLS.
///
/// A message passes no other thread on its way, except those to the many subjects with little traffic: nats.c takes
/// a subscription's messages without a thread of its own only from one subscription at a time.
///
/// \par Threads  as MessageBus. The destructor waits for up to a second, so that what was published leaves.
class NatsLoopBus final : public MessageBus
{
    Q_OBJECT

public:
    explicit NatsLoopBus(const NatsOptions &options, QObject *parent = nullptr);
    ~NatsLoopBus() override;

    void start() override;
    [[nodiscard]] bool isConnected() const override;
    [[nodiscard]] qsizetype maxPayload() const override;
    void subscribe(const QByteArray &subject, Traffic traffic) override;
    void unsubscribe(const QByteArray &subject) override;
    void publish(const QByteArray &subject, const QByteArray &reply, const QByteArray &payload) override;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace Inspector
