// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/cli/command.h"
#include "inspector/cli/democommandoptions.h"
#include "inspector/cli/readablelines.h"
#include "relaycore/wire/wireobserver.h"

#include <memory>

namespace Inspector {

class LocalRelaySource;

/// `relayctl demo`: two clients exchange messages through a local relay, to show what relayctl prints.
class DemoCommand final : public Command
{
    Q_OBJECT

public:
    explicit DemoCommand(DemoCommandOptions options, QObject *parent = nullptr);
    ~DemoCommand() override;

    void start() override;
    void terminate() override;

private:
    void leave(int exitCode);

    DemoCommandOptions m_options;
    ReadableLines m_lines;
    std::unique_ptr<RelayCore::WireObserver> m_observer; ///< Outlives the source.
    std::unique_ptr<LocalRelaySource> m_source;
    bool m_isListening = false;
    bool m_leaving = false;
};

} // namespace Inspector
