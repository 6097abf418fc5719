// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/models/messagecolumns.h"

namespace Inspector {

using namespace Qt::Literals::StringLiterals;

namespace MessageColumns {

QString title(MessageModel::Column column)
{
    switch (column) {
    case MessageModel::Number:
        return MessageModel::tr("#");
    case MessageModel::Time:
        return MessageModel::tr("Time");
    case MessageModel::Delta:
        return MessageModel::tr("Δ");
    case MessageModel::Direction:
        return u"↕"_s;
    case MessageModel::Kind:
        return MessageModel::tr("Kind");
    case MessageModel::FromTo:
        return MessageModel::tr("From → To");
    case MessageModel::Size:
        return MessageModel::tr("Size");
    case MessageModel::Summary:
        return MessageModel::tr("Summary");
    case MessageModel::RoundTrip:
        return MessageModel::tr("RTT");
    case MessageModel::ColumnCount:
        break;
    }
    return {};
}

QString explanation(MessageModel::Column column)
{
    switch (column) {
    case MessageModel::Number:
        return MessageModel::tr("Number in the capture");
    case MessageModel::Time:
        return MessageModel::tr("Local time, to the microsecond");
    case MessageModel::Delta:
        return MessageModel::tr("Time since the row above");
    case MessageModel::Direction:
        return MessageModel::tr("Direction: ↑ client to relay, ↓ relay to client");
    case MessageModel::Kind:
        return MessageModel::tr("Kind of message");
    case MessageModel::FromTo:
        return MessageModel::tr("Sender → receiver, by registered name; the relay forwards what is between clients");
    case MessageModel::Size:
        return MessageModel::tr("Bytes of payload");
    case MessageModel::Summary:
        return MessageModel::tr("Content in brief");
    case MessageModel::RoundTrip:
        return MessageModel::tr("Round trip: time since the message that this one answers");
    case MessageModel::ColumnCount:
        break;
    }
    return {};
}

bool isNumber(MessageModel::Column column)
{
    return column == MessageModel::Number || column == MessageModel::Time || column == MessageModel::Delta
           || column == MessageModel::Size || column == MessageModel::RoundTrip;
}

} // namespace MessageColumns

QVariant MessageModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    const auto column = Column(section);
    switch (role) {
    case Qt::TextAlignmentRole: {
        const auto horizontal = MessageColumns::isNumber(column) ? Qt::AlignRight : Qt::AlignLeft;
        return QVariant::fromValue(Qt::Alignment(horizontal | Qt::AlignVCenter));
    }
    case Qt::DisplayRole:
        return MessageColumns::title(column);
    case Qt::ToolTipRole:
    case Qt::WhatsThisRole:
    case Qt::AccessibleDescriptionRole:
        return MessageColumns::explanation(column);
    default:
        return {};
    }
}

} // namespace Inspector
