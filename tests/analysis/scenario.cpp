// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "tests/analysis/scenario.h"

#include "relaycore/protocol/codec.h"

using namespace Qt::Literals::StringLiterals;
using namespace Inspector;
using namespace RelayCore;

const QUuid Scenario::alpha = QUuid::fromString(u"a38fa5d1-f4b8-4a9b-8ddd-1d0255a1e74b");
const QUuid Scenario::beta = QUuid::fromString(u"484c5196-7a4a-42b1-9179-2e1118fc7b11");
const QString Scenario::unknownPeer =
    u"Cannot forward peer connection message to peer x because this peer is not registered this relay server."_s;

namespace {

QString nameOf(const QUuid &uuid)
{
    return uuid == Scenario::alpha ? u"alpha"_s : u"beta"_s;
}

} // namespace

QString Scenario::sdp(const QStringList &candidates, const QString &setup)
{
    QString text =
        u"v=0\r\no=- 1 1 IN IP4 0.0.0.0\r\ns=-\r\nt=0 0\r\nm=application 9 UDP/DTLS/SCTP webrtc-datachannel\r\n"
        "c=IN IP4 0.0.0.0\r\na=mid:0\r\na=sctp-port:5000\r\na=ice-ufrag:abcd\r\n"
        "a=ice-pwd:0123456789012345678901\r\na=fingerprint:sha-256 "_s
        + QStringList(32, u"AB"_s).join(u':') + u"\r\na=setup:"_s + setup + u"\r\n"_s;
    for (const QString &candidate : candidates)
        text += u"a=candidate:"_s + candidate + u"\r\n"_s;
    return text;
}

QString Scenario::publicOffer()
{
    return sdp({u"1 1 udp 2130706431 203.0.113.1 4000 typ host"_s});
}

QString Scenario::publicAnswer()
{
    return sdp({u"1 1 udp 2130706431 198.51.100.1 5000 typ host"_s}, u"active"_s);
}

Scenario &Scenario::after(qint64 milliseconds)
{
    m_nowNs += milliseconds * 1'000'000;
    return *this;
}

MessageId Scenario::add(MessageRow row)
{
    row.id = MessageId(m_messages.size()) + 1;
    row.timeNs = m_nowNs;
    m_index.add(row);
    m_messages.push_back(row);
    return row.id;
}

ConnectionId Scenario::joins(const QUuid &uuid, const QString &relay)
{
    ConnectionRow connection;
    connection.id = ConnectionId(m_connections.size()) + 1;
    connection.openedNs = m_nowNs;
    connection.upstream = relay;
    connection.uuid = uuid;
    connection.name = nameOf(uuid);
    connection.registered = true;
    m_connections.append(connection);
    m_newest[uuid] = connection.id;
    MessageRow row;
    row.connection = connection.id;
    row.kind = MessageKind::Registration;
    row.source = uuid;
    row.sourceName = connection.name;
    row.payload = encode(RelayRegistration{connection.name, uuid});
    add(row);
    MessageRow response;
    response.connection = connection.id;
    response.kind = MessageKind::Response;
    response.direction = Direction::Received;
    response.payload = encode(RelayResponse{true, {}, false});
    after(1).add(response);
    return connection.id;
}

ConnectionId Scenario::refused(const QUuid &uuid, const QString &reason)
{
    ConnectionRow connection;
    connection.id = ConnectionId(m_connections.size()) + 1;
    connection.upstream = u"ws://relay:8700"_s;
    connection.uuid = uuid;
    connection.registrationError = reason;
    m_connections.append(connection);
    MessageRow row;
    row.connection = connection.id;
    row.kind = MessageKind::Registration;
    row.source = uuid;
    row.sourceName = nameOf(uuid);
    row.payload = encode(RelayRegistration{nameOf(uuid), uuid});
    add(row);
    MessageRow response;
    response.connection = connection.id;
    response.kind = MessageKind::Response;
    response.direction = Direction::Received;
    response.payload = encode(RelayResponse{false, reason, true});
    after(1).add(response);
    return connection.id;
}

void Scenario::meet()
{
    joins(alpha);
    after(10).joins(beta);
    after(100);
}

void Scenario::leaves(ConnectionId connection, std::optional<quint16> code, ConnectionClosed::By by)
{
    ConnectionRow &row = m_connections[qsizetype(connection) - 1];
    row.closedNs = m_nowNs;
    row.closeCode = code;
    row.closed = ConnectionClosed{by, code ? CloseCategory::None : CloseCategory::Reset, {}};
}

PeerConnection Scenario::message(DescriptionType type, const QString &sdp) const
{
    const bool offers = type == DescriptionType::Offer;
    const QUuid source = offers ? m_from : m_to;
    return {source, nameOf(source), offers ? m_to : m_from, type, sdp, {}};
}

MessageId Scenario::peer(const QUuid &on, Direction direction, PeerConnection message)
{
    MessageRow row;
    row.connection = m_newest.value(on);
    row.direction = direction;
    row.source = message.sourceUuid;
    row.peer = message.peerUuid;
    row.sourceName = message.sourceName;
    row.kind = message.error                                       ? MessageKind::Returned
               : message.descriptionType == DescriptionType::Offer ? MessageKind::Offer
                                                                   : MessageKind::Answer;
    row.payload = encode(message);
    return add(row);
}

MessageId Scenario::offer(const QString &sdp)
{
    return peer(m_from, Direction::Sent, message(DescriptionType::Offer, sdp));
}

MessageId Scenario::offerArrives(const QString &sdp)
{
    return peer(m_to, Direction::Received, message(DescriptionType::Offer, sdp));
}

MessageId Scenario::offerReturns(const QString &error)
{
    PeerConnection returned = message(DescriptionType::Offer, publicOffer());
    returned.error = error;
    return peer(m_from, Direction::Received, returned);
}

MessageId Scenario::answer(const QString &sdp)
{
    return peer(m_to, Direction::Sent, message(DescriptionType::Answer, sdp));
}

MessageId Scenario::answerArrives(const QString &sdp)
{
    return peer(m_from, Direction::Received, message(DescriptionType::Answer, sdp));
}

MessageId Scenario::answerReturns(const QString &error)
{
    PeerConnection returned = message(DescriptionType::Answer, publicAnswer());
    returned.error = error;
    return peer(m_to, Direction::Received, returned);
}

void Scenario::exchange(const QString &offered, const QString &answered)
{
    offer(offered);
    after(1).offerArrives(offered);
    after(1).answer(answered);
    after(1).answerArrives(answered);
}

void Scenario::ping()
{
    MessageRow row;
    row.connection = 1;
    row.kind = MessageKind::Ping;
    row.opcode = Opcode::Ping;
    add(row);
}

const CaptureIndex &Scenario::index()
{
    (void)m_index.update({}, m_connections);
    return m_index;
}

std::optional<MessageRow> Scenario::message(MessageId id) const
{
    return id >= 1 && id <= m_messages.size() ? std::optional(m_messages[id - 1]) : std::nullopt;
}

AttemptFacts Scenario::facts(Attempts::Index attempt)
{
    return attemptFacts(index(), attempt, [this](MessageId id) { return message(id); });
}

Assessment Scenario::assess(Attempts::Index attempt)
{
    const AttemptFacts known = facts(attempt);
    Assessment assessment = Inspector::assess(known);
    if (!(judge(attempt, known) == AttemptRank(attempt, assessment.verdicts)))
        qFatal("An attempt is judged otherwise where its sentences are not wanted.");
    return assessment;
}

QString Scenario::verdicts(Attempts::Index attempt)
{
    QStringList words;
    for (const Verdict &verdict : assess(attempt).verdicts) {
        const QString severity = verdict.severity == Severity::Problem ? u"problem "_s
                                 : verdict.severity == Severity::Good  ? u"good "_s
                                                                       : u"note "_s;
        words.append(severity + identifier(verdict.id));
    }
    return words.join(u", "_s);
}
