// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/filter/filtercondition.h"

#include "inspector/analysis/description.h"
#include "inspector/filter/filteredit.h"
#include "inspector/filter/filterkeys.h"
#include "inspector/filter/saturated.h"
#include "relaycore/protocol/codec.h"

#include <algorithm>
#include <limits>

using namespace Qt::Literals::StringLiterals;

namespace Inspector {

using namespace RelayCore;

namespace {

constexpr quint32 bit(quint32 place)
{
    return 1U << place;
}

constexpr quint32 bitOf(MessageKind kind)
{
    return bit(quint32(kind));
}

/// Returns the kinds that a word means.
quint32 kindsOf(FilterKindValue value)
{
    switch (value) {
    case FilterKindValue::Registration:
        return bitOf(MessageKind::Registration);
    case FilterKindValue::Response:
        return bitOf(MessageKind::Response);
    case FilterKindValue::Peer:
        return bitOf(MessageKind::Offer) | bitOf(MessageKind::Answer) | bitOf(MessageKind::Returned);
    case FilterKindValue::Offer:
        return bitOf(MessageKind::Offer);
    case FilterKindValue::Answer:
        return bitOf(MessageKind::Answer);
    case FilterKindValue::Returned:
        return bitOf(MessageKind::Returned);
    case FilterKindValue::Ping:
        return bitOf(MessageKind::Ping);
    case FilterKindValue::Pong:
        return bitOf(MessageKind::Pong);
    case FilterKindValue::Close:
        return bitOf(MessageKind::Close);
    case FilterKindValue::Control:
        return bitOf(MessageKind::Ping) | bitOf(MessageKind::Pong) | bitOf(MessageKind::Close);
    case FilterKindValue::Other:
        return bitOf(MessageKind::Other);
    }
    Q_UNREACHABLE();
}

/// Returns the place of an opcode in the table of words.
quint32 placeOf(Opcode opcode)
{
    switch (opcode) {
    case Opcode::Text:
        return 0;
    case Opcode::Binary:
        return 1;
    case Opcode::Close:
        return 2;
    case Opcode::Ping:
        return 3;
    case Opcode::Pong:
        return 4;
    }
    return 31; // A number from a damaged file.
}

/// Returns whether sender and receiver are those that the message itself names.
bool namesBothEnds(MessageKind kind)
{
    return kind == MessageKind::Offer || kind == MessageKind::Answer;
}

} // namespace

FilterCondition::FilterCondition(const FilterTerm &term, const CaptureIndex &index, const QList<LostRow> &lost)
    : m_key(term.key)
    , m_attribute(term.attribute.toUtf8())
{
    for (const FilterValue &value : term.values) {
        if (std::holds_alternative<FilterPresence>(value)) {
            m_any = true;
        } else if (const auto *choice = std::get_if<FilterChoice>(&value)) {
            m_choices |= m_key == FilterKey::Kind ? kindsOf(FilterKindValue(choice->index)) : bit(choice->index);
        } else if (const auto *range = std::get_if<FilterRange>(&value)) {
            m_ranges.push_back(*range);
        } else if (const auto *pattern = std::get_if<TextPattern>(&value)) {
            m_patterns.push_back(*pattern);
            if (m_key == FilterKey::Text && pattern->type() == TextPattern::Type::Uuid)
                m_uuids.insert(index.peers().find(pattern->uuid()));
        }
    }
    relate(term, index);
    if (m_key == FilterKey::Has && (m_choices & bit(quint32(FilterHasValue::Lost))))
        relateLost(index, lost);
}

void FilterCondition::relate(const FilterTerm &term, const CaptureIndex &index)
{
    if (m_key == FilterKey::Uuid || m_key == FilterKey::From || m_key == FilterKey::To || m_key == FilterKey::Name)
        relatePeers(term, index);
    else if (m_key == FilterKey::Header)
        relateHeaders(index);
    else if (m_key == FilterKey::Time)
        relateTimes(term, index);
}

void FilterCondition::relatePeers(const FilterTerm &term, const CaptureIndex &index)
{
    const PeerTable &peers = index.peers();
    for (const FilterValue &value : term.values) {
        const auto *const named = std::get_if<FilterPeer>(&value);
        const auto *const beginning = named && named->uuid ? &*named->uuid : std::get_if<FilterUuid>(&value);
        const bool anyName = std::holds_alternative<FilterPresence>(value);
        m_relay = m_relay || anyName || (named && named->relay);
        for (PeerTable::Index peer = 1; peer <= peers.count(); ++peer) {
            bool matches = beginning && peers.uuid(peer).toByteArray(QUuid::Id128).startsWith(beginning->digits);
            if (anyName)
                matches = !peers.names(peer).isEmpty();
            if (named && !matches) {
                const QStringList names = peers.names(peer);
                matches = std::any_of(names.cbegin(), names.cend(),
                                      [named](const QString &name) { return named->name.matches(name); });
            }
            if (matches)
                m_peers.insert(peer);
        }
    }
    m_relay = m_relay && m_key != FilterKey::Name; // The relay has no name.
    if (m_key == FilterKey::Uuid)
        return;
    for (const ConnectionRow &connection : index.connections()) {
        if (m_peers.contains(peers.find(connection.uuid)))
            m_connections.insert(connection.id);
    }
}

void FilterCondition::relateHeaders(const CaptureIndex &index)
{
    const auto matching = [&](const HeaderList &headers) {
        return std::any_of(headers.cbegin(), headers.cend(), [&](const HttpHeader &header) {
            if (header.name.compare(m_attribute, Qt::CaseInsensitive) != 0)
                return false;
            const QString value = QString::fromUtf8(header.value);
            return m_any || std::any_of(m_patterns.cbegin(), m_patterns.cend(), [&](const TextPattern &pattern) {
                       return pattern.matches(value);
                   });
        });
    };
    for (const ConnectionRow &connection : index.connections()) {
        if ((connection.request && matching(connection.request->headers))
            || (connection.response && matching(connection.response->headers)))
            m_connections.insert(connection.id);
    }
}

void FilterCondition::relateLost(const CaptureIndex &index, const QList<LostRow> &lost)
{
    for (const LostRow &row : lost) {
        if (row.connection != 0) {
            m_connections.insert(row.connection);
            continue;
        }
        for (const ConnectionRow &connection : index.connections()) {
            if (connection.source == row.source)
                m_connections.insert(connection.id);
        }
    }
}

void FilterCondition::relateTimes(const FilterTerm &term, const CaptureIndex &index)
{
    const qint64 start = index.messageCount() == 0 ? 0 : index.timesNs()[0];
    for (const FilterValue &value : term.values) {
        const auto *const times = std::get_if<FilterTimeRange>(&value);
        if (!times)
            continue;
        FilterRange range;
        if (times->from)
            range.lowest = saturatedSum(filterTimeNs(*times->from, start), times->withFrom ? 0 : 1);
        if (times->to)
            range.highest = saturatedSum(filterTimeNs(*times->to, start), times->withTo ? 0 : -1);
        m_ranges.push_back(range);
    }
}

bool FilterCondition::inRange(qint64 value) const
{
    return std::any_of(m_ranges.cbegin(), m_ranges.cend(),
                       [value](const FilterRange &range) { return range.contains(value); });
}

bool FilterCondition::isFrom(const CaptureIndex &index, MessageId id) const
{
    const MessageKind kind = index.kinds()[id - 1];
    if (namesBothEnds(kind) || kind == MessageKind::Registration)
        return m_peers.contains(index.senders()[id - 1]);
    if (index.traits()[id - 1].direction() == Direction::Received)
        return m_relay;
    return m_connections.contains(index.connectionIds()[id - 1]);
}

bool FilterCondition::isTo(const CaptureIndex &index, MessageId id) const
{
    const MessageKind kind = index.kinds()[id - 1];
    if (namesBothEnds(kind))
        return m_peers.contains(index.receivers()[id - 1]);
    if (index.traits()[id - 1].direction() == Direction::Sent)
        return m_relay;
    return m_connections.contains(index.connectionIds()[id - 1]);
}

bool FilterCondition::hasProperty(const CaptureIndex &index, MessageId id) const
{
    const auto wanted = [this](FilterHasValue value) { return (m_choices & bit(quint32(value))) != 0; };
    const MessageTraits traits = index.traits()[id - 1];
    return (wanted(FilterHasValue::Binary) && traits.opcode() == Opcode::Binary)
           || (wanted(FilterHasValue::Fragments) && traits.isFragmented())
           || (wanted(FilterHasValue::Deflate) && traits.isCompressed())
           || (wanted(FilterHasValue::Truncated) && traits.isTruncated())
           || (wanted(FilterHasValue::Invalid) && traits.opcode() == Opcode::Text
               && index.kinds()[id - 1] == MessageKind::Other)
           || (wanted(FilterHasValue::Lost) && m_connections.contains(index.connectionIds()[id - 1]));
}

FilterCondition::Verdict FilterCondition::judge(const CaptureIndex &index, MessageId id) const
{
    const auto verdict = [](bool matches) { return matches ? Verdict::Yes : Verdict::No; };
    const std::size_t at = id - 1;
    switch (m_key) {
    case FilterKey::Text:
        if (!m_uuids.isEmpty()) {
            const PeerTable::Index sender = index.senders()[at];
            const PeerTable::Index receiver = index.receivers()[at];
            if ((sender && m_uuids.contains(sender)) || (receiver && m_uuids.contains(receiver)))
                return Verdict::Yes;
        }
        return Verdict::NeedsPayload;
    case FilterKey::Body:
        return m_any ? verdict(index.sizes()[at] > 0) : Verdict::NeedsPayload;
    case FilterKey::Connection:
        return verdict(inRange(index.connectionIds()[at]));
    case FilterKey::Direction:
        return verdict(m_choices & bit(index.traits()[at].direction() == Direction::Sent ? 0 : 1));
    case FilterKey::Opcode:
        return verdict(m_choices & bit(placeOf(index.traits()[at].opcode())));
    case FilterKey::Kind:
        return verdict(m_choices & bitOf(index.kinds()[at]));
    case FilterKey::Description: {
        const auto description = index.traits()[at].description();
        return verdict(description != MessageTraits::Description::None && (m_choices & bit(quint32(description) - 1)));
    }
    case FilterKey::Outcome: {
        const auto outcome = index.traits()[at].outcome();
        return verdict(outcome != MessageTraits::Outcome::None && (m_choices & bit(quint32(outcome) - 1)));
    }
    case FilterKey::Uuid:
        return verdict(m_peers.contains(index.senders()[at]) || m_peers.contains(index.receivers()[at]));
    case FilterKey::From:
        return verdict(isFrom(index, id));
    case FilterKey::To:
        return verdict(isTo(index, id));
    case FilterKey::Name:
        return verdict(isFrom(index, id) || isTo(index, id));
    case FilterKey::Size:
        return verdict(inRange(index.sizes()[at]));
    case FilterKey::Time:
        return verdict(inRange(index.timesNs()[at]));
    case FilterKey::RoundTrip: {
        const std::optional<qint64> ns = index.exchanges().roundTripNs(id);
        return verdict(ns && inRange(*ns));
    }
    case FilterKey::Has:
        return verdict(hasProperty(index, id));
    case FilterKey::Header:
        return verdict(m_connections.contains(index.connectionIds()[at]));
    case FilterKey::Sdp:
        return isPeerConnection(index.kinds()[at]) ? Verdict::NeedsPayload : Verdict::No;
    case FilterKey::Error:
        return index.traits()[at].outcome() == MessageTraits::Outcome::Failed ? Verdict::NeedsPayload : Verdict::No;
    }
    Q_UNREACHABLE();
}

bool FilterCondition::matches(const PayloadText &payload) const
{
    if (m_key == FilterKey::Sdp)
        return matchesSdp(payload);
    if (m_key == FilterKey::Error)
        return matchesError(payload);
    return std::any_of(m_patterns.cbegin(), m_patterns.cend(),
                       [&](const TextPattern &pattern) { return pattern.matches(payload); });
}

bool FilterCondition::matchesError(const PayloadText &payload) const
{
    const DecodeResult decoded = decode(payload.payload());
    const auto *const message = std::get_if<RelayMessage>(&decoded);
    if (!message)
        return false;
    std::optional<QString> text;
    if (const auto *response = std::get_if<RelayResponse>(message))
        text = response->message;
    else if (const auto *peer = std::get_if<PeerConnection>(message))
        text = peer->error;
    return text && (m_any || std::any_of(m_patterns.cbegin(), m_patterns.cend(), [&](const TextPattern &pattern) {
                        return pattern.matches(*text);
                    }));
}

bool FilterCondition::matchesSdp(const PayloadText &payload) const
{
    const DecodeResult decoded = decode(payload.payload());
    const auto *const message = std::get_if<RelayMessage>(&decoded);
    const auto *const peer = message ? std::get_if<PeerConnection>(message) : nullptr;
    if (!peer)
        return false;
    // a=NAME:VALUE or a=NAME; a name of one letter is also the type of a line: c=IN IP4 192.0.2.1.
    const QString attribute = QString::fromUtf8(m_attribute);
    const QString description = sessionDescriptionIn(peer->description);
    for (QStringView line : QStringView(description).tokenize(u'\n')) {
        if (line.endsWith(u'\r'))
            line.chop(1);
        if (line.size() < 2 || line[1] != u'=')
            continue;
        QStringView value = line.sliced(2);
        if (attribute.size() != 1 || line.first(1).compare(attribute, Qt::CaseInsensitive) != 0) {
            const qsizetype colon = value.indexOf(u':');
            const QStringView name = colon < 0 ? value : value.first(colon);
            if (line[0] != u'a' || name.compare(attribute, Qt::CaseInsensitive) != 0)
                continue;
            value = colon < 0 ? QStringView() : value.sliced(colon + 1);
        }
        const QString text = value.toString();
        if (m_any || std::any_of(m_patterns.cbegin(), m_patterns.cend(), [&](const TextPattern &pattern) {
                return pattern.matches(text);
            }))
            return true;
    }
    return false;
}

bool FilterCondition::judgesLike(const FilterCondition &later, PeerTable::Index peers, const IdSet &connections) const
{
    const auto isJudged = [peers](quint32 peer) { return peer <= peers; };
    return m_ranges == later.m_ranges && !m_peers.differs(later.m_peers, isJudged)
           && !m_uuids.differs(later.m_uuids, isJudged)
           && !m_connections.differs(later.m_connections, [&](quint32 id) { return connections.contains(id); });
}

int FilterCondition::cost() const
{
    switch (m_key) {
    case FilterKey::Error:
        return 1; // Few messages have one.
    case FilterKey::Text:
    case FilterKey::Body: {
        const bool expression = std::any_of(m_patterns.cbegin(), m_patterns.cend(), [](const TextPattern &pattern) {
            return pattern.type() == TextPattern::Type::Expression;
        });
        return expression ? 4 : 2;
    }
    case FilterKey::Sdp:
        return 3;
    case FilterKey::Connection:
    case FilterKey::Direction:
    case FilterKey::Opcode:
    case FilterKey::Kind:
    case FilterKey::Description:
    case FilterKey::Uuid:
    case FilterKey::From:
    case FilterKey::To:
    case FilterKey::Name:
    case FilterKey::Outcome:
    case FilterKey::Size:
    case FilterKey::Time:
    case FilterKey::RoundTrip:
    case FilterKey::Has:
    case FilterKey::Header:
        return 0;
    }
    Q_UNREACHABLE();
}

} // namespace Inspector
