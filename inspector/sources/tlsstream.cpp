// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/sources/tlsstream.h"

#include <QtCore/QCryptographicHash>
#include <QtNetwork/QSslCertificate>
#include <QtNetwork/QSslCipher>

#include <utility>

namespace Inspector {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 readBufferBytes = 256 * 1024;

QString protocolName(QSsl::SslProtocol protocol)
{
    if (protocol == QSsl::TlsV1_3)
        return u"TLSv1.3"_s;
    if (protocol == QSsl::TlsV1_2)
        return u"TLSv1.2"_s;
    return protocol == QSsl::UnknownProtocol ? QString() : u"older than TLSv1.2"_s;
}

} // namespace

RelayCore::TlsEstablished tlsFacts(const QSslSocket &socket, const QStringList &errors)
{
    RelayCore::TlsEstablished tls;
    tls.half = socket.mode() == QSslSocket::SslServerMode ? RelayCore::TlsEstablished::Half::Client
                                                          : RelayCore::TlsEstablished::Half::Relay;
    tls.protocol = protocolName(socket.sessionProtocol());
    tls.cipher = socket.sessionCipher().name();
    tls.errors = errors;
    const QSslCertificate certificate =
        tls.half == RelayCore::TlsEstablished::Half::Client ? socket.localCertificate() : socket.peerCertificate();
    if (certificate.isNull())
        return tls;
    tls.subject = certificate.subjectDisplayName();
    tls.issuer = certificate.issuerDisplayName();
    tls.notBefore = certificate.effectiveDate();
    tls.notAfter = certificate.expiryDate();
    tls.sha256 = certificate.digest(QCryptographicHash::Sha256).toHex();
    return tls;
}

TlsStream::TlsStream(std::unique_ptr<QSslSocket> socket, QObject *parent)
    : ByteStream(parent)
    , m_socket(std::move(socket))
{
    m_socket->setReadBufferSize(readBufferBytes);
    m_socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    m_socket->setSocketOption(QAbstractSocket::KeepAliveOption, 1);
    // Queued where the socket may emit from within one of our calls: write(), close() and abort().
    connect(m_socket.get(), &QSslSocket::readyRead, this, &TlsStream::changed);
    connect(m_socket.get(), &QSslSocket::encryptedBytesWritten, this, &TlsStream::bytesWritten, Qt::QueuedConnection);
    connect(m_socket.get(), &QSslSocket::encryptedBytesWritten, this, &TlsStream::changed, Qt::QueuedConnection);
    connect(m_socket.get(), &QSslSocket::disconnected, this, &TlsStream::changed, Qt::QueuedConnection);
}

TlsStream::~TlsStream()
{
    m_socket->disconnect(this);
    m_socket->abort();
}

qint64 TlsStream::read(char *data, qint64 maxBytes)
{
    return std::max<qint64>(m_socket->read(data, maxBytes), 0);
}

bool TlsStream::hasEnded() const
{
    return isClosed() && m_socket->bytesAvailable() == 0 && m_socket->encryptedBytesAvailable() == 0;
}

void TlsStream::write(QByteArrayView bytes)
{
    if (m_socket->state() != QAbstractSocket::ConnectedState)
        return;
    m_socket->write(bytes.data(), bytes.size());
    m_socket->flush();
}

qint64 TlsStream::bytesToWrite() const
{
    return m_socket->bytesToWrite() + m_socket->encryptedBytesToWrite();
}

} // namespace Inspector
