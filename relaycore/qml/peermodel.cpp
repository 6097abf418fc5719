// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/qml/peermodel.h"

#include <algorithm>

namespace RelayCore {

void QmlPeerModel::setClient(QmlClient *client)
{
    if (m_client == client)
        return;
    if (m_client)
        m_client->disconnect(this);
    m_client = client;
    if (client) {
        connect(client, &QmlClient::messageReceived, this, &QmlPeerModel::onReceived);
        connect(client, &QmlClient::messageReturned, this, &QmlPeerModel::onReturned);
        connect(client, &QmlClient::messageSent, this,
                [this](qint64, const PeerConnection &message) { onSent(message); });
    }
    Q_EMIT clientChanged();
}

int QmlPeerModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_peers.size());
}

QVariant QmlPeerModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Peer &peer = m_peers.at(index.row());
    switch (role) {
    case UuidRole:
        return peer.uuid.toString(QUuid::WithoutBraces);
    case NameRole:
        return peer.name;
    case ReachableRole:
        return peer.isReachable;
    case LastSeenRole:
        return peer.lastSeen;
    case ReceivedRole:
        return peer.received;
    case SentRole:
        return peer.sent;
    default:
        return {};
    }
}

QHash<int, QByteArray> QmlPeerModel::roleNames() const
{
    return {{UuidRole, "uuid"},         {NameRole, "name"},         {ReachableRole, "reachable"},
            {LastSeenRole, "lastSeen"}, {ReceivedRole, "received"}, {SentRole, "sent"}};
}

void QmlPeerModel::clear()
{
    if (m_peers.isEmpty())
        return;
    beginResetModel();
    m_peers.clear();
    endResetModel();
    Q_EMIT countChanged();
}

int QmlPeerModel::rowOf(const QUuid &uuid)
{
    const auto found =
        std::find_if(m_peers.cbegin(), m_peers.cend(), [&](const Peer &peer) { return peer.uuid == uuid; });
    if (found != m_peers.cend())
        return int(found - m_peers.cbegin());
    const int row = rowCount();
    beginInsertRows({}, row, row);
    m_peers.append(Peer{uuid});
    endInsertRows();
    Q_EMIT countChanged();
    return row;
}

void QmlPeerModel::announce(int row)
{
    Q_EMIT dataChanged(index(row), index(row));
}

void QmlPeerModel::onReceived(const PeerConnection &message)
{
    const int row = rowOf(message.sourceUuid);
    Peer &peer = m_peers[row];
    peer.name = message.sourceName;
    peer.isReachable = true;
    peer.lastSeen = QDateTime::currentDateTime();
    ++peer.received;
    announce(row);
}

void QmlPeerModel::onReturned(const PeerConnection &message)
{
    const int row = rowOf(message.peerUuid);
    m_peers[row].isReachable = false;
    announce(row);
}

void QmlPeerModel::onSent(const PeerConnection &message)
{
    const int row = rowOf(message.peerUuid);
    ++m_peers[row].sent;
    announce(row);
}

} // namespace RelayCore
