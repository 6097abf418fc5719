// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/server/serverconnection.h"

#include "relaycore/protocol/codec.h"
#include "relaycore/protocol/utf8.h"
#include "relaycore/server/connectionlistener.h"
#include "relaycore/server/pausablesocket.h"

#include <QtCore/QDeadlineTimer>
#include <QtCore/QLoggingCategory>
#include <QtCore/QTimer>
#include <QtNetwork/QNetworkRequest>
#include <QtWebSockets/QWebSocket>

#include <algorithm>
#include <chrono>
#include <utility>

namespace RelayCore {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

Q_LOGGING_CATEGORY(log, "relay.server", QtWarningMsg)

/// A client that takes nothing for so long is not waited for while it is closed, and none for longer than the second.
constexpr auto closeDeadline = 5s;
constexpr auto closeLimit = 60s;

/// Bytes caused by a client itself that wait for it: above the first nothing is read from it, below the second it is
/// again.
constexpr qint64 pauseAbove = 1024 * 1024;
constexpr qint64 resumeBelow = 256 * 1024;

/// A message over the limit has to arrive completely before it can be answered with 4003. Four times the limit is
/// accepted for that; beyond it QWebSocket refuses the frame by its header alone, with 1009, before it uses memory.
constexpr quint64 readableFactor = 4;

constexpr QLatin1StringView unreadReason("The client does not read its messages.");

} // namespace

ServerConnection::ServerConnection(QWebSocket *socket, QTcpSocket *transport, const RelayServerLimits &limits,
                                   QObject *parent)
    : QObject(parent)
    , m_socket(socket)
    , m_transport(transport)
    , m_address(addressText(socket->peerAddress(), socket->peerPort()))
    , m_limits(limits)
    , m_rate(limits.messagesPerSecond, RateLimit::Clock::now())
{
    // The QWebSocketServer must not delete a socket that is emitting a signal.
    socket->setParent(nullptr);
    const quint64 readable =
        std::min(readableFactor * quint64(limits.messageBytes), QWebSocket::maxIncomingMessageSize());
    socket->setMaxAllowedIncomingMessageSize(readable);
    socket->setMaxAllowedIncomingFrameSize(std::min(readable, QWebSocket::maxIncomingFrameSize()));
    connect(socket, &QWebSocket::textMessageReceived, this, &ServerConnection::onText);
    connect(socket, &QWebSocket::binaryMessageReceived, this, &ServerConnection::onBinary);
    connect(socket, &QWebSocket::disconnected, this, &ServerConnection::onDisconnected);
    connect(socket, &QWebSocket::pong, this, [this] { m_heard = true; });
}

ServerConnection::~ServerConnection()
{
    if (!m_socket)
        return;
    m_socket->disconnect(this);
    if (m_socket->isValid()) // A reset connection takes no close frame any more: QIODevice would warn.
        m_socket->close(QWebSocketProtocol::CloseCodeGoingAway);
    m_socket->deleteLater();
}

bool ServerConnection::send(const RelayMessage &message)
{
    return sendText(encodeText(message));
}

bool ServerConnection::sendText(const QString &text)
{
    if (m_ended || !m_socket)
        return false;
    if (m_limits.unsentBytes > 0 && m_socket->bytesToWrite() > m_limits.unsentBytes) {
        close(CloseCode::TryAgainLater, unreadReason);
        return false;
    }
    m_socket->sendTextMessage(text);
    return true;
}

void ServerConnection::reply(const RelayMessage &message)
{
    if (m_ended || !m_socket)
        return;
    m_socket->sendTextMessage(encodeText(message));
    if (m_socket->bytesToWrite() > pauseAbove)
        setReadingPaused(true);
}

void ServerConnection::setReadingPaused(bool paused)
{
    if (!dynamic_cast<PausableReading *>(m_transport.data()) || m_isPaused == paused)
        return;
    m_isPaused = paused;
    m_hasWritten = true;
    applyPause();
    if (paused)
        connect(m_socket, &QWebSocket::bytesWritten, this, &ServerConnection::onBytesWritten);
    else
        disconnect(m_socket, &QWebSocket::bytesWritten, this, &ServerConnection::onBytesWritten);
}

void ServerConnection::setHeld(bool held)
{
    if (m_isHeld == held || m_ended)
        return;
    m_isHeld = held;
    applyPause();
}

void ServerConnection::applyPause()
{
    m_heard = true;
    if (auto *reading = dynamic_cast<PausableReading *>(m_transport.data()))
        reading->setReadingPaused(m_isPaused || m_isHeld);
}

void ServerConnection::onBytesWritten()
{
    m_hasWritten = true;
    if (m_socket && m_socket->bytesToWrite() < resumeBelow)
        setReadingPaused(false);
}

void ServerConnection::close(CloseCode code, const QString &reason)
{
    if (m_ended)
        return;
    setHeld(false); // The client's close frame has to be read.
    setReadingPaused(false);
    m_ended = true;
    qCInfo(log).noquote() << "closing" << m_address << "with" << quint16(code) << reason;
    if (m_socket) {
        // The socket's own timer: QTimer::singleShot() would outlive it, and thousands may be closed in a second.
        auto *deadline = new QTimer(m_socket);
        deadline->setSingleShot(true);
        connect(deadline, &QTimer::timeout, this, &ServerConnection::cut);
        deadline->start(closeDeadline);
        const QDeadlineTimer limit(closeLimit);
        connect(m_socket, &QWebSocket::bytesWritten, deadline, [deadline, limit] {
            if (!limit.hasExpired())
                deadline->start();
        });
        m_socket->close(QWebSocketProtocol::CloseCode(code), reason);
    }
    Q_EMIT ended(quint16(code), reason, true);
}

void ServerConnection::beat()
{
    if (m_ended || !m_socket)
        return;
    if (m_isPaused) {
        if (!std::exchange(m_hasWritten, false))
            close(CloseCode::TryAgainLater, unreadReason);
        return;
    }
    if (m_isHeld) // Its pong would not be read.
        return;
    if (std::exchange(m_heard, false)) {
        m_socket->ping();
        return;
    }
    m_ended = true;
    // Not inside the caller's loop: disconnected() would delete this connection under it.
    QMetaObject::invokeMethod(this, &ServerConnection::cut, Qt::QueuedConnection);
    Q_EMIT ended(quint16(CloseCode::Abnormal), u"No answer to a ping."_s, true);
}

void ServerConnection::cut()
{
    deleteLater(); // Also where QWebSocket emits nothing any more.
    if (m_socket)
        m_socket->abort();
}

QByteArray ServerConnection::authorization() const
{
    return m_socket ? m_socket->request().rawHeader("Authorization") : QByteArray();
}

void ServerConnection::onText(const QString &text)
{
    if (m_ended)
        return;
    m_heard = true;
    m_receipt.at = RateLimit::Clock::now();
    if (!m_rate.take(m_receipt.at))
        return close(CloseCode::PolicyViolation,
                     u"This relay takes no more than %1 messages a second."_s.arg(m_limits.messagesPerSecond));
    const QByteArrayView utf8 = toUtf8(text);
    m_receipt.bytes = utf8.size();
    if (utf8.size() > m_limits.messageBytes)
        return close(CloseCode::RelayMessageTooBig, u"Message length exceeds limit."_s);

    const DecodeResult result = decode(utf8);
    if (const auto *error = std::get_if<DecodeError>(&result)) {
        qCInfo(log).noquote() << m_address << "sent no relay message:" << error->text();
        return close(CloseCode::UndecodableMessage, u"Unknown message type."_s);
    }
    ++m_messages;
    Q_EMIT messageReceived(std::get<RelayMessage>(result));
}

void ServerConnection::onBinary()
{
    close(CloseCode::UndecodableMessage, u"Unknown message type."_s);
}

void ServerConnection::onDisconnected()
{
    deleteLater();
    if (m_ended)
        return;
    m_ended = true;
    // QWebSocket reports 1000 for a connection that was lost without a close frame.
    const quint16 code = quint16(m_socket->closeCode());
    const bool lost = code == quint16(CloseCode::Normal) && m_socket->error() == QAbstractSocket::RemoteHostClosedError;
    Q_EMIT ended(lost ? quint16(CloseCode::Abnormal) : code, m_socket->closeReason(), false);
}

} // namespace RelayCore
