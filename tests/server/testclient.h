// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/protocol/codec.h"

#include <QtCore/QStringList>
#include <QtNetwork/QNetworkRequest>
#include <QtNetwork/QSslConfiguration>
#include <QtNetwork/QTcpSocket>
#include <QtTest/QTest>
#include <QtWebSockets/QWebSocket>

/// A bare WebSocket that sends what the test gives it and keeps what it receives.
class TestClient
{
public:
    /// \param authorization  the header's value; none where it is null.
    explicit TestClient(const QUrl &url, const QByteArray &authorization = {},
                        const QSslConfiguration &tls = QSslConfiguration::defaultConfiguration())
    {
        QObject::connect(&socket, &QWebSocket::textMessageReceived, &socket,
                         [this](const QString &text) { received.append(text); });
        QObject::connect(&socket, &QWebSocket::disconnected, &socket, [this] { closed = true; });
        QNetworkRequest request(url);
        if (!authorization.isNull())
            request.setRawHeader("Authorization", authorization);
        socket.setSslConfiguration(tls);
        socket.open(request);
    }

    [[nodiscard]] bool isOpen() const { return socket.state() == QAbstractSocket::ConnectedState; }
    void send(const RelayCore::RelayMessage &message) { sendText(QString::fromLatin1(RelayCore::encode(message))); }
    void sendText(const QString &text) { socket.sendTextMessage(text); }
    [[nodiscard]] int closeCode() const { return socket.closeCode(); }

    /// The message at \a index, or an empty response that no relay sends.
    [[nodiscard]] RelayCore::RelayMessage message(qsizetype index) const
    {
        const RelayCore::DecodeResult result = RelayCore::decode(received.value(index).toUtf8());
        const auto *message = std::get_if<RelayCore::RelayMessage>(&result);
        return message ? *message : RelayCore::RelayResponse{false, QStringLiteral("not a relay message"), true};
    }

    QWebSocket socket;
    QStringList received;
    bool closed = false;
};

/// A client that registers and never reads anything, not even the answers: laptops asleep look like that.
class DeafClient
{
public:
    DeafClient(const QUrl &url, const QUuid &uuid)
    {
        m_socket.setReadBufferSize(1);
        m_socket.connectToHost(url.host(), quint16(url.port()));
        m_socket.write("GET / HTTP/1.1\r\nHost: " + url.authority().toLatin1()
                       + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                         "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
        const QByteArray payload = RelayCore::encode(RelayCore::RelayRegistration{QStringLiteral("deaf"), uuid});
        Q_ASSERT(payload.size() < 126);
        // A final text frame under the mask 0, which leaves the payload as it is (RFC 6455 section 5.2). A client may
        // say something only once the relay has answered; the first byte of that shows as readyRead, and stays unread.
        const QByteArray frame = QByteArray("\x81", 1) + char(0x80 | payload.size()) + QByteArray(4, '\0') + payload;
        QObject::connect(&m_socket, &QTcpSocket::readyRead, &m_socket, [this, frame] { m_socket.write(frame); });
    }

private:
    QTcpSocket m_socket;
};
