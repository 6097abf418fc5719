// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/protocol/codec.h"

#include <QtCore/QStringList>
#include <QtTest/QTest>
#include <QtWebSockets/QWebSocket>

/// A bare WebSocket that says what it is told and remembers what it hears.
class TestClient
{
public:
    explicit TestClient(const QUrl &url)
    {
        QObject::connect(&socket, &QWebSocket::textMessageReceived, &socket,
                         [this](const QString &text) { received.append(text); });
        QObject::connect(&socket, &QWebSocket::disconnected, &socket, [this] { closed = true; });
        socket.open(url);
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
