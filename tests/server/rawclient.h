// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QUrl>
#include <QtNetwork/QTcpSocket>

/// Sends bytes to a server, and keeps what comes back.
class RawClient
{
public:
    explicit RawClient(const QUrl &url, const QByteArray &bytes = {})
    {
        QObject::connect(&socket, &QTcpSocket::connected, &socket, [this] { port = socket.localPort(); });
        QObject::connect(&socket, &QTcpSocket::disconnected, &socket, [this] { gone = true; });
        QObject::connect(&socket, &QTcpSocket::readyRead, &socket, [this] { read(); });
        socket.connectToHost(url.host(), quint16(url.port()));
        socket.write(bytes);
    }

    void read()
    {
        if (isReading)
            answer += socket.readAll();
    }

    QTcpSocket socket;
    quint16 port = 0; ///< Its own.
    QByteArray answer;
    bool gone = false;
    bool isReading = true;
};
