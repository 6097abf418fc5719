// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once


#include <QtCore/QObject>
#include <QtCore/QStringList>
#include <QtCore/QUrl>
#include <QtWebSockets/QWebSocketServer>

#include <functional>

QT_BEGIN_NAMESPACE
class QWebSocket;
QT_END_NAMESPACE

namespace RelayCore::TestKit {

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

} // namespace RelayCore::TestKit
