// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/sources/bytestream.h"
#include "relaycore/wire/wireevent.h"

#include <QtNetwork/QSslSocket>

#include <memory>

namespace Inspector {

/// What the TLS handshake of \a socket negotiated, and \a errors. Without the facts that only a finished handshake has,
/// where there was none.
[[nodiscard]] RelayCore::TlsEstablished tlsFacts(const QSslSocket &socket, const QStringList &errors);

/// A TLS connection whose handshake is complete.
///
/// QSslSocket closes both directions when the peer ends one: canEndWriting() is false.
class TlsStream final : public ByteStream
{
    Q_OBJECT

public:
    explicit TlsStream(std::unique_ptr<QSslSocket> socket, QObject *parent = nullptr);
    ~TlsStream() override;

    [[nodiscard]] qint64 read(char *data, qint64 maxBytes) override;
    [[nodiscard]] bool canRead() const override { return m_socket->bytesAvailable() > 0; }
    [[nodiscard]] bool hasEnded() const override;
    [[nodiscard]] bool isBroken() const override { return isClosed(); }
    [[nodiscard]] bool isClosed() const override { return m_socket->state() == QAbstractSocket::UnconnectedState; }
    void write(QByteArrayView bytes) override;
    [[nodiscard]] qint64 bytesToWrite() const override;
    [[nodiscard]] bool canEndWriting() const override { return false; }
    void endWriting() override {}
    void close() override { m_socket->disconnectFromHost(); }
    void abort() override { m_socket->abort(); }

private:
    std::unique_ptr<QSslSocket> m_socket;
};

} // namespace Inspector
