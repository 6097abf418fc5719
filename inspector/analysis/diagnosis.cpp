// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/analysis/diagnosis.h"

#include "inspector/analysis/closediagnosis.h"
#include "inspector/analysis/description.h"
#include "inspector/analysis/sdp.h"
#include "relaycore/protocol/closecode.h"
#include "relaycore/protocol/codec.h"

#include <QtCore/QCoreApplication>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace Inspector {

using namespace RelayCore;
using namespace DiagnosisParts;

namespace {

/// Gives the sentences below their translation context.
class Text
{
    Q_DECLARE_TR_FUNCTIONS(Inspector::Diagnosis)
};

QString shortened(const QUuid &uuid)
{
    const QString text = uuid.toString(QUuid::WithoutBraces);
    return text.left(8) + u'…' + text.right(4);
}

QString milliseconds(qint64 ns)
{
    const double ms = double(ns) / 1e6;
    if (ms >= 10'000)
        return Text::tr("%1 s").arg(ms / 1'000, 0, 'f', 1);
    return Text::tr("%1 ms").arg(ms, 0, 'f', ms < 10 ? 1 : 0);
}

std::optional<PeerConnection> peerConnection(const std::optional<MessageRow> &message)
{
    if (!message)
        return std::nullopt;
    const DecodeResult decoded = decode(message->payload);
    if (const auto *const known = std::get_if<RelayMessage>(&decoded)) {
        if (const auto *const peer = std::get_if<PeerConnection>(known))
            return *peer;
    }
    return std::nullopt;
}

QString sourceName(const std::optional<PeerConnection> &message, const QUuid &uuid)
{
    return message && !message->sourceName.isEmpty() ? message->sourceName : shortened(uuid);
}

/// What is odd about a session description; empty where nothing is.
QString remarkOn(const std::optional<PeerConnection> &message, const QString &name)
{
    if (!message)
        return {};
    const Sdp sdp = parseSdp(sessionDescriptionIn(message->description));
    if (sdp.media.isEmpty())
        return Text::tr("the description of %1 is no usable SDP: no connection can come of it").arg(name);
    QList<IceCandidate> candidates;
    bool complete = false;
    for (const SdpMedia &media : sdp.media) {
        candidates += media.candidates;
        complete = complete || media.endOfCandidates;
    }
    if (candidates.isEmpty()) {
        return complete ? Text::tr("%1 offers no candidates at all: nobody can reach it").arg(name)
                        : Text::tr("%1 names no candidates; this protocol has no later way to send them").arg(name);
    }
    const bool hostOnly = std::all_of(candidates.cbegin(), candidates.cend(),
                                      [](const IceCandidate &candidate) { return candidate.type == u"host"; });
    if (hostOnly) {
        return Text::tr(
                   "%1 offers only host candidates: behind a NAT these two will not meet; configure a STUN or TURN "
                   "server there")
            .arg(name);
    }
    return {};
}

/// "beta answered after 38 ms; alpha offers only host candidates: …".
Diagnosis withRemarks(const QString &sentence, QStringList remarks)
{
    remarks.removeAll(QString());
    const Severity severity = remarks.isEmpty() ? Severity::Good : Severity::Note;
    remarks.prepend(sentence);
    return {severity, remarks.join(u"; "_s) + u'.'};
}

std::optional<Diagnosis> diagnoseRegistration(const MessageRow &message, const ConnectionRow &connection,
                                              const Exchange *exchange, const std::optional<MessageRow> &counterpart)
{
    if (!exchange) {
        if (message.kind == MessageKind::Response)
            return Diagnosis{Severity::Note, Text::tr("The registration that this answers was not captured.")};
        return std::nullopt;
    }
    const std::optional<qint64> roundTrip = exchange->roundTripNs();
    QString name = nameOf(connection);
    QString reason = connection.registrationError;
    const auto read = [&](const MessageRow &row) {
        const DecodeResult decoded = decode(row.payload);
        if (const auto *const known = std::get_if<RelayMessage>(&decoded)) {
            if (const auto *const registration = std::get_if<RelayRegistration>(known))
                name = registration->name;
            else if (const auto *const response = std::get_if<RelayResponse>(known))
                reason = response->message.value_or(QString());
        }
    };
    read(message);
    if (counterpart)
        read(*counterpart);

    if (!roundTrip) {
        if (connection.closeCode)
            return closeDiagnosis(*connection.closeCode, connection.closeReason, name);
        if (connection.closedNs) {
            return Diagnosis{Severity::Problem, Text::tr("The registration of %1 was never answered; the connection "
                                                         "ended first. Check that this is a relay.")
                                                    .arg(name)};
        }
        return Diagnosis{Severity::Note,
                         Text::tr("The registration of %1 has not been answered. A relay answers within "
                                  "a round trip; check that this is one.")
                             .arg(name)};
    }
    if (exchange->failed) {
        return Diagnosis{Severity::Problem,
                         withReason(Text::tr("The relay refused to register %1 after %2. Nobody can reach it until it "
                                             "registers.")
                                        .arg(name, milliseconds(*roundTrip)),
                                    reason)};
    }
    return Diagnosis{Severity::Good, Text::tr("%1 was registered after %2.").arg(name, milliseconds(*roundTrip))};
}

QString peerName(const QUuid &uuid, const PeerFacts &facts)
{
    return facts.name.isEmpty() ? shortened(uuid) : facts.name;
}

Diagnosis diagnoseReturned(const MessageRow &returned, const PeerFacts &facts)
{
    const std::optional<PeerConnection> peer = peerConnection(returned);
    const QString target = peerName(returned.peer, facts);
    const QString reason = peer ? peer->error.value_or(QString()) : QString();
    QString sentence;
    if (reason.contains("not registered"_L1) || reason.contains("unknown"_L1)) {
        sentence =
            Text::tr("%1 is not registered with this relay: start that peer, or check that both use the same relay "
                     "and the right UUID.");
    } else if (reason.contains("different user"_L1) || reason.contains("another user"_L1)) {
        sentence = Text::tr("%1 belongs to another user: peers meet only when the same user has registered both.");
    } else {
        sentence = Text::tr("The relay returned this message, which was meant for %1.");
    }
    return {Severity::Problem, withReason(sentence.arg(target), reason)};
}

Diagnosis diagnoseUnanswered(const MessageRow &message, const ConnectionRow &connection, const PeerFacts &facts)
{
    const bool over = connection.closedNs.has_value();
    QString sentence;
    if (facts.delivered && over)
        sentence = Text::tr("%1 received the offer, but did not answer before the connection ended: check that it "
                            "handles offers.");
    else if (facts.delivered)
        sentence = Text::tr("%1 received the offer and has not answered yet: if this lasts, check that it handles "
                            "offers.");
    else if (over)
        sentence = Text::tr("%1 did not answer before the connection ended. The relay does not acknowledge: check that "
                            "this peer ran and handles offers.");
    else
        sentence = Text::tr("%1 has not answered yet. The relay does not acknowledge: if this lasts, check that this "
                            "peer runs and handles offers.");
    return {over ? Severity::Problem : Severity::Note, sentence.arg(peerName(message.peer, facts))};
}

std::optional<Diagnosis> diagnosePeers(const MessageRow &message, const ConnectionRow &connection,
                                       const Exchange *exchange, const std::optional<MessageRow> &counterpart,
                                       const PeerFacts &facts)
{
    const bool offering = message.kind == MessageKind::Offer;
    if (message.kind == MessageKind::Returned)
        return diagnoseReturned(message, facts);
    if (exchange && exchange->failed && counterpart && counterpart->kind == MessageKind::Returned)
        return diagnoseReturned(*counterpart, facts);
    if (exchange && exchange->failed) {
        return Diagnosis{
            Severity::Problem,
            Text::tr("The relay returned this message, which was meant for %1.").arg(peerName(message.peer, facts))};
    }

    const std::optional<PeerConnection> own = peerConnection(message);
    const QString ownName = sourceName(own, message.source);
    if (!offering && !exchange) {
        return withRemarks(Text::tr("The offer that %1 answers here was not captured on this connection").arg(ownName),
                           {remarkOn(own, ownName)});
    }
    if (!exchange || !exchange->reply)
        return diagnoseUnanswered(message, connection, facts);
    const std::optional<PeerConnection> other = peerConnection(counterpart);
    const QString otherName = sourceName(other, message.peer);
    const QString answerer = offering ? otherName : ownName;
    const QString offerer = offering ? ownName : otherName;
    return withRemarks(Text::tr("%1 answered after %2").arg(answerer, milliseconds(*exchange->roundTripNs())),
                       {remarkOn(offering ? own : other, offerer), remarkOn(offering ? other : own, answerer)});
}

std::optional<Diagnosis> diagnoseOther(const MessageRow &message, const ConnectionRow &connection)
{
    if (message.opcode == Opcode::Binary) {
        return Diagnosis{
            Severity::Problem,
            Text::tr("A binary message: relay messages are text, and the relay closes with 4000 over it.")};
    }
    if (message.isOpaque()) {
        return Diagnosis{Severity::Note,
                         Text::tr("This message is still compressed (permessage-deflate), so it cannot be "
                                  "read here.")};
    }
    const DecodeResult decoded = decode(message.payload);
    const auto *const error = std::get_if<DecodeError>(&decoded);
    if (!error)
        return std::nullopt;
    const QString sender = message.direction == Direction::Sent ? nameOf(connection) : relayOf(connection);
    //: %1 is who sent it, %2 an English sentence of the decoder
    return Diagnosis{Severity::Problem, Text::tr("What %1 sent is no relay message: %2").arg(sender, error->text())};
}

std::optional<Diagnosis> messageDiagnosis(const MessageRow &message, const ConnectionRow &connection,
                                          const Exchange *exchange, const std::optional<MessageRow> &counterpart,
                                          const PeerFacts &peer)
{
    switch (message.kind) {
    case MessageKind::Registration:
    case MessageKind::Response:
        return diagnoseRegistration(message, connection, exchange, counterpart);
    case MessageKind::Offer:
    case MessageKind::Answer:
    case MessageKind::Returned:
        return diagnosePeers(message, connection, exchange, counterpart, peer);
    case MessageKind::Other:
        return diagnoseOther(message, connection);
    case MessageKind::Close: {
        if (message.payload.size() < 2)
            return closeDiagnosis(quint16(CloseCode::NoStatus), {}, nameOf(connection));
        const quint16 code = quint16(quint8(message.payload.at(0)) << 8 | quint8(message.payload.at(1)));
        return closeDiagnosis(code, QString::fromUtf8(message.payload.mid(2)), nameOf(connection));
    }
    case MessageKind::Ping:
    case MessageKind::Pong:
        return std::nullopt;
    }
    Q_UNREACHABLE();
}

} // namespace

std::optional<Diagnosis> diagnose(const MessageRow &message, const ConnectionRow &connection, const Exchange *exchange,
                                  const std::optional<MessageRow> &counterpart, const PeerFacts &peer)
{
    return displayable(messageDiagnosis(message, connection, exchange, counterpart, peer));
}

} // namespace Inspector
