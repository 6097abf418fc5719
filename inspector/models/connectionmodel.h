// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/analysis/connectionstate.h"
#include "inspector/models/capturefeed.h"

#include <QtCore/QAbstractItemModel>

#include <memory>

namespace Inspector {

struct ConnectionNode;

/// The tree on the left: sources, below each its clients, and below a client that has connected several times its
/// connections, the attempts. A client with one connection has no rows below it: it is that connection. The sources of
/// captures in a database are below their capture, and the captures below the host that recorded them.
///
/// Which connections belong to one client is known only after they registered or ended (clientKey()). They move then;
/// no connection is removed until the capture changes.
class ConnectionModel : public QAbstractItemModel
{
    Q_OBJECT

public:
    using State = ConnectionState;

    enum Role {
        TitleRole = Qt::UserRole + 1,
        SubtitleRole,
        StateRole,        ///< int of State
        StateTextRole,    ///< The same in a word, for tooltips and screen readers.
        RateRole,         ///< QList<int>: messages per second, oldest first; empty for sources.
        SourceIdRole,     ///< 0 for a group.
        ConnectionIdRole, ///< 0 for a source and a group; the newest for a client with several.
        IsSourceRole,
        EndedRole,   ///< bool: every connection of the row has ended; false for sources and groups.
        IsGroupRole, ///< bool: a host or a capture; IsSourceRole is false then.
        NameRole,    ///< The title without the address.
        AddressRole, ///< The address in the title; empty without one, and for all but sources.
    };
    Q_ENUM(Role)

    /// \param feed  outlives the model.
    explicit ConnectionModel(CaptureFeed *feed, QObject *parent = nullptr);
    ~ConnectionModel() override;

    /// Returns the row of \a connection itself, below its client where that has several.
    [[nodiscard]] QModelIndex indexOf(RelayCore::ConnectionId connection) const;
    [[nodiscard]] QModelIndex indexOfSource(RelayCore::SourceId source) const;

    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex &child) const override;
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

private:
    /// Adds what is new, announces what differs.
    void follow(const CaptureFeed::StructureChanges &changes);
    void readAll();
    ConnectionNode *addSource(RelayCore::SourceId source);
    /// Returns the row of a host, or of the capture with the id \a capture of one, which is added where there is none.
    ConnectionNode *addGroup(ConnectionNode *parent, const QString &name, qint64 capture);
    ConnectionNode *insert(ConnectionNode *parent, int position, std::unique_ptr<ConnectionNode> node);
    void addConnections(const QList<RelayCore::ConnectionId> &connections);
    /// Gives \a client a row for its only connection, so that others can be added.
    void split(ConnectionNode *client);
    void announceClient(const ConnectionNode *client);
    /// Moves the connection of \a node to the client that it turned out to belong to.
    void regroup(ConnectionNode *node);
    void announce(const QList<RelayCore::ConnectionId> &connections, const QList<int> &roles);
    void announceRates();
    /// Counts down the seconds until a source tries again.
    /// Announces the sources that show another number of messages than before.
    void announceCounts();
    void announceRetries();
    [[nodiscard]] QModelIndex indexOf(const ConnectionNode *node) const;
    [[nodiscard]] static const ConnectionNode *nodeOf(const QModelIndex &index);

    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace Inspector
