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
class QTcpSocket;
class QWebSocket;
QT_END_NAMESPACE

namespace RelayCore {

/// The relay's end of one client's WebSocket: messages come out, messages go in, and it ends exactly once.
///
/// What is not a relay message, or is beyond a limit, closes the connection here. Deletes itself when the socket is
/// gone. May be deleted from a slot of its own signals.
class ServerConnection final : public QObject
{
    Q_OBJECT

public:
    /// Takes over \a socket. \param transport  the socket below it; may be nullptr, then reading is never paused.
    ServerConnection(QWebSocket *socket, QTcpSocket *transport, const RelayServerLimits &limits, QObject *parent);
    ~ServerConnection() override;

    /// Sends \a message of another client. Closes with 1013 instead where more than RelayServerLimits::unsentBytes wait
    /// for the client to read them. \return whether it was sent.
    bool send(const RelayMessage &message);
    /// The same for a message that is encoded already: \a text is ASCII JSON.
    bool sendEncoded(const QByteArray &text) { return sendText(QString::fromLatin1(text)); }
    /// Sends what the client's own message caused. While too much of that waits, nothing is read from the client.
    void reply(const RelayMessage &message);
    /// Closes with \a code and \a reason. Nothing is received any more; the socket is aborted once the client has taken
    /// nothing for 5 s.
    void close(CloseCode code, const QString &reason);
    /// Aborts the connection where nothing was received since the last call, otherwise sends a ping. A client that is
    /// not read from is closed with 1013 where it has taken nothing since the last call.
    void beat();

    /// Reads nothing from the client while \a held, because its earlier messages wait for other relays.
    void setHeld(bool held);

    /// When the last message was received, and its size.
    struct Receipt
    {
        using Clock = RateLimit::Clock;
        Clock::time_point at;
        qsizetype bytes = 0; ///< UTF-8
    };
    [[nodiscard]] Receipt receipt() const { return m_receipt; }

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
    bool sendText(const QString &text);
    void setReadingPaused(bool paused);
    void applyPause();
    void onBytesWritten();

    QPointer<QWebSocket> m_socket;
    QPointer<QTcpSocket> m_transport;
    QString m_address;
    const RelayServerLimits &m_limits; ///< The server's.
    RateLimit m_rate;
    Receipt m_receipt;
    quint64 m_messages = 0;
    bool m_ended = false;
    bool m_heard = true;       ///< Received something since the last beat().
    bool m_isPaused = false;   ///< Nothing is read: what the client caused waits to be sent.
    bool m_isHeld = false;     ///< Nothing is read: see setHeld().
    bool m_hasWritten = false; ///< The client has taken something since the last beat(), while paused.
};

} // namespace RelayCore
