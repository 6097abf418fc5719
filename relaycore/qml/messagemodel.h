// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/protocol/messages.h"
#include "relaycore/qml/qmlclient.h"
#include "relaycore/qml/qmlexport.h"

#include <QtCore/QAbstractListModel>
#include <QtCore/QDateTime>
#include <QtCore/QPointer>
#include <QtQml/qqmlregistration.h>

#include <deque>

namespace RelayCore {

/// The QML type `RelayMessageModel`: the newest messages of a client, for a ListView; the newest is the last row.
///
/// \par Threads  the thread of the QML engine.
/// \since 0.2
class RELAYCORE_QML_EXPORT QmlMessageModel : public QAbstractListModel
{
    Q_OBJECT
    QML_NAMED_ELEMENT(RelayMessageModel)

    Q_PROPERTY(RelayCore::QmlClient *client READ client WRITE setClient NOTIFY clientChanged REQUIRED FINAL)
    Q_PROPERTY(int maximumCount READ maximumCount WRITE setMaximumCount NOTIFY maximumCountChanged FINAL)
    Q_PROPERTY(int count READ rowCount NOTIFY countChanged FINAL)

public:
    /// The roles that a delegate requires by name.
    enum Role {
        MessageRole = Qt::UserRole, ///< `message`, a `peerConnection`.
        SentRole,                   ///< `sent`: whether this client sent it.
        ReturnedRole,               ///< `returned`: whether the relay returned it.
        TimeRole,                   ///< `time`: when it was received or written.
        SourceNameRole,             ///< `sourceName`.
        DescriptionRole,            ///< `description`.
        TypeNameRole,               ///< `typeName`: "offer" or "answer".
    };
    Q_ENUM(Role)

    using QAbstractListModel::QAbstractListModel;

    [[nodiscard]] QmlClient *client() const { return m_client; }      ///< Returns the client whose messages are listed.
    void setClient(QmlClient *client);                                ///< Lists the messages of \a client from now on.
    [[nodiscard]] int maximumCount() const { return m_maximumCount; } ///< Returns how many messages are kept.
    void setMaximumCount(int count); ///< Keeps \a count messages; the oldest are removed.

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

    /// Removes all rows.
    Q_INVOKABLE void clear();

Q_SIGNALS:
    void clientChanged();       ///< Emitted when \c client changes.
    void maximumCountChanged(); ///< Emitted when \c maximumCount changes.
    void countChanged();        ///< Emitted when the number of rows changes.

private:
    struct Row
    {
        PeerConnection message;
        QDateTime time;
        bool isSent = false;
    };
    void append(const PeerConnection &message, bool isSent);
    void removeOldest();

    QPointer<QmlClient> m_client;
    std::deque<Row> m_rows;
    int m_maximumCount = 1000;
};

} // namespace RelayCore
