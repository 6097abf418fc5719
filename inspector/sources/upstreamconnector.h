// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/sources/bytestream.h"
#include "relaycore/client/tcpconnector.h"
#include "relaycore/wire/wireevent.h"

#include <QtCore/QTimer>
#include <QtCore/QUrl>
#include <QtNetwork/QSslConfiguration>

#include <chrono>
#include <memory>
#include <optional>

QT_BEGIN_NAMESPACE
class QSslSocket;
class QTcpSocket;
QT_END_NAMESPACE

namespace Inspector {

class PlainStream;

struct UpstreamOptions
{
    std::optional<QSslConfiguration> tls; ///< For `wss://`; empty: the system's default.
    bool verifyCertificate = true;
    std::chrono::milliseconds connectTimeout{10'000}; ///< DNS, TCP and TLS.
};

/// Returns host and port of \a upstream, as error texts name it.
[[nodiscard]] QString upstreamName(const QUrl &upstream);

/// Connects once to an upstream, the way a RelayClient goes: DNS, TCP, through the proxy of the environment where one
/// is set, and for `wss://` TLS.
/// \par Threads  used in the thread it lives in.
class UpstreamConnector final : public QObject
{
    Q_OBJECT

public:
    /// \param upstream  `ws://` or `wss://` with a host.
    UpstreamConnector(const UpstreamOptions &options, const QUrl &upstream, QObject *parent = nullptr);
    ~UpstreamConnector() override;

    /// Begins. connected() or failed() follows, never before start() has returned.
    void start();

    /// Returns the connection. To be called once, after connected().
    [[nodiscard]] std::unique_ptr<ByteStream> takeStream();
    /// Returns our own port of the connection, after connected().
    [[nodiscard]] quint16 localPort() const { return m_localPort; }
    /// Returns what TLS negotiated, or how far it came; empty without TLS and before it began.
    [[nodiscard]] std::optional<RelayCore::TlsEstablished> tls() const { return m_facts; }

Q_SIGNALS:
    void connected();
    /// \a text is an English sentence about the upstream.
    void failed(RelayCore::CloseCategory category, const QString &text);

private:
    void begin();
    void prepareTls();
    void useConnection();
    void collectTlsErrors();
    void socketReady();
    void socketFailed(QAbstractSocket::SocketError error, const QString &text);
    void fail(RelayCore::CloseCategory category, const QString &text);

    UpstreamOptions m_options;
    QUrl m_upstream;
    RelayCore::TcpConnector m_connector;
    std::unique_ptr<PlainStream> m_stream; ///< The connection, where neither a proxy nor TLS is in use.
    std::unique_ptr<QTcpSocket> m_socket;
    QSslSocket *m_tls = nullptr; ///< m_socket, where it is one.
    std::optional<RelayCore::TlsEstablished> m_facts;
    QTimer m_deadline;
    QStringList m_tlsErrors;
    quint16 m_localPort = 0;
    bool m_done = false;
};

} // namespace Inspector
