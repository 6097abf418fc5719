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

struct ProxyOptions
{
    RelayCore::SourceKind kind = RelayCore::SourceKind::Proxy;
    QString title; ///< Empty: "Proxy".
    QList<QHostAddress> listen{QHostAddress(QHostAddress::LocalHost)};
    quint16 port = 9700;                  ///< 0: any free port.
    QUrl upstream;                        ///< `ws://` or `wss://` with a host; its path and query precede the client's.
    std::optional<QSslConfiguration> tls; ///< For `wss://`; empty: the system's default.
    bool verifyCertificate = true;
    bool redact = true; ///< Replace secrets in events: see RelayCore::SecretRedactor.
    /// Traffic goes on while the observer has no room; messages are not shown then, but counted in EventsLost.
    bool neverWait = false;
    std::chrono::milliseconds connectTimeout{10'000}; ///< DNS, TCP and TLS towards the upstream.
};

/// A reverse proxy that forwards bytes and looks on.
///
/// Every byte of a client goes to the upstream unchanged but for the head of the upgrade request, whose `Host` and
/// (where present) `Origin` must name the upstream, and whose target is joined with the path and query of the upstream;
/// every byte of the upstream goes to the client unchanged. It forwards first and decodes second, so compression,
/// fragmentation, pings and close codes are what was really sent. While the observer has no room both sockets are not
/// read, and TCP makes the peers wait, unless ProxyOptions::neverWait is set.
///
/// An upstream that cannot be reached answers the client's upgrade with 502 (504 for a timeout) and a sentence, and is
/// recorded as ConnectionClosed::By::Upstream with its category.
class ProxySource final : public Source
{
    Q_OBJECT

public:
    ProxySource(ProxyOptions options, RelayCore::WireObserver &observer, QObject *parent = nullptr);
    ~ProxySource() override;

    /// Returns where clients connect to, once listening.
    [[nodiscard]] QUrl url() const;

    void start() override;
    void stop() override;
    void resume() override;
    /// Accepts no more clients, waits for the connections to end, and stops after \a timeout at the latest.
    void stopWhenIdle(std::chrono::milliseconds timeout);

Q_SIGNALS:
    /// The client at \a clientAddress is forwarded from \a port of this machine. Emitted before the first byte goes
    /// there.
    void upstreamConnected(RelayCore::ConnectionId connection, quint16 port, const QString &clientAddress);

private:
    ProxyOptions m_options;
    std::unique_ptr<ProxyServer> m_server;
};

} // namespace Inspector
