// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/models/relayclientmodel.h"

#include "inspector/models/connectionmodel.h"
#include "inspector/models/formatting.h"
#include "relaycore/protocol/closecode.h"

#include <algorithm>

namespace Inspector {

using namespace Qt::Literals::StringLiterals;

namespace {

QString timeOf(const QDateTime &time)
{
    const QDateTime local = time.toLocalTime();
    return local.toString(local.date() == QDate::currentDate() ? u"HH:mm:ss"_s : u"yyyy-MM-dd HH:mm"_s);
}

QString fullTimeOf(const QDateTime &time)
{
    return time.toLocalTime().toString(u"yyyy-MM-dd HH:mm:ss.zzz t"_s);
}

QString closeText(const RelayClientRow::Close &close)
{
    const QString name = closeName(close.code);
    return name.isEmpty() ? QString::number(close.code) : u"%1 %2"_s.arg(close.code).arg(name);
}

QString stateText(const RelayClientRow &row)
{
    return row.registered ? RelayClientModel::tr("registered") : RelayClientModel::tr("has left");
}

ConnectionModel::State stateOf(const RelayClientRow &row)
{
    if (row.registered)
        return ConnectionModel::State::Good;
    return row.lastClose && !RelayCore::isOrderlyClose(row.lastClose->code) ? ConnectionModel::State::Bad
                                                                            : ConnectionModel::State::Idle;
}

QString display(const RelayClientRow &row, RelayClientModel::Column column)
{
    switch (column) {
    case RelayClientModel::Name:
        return singleLine(row.name);
    case RelayClientModel::Uuid:
        return fullUuid(row.uuid);
    case RelayClientModel::User:
        return row.user.isEmpty() ? u"–"_s : singleLine(row.user);
    case RelayClientModel::Address:
        return row.address;
    case RelayClientModel::Since:
        return timeOf(row.since);
    case RelayClientModel::Messages:
        return numberText(qint64(row.messages));
    case RelayClientModel::LastClose:
        return row.lastClose ? u"%1 · %2"_s.arg(closeText(*row.lastClose), timeOf(row.lastClose->time)) : QString();
    case RelayClientModel::ColumnCount:
        break;
    }
    Q_UNREACHABLE();
}

QString accessibleText(const RelayClientRow &row, RelayClientModel::Column column)
{
    switch (column) {
    case RelayClientModel::Name:
        return u"%1, %2"_s.arg(singleLine(row.name), stateText(row));
    case RelayClientModel::User:
        return row.user.isEmpty() ? RelayClientModel::tr("no user") : singleLine(row.user);
    case RelayClientModel::Since:
        return fullTimeOf(row.since);
    case RelayClientModel::LastClose:
        return row.lastClose ? u"%1, %2"_s.arg(closeText(*row.lastClose), fullTimeOf(row.lastClose->time))
                             : RelayClientModel::tr("never closed");
    case RelayClientModel::Uuid:
    case RelayClientModel::Address:
    case RelayClientModel::Messages:
        return display(row, column);
    case RelayClientModel::ColumnCount:
        break;
    }
    Q_UNREACHABLE();
}

QVariant sortKey(const RelayClientRow &row, RelayClientModel::Column column)
{
    switch (column) {
    case RelayClientModel::Address: {
        // Ports in the order of numbers.
        const qsizetype colon = row.address.lastIndexOf(u':');
        return row.address.left(colon + 1) + row.address.sliced(colon + 1).rightJustified(5, u'0');
    }
    case RelayClientModel::Since:
        return row.since.toMSecsSinceEpoch();
    case RelayClientModel::Messages:
        return row.messages;
    case RelayClientModel::LastClose:
        return row.lastClose ? row.lastClose->time.toMSecsSinceEpoch() : 0;
    case RelayClientModel::Name:
    case RelayClientModel::Uuid:
    case RelayClientModel::User:
        return display(row, column).toCaseFolded();
    case RelayClientModel::ColumnCount:
        break;
    }
    Q_UNREACHABLE();
}

QString toolTip(const RelayClientRow &row)
{
    QStringList lines{singleLine(row.name), fullUuid(row.uuid),
                      row.user.isEmpty() ? QString() : RelayClientModel::tr("user %1").arg(singleLine(row.user)),
                      row.address, RelayClientModel::tr("registered %1").arg(fullTimeOf(row.since))};
    if (row.lastClose)
        lines.append(
            RelayClientModel::tr("last closed %1: %2").arg(fullTimeOf(row.lastClose->time), closeText(*row.lastClose)));
    lines.removeAll(QString());
    return plainToolTip(lines);
}

QString copyText(const RelayClientRow &row)
{
    const auto time = [](const QDateTime &moment) { return moment.toString(Qt::ISODateWithMs); };
    return QStringList{singleLine(row.name),
                       fullUuid(row.uuid),
                       singleLine(row.user),
                       row.address,
                       time(row.since),
                       QString::number(row.messages),
                       row.lastClose ? closeText(*row.lastClose) : QString(),
                       row.lastClose ? time(row.lastClose->time) : QString()}
        .join(u'\t');
}

} // namespace

RelayClientModel::RelayClientModel(QObject *parent, int maxDeparted)
    : QAbstractTableModel(parent)
    , m_maxDeparted(maxDeparted)
{}

void RelayClientModel::update(const QList<RelayClientRow> &clients)
{
    // Changes are emitted in as few ranges as possible, because thousands of rows may change at once.
    std::vector<int> changed;
    QList<RelayClientRow> added;
    QHash<Key, qsizetype> placeOf; // In added.
    for (const RelayClientRow &client : clients) {
        const auto known = m_rowOf.constFind({client.relay, client.uuid});
        if (known != m_rowOf.cend()) {
            set(*known, client);
            changed.push_back(*known);
        } else if (const auto place = placeOf.constFind({client.relay, client.uuid}); place != placeOf.cend()) {
            added[*place] = client;
        } else {
            placeOf.insert({client.relay, client.uuid}, added.size());
            added.append(client);
        }
    }
    std::sort(changed.begin(), changed.end());
    for (std::size_t i = 0; i < changed.size();) {
        std::size_t end = i + 1;
        while (end < changed.size() && changed[end] <= changed[end - 1] + 1)
            ++end;
        Q_EMIT dataChanged(index(changed[i], 0), index(changed[end - 1], ColumnCount - 1));
        i = end;
    }
    if (!added.isEmpty()) {
        const int first = int(m_rows.size());
        beginInsertRows({}, first, first + int(added.size()) - 1);
        for (const RelayClientRow &client : std::as_const(added)) {
            m_rowOf.insert({client.relay, client.uuid}, int(m_rows.size()));
            m_departed += client.registered ? 0 : 1;
            m_rows.push_back(client);
        }
        endInsertRows();
    }
    forgetOldest();
    Q_EMIT countsChanged();
}

void RelayClientModel::set(int row, RelayClientRow client)
{
    RelayClientRow &known = m_rows[std::size_t(row)];
    if (!client.lastClose)
        client.lastClose = known.lastClose;
    m_departed += int(known.registered) - int(client.registered);
    known = std::move(client);
}

void RelayClientModel::forgetOldest()
{
    const int surplus = m_departed - m_maxDeparted;
    if (surplus <= 0)
        return;
    std::vector<int> departed;
    for (int row = 0; row < int(m_rows.size()); ++row) {
        if (!m_rows[std::size_t(row)].registered)
            departed.push_back(row);
    }
    const auto left = [this](int row) {
        const auto &close = m_rows[std::size_t(row)].lastClose;
        return close ? close->time.toMSecsSinceEpoch() : 0;
    };
    std::stable_sort(departed.begin(), departed.end(), [&left](int a, int b) { return left(a) < left(b); });
    departed.resize(std::size_t(surplus));
    // From the end, so that the rows before stay where they are.
    std::sort(departed.begin(), departed.end());
    while (!departed.empty()) {
        const int last = departed.back();
        int first = last;
        departed.pop_back();
        while (!departed.empty() && departed.back() == first - 1) {
            first = departed.back();
            departed.pop_back();
        }
        beginRemoveRows({}, first, last);
        m_rows.erase(m_rows.begin() + first, m_rows.begin() + last + 1);
        m_departed -= last - first + 1;
        endRemoveRows();
    }
    m_rowOf.clear();
    for (int row = 0; row < int(m_rows.size()); ++row)
        m_rowOf.insert({m_rows[std::size_t(row)].relay, m_rows[std::size_t(row)].uuid}, row);
}

void RelayClientModel::endRelay(RelayCore::SourceId relay, const QDateTime &time)
{
    QList<RelayClientRow> lost;
    for (RelayClientRow row : m_rows) {
        if (row.relay != relay || !row.registered)
            continue;
        row.registered = false;
        row.lastClose = {quint16(RelayCore::CloseCode::GoingAway), time};
        lost.append(row);
    }
    if (!lost.isEmpty())
        update(lost);
}

void RelayClientModel::clear()
{
    beginResetModel();
    m_rows.clear();
    m_rowOf.clear();
    m_departed = 0;
    endResetModel();
    Q_EMIT countsChanged();
}

int RelayClientModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int RelayClientModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant RelayClientModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const RelayClientRow &row = m_rows[std::size_t(index.row())];
    const auto column = Column(index.column());
    switch (role) {
    case Qt::DisplayRole:
        return display(row, column);
    case Qt::ToolTipRole:
        return toolTip(row);
    case Qt::AccessibleTextRole:
        return accessibleText(row, column);
    case Qt::TextAlignmentRole:
        return int((column == Messages ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    case SortRole:
        return sortKey(row, column);
    case CopyRole:
        return copyText(row);
    case UuidRole:
        return fullUuid(row.uuid);
    case AddressRole:
        return row.address;
    case ConnectionIdRole:
        return row.connection;
    case RegisteredRole:
        return row.registered;
    case StateRole:
        return int(stateOf(row));
    default:
        return {};
    }
}

QVariant RelayClientModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((section == Messages ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (Column(section)) {
    case Name:
        return tr("Name");
    case Uuid:
        return tr("UUID");
    case User:
        return tr("User");
    case Address:
        return tr("Address");
    case Since:
        return tr("Since");
    case Messages:
        return tr("Messages");
    case LastClose:
        return tr("Last close");
    case ColumnCount:
        break;
    }
    return {};
}

QHash<int, QByteArray> RelayClientModel::roleNames() const
{
    QHash<int, QByteArray> names = QAbstractTableModel::roleNames();
    names.insert({{SortRole, "sortKey"},
                  {CopyRole, "copyText"},
                  {UuidRole, "uuid"},
                  {AddressRole, "address"},
                  {ConnectionIdRole, "connectionId"},
                  {RegisteredRole, "registered"},
                  {StateRole, "state"}});
    return names;
}

} // namespace Inspector
