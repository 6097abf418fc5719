// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/qml/messagemodel.h"

namespace RelayCore {

void QmlMessageModel::setClient(QmlClient *client)
{
    if (m_client == client)
        return;
    if (m_client)
        m_client->disconnect(this);
    m_client = client;
    if (client) {
        const auto received = [this](const PeerConnection &message) { append(message, false); };
        connect(client, &QmlClient::messageReceived, this, received);
        connect(client, &QmlClient::messageReturned, this, received);
        connect(client, &QmlClient::messageSent, this,
                [this](qint64, const PeerConnection &message) { append(message, true); });
    }
    Q_EMIT clientChanged();
}

void QmlMessageModel::setMaximumCount(int count)
{
    if (m_maximumCount == count || count < 0)
        return;
    m_maximumCount = count;
    removeOldest();
    Q_EMIT maximumCountChanged();
}

int QmlMessageModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

QVariant QmlMessageModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Row &row = m_rows.at(std::size_t(index.row()));
    switch (role) {
    case MessageRole:
        return QVariant::fromValue(row.message);
    case SentRole:
        return row.isSent;
    case ReturnedRole:
        return row.message.isReturned();
    case TimeRole:
        return row.time;
    case SourceNameRole:
        return row.message.sourceName;
    case DescriptionRole:
        return row.message.description;
    case TypeNameRole:
        return QString(descriptionTypeName(row.message.descriptionType));
    default:
        return {};
    }
}

QHash<int, QByteArray> QmlMessageModel::roleNames() const
{
    return {{MessageRole, "message"},       {SentRole, "sent"},
            {ReturnedRole, "returned"},     {TimeRole, "time"},
            {SourceNameRole, "sourceName"}, {DescriptionRole, "description"},
            {TypeNameRole, "typeName"}};
}

void QmlMessageModel::clear()
{
    if (m_rows.empty())
        return;
    beginResetModel();
    m_rows.clear();
    endResetModel();
    Q_EMIT countChanged();
}

void QmlMessageModel::append(const PeerConnection &message, bool isSent)
{
    const int row = rowCount();
    beginInsertRows({}, row, row);
    m_rows.push_back({message, QDateTime::currentDateTime(), isSent});
    endInsertRows();
    removeOldest();
    Q_EMIT countChanged();
}

void QmlMessageModel::removeOldest()
{
    const int excess = rowCount() - m_maximumCount;
    if (excess <= 0)
        return;
    beginRemoveRows({}, 0, excess - 1);
    m_rows.erase(m_rows.begin(), m_rows.begin() + excess);
    endRemoveRows();
}

} // namespace RelayCore
