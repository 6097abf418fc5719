// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/models/messagedetails.h"

#include "inspector/analysis/sdp.h"
#include "inspector/models/summary.h"

#include <QtCore/QCoreApplication>

#include <array>

namespace Inspector {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Details
{
    Q_DECLARE_TR_FUNCTIONS(Inspector::Details)
};

constexpr qsizetype shownFingerprint = 30;

void add(PropertySection &section, const QString &name, const QString &value, const QString &token = {})
{
    if (!value.isEmpty())
        section.facts.append({name, value, token, {}});
}

QString hidden(const QString &value, bool redact)
{
    if (!redact || value.isEmpty())
        return value;
    return QString(12, u'•') + u' ' + Details::tr("redacted");
}

QList<PropertySection> cards(const Sdp &sdp, bool redact)
{
    QList<PropertySection> cards;
    for (const SdpMedia &media : sdp.media) {
        PropertySection about{media.media + u" · "_s + media.protocol, {}};
        add(about, u"mid"_s, media.mid);
        if (media.sctpPort)
            add(about, u"sctp-port"_s, QString::number(*media.sctpPort));
        if (media.maxMessageSize)
            add(about, Details::tr("max message"), Details::tr("%1 B").arg(numberText(*media.maxMessageSize)));
        add(about, u"setup"_s, media.setup);
        add(about, u"ice-ufrag"_s, hidden(media.iceUfrag, redact));
        add(about, u"ice-pwd"_s, hidden(media.icePwd, redact));
        cards.append(about);

        PropertySection candidates{Details::tr("Candidates"), {}};
        for (const IceCandidate &candidate : media.candidates) {
            const QString address =
                candidate.address.contains(u':') ? u'[' + candidate.address + u']' : candidate.address;
            const QString text = u"%1:%2 %3"_s.arg(address).arg(candidate.port).arg(candidate.transport);
            candidates.facts.append({candidate.type,
                                     text,
                                     {},
                                     Details::tr("%1\npriority %2, component %3, foundation %4")
                                         .arg(text)
                                         .arg(candidate.priority)
                                         .arg(candidate.component)
                                         .arg(candidate.foundation)});
        }
        if (candidates.facts.isEmpty())
            candidates.facts.append(
                {Details::tr("none"), Details::tr("no way to reach this peer is offered"), u"error"_s, {}});
        cards.append(candidates);

        PropertySection fingerprints{Details::tr("Fingerprint"), {}};
        for (const SdpFingerprint &fingerprint : media.fingerprints) {
            const bool longer = fingerprint.value.size() > shownFingerprint;
            fingerprints.facts.append({fingerprint.hash,
                                       longer ? fingerprint.value.left(shownFingerprint) + u'…' : fingerprint.value,
                                       {},
                                       fingerprint.value});
        }
        if (!fingerprints.facts.isEmpty())
            cards.append(fingerprints);
    }
    if (!sdp.problems.isEmpty()) {
        PropertySection problems{Details::tr("Problems"), {}};
        for (const QString &problem : sdp.problems)
            add(problems, Details::tr("line"), problem, u"error"_s);
        cards.append(problems);
    }
    return cards;
}

PropertySection timing(const CaptureFeed &feed, const MessageRow &row, const Exchange *exchange)
{
    PropertySection section{Details::tr("Timing"), {}};
    add(section, Details::tr("seen"), timeText(row.timeNs));
    if (const ConnectionRow *connection = feed.connection(row.connection); connection && connection->openedNs > 0)
        add(section, Details::tr("after the connection opened"), durationText(row.timeNs - connection->openedNs));
    if (exchange) {
        add(section, Details::tr("request"),
            u"#%1  %2"_s.arg(numberText(exchange->request), timeText(exchange->requestNs)));
        if (exchange->reply) {
            add(section, Details::tr("reply"),
                u"#%1  %2"_s.arg(numberText(*exchange->reply), timeText(exchange->replyNs)),
                exchange->failed ? u"error"_s : QString());
            if (const auto ns = exchange->roundTripNs())
                add(section, Details::tr("round trip"), durationText(*ns));
        } else {
            add(section, Details::tr("reply"), Details::tr("none yet"), u"waiting"_s);
        }
    }
    if (row.inflatedBytes)
        add(section, Details::tr("payload"), Details::tr("%1 B, inflated").arg(numberText(*row.inflatedBytes)));
    else
        add(section, Details::tr("payload"), Details::tr("%1 B").arg(numberText(row.payload.size())));
    if (row.truncated)
        add(section, Details::tr("kept"), Details::tr("the first %1 B").arg(numberText(row.payload.size())),
            u"error"_s);
    add(section, Details::tr("on the wire"), Details::tr("%1 B").arg(numberText(row.wireBytes)));
    add(section, Details::tr("frames"), numberText(row.frames));
    return section;
}

/// How many bytes a character of a JSON string takes at \a at, and whether it ends an SDP value.
struct Step
{
    qsizetype bytes = 1;
    bool end = false;
};

Step stepAt(QByteArrayView text, qsizetype at)
{
    const char c = text[at];
    if (c == '"' || uchar(c) <= ' ')
        return {1, true};
    if (c != '\\' || at + 1 >= text.size())
        return {1, false};
    switch (text[at + 1]) {
    case 'r':
    case 'n':
    case 't':
    case 'f':
    case 'b':
        return {2, true};
    case 'u': {
        bool hex = false;
        const uint code =
            text.sliced(at + 2).first(qMin(qsizetype(4), text.size() - at - 2)).toByteArray().toUInt(&hex, 16);
        return hex && code > ' ' ? Step{6, false} : Step{2, true};
    }
    default:
        return {2, false};
    }
}

} // namespace

QByteArray redactedPayload(QByteArray payload)
{
    static constexpr std::array<QByteArrayView, 3> secrets{"ice-pwd:", "ice-ufrag:", " ufrag "};
    for (const QByteArrayView name : secrets) {
        for (qsizetype at = payload.indexOf(name); at >= 0; at = payload.indexOf(name, at)) {
            at += name.size();
            while (at < payload.size()) {
                const Step step = stepAt(payload, at);
                if (step.end)
                    break;
                for (qsizetype i = 0; i < step.bytes && at < payload.size(); ++i)
                    payload[at++] = '*';
            }
        }
    }
    return payload;
}

QString hexDump(QByteArrayView bytes, qsizetype limit)
{
    constexpr qsizetype perLine = 16;
    constexpr char digits[] = "0123456789abcdef";
    const qsizetype size = qMin(bytes.size(), limit);
    QString dump;
    dump.reserve((size / perLine + 1) * 80);
    for (qsizetype line = 0; line < size; line += perLine) {
        dump += QString::number(line, 16).rightJustified(8, u'0') + u' ';
        QString text;
        for (qsizetype i = line; i < line + perLine; ++i) {
            if (i % 8 == 0)
                dump += u' ';
            if (i >= size) {
                dump += u"   "_s;
                continue;
            }
            const auto byte = uchar(bytes[i]);
            dump += QLatin1Char(digits[byte >> 4]);
            dump += QLatin1Char(digits[byte & 15]);
            dump += u' ';
            text += byte >= 0x20 && byte < 0x7f ? QLatin1Char(char(byte)) : QLatin1Char('.');
        }
        dump += u" |"_s + text + u"|\n"_s;
    }
    return dump;
}

MessageDetails messageDetails(const CaptureFeed &feed, MessageId id, bool redact)
{
    MessageDetails details;
    const auto found = feed.row(id);
    if (!found)
        return details;
    const MessageRow &row = *found;
    details.id = id;
    details.row = row;
    details.number = u'#' + numberText(id);
    details.kindText = kindText(row.kind, row.opcode);
    details.kindToken = kindToken(row.kind);

    const QString relay = Details::tr("relay");
    const bool sent = row.direction == RelayCore::Direction::Sent;
    if (row.kind == MessageKind::Offer || row.kind == MessageKind::Answer) {
        details.fromTo = feed.nameOf(row.source) + u" → "_s + feed.nameOf(row.peer);
    } else {
        const QString client = feed.clientName(row.connection);
        details.fromTo = sent ? client + u" → "_s + relay : relay + u" → "_s + client;
    }
    const qint64 size = row.inflatedBytes.value_or(row.payload.size());
    details.sizeText = row.wireBytes > 0 && row.wireBytes != size
                           ? Details::tr("%1 B, %2 on the wire").arg(numberText(size), numberText(row.wireBytes))
                           : Details::tr("%1 B").arg(numberText(size));

    const Exchange *exchange = feed.exchanges().find(id);
    std::optional<MessageRow> counterpart;
    if (exchange && exchange->reply) {
        details.counterpart = exchange->request == id ? *exchange->reply : exchange->request;
        counterpart = feed.row(*details.counterpart);
    }
    const ConnectionRow unknown;
    const ConnectionRow *connection = feed.connection(row.connection);
    details.diagnosis = diagnose(row, connection ? *connection : unknown, exchange, counterpart);

    const QString sdp = sessionDescription(row);
    if (!sdp.isEmpty()) {
        details.sdp = redact ? redactedSdp(sdp) : sdp;
        details.sdpCards = cards(parseSdp(sdp), redact);
    }

    const QByteArray payload = redact ? redactedPayload(row.payload) : row.payload;
    if (row.opcode == RelayCore::Opcode::Binary || row.isOpaque())
        details.raw = Details::tr("%1 B of binary data: see the Hex tab.").arg(numberText(size));
    else if (row.opcode == RelayCore::Opcode::Close)
        details.raw = summarise(row, false).text;
    else
        details.raw = QString::fromUtf8(payload.left(MessageDetails::rawLimit));
    details.hex = hexDump(payload);
    details.shortened = payload.size() > MessageDetails::hexLimit || payload.size() > MessageDetails::rawLimit;
    details.timing = {timing(feed, row, exchange)};
    return details;
}

} // namespace Inspector
