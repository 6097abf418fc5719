// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/testkit/scriptedrelay.h"

#include "relaycore/protocol/codec.h"

#include <QtCore/QPointer>
#include <QtWebSockets/QWebSocket>

#include <utility>

namespace RelayCore::TestKit {

using namespace Qt::Literals::StringLiterals;

ScriptedRelay::ScriptedRelay(QObject *parent)
    : QObject(parent)
    , m_server(u"scripted relay"_s, QWebSocketServer::NonSecureMode)
{
    listen();
}

ScriptedRelay::ScriptedRelay(const QSslConfiguration &tls, QObject *parent)
    : QObject(parent)
    , m_server(u"scripted relay"_s, QWebSocketServer::SecureMode)
{
    m_server.setSslConfiguration(tls);
    listen();
}

ScriptedRelay::~ScriptedRelay()
{
    const auto sockets = findChildren<QWebSocket *>(Qt::FindDirectChildrenOnly);
    for (QWebSocket *socket : sockets)
        socket->disconnect(this);
    stop();
}

void ScriptedRelay::listen()
{
    connect(&m_server, &QWebSocketServer::newConnection, this, &ScriptedRelay::onNewConnection);
    acceptRegistrations();
    restart();
}

QUrl ScriptedRelay::address() const
{
    const bool secure = m_server.secureMode() == QWebSocketServer::SecureMode;
    return QUrl(u"%1://127.0.0.1:%2"_s.arg(secure ? u"wss"_s : u"ws"_s).arg(m_port));
}

bool ScriptedRelay::isListening() const
{
    return m_server.isListening();
}

void ScriptedRelay::acceptRegistrations()
{
    answerRegistrations(QString::fromLatin1(encode(RelayResponse{})));
}

void ScriptedRelay::refuseRegistrations(const QString &reason)
{
    answerRegistrations(QString::fromLatin1(encode(RelayResponse{false, reason, true})));
}

void ScriptedRelay::answerRegistrations(const QString &text)
{
    m_reply = [text](QWebSocket *socket, const QString &) { socket->sendTextMessage(text); };
}

void ScriptedRelay::ignoreRegistrations()
{
    m_reply = {};
}

void ScriptedRelay::setReply(Reply reply)
{
    m_reply = std::move(reply);
}

QByteArray ScriptedRelay::requestHeader(const QByteArray &name) const
{
    return m_request.rawHeader(name);
}

bool ScriptedRelay::send(const RelayMessage &message)
{
    return sendText(QString::fromLatin1(encode(message)));
}

bool ScriptedRelay::sendText(const QString &text)
{
    if (!m_peer)
        return false;
    m_peer->sendTextMessage(text);
    m_peer->flush();
    return true;
}

bool ScriptedRelay::sendBinary(const QByteArray &data)
{
    if (!m_peer)
        return false;
    m_peer->sendBinaryMessage(data);
    m_peer->flush();
    return true;
}

bool ScriptedRelay::closePeer(quint16 code, const QString &reason)
{
    if (!m_peer)
        return false;
    m_peer->close(static_cast<QWebSocketProtocol::CloseCode>(code), reason);
    return true;
}

bool ScriptedRelay::dropPeer()
{
    if (!m_peer)
        return false;
    m_peer->abort();
    return true;
}

void ScriptedRelay::stop()
{
    m_server.close();
    const auto sockets = findChildren<QWebSocket *>(Qt::FindDirectChildrenOnly);
    for (QWebSocket *socket : sockets)
        socket->abort();
    m_peer = nullptr;
}

bool ScriptedRelay::restart()
{
    if (m_server.isListening())
        return true;
    const bool listening = m_server.listen(QHostAddress::LocalHost, m_port);
    if (listening)
        m_port = m_server.serverPort();
    return listening;
}

void ScriptedRelay::onNewConnection()
{
    while (QWebSocket *socket = m_server.nextPendingConnection()) {
        socket->setParent(this);
        m_peer = socket;
        m_request = socket->request();
        ++m_connections;
        connect(socket, &QWebSocket::textMessageReceived, this,
                [this, socket, registered = false](const QString &text) mutable {
                    if (std::exchange(registered, true))
                        onText(text);
                    else
                        onRegistration(socket, text);
                });
        connect(socket, &QWebSocket::disconnected, this, [this, socket] { onDisconnected(socket); });
        Q_EMIT connected();
    }
}

void ScriptedRelay::onRegistration(QWebSocket *socket, const QString &text)
{
    const QPointer<QWebSocket> alive(socket);
    const DecodeResult decoded = decode(text.toUtf8());
    const auto *message = std::get_if<RelayMessage>(&decoded);
    if (const auto *registration = message ? std::get_if<RelayRegistration>(message) : nullptr) {
        m_registrations.append(*registration);
        Q_EMIT registered(*registration);
    }
    const Reply reply = m_reply; // it may replace itself
    if (reply && alive)
        reply(socket, text);
}

void ScriptedRelay::onText(const QString &text)
{
    m_received.append(text);
    const DecodeResult decoded = decode(text.toUtf8());
    const auto *message = std::get_if<RelayMessage>(&decoded);
    if (message)
        m_messages.append(*message);
    Q_EMIT textReceived(text);
    if (message)
        Q_EMIT messageReceived(*message);
}

void ScriptedRelay::onDisconnected(QWebSocket *socket)
{
    if (m_peer == socket)
        m_peer = nullptr;
    socket->deleteLater();
    Q_EMIT disconnected();
}

} // namespace RelayCore::TestKit
