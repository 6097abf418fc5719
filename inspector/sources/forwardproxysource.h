// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/sources/source.h"

#include <QtNetwork/QHostAddress>
#include <QtNetwork/QSslConfiguration>

#include <chrono>
#include <memory>
#include <optional>

namespace Inspector {

class ProxyServer;

struct ForwardProxyOptions
{
    QString title; ///< Empty: "Forward proxy".
    QList<QHostAddress> listen{QHostAddress(QHostAddress::LocalHost)};
    quint16 port = 0;                                 ///< 0: any free port.
    std::optional<QSslConfiguration> tls;             ///< Towards the upstreams; empty: the system's default.
    bool verifyCertificate = true;                    ///< Of the upstreams.
    bool redact = true;                               ///< Replace secrets in events: see RelayCore::SecretRedactor.
    bool neverWait = false;                           ///< See ProxyOptions::neverWait.
    std::chrono::milliseconds connectTimeout{10'000}; ///< DNS, TCP and TLS towards an upstream; TLS with a client.
};

/// A forward proxy: clients are configured to use it (`ws_proxy`, `wss_proxy`, `https_proxy`), and name the relay
/// themselves.
///
/// It answers CONNECT and requests in absolute form. The TLS of a client is taken apart with a certificate for the host
/// that it asked for, signed by an authority made for this source; the client has to trust authorityCertificate(). The
/// upstream's certificate is verified like any other. The facts of both TLS connections are recorded: first the
/// client's, which names our certificate, then the upstream's.
///
/// Only WebSockets are shown. Everything else passes through; of it only the number of bytes is recorded, in the text
/// of ConnectionClosed. \par Source  RFC 9110 section 9.3.6 (CONNECT), RFC 9112 section 3.2.2 (absolute form).
class ForwardProxySource final : public Source
{
    Q_OBJECT

public:
    ForwardProxySource(ForwardProxyOptions options, RelayCore::WireObserver &observer, QObject *parent = nullptr);
    ~ForwardProxySource() override;

    /// Returns the address for `wss_proxy` and the like, `http://127.0.0.1:<port>`, once listening.
    [[nodiscard]] QUrl url() const;
    /// Returns the certificate, PEM, of the authority that signs for this source, once listening.
    [[nodiscard]] QByteArray authorityCertificate() const;
    /// Returns the number of clients that are connected.
    [[nodiscard]] qsizetype connectionCount() const;

    void start() override;
    void stop() override;
    void resume() override;
    /// Accepts no more clients, waits for the connections to end, and stops after \a timeout at the latest.
    void stopWhenIdle(std::chrono::milliseconds timeout);

Q_SIGNALS:
    void connectionCountChanged(qsizetype count);

private:
    [[nodiscard]] QString createServer();

    ForwardProxyOptions m_options;
    std::unique_ptr<ProxyServer> m_server; ///< Null until start().
};

} // namespace Inspector
