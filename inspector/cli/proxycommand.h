// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/cli/proxycommandoptions.h"
#include "inspector/cli/sourcecommand.h"
#include "inspector/sources/proxysource.h"
#include "relaycore/client/relayerror.h"

#include <optional>

namespace Inspector {

/// `relayctl proxy`: a capturing reverse proxy.
class ProxyCommand final : public SourceCommand
{
    Q_OBJECT

public:
    explicit ProxyCommand(ProxyCommandOptions options, QObject *parent = nullptr);

    void start() override;

private:
    [[nodiscard]] std::optional<RelayCore::RelayError> prepare();
    void fail(const RelayCore::RelayError &error);

    ProxyCommandOptions m_options;
    ProxyOptions m_proxy; ///< From prepare() on.
};

} // namespace Inspector
