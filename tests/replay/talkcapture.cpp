// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "tests/replay/talkcapture.h"

#include "relaycore/protocol/codec.h"

#include <QtCore/QtEndian>

using namespace RelayCore;
using namespace Qt::Literals::StringLiterals;

const QUuid TalkCapture::alpha{0xa1fa0000, 0x0000, 0x4000, 0x80, 0, 0, 0, 0, 0, 0, 1};
const QUuid TalkCapture::beta{0xbe7a0000, 0x0000, 0x4000, 0x80, 0, 0, 0, 0, 0, 0, 2};

TalkCapture::TalkCapture(const QString &path)
{
    auto writer = Inspector::CaptureWriter::create(path);
    if (const auto *error = std::get_if<Inspector::CaptureError>(&writer))
        qFatal("%s", qPrintable(error->text()));
    m_writer = std::move(std::get<0>(writer));
    observe(0, SourceStarted{SourceKind::Proxy, u"Proxy"_s, u"ws://127.0.0.1:9700"_s, u"ws://relay.test"_s});
}

TalkCapture::~TalkCapture() = default;

void TalkCapture::observe(ConnectionId connection, WirePayload payload)
{
    (void)m_writer->observe({1, connection, m_timeNs, std::move(payload)});
    m_timeNs += 100'000;
}

void TalkCapture::open(ConnectionId connection, int status)
{
    observe(connection, ConnectionOpened{u"127.0.0.1:50001"_s, u"ws://relay.test"_s});
    observe(connection, HandshakeRequest{"GET / HTTP/1.1", {}});
    observe(connection, HandshakeResponse{status, "HTTP/1.1 " + QByteArray::number(status), {}, {}});
}

void TalkCapture::message(ConnectionId connection, bool isSent, const QByteArray &text)
{
    observe(connection,
            WireMessage{isSent ? Direction::Sent : Direction::Received, Opcode::Text, false, 1, text.size() + 6, text});
}

void TalkCapture::sent(ConnectionId connection, const RelayMessage &message)
{
    sent(connection, encode(message));
}

void TalkCapture::received(ConnectionId connection, const RelayMessage &message)
{
    received(connection, encode(message));
}

void TalkCapture::sentTruncated(ConnectionId connection, const QByteArray &text)
{
    WireMessage message{Direction::Sent, Opcode::Text, true, 1, 1'000'000, text};
    message.inflatedBytes = 1'000'000;
    message.truncated = true;
    observe(connection, message);
}

void TalkCapture::sentBinary(ConnectionId connection, const QByteArray &bytes)
{
    observe(connection, WireMessage{Direction::Sent, Opcode::Binary, false, 1, bytes.size() + 6, bytes});
}

void TalkCapture::close(ConnectionId connection, bool byClient, quint16 code, const QString &reason)
{
    QByteArray payload(2, '\0');
    qToBigEndian(code, payload.data());
    payload += reason.toUtf8();
    observe(connection, ControlFrame{byClient ? Direction::Sent : Direction::Received, Opcode::Close,
                                     payload.size() + 2, payload, code, reason});
    observe(connection,
            ConnectionClosed{byClient ? ConnectionClosed::By::Client : ConnectionClosed::By::Relay, {}, {}});
}

void TalkCapture::join(ConnectionId connection, const QUuid &uuid, const QString &name)
{
    open(connection);
    sent(connection, RelayRegistration{name, uuid});
    // As the reference writes it.
    received(connection,
             QByteArray(R"({"success": true, "message": null, "error": false, "message_type": "relay_response"})"));
}

PeerConnection TalkCapture::offer(const QUuid &from, const QUuid &to, const QString &description)
{
    return {from, from == alpha ? u"alpha"_s : u"beta"_s, to, DescriptionType::Offer, description, {}};
}

void TalkCapture::handshake()
{
    join(1, alpha, u"alpha"_s);
    join(2, beta, u"beta"_s);
    const PeerConnection first = offer(alpha, beta);
    sent(1, first);
    received(2, first);
    PeerConnection answer = offer(beta, alpha);
    answer.descriptionType = DescriptionType::Answer;
    sent(2, answer);
    received(1, answer);
}

void TalkCapture::finish()
{
    m_writer->finish();
}
