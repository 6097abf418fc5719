// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/check/probeoptions.h"
#include "inspector/check/problem.h"
#include "inspector/check/secretscrubber.h"
#include "inspector/transport/websocketchannel.h"

#include <QtCore/QByteArray>
#include <QtNetwork/QHostAddress>
#include <QtNetwork/QSslSocket>

#include <memory>

namespace Inspector {

/// What the steps of a check share: the options, and what each step leaves for the next.
///
/// \par Threads  one.
struct ProbeContext
{
    explicit ProbeContext(ProbeOptions given);

    [[nodiscard]] bool isSecure() const;
    [[nodiscard]] quint16 port() const;

    /// Returns a problem of \a kind that completed() has completed.
    [[nodiscard]] Problem problem(Problem::Kind kind, const QString &text = {}) const;
    /// Returns \a problem with the facts that all problems of this connection share, and with its text cleaned.
    [[nodiscard]] Problem completed(Problem problem) const;

    /// Returns what the server reported about the client's certificate in a TLS alert; empty: nothing.
    [[nodiscard]] std::optional<Problem::Kind> certificateRefusal() const;

    const ProbeOptions options; ///< With name, UUID and clock set.
    const SecretScrubber clean;

    QNetworkProxy proxy{QNetworkProxy::NoProxy}; ///< Set by ProxyStep.
    QList<QHostAddress> addresses;               ///< Of the host. Set by NameStep.
    QHostAddress peer;                           ///< The address that is connected. Set by TcpStep.
    std::unique_ptr<QSslSocket> socket;        ///< Set by ProxyStep or TcpStep; UpgradeStep moves it into the channel.
    std::unique_ptr<WebSocketChannel> channel; ///< Set by UpgradeStep; RegistrationStep starts it.
    std::optional<QSsl::AlertType> tlsAlert;   ///< The last of the server. Set by TlsStep, also once it has finished.
    QByteArray firstFrames;                    ///< What followed the head of the upgrade's response.
};

} // namespace Inspector
