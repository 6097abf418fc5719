// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/qml/qmlclient.h"
#include "relaycore/qml/qmlexport.h"

#include <QtCore/QAbstractListModel>
#include <QtCore/QDateTime>
#include <QtCore/QList>
#include <QtCore/QPointer>
#include <QtQml/qqmlregistration.h>

namespace RelayCore {

/// The QML type `RelayPeerModel`: the peers with which a client exchanged messages, for a ListView. A relay does not
/// list who is registered, so a peer appears with its first message, or with the first one to it.
///
/// \par Threads  the thread of the QML engine.
/// \since 0.2
class RELAYCORE_QML_EXPORT QmlPeerModel : public QAbstractListModel
{
    Q_OBJECT
    QML_NAMED_ELEMENT(RelayPeerModel)

    Q_PROPERTY(RelayCore::QmlClient *client READ client WRITE setClient NOTIFY clientChanged REQUIRED FINAL)
    Q_PROPERTY(int count READ rowCount NOTIFY countChanged FINAL)

public:
    /// The roles that a delegate requires by name.
    enum Role {
        UuidRole = Qt::UserRole, ///< `uuid`, without braces.
        NameRole,                ///< `name`: the newest name of the peer; empty until it sent a message.
        ReachableRole,           ///< `reachable`: false where the relay returned the last message to it.
        LastSeenRole,            ///< `lastSeen`: when its last message was received; invalid where there is none.
        ReceivedRole,            ///< `received`: messages received from it.
        SentRole,                ///< `sent`: messages sent to it.
    };
    Q_ENUM(Role)

    using QAbstractListModel::QAbstractListModel;

    [[nodiscard]] QmlClient *client() const { return m_client; } ///< Returns the client whose peers are listed.
    void setClient(QmlClient *client);                           ///< Lists the peers of \a client from now on.

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

    /// Removes all rows.
    Q_INVOKABLE void clear();

Q_SIGNALS:
    void clientChanged(); ///< Emitted when \c client changes.
    void countChanged();  ///< Emitted when the number of rows changes.

private:
    struct Peer
    {
        QUuid uuid;
        QString name{};
        bool isReachable = true;
        QDateTime lastSeen{};
        int received = 0;
        int sent = 0;
    };
    void onReceived(const PeerConnection &message);
    void onReturned(const PeerConnection &message);
    void onSent(const PeerConnection &message);
    /// The row of \a uuid, a new one where it has none.
    int rowOf(const QUuid &uuid);
    void announce(int row);

    QPointer<QmlClient> m_client;
    QList<Peer> m_peers;
};

} // namespace RelayCore
