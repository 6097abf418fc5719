// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/testkit/scriptedrelay.h"

#include "relaycore/protocol/codec.h"

#include <QtWebSockets/QWebSocket>

namespace RelayCore::TestKit {

using namespace Qt::Literals::StringLiterals;

ScriptedRelay::ScriptedRelay(QObject *parent)
    : QObject(parent)
    , m_server(u"scripted relay"_s, QWebSocketServer::NonSecureMode)
{
    connect(&m_server, &QWebSocketServer::newConnection, this, &ScriptedRelay::onNewConnection);
    acceptRegistrations();
    restart();
}

ScriptedRelay::ScriptedRelay(const QSslConfiguration &tls, QObject *parent)
    : QObject(parent)
    , m_server(u"scripted relay"_s, QWebSocketServer::SecureMode)
{
    m_server.setSslConfiguration(tls);
    connect(&m_server, &QWebSocketServer::newConnection, this, &ScriptedRelay::onNewConnection);
    acceptRegistrations();
    restart();
}

ScriptedRelay::~ScriptedRelay()
{
    stop();
}

QUrl ScriptedRelay::address() const
{
    const bool secure = m_server.secureMode() == QWebSocketServer::SecureMode;
    return QUrl(u"%1://127.0.0.1:%2"_s.arg(secure ? u"wss"_s : u"ws"_s).arg(m_port));
}

void ScriptedRelay::acceptRegistrations()
{
    m_reply = [](QWebSocket *socket, const QString &) {
        socket->sendTextMessage(QString::fromLatin1(encode(RelayResponse{})));
    };
}

void ScriptedRelay::sendText(const QString &text)
{
    m_peer->sendTextMessage(text);
    m_peer->flush();
}

void ScriptedRelay::closePeer(quint16 code, const QString &reason)
{
    m_peer->close(static_cast<QWebSocketProtocol::CloseCode>(code), reason);
}

void ScriptedRelay::dropPeer()
{
    m_peer->abort();
}

void ScriptedRelay::stop()
{
    m_server.close();
    const auto sockets = findChildren<QWebSocket *>();
    for (QWebSocket *socket : sockets) {
        socket->disconnect(this);
        socket->abort();
        socket->deleteLater();
    }
    m_peer = nullptr;
}

bool ScriptedRelay::restart()
{
    const bool listening = m_server.listen(QHostAddress::LocalHost, m_port);
    m_port = m_server.serverPort();
    return listening;
}

void ScriptedRelay::onNewConnection()
{
    while (QWebSocket *socket = m_server.nextPendingConnection()) {
        socket->setParent(this);
        m_peer = socket;
        ++m_connections;
        connect(socket, &QWebSocket::textMessageReceived, this,
                [this, socket, registered = false](const QString &text) mutable {
                    if (!std::exchange(registered, true)) {
                        m_reply(socket, text);
                        return;
                    }
                    m_received.append(text);
                    Q_EMIT textReceived(text);
                });
        connect(socket, &QWebSocket::disconnected, this, [this, socket] {
            if (m_peer == socket)
                m_peer = nullptr;
            socket->deleteLater();
        });
    }
}

} // namespace RelayCore::TestKit
