// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/models/capturefeed.h"

#include <QtCore/QAbstractTableModel>

#include <memory>
#include <vector>

namespace Inspector {

/// The message table. Row to id needs no search: a row is an id, or an entry of a vector of ids.
class MessageModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Number, Time, Delta, Direction, Kind, FromTo, Size, Summary, RoundTrip, ColumnCount };
    Q_ENUM(Column)

    enum Role {
        IdRole = Qt::UserRole + 1, ///< MessageId
        KindRole,                  ///< int of MessageKind
        KindTextRole,              ///< The word of the chip.
        KindTokenRole,             ///< The colour token of the chip: Theme::colour(QString).
        DirectionRole,             ///< int of RelayCore::Direction
        IsErrorRole,               ///< bool: the summary reports a failure.
        RoundTripRole,             ///< qint64 nanoseconds; invalid where there is none.
        TimeRole,                  ///< qint64 nanoseconds since the epoch
        SizeRole,                  ///< qint64 bytes of payload
        ConnectionRole,            ///< RelayCore::ConnectionId
        FromRole,
        ToRole,
        SummaryRole,
        CounterpartRole, ///< MessageId of the other message of its exchange; invalid where there is none.
    };
    Q_ENUM(Role)

    /// Which messages: all of them, or those of some sources and connections (either is enough).
    struct Scope
    {
        std::vector<RelayCore::SourceId> sources;
        std::vector<RelayCore::ConnectionId> connections;
        [[nodiscard]] bool isAll() const { return sources.empty() && connections.empty(); }
        bool operator==(const Scope &) const = default;
    };

    /// \param feed  outlives the model.
    explicit MessageModel(CaptureFeed *feed, QObject *parent = nullptr);
    ~MessageModel() override;

    [[nodiscard]] CaptureFeed *feed() const;

    void setScope(const Scope &scope);
    [[nodiscard]] const Scope &scope() const;
    /// Shows exactly \a ids (ascending), the result of a filter, until clearIds(); appendIds() extends it.
    void setIds(std::vector<MessageId> ids);
    void appendIds(const std::vector<MessageId> &ids);
    void clearIds();

    /// Hides the rows of pings and pongs, whatever the scope and the list; close frames stay.
    void setKeepaliveHidden(bool hidden);
    [[nodiscard]] bool isKeepaliveHidden() const;
    /// Returns the number of pings and pongs in the scope or list, shown or hidden.
    [[nodiscard]] quint32 keepaliveCount() const;

    [[nodiscard]] MessageId idAt(int row) const;
    /// The row of \a id, or the row where it would be; see hasId().
    [[nodiscard]] int rowOf(MessageId id) const;
    [[nodiscard]] bool hasId(MessageId id) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

Q_SIGNALS:
    /// Emitted when keepaliveCount() may have changed.
    void keepaliveCountChanged();

private:
    /// Makes the rows of the scope; the caller resets the model.
    void showScope();
    /// Adds rows at the end, without those that are hidden.
    void append(const std::vector<MessageId> &ids);

    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace Inspector
