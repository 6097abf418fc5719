// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/models/messagemodel.h"

#include "inspector/models/formatting.h"
#include "inspector/models/keepaliverows.h"
#include "inspector/models/messagecolumns.h"
#include "inspector/models/messagelines.h"
#include "inspector/models/messagemarks.h"
#include "inspector/models/rowmapping.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

namespace Inspector {

using namespace Qt::Literals::StringLiterals;

struct MessageModel::Private
{
    explicit Private(CaptureFeed *capture)
        : feed(capture)
        , lines(capture)
    {}

    CaptureFeed *feed;
    MessageMarks *marks = nullptr;
    Scope scope;
    RowMapping rows;
    KeepaliveRows keepalive;
    MatchMode matchMode = MatchMode::Off;
    Ids matches; ///< With those that are hidden. Empty where they are the rows: see matchesAreRows().
    MessageLines lines;

    [[nodiscard]] bool matchesAreRows() const { return matchMode == MatchMode::Rows && !keepalive.isHidden(); }
    /// Returns all matches; none are left.
    [[nodiscard]] Ids takeMatches();
    void showScope();
    void take(MatchMode mode, Ids ids);
    /// Returns the number with what the row shows about it by a sign.
    [[nodiscard]] QString accessibleNumber(MessageId id, const MessageModel &model) const;
};

void MessageModel::Private::showScope()
{
    keepalive.clear();
    if (scope.isAll() && !keepalive.isHidden()) {
        rows.showAll(feed->count());
        keepalive.countAll(feed->kinds());
        return;
    }
    const auto inScope = [this](RelayCore::ConnectionId connection) {
        return scope.contains(feed->index(), connection);
    };
    rows.showScope(inScope, {});
    rows.append(keepalive.take(rows.takeScoped(feed->connectionIds()), feed->kinds()));
}

QString MessageModel::Private::accessibleNumber(MessageId id, const MessageModel &model) const
{
    QStringList parts{numberText(id)};
    if (matchMode == MatchMode::Highlight && model.isMatch(id))
        parts.append(MessageModel::tr("matches the filter"));
    if (marks && marks->contains(id))
        parts.append(MessageModel::tr("marked"));
    return parts.join(u", "_s);
}

MessageModel::Ids MessageModel::Private::takeMatches()
{
    return matchesAreRows() ? rows.takeIds() : std::exchange(matches, {});
}

void MessageModel::Private::take(MatchMode mode, Ids ids)
{
    const bool hadScope = matchMode != MatchMode::Rows;
    matchMode = mode;
    matches.clear();
    if (mode == MatchMode::Rows) {
        keepalive.clear();
        const std::vector<MessageId> shown = keepalive.take({ids.cbegin(), ids.cend()}, feed->kinds());
        rows.showIds({shown.cbegin(), shown.cend()});
        if (keepalive.isHidden())
            matches = std::move(ids);
        return;
    }
    if (!hadScope)
        showScope();
    matches = std::move(ids);
}

MessageModel::MessageModel(CaptureFeed *feed, QObject *parent)
    : QAbstractTableModel(parent)
    , d(std::make_unique<Private>(feed))
{
    d->showScope();
    connect(feed, &CaptureFeed::reset, this, [this] {
        beginResetModel();
        d->lines.clear();
        d->scope = {};
        d->matchMode = MatchMode::Off;
        d->matches.clear();
        d->keepalive.reset();
        d->showScope();
        endResetModel();
        Q_EMIT keepaliveCountChanged();
    });
    connect(feed, &CaptureFeed::messagesAdded, this, [this](quint32 first, quint32 count) {
        const quint32 last = first + count - 1;
        if (d->rows.mode() != RowMapping::Mode::All || last <= d->rows.rows())
            return;
        beginInsertRows({}, int(d->rows.rows()), int(last) - 1);
        d->rows.setCount(last);
        endInsertRows();
    });
    connect(feed, &CaptureFeed::indexed, this, [this](quint32 first, quint32 count) {
        const quint32 last = first + count - 1;
        append(d->rows.takeScoped(d->feed->connectionIds()));
        if (d->rows.mode() == RowMapping::Mode::All) {
            d->keepalive.countAll(d->feed->kinds());
            Q_EMIT keepaliveCountChanged();
        }
        // Exchanges of these rows became known: the round trips may be there now.
        const int from = rowOf(first);
        const int to = qMin(rowOf(last), rowCount() - 1);
        if (from <= to)
            Q_EMIT dataChanged(index(from, RoundTrip), index(to, RoundTrip));
    });
    const auto renamed = [this] {
        d->lines.clear();
        if (rowCount() > 0)
            Q_EMIT dataChanged(index(0, FromTo), index(rowCount() - 1, Summary));
    };
    connect(feed, &CaptureFeed::namesChanged, this, renamed);
}

MessageModel::~MessageModel() = default;

CaptureFeed *MessageModel::feed() const
{
    return d->feed;
}

void MessageModel::setMarks(MessageMarks *marks)
{
    d->marks = marks;
    connect(marks, &MessageMarks::changed, this, [this] { announce(IsMarkedRole); });
}

void MessageModel::setScope(const Scope &scope)
{
    if (d->matchMode == MatchMode::Rows) {
        d->scope = scope;
        return;
    }
    beginResetModel();
    d->scope = scope;
    d->showScope();
    endResetModel();
    Q_EMIT keepaliveCountChanged();
}

const MessageModel::Scope &MessageModel::scope() const
{
    return d->scope;
}

void MessageModel::append(const std::vector<MessageId> &ids)
{
    if (ids.empty())
        return;
    const std::vector<MessageId> shown = d->keepalive.take(ids, d->feed->kinds());
    if (!shown.empty()) {
        const int first = rowCount();
        beginInsertRows({}, first, first + int(shown.size()) - 1);
        d->rows.append(shown);
        endInsertRows();
    }
    Q_EMIT keepaliveCountChanged();
}

void MessageModel::prepend(const std::vector<MessageId> &ids)
{
    const std::vector<MessageId> shown = d->keepalive.take(ids, d->feed->kinds());
    if (!shown.empty()) {
        const int count = int(shown.size());
        beginInsertRows({}, 0, count - 1);
        d->rows.prepend(shown);
        endInsertRows();
        // The row that was the first has a row above now.
        if (count < rowCount())
            Q_EMIT dataChanged(index(count, Delta), index(count, Delta));
    }
    Q_EMIT keepaliveCountChanged();
}

void MessageModel::showMatches(MatchMode mode, Ids ids)
{
    if (mode != MatchMode::Rows && d->matchMode != MatchMode::Rows) {
        d->take(mode, std::move(ids));
        announce(IsMatchRole);
        return;
    }
    beginResetModel();
    d->take(mode, std::move(ids));
    endResetModel();
    Q_EMIT keepaliveCountChanged();
}

void MessageModel::addMatches(const std::vector<MessageId> &older, const std::vector<MessageId> &newer)
{
    if (d->matchMode == MatchMode::Off || (older.empty() && newer.empty()))
        return;
    if (!d->matchesAreRows()) {
        d->matches.insert(d->matches.begin(), older.crbegin(), older.crend());
        d->matches.insert(d->matches.end(), newer.cbegin(), newer.cend());
    }
    if (d->matchMode == MatchMode::Highlight) {
        announce(IsMatchRole);
        return;
    }
    if (!older.empty())
        prepend(older);
    append(newer);
}

void MessageModel::setMatchMode(MatchMode mode)
{
    if (mode != d->matchMode)
        showMatches(mode, d->takeMatches());
}

void MessageModel::clearMatches()
{
    if (d->matchMode != MatchMode::Off)
        showMatches(MatchMode::Off, {});
}

void MessageModel::announce(Role role)
{
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1), {role});
}

MessageModel::MatchMode MessageModel::matchMode() const
{
    return d->matchMode;
}

quint32 MessageModel::matchCount() const
{
    return d->matchesAreRows() ? d->rows.rows() : quint32(d->matches.size());
}

bool MessageModel::isMatch(MessageId id) const
{
    if (d->matchesAreRows())
        return d->rows.contains(id);
    return std::binary_search(d->matches.cbegin(), d->matches.cend(), id);
}

MessageId MessageModel::matchBeside(MessageId id, bool backwards) const
{
    if (d->matchMode != MatchMode::Highlight) {
        const int row = d->rows.rowOf(id);
        return d->rows.idAt(backwards ? row - 1 : row + int(d->rows.contains(id)));
    }
    // What is hidden cannot be selected.
    const auto shown = [this](MessageId match) { return d->rows.contains(match); };
    if (backwards) {
        const auto before = std::lower_bound(d->matches.cbegin(), d->matches.cend(), id);
        const auto found = std::find_if(std::make_reverse_iterator(before), d->matches.crend(), shown);
        return found == d->matches.crend() ? 0 : *found;
    }
    const auto behind = std::upper_bound(d->matches.cbegin(), d->matches.cend(), id);
    const auto found = std::find_if(behind, d->matches.cend(), shown);
    return found == d->matches.cend() ? 0 : *found;
}

void MessageModel::setKeepaliveHidden(bool hidden)
{
    if (d->keepalive.isHidden() == hidden)
        return;
    if (d->matchMode != MatchMode::Rows) {
        d->keepalive.setHidden(hidden);
        setScope(Scope(d->scope));
        return;
    }
    beginResetModel();
    Ids ids = d->takeMatches();
    d->keepalive.setHidden(hidden);
    d->take(MatchMode::Rows, std::move(ids));
    endResetModel();
    Q_EMIT keepaliveCountChanged();
}

bool MessageModel::isKeepaliveHidden() const
{
    return d->keepalive.isHidden();
}

quint32 MessageModel::keepaliveCount() const
{
    return d->keepalive.count();
}

MessageId MessageModel::idAt(int row) const
{
    return d->rows.idAt(row);
}

int MessageModel::rowOf(MessageId id) const
{
    return d->rows.rowOf(id);
}

bool MessageModel::hasId(MessageId id) const
{
    return d->rows.contains(id);
}

int MessageModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(d->rows.rows());
}

int MessageModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant MessageModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const auto column = Column(index.column());
    if (role == Qt::TextAlignmentRole) {
        const auto horizontal = MessageColumns::isNumber(column) ? Qt::AlignRight
                                : column == Direction            ? Qt::AlignHCenter
                                                                 : Qt::AlignLeft;
        return QVariant::fromValue(Qt::Alignment(horizontal | Qt::AlignVCenter));
    }
    const MessageId id = idAt(index.row());
    if (role == IdRole)
        return id;
    if (role == IsMatchRole)
        return d->matchMode == MatchMode::Highlight && isMatch(id);
    if (role == IsMarkedRole)
        return d->marks && d->marks->contains(id);
    const bool ours = role == Qt::DisplayRole || role == Qt::ToolTipRole || role == Qt::AccessibleTextRole
                      || (role > IdRole && role <= CounterpartRole);
    if (!ours)
        return {};
    if (role == RoundTripRole) {
        const auto ns = d->feed->exchanges().roundTripNs(id);
        return ns ? QVariant(*ns) : QVariant();
    }
    if (role == CounterpartRole) {
        const auto exchange = d->feed->exchanges().find(id);
        if (!exchange || !exchange->reply)
            return {};
        return exchange->request == id ? *exchange->reply : exchange->request;
    }
    const MessageLines::Line *line = d->lines.line(id);
    if (!line) {
        // The row exists, marked as unreadable, also where the file does not contain it.
        if (role == IsErrorRole)
            return true;
        if ((role == Qt::DisplayRole && column == Summary) || role == SummaryRole)
            return tr("unreadable: the capture is damaged here");
        return role == Qt::DisplayRole && column == Number ? QVariant(numberText(id)) : QVariant();
    }
    switch (role) {
    case Qt::DisplayRole:
        return d->lines.display(*line, column, d->rows.idAt(index.row() - 1));
    case Qt::ToolTipRole:
        return d->lines.toolTip(*line, column);
    case Qt::AccessibleTextRole:
        if (column == Number)
            return d->accessibleNumber(id, *this);
        if (column == Direction)
            return line->row.direction == RelayCore::Direction::Sent ? tr("sent") : tr("received");
        return d->lines.display(*line, column, d->rows.idAt(index.row() - 1));
    case KindRole:
        return int(line->row.kind);
    case KindTextRole:
        return kindText(line->row.kind, line->row.opcode);
    case KindTokenRole:
        return line->row.kind == MessageKind::Other && line->summary.error ? u"error"_s : kindToken(line->row.kind);
    case DirectionRole:
        return int(line->row.direction);
    case IsErrorRole:
        return line->summary.error;
    case TimeRole:
        return line->row.timeNs;
    case SizeRole:
        return line->size;
    case ConnectionRole:
        return line->row.connection;
    case FromRole:
        return line->from;
    case ToRole:
        return line->to;
    case SummaryRole:
        return line->summary.text;
    default:
        return {};
    }
}

QHash<int, QByteArray> MessageModel::roleNames() const
{
    QHash<int, QByteArray> names = QAbstractTableModel::roleNames();
    names.insert({{IdRole, "messageId"},
                  {KindRole, "kindValue"},
                  {KindTextRole, "kindText"},
                  {KindTokenRole, "kind"},
                  {DirectionRole, "direction"},
                  {IsErrorRole, "isError"},
                  {RoundTripRole, "roundTrip"},
                  {TimeRole, "time"},
                  {SizeRole, "size"},
                  {ConnectionRole, "connection"},
                  {FromRole, "from"},
                  {ToRole, "to"},
                  {SummaryRole, "summary"},
                  {CounterpartRole, "counterpart"},
                  {IsMatchRole, "isMatch"},
                  {IsMarkedRole, "isMarked"}});
    return names;
}

} // namespace Inspector
