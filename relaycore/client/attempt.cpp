// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/client/attempt.h"

#include "relaycore/client/maskedframe.h"
#include "relaycore/client/proxyinuse.h"
#include "relaycore/client/qtcompat.h"
#include "relaycore/client/tcpconnector.h"
#include "relaycore/client/validate.h"
#include "relaycore/protocol/closecode.h"

#include <QtNetwork/QHostAddress>
#include <QtNetwork/QNetworkRequest>
#include <QtNetwork/QSslError>
#include <QtNetwork/QSslSocket>
#include <QtWebSockets/QMaskGenerator>

namespace RelayCore {

using namespace Qt::Literals::StringLiterals;

namespace {

quint32 nextMask(const QWebSocket &socket)
{
    // The generator is given and returned as const, although this function of it is not.
    return const_cast<QMaskGenerator *>(socket.maskGenerator())->nextMask();
}

} // namespace

/// Marks that the socket is on the call stack, where deleting it would be a use after free.
class Attempt::SocketSlot
{
public:
    explicit SocketSlot(Attempt *attempt)
        : m_attempt(attempt)
    {
        ++attempt->m_insideSocketSlot;
    }
    ~SocketSlot()
    {
        if (m_attempt)
            --m_attempt->m_insideSocketSlot;
    }
    Q_DISABLE_COPY_MOVE(SocketSlot)

private:
    QPointer<Attempt> m_attempt;
};

Attempt::Attempt(std::unique_ptr<QWebSocket> socket, AttemptOwner &owner)
    : m_socket(socket.release())
    , m_owner(owner)
    , m_upgrade(std::make_unique<UpgradeReader>(m_socket))
    , m_connectionId(nextConnectionId())
{
    connect(m_socket, &QWebSocket::connected, this, [this] {
        const SocketSlot guard(this);
        const QPointer<Attempt> alive(this);
        noteRequestSent();
        if (!alive || m_ended)
            return;
        m_opened = true;
        listenToTransport();
        releaseOpening();
        m_owner.onAttemptOpened();
    });
    connect(m_socket, &QWebSocket::textMessageReceived, this, [this](const QString &text) {
        const SocketSlot guard(this);
        m_owner.onText(text);
    });
    connect(m_socket, &QWebSocket::binaryMessageReceived, this, [this](const QByteArray &data) {
        const SocketSlot guard(this);
        m_owner.onBinary(data);
    });
    connect(m_socket, &QWebSocket::bytesWritten, this, [this](qint64 bytes) {
        const SocketSlot guard(this);
        const QPointer<Attempt> alive(this);
        noteRequestSent();
        if (alive && !m_ended)
            m_owner.onBytesWritten(bytes);
        if (alive && m_closing)
            finishClosing();
    });
    connect(m_socket, &QWebSocket::pong, this, [this](quint64, const QByteArray &nonce) {
        const SocketSlot guard(this);
        m_owner.onPong(nonce);
    });
    connect(m_socket, Compat::webSocketError, this, &Attempt::onError);
    connect(m_socket, &QWebSocket::disconnected, this, &Attempt::onDisconnected);
    connect(m_socket, &QWebSocket::aboutToClose, this, &Attempt::onAboutToClose);
}

Attempt::~Attempt()
{
    m_socket->disconnect(this);
    m_socket->abort();
    delete m_socket;
}

void Attempt::retire()
{
    m_ended = true;
    if (m_connector)
        m_connector->stop();
    m_socket->disconnect(this);
    m_socket->abort();
    if (m_insideSocketSlot > 0)
        deleteLater();
    else
        delete this;
}

void Attempt::open(const RelayClientOptions &options, const HeaderList &headers)
{
    const SocketSlot guard(this);
    m_clock = options.clock.get();
    m_verify = options.verifyCertificate;
    m_socket->setMaxAllowedIncomingFrameSize(static_cast<quint64>(options.maxIncomingMessageBytes));
    m_socket->setMaxAllowedIncomingMessageSize(static_cast<quint64>(options.maxIncomingMessageBytes));

    if (options.proxy)
        m_socket->setProxy(*options.proxy);
    const QNetworkProxy proxy = proxyInUse(options.address, m_socket->proxy());
    m_proxy = proxyEndpoint(proxy);
    const bool connectsDirectly = proxy.type() == QNetworkProxy::NoProxy && TcpConnector::isSupported();

    QUrl address = options.address;
    if (!address.userInfo().isEmpty()) // A change takes a copy of the address for each client.
        address.setUserInfo({});       // Sent as a header, where at all.
    if (address.path().isEmpty() && address.hasQuery())
        address.setPath(u"/"_s); // QWebSocket would request "?query" without it.
    if (address.scheme() == u"wss"_s) {
        auto tls = options.tls.value_or(QSslConfiguration::defaultConfiguration());
        if (!m_verify)
            tls.setPeerVerifyMode(QSslSocket::VerifyNone);
        m_sentCertificate = !tls.localCertificate().isNull();
        m_socket->setSslConfiguration(tls);
        connect(m_socket, &QWebSocket::sslErrors, this, &Attempt::onSslErrors);
        connect(m_socket, &QWebSocket::alertReceived, this,
                [this](QSsl::AlertLevel, QSsl::AlertType type, const QString &) { m_tlsAlert = type; });
    }
    if (const QString host = hostWithoutZone(address.host()); connectsDirectly && host != address.host())
        address.setHost(host); // QWebSocket makes the field Host from it.
    QNetworkRequest request(address);
    Compat::setHeaders(request, headers);
    if (connectsDirectly)
        connectDirectly(request, options);
    else
        m_upgrade->open(request);
}

void Attempt::connectDirectly(const QNetworkRequest &request, const RelayClientOptions &options)
{
    m_connector = std::make_unique<TcpConnector>(options.clock);
    connect(m_connector.get(), &TcpConnector::connected, this, [this, request] {
        const SocketSlot guard(this);
        m_tcpConnected = true;
        m_upgrade->open(request, m_connector.get());
    });
    connect(m_connector.get(), &TcpConnector::failed, this,
            [this](QAbstractSocket::SocketError error, const QString &text) {
                const SocketSlot guard(this);
                m_socketError = error;
                m_errorText = text;
                finish();
            });
    const bool isSecure = options.address.scheme() == u"wss"_s;
    m_connector->start(options.address.host(), quint16(options.address.port(isSecure ? 443 : 80)));
}

void Attempt::releaseOpening()
{
    // Thousands of clients keep these bytes otherwise. Both may be on the call stack.
    m_upgrade.release()->deleteLater();
    if (m_connector)
        m_connector.release()->deleteLater();
}

void Attempt::sendText(const QByteArray &text)
{
    Q_ASSERT(isOpen());
    const SocketSlot guard(this);
    if (m_transport && quint64(text.size()) <= m_socket->outgoingFrameSize())
        m_transport->write(maskedFrame(Opcode::Text, text, nextMask(*m_socket)));
    else
        m_socket->sendTextMessage(QString::fromLatin1(text));
}

void Attempt::ping(const QByteArray &nonce)
{
    Q_ASSERT(isOpen());
    const SocketSlot guard(this);
    m_socket->ping(nonce);
}

void Attempt::close(quint16 code)
{
    Q_ASSERT(isOpen());
    const SocketSlot guard(this);
    m_closing = true;
    if (m_socket->state() != QAbstractSocket::ConnectedState)
        return; // The peer was first: QWebSocket has answered its Close frame.
    if (!m_transport) {
        // A QWebSocket built in another way: it does not wait for the answer.
        m_socket->close(QWebSocketProtocol::CloseCode(code));
        return;
    }
    m_closeFinder = std::make_unique<PeerCloseFinder>();
    QObject::disconnect(m_transport, &QIODevice::readyRead, m_socket, nullptr);
    connect(m_transport, &QIODevice::readyRead, this, &Attempt::readClosing);
    m_transport->write(maskedCloseFrame(code, nextMask(*m_socket)));
    QMetaObject::invokeMethod(this, &Attempt::readClosing, Qt::QueuedConnection); // What has arrived before.
}

void Attempt::readClosing()
{
    const SocketSlot guard(this);
    if (m_ended || m_peerClose || !m_transport)
        return;
    if (auto close = m_closeFinder->add(m_transport->readAll()))
        m_peerClose = std::make_unique<PeerClose>(*std::move(close));
    finishClosing();
}

void Attempt::finishClosing()
{
    if (m_ended || !m_peerClose || unsentBytes() > 0)
        return;
    m_closeFrameReceived = true;
    finish();
}

AttemptEnd Attempt::abandon(AttemptEnd::Cause cause, const ErrorText &reply)
{
    m_ended = true;
    if (m_connector)
        m_connector->stop();
    m_socket->disconnect(this);
    m_socket->abort();
    AttemptEnd end;
    end.cause = cause;
    end.tcpConnected = m_tcpConnected;
    end.reply = reply;
    end.tlsErrors = m_tlsErrors;
    return end;
}

bool Attempt::canSend() const
{
    return isOpen() && !m_closing && m_socket->state() == QAbstractSocket::ConnectedState;
}

qint64 Attempt::unsentBytes() const
{
    return m_socket->bytesToWrite();
}

QString Attempt::localEndpoint() const
{
    const auto address = m_socket->localAddress();
    const auto host =
        address.protocol() == QAbstractSocket::IPv6Protocol ? u'[' + address.toString() + u']' : address.toString();
    return u"%1:%2"_s.arg(host).arg(m_socket->localPort());
}

void Attempt::onError(QAbstractSocket::SocketError error)
{
    const SocketSlot guard(this);
    if (m_ended || m_socketError)
        return;
    // A rejected upgrade leaves the TCP connection standing, a refused connection never had a local port.
    if (m_socket->localPort() != 0 && m_socket->peerPort() != 0)
        m_tcpConnected = true;
    m_socketError = error;
    m_errorText = m_upgrade && !m_upgrade->problem().isEmpty() ? m_upgrade->problem() : m_socket->errorString();
    // Before the upgrade an error is the end, and often the only signal. Later, `disconnected` brings the close code;
    // it comes before or after the error, so look again when the stack has unwound.
    if (!m_opened)
        finish();
    else
        QMetaObject::invokeMethod(this, &Attempt::onDisconnected, Qt::QueuedConnection);
}

void Attempt::onDisconnected()
{
    const SocketSlot guard(this);
    if (m_ended)
        return;
    if (m_opened && m_socket->state() != QAbstractSocket::UnconnectedState)
        return;
    if (!m_opened && !m_socketError) {
        // Refused connections say so only after this signal.
        QMetaObject::invokeMethod(
            this,
            [this] {
                const SocketSlot inside(this);
                if (m_ended)
                    return;
                if (!m_socketError) {
                    m_socketError = QAbstractSocket::RemoteHostClosedError;
                    m_errorText = m_socket->errorString();
                }
                finish();
            },
            Qt::QueuedConnection);
        return;
    }
    finish();
}

void Attempt::onAboutToClose()
{
    if (m_ended || m_closing || !m_opened)
        return;
    m_closeFrameReceived = true;
    // The peer sent a Close frame, or something that QWebSocket answers with one. It now waits until everything is
    // written, which a peer that does not read any more can put off for ever.
    QMetaObject::invokeMethod(
        this,
        [this] {
            const SocketSlot guard(this);
            if (!m_ended && m_socket->state() != QAbstractSocket::UnconnectedState)
                finish();
        },
        Qt::QueuedConnection);
}

void Attempt::onSslErrors(const QList<QSslError> &errors)
{
    const SocketSlot guard(this);
    for (const QSslError &error : errors)
        m_tlsErrors.append(error.errorString());
    if (!m_verify)
        m_socket->ignoreSslErrors();
}

void Attempt::listenToTransport()
{
    // A long frame on a slow line says nothing for a while, and neither do the peer's pings: QWebSocket answers them
    // and keeps quiet about it. Its transport is its child; where it is not, whole messages and pongs have to do.
    m_transport = m_socket->findChild<QAbstractSocket *>(QString(), Qt::FindDirectChildrenOnly);
    if (m_transport)
        connect(m_transport, &QIODevice::readyRead, this, [this] {
            if (!m_ended)
                m_owner.onDataReceived();
        });
}

void Attempt::noteRequestSent()
{
    if (m_requestSent)
        return;
    m_tcpConnected = true;
    m_requestSent = true;
    m_owner.onRequestSent();
}

void Attempt::finish()
{
    m_ended = true;
    AttemptEnd end;
    end.cause = m_opened ? AttemptEnd::Cause::Closed : AttemptEnd::Cause::SocketError;
    end.tcpConnected = m_tcpConnected;
    end.socketError = m_socketError;
    end.errorText = m_errorText;
    end.requestSent = m_requestSent;
    end.proxy = m_proxy;
    if (!m_opened && m_upgrade->response()) {
        end.httpStatus = m_upgrade->response()->status;
        end.retryAfter =
            retryAfter(*m_upgrade->response(), QDateTime::fromMSecsSinceEpoch(m_clock->wallTime().count()).toUTC());
    }
    end.closeCode =
        m_peerClose ? m_peerClose->code.value_or(quint16(CloseCode::NoStatus)) : quint16(m_socket->closeCode());
    end.closeReason = m_peerClose ? m_peerClose->reason : m_socket->closeReason();
    end.closeFrameReceived = m_closeFrameReceived;
    end.tlsErrors = m_tlsErrors;
    end.tlsAlert = m_tlsAlert;
    end.sentCertificate = m_sentCertificate;
    m_socket->disconnect(this);
    m_owner.onAttemptEnded(end);
}

} // namespace RelayCore
