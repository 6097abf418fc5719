// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/protocol/messages.h"

#include <QtCore/QList>
#include <QtCore/QString>
#include <QtCore/QUrl>
#include <QtCore/QUuid>
#include <QtWebSockets/QWebSocket>

#include <memory>
#include <utility>

namespace Fuzz {

/// A client that behaves.
class Peer
{
public:
    Peer(const QUrl &relay, const QByteArray &token, const QUuid &uuid);

    /// Registers, on a new connection where it has none. \return why it could not.
    [[nodiscard]] QString signIn();
    [[nodiscard]] bool isConnected() const { return m_socket && m_socket->state() == QAbstractSocket::ConnectedState; }
    [[nodiscard]] quint16 closeCode() const { return m_socket ? m_socket->closeCode() : 0; }

    /// Sends \a message and waits for one of \a answers. \return what came instead.
    [[nodiscard]] QString ask(const RelayCore::RelayMessage &message, const QList<RelayCore::RelayMessage> &answers);
    /// What the relay has written and nobody asked for; texts that are no relay messages are a problem().
    [[nodiscard]] QList<RelayCore::RelayMessage> takeReceived() { return std::exchange(m_received, {}); }
    [[nodiscard]] QString problem() const { return m_problem; }

private:
    void onText(const QString &text);

    QUrl m_relay;
    QByteArray m_token;
    QUuid m_uuid;
    std::unique_ptr<QWebSocket> m_socket;
    QList<RelayCore::RelayMessage> m_received;
    QString m_problem;
};

} // namespace Fuzz
