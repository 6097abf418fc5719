// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "tests/support/rawserver.h"

#include <QtCore/QCryptographicHash>
#include <QtCore/QtEndian>
#include <QtNetwork/QTcpServer>
#include <QtNetwork/QTcpSocket>

#include <array>

namespace TestSupport {

using namespace Qt::Literals::StringLiterals;

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
