// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/analysis/capturescope.h"
#include "inspector/models/capturefeed.h"

#include <QtCore/QAbstractTableModel>

#include <deque>
#include <memory>
#include <vector>

namespace Inspector {

class MessageMarks;

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
        IsMatchRole,     ///< bool: a match of the filter among rows that are not all matches.
        IsMarkedRole,    ///< bool: see MessageMarks.
    };
    Q_ENUM(Role)

    using Scope = CaptureScope;
    using Ids = std::deque<MessageId>;

    /// What the matches of a filter are in the table.
    enum class MatchMode : quint8 {
        Off,       ///< There is no filter.
        Rows,      ///< The only rows.
        Highlight, ///< Marked among the rows of the scope.
    };

    /// \param feed  outlives the model.
    explicit MessageModel(CaptureFeed *feed, QObject *parent = nullptr);
    ~MessageModel() override;

    [[nodiscard]] CaptureFeed *feed() const;
    /// \param marks  outlives the model.
    void setMarks(MessageMarks *marks);

    /// Shows the messages of \a scope. While the rows are matches they stay: new ones are expected.
    void setScope(const Scope &scope);
    [[nodiscard]] const Scope &scope() const;

    /// Shows \a ids (ascending), the matches of a filter, instead of other matches.
    void showMatches(MatchMode mode, Ids ids);
    /// Adds matches on both sides: \a older than all others, the newest first, and \a newer, the oldest first.
    void addMatches(const std::vector<MessageId> &older, const std::vector<MessageId> &newer);
    /// Shows the same matches in another way.
    void setMatchMode(MatchMode mode);
    void clearMatches();
    [[nodiscard]] MatchMode matchMode() const;
    [[nodiscard]] quint32 matchCount() const;
    [[nodiscard]] bool isMatch(MessageId id) const;
    /// Returns the next match after \a id, the previous one where \a backwards, or 0. The matches are those of the
    /// filter, without one those of the rows.
    [[nodiscard]] MessageId matchBeside(MessageId id, bool backwards) const;

    /// Hides the rows of pings and pongs, whatever the scope and the filter; close frames stay.
    void setKeepaliveHidden(bool hidden);
    [[nodiscard]] bool isKeepaliveHidden() const;
    /// Returns the number of pings and pongs in the scope, or among the matches that are the rows; shown or hidden.
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
    /// Adds rows at the end, without those that are hidden.
    void append(const std::vector<MessageId> &ids);
    /// Adds rows at the beginning, the newest first.
    void prepend(const std::vector<MessageId> &ids);
    /// Announces that what \a role returns may differ in every row.
    void announce(Role role);

    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace Inspector
