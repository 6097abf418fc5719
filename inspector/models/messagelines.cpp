// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/models/messagelines.h"

#include "inspector/models/formatting.h"

#include <memory>
#include <optional>

namespace Inspector {

using namespace Qt::Literals::StringLiterals;

const MessageLines::Line *MessageLines::line(MessageId id) const
{
    if (const Line *known = m_lines.object(id))
        return known;
    std::optional<MessageRow> row = m_feed->head(id);
    if (!row)
        return nullptr;
    auto line = std::make_unique<Line>();
    const bool received = row->direction == RelayCore::Direction::Received;
    const bool described = row->kind == MessageKind::Offer || row->kind == MessageKind::Answer;
    line->summary = summarise(*row, received && described && m_feed->isCaptured(row->source));
    if (row->kind == MessageKind::Returned && !line->summary.error)
        line->summary.error = true;
    line->size = m_feed->sizeOf(*row);
    const QString relay = MessageModel::tr("relay");
    if (described) {
        const QString known = m_feed->nameOf(row->source);
        const bool unnamed = known.isEmpty() || known == shortUuid(row->source);
        line->from = unnamed && !line->summary.sourceName.isEmpty() ? line->summary.sourceName : known;
        line->to = m_feed->nameOf(row->peer);
    } else {
        QString client = m_feed->clientName(row->connection);
        if (row->kind == MessageKind::Registration && !line->summary.sourceName.isEmpty())
            client = line->summary.sourceName;
        line->from = received ? relay : client;
        line->to = received ? client : relay;
    }
    row->payload.clear();
    line->row = *std::move(row);
    const Line *kept = line.get();
    m_lines.insert(id, line.release());
    return kept;
}

QString MessageLines::deltaText(const Line &line, MessageId previous) const
{
    if (previous == 0)
        return {};
    const auto &times = m_feed->timesNs();
    std::optional<qint64> before;
    if (previous <= times.size())
        before = times[previous - 1];
    else if (const auto other = m_feed->head(previous))
        before = other->timeNs;
    if (!before)
        return {};
    const qint64 delta = line.row.timeNs - *before;
    return (delta < 0 ? u'−' : u'+') + durationText(qAbs(delta));
}

QString MessageLines::display(const Line &line, MessageModel::Column column, MessageId previous) const
{
    switch (column) {
    case MessageModel::Number:
        return numberText(line.row.id);
    case MessageModel::Time:
        return timeText(line.row.timeNs);
    case MessageModel::Delta:
        return deltaText(line, previous);
    case MessageModel::Direction:
        return line.row.direction == RelayCore::Direction::Sent ? u"↑"_s : u"↓"_s;
    case MessageModel::Kind:
        return kindText(line.row.kind, line.row.opcode);
    case MessageModel::FromTo:
        return line.from + u" → "_s + line.to;
    case MessageModel::Size:
        return numberText(line.size);
    case MessageModel::Summary:
        return line.summary.text;
    case MessageModel::RoundTrip:
        if (const auto ns = m_feed->exchanges().roundTripNs(line.row.id))
            return durationText(*ns);
        return {};
    case MessageModel::ColumnCount:
        break;
    }
    return {};
}

QString MessageLines::toolTip(const Line &line, MessageModel::Column column) const
{
    switch (column) {
    case MessageModel::Direction:
        return line.row.direction == RelayCore::Direction::Sent ? MessageModel::tr("sent: client → relay")
                                                                : MessageModel::tr("received: relay → client");
    case MessageModel::FromTo: {
        const bool toPeer = !line.row.peer.isNull();
        QString from = line.from;
        QString to = line.to;
        if (!line.row.source.isNull())
            from += u'\n' + fullUuid(line.row.source);
        if (toPeer)
            to += u'\n' + fullUuid(line.row.peer);
        if (line.row.source.isNull()) {
            if (const ConnectionRow *connection = m_feed->connection(line.row.connection);
                connection && !connection->uuid.isNull())
                to += u'\n' + fullUuid(connection->uuid);
        }
        return from + u"\n→ "_s + to;
    }
    case MessageModel::Size:
        return line.row.compressed ? MessageModel::tr("%1 B, compressed; %2 B on the wire")
                                         .arg(numberText(line.size), numberText(line.row.wireBytes))
                                   : MessageModel::tr("%1 B; %2 B on the wire")
                                         .arg(numberText(line.size), numberText(line.row.wireBytes));
    case MessageModel::Summary:
        return line.summary.toolTip;
    case MessageModel::Number:
    case MessageModel::Time:
    case MessageModel::Delta:
    case MessageModel::Kind:
    case MessageModel::RoundTrip:
    case MessageModel::ColumnCount:
        break;
    }
    return {};
}

} // namespace Inspector
