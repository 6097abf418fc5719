// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/wire/wireevent.h"

#include <QtCore/QAbstractTableModel>
#include <QtCore/QDateTime>
#include <QtCore/QHash>
#include <QtCore/QList>
#include <QtCore/QString>
#include <QtCore/QUuid>

#include <optional>
#include <utility>
#include <vector>

namespace Inspector {

/// A client of a local relay.
struct RelayClientRow
{
    struct Close
    {
        quint16 code = 0;
        QDateTime time;

        bool operator==(const Close &) const = default;
    };

    RelayCore::SourceId relay = 0; ///< Whose client it is.
    QUuid uuid;
    QString name; ///< Any text, as the client sent it.
    QString user; ///< Empty where everybody is one user.
    QString address;
    RelayCore::ConnectionId connection = 0; ///< 0 where it is not known.
    QDateTime since;
    quint64 messages = 0; ///< Received from it since it connected.
    bool registered = false;
    std::optional<Close> lastClose; ///< Of its last connection that ended.

    bool operator==(const RelayClientRow &) const = default;
};

/// The clients of the local relays, one row for each UUID. Who leaves stays, until too many have left.
class RelayClientModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Name, Uuid, User, Address, Since, Messages, LastClose, ColumnCount };
    Q_ENUM(Column)

    enum Role {
        SortRole = Qt::UserRole + 1, ///< What to sort a column by.
        CopyRole,                    ///< The whole row, its fields separated by tabs.
        UuidRole,                    ///< The whole UUID as text.
        AddressRole,
        ConnectionIdRole, ///< RelayCore::ConnectionId; 0 where it is not known.
        RegisteredRole,   ///< bool: it has not left.
        StateRole,        ///< int of ConnectionModel::State
    };
    Q_ENUM(Role)

    /// \param maxDeparted  of those who have left, the oldest go when there are more of them.
    explicit RelayClientModel(QObject *parent = nullptr, int maxDeparted = 1000);

    /// Brings rows up to date and adds those that are new. A row without a last close keeps the one that is known.
    void update(const QList<RelayClientRow> &clients);
    /// The \a relay has stopped at \a time: clients that are still registered leave with 1001.
    void endRelay(RelayCore::SourceId relay, const QDateTime &time);
    void clear();

    [[nodiscard]] int registeredCount() const { return int(m_rows.size()) - m_departed; }
    [[nodiscard]] int departedCount() const { return m_departed; }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

Q_SIGNALS:
    /// Emitted when registeredCount() or departedCount() may have changed.
    void countsChanged();

private:
    using Key = std::pair<RelayCore::SourceId, QUuid>;

    void set(int row, RelayClientRow client);
    void forgetOldest();

    std::vector<RelayClientRow> m_rows;
    QHash<Key, int> m_rowOf;
    int m_departed = 0;
    int m_maxDeparted;
};

} // namespace Inspector
