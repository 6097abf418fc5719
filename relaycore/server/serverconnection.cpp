// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/server/serverconnection.h"

#include "relaycore/protocol/codec.h"

#include <QtCore/QLoggingCategory>
#include <QtNetwork/QHostAddress>
#include <QtWebSockets/QWebSocket>

#include <algorithm>
#include <chrono>

namespace RelayCore {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

Q_LOGGING_CATEGORY(log, "relay.server", QtWarningMsg)

constexpr auto closeDeadline = 5s;

/// A message over the limit has to arrive whole before it can be answered with 4003. Four times the limit is let in
/// for that; beyond it QWebSocket refuses the frame by its header alone, with 1009, before memory is spent on it.
constexpr quint64 readableFactor = 4;

/// QWebSocket buffers without bound for a client that does not read.
constexpr qint64 maxUnsentBytes = 16 * 1024 * 1024;

QString addressOf(const QWebSocket &socket)
{
    bool isV4 = false;
    const quint32 v4 = socket.peerAddress().toIPv4Address(&isV4);
    const QString host = isV4 ? QHostAddress(v4).toString() : u'[' + socket.peerAddress().toString() + u']';
    return host + u':' + QString::number(socket.peerPort());
}

} // namespace

ServerConnection::ServerConnection(QWebSocket *socket, qsizetype maxMessageBytes, QObject *parent)
    : QObject(parent)
    , m_socket(socket)
    , m_address(addressOf(*socket))
    , m_maxMessageBytes(maxMessageBytes)
{
    // The QWebSocketServer must not delete a socket that is emitting a signal.
    socket->setParent(nullptr);
    const quint64 readable = std::min(readableFactor * quint64(maxMessageBytes), QWebSocket::maxIncomingMessageSize());
    socket->setMaxAllowedIncomingMessageSize(readable);
    socket->setMaxAllowedIncomingFrameSize(std::min(readable, QWebSocket::maxIncomingFrameSize()));
    connect(socket, &QWebSocket::textMessageReceived, this, &ServerConnection::onText);
    connect(socket, &QWebSocket::binaryMessageReceived, this, &ServerConnection::onBinary);
    connect(socket, &QWebSocket::disconnected, this, &ServerConnection::onDisconnected);
    m_deadline.setSingleShot(true);
    m_deadline.setInterval(closeDeadline);
    connect(&m_deadline, &QTimer::timeout, socket, &QWebSocket::abort);
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

void ServerConnection::send(const RelayMessage &message)
{
    if (m_ended || !m_socket)
        return;
    if (m_socket->bytesToWrite() > maxUnsentBytes)
        return close(CloseCode::TryAgainLater, u"The client does not read its messages."_s);
    m_socket->sendTextMessage(QString::fromLatin1(encode(message)));
}

void ServerConnection::close(CloseCode code, const QString &reason)
{
    if (m_ended)
        return;
    m_ended = true;
    qCInfo(log).noquote() << "closing" << m_address << "with" << quint16(code) << reason;
    m_deadline.start();
    if (m_socket)
        m_socket->close(QWebSocketProtocol::CloseCode(code), reason);
    Q_EMIT ended(quint16(code));
}

void ServerConnection::onText(const QString &text)
{
    if (m_ended)
        return;
    const QByteArray utf8 = text.toUtf8();
    if (utf8.size() > m_maxMessageBytes)
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
    Q_EMIT ended(lost ? quint16(CloseCode::Abnormal) : code);
}

} // namespace RelayCore
