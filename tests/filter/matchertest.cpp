// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "tests/filter/matchertest.h"

#include "inspector/filter/filtermatcher.h"
#include "inspector/filter/filterparser.h"
#include "relaycore/protocol/codec.h"

using namespace Qt::Literals::StringLiterals;
using namespace Inspector;
using namespace RelayCore;

const QUuid MatcherSample::alpha = QUuid::fromString(u"a38fa5d1-f4b8-4a9b-8ddd-1d0255a1e74b");
const QUuid MatcherSample::beta = QUuid::fromString(u"484c5196-7a4a-42b1-9179-2e1118fc7b11");
const QUuid MatcherSample::gamma = QUuid::fromString(u"9a000000-0000-4000-8000-000000000001");

namespace {

ConnectionRow connection(ConnectionId id, SourceId source, const QUuid &uuid, const QString &name,
                         const QByteArray &agent)
{
    ConnectionRow row;
    row.id = id;
    row.source = source;
    row.uuid = uuid;
    row.name = name;
    row.request = HandshakeRequest{"GET / HTTP/1.1", {{"Host", "relay.example.org"}, {"User-Agent", agent}}};
    row.response = HandshakeResponse{101, "HTTP/1.1 101 Switching Protocols", {{"Server", "nginx"}}, {}};
    if (id == 2)
        row.request->headers.append(HttpHeader{"Authorization", "***"});
    return row;
}

QByteArray peerMessage(const QUuid &from, const QString &name, const QUuid &to, DescriptionType type,
                       const QString &description, std::optional<QString> error = {})
{
    PeerConnection message;
    message.sourceUuid = from;
    message.sourceName = name;
    message.peerUuid = to;
    message.descriptionType = type;
    message.description = description;
    message.error = std::move(error);
    return encode(message);
}

} // namespace

MessageRow &MatcherSample::add(ConnectionId connection, Direction direction, const QByteArray &payload)
{
    MessageRow row;
    row.id = MessageId(rows.size() + 1);
    row.connection = connection;
    row.direction = direction;
    row.timeNs = startNs + qint64(rows.size()) * 250'000'000;
    row.payload = payload;
    row.wireBytes = payload.size() + 6;
    const DecodeResult decoded = decode(payload);
    if (const auto *message = std::get_if<RelayMessage>(&decoded)) {
        if (const auto *registration = std::get_if<RelayRegistration>(message)) {
            row.kind = MessageKind::Registration;
            row.source = registration->uuid;
            row.sourceName = registration->name;
        } else if (std::holds_alternative<RelayResponse>(*message)) {
            row.kind = MessageKind::Response;
        } else if (const auto *peer = std::get_if<PeerConnection>(message)) {
            row.source = peer->sourceUuid;
            row.sourceName = peer->sourceName;
            row.peer = peer->peerUuid;
            const bool offer = peer->descriptionType == DescriptionType::Offer;
            row.kind = peer->error ? MessageKind::Returned : offer ? MessageKind::Offer : MessageKind::Answer;
        }
    }
    rows.push_back(row);
    return rows.back();
}

MatcherSample::MatcherSample()
{
    const QString offer = u"v=0\r\no=- 1 1 IN IP4 0.0.0.0\r\nm=application 9 UDP/DTLS/SCTP webrtc-datachannel\r\n"
                          "c=IN IP4 192.0.2.2\r\na=candidate:1 1 udp 1 192.0.2.2 60520 typ host\r\n"
                          "a=end-of-candidates\r\na=setup:actpass\r\n"_s;
    // As an endpoint of ProxyStore sends it.
    const QString answer =
        u"{\"sdp\": \"v=0\\r\\nc=IN IP4 192.0.2.3\\r\\na=candidate:1 1 udp 1 192.0.2.9 60520 typ relay\\r\\n"
        "a=setup:active\\r\\n\", \"type\": \"answer\"}"_s;
    constexpr auto sent = Direction::Sent;
    constexpr auto received = Direction::Received;
    add(1, sent, encode(RelayRegistration{u"alpha"_s, alpha}));                                       // 1
    add(1, received, encode(RelayResponse{}));                                                        // 2
    add(2, sent, encode(RelayRegistration{u"Beta Café"_s, beta}));                                    // 3
    add(2, received, encode(RelayResponse{}));                                                        // 4
    add(1, sent, peerMessage(alpha, u"alpha"_s, beta, DescriptionType::Offer, offer));                // 5
    add(2, received, peerMessage(alpha, u"alpha"_s, beta, DescriptionType::Offer, offer)).frames = 3; // 6
    add(2, sent, peerMessage(beta, u"Beta Café"_s, alpha, DescriptionType::Answer, answer));          // 7
    MessageRow &compressed =
        add(1, received, peerMessage(beta, u"Beta Café"_s, alpha, DescriptionType::Answer, answer)); // 8
    compressed.compressed = true;
    compressed.inflatedBytes = compressed.payload.size();
    add(1, sent, peerMessage(alpha, u"alpha"_s, gamma, DescriptionType::Offer, u"v=0"_s)); // 9
    add(1, received,
        peerMessage(alpha, u"alpha"_s, gamma, DescriptionType::Offer, u"v=0"_s,
                    u"Peer is not registered: 9A000000000040008000000000000001"_s)); // 10
    MessageRow &ping = add(1, sent, "are you there");                                // 11
    ping.opcode = Opcode::Ping;
    ping.kind = MessageKind::Ping;
    MessageRow &pong = add(1, received, "are you there"); // 12
    pong.opcode = Opcode::Pong;
    pong.kind = MessageKind::Pong;
    add(3, sent, QByteArray("\x00\x01\xff", 3)).opcode = Opcode::Binary; // 13
    add(3, sent, "C:\\new, no JSON");                                    // 14
    MessageRow &opaque = add(3, received, QByteArray("\xf2\x48\\n", 4)); // 15
    opaque.compressed = true;
    add(3, received, encode(RelayResponse{false, u"RelayServerError: name taken"_s, true})); // 16
    MessageRow &close = add(2, received, QByteArray("\x0f\xa4", 2) + "replaced");            // 17
    close.opcode = Opcode::Close;
    close.kind = MessageKind::Close;
    MessageRow &truncated = add(2, sent, QByteArray(100, 'x')); // 18
    truncated.compressed = truncated.truncated = true;
    truncated.inflatedBytes = 5'000'000;

    (void)index.update({}, {connection(1, 1, alpha, u"alpha"_s, "Python/3.11 websockets/15.0"),
                            connection(2, 1, beta, u"Beta Café"_s, "RelayCore/0.2"), connection(3, 2, {}, {}, "curl")});
    for (const MessageRow &row : rows) {
        MessageRow metadata = row;
        metadata.payloadBytes = row.payload.size();
        if (row.kind != MessageKind::Response && row.kind != MessageKind::Returned)
            metadata.payload.clear();
        (void)index.add(metadata);
    }
    lost = {{2, 0, startNs, 5, u"the reader was slow"_s}};
}

QList<int> MatcherSample::matching(const QString &filter) const
{
    const auto parsed = parseFilter(filter);
    const auto *const read = std::get_if<Filter>(&parsed);
    if (!read)
        return {-1};
    const FilterMatcher matcher(*read, index, lost);
    QList<int> ids;
    for (const MessageRow &row : rows) {
        const FilterMatcher::Verdict verdict = matcher.judge(row.id);
        const bool matches = matcher.matches(row.id, row.payload);
        // The payload must never change what was decided without it.
        if (verdict != FilterMatcher::Verdict::NeedsPayload && matches != (verdict == FilterMatcher::Verdict::Yes))
            return {-2, int(row.id)};
        if (verdict == FilterMatcher::Verdict::NeedsPayload && !matcher.needsPayload())
            return {-3, int(row.id)};
        if (matches)
            ids.append(int(row.id));
    }
    return ids;
}
