// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/protocol/closecode.h"
#include "relaycore/protocol/messages.h"

#include <QtCore/QObject>
#include <QtCore/QPointer>
#include <QtCore/QString>
#include <QtCore/QTimer>

QT_BEGIN_NAMESPACE
class QWebSocket;
QT_END_NAMESPACE

namespace RelayCore {

/// One client's WebSocket as the relay sees it: messages come out, messages go in, and it ends exactly once.
///
/// What is not a relay message, or is too long, closes the connection here. Deletes itself when the socket is gone.
/// May be deleted from a slot of its own signals.
class ServerConnection final : public QObject
{
    Q_OBJECT

public:
    /// Takes over \a socket. \param maxMessageBytes  UTF-8 bytes; longer messages close with 4003.
    ServerConnection(QWebSocket *socket, qsizetype maxMessageBytes, QObject *parent);
    ~ServerConnection() override;

    /// Closes with 1013 instead where 16 MiB already wait for the client to read them.
    void send(const RelayMessage &message);
    /// Nothing is received any more; the socket is cut after 5 s if the client does not take the close frame.
    void close(CloseCode code, const QString &reason);

    /// `127.0.0.1:51234`
    [[nodiscard]] QString address() const { return m_address; }
    /// Relay messages received so far.
    [[nodiscard]] quint64 messages() const { return m_messages; }

Q_SIGNALS:
    void messageReceived(const RelayCore::RelayMessage &message);
    /// The client closed, was lost (1006), or is being closed. Nothing follows.
    void ended(quint16 closeCode);

private:
    void onText(const QString &text);
    void onBinary();
    void onDisconnected();

    QPointer<QWebSocket> m_socket;
    QTimer m_deadline;
    QString m_address;
    qsizetype m_maxMessageBytes;
    quint64 m_messages = 0;
    bool m_ended = false;
};

} // namespace RelayCore
