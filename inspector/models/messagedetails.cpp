// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/models/messagedetails.h"

#include "inspector/analysis/sdp.h"
#include "inspector/models/payloadmodel.h"
#include "inspector/models/sdpcards.h"
#include "inspector/models/summary.h"

#include <QtCore/QCoreApplication>

#include <array>
#include <utility>

namespace Inspector {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Details
{
    Q_DECLARE_TR_FUNCTIONS(Inspector::Details)
};

void add(PropertySection &section, const QString &name, const QString &value, const QString &token = {})
{
    if (!value.isEmpty())
        section.facts.append({name, value, token, {}});
}

PropertySection timing(const MessageDetailsInput &input)
{
    const MessageRow &row = input.message;
    const auto &exchange = input.exchange;
    PropertySection section{Details::tr("Timing"), {}};
    add(section, Details::tr("seen"), timeText(row.timeNs));
    if (input.connection.openedNs > 0) {
        add(section, Details::tr("after the connection opened"), durationText(row.timeNs - input.connection.openedNs));
    }
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
    case '\\':
        // "\\r" and "\\n": the end of a line in a description that is a JSON object itself.
        return {2, at + 2 < text.size() && (text[at + 2] == 'r' || text[at + 2] == 'n')};
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

MessageHeadline messageHeadline(const CaptureFeed &feed, const MessageRow &row)
{
    MessageHeadline headline;
    headline.number = u'#' + numberText(row.id);
    headline.kindText = kindText(row.kind, row.opcode);
    headline.kindToken = kindToken(row.kind);
    const QString relay = Details::tr("relay");
    const bool sent = row.direction == RelayCore::Direction::Sent;
    if (row.kind == MessageKind::Offer || row.kind == MessageKind::Answer) {
        headline.fromTo = feed.nameOf(row.source) + u" → "_s + feed.nameOf(row.peer);
    } else {
        const QString client = feed.clientName(row.connection);
        headline.fromTo = sent ? client + u" → "_s + relay : relay + u" → "_s + client;
    }
    headline.fromTo = singleLine(headline.fromTo);
    const qint64 size = row.inflatedBytes.value_or(row.payload.size());
    headline.sizeText = row.wireBytes > 0 && row.wireBytes != size
                            ? Details::tr("%1 B, %2 on the wire").arg(numberText(size), numberText(row.wireBytes))
                            : Details::tr("%1 B").arg(numberText(size));
    return headline;
}

std::optional<MessageDetailsInput> messageDetailsInput(const CaptureFeed &feed, MessageId id, bool redact)
{
    auto message = feed.row(id);
    if (!message)
        return std::nullopt;
    MessageDetailsInput input;
    if (const ConnectionRow *connection = feed.connection(message->connection))
        input.connection = *connection;
    if (const auto exchange = feed.exchanges().find(id)) {
        input.exchange = exchange;
        if (exchange->reply)
            input.counterpart = feed.row(exchange->request == id ? *exchange->reply : exchange->request);
    }
    if (const auto attempt = feed.index().attempts().find(id))
        input.attempt = attemptFacts(feed.index(), *attempt, [&feed](MessageId each) { return feed.row(each); });
    input.message = *std::move(message);
    input.redact = redact;
    input.textLimit = MessageDetails::rawLimit;
    return input;
}

MessageDetails messageDetails(const MessageDetailsInput &input, const std::atomic_bool *cancelled)
{
    const auto isCancelled = [cancelled] { return cancelled && cancelled->load(std::memory_order_relaxed); };
    const MessageRow &row = input.message;
    const qsizetype limit = input.textLimit > 0 ? input.textLimit : row.payload.size();
    MessageDetails details;
    details.id = row.id;
    details.timing = {timing(input)};
    if (input.attempt) {
        const Assessment assessment = assess(*input.attempt);
        const Verdict *const verdict = assessment.verdict();
        details.diagnosis = {assessment.severity(), assessment.sentence()};
        if (verdict && !verdict->advice.isEmpty())
            details.diagnosis->sentence += u' ' + verdict->advice;
    } else {
        details.diagnosis =
            diagnose(row, input.connection, input.exchange ? &*input.exchange : nullptr, input.counterpart);
    }
    if (isCancelled())
        return details;

    details.payload = input.redact ? redactedPayload(row.payload) : row.payload;
    if (row.opcode == RelayCore::Opcode::Binary || row.isOpaque()) {
        details.raw = Details::tr("%1 B of binary data: see the Hex tab.")
                          .arg(numberText(row.inflatedBytes.value_or(row.payload.size())));
    } else if (row.opcode == RelayCore::Opcode::Close) {
        details.raw = summarise(row, false).text;
    } else {
        details.raw = QString::fromUtf8(details.payload.left(limit));
        details.shortened = details.payload.size() > limit;
    }
    if (isCancelled())
        return details;

    if (QString sdp = sessionDescription(row); !sdp.isEmpty()) {
        details.sdpCards = sdpCards(parseSdp(sdp), input.redact);
        if (isCancelled())
            return details;
        if (input.redact)
            sdp = redactedSdp(sdp);
        details.shortened |= sdp.size() > limit;
        details.sdp = sdp.left(limit).trimmed();
    }
    if (isCancelled())
        return details;
    details.rawLines = std::make_shared<const TextLines>(details.raw);
    details.sdpLines = std::make_shared<const TextLines>(details.sdp);
    if (!isCancelled())
        details.tree = payloadTree(row, details.payload);
    return details;
}

} // namespace Inspector
