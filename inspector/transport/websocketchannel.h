// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/frames/framereader.h"

#include <QtCore/QObject>

#include <memory>
#include <optional>

QT_BEGIN_NAMESPACE
class QSslSocket;
QT_END_NAMESPACE

namespace Inspector {

/// The client's side of RFC 6455 on a socket whose upgrade is done: what arrives becomes signals at once, with nothing
/// hidden. Pings are answered.
///
/// \par Threads  one. May not be deleted from its slots.
class WebSocketChannel final : public QObject
{
    Q_OBJECT

public:
    /// Takes \a socket, which is connected.
    explicit WebSocketChannel(std::unique_ptr<QSslSocket> socket, QObject *parent = nullptr);
    ~WebSocketChannel() override;

    /// Reads \a first, the bytes that came behind the upgrade's head, and what arrives from now on.
    void start(const QByteArray &first);

    void sendText(QByteArrayView utf8);
    void sendBinary(QByteArrayView bytes);
    void ping(QByteArrayView payload);
    /// Returns whether start() was called.
    [[nodiscard]] bool hasStarted() const { return m_started; }
    /// Returns whether closed(), lost() or broken() was emitted.
    [[nodiscard]] bool hasEnded() const { return m_ended; }
    /// Begins the closing handshake; closed() or lost() follows if the server is alive. \a reason is cut to 123 bytes.
    void close(quint16 code, QByteArrayView reason = {});
    /// Drops the connection without a closing handshake. No signal follows.
    void abort();
    /// Returns how many bytes wait for the operating system.
    [[nodiscard]] qint64 bytesToWrite() const;

Q_SIGNALS:
    void textReceived(const QByteArray &utf8);
    void binaryReceived(const QByteArray &payload);
    void pongReceived(const QByteArray &payload);
    /// Emitted when the operating system has taken bytes; see bytesToWrite().
    void bytesWritten();
    /// Emitted when the server has closed, or has answered close(). The last signal.
    void closed(std::optional<quint16> code, const QString &reason);
    /// Emitted when the connection ended without that; \a words hold the reason, where it is known. The last signal.
    void lost(const QString &words);
    /// Emitted when the received bytes are no frame. The last signal.
    void broken(const QString &reason);

private:
    void read(QByteArrayView bytes);
    void take(const RelayCore::WirePayload &payload);
    void send(RelayCore::Opcode opcode, QByteArrayView payload);
    void onDisconnected();

    std::unique_ptr<QSslSocket> m_socket;
    FrameReader m_reader;
    bool m_started = false;
    bool m_closeSent = false;
    bool m_ended = false;
};

} // namespace Inspector
