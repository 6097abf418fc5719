// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/analysis/connectionstate.h"
#include "inspector/models/capturefeed.h"

#include <QtCore/QAbstractItemModel>

#include <memory>

namespace Inspector {

/// The tree on the left: sources, and below each its connections. Rows only ever come, until the capture changes.
class ConnectionModel : public QAbstractItemModel
{
    Q_OBJECT

public:
    using State = ConnectionState;

    enum Role {
        TitleRole = Qt::UserRole + 1,
        SubtitleRole,
        StateRole,     ///< int of State
        StateTextRole, ///< The same in a word, for tooltips and screen readers.
        RateRole,      ///< QList<int>: messages per second, oldest first; empty for sources.
        SourceIdRole,
        ConnectionIdRole, ///< 0 for a source.
        IsSourceRole,
    };
    Q_ENUM(Role)

    /// \param feed  outlives the model.
    explicit ConnectionModel(CaptureFeed *feed, QObject *parent = nullptr);
    ~ConnectionModel() override;

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
    void addConnections(const QList<RelayCore::ConnectionId> &connections);
    int addSource(RelayCore::SourceId source);
    void announceSource(RelayCore::SourceId source);
    void announce(const QList<RelayCore::ConnectionId> &connections, const QList<int> &roles);
    void announceRates();

    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace Inspector
