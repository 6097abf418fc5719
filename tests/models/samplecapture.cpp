// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "tests/models/samplecapture.h"

#include "relaycore/protocol/codec.h"

using namespace Qt::Literals::StringLiterals;
using RelayCore::Direction;

const QUuid SampleCapture::alpha(u"3f2a91c4-0000-4000-8000-000000000001"_s);
const QUuid SampleCapture::beta(u"b81e07d2-0000-4000-8000-000000000002"_s);
const QUuid SampleCapture::gamma(u"77777777-0000-4000-8000-000000000003"_s);

namespace {

QString sdp(const QString &setup, const QStringList &candidates)
{
    QString text = u"v=0\r\no=- 1 1 IN IP4 0.0.0.0\r\ns=-\r\nt=0 0\r\n"
                   "m=application 60520 UDP/DTLS/SCTP webrtc-datachannel\r\nc=IN IP4 192.0.2.2\r\na=mid:0\r\n"
                   "a=sctp-port:5000\r\na=max-message-size:262144\r\n"_s;
    for (const QString &candidate : candidates)
        text += u"a=candidate:"_s + candidate + u"\r\n"_s;
    text += u"a=ice-ufrag:zKaa\r\na=ice-pwd:topsecretpassword123456\r\n"
            "a=fingerprint:sha-256 AC:10:BD:0D:9A:C4:48:5C:C2:D7:AC:10:BD:0D:9A:C4:48:5C:C2:D7:AC:10:BD:0D:9A:C4:48:5C"
            ":C2:D7:00:11\r\na=setup:"_s
            + setup + u"\r\n"_s;
    return text;
}

const QString host1 = u"1 1 udp 2130706431 192.0.2.2 60520 typ host"_s;
const QString host2 = u"2 1 udp 2130706431 fd00::2 47543 typ host"_s;
const QString srflx = u"3 1 udp 1694498815 198.51.100.7 61004 typ srflx raddr 192.0.2.2 rport 60520"_s;

} // namespace

SampleCapture::SampleCapture(const QString &path)
{
    auto created = Inspector::CaptureWriter::create(path);
    if (auto *writer = std::get_if<std::unique_ptr<Inspector::CaptureWriter>>(&created))
        m_writer = std::move(*writer);
}

void SampleCapture::observe(RelayCore::SourceId source, RelayCore::ConnectionId connection,
                            RelayCore::WirePayload payload)
{
    m_writer->observe({source, connection, m_timeNs, std::move(payload)});
}

void SampleCapture::open(RelayCore::ConnectionId connection, const QString &address)
{
    observe(1, connection, RelayCore::ConnectionOpened{address, u"ws://127.0.0.1:8700"_s});
    observe(1, connection,
            RelayCore::HandshakeRequest{"GET / HTTP/1.1",
                                        {{"Host", "127.0.0.1:8700"},
                                         {"Authorization", "Bearer verysecret"},
                                         {"User-Agent", "Python/3.11 websockets/17.0"}}});
    observe(1, connection, RelayCore::HandshakeResponse{101, "HTTP/1.1 101 Switching Protocols", {}, {}});
}

void SampleCapture::text(RelayCore::ConnectionId connection, Direction direction, const QByteArray &payload,
                         qint64 afterUs)
{
    m_timeNs += afterUs * 1'000;
    observe(1, connection,
            RelayCore::WireMessage{direction, RelayCore::Opcode::Text, false, 1, payload.size() + 8, payload});
}

void SampleCapture::writeOne(const QByteArray &payload)
{
    text(1, Direction::Sent, payload, 1000);
}

void SampleCapture::writeAll()
{
    using namespace RelayCore;
    const auto peer = [](const QUuid &from, const QString &name, const QUuid &to, DescriptionType type,
                         const QString &description, std::optional<QString> error = {}) {
        return encode(PeerConnection{from, name, to, type, description, std::move(error)});
    };
    const QByteArray offer =
        peer(alpha, u"alpha"_s, beta, DescriptionType::Offer, sdp(u"actpass"_s, {host1, host2, srflx}));
    const QByteArray answer = peer(beta, u"beta"_s, alpha, DescriptionType::Answer, sdp(u"active"_s, {host1, srflx}));
    const QString lonely = sdp(u"actpass"_s, {host1, host2});

    observe(1, 0, SourceStarted{SourceKind::Proxy, u"Proxy"_s, u"ws://127.0.0.1:9700"_s, u"wss://relay.example.org"_s});
    open(1, u"127.0.0.1:50001"_s);
    text(1, Direction::Sent, encode(RelayRegistration{u"alpha"_s, alpha}), 0);
    text(1, Direction::Received, encode(RelayResponse{}), 583);
    open(2, u"127.0.0.1:50002"_s);
    text(2, Direction::Sent, encode(RelayRegistration{u"beta"_s, beta}), 226'639);
    text(2, Direction::Received, encode(RelayResponse{}), 552);
    text(1, Direction::Sent, offer, 1'638'121);
    text(2, Direction::Received, offer, 289);
    text(2, Direction::Sent, answer, 35'943);
    text(1, Direction::Received, answer, 345);
    text(1, Direction::Sent, peer(alpha, u"alpha"_s, gamma, DescriptionType::Offer, lonely), 175'314);
    text(1, Direction::Received,
         peer(alpha, u"alpha"_s, gamma, DescriptionType::Offer, lonely, u"gamma is not registered with this relay"_s),
         373);
    m_timeNs += 6'900'000'000;
    observe(1, 1, ControlFrame{Direction::Received, Opcode::Ping, 6, "abcd", {}, {}});
    m_timeNs += 43'000;
    observe(1, 1, ControlFrame{Direction::Sent, Opcode::Pong, 10, "abcd", {}, {}});
    open(3, u"127.0.0.1:50003"_s);
    text(3, Direction::Sent, "{\"message_type\": ", 1000);
    m_timeNs += 1'000'000;
    observe(1, 3, WireMessage{Direction::Sent, Opcode::Binary, false, 1, 10, QByteArray("\x00\x01\xfe\xff", 4)});
    m_timeNs += 1'000'000;
    observe(1, 3,
            ControlFrame{Direction::Received, Opcode::Close, 30,
                         QByteArray("\x0f\xa4", 2) + "Relay received a registration", quint16(4004),
                         u"Relay received a registration"_s});
    observe(1, 3, ConnectionClosed{ConnectionClosed::By::Relay, {}, {}});
    observe(2, 0, SourceStarted{SourceKind::Client, u"demo-two"_s, {}, u"ws://127.0.0.1:1"_s});
    observe(2, 0, StateChanged{SourceState::Backoff, u"retry 3 in 2.4 s: refused"_s});
    observe(1, 0, EventsLost{7, u"queue full"_s});
    m_writer->flush();
}
