// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/server/connectionlistener.h"

#include "relaycore/server/upgraderequest.h"

#include <QtCore/QPointer>
#include <QtNetwork/QSslError>
#include <QtNetwork/QSslSocket>

#include <utility>

namespace RelayCore {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// Where thousands of clients come back at the same moment, the kernel holds them until we get to them.
constexpr int backlog = 4096;

/// How many of those for whom there is no room are told so at a time. The others are cut.
constexpr int maxBeingTold = 64;

constexpr char headEnd[] = "\r\n\r\n";

/// How every TLS connection begins (RFC 8446 section 5.1: content type 22). On a TLS listener QSslSocket has taken it.
constexpr char tlsHandshake = 0x16;

/// Running out of file descriptors ends by itself when clients leave; Qt stops accepting until it is told.
constexpr auto recoveryPause = 1s;

/// An IPv4 client of a dual-stack listener counts as the address it is.
QHostAddress plain(const QHostAddress &address)
{
    bool isV4 = false;
    const quint32 v4 = address.toIPv4Address(&isV4);
    return isV4 ? QHostAddress(v4) : address;
}

} // namespace

/// One connection as far as the listener cares: a place taken for as long as the socket lives, and a deadline until the
/// upgrade request is there.
///
/// A child of its socket and not connected to `destroyed`, because QWebSocket disconnects everything from the socket.
class PendingUpgrade final : public QObject
{
public:
    PendingUpgrade(ConnectionListener &listener, QTcpSocket *socket, QString refusal)
        : QObject(socket)
        , m_listener(&listener)
        , m_socket(*socket)
        , m_address(plain(socket->peerAddress()))
        , m_refusal(std::move(refusal))
    {
        if (m_refusal.isEmpty()) {
            ++listener.m_inside;
            ++listener.m_perAddress[m_address];
        } else {
            ++listener.m_rejecting;
        }
        connect(socket, &QTcpSocket::readyRead, this, &PendingUpgrade::look);
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
        Q_EMIT m_listener->connectionRejected(address, reason);
        if (alive)
            m_socket.abort();
    }

private:
    void look()
    {
        const qsizetype limit = m_listener->m_limits.headerBytes;
        const QByteArray head = m_socket.peek(limit);
        if (head.startsWith(tlsHandshake))
            return reject(u"It speaks TLS, and this relay does not: ws:// instead of wss://."_s);
        if (!head.contains(headEnd)) {
            if (head.size() >= limit)
                answer({"431 Request Header Fields Too Large",
                        u"An upgrade request may have %1 bytes at this relay."_s.arg(limit)});
            return;
        }
        if (!m_refusal.isEmpty())
            return answer({"503 Service Unavailable", m_refusal});
        if (const auto refusal = refusalOf(head.first(head.indexOf(headEnd) + 2)))
            return answer(*refusal);
        disconnect(&m_socket, nullptr, this, nullptr);
        m_socket.setReadBufferSize(0);
        delete std::exchange(m_deadline, nullptr);
        Q_EMIT m_listener->requested(&m_socket);
    }

    void answer(const HttpRefusal &refusal)
    {
        disconnect(&m_socket, &QTcpSocket::readyRead, this, nullptr);
        m_socket.write(response(refusal));
        m_socket.readAll(); // Closing with bytes unread would reset the connection, and the answer with it.
        const QPointer<PendingUpgrade> alive(this);
        Q_EMIT m_listener->connectionRejected(addressText(m_socket.peerAddress(), m_socket.peerPort()), refusal.reason);
        if (alive)
            m_socket.disconnectFromHost();
    }

    void giveUp()
    {
        reject(
            u"No complete upgrade request within %1 s."_s.arg(double(m_listener->m_limits.handshake.count()) / 1'000));
    }

    QPointer<ConnectionListener> m_listener; ///< Gone before its sockets are when it is deleted.
    QTcpSocket &m_socket;
    QHostAddress m_address;
    QString m_refusal; ///< Why there is no room; empty where there is.
    QTimer *m_deadline = nullptr;
};

ConnectionListener::ConnectionListener(const RelayServerLimits &limits, std::optional<QSslConfiguration> tls,
                                       QObject *parent)
    : QTcpServer(parent)
    , m_limits(limits)
    , m_tls(std::move(tls))
{
    setListenBacklogSize(backlog);
    m_recovery.setSingleShot(true);
    m_recovery.setInterval(recoveryPause);
    connect(&m_recovery, &QTimer::timeout, this, &ConnectionListener::resumeAccepting);
    connect(this, &QTcpServer::acceptError, this, &ConnectionListener::recover);
}

void ConnectionListener::setTls(const QSslConfiguration &tls)
{
    if (m_tls)
        m_tls = tls;
}

void ConnectionListener::incomingConnection(qintptr descriptor)
{
    auto *tls = m_tls ? new QSslSocket(this) : nullptr;
    QTcpSocket *socket = tls ? tls : new QTcpSocket(this);
    if (!socket->setSocketDescriptor(descriptor)) {
        delete socket;
        return;
    }
    socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    socket->setReadBufferSize(m_limits.headerBytes); // Bounds what a stranger may make us hold.

    const QString refusal = reasonAgainst(plain(socket->peerAddress()));
    auto *pending = new PendingUpgrade(*this, socket, refusal);
    if (!refusal.isEmpty() && (tls || m_rejecting > maxBeingTold)) // A TLS handshake is too dear for a no.
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

QString ConnectionListener::reasonAgainst(const QHostAddress &address) const
{
    if (m_limits.connections > 0 && m_inside >= m_limits.connections)
        return u"This relay takes no more than %1 connections."_s.arg(m_limits.connections);
    if (m_limits.connectionsPerAddress > 0 && m_perAddress.value(address) >= m_limits.connectionsPerAddress)
        return u"This relay takes no more than %1 connections from one address."_s.arg(m_limits.connectionsPerAddress);
    return {};
}

void ConnectionListener::recover()
{
    const QString reason = errorString();
    m_recovery.start();
    Q_EMIT connectionRejected(QString(), reason);
}

QString addressText(const QHostAddress &address, quint16 port)
{
    const QHostAddress readable = plain(address);
    const QString host =
        readable.protocol() == QAbstractSocket::IPv4Protocol ? readable.toString() : u'[' + readable.toString() + u']';
    return host + u':' + QString::number(port);
}

} // namespace RelayCore
