// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/cli/command.h"
#include "inspector/cli/options.h"

#include <memory>

namespace RelayCore {
class RelayServer;
}

namespace Inspector {

/// `relayctl serve`: runs a local relay.
class ServeCommand final : public Command
{
    Q_OBJECT

public:
    explicit ServeCommand(ServeOptions options, QObject *parent = nullptr);
    ~ServeCommand() override;

    void start() override;
    void terminate() override;

private:
    ServeOptions m_options;
    std::unique_ptr<RelayCore::RelayServer> m_server;
};

} // namespace Inspector
