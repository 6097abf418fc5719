// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "tests/support/scriptedrelay.h"

#include "relaycore/protocol/codec.h"

#include <QtCore/QCryptographicHash>
#include <QtCore/QtEndian>
#include <QtNetwork/QTcpServer>
#include <QtNetwork/QTcpSocket>
#include <QtWebSockets/QWebSocket>

#include <array>

namespace TestSupport {

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
        socket->sendTextMessage(QString::fromLatin1(RelayCore::encode(RelayCore::RelayResponse{})));
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

RawServer::RawServer(OnRequest onRequest, QObject *parent)
    : QObject(parent)
    , m_server(new QTcpServer(this))
    , m_onRequest(std::move(onRequest))
{
    connect(m_server, &QTcpServer::newConnection, this, [this] {
        while (QTcpSocket *socket = m_server->nextPendingConnection()) {
            ++m_connections;
            connect(socket, &QTcpSocket::readyRead, this, [this, socket, head = QByteArray(), done = false]() mutable {
                if (done)
                    return;
                head += socket->readAll();
                if (!head.contains("\r\n\r\n"))
                    return;
                done = true;
                m_onRequest(socket, head);
            });
        }
    });
    m_server->listen(QHostAddress::LocalHost);
}

RawServer::~RawServer() = default;

QUrl RawServer::address() const
{
    return QUrl(u"ws://127.0.0.1:%1"_s.arg(m_server->serverPort()));
}

QByteArray RawServer::acceptUpgrade(const QByteArray &head)
{
    const QByteArray name = "Sec-WebSocket-Key:";
    const auto start = head.indexOf(name) + name.size();
    const QByteArray key = head.mid(start, head.indexOf('\r', start) - start).trimmed();
    const QByteArray accept =
        QCryptographicHash::hash(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11", QCryptographicHash::Sha1).toBase64();
    return "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: "
           + accept + "\r\n\r\n";
}

QByteArray RawServer::frame(quint8 opcode, const QByteArray &payload)
{
    QByteArray bytes;
    bytes.append(static_cast<char>(0x80 | opcode));
    if (payload.size() < 126) {
        bytes.append(static_cast<char>(payload.size()));
    } else {
        bytes.append(static_cast<char>(126));
        std::array<char, 2> length{};
        qToBigEndian(static_cast<quint16>(payload.size()), length.data());
        bytes.append(length.data(), 2);
    }
    return bytes + payload;
}

QByteArray RawServer::closeFrame(quint16 code, const QByteArray &reason)
{
    std::array<char, 2> number{};
    qToBigEndian(code, number.data());
    return frame(0x8, QByteArray(number.data(), 2) + reason);
}

quint16 unusedPort()
{
    QTcpServer server;
    server.listen(QHostAddress::LocalHost);
    return server.serverPort();
}

} // namespace TestSupport
