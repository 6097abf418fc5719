// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/check/channelstep.h"

namespace Inspector {

/// Registers with the relay. Whatever arrives first is taken for the answer.
class RegistrationStep final : public ChannelStep
{
    Q_OBJECT

public:
    explicit RegistrationStep(ProbeContext &context);

private:
    [[nodiscard]] std::chrono::milliseconds timeout() const override;
    void startOnChannel() override;
    void onDeadline() override;
    void onText(const QByteArray &utf8) override;
    void onBinary(qsizetype bytes) override;
};

} // namespace Inspector
