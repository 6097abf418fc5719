// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/cli/command.h"
#include "inspector/cli/proxycommandoptions.h"
#include "relaycore/client/relayerror.h"
#include "relaycore/wire/wireobserver.h"

#include <memory>
#include <optional>

namespace Inspector {

class CaptureWriter;
class ProxySource;

/// `relayctl proxy`: a capturing reverse proxy.
class ProxyCommand final : public Command
{
    Q_OBJECT

public:
    explicit ProxyCommand(ProxyCommandOptions options, QObject *parent = nullptr);
    ~ProxyCommand() override;

    void start() override;
    void terminate() override;

private:
    [[nodiscard]] std::optional<RelayCore::RelayError> prepare();
    void fail(const RelayCore::RelayError &error);
    void leave(int exitCode);
    void finish();

    ProxyCommandOptions m_options;
    std::unique_ptr<CaptureWriter> m_writer;
    std::unique_ptr<RelayCore::WireObserver> m_observer; ///< Outlives the source.
    std::unique_ptr<ProxySource> m_source;
    int m_exitCode = 0;
    bool m_isListening = false;
    bool m_leaving = false;
};

} // namespace Inspector
