// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/server/relayserveroptions.h"
#include "relaycore/server/tcplistener.h"

#include <QtCore/QHash>
#include <QtCore/QObject>
#include <QtNetwork/QHostAddress>

#include <optional>

QT_BEGIN_NAMESPACE
class QTcpSocket;
QT_END_NAMESPACE

namespace RelayCore {

/// Accepts connections, counts them, performs TLS handshakes, and waits for complete upgrade requests.
///
/// A connection that sends nothing or endless headers, or exceeds a limit, costs one small object until its deadline,
/// and is not visible outside of this class.
class ConnectionListener final : public QObject
{
    Q_OBJECT

public:
    /// \param tls  empty: plain TCP.
    ConnectionListener(const RelayServerLimits &limits, std::optional<QSslConfiguration> tls,
                       QObject *parent = nullptr);

    /// As TcpListener::listen().
    [[nodiscard]] bool listen(const QList<QHostAddress> &addresses, quint16 port);
    void close() { m_tcp.close(); }
    [[nodiscard]] const TcpListener &tcp() const { return m_tcp; }

    /// Returns the socket of the upgraded connection from \a port at \a address; nullptr where there is none.
    [[nodiscard]] QTcpSocket *socketOf(const QHostAddress &address, quint16 port) const;

    /// For connections from now on. Does nothing to a listener without TLS.
    void setTls(const QSslConfiguration &tls);
    [[nodiscard]] bool isSecure() const { return m_tls.has_value(); }

Q_SIGNALS:
    /// \a socket, a child of this object, holds a complete upgrade request, unread, in a form that QWebSocketServer
    /// accepts.
    void requested(QTcpSocket *socket);
    /// The connection from \a address (`127.0.0.1:51234`) was refused; \a reason is an English sentence.
    void connectionRejected(const QString &address, const QString &reason);
    /// As the signals of TcpListener.
    void acceptingStopped(const QString &reason);
    /// As the signals of TcpListener.
    void acceptingResumed();

private:
    friend class PendingUpgrade;

    void accept(qintptr descriptor);
    [[nodiscard]] QString reasonAgainst(const QHostAddress &address) const;

    TcpListener m_tcp;
    RelayServerLimits m_limits;
    std::optional<QSslConfiguration> m_tls;
    QHash<QHostAddress, int> m_perAddress;
    QHash<std::pair<QHostAddress, quint16>, QTcpSocket *> m_upgraded;
    int m_inside = 0;    ///< Connections that count towards the limits.
    int m_rejecting = 0; ///< Connections that exceed a limit and wait for their answer.
};

/// `127.0.0.1:51234`, `[::1]:51234`
[[nodiscard]] QString addressText(const QHostAddress &address, quint16 port);

} // namespace RelayCore
