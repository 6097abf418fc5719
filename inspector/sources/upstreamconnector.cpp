// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/sources/upstreamconnector.h"

#include "inspector/sources/plainstream.h"
#include "inspector/sources/tlsstream.h"
#include "inspector/transport/upgradehead.h"
#include "relaycore/client/proxyinuse.h"

#include <QtNetwork/QSslSocket>
#include <QtNetwork/QTcpSocket>

#include <fcntl.h>

#include <utility>

namespace Inspector {

using namespace Qt::Literals::StringLiterals;
using RelayCore::CloseCategory;

QString upstreamName(const QUrl &upstream)
{
    QString host = upstream.host();
    if (host.contains(u':'))
        host = u'[' + host + u']';
    return u"%1:%2"_s.arg(host).arg(portOf(upstream));
}

UpstreamConnector::UpstreamConnector(const UpstreamOptions &options, const QUrl &upstream, QObject *parent)
    : QObject(parent)
    , m_options(options)
    , m_upstream(upstream)
{
    m_deadline.setSingleShot(true);
    connect(&m_deadline, &QTimer::timeout, this, [this] {
        fail(CloseCategory::Timeout, u"%1 did not answer within %2 s"_s.arg(upstreamName(m_upstream))
                                         .arg(double(m_options.connectTimeout.count()) / 1000));
    });
}

UpstreamConnector::~UpstreamConnector()
{
    if (!m_socket)
        return;
    m_socket->disconnect(this);
    m_socket->abort();
}

void UpstreamConnector::start()
{
    m_deadline.start(m_options.connectTimeout);
    QMetaObject::invokeMethod(this, &UpstreamConnector::begin, Qt::QueuedConnection);
}

void UpstreamConnector::begin()
{
    if (m_upstream.scheme() == "wss"_L1) {
        auto tls = std::make_unique<QSslSocket>();
        m_tls = tls.get();
        m_socket = std::move(tls);
    } else {
        m_socket = std::make_unique<QTcpSocket>();
    }
    connect(m_socket.get(), &QTcpSocket::errorOccurred, this,
            [this](QAbstractSocket::SocketError error) { socketFailed(error, m_socket->errorString()); });
    if (m_tls != nullptr)
        prepareTls();
    const QString host = m_upstream.host();
    const quint16 port = portOf(m_upstream);
    const QNetworkProxy proxy = RelayCore::proxyInUse(m_upstream, {});
    if (proxy.type() == QNetworkProxy::NoProxy) {
        connect(&m_connector, &RelayCore::TcpConnector::connected, this, &UpstreamConnector::useConnection);
        connect(&m_connector, &RelayCore::TcpConnector::failed, this, &UpstreamConnector::socketFailed);
        m_connector.start(host, port);
        return;
    }
    m_socket->setProxy(proxy);
    if (m_tls != nullptr) {
        m_tls->connectToHostEncrypted(host, port);
    } else {
        connect(m_socket.get(), &QTcpSocket::connected, this, &UpstreamConnector::socketReady);
        m_socket->connectToHost(host, port);
    }
}

void UpstreamConnector::useConnection()
{
    if (m_tls == nullptr)
        return socketReady();
    m_tls->setSocketDescriptor(m_connector.takeDescriptor());
    m_tls->setPeerVerifyName(certificateNameOf(m_upstream));
    m_tls->startClientEncryption();
}

void UpstreamConnector::prepareTls()
{
    QSslConfiguration configuration = m_options.tls.value_or(QSslConfiguration::defaultConfiguration());
    configuration.setAllowedNextProtocols({});
    // Always verified, so that the errors are known; collectTlsErrors() decides whether they matter.
    configuration.setPeerVerifyMode(QSslSocket::VerifyPeer);
    m_tls->setSslConfiguration(configuration);
    connect(m_tls, &QSslSocket::sslErrors, this, &UpstreamConnector::collectTlsErrors);
    connect(m_tls, &QSslSocket::encrypted, this, &UpstreamConnector::socketReady);
}

void UpstreamConnector::collectTlsErrors()
{
    m_tlsErrors.clear();
    for (const QSslError &error : m_tls->sslHandshakeErrors())
        m_tlsErrors.append(error.errorString());
    if (!m_options.verifyCertificate)
        m_tls->ignoreSslErrors();
}

void UpstreamConnector::socketReady()
{
    if (std::exchange(m_done, true))
        return;
    m_deadline.stop();
    if (const qintptr descriptor = m_connector.takeDescriptor(); descriptor >= 0)
        m_stream = std::make_unique<PlainStream>(int(descriptor));
    m_localPort = m_stream ? m_stream->localPort() : m_socket->localPort();
    if (m_tls != nullptr)
        m_facts = tlsFacts(*m_tls, m_tlsErrors);
    Q_EMIT connected();
}

std::unique_ptr<ByteStream> UpstreamConnector::takeStream()
{
    if (m_stream)
        return std::move(m_stream);
    m_socket->disconnect(this);
    if (m_tls != nullptr) {
        m_tls = nullptr;
        return std::make_unique<TlsStream>(std::unique_ptr<QSslSocket>(static_cast<QSslSocket *>(m_socket.release())));
    }
    // From here on the plain descriptor can do more than QTcpSocket.
    const int descriptor = ::fcntl(int(m_socket->socketDescriptor()), F_DUPFD_CLOEXEC, 0);
    // Emitted from one of its signals.
    m_socket->abort();
    m_socket.release()->deleteLater();
    return descriptor < 0 ? nullptr : std::make_unique<PlainStream>(descriptor);
}

void UpstreamConnector::socketFailed(QAbstractSocket::SocketError error, const QString &text)
{
    if (m_done)
        return;
    if (m_tls != nullptr && !m_tlsErrors.isEmpty())
        m_facts = tlsFacts(*m_tls, m_tlsErrors);
    const QString name = upstreamName(m_upstream);
    // A hundred errors, six kinds: everything not named here is some trouble of the network.
    if (error == QAbstractSocket::HostNotFoundError)
        fail(CloseCategory::Dns, u"the name %1 could not be resolved"_s.arg(m_upstream.host()));
    else if (error == QAbstractSocket::ConnectionRefusedError)
        fail(CloseCategory::Refused, u"%1 refused the connection"_s.arg(name));
    else if (error == QAbstractSocket::SocketTimeoutError)
        fail(CloseCategory::Timeout, u"%1 did not answer in time"_s.arg(name));
    else if (!m_tlsErrors.isEmpty())
        fail(CloseCategory::Tls, u"the certificate of %1 was not accepted: %2"_s.arg(name, m_tlsErrors.join(u"; "_s)));
    else if (m_tls != nullptr && error == QAbstractSocket::RemoteHostClosedError)
        fail(CloseCategory::Tls, u"%1 closed the connection during the TLS handshake"_s.arg(name));
    else if (error == QAbstractSocket::SslHandshakeFailedError || error == QAbstractSocket::SslInternalError
             || error == QAbstractSocket::SslInvalidUserDataError)
        fail(CloseCategory::Tls, u"no TLS with %1: %2"_s.arg(name, text));
    else
        fail(CloseCategory::Network, u"no connection to %1: %2"_s.arg(name, text));
}

void UpstreamConnector::fail(CloseCategory category, const QString &text)
{
    if (std::exchange(m_done, true))
        return;
    m_deadline.stop();
    m_connector.stop();
    Q_EMIT failed(category, text);
}

} // namespace Inspector
