// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/server/connectionlistener.h"

#include "relaycore/server/pausablesocket.h"
#include "relaycore/server/upgraderequest.h"

#include <QtCore/QPointer>
#include <QtCore/QTimer>
#include <QtNetwork/QSslError>
#include <QtNetwork/QSslSocket>

#include <utility>
#include <variant>

namespace RelayCore {

using namespace Qt::StringLiterals;

namespace {

/// How many connections beyond a limit are answered at a time. The others are aborted.
constexpr int maxRejecting = 64;

/// How every TLS connection begins (RFC 8446 section 5.1: content type 22). On a TLS listener QSslSocket has taken it.
constexpr char tlsHandshake = 0x16;

/// An IPv4 client of a dual-stack listener counts as the address it is.
QHostAddress plain(const QHostAddress &address)
{
    bool isV4 = false;
    const quint32 v4 = address.toIPv4Address(&isV4);
    return isV4 ? QHostAddress(v4) : address;
}

} // namespace

/// One connection: counted for as long as its socket lives, with a deadline until its upgrade request is complete.
///
/// A child of its socket and not connected to `destroyed`, because QWebSocket disconnects everything from the socket.
class PendingUpgrade final : public QObject
{
public:
    PendingUpgrade(ConnectionListener &listener, QTcpSocket *socket, QString refusal)
        : QObject(socket)
        , m_listener(&listener)
        , m_socket(*socket)
        , m_peer(socket->peerAddress())
        , m_address(plain(m_peer))
        , m_port(socket->peerPort())
        , m_refusal(std::move(refusal))
    {
        if (m_refusal.isEmpty()) {
            ++listener.m_inside;
            ++listener.m_perAddress[m_address];
        } else {
            ++listener.m_rejecting;
        }
        connect(socket, &QTcpSocket::readyRead, this, &PendingUpgrade::look);
        connect(socket, &QTcpSocket::disconnected, this, &PendingUpgrade::onDisconnected);
        connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        m_deadline = new QTimer(this);
        m_deadline->setSingleShot(true);
        connect(m_deadline, &QTimer::timeout, this, &PendingUpgrade::giveUp);
        m_deadline->start(listener.m_limits.handshake);
    }

    ~PendingUpgrade() override
    {
        if (!m_listener)
            return;
        if (m_isUpgraded)
            m_listener->m_upgraded.remove({m_peer, m_port});
        if (!m_refusal.isEmpty()) {
            --m_listener->m_rejecting;
            return;
        }
        --m_listener->m_inside;
        const auto count = m_listener->m_perAddress.find(m_address);
        if (--*count == 0)
            m_listener->m_perAddress.erase(count);
    }

    void reject(const QString &reason)
    {
        const QString address = addressText(m_socket.peerAddress(), m_socket.peerPort());
        const QPointer<PendingUpgrade> alive(this);
        m_isRefused = true;
        Q_EMIT m_listener->connectionRejected(address, reason);
        if (alive)
            m_socket.abort();
    }

private:
    void look()
    {
        const qsizetype limit = m_listener->m_limits.headerBytes;
        const QByteArray head = m_socket.peek(limit);
        m_hasSpoken = m_hasSpoken || !head.isEmpty();
        if (head.startsWith(tlsHandshake))
            return reject(u"It speaks TLS, and this relay does not: ws:// instead of wss://."_s);
        const qsizetype size = requestSize(head);
        if (size < 0) {
            if (head.size() >= limit)
                answer({"431 Request Header Fields Too Large",
                        u"An upgrade request may have %1 bytes at this relay."_s.arg(limit)});
            return;
        }
        if (!m_refusal.isEmpty())
            return answer({"503 Service Unavailable", m_refusal});
        const auto request = readUpgradeRequest(head.first(size));
        if (const auto *refusal = std::get_if<HttpRefusal>(&request))
            return answer(*refusal);
        disconnect(&m_socket, nullptr, this, nullptr);
        // QWebSocketServer closes the connection without an answer where a request is legal but not as it expects.
        m_socket.read(size);
        const QByteArray canonical = canonicalRequest(std::get<UpgradeRequest>(request));
        for (auto c = canonical.crbegin(); c != canonical.crend(); ++c)
            m_socket.ungetChar(*c);
        m_socket.setReadBufferSize(0);
        delete std::exchange(m_deadline, nullptr);
        m_isUpgraded = true;
        m_listener->m_upgraded.insert({m_peer, m_port}, &m_socket);
        Q_EMIT m_listener->requested(&m_socket);
    }

    void answer(const HttpRefusal &refusal)
    {
        disconnect(&m_socket, &QTcpSocket::readyRead, this, nullptr);
        m_isRefused = true;
        m_socket.write(response(refusal));
        m_socket.readAll(); // Closing with bytes unread would reset the connection, and the answer with it.
        const QPointer<PendingUpgrade> alive(this);
        Q_EMIT m_listener->connectionRejected(addressText(m_socket.peerAddress(), m_socket.peerPort()), refusal.reason);
        if (alive)
            m_socket.disconnectFromHost();
    }

    void giveUp()
    {
        const QString reason =
            u"No complete upgrade request within %1 s."_s.arg(double(m_listener->m_limits.handshake.count()) / 1'000);
        if (m_hasSpoken && !m_isRefused)
            answer({"408 Request Timeout", reason});
        else
            reject(reason);
    }

    void onDisconnected()
    {
        // Without a byte it was the check of a load balancer or a monitor.
        if (m_hasSpoken && !m_isRefused && m_listener)
            Q_EMIT m_listener->connectionRejected(addressText(m_address, m_port),
                                                  u"It left before its upgrade request was complete."_s);
    }

    QPointer<ConnectionListener> m_listener; ///< Gone before its sockets are when it is deleted.
    QTcpSocket &m_socket;
    QHostAddress m_peer;    ///< As the socket has it; a closed socket no longer does.
    QHostAddress m_address; ///< In its plain form.
    quint16 m_port;
    QString m_refusal; ///< The limit that the connection exceeds; empty where it exceeds none.
    QTimer *m_deadline = nullptr;
    bool m_hasSpoken = false; ///< It sent at least one byte.
    bool m_isRefused = false;
    bool m_isUpgraded = false;
};

ConnectionListener::ConnectionListener(const RelayServerLimits &limits, std::optional<QSslConfiguration> tls,
                                       QObject *parent)
    : QObject(parent)
    , m_limits(limits)
    , m_tls(std::move(tls))
{
    connect(&m_tcp, &TcpListener::accepted, this, &ConnectionListener::accept);
    connect(&m_tcp, &TcpListener::acceptingStopped, this, &ConnectionListener::acceptingStopped);
    connect(&m_tcp, &TcpListener::acceptingResumed, this, &ConnectionListener::acceptingResumed);
}

bool ConnectionListener::listen(const QList<QHostAddress> &addresses, quint16 port)
{
    return m_tcp.listen(addresses, port);
}

void ConnectionListener::setTls(const QSslConfiguration &tls)
{
    if (m_tls)
        m_tls = tls;
}

void ConnectionListener::accept(qintptr descriptor)
{
    QSslSocket *tls = m_tls ? new PausableSocket<QSslSocket>(this) : nullptr;
    QTcpSocket *socket = tls;
    if (!socket)
        socket = new PausableSocket<QTcpSocket>(this);
    if (!socket->setSocketDescriptor(descriptor)) {
        delete socket;
        return;
    }
    socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    socket->setReadBufferSize(m_limits.headerBytes); // Bounds the memory that an unknown peer may occupy.

    const QString refusal = reasonAgainst(plain(socket->peerAddress()));
    auto *pending = new PendingUpgrade(*this, socket, refusal);
    if (!refusal.isEmpty() && (tls || m_rejecting > maxRejecting)) // A TLS handshake is too costly just to refuse.
        return pending->reject(refusal);
    if (!tls)
        return;
    connect(tls, &QSslSocket::sslErrors, pending, [pending](const QList<QSslError> &errors) {
        pending->reject(errors.isEmpty() ? u"TLS failed."_s : errors.constFirst().errorString());
    });
    connect(tls, &QSslSocket::errorOccurred, pending, [this, tls] {
        if (!tls->isEncrypted())
            Q_EMIT connectionRejected(addressText(tls->peerAddress(), tls->peerPort()), tls->errorString());
    });
    tls->setSslConfiguration(*m_tls);
    tls->startServerEncryption();
}

QTcpSocket *ConnectionListener::socketOf(const QHostAddress &address, quint16 port) const
{
    return m_upgraded.value({address, port});
}

QString ConnectionListener::reasonAgainst(const QHostAddress &address) const
{
    if (m_limits.connections > 0 && m_inside >= m_limits.connections)
        return u"This relay takes no more than %1 connections."_s.arg(m_limits.connections);
    if (m_limits.connectionsPerAddress > 0 && m_perAddress.value(address) >= m_limits.connectionsPerAddress)
        return u"This relay takes no more than %1 connections from one address."_s.arg(m_limits.connectionsPerAddress);
    return {};
}

QString addressText(const QHostAddress &address, quint16 port)
{
    const QHostAddress readable = plain(address);
    const QString host =
        readable.protocol() == QAbstractSocket::IPv4Protocol ? readable.toString() : u'[' + readable.toString() + u']';
    return host + u':' + QString::number(port);
}

} // namespace RelayCore
