// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "tests/fuzz/attacker.h"

#include "relaycore/protocol/codec.h"
#include "tests/fuzz/eventloop.h"
#include "tests/fuzz/script.h"

#include <QtCore/QtEndian>

namespace Fuzz {

using namespace Qt::StringLiterals;
using WireBytes::FrameSpec;

namespace {

constexpr quint8 text = 0x1;
constexpr quint8 closing = 0x8;
constexpr quint8 ping = 0x9;
constexpr quint8 pong = 0xa;

/// RFC 6455 section 7.4: what may stand in a close frame.
bool mayBeSent(int code)
{
    return (code >= 1000 && code <= 1003) || (code >= 1007 && code <= 1014) || (code >= 3000 && code <= 4999);
}

} // namespace

Attacker::Attacker(const QUrl &relay, const QString &foreigner)
    : m_relay(relay)
    , m_foreigner(foreigner)
{}

QString Attacker::connectOnly()
{
    hangUp();
    m_socket = std::make_unique<QTcpSocket>();
    QObject::connect(m_socket.get(), &QTcpSocket::readyRead, m_socket.get(), [this] { onReadyRead(); });
    m_socket->connectToHost(m_relay.host(), quint16(m_relay.port()));
    ++m_connections;
    if (!waitFor([this] { return m_socket->state() != QTcpSocket::ConnectingState; }) || !isConnected())
        return u"The relay takes no connection: "_s + m_socket->errorString();
    m_socket->setSocketOption(QAbstractSocket::LowDelayOption, 1); // Does nothing before it is connected.
    return {};
}

QString Attacker::connectAndUpgrade()
{
    if (const QString why = connectOnly(); !why.isEmpty())
        return why;
    write(WireBytes::request());
    if (!waitFor([this] { return m_received.contains("\r\n\r\n") || !isConnected(); }))
        return u"The relay does not answer an upgrade request."_s;
    if (!m_received.startsWith("HTTP/1.1 101 "))
        return u"The relay refuses an upgrade request: "_s + QString::fromLatin1(m_received);
    m_received.remove(0, m_received.indexOf("\r\n\r\n") + 4);
    m_isUpgraded = true;
    return {};
}

void Attacker::hangUp()
{
    if (m_socket)
        m_socket->abort();
    m_socket.reset();
    m_isUpgraded = false;
    m_received.clear();
}

void Attacker::write(const QByteArray &bytes)
{
    if (!isConnected())
        return;
    m_socket->write(bytes);
    m_socket->flush(); // Now, not when the event loop gets to it.
}

QString Attacker::waitForRelay()
{
    FrameSpec frame;
    frame.opcode = ping;
    frame.mask = QByteArray(4, '\0');
    frame.payload = "answered so far? " + QByteArray::number(++m_pings);
    write(WireBytes::frame(frame));
    if (!waitFor([this, &frame] { return m_lastPong == frame.payload || !isConnected(); }))
        return u"The relay has stopped answering the attacker, and has not closed."_s;
    return {};
}

void Attacker::onReadyRead()
{
    m_received += m_socket->readAll();
    if (m_isUpgraded)
        readFrames();
}

void Attacker::readFrames()
{
    QByteArrayView bytes = m_received;
    qsizetype used = 0;
    for (auto frame = takeFrame(bytes); frame && !frame->claimedLength; frame = takeFrame(bytes)) {
        used = m_received.size() - bytes.size();
        if (frame->mask || frame->reserved != 0 || !frame->fin)
            m_problem = u"The relay wrote a frame that is masked, reserved or not final."_s;
        switch (frame->opcode) {
        case text:
            readMessage(frame->payload);
            break;
        case closing: {
            const int code = frame->payload.size() < 2 ? 0 : qFromBigEndian<quint16>(frame->payload.constData());
            ++m_closeCodes[code];
            if (!mayBeSent(code))
                m_problem = u"The relay closed with %1."_s.arg(code);
            break;
        }
        case ping:
            break;
        case pong:
            m_lastPong = frame->payload;
            break;
        default:
            m_problem = u"The relay wrote a frame with opcode %1."_s.arg(frame->opcode);
        }
    }
    m_received.remove(0, used);
}

void Attacker::readMessage(QByteArrayView payload)
{
    const RelayCore::DecodeResult result = RelayCore::decode(payload);
    if (const auto *error = std::get_if<RelayCore::DecodeError>(&result)) {
        m_problem = u"The relay wrote no relay message: "_s + error->text();
        return;
    }
    const auto *forwarded = std::get_if<RelayCore::PeerConnection>(&std::get<RelayCore::RelayMessage>(result));
    if (forwarded && forwarded->sourceName == m_foreigner)
        m_problem = u"The relay forwarded a message of another user."_s;
}

} // namespace Fuzz
