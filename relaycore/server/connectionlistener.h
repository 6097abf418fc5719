// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/server/relayserveroptions.h"

#include <QtCore/QHash>
#include <QtCore/QTimer>
#include <QtNetwork/QTcpServer>

#include <optional>

QT_BEGIN_NAMESPACE
class QTcpSocket;
QT_END_NAMESPACE

namespace RelayCore {

/// Where connections come in: counts them, speaks TLS, and waits for a whole upgrade request.
///
/// A pending who stays silent, sends endless headers or finds no room costs one small object until its deadline, and
/// nothing beyond this class ever hears of it.
class ConnectionListener final : public QTcpServer
{
    Q_OBJECT

public:
    /// \param tls  empty: plain TCP.
    ConnectionListener(const RelayServerLimits &limits, std::optional<QSslConfiguration> tls,
                       QObject *parent = nullptr);

    /// For connections from now on. Does nothing to a listener without TLS.
    void setTls(const QSslConfiguration &tls);
    [[nodiscard]] bool isSecure() const { return m_tls.has_value(); }

Q_SIGNALS:
    /// \a socket, a child of this object, holds a whole upgrade request that nobody has read yet.
    void requested(QTcpSocket *socket);
    /// \a address (`127.0.0.1:51234`) was sent away because of \a reason (English).
    void connectionRejected(const QString &address, const QString &reason);

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    friend class PendingUpgrade;

    [[nodiscard]] QString reasonAgainst(const QHostAddress &address) const;
    void recover();

    RelayServerLimits m_limits;
    std::optional<QSslConfiguration> m_tls;
    QHash<QHostAddress, int> m_perAddress;
    int m_inside = 0;    ///< Connections that count.
    int m_rejecting = 0; ///< Connections that are only here to be told that there is no room.
    QTimer m_recovery;
};

/// `127.0.0.1:51234`, `[::1]:51234`
[[nodiscard]] QString addressText(const QHostAddress &address, quint16 port);

} // namespace RelayCore
