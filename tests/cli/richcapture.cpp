// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "tests/cli/richcapture.h"

#include "relaycore/protocol/codec.h"

using namespace Inspector;
using namespace RelayCore;
using namespace Qt::Literals::StringLiterals;

RichCapture::RichCapture(const QString &path, quint32 seed)
    : m_random(seed)
{
    auto created = CaptureWriter::create(path);
    if (const auto *error = std::get_if<CaptureError>(&created))
        qFatal("%s", qPrintable(error->text()));
    m_writer = std::move(std::get<0>(created));
    for (const SourceId source : {1U, 2U}) {
        m_writer->observe(
            {source, 0, m_timeNs,
             SourceStarted{SourceKind::Proxy, u"Proxy"_s, u"ws://127.0.0.1:9700"_s, u"ws://relay.example.org"_s}});
    }
}

RichCapture::~RichCapture() = default;

void RichCapture::observe(ConnectionId connection, WirePayload payload)
{
    m_timeNs += 1'000'000 + qint64(random(400'000'000));
    m_writer->observe({connection % 2 + 1, connection, m_timeNs, std::move(payload)});
}

void RichCapture::text(ConnectionId connection, Direction direction, const QByteArray &payload)
{
    WireMessage message;
    message.direction = direction;
    message.payload = payload;
    message.wireBytes = payload.size() + 8;
    message.frames = random(10) == 0 ? 3 : 1;
    if (random(4) == 0) {
        message.compressed = true;
        message.inflatedBytes = payload.size();
        message.wireBytes = payload.size() / 2;
    }
    observe(connection, message);
}

void RichCapture::connectClient(bool refused)
{
    static const QStringList names{u"alpha"_s, u"beta"_s, u"Gamma Café"_s, u"peer-1"_s, u"peer-12"_s, u"delta"_s};
    const ConnectionId id = ++m_connections;
    observe(id, ConnectionOpened{u"127.0.0.1:%1"_s.arg(50'000 + id), u"ws://relay.example.org"_s});
    HandshakeRequest request{"GET / HTTP/1.1", {{"Host", "relay.example.org"}}};
    request.headers.append(HttpHeader{"User-Agent", id % 3 == 0 ? "RelayCore/0.2" : "Python/3.11 websockets/15.0"});
    if (id % 4 == 1)
        request.headers.append(HttpHeader{"Authorization", "***"});
    observe(id, request);
    observe(id, HandshakeResponse{101, "HTTP/1.1 101 Switching Protocols", {{"Server", "nginx"}}, {}});
    Client client{id, QUuid(m_random(), ushort(id), 0x4000, 0x80, 0, 0, 0, 0, 0, 0, uchar(id)),
                  names[qsizetype(random(quint32(names.size())))]};
    text(id, Direction::Sent, encode(RelayRegistration{client.name, client.uuid}));
    if (refused)
        text(id, Direction::Received, encode(RelayResponse{false, u"RelayServerError: name taken"_s, true}));
    else
        text(id, Direction::Received, encode(RelayResponse{}));
    m_clients.push_back(client);
}

QByteArray RichCapture::peerMessage(const Client &from, const QUuid &to, DescriptionType type, bool returned)
{
    PeerConnection message;
    message.sourceUuid = from.uuid;
    message.sourceName = from.name;
    message.peerUuid = to;
    message.descriptionType = type;
    const bool offer = type == DescriptionType::Offer;
    const QString sdp =
        u"v=0\r\no=- %1 1 IN IP4 0.0.0.0\r\nm=application 9 UDP/DTLS/SCTP webrtc-datachannel\r\n"
        "c=IN IP4 192.0.2.%2\r\na=candidate:1 1 udp 1 192.0.2.2 60520 typ %3\r\na=setup:%4\r\n"_s.arg(m_random())
            .arg(random(20))
            .arg(random(3) == 0 ? u"relay"_s : u"host"_s, offer ? u"actpass"_s : u"active"_s);
    // As text, or as the JSON that endpoints of ProxyStore send.
    QString quoted = sdp;
    quoted.replace(u"\r\n"_s, u"\\r\\n"_s);
    message.description =
        random(2) == 0 ? sdp : u"{\"sdp\": \"%1\", \"type\": \"%2\"}"_s.arg(quoted, offer ? u"offer"_s : u"answer"_s);
    if (returned)
        message.error = random(2) == 0 ? u"Peer is not registered"_s : u"Cannot forward to Gamma Café"_s;
    return encode(message);
}

void RichCapture::sendOffer(const Client &client)
{
    const Client peer = m_clients[random(quint32(m_clients.size()))];
    if (random(5) == 0) {
        const QUuid nobody(0x9a000000, 1, 0x4000, 0x80, 0, 0, 0, 0, 0, 0, 1);
        text(client.connection, Direction::Sent, peerMessage(client, nobody, DescriptionType::Offer, false));
        text(client.connection, Direction::Received,
             peerMessage(client, nobody, random(3) == 0 ? DescriptionType::Answer : DescriptionType::Offer, true));
        return;
    }
    const QByteArray offer = peerMessage(client, peer.uuid, DescriptionType::Offer, false);
    text(client.connection, Direction::Sent, offer);
    text(peer.connection, Direction::Received, offer);
    const QByteArray answer = peerMessage(peer, client.uuid, DescriptionType::Answer, false);
    text(peer.connection, Direction::Sent, answer);
    text(client.connection, Direction::Received, answer);
}

void RichCapture::sendOddity(const Client &client)
{
    const ConnectionId id = client.connection;
    const Direction direction = random(2) == 0 ? Direction::Sent : Direction::Received;
    WireMessage message;
    message.direction = direction;
    switch (random(6)) {
    case 0:
        message.opcode = Opcode::Binary;
        message.payload = QByteArray("\x00\x01\xff binary", 10);
        break;
    case 1:
        message.payload = "C:\\new is no JSON";
        break;
    case 2:
        message.payload = R"({"message_type": "unknown", "text": "caf\u00e9"})";
        break;
    case 3:
        message.compressed = true;
        message.payload = QByteArray("\xf2\x48\xcd\xc9", 4);
        break;
    case 4:
        message.compressed = message.truncated = true;
        message.inflatedBytes = 5'000'000;
        message.payload = QByteArray(200, 'x');
        break;
    default:
        m_writer->observe({id % 2 + 1, random(8) == 0 ? 0 : id, m_timeNs, EventsLost{3, u"the reader was slow"_s}});
        return;
    }
    message.wireBytes = message.payload.size() + 6;
    observe(id, message);
}

void RichCapture::talk(const Client &client)
{
    const ConnectionId id = client.connection;
    switch (random(8)) {
    case 0:
        observe(id, ControlFrame{Direction::Received, Opcode::Ping, 10, "ping", {}, {}});
        observe(id, ControlFrame{Direction::Sent, Opcode::Pong, 14, "ping", {}, {}});
        break;
    case 1:
        sendOddity(client);
        break;
    case 2:
        if (random(3) == 0)
            observe(id, ControlFrame{Direction::Received, Opcode::Close, 12, QByteArray("\x0f\xa4", 2) + "replaced",
                                     quint16(4004), u"replaced"_s});
        break;
    default:
        sendOffer(client);
        break;
    }
}

void RichCapture::write(int count)
{
    for (int i = 0; i < count;) {
        if (m_clients.empty() || random(20) == 0) {
            connectClient(random(4) == 0);
            i += 2;
        } else {
            const Client client = m_clients[random(quint32(m_clients.size()))];
            talk(client);
            i += 2;
        }
    }
    m_writer->flush();
}
