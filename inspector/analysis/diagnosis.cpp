// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/analysis/diagnosis.h"

#include "inspector/analysis/sdp.h"
#include "relaycore/protocol/closecode.h"
#include "relaycore/protocol/codec.h"

#include <QtCore/QCoreApplication>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace Inspector {

using namespace RelayCore;

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

QString nameOf(const ConnectionRow &connection)
{
    if (!connection.name.isEmpty())
        return connection.name;
    return connection.clientAddress.isEmpty() ? Text::tr("The client") : connection.clientAddress;
}

QString relayOf(const ConnectionRow &connection)
{
    return connection.upstream.isEmpty() ? Text::tr("The relay") : connection.upstream;
}

QString withReason(const QString &sentence, const QString &reason)
{
    if (reason.trimmed().isEmpty())
        return sentence;
    //: %1 is a complete sentence, %2 what the other side said, in its own words
    return Text::tr("%1 It said: “%2”").arg(sentence, reason.trimmed());
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
    const Sdp sdp = parseSdp(message->description);
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

QString closeAdvice(quint16 code, const QString &name)
{
    switch (CloseCode(code)) {
    case CloseCode::Normal:
        return Text::tr("The connection was closed in order (1000).");
    case CloseCode::GoingAway:
        return Text::tr("The other side is going away (1001): it shuts down or restarts. Reconnect.");
    case CloseCode::ProtocolError:
        return Text::tr(
            "Closed for a WebSocket protocol error (1002): one side broke RFC 6455. Look at the last frames "
            "before it and at proxies in between.");
    case CloseCode::UnsupportedData:
        return Text::tr(
            "Closed because of a kind of data the other side does not take (1003): relay messages are text.");
    case CloseCode::NoStatus:
        return Text::tr("Closed without a code (1005).");
    case CloseCode::Abnormal:
        return Text::tr("The connection ended without a close frame (1006): a crash, a lost network or a proxy with an "
                        "idle limit. If it happens at regular intervals, enable the heartbeat.");
    case CloseCode::InvalidPayload:
        return Text::tr("Closed because a text was not UTF-8 (1007). Look at the last text before it.");
    case CloseCode::PolicyViolation:
        return Text::tr("Closed for a policy violation (1008). The reason, if any, names the policy.");
    case CloseCode::MessageTooBig:
        return Text::tr("Closed because a message was too big (1009): the reference relay takes at most 1 MiB. Send a "
                        "smaller description.");
    case CloseCode::InternalError:
        return Text::tr("The other side failed internally (1011). Its log knows why; reconnecting may help.");
    case CloseCode::ServiceRestart:
        return Text::tr("The relay restarts (1012). Reconnect after a moment.");
    case CloseCode::TryAgainLater:
        return Text::tr("The relay is overloaded (1013). Reconnect later, with a backoff.");
    case CloseCode::TlsHandshake:
        return Text::tr("The TLS handshake failed (1015). Check the certificate.");
    case CloseCode::UndecodableMessage:
        return Text::tr("The relay could not read a message of %1 (4000). Compare the last message it sent with the "
                        "protocol: every field, its type, and nothing else.")
            .arg(name);
    case CloseCode::Unauthorized:
        return Text::tr(
                   "The relay does not accept the credentials of %1 (4001). Send an “Authorization: Bearer …” header "
                   "with a current token.")
            .arg(name);
    case CloseCode::Forbidden:
        return Text::tr(
                   "The relay forbids this to %1 (4002): its token has expired, its UUID belongs to another user, or "
                   "it was not registered yet. Renew the token, or use a UUID of its own.")
            .arg(name);
    case CloseCode::RelayMessageTooBig:
        return Text::tr("A message of %1 was longer than the relay allows (4003). Send a smaller description or raise "
                        "“max_message_bytes” of the relay.")
            .arg(name);
    case CloseCode::DuplicateRegistration:
        return Text::tr(
                   "The UUID of %1 was registered on another connection (4004): the same endpoint runs twice. Stop "
                   "one of them; reconnecting would only push the other out.")
            .arg(name);
    }
    return Text::tr("Closed with code %1, which the protocol does not know.").arg(code);
}

Severity closeSeverity(quint16 code)
{
    if (code == quint16(CloseCode::Normal) || code == quint16(CloseCode::GoingAway)
        || code == quint16(CloseCode::NoStatus) || code == quint16(CloseCode::ServiceRestart))
        return Severity::Note;
    return Severity::Problem;
}

Diagnosis closeDiagnosis(quint16 code, const QString &reason, const QString &name)
{
    return {closeSeverity(code), withReason(closeAdvice(code, name), reason)};
}

Diagnosis diagnoseStatus(const ConnectionRow &connection, const HandshakeResponse &response)
{
    const QString relay = relayOf(connection);
    QString sentence;
    if (response.status == 401 || response.status == 407) {
        sentence = Text::tr("%1 answered HTTP %2: credentials are missing or wrong. Send an “Authorization: Bearer …” "
                            "header with a current token.");
    } else if (response.status == 403) {
        sentence = Text::tr("%1 answered HTTP %2: this client is not allowed in. Ask who runs the relay.");
    } else if (response.status == 404) {
        sentence = Text::tr("%1 answered HTTP %2: there is no relay under this path. Check the address.");
    } else if (response.status == 426 || response.status == 400) {
        sentence =
            Text::tr("%1 answered HTTP %2: it did not take the request for a WebSocket upgrade. Check the address, "
                     "and that no proxy in between removes the Upgrade header.");
    } else if (response.status == 429) {
        sentence = Text::tr("%1 answered HTTP %2: too many requests. Wait, then reconnect with a backoff.");
    } else if (response.status >= 300 && response.status < 400) {
        sentence = Text::tr("%1 answered HTTP %2: the relay has moved. Use the address of its Location header.");
    } else if (response.status >= 500) {
        sentence =
            Text::tr("%1 answered HTTP %2: the server, or a gateway before it, has a problem. Check that the relay "
                     "runs behind it.");
    } else {
        sentence = Text::tr("%1 answered HTTP %2 instead of 101: this is not a WebSocket server. Check the address.");
    }
    return {Severity::Problem, sentence.arg(relay, QString::number(response.status))};
}

std::optional<Diagnosis> diagnoseEnd(const ConnectionRow &connection, const ConnectionClosed &closed)
{
    const QString relay = relayOf(connection);
    QString sentence;
    if (closed.category == CloseCategory::Refused)
        sentence = Text::tr("%1 refused the connection: nothing listens there. Start the relay or correct the port.");
    else if (closed.category == CloseCategory::Dns)
        sentence = Text::tr("The name of %1 is unknown. Check the spelling, and the network of this computer.");
    else if (closed.category == CloseCategory::Timeout)
        sentence = Text::tr("%1 did not answer in time: the computer is off, or a firewall drops the packets.");
    else if (closed.category == CloseCategory::Tls)
        sentence =
            Text::tr("No secure connection to %1. Check its certificate, the clock of this computer, and whether "
                     "it should be ws:// instead of wss://.");
    else if (closed.category == CloseCategory::Handshake)
        sentence = Text::tr("%1 did not complete the WebSocket handshake. Check that the address is that of a relay.");
    else if (closed.category == CloseCategory::Reset)
        return Diagnosis{Severity::Problem,
                         withReason(closeAdvice(quint16(CloseCode::Abnormal), nameOf(connection)), closed.text)};
    else if (closed.category != CloseCategory::None)
        sentence = Text::tr("The connection to %1 failed.");
    else
        return std::nullopt;
    sentence = sentence.arg(relay);
    // What the wire says in its own words, unless the sentence has just said it.
    if (!closed.text.isEmpty() && closed.category != CloseCategory::Refused)
        sentence += Text::tr(" (%1)").arg(closed.text);
    return Diagnosis{Severity::Problem, sentence};
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

Diagnosis diagnoseReturned(const MessageRow &returned)
{
    const std::optional<PeerConnection> peer = peerConnection(returned);
    const QString target = shortened(returned.peer);
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

std::optional<Diagnosis> diagnosePeers(const MessageRow &message, const ConnectionRow &connection,
                                       const Exchange *exchange, const std::optional<MessageRow> &counterpart)
{
    const bool offering = message.kind == MessageKind::Offer;
    if (message.kind == MessageKind::Returned)
        return diagnoseReturned(message);
    if (exchange && exchange->failed && counterpart && counterpart->kind == MessageKind::Returned)
        return diagnoseReturned(*counterpart);
    if (exchange && exchange->failed) {
        return Diagnosis{
            Severity::Problem,
            Text::tr("The relay returned this message, which was meant for %1.").arg(shortened(message.peer))};
    }

    const std::optional<PeerConnection> own = peerConnection(message);
    const QString ownName = sourceName(own, message.source);
    if (!offering && !exchange) {
        return withRemarks(Text::tr("The offer that %1 answers here was not captured on this connection").arg(ownName),
                           {remarkOn(own, ownName)});
    }
    if (!exchange || !exchange->reply) {
        const bool over = connection.closedNs.has_value();
        const QString sentence =
            over ? Text::tr("%1 did not answer before the connection ended. The relay does not acknowledge: check that "
                            "this peer ran and handles offers")
                 : Text::tr(
                     "%1 has not answered yet. The relay does not acknowledge: if this lasts, check that this peer "
                     "runs and handles offers");
        Diagnosis diagnosis = withRemarks(sentence.arg(shortened(message.peer)), {remarkOn(own, ownName)});
        diagnosis.severity = over ? Severity::Problem : Severity::Note;
        return diagnosis;
    }
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

} // namespace

std::optional<Diagnosis> diagnose(const MessageRow &message, const ConnectionRow &connection, const Exchange *exchange,
                                  const std::optional<MessageRow> &counterpart)
{
    switch (message.kind) {
    case MessageKind::Registration:
    case MessageKind::Response:
        return diagnoseRegistration(message, connection, exchange, counterpart);
    case MessageKind::Offer:
    case MessageKind::Answer:
    case MessageKind::Returned:
        return diagnosePeers(message, connection, exchange, counterpart);
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

std::optional<Diagnosis> diagnose(const ConnectionRow &connection)
{
    const QString name = nameOf(connection);
    if (connection.response && connection.response->status != 101)
        return diagnoseStatus(connection, *connection.response);
    if (connection.closeCode && closeSeverity(*connection.closeCode) == Severity::Problem)
        return closeDiagnosis(*connection.closeCode, connection.closeReason, name);
    if (connection.closed && !connection.closeDirection) {
        if (const std::optional<Diagnosis> end = diagnoseEnd(connection, *connection.closed))
            return end;
    }
    if (!connection.violation.isEmpty()) {
        return Diagnosis{
            Severity::Problem,
            Text::tr("The bytes of %1 stopped being a WebSocket (%2). They were forwarded, but cannot be shown "
                     "from there on.")
                .arg(name, connection.violation)};
    }
    if (!connection.registrationError.isEmpty()) {
        return Diagnosis{
            Severity::Problem,
            withReason(Text::tr("The relay refused to register %1. Nobody can reach it until it registers.").arg(name),
                       connection.registrationError)};
    }
    if (connection.closeDirection)
        return closeDiagnosis(connection.closeCode.value_or(quint16(CloseCode::NoStatus)), connection.closeReason,
                              name);
    if (connection.closed) {
        if (connection.closed->by == ConnectionClosed::By::Source)
            return Diagnosis{Severity::Note,
                             Text::tr("The connection was ended here, because its source was stopped.")};
        return Diagnosis{Severity::Problem, closeAdvice(quint16(CloseCode::Abnormal), name)};
    }
    if (connection.registered)
        return Diagnosis{Severity::Good, Text::tr("%1 is registered.").arg(name)};
    if (!connection.uuid.isNull()) {
        return Diagnosis{Severity::Note,
                         Text::tr("The registration of %1 has not been answered. A relay answers within a "
                                  "round trip; check that this is one.")
                             .arg(name)};
    }
    if (connection.response) {
        return Diagnosis{Severity::Note,
                         Text::tr("%1 is connected, but has not registered: the relay forwards nothing to "
                                  "it yet.")
                             .arg(name)};
    }
    return std::nullopt;
}

} // namespace Inspector
