// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/check/channelstep.h"
#include "inspector/check/selfmessage.h"

namespace Inspector {

/// Sends a message to this client itself, which the relay has to deliver.
class EchoStep final : public ChannelStep
{
    Q_OBJECT

public:
    explicit EchoStep(ProbeContext &context);

private:
    void startOnChannel() override;
    void onDeadline() override;
    void onText(const QByteArray &utf8) override;

    SelfMessage m_sent;
    int m_foreignMessages = 0;
};

} // namespace Inspector
