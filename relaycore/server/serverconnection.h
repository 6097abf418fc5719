// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/protocol/closecode.h"
#include "relaycore/protocol/messages.h"
#include "relaycore/server/ratelimit.h"
#include "relaycore/server/relayserveroptions.h"

#include <QtCore/QObject>
#include <QtCore/QPointer>
#include <QtCore/QString>

QT_BEGIN_NAMESPACE
class QWebSocket;
QT_END_NAMESPACE

namespace RelayCore {

/// One client's WebSocket as the relay sees it: messages come out, messages go in, and it ends exactly once.
///
/// What is not a relay message, or is beyond a limit, closes the connection here. Deletes itself when the socket is
/// gone. May be deleted from a slot of its own signals.
class ServerConnection final : public QObject
{
    Q_OBJECT

public:
    /// Takes over \a socket.
    ServerConnection(QWebSocket *socket, const RelayServerLimits &limits, QObject *parent);
    ~ServerConnection() override;

    /// Closes with 1013 instead where too much waits for the client to read it. \return whether it was sent.
    bool send(const RelayMessage &message);
    /// Nothing is received any more; the socket is cut after 5 s if the client does not take the close frame.
    void close(CloseCode code, const QString &reason);
    /// Cuts a client that has said nothing since the last call, pings one that has.
    void beat();

    /// `127.0.0.1:51234`
    [[nodiscard]] QString address() const { return m_address; }
    /// The value of the upgrade request's `Authorization` header; a null array where there is none.
    [[nodiscard]] QByteArray authorization() const;
    /// Relay messages received so far.
    [[nodiscard]] quint64 messages() const { return m_messages; }

Q_SIGNALS:
    void messageReceived(const RelayCore::RelayMessage &message);
    /// The client closed, was lost (1006), or is being closed \a byRelay. Nothing follows. \a reason as sent or
    /// received.
    void ended(quint16 closeCode, const QString &reason, bool byRelay);

private:
    void onText(const QString &text);
    void onBinary();
    void onDisconnected();
    void cut();

    QPointer<QWebSocket> m_socket;
    QString m_address;
    const RelayServerLimits &m_limits; ///< The server's.
    RateLimit m_rate;
    quint64 m_messages = 0;
    bool m_ended = false;
    bool m_heard = true; ///< Since the last beat().
};

} // namespace RelayCore
