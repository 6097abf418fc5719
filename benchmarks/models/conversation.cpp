// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "benchmarks/models/conversation.h"

#include "benchmarks/support/offer.h"
#include "relaycore/protocol/codec.h"

namespace RelayBench {

using namespace RelayCore;
using namespace Qt::Literals::StringLiterals;

Conversation::Conversation(const QString &path, quint32 connections)
{
    auto created = Inspector::CaptureWriter::create(path);
    if (const auto *const error = std::get_if<Inspector::CaptureError>(&created))
        qFatal("%s", qPrintable(error->text()));
    m_writer = std::move(std::get<0>(created));
    for (uint i = 0; i < connections; ++i)
        m_uuids.emplace_back(m_random(), ushort(i), ushort(0x4000), uchar(0x80), uchar(i >> 24), uchar(i >> 16),
                             uchar(i >> 8), uchar(i), uchar(1), uchar(2), uchar(3));
}

Conversation::~Conversation() = default;

void Conversation::observe(ConnectionId connection, WirePayload payload)
{
    m_timeNs = m_live ? wireTimeNs() : m_timeNs + 20'000;
    // As a proxy does: it waits while the queue is full.
    if (m_writer->observe({1, connection, m_timeNs, std::move(payload)}) == WireObserver::FlowControl::Pause)
        m_writer->flush();
}

void Conversation::text(ConnectionId connection, Direction direction, const QByteArray &payload)
{
    WireMessage message;
    message.direction = direction;
    message.wireBytes = payload.size() + 8;
    message.payload = payload;
    observe(connection, message);
}

void Conversation::registerAll()
{
    observe(0, SourceStarted{SourceKind::Proxy, u"Proxy"_s, u"ws://127.0.0.1:9700"_s, u"ws://relay.example.org"_s});
    for (ConnectionId id = 1; id <= m_uuids.size(); ++id) {
        observe(id, ConnectionOpened{u"127.0.0.1:%1"_s.arg(10'000 + id), u"ws://relay.example.org"_s});
        observe(id, HandshakeRequest{"GET / HTTP/1.1",
                                     {{"Host", "127.0.0.1:9700"},
                                      {"Upgrade", "websocket"},
                                      {"Connection", "Upgrade"},
                                      {"Sec-WebSocket-Key", "SGVsbG8sIHdvcmxkISEhIQ=="},
                                      {"Sec-WebSocket-Version", "13"},
                                      {"User-Agent", "Python/3.11 websockets/15.0"}}});
        observe(id, HandshakeResponse{101,
                                      "HTTP/1.1 101 Switching Protocols",
                                      {{"Upgrade", "websocket"}, {"Connection", "Upgrade"}},
                                      {}});
        text(id, Direction::Sent, encode(RelayRegistration{u"peer-%1"_s.arg(id), m_uuids[id - 1]}));
        text(id, Direction::Received, encode(RelayResponse{}));
    }
}

void Conversation::talk(quint32 messages)
{
    PeerConnection message = offer();
    if (m_short)
        message.description = u"v=0\r\n"_s;
    for (quint32 written = 0; written < messages;) {
        const auto from = ConnectionId(1 + m_random() % m_uuids.size());
        const auto to = ConnectionId(1 + m_random() % m_uuids.size());
        message.sourceUuid = m_uuids[from - 1];
        message.sourceName = u"peer-%1"_s.arg(from);
        message.peerUuid = m_uuids[to - 1];
        message.descriptionType = DescriptionType::Offer;
        message.error.reset();
        text(from, Direction::Sent, encode(message));
        if (m_random() % 20 == 0) {
            message.error = u"peer-%1 is not registered with this relay"_s.arg(to);
            text(from, Direction::Received, encode(message));
            written += 2;
        } else {
            text(to, Direction::Received, encode(message));
            std::swap(message.sourceUuid, message.peerUuid);
            message.sourceName = u"peer-%1"_s.arg(to);
            message.descriptionType = DescriptionType::Answer;
            text(to, Direction::Sent, encode(message));
            text(from, Direction::Received, encode(message));
            written += 4;
        }
        if (m_random() % 10 == 0) {
            ping();
            written += 2;
        }
    }
}

void Conversation::ping()
{
    const auto connection = ConnectionId(1 + m_random() % m_uuids.size());
    observe(connection, ControlFrame{Direction::Received, Opcode::Ping, 6, "ping", {}, {}});
    observe(connection, ControlFrame{Direction::Sent, Opcode::Pong, 10, "ping", {}, {}});
}

} // namespace RelayBench
