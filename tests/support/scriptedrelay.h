// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/protocol/messages.h"

#include <QtCore/QObject>
#include <QtCore/QStringList>
#include <QtCore/QUrl>
#include <QtWebSockets/QWebSocketServer>

#include <functional>

QT_BEGIN_NAMESPACE
class QTcpServer;
class QTcpSocket;
class QWebSocket;
QT_END_NAMESPACE

namespace TestSupport {

/// A relay that does what a test tells it: accepts registrations, or answers them with anything, or not at all.
class ScriptedRelay : public QObject
{
    Q_OBJECT

public:
    /// Called with the socket and the text of each registration; the default accepts it.
    using Reply = std::function<void(QWebSocket *, const QString &)>;

    explicit ScriptedRelay(QObject *parent = nullptr);
    explicit ScriptedRelay(const QSslConfiguration &tls, QObject *parent = nullptr);
    ~ScriptedRelay() override;

    [[nodiscard]] QUrl address() const;
    void setReply(Reply reply) { m_reply = std::move(reply); }
    void acceptRegistrations();

    [[nodiscard]] int connections() const { return m_connections; }
    /// The newest connection, or nullptr.
    [[nodiscard]] QWebSocket *peer() const { return m_peer; }
    /// Texts received after the registration, over all connections.
    [[nodiscard]] const QStringList &received() const { return m_received; }
    void sendText(const QString &text);
    void closePeer(quint16 code, const QString &reason = {});
    /// Ends the TCP connection without a close frame.
    void dropPeer();
    /// Stops listening and drops everybody; restart() listens on the same port again.
    void stop();
    bool restart();

Q_SIGNALS:
    void textReceived(const QString &text);

private:
    void onNewConnection();

    QWebSocketServer m_server;
    Reply m_reply;
    QWebSocket *m_peer = nullptr;
    QStringList m_received;
    quint16 m_port = 0;
    int m_connections = 0;
};

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
