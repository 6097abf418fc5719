// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/cli/proxycommandoptions.h"
#include "inspector/cli/sourcecommand.h"
#include "relaycore/client/relayerror.h"

#include <QtNetwork/QHostAddress>

#include <memory>
#include <variant>

namespace Inspector {

class BackgroundWriter;
class ForwardProxySource;
class RunCertificates;

/// `relayctl proxy`: a capturing reverse or forward proxy.
class ProxyCommand final : public SourceCommand
{
    Q_OBJECT

public:
    explicit ProxyCommand(ProxyCommandOptions options, QObject *parent = nullptr);
    ~ProxyCommand() override;

    void start() override;

protected:
    void captureFailed(const QString &problem) override;

private:
    using MadeSource = std::variant<std::unique_ptr<Source>, RelayCore::RelayError>;
    [[nodiscard]] MadeSource makeSource();
    [[nodiscard]] MadeSource makeReverse();
    [[nodiscard]] MadeSource makeForward();
    void announceForward(const ForwardProxySource &source);
    void see(const RelayCore::WireEvent &event);
    void fail(const RelayCore::RelayError &error);

    ProxyCommandOptions m_options;
    std::unique_ptr<RunCertificates> m_certificates; ///< Of a forward proxy that listens.
    /// Prints without delaying the proxy; null unless it never waits.
    std::unique_ptr<BackgroundWriter> m_lines;
    QList<QHostAddress> m_interfaces; ///< Where the proxy listens.
    quint64 m_lost = 0;               ///< Messages that were not recorded, because there was no room.
};

} // namespace Inspector
