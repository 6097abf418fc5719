// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/transport/websocketchannel.h"

#include "inspector/transport/framewriter.h"

#include <QtCore/QRandomGenerator>
#include <QtNetwork/QSslSocket>

namespace Inspector {

using namespace RelayCore;

namespace {

constexpr qsizetype maxMessageBytes = 16 * 1024 * 1024;

} // namespace

WebSocketChannel::WebSocketChannel(std::unique_ptr<QSslSocket> socket, QObject *parent)
    : QObject(parent)
    , m_socket(std::move(socket))
    , m_reader(Direction::Received, {.deflate = {}, .maxMessageBytes = maxMessageBytes})
{}

WebSocketChannel::~WebSocketChannel()
{
    m_socket->disconnect(this);
}

void WebSocketChannel::start(const QByteArray &first)
{
    m_started = true;
    connect(m_socket.get(), &QIODevice::readyRead, this, [this] { read(m_socket->readAll()); });
    connect(m_socket.get(), &QAbstractSocket::disconnected, this, &WebSocketChannel::onDisconnected);
    connect(m_socket.get(), &QSslSocket::encryptedBytesWritten, this, &WebSocketChannel::bytesWritten);
    connect(m_socket.get(), &QIODevice::bytesWritten, this, &WebSocketChannel::bytesWritten);
    // Some errors come without disconnected().
    connect(
        m_socket.get(), &QAbstractSocket::errorOccurred, this,
        [this] {
            if (m_socket->state() == QAbstractSocket::UnconnectedState)
                onDisconnected();
        },
        Qt::QueuedConnection);
    read(first);
    if (!m_ended)
        read(m_socket->readAll());
    if (!m_ended && m_socket->state() == QAbstractSocket::UnconnectedState)
        onDisconnected();
}

void WebSocketChannel::sendText(QByteArrayView utf8)
{
    send(Opcode::Text, utf8);
}

void WebSocketChannel::sendBinary(QByteArrayView bytes)
{
    send(Opcode::Binary, bytes);
}

void WebSocketChannel::ping(QByteArrayView payload)
{
    send(Opcode::Ping, payload);
}

void WebSocketChannel::close(quint16 code, QByteArrayView reason)
{
    if (m_closeSent)
        return;
    send(Opcode::Close, closePayload(code, reason));
    m_closeSent = true;
}

void WebSocketChannel::abort()
{
    m_ended = true;
    m_socket->abort();
}

qint64 WebSocketChannel::bytesToWrite() const
{
    return m_socket->bytesToWrite() + m_socket->encryptedBytesToWrite();
}

void WebSocketChannel::read(QByteArrayView bytes)
{
    QList<WirePayload> payloads;
    m_reader.read(bytes, payloads);
    for (const WirePayload &payload : std::as_const(payloads)) {
        if (m_ended)
            return;
        take(payload);
    }
}

void WebSocketChannel::take(const WirePayload &payload)
{
    if (const auto *message = std::get_if<WireMessage>(&payload)) {
        if (message->opcode == Opcode::Text)
            Q_EMIT textReceived(message->payload);
        else
            Q_EMIT binaryReceived(message->payload);
    } else if (const auto *frame = std::get_if<ControlFrame>(&payload)) {
        if (frame->opcode == Opcode::Ping) {
            send(Opcode::Pong, frame->payload);
        } else if (frame->opcode == Opcode::Pong) {
            Q_EMIT pongReceived(frame->payload);
        } else if (frame->opcode == Opcode::Close) {
            close(frame->closeCode.value_or(1000));
            m_ended = true;
            m_socket->flush(); // The socket is not used from here on.
            m_socket->disconnectFromHost();
            Q_EMIT closed(frame->closeCode, frame->closeReason);
        }
    } else if (const auto *violation = std::get_if<ProtocolViolation>(&payload); violation && m_reader.stopped()) {
        m_ended = true;
        Q_EMIT broken(violation->reason);
    }
}

void WebSocketChannel::send(Opcode opcode, QByteArrayView payload)
{
    if (m_ended || m_closeSent)
        return;
    m_socket->write(clientFrame(opcode, payload, QRandomGenerator::system()->generate()));
}

void WebSocketChannel::onDisconnected()
{
    if (m_ended)
        return;
    read(m_socket->readAll());
    if (m_ended)
        return;
    m_ended = true;
    const bool isPlainEnd = m_socket->error() == QAbstractSocket::RemoteHostClosedError
                            || m_socket->error() == QAbstractSocket::UnknownSocketError;
    Q_EMIT lost(isPlainEnd ? QString() : m_socket->errorString());
}

} // namespace Inspector
