// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QObject>
#include <QtCore/QUrl>

#include <functional>

QT_BEGIN_NAMESPACE
class QTcpServer;
class QTcpSocket;
QT_END_NAMESPACE

namespace TestSupport {

/// A server below WebSocket: sends prepared bytes, stays silent, or hangs up.
class RawServer : public QObject
{
    Q_OBJECT

public:
    /// Called with every new connection once its request head has arrived.
    using OnRequest = std::function<void(QTcpSocket *, const QByteArray &head)>;

    explicit RawServer(OnRequest onRequest, QObject *parent = nullptr);
    ~RawServer() override;

    [[nodiscard]] QUrl address() const;
    [[nodiscard]] int connections() const { return m_connections; }

    /// The 101 response to the request \a head.
    [[nodiscard]] static QByteArray acceptUpgrade(const QByteArray &head);
    /// An unmasked frame, as servers send it; at most 65535 bytes.
    [[nodiscard]] static QByteArray frame(quint8 opcode, const QByteArray &payload);
    [[nodiscard]] static QByteArray closeFrame(quint16 code, const QByteArray &reason = {});

private:
    QTcpServer *m_server;
    OnRequest m_onRequest;
    int m_connections = 0;
};

/// A port on which nobody listens.
[[nodiscard]] quint16 unusedPort();

} // namespace TestSupport
