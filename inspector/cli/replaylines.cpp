// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/cli/replaylines.h"

#include "inspector/check/formatting.h"
#include "inspector/cli/jsonline.h"
#include "relaycore/protocol/codec.h"
#include "relaycore/wire/displaytext.h"

#include <QtCore/QJsonDocument>

#include <algorithm>
#include <array>

using namespace Qt::Literals::StringLiterals;

namespace Inspector::ReplayLines {

namespace {

using Kind = ReplayDifference::Kind;

QLatin1StringView nameOf(Kind kind)
{
    constexpr std::array names{"changed"_L1, "missing"_L1, "additional"_L1, "unsent"_L1, "handshake"_L1, "end"_L1};
    return names[std::size_t(kind)];
}

/// JSON as it is, on one line; what is no JSON object or list as a string; null for nothing.
QByteArray jsonOf(const QByteArray &payload)
{
    if (payload.isEmpty())
        return "null"_ba;
    if (QJsonDocument::fromJson(payload).isNull())
        return jsonString(QString::fromUtf8(payload));
    QByteArray line = payload;
    return line.replace('\n', ' ').replace('\r', ' '); // White space: inside a string both would be escaped.
}

QString kindOf(const QByteArray &payload)
{
    const RelayCore::DecodeResult decoded = RelayCore::decode(payload);
    const auto *message = std::get_if<RelayCore::RelayMessage>(&decoded);
    if (!message)
        return u"message"_s;
    if (const auto *peer = std::get_if<RelayCore::PeerConnection>(message)) {
        const QString name = RelayCore::descriptionTypeName(peer->descriptionType);
        return peer->isReturned() ? u"returned "_s + name : name;
    }
    return std::holds_alternative<RelayCore::RelayResponse>(*message) ? u"response"_s : u"registration"_s;
}

/// Returns \a text from a little before \a from on, cut to \a width.
QString cut(const QString &text, qsizetype from, qsizetype width)
{
    constexpr qsizetype before = 12;
    QString shown = text;
    if (text.size() > width && from > width - before) {
        const qsizetype start = std::min(from - before, text.size() - width + 1);
        shown = u'…' + text.sliced(start);
    }
    if (shown.size() > width)
        shown = shown.first(width - 1) + u'…';
    return shown;
}

QString heading(const ReplayDifference &difference)
{
    const QString where = difference.client.isEmpty()
                              ? u"connection %1"_s.arg(difference.connection)
                              : u"%1 (connection %2)"_s.arg(difference.client, QString::number(difference.connection));
    const QString message = QString::number(difference.message);
    switch (difference.kind) {
    case Kind::Changed:
        return u"%1, #%2: the %3 differs"_s.arg(where, message, kindOf(difference.captured));
    case Kind::Missing:
        return u"%1, #%2: the %3 did not come"_s.arg(where, message, kindOf(difference.captured));
    case Kind::Additional:
        return u"%1: a %2 came that is not in the capture"_s.arg(where, kindOf(difference.received));
    case Kind::Unsent:
        return u"%1, #%2: not sent"_s.arg(where, message);
    case Kind::Handshake:
        return u"%1: the opening of the connection differs"_s.arg(where);
    case Kind::End:
        return u"%1: the end of the connection differs"_s.arg(where);
    }
    Q_UNREACHABLE();
}

} // namespace

QByteArray difference(const ReplayDifference &difference, qint64 timeNs)
{
    QByteArrayList fields;
    for (const FieldDifference &field : difference.fields) {
        fields.append(JsonLine()
                          .text("field"_L1, field.field)
                          .text("captured"_L1, field.captured)
                          .text("received"_L1, field.received)
                          .object());
    }
    return JsonLine("difference"_L1)
        .text("kind"_L1, nameOf(difference.kind))
        .number("connection"_L1, difference.connection)
        .textOrNull("client"_L1, difference.client)
        .numberOrNull("message"_L1, difference.message ? std::optional<qint64>(difference.message) : std::nullopt)
        .raw("fields"_L1, '[' + fields.join(',') + ']')
        .raw("captured"_L1, jsonOf(difference.captured))
        .raw("received"_L1, jsonOf(difference.received))
        .at(timeNs);
}

QByteArray summary(const ReplaySummary &summary, qint64 timeNs)
{
    return JsonLine("summary"_L1)
        .boolean("equal"_L1, summary.isEqual())
        .number("connections"_L1, summary.connections)
        .number("sent"_L1, qint64(summary.sent))
        .number("received"_L1, qint64(summary.received))
        .number("as_captured"_L1, qint64(summary.equal))
        .number("differences"_L1, qint64(summary.differences))
        .number("missing"_L1, qint64(summary.missing))
        .number("unsent"_L1, qint64(summary.unsent))
        .at(timeNs);
}

QStringList lines(const ReplayDifference &difference, int width)
{
    QStringList lines{RelayCore::displayText(heading(difference))};
    QList<FieldDifference> fields = difference.fields;
    if (fields.isEmpty())
        fields.append({{}, QString::fromUtf8(difference.captured), QString::fromUtf8(difference.received)});
    for (const FieldDifference &field : fields) {
        const QString name = field.field.isEmpty() ? QString() : RelayCore::displayText(field.field) + u"  "_s;
        const QString then = RelayCore::displayText(field.captured);
        const QString now = RelayCore::displayText(field.received);
        const qsizetype from = std::ranges::mismatch(then, now).in1 - then.cbegin();
        const qsizetype space = std::max<qsizetype>(width - 2 - name.size() - 10, 20);
        const QString indent(name.size(), u' ');
        if (difference.kind != Kind::Additional)
            lines.append(u"  "_s + name + u"captured: "_s + cut(then, from, space));
        if (difference.kind != Kind::Missing)
            lines.append(u"  "_s + (difference.kind == Kind::Additional ? name : indent) + u"now:      "_s
                         + cut(now, from, space));
    }
    return lines;
}

QString text(const ReplaySummary &summary)
{
    QString words = u"%1, %2 sent, %3 received: "_s
                        .arg(counted(summary.connections, "connection"_L1, "connections"_L1),
                             counted(qsizetype(summary.sent), "message"_L1, "messages"_L1))
                        .arg(summary.received);
    words += summary.differences == 0 ? u"as in the capture"_s
                                      : counted(qsizetype(summary.differences), "difference"_L1, "differences"_L1);
    if (summary.unsent > 0)
        words += u", %1 not sent"_s.arg(summary.unsent);
    return words;
}

} // namespace Inspector::ReplayLines
