// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/views/messagecopy.h"

#include "inspector/models/messagemodel.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QStringList>

namespace Inspector {

using namespace Qt::Literals::StringLiterals;

QString rowsAsText(const QAbstractItemModel &messages, const QList<int> &rows, const QList<int> &columns)
{
    QStringList heading;
    for (const int column : columns) {
        const QString title = messages.headerData(column, Qt::Horizontal).toString();
        heading.append(title.isEmpty() ? u"↑↓"_s : title);
    }
    QString text = heading.join(u'\t') + u'\n';
    for (const int row : rows) {
        QStringList cells;
        for (const int column : columns)
            cells.append(messages.index(row, column).data().toString());
        text += cells.join(u'\t') + u'\n';
    }
    return text;
}

QString rowsAsJson(const QAbstractItemModel &messages, const QList<int> &rows)
{
    QJsonArray array;
    for (const int row : rows) {
        const QModelIndex index = messages.index(row, 0);
        const bool sent = index.data(MessageModel::DirectionRole).toInt() == int(RelayCore::Direction::Sent);
        QJsonObject object{
            {u"id"_s, index.data(MessageModel::IdRole).toLongLong()},
            {u"t"_s, QString::number(index.data(MessageModel::TimeRole).toLongLong())},
            {u"dir"_s, sent ? u"sent"_s : u"received"_s},
            {u"kind"_s, index.data(MessageModel::KindTextRole).toString()},
            {u"from"_s, index.data(MessageModel::FromRole).toString()},
            {u"to"_s, index.data(MessageModel::ToRole).toString()},
            {u"size"_s, index.data(MessageModel::SizeRole).toLongLong()},
            {u"summary"_s, index.data(MessageModel::SummaryRole).toString()},
        };
        if (const QVariant roundTrip = index.data(MessageModel::RoundTripRole); roundTrip.isValid())
            object.insert(u"rttNs"_s, QString::number(roundTrip.toLongLong()));
        array.append(object);
    }
    return QString::fromUtf8(QJsonDocument(array).toJson());
}

} // namespace Inspector
