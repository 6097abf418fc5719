// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/check/channelstep.h"
#include "inspector/check/selfmessage.h"

namespace Inspector {

/// Measures how long pings and messages to this client itself take, one after the other.
class RoundTripStep final : public ChannelStep
{
    Q_OBJECT

public:
    explicit RoundTripStep(ProbeContext &context);

private:
    void startOnChannel() override;
    void onDeadline() override;
    void onText(const QByteArray &utf8) override;
    void onPong(const QByteArray &payload) override;
    void nextSample();
    void finishWithSamples();

    QElapsedTimer m_sample;
    QByteArray m_pingMark;
    std::optional<SelfMessage> m_sent;
    QList<std::chrono::nanoseconds> m_pings;
    QList<std::chrono::nanoseconds> m_echoes;
};

} // namespace Inspector
