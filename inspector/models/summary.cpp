// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/models/summary.h"

#include "inspector/analysis/decodeerrortext.h"
#include "inspector/analysis/description.h"
#include "inspector/analysis/sdp.h"
#include "inspector/capture/messageinterpretation.h"
#include "inspector/models/formatting.h"
#include "relaycore/protocol/closecode.h"
#include "relaycore/protocol/codec.h"
#include "relaycore/wire/displaytext.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QtEndian>

namespace Inspector {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Summary
{
    Q_DECLARE_TR_FUNCTIONS(Inspector::Summary)
};

constexpr qsizetype longestText = 600; ///< Characters of a summary and of its tool tip.
constexpr qsizetype longDescription = 32 * 1024;

QString candidatesText(const Sdp &sdp)
{
    QStringList types;
    for (const SdpMedia &media : sdp.media) {
        for (const IceCandidate &candidate : media.candidates)
            types.append(candidate.type);
    }
    if (types.isEmpty())
        return Summary::tr("no candidates");
    const auto count = types.size();
    if (count > 8)
        types = types.mid(0, 8) << u"…"_s;
    // Without a translation loaded "%n candidate(s)" would be shown as it is written.
    const QString counted = count == 1 ? Summary::tr("1 candidate") : Summary::tr("%n candidates", nullptr, int(count));
    return counted + u": "_s + types.join(u", "_s);
}

QString registrationText(const QString &name, const QUuid &uuid)
{
    return name + u' ' + shortUuid(uuid) + u"-…"_s;
}

MessageSummary forwardedSummary(const QString &sourceName)
{
    return {Summary::tr("forwarded by the relay"),
            Summary::tr("The second leg of the same message: the relay passed it on as it received it."), sourceName};
}

MessageSummary peerConnection(const MessageRow &message, const RelayCore::PeerConnection &peer, bool forwarded)
{
    MessageSummary summary;
    summary.sourceName = singleLine(peer.sourceName);
    if (peer.error) {
        // The cause first: the relay's sentence begins with a UUID and is cut where it matters.
        const QString error = singleLine(peer.error->simplified());
        const bool late = error.indexOf("not registered"_L1) > 40;
        summary.text = late ? Summary::tr("peer not registered · %1").arg(error) : error;
        summary.toolTip = *peer.error;
        summary.error = true;
    } else if (forwarded) {
        summary = forwardedSummary(summary.sourceName);
    } else {
        // A row is made in the GUI thread: of a long description only the beginning is read.
        const QString description = sessionDescriptionIn(peer.description);
        const bool isLong = description.size() > longDescription;
        const Sdp sdp = parseSdp(isLong ? description.left(longDescription) : description);
        summary.text = candidatesText(sdp);
        if (isLong)
            summary.text = Summary::tr("long description, at its beginning %1").arg(summary.text);
        summary.toolTip = sdp.problems.mid(0, 10).join(u'\n');
    }
    if (message.frames > 1)
        summary.text += Summary::tr(" · %n frames", nullptr, int(message.frames));
    return summary;
}

} // namespace

CloseFrame closeFrame(QByteArrayView payload)
{
    CloseFrame frame;
    if (payload.size() >= 2) {
        frame.code = qFromBigEndian<quint16>(payload.data());
        frame.reason = QString::fromUtf8(payload.sliced(2));
    }
    return frame;
}

QString sessionDescription(const MessageRow &message)
{
    if (!isPeerConnection(message.kind))
        return {};
    const auto peer = peerConnectionIn(message);
    return peer ? sessionDescriptionIn(peer->description) : QString();
}

namespace {

/// Returns the summary of a message whose payload is too long to be read for it.
MessageSummary contentOfLong(const MessageRow &message, bool forwarded)
{
    MessageSummary summary;
    summary.sourceName = singleLine(message.sourceName);
    switch (message.kind) {
    case MessageKind::Offer:
    case MessageKind::Answer:
        if (forwarded)
            return forwardedSummary(summary.sourceName);
        summary.text = Summary::tr("long description");
        break;
    case MessageKind::Returned:
        summary.text = Summary::tr("returned by the relay");
        summary.error = true;
        break;
    case MessageKind::Registration:
        summary.text = registrationText(message.sourceName, message.source);
        break;
    case MessageKind::Response:
        summary.text = Summary::tr("long response");
        break;
    case MessageKind::Other:
        summary.text = Summary::tr("no relay message");
        summary.error = true;
        break;
    case MessageKind::Ping:
    case MessageKind::Pong:
    case MessageKind::Close:
        break;
    }
    return summary;
}

MessageSummary contentOf(const MessageRow &message, bool forwarded)
{
    MessageSummary summary;
    switch (message.opcode) {
    case RelayCore::Opcode::Close: {
        const CloseFrame frame = closeFrame(message.payload);
        if (message.payload.size() < 2) {
            summary.text = Summary::tr("no close code");
            return summary;
        }
        QString words = frame.reason;
        if (words.isEmpty())
            words = closeName(frame.code);
        summary.text = (QString::number(frame.code) + u' ' + words).trimmed();
        summary.toolTip = summary.text;
        summary.error = !RelayCore::isOrderlyClose(frame.code);
        return summary;
    }
    case RelayCore::Opcode::Ping:
        return summary;
    case RelayCore::Opcode::Pong:
        summary.text = Summary::tr("pong");
        return summary;
    case RelayCore::Opcode::Binary:
        summary.text = message.isOpaque() ? Summary::tr("compressed binary") : Summary::tr("binary, no relay message");
        summary.error = !message.isOpaque();
        return summary;
    case RelayCore::Opcode::Text:
        break;
    }
    if (message.isOpaque() && message.kind == MessageKind::Other) {
        summary.text = Summary::tr("compressed text");
        return summary;
    }
    if (message.payloadBytes)
        return contentOfLong(message, forwarded);
    const RelayCore::DecodeResult decoded = RelayCore::decode(message.payload);
    if (const auto *error = std::get_if<RelayCore::DecodeError>(&decoded)) {
        summary.text = Summary::tr("invalid: %1").arg(decodeErrorText(*error));
        summary.toolTip = summary.text;
        summary.error = true;
        return summary;
    }
    const auto &relay = std::get<RelayCore::RelayMessage>(decoded);
    if (const auto *registration = std::get_if<RelayCore::RelayRegistration>(&relay)) {
        summary.sourceName = singleLine(registration->name);
        summary.text = registrationText(registration->name, registration->uuid);
        summary.toolTip = registration->name + u'\n' + fullUuid(registration->uuid);
    } else if (const auto *response = std::get_if<RelayCore::RelayResponse>(&relay)) {
        summary.error = !response->success;
        if (response->success)
            summary.text = Summary::tr("registered");
        else
            summary.text = response->message ? response->message->simplified() : Summary::tr("refused");
        summary.toolTip = response->message.value_or(QString());
    } else {
        summary = peerConnection(message, std::get<RelayCore::PeerConnection>(relay), forwarded);
    }
    return summary;
}

} // namespace

MessageSummary summarise(const MessageRow &message, bool forwarded)
{
    MessageSummary summary = contentOf(message, forwarded);
    // Names, reasons and errors are as long as a peer makes them.
    summary.text.truncate(longestText);
    summary.toolTip.truncate(longestText);
    summary.text = singleLine(summary.text);
    summary.toolTip = RelayCore::displayText(summary.toolTip, RelayCore::LineBreaks::Keep);
    return summary;
}

} // namespace Inspector
