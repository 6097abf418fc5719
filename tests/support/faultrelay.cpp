// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "tests/support/faultrelay.h"

#include "relaycore/protocol/codec.h"
#include "tests/support/rawserver.h"
#include "tests/support/wirebytes.h"

#include <QtCore/QTimer>
#include <QtCore/QtEndian>
#include <QtNetwork/QSslSocket>
#include <QtNetwork/QTcpServer>

#include <sys/socket.h>

#include <utility>

namespace TestSupport {

using namespace Qt::Literals::StringLiterals;

namespace {

/// Hands out sockets that can start TLS.
class Listener final : public QTcpServer
{
public:
    using QTcpServer::QTcpServer;

protected:
    void incomingConnection(qintptr descriptor) override
    {
        auto *socket = new QSslSocket(this);
        socket->setSocketDescriptor(descriptor);
        addPendingConnection(socket);
    }
};

} // namespace

// --- The relay ------------------------------------------------------------------------------------------------------

FaultRelay::FaultRelay(QObject *parent)
    : QObject(parent)
    , m_server(new Listener(this))
{
    connect(m_server, &QTcpServer::newConnection, this, [this] {
        while (QTcpSocket *socket = m_server->nextPendingConnection())
            adopt(socket);
    });
    heal();
}

FaultRelay::FaultRelay(const QSslConfiguration &tls, QObject *parent)
    : FaultRelay(parent)
{
    m_tls = tls;
}

FaultRelay::~FaultRelay()
{
    const auto peers = findChildren<FaultPeer *>();
    for (FaultPeer *peer : peers)
        delete peer;
}

QUrl FaultRelay::address(const QString &scheme) const
{
    return QUrl(u"%1://127.0.0.1:%2"_s.arg(scheme.isEmpty() ? (m_tls ? u"wss"_s : u"ws"_s) : scheme).arg(m_port));
}

void FaultRelay::scheduleFault(Moment moment, Fault fault)
{
    m_faults[moment] = std::move(fault);
}

void FaultRelay::applyFault(const Fault &fault)
{
    ++m_strikes;
    Q_EMIT striking();
    fault(*m_newest);
}

void FaultRelay::refuse()
{
    m_server->close();
}

void FaultRelay::heal()
{
    m_faults.clear();
    if (m_server->isListening())
        return;
    [[maybe_unused]] const bool listens = m_server->listen(QHostAddress::LocalHost, m_port);
    Q_ASSERT(listens);
    m_port = m_server->serverPort();
}

void FaultRelay::sendOnAllConnections()
{
    const auto peers = findChildren<FaultPeer *>();
    for (FaultPeer *peer : peers) {
        if (peer->m_frozen)
            continue;
        peer->send(WireBytes::relayText(RelayCore::encode(RelayCore::RelayResponse{})));
        peer->send(WireBytes::relayText("{}"));
        peer->send(RawServer::closeFrame(4001));
    }
}

void FaultRelay::adopt(QTcpSocket *socket)
{
    ++m_connections;
    auto *peer = new FaultPeer(socket, this);
    m_newest = peer;
    if (happens(Moment::Accept, *peer) || !m_tls)
        return;
    auto *secured = qobject_cast<QSslSocket *>(socket);
    secured->setSslConfiguration(*m_tls);
    secured->startServerEncryption();
}

bool FaultRelay::happens(Moment moment, FaultPeer &peer)
{
    const auto found = m_faults.find(moment);
    if (found == m_faults.end())
        return false;
    ++m_strikes;
    Q_EMIT striking();
    const Fault fault = found->second; // A copy: it may heal the relay.
    fault(peer);
    return true;
}

// --- One connection -------------------------------------------------------------------------------------------------

FaultPeer::FaultPeer(QTcpSocket *socket, FaultRelay *relay)
    : QObject(relay)
    , m_relay(relay)
    , m_socket(socket)
    , m_drip(new QTimer(this))
{
    m_socket->setParent(this);
    m_socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    connect(m_drip, &QTimer::timeout, this, &FaultPeer::dripOne);
    connect(m_socket, &QTcpSocket::readyRead, this, &FaultPeer::read);
    connect(m_socket, &QTcpSocket::disconnected, this, &QObject::deleteLater);
}

FaultPeer::~FaultPeer()
{
    m_socket->disconnect(this);
}

void FaultPeer::send(const QByteArray &bytes)
{
    if (m_socket->state() != QAbstractSocket::ConnectedState)
        return; // The client was faster.
    m_socket->write(bytes);
    m_socket->flush();
}

void FaultPeer::drip(const QByteArray &bytes)
{
    m_drops += bytes;
    m_drip->start(0);
}

void FaultPeer::dripForEver(const QByteArray &bytes, char rest)
{
    m_rest = rest;
    drip(bytes);
}

void FaultPeer::dripOne()
{
    if (m_drops.isEmpty() && m_rest)
        m_drops.append(*m_rest);
    if (m_drops.isEmpty() || m_socket->state() != QAbstractSocket::ConnectedState) {
        m_drip->stop();
        return;
    }
    ++m_dripped;
    send(m_drops.first(1));
    m_drops.remove(0, 1);
}

void FaultPeer::hangUp()
{
    m_drip->stop();
    m_socket->disconnectFromHost();
}

void FaultPeer::reset()
{
    m_drip->stop();
    const ::linger none{1, 0};
    ::setsockopt(static_cast<int>(m_socket->socketDescriptor()), SOL_SOCKET, SO_LINGER, &none, sizeof none);
    m_socket->abort();
}

void FaultPeer::freeze()
{
    m_frozen = true;
    m_drip->stop();
    m_socket->disconnect(this);
    m_socket->setReadBufferSize(1); // The rest stays in the kernel, and fills it up.
}

QByteArray FaultPeer::acceptance() const
{
    return RawServer::acceptUpgrade(m_head);
}

void FaultPeer::read()
{
    m_buffer += m_socket->readAll();
    if (m_head.isEmpty()) {
        const auto end = m_buffer.indexOf("\r\n\r\n");
        if (end < 0)
            return;
        m_head = m_buffer.first(end + 4);
        m_buffer.remove(0, end + 4);
        m_relay->m_requests += m_head;
        if (!m_relay->happens(Moment::Request, *this))
            send(acceptance());
    }
    while (readFrame()) {
    }
}

bool FaultPeer::readFrame()
{
    // A client masks every frame: two bytes, the longer length, four bytes of mask, the payload.
    if (m_frozen || m_buffer.size() < 2)
        return false;
    const auto *bytes = reinterpret_cast<const uchar *>(m_buffer.constData());
    const int shortLength = bytes[1] & 0x7f;
    const qsizetype lengthBytes = shortLength == 127 ? 8 : shortLength == 126 ? 2 : 0;
    const qsizetype start = 2 + lengthBytes + 4;
    if (m_buffer.size() < start)
        return false;
    const auto length = lengthBytes == 8   ? static_cast<qsizetype>(qFromBigEndian<quint64>(bytes + 2))
                        : lengthBytes == 2 ? qsizetype(qFromBigEndian<quint16>(bytes + 2))
                                           : qsizetype(shortLength);
    if (m_buffer.size() < start + length)
        return false;
    const quint8 opcode = bytes[0] & 0x0f;
    QByteArray payload = m_buffer.mid(start, length);
    for (qsizetype i = 0; i < length; ++i)
        payload[i] = static_cast<char>(payload.at(i) ^ m_buffer.at(start - 4 + i % 4));
    m_buffer.remove(0, start + length);
    onFrame(opcode, payload);
    return true;
}

void FaultPeer::onFrame(quint8 opcode, const QByteArray &payload)
{
    if (opcode == 0x0 || opcode == 0x1) { // QWebSocket cuts long texts; nobody here looks at the parts.
        onText(payload);
    } else if (opcode == 0x9) {
        send(RawServer::frame(0xA, payload));
    } else if (opcode == 0x8) {
        m_relay->m_closeFrames += payload;
        if (m_relay->happens(Moment::Close, *this))
            return;
        send(RawServer::frame(0x8, payload));
        hangUp();
    }
}

void FaultPeer::onText(const QByteArray &text)
{
    const auto decoded = RelayCore::decode(text);
    const auto *message = std::get_if<RelayCore::RelayMessage>(&decoded);
    if (!message || !std::holds_alternative<RelayCore::RelayRegistration>(*message)) {
        m_relay->m_received += text;
        return;
    }
    if (!std::exchange(m_registered, true) && m_relay->happens(Moment::Registration, *this))
        return;
    send(WireBytes::relayText(RelayCore::encode(RelayCore::RelayResponse{})));
}

} // namespace TestSupport
