// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/sources/proxyconnection.h"

#include "inspector/transport/upgradehead.h"

#include <QtCore/QCryptographicHash>
#include <QtNetwork/QHostAddress>
#include <QtNetwork/QSslCertificate>
#include <QtNetwork/QSslCipher>
#include <QtNetwork/QSslKey>
#include <QtNetwork/QSslSocket>
#include <QtNetwork/QTcpSocket>

#include <chrono>
#include <utility>

namespace Inspector {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;
using RelayCore::CloseCategory;
using RelayCore::ConnectionClosed;
using RelayCore::ControlFrame;
using RelayCore::Direction;
using RelayCore::HandshakeResponse;
using RelayCore::TlsEstablished;
using RelayCore::WirePayload;

namespace {

constexpr qsizetype chunkBytes = 64 * 1024;
constexpr qint64 readBufferBytes = 256 * 1024;
constexpr qint64 maxUnwrittenBytes = 1024 * 1024;
constexpr qsizetype maxHeadBytes = 64 * 1024;
// A peer that takes nothing for so long does not get the rest.
constexpr auto lingerTime = 30s;

QString addressOf(const QHostAddress &address, quint16 port)
{
    const bool six = address.protocol() == QAbstractSocket::IPv6Protocol;
    return (six ? u"[%1]:%2"_s : u"%1:%2"_s).arg(address.toString()).arg(port);
}

QString protocolName(QSsl::SslProtocol protocol)
{
    if (protocol == QSsl::TlsV1_3)
        return u"TLSv1.3"_s;
    if (protocol == QSsl::TlsV1_2)
        return u"TLSv1.2"_s;
    return protocol == QSsl::UnknownProtocol ? QString() : u"older than TLSv1.2"_s;
}

// Without the facts that only a finished handshake has, where there was none.
TlsEstablished tlsFacts(const QSslSocket &socket, const QStringList &errors)
{
    TlsEstablished tls;
    tls.protocol = protocolName(socket.sessionProtocol());
    tls.cipher = socket.sessionCipher().name();
    tls.errors = errors;
    const QSslCertificate certificate = socket.peerCertificate();
    if (certificate.isNull())
        return tls;
    tls.subject = certificate.subjectDisplayName();
    tls.issuer = certificate.issuerDisplayName();
    tls.notBefore = certificate.effectiveDate();
    tls.notAfter = certificate.expiryDate();
    tls.sha256 = certificate.digest(QCryptographicHash::Sha256).toHex();
    return tls;
}

bool isOpen(const QTcpSocket &socket)
{
    return socket.state() != QAbstractSocket::UnconnectedState;
}

// Whether a socket has closed and nothing of what it said is left to be read.
bool isExhausted(const QTcpSocket &socket)
{
    if (isOpen(socket) || socket.bytesAvailable() > 0)
        return false;
    const auto *tls = qobject_cast<const QSslSocket *>(&socket);
    return tls == nullptr || tls->encryptedBytesAvailable() == 0;
}

void tune(QTcpSocket &socket)
{
    socket.setSocketOption(QAbstractSocket::LowDelayOption, 1);
    socket.setSocketOption(QAbstractSocket::KeepAliveOption, 1);
}

WireReader::Options readerOptions()
{
    WireReader::Options result;
    result.maxHeadBytes = maxHeadBytes;
    return result;
}

} // namespace

ProxyContext::ProxyContext(const ProxyOptions &options, RelayCore::WireObserver &observer, RelayCore::SourceId source)
    : m_options(options)
    , m_observer(observer)
    , m_scratch(chunkBytes, Qt::Uninitialized)
    , m_source(source)
{
    m_secrets.addAddress(options.upstream);
    if (options.tls && !options.tls->privateKey().isNull())
        m_secrets.addPrivateKey(options.tls->privateKey().toPem());
}

void ProxyContext::observe(RelayCore::ConnectionId connection, qint64 timeNs, WirePayload payload)
{
    if (connection == 0 && m_options.redact) // Connections know more secrets, and have replaced them already.
        m_secrets.redact(payload);
    const quint64 resumes = m_resumes;
    const auto flow = m_observer.observe({m_source, connection, timeNs, std::move(payload)});
    // An observer may have asked to go on before it returned.
    if (flow == RelayCore::WireObserver::FlowControl::Pause && resumes == m_resumes)
        m_waiting = true;
}

void ProxyContext::resume()
{
    ++m_resumes;
    m_waiting = false;
}

ProxyConnection::ProxyConnection(QTcpSocket *client, ProxyContext &context, QObject *parent)
    : QObject(parent)
    , m_context(context)
    , m_secrets(context.secrets())
    , m_reader(readerOptions())
    , m_head(HttpHead::Kind::Request, maxHeadBytes)
    , m_client(client)
    , m_id(RelayCore::nextConnectionId())
{
    m_client->setParent(nullptr);
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &ProxyConnection::timeOut);
}

ProxyConnection::~ProxyConnection()
{
    for (QTcpSocket *socket : {m_client.get(), m_upstream.get()}) {
        if (socket != nullptr) {
            socket->disconnect(this);
            socket->abort();
        }
    }
}

void ProxyConnection::start()
{
    m_client->setReadBufferSize(readBufferBytes);
    tune(*m_client);
    connect(m_client.get(), &QTcpSocket::readyRead, this, &ProxyConnection::advance);
    connect(m_client.get(), &QTcpSocket::bytesWritten, this, &ProxyConnection::written);
    connect(m_client.get(), &QTcpSocket::disconnected, this, &ProxyConnection::advance);
    m_clientAddress = addressOf(m_client->peerAddress(), m_client->peerPort());
    record(RelayCore::ConnectionOpened{m_clientAddress, m_context.options().upstream.toString(QUrl::RemoveUserInfo)});
    connectUpstream();
    advance();
}

void ProxyConnection::connectUpstream()
{
    const ProxyOptions &options = m_context.options();
    const bool secure = options.upstream.scheme() == "wss"_L1;
    if (secure) {
        auto tls = std::make_unique<QSslSocket>();
        m_tls = tls.get();
        m_upstream = std::move(tls);
    } else {
        m_upstream = std::make_unique<QTcpSocket>();
    }
    m_upstream->setReadBufferSize(readBufferBytes);
    connect(m_upstream.get(), &QTcpSocket::readyRead, this, &ProxyConnection::advance);
    connect(m_upstream.get(), &QTcpSocket::bytesWritten, this, &ProxyConnection::written);
    connect(m_upstream.get(), &QTcpSocket::disconnected, this, &ProxyConnection::advance);
    connect(m_upstream.get(), &QTcpSocket::errorOccurred, this, &ProxyConnection::upstreamError);
    m_timer.start(options.connectTimeout);

    const QString host = options.upstream.host();
    const quint16 port = portOf(options.upstream);
    if (m_tls == nullptr) {
        connect(m_upstream.get(), &QTcpSocket::connected, this, &ProxyConnection::upstreamReady);
        m_upstream->connectToHost(host, port);
        return;
    }
    QSslConfiguration configuration = options.tls.value_or(QSslConfiguration::defaultConfiguration());
    configuration.setAllowedNextProtocols({});
    // Always verified, so that the errors are known; whether they matter is decided in collectTls().
    configuration.setPeerVerifyMode(QSslSocket::VerifyPeer);
    m_tls->setSslConfiguration(configuration);
    connect(m_tls, &QSslSocket::sslErrors, this, &ProxyConnection::collectTls);
    connect(m_tls, &QSslSocket::encrypted, this, &ProxyConnection::upstreamReady);
    m_tls->connectToHostEncrypted(host, port);
}

void ProxyConnection::collectTls()
{
    m_tlsErrors.clear();
    for (const QSslError &error : m_tls->sslHandshakeErrors())
        m_tlsErrors.append(error.errorString());
    if (!m_context.options().verifyCertificate)
        m_tls->ignoreSslErrors();
}

void ProxyConnection::upstreamReady()
{
    m_ready = true;
    m_timer.stop();
    tune(*m_upstream);
    if (m_tls != nullptr)
        record(tlsFacts(*m_tls, m_tlsErrors));
    Q_EMIT upstreamConnected(m_id, m_upstream->localPort(), m_clientAddress);
    advance();
}

void ProxyConnection::upstreamError()
{
    if (m_ready) {
        advance();
        return;
    }
    const QString name = upstreamName();
    const QString text = m_upstream->errorString();
    // A hundred errors, six kinds: everything not named here is some trouble of the network.
    const QAbstractSocket::SocketError error = m_upstream->error();
    if (error == QAbstractSocket::HostNotFoundError)
        failUpstream(CloseCategory::Dns,
                     u"the name %1 could not be resolved"_s.arg(m_context.options().upstream.host()));
    else if (error == QAbstractSocket::ConnectionRefusedError)
        failUpstream(CloseCategory::Refused, u"%1 refused the connection"_s.arg(name));
    else if (error == QAbstractSocket::SocketTimeoutError)
        failUpstream(CloseCategory::Timeout, u"%1 did not answer in time"_s.arg(name));
    else if (!m_tlsErrors.isEmpty())
        failUpstream(CloseCategory::Tls,
                     u"the certificate of %1 was not accepted: %2"_s.arg(name, m_tlsErrors.join(u"; "_s)));
    else if (m_tls != nullptr && error == QAbstractSocket::RemoteHostClosedError)
        failUpstream(CloseCategory::Tls, u"%1 closed the connection during the TLS handshake"_s.arg(name));
    else if (error == QAbstractSocket::SslHandshakeFailedError || error == QAbstractSocket::SslInternalError
             || error == QAbstractSocket::SslInvalidUserDataError)
        failUpstream(CloseCategory::Tls, u"no TLS with %1: %2"_s.arg(name, text));
    else
        failUpstream(CloseCategory::Network, u"no connection to %1: %2"_s.arg(name, text));
}

void ProxyConnection::failUpstream(CloseCategory category, const QString &text)
{
    if (m_failure)
        return;
    if (m_tls != nullptr && !m_tlsErrors.isEmpty())
        record(tlsFacts(*m_tls, m_tlsErrors));
    m_failure = ConnectionClosed{ConnectionClosed::By::Upstream, category, text};
    // The client is answered once it has asked; it gets as long for that as the upstream had.
    m_timer.start(m_context.options().connectTimeout);
    advance();
}

void ProxyConnection::timeOut()
{
    if (m_stage == Stage::Closing) {
        m_client->abort();
        m_upstream->abort();
        advance();
        return;
    }
    if (m_failure) {
        close(*m_failure);
        advance();
        return;
    }
    failUpstream(CloseCategory::Timeout, u"%1 did not answer within %2 s"_s.arg(upstreamName())
                                             .arg(double(m_context.options().connectTimeout.count()) / 1000));
}

void ProxyConnection::written()
{
    if (m_stage == Stage::Closing)
        m_timer.start(lingerTime);
    advance();
}

void ProxyConnection::advance()
{
    if (!m_upstream)
        return; // Not begun yet; an observer may already ask to go on.
    if (m_advancing) {
        m_again = true;
        return;
    }
    m_advancing = true;
    do {
        m_again = false;
        step();
    } while (m_again);
    m_advancing = false;
}

void ProxyConnection::step()
{
    if (m_stage == Stage::Head && readHead())
        m_stage = Stage::Streaming;
    const bool open = m_stage == Stage::Head || m_stage == Stage::Streaming;
    if (open && m_ready) {
        forwardHead();
        // One chunk each way in turn, so that neither direction waits for the end of the other.
        bool more = true;
        while (more && !m_context.waiting()) {
            more = m_stage == Stage::Streaming && pump(*m_client, *m_upstream, Direction::Sent);
            if (!m_context.waiting())
                more |= pump(*m_upstream, *m_client, Direction::Received);
        }
    }
    if (open) {
        // What a client said before it left is still read, if it has an upstream to go to or has yet to be shown.
        const bool unread = m_ready ? !isExhausted(*m_client) && m_stage == Stage::Streaming
                                    : m_context.waiting() && m_client->bytesAvailable() > 0;
        if (m_failure && m_stage == Stage::Streaming)
            answerFailure();
        else if (m_ready && isExhausted(*m_upstream))
            close(closedBy(Direction::Received));
        else if (!isOpen(*m_client) && !unread)
            close(m_failure ? *m_failure : closedBy(Direction::Sent));
    }
    finishWhenClosed();
}

bool ProxyConnection::readHead()
{
    QByteArray &scratch = m_context.scratch();
    while (!m_context.waiting() && m_client->bytesAvailable() > 0) {
        const qint64 size = m_client->read(scratch.data(), scratch.size());
        if (size <= 0)
            return false;
        const qint64 now = RelayCore::wireTimeNs();
        const QByteArrayView bytes(scratch.constData(), size);
        const qsizetype taken = m_head.read(bytes);
        if (m_head.state() == HttpHead::State::Reading) {
            decode(Direction::Sent, bytes, now);
            continue;
        }
        const bool complete = m_head.state() == HttpHead::State::Complete;
        m_pending = complete ? headForUpstream(m_head.raw(), m_context.options().upstream) : m_head.raw();
        m_pending.append(bytes.sliced(taken));
        if (m_ready)
            forwardHead();
        decode(Direction::Sent, bytes, now);
        return true;
    }
    return false;
}

void ProxyConnection::forwardHead()
{
    if (m_pending.isEmpty())
        return;
    m_upstream->write(std::exchange(m_pending, {}));
    m_upstream->flush();
}

bool ProxyConnection::pump(QTcpSocket &from, QTcpSocket &to, Direction direction)
{
    if (from.bytesAvailable() <= 0 || to.bytesToWrite() > maxUnwrittenBytes)
        return false;
    QByteArray &scratch = m_context.scratch();
    const qint64 size = from.read(scratch.data(), scratch.size());
    if (size <= 0)
        return false;
    const qint64 now = RelayCore::wireTimeNs();
    if (to.state() == QAbstractSocket::ConnectedState) {
        to.write(scratch.constData(), size);
        to.flush();
    }
    decode(direction, QByteArrayView(scratch.constData(), size), now);
    return true;
}

void ProxyConnection::decode(Direction direction, QByteArrayView bytes, qint64 timeNs)
{
    for (WirePayload &payload : m_reader.read(direction, bytes)) {
        if (const auto *frame = std::get_if<ControlFrame>(&payload)) {
            if (frame->opcode == RelayCore::Opcode::Close && !m_firstClose)
                m_firstClose = direction;
        } else if (const auto *response = std::get_if<HandshakeResponse>(&payload)) {
            m_status = response->status;
        }
        record(std::move(payload), timeNs);
    }
}

void ProxyConnection::answerFailure()
{
    if (m_client->state() == QAbstractSocket::ConnectedState && m_head.state() == HttpHead::State::Complete) {
        const QByteArray sentence = m_failure->text.toUtf8() + '\n';
        const QByteArray status =
            m_failure->category == CloseCategory::Timeout ? "504 Gateway Timeout"_ba : "502 Bad Gateway"_ba;
        m_client->readAll();
        m_client->write("HTTP/1.1 " + status + "\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: "
                        + QByteArray::number(sentence.size()) + "\r\nConnection: close\r\n\r\n" + sentence);
    }
    close(*m_failure);
}

ConnectionClosed ProxyConnection::closedBy(Direction side) const
{
    const bool client = side == Direction::Sent;
    if (m_reader.upgraded()) {
        if (m_firstClose) {
            const bool first = *m_firstClose == Direction::Sent;
            return {first ? ConnectionClosed::By::Client : ConnectionClosed::By::Relay, {}, {}};
        }
        return {client ? ConnectionClosed::By::Client : ConnectionClosed::By::Relay, CloseCategory::Reset,
                client ? u"the client dropped the connection without a close frame"_s
                       : u"%1 dropped the connection without a close frame"_s.arg(upstreamName())};
    }
    if (m_reader.responded() && m_status != 0)
        return {ConnectionClosed::By::Upstream, CloseCategory::Handshake,
                u"%1 answered with HTTP status %2"_s.arg(upstreamName()).arg(m_status)};
    if (client)
        return {ConnectionClosed::By::Client, {}, u"the client left before the relay had answered"_s};
    return {ConnectionClosed::By::Upstream, CloseCategory::Handshake,
            u"%1 closed the connection without an answer to the upgrade"_s.arg(upstreamName())};
}

void ProxyConnection::close(ConnectionClosed closed)
{
    const qint64 now = RelayCore::wireTimeNs();
    for (WirePayload &payload : m_reader.finish()) {
        if (const auto *response = std::get_if<HandshakeResponse>(&payload)) {
            m_status = response->status;
            if (closed.by != ConnectionClosed::By::Source)
                closed = closedBy(Direction::Received);
        }
        record(std::move(payload), now);
    }
    m_stage = Stage::Closing;
    record(std::move(closed), now);
    if (m_ready)
        m_upstream->disconnectFromHost();
    else
        m_upstream->abort();
    m_client->disconnectFromHost();
    m_timer.start(lingerTime);
}

void ProxyConnection::finishWhenClosed()
{
    if (m_stage != Stage::Closing || isOpen(*m_client) || isOpen(*m_upstream))
        return;
    m_stage = Stage::Done;
    m_timer.stop();
    QMetaObject::invokeMethod(this, &ProxyConnection::finished, Qt::QueuedConnection);
}

void ProxyConnection::stop()
{
    if (m_stage == Stage::Closing || m_stage == Stage::Done)
        return;
    const bool outer = !std::exchange(m_advancing, true);
    // Who has said goodbye already has ended the connection; we only come before the socket's end.
    close(m_firstClose ? closedBy(*m_firstClose) : ConnectionClosed{ConnectionClosed::By::Source, {}, {}});
    if (outer)
        m_advancing = false;
    advance();
}

void ProxyConnection::record(WirePayload payload)
{
    record(std::move(payload), RelayCore::wireTimeNs());
}

void ProxyConnection::record(WirePayload payload, qint64 timeNs)
{
    if (m_context.options().redact) {
        if (const auto *request = std::get_if<RelayCore::HandshakeRequest>(&payload))
            m_secrets.addRequest(*request);
        m_secrets.redact(payload);
    }
    m_context.observe(m_id, timeNs, std::move(payload));
}

QString ProxyConnection::upstreamName() const
{
    const QUrl &upstream = m_context.options().upstream;
    return u"%1:%2"_s.arg(upstream.host()).arg(portOf(upstream));
}

} // namespace Inspector
