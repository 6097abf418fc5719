// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/cli/democommandoptions.h"
#include "inspector/cli/readablelines.h"
#include "inspector/cli/sourcecommand.h"

namespace Inspector {

/// `relayctl demo`: two clients exchange messages through a local relay, to show what relayctl prints.
class DemoCommand final : public SourceCommand
{
    Q_OBJECT

public:
    explicit DemoCommand(DemoCommandOptions options, QObject *parent = nullptr);

    void start() override;

private:
    DemoCommandOptions m_options;
    ReadableLines m_lines;
};

} // namespace Inspector
