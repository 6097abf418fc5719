// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/cli/command.h"
#include "inspector/cli/statsoptions.h"

namespace Inspector {

/// `relayctl stats`: the figures of a capture.
class StatsCommand final : public Command
{
    Q_OBJECT

public:
    explicit StatsCommand(StatsOptions options, QObject *parent = nullptr);

    void start() override;
    void terminate() override;

private:
    [[nodiscard]] int run();

    StatsOptions m_options;
    bool m_terminated = false;
};

} // namespace Inspector
