// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/client/clientwire.h"

#include "relaycore/client/validate.h"
#include "relaycore/protocol/closecode.h"
#include "relaycore/wire/redaction.h"

#include <QtCore/QtEndian>

#include <array>
#include <utility>

namespace RelayCore {

using namespace Qt::Literals::StringLiterals;

namespace {

// RFC 6455 section 5.2: two bytes, the longer length forms, and a mask on what a client sends.
qint64 frameBytes(qint64 payload, Direction direction)
{
    const qint64 mask = direction == Direction::Sent ? 4 : 0;
    const qint64 length = payload < 126 ? 0 : payload < 65536 ? 2 : 8;
    return 2 + length + mask + payload;
}

CloseCategory closeCategory(const RelayError &error)
{
    using Category = RelayError::Category;
    switch (error.category) {
    case Category::None:
        return CloseCategory::None;
    case Category::InvalidAddress:
    case Category::Usage:
    case Category::Registration:
    case Category::Unauthorized:
    case Category::Forbidden:
    case Category::Duplicate:
    case Category::TooLarge:
    case Category::Protocol:
        return error.httpStatus ? CloseCategory::Handshake : CloseCategory::None;
    case Category::Dns:
        return CloseCategory::Dns;
    case Category::Refused:
        return CloseCategory::Refused;
    case Category::Timeout:
        return CloseCategory::Timeout;
    case Category::Tls:
        return CloseCategory::Tls;
    case Category::Handshake:
        return CloseCategory::Handshake;
    case Category::Closed:
    case Category::Network:
        return error.closeCode == quint16(CloseCode::Abnormal) || !error.closeCode ? CloseCategory::Reset
                                                                                   : CloseCategory::None;
    }
    Q_UNREACHABLE();
}

} // namespace

void ClientWire::setObserver(WireObserver *observer, SourceId source)
{
    m_observer = observer;
    m_source = source;
}

void ClientWire::stateChanged(RelayClient::State state, const QString &detail)
{
    if (m_observer)
        tell(0, StateChanged{sourceState(state), detail});
}

void ClientWire::requestSent(const Attempt &attempt, const QUrl &address, const HeaderList &additional)
{
    if (!m_observer)
        return;
    tell(attempt.connectionId(),
         ConnectionOpened{attempt.localEndpoint(),
                          address.toString(QUrl::RemoveUserInfo | QUrl::RemoveQuery | QUrl::RemoveFragment)});
    QByteArray target = address.path(QUrl::FullyEncoded).toLatin1();
    if (target.isEmpty())
        target = "/";
    if (address.hasQuery())
        target += '?' + address.query(QUrl::FullyEncoded).toLatin1();
    HeaderList headers{{"Host", (address.port() == -1 ? address.host() : endpointOf(address)).toLatin1()},
                       {"Upgrade", "websocket"},
                       {"Connection", "Upgrade"},
                       {"Sec-WebSocket-Version", "13"}};
    headers += redacted(additional);
    tell(attempt.connectionId(), HandshakeRequest{"GET " + target + " HTTP/1.1", std::move(headers)});
}

void ClientWire::message(const Attempt &attempt, Direction direction, Opcode opcode, const QByteArray &payload)
{
    if (!m_observer)
        return;
    WireMessage message;
    message.direction = direction;
    message.opcode = opcode;
    message.wireBytes = frameBytes(payload.size(), direction);
    message.payload = payload;
    tell(attempt.connectionId(), std::move(message));
}

void ClientWire::keepalive(const Attempt &attempt, Direction direction, const QByteArray &nonce)
{
    if (!m_observer)
        return;
    ControlFrame frame;
    frame.direction = direction;
    frame.opcode = direction == Direction::Sent ? Opcode::Ping : Opcode::Pong;
    frame.payload = nonce;
    frame.wireBytes = frameBytes(nonce.size(), direction);
    tell(attempt.connectionId(), std::move(frame));
}

void ClientWire::closeFrame(const Attempt &attempt, Direction direction, quint16 code, const QString &reason)
{
    if (!m_observer)
        return;
    std::array<char, 2> number{};
    qToBigEndian(code, number.data());
    ControlFrame frame;
    frame.direction = direction;
    frame.opcode = Opcode::Close;
    frame.payload = QByteArray(number.data(), 2) + reason.toUtf8();
    frame.wireBytes = frameBytes(frame.payload.size(), direction);
    frame.closeCode = code;
    frame.closeReason = reason;
    tell(attempt.connectionId(), std::move(frame));
}

void ClientWire::closed(const Attempt &attempt, ConnectionClosed::By by, const RelayError &error)
{
    if (m_observer && attempt.wasRequestSent())
        tell(attempt.connectionId(), ConnectionClosed{by, closeCategory(error), error.text});
}

void ClientWire::tell(ConnectionId connection, WirePayload payload)
{
    // A QWebSocket cannot stop reading for long without losing its deadlines, so the answer is not waited for.
    m_observer->observe(WireEvent{m_source, connection, wireTimeNs(), std::move(payload)});
}

} // namespace RelayCore
