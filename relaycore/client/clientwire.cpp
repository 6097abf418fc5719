// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/client/clientwire.h"

#include "relaycore/client/validate.h"
#include "relaycore/protocol/closecode.h"

#include <QtCore/QtEndian>
#include <QtNetwork/QSslConfiguration>
#include <QtNetwork/QSslKey>

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

QString shownAddress(const QUrl &address)
{
    return address.toString(QUrl::RemoveUserInfo | QUrl::RemoveQuery | QUrl::RemoveFragment);
}

ConnectionOpened opened(const Attempt &attempt, const QUrl &address)
{
    return {attempt.localEndpoint(), shownAddress(address)};
}

} // namespace

ClientWire::~ClientWire()
{
    if (m_tap.isOpen() && m_tapGeneration == m_tap.generation())
        m_tap.push({m_tapSource, 0, wireTimeNs(), StateChanged{SourceState::Stopped, u"The client was destroyed."_s}});
}

void ClientWire::setObserver(WireObserver *observer, SourceId source)
{
    m_observer = observer;
    m_source = source;
}

void ClientWire::setSecrets(const HeaderList &headers)
{
    m_secrets = {};
    m_time = {}; // A new connection.
    m_secrets.addAddress(m_options.address);
    m_secrets.addHeaders(headers);
    if (m_options.tls && !m_options.tls->privateKey().isNull())
        m_secrets.addPrivateKey(m_options.tls->privateKey().toPem());
}

void ClientWire::redact(AttemptEnd &end) const
{
    if (m_secrets.isEmpty())
        return;
    end.closeReason = m_secrets.redacted(end.closeReason);
    end.errorText = m_secrets.redacted(end.errorText);
    for (QString &argument : end.reply.arguments)
        argument = m_secrets.redacted(argument);
}

void ClientWire::stateChanged(RelayClient::State state, const QString &detail)
{
    m_state = sourceState(state);
    if (!isIdle())
        publish(0, StateChanged{m_state, detail});
}

void ClientWire::requestSent(const Attempt &attempt, const QUrl &address, const HeaderList &additional)
{
    if (isIdle())
        return;
    publish(attempt.connectionId(), opened(attempt, address));
    m_tapConnection = attempt.connectionId();
    QByteArray target = address.path(QUrl::FullyEncoded).toLatin1();
    if (target.isEmpty())
        target = "/";
    if (address.hasQuery())
        target += '?' + address.query(QUrl::FullyEncoded).toLatin1();
    HeaderList headers{{"Host", hostFieldOf(address)},
                       {"Upgrade", "websocket"},
                       {"Connection", "Upgrade"},
                       {"Sec-WebSocket-Version", "13"}};
    headers += additional;
    publish(attempt.connectionId(), HandshakeRequest{"GET " + target + " HTTP/1.1", std::move(headers)});
}

void ClientWire::message(const Attempt &attempt, Direction direction, Opcode opcode, const QByteArray &payload)
{
    if (isIdle())
        return;
    WireMessage message;
    message.direction = direction;
    message.opcode = opcode;
    message.wireBytes = frameBytes(payload.size(), direction);
    message.payload = payload;
    publishMessage(attempt, std::move(message));
}

void ClientWire::keepalive(const Attempt &attempt, Direction direction, const QByteArray &nonce)
{
    if (isIdle())
        return;
    ControlFrame frame;
    frame.direction = direction;
    frame.opcode = direction == Direction::Sent ? Opcode::Ping : Opcode::Pong;
    frame.payload = nonce;
    frame.wireBytes = frameBytes(nonce.size(), direction);
    publishMessage(attempt, std::move(frame));
}

void ClientWire::closeFrame(const Attempt &attempt, Direction direction, quint16 code, const QString &reason)
{
    if (isIdle())
        return;
    const bool hasCode = code != quint16(CloseCode::NoStatus);
    std::array<char, 2> number{};
    qToBigEndian(code, number.data());
    ControlFrame frame;
    frame.direction = direction;
    frame.opcode = Opcode::Close;
    if (hasCode)
        frame.payload = QByteArray(number.data(), 2) + reason.toUtf8();
    frame.wireBytes = frameBytes(frame.payload.size(), direction);
    if (hasCode)
        frame.closeCode = code;
    frame.closeReason = reason;
    publishMessage(attempt, std::move(frame));
}

void ClientWire::closed(const Attempt &attempt, ConnectionClosed::By by, const RelayError &error)
{
    if (!isIdle() && attempt.wasRequestSent())
        publishMessage(attempt, ConnectionClosed{by, closeCategory(error), error.text});
}

void ClientWire::publish(ConnectionId connection, WirePayload payload)
{
    m_secrets.redact(payload);
    qint64 timeNs = wireTimeNs();
    if (connection != 0)
        timeNs = m_time.next(timeNs);
    WireEvent event{m_source, connection, timeNs, std::move(payload)};
    if (m_tap.isOpen()) {
        announceToTap();
        WireEvent copy = event;
        copy.source = m_tapSource;
        m_tap.push(std::move(copy));
    }
    // A QWebSocket cannot stop reading for long without losing its deadlines, so the answer is not waited for.
    if (m_observer)
        m_observer->observe(std::move(event));
}

void ClientWire::publishMessage(const Attempt &attempt, WirePayload payload)
{
    if (m_tap.isOpen()) {
        announceToTap();
        if (m_tapConnection != attempt.connectionId()) {
            // The tap was opened after the connection.
            m_tapConnection = attempt.connectionId();
            m_tap.push({m_tapSource, m_tapConnection, wireTimeNs(), opened(attempt, m_options.address)});
        }
    }
    publish(attempt.connectionId(), std::move(payload));
}

void ClientWire::announceToTap()
{
    if (m_tapGeneration == m_tap.generation())
        return;
    m_tapGeneration = m_tap.generation();
    m_tapConnection = 0;
    if (m_tapSource == 0)
        m_tapSource = nextSourceId();
    m_tap.push({m_tapSource, 0, wireTimeNs(),
                SourceStarted{SourceKind::Client, m_options.name, {}, shownAddress(m_options.address)}});
    m_tap.push({m_tapSource, 0, wireTimeNs(), StateChanged{m_state, {}}});
}

} // namespace RelayCore
