// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/models/messagemodel.h"

#include "inspector/models/formatting.h"
#include "inspector/models/keepaliverows.h"
#include "inspector/models/messagecolumns.h"
#include "inspector/models/rowmapping.h"
#include "inspector/models/summary.h"

#include <QtCore/QCache>

#include <algorithm>
#include <optional>
#include <utility>

namespace Inspector {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int cachedLines = 1024;

/// A row as it is written, without what depends on its neighbours.
struct Line
{
    MessageRow row; ///< Without its payload: the feed keeps those.
    qint64 size = 0;
    MessageSummary summary;
    QString from;
    QString to;
};

} // namespace

struct MessageModel::Private
{
    CaptureFeed *feed = nullptr;
    Scope scope;
    RowMapping rows;
    KeepaliveRows keepalive;
    std::vector<MessageId>
        listed; ///< The list with its hidden rows, while there is a list and something may be hidden.
    mutable QCache<MessageId, Line> lines{cachedLines};

    [[nodiscard]] const Line *line(MessageId id) const;
    [[nodiscard]] bool inScope(RelayCore::ConnectionId connection) const;
    [[nodiscard]] QString toolTip(const Line &line, Column column) const;
    [[nodiscard]] QString display(int row, MessageId id, const Line &line, Column column) const;
};

const Line *MessageModel::Private::line(MessageId id) const
{
    if (const Line *known = lines.object(id))
        return known;
    std::optional<MessageRow> row = feed->row(id);
    if (!row)
        return nullptr;
    auto line = std::make_unique<Line>();
    const bool received = row->direction == RelayCore::Direction::Received;
    const bool described = row->kind == MessageKind::Offer || row->kind == MessageKind::Answer;
    line->summary = summarise(*row, received && described && feed->isCaptured(row->source));
    if (row->kind == MessageKind::Returned && !line->summary.error)
        line->summary.error = true;
    line->size = row->payload.size();
    const QString relay = MessageModel::tr("relay");
    if (described) {
        const QString known = feed->nameOf(row->source);
        const bool unnamed = known.isEmpty() || known == shortUuid(row->source);
        line->from = unnamed && !line->summary.sourceName.isEmpty() ? line->summary.sourceName : known;
        line->to = feed->nameOf(row->peer);
    } else {
        QString client = feed->clientName(row->connection);
        if (row->kind == MessageKind::Registration && !line->summary.sourceName.isEmpty())
            client = line->summary.sourceName;
        line->from = received ? relay : client;
        line->to = received ? client : relay;
    }
    row->payload.clear();
    line->row = *std::move(row);
    const Line *kept = line.get();
    lines.insert(id, line.release());
    return kept;
}

bool MessageModel::Private::inScope(RelayCore::ConnectionId connection) const
{
    if (std::find(scope.connections.cbegin(), scope.connections.cend(), connection) != scope.connections.cend())
        return true;
    if (scope.sources.empty())
        return false;
    const ConnectionRow *row = feed->connection(connection);
    return row && std::find(scope.sources.cbegin(), scope.sources.cend(), row->source) != scope.sources.cend();
}

QString MessageModel::Private::display(int row, MessageId id, const Line &line, Column column) const
{
    switch (column) {
    case Number:
        return numberText(id);
    case Time:
        return timeText(line.row.timeNs);
    case Delta: {
        if (row == 0)
            return {};
        const MessageId previous = rows.idAt(row - 1);
        const auto times = feed->timesNs();
        std::optional<qint64> before;
        if (previous <= times.size())
            before = times[previous - 1];
        else if (const auto other = feed->row(previous))
            before = other->timeNs;
        if (!before)
            return {};
        const qint64 delta = line.row.timeNs - *before;
        return (delta < 0 ? u'−' : u'+') + durationText(qAbs(delta));
    }
    case Direction:
        return line.row.direction == RelayCore::Direction::Sent ? u"↑"_s : u"↓"_s;
    case Kind:
        return kindText(line.row.kind, line.row.opcode);
    case FromTo:
        return line.from + u" → "_s + line.to;
    case Size:
        return numberText(line.size);
    case Summary:
        return line.summary.text;
    case RoundTrip:
        if (const auto ns = feed->exchanges().roundTripNs(id))
            return durationText(*ns);
        return {};
    case ColumnCount:
        break;
    }
    return {};
}

QString MessageModel::Private::toolTip(const Line &line, Column column) const
{
    switch (column) {
    case Direction:
        return line.row.direction == RelayCore::Direction::Sent ? MessageModel::tr("sent: client → relay")
                                                                : MessageModel::tr("received: relay → client");
    case FromTo: {
        const bool toPeer = !line.row.peer.isNull();
        QString from = line.from;
        QString to = line.to;
        if (!line.row.source.isNull())
            from += u'\n' + fullUuid(line.row.source);
        if (toPeer)
            to += u'\n' + fullUuid(line.row.peer);
        if (line.row.source.isNull()) {
            if (const ConnectionRow *connection = feed->connection(line.row.connection);
                connection && !connection->uuid.isNull())
                to += u'\n' + fullUuid(connection->uuid);
        }
        return from + u"\n→ "_s + to;
    }
    case Size:
        return line.row.compressed ? MessageModel::tr("%1 B, compressed; %2 B on the wire")
                                         .arg(numberText(line.size), numberText(line.row.wireBytes))
                                   : MessageModel::tr("%1 B; %2 B on the wire")
                                         .arg(numberText(line.size), numberText(line.row.wireBytes));
    case Summary:
        return line.summary.toolTip;
    case Number:
    case Time:
    case Delta:
    case Kind:
    case RoundTrip:
    case ColumnCount:
        break;
    }
    return {};
}

MessageModel::MessageModel(CaptureFeed *feed, QObject *parent)
    : QAbstractTableModel(parent)
    , d(std::make_unique<Private>())
{
    d->feed = feed;
    showScope();
    connect(feed, &CaptureFeed::reset, this, [this] {
        beginResetModel();
        d->lines.clear();
        d->scope = {};
        showScope();
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

void MessageModel::setScope(const Scope &scope)
{
    beginResetModel();
    d->scope = scope;
    showScope();
    endResetModel();
    Q_EMIT keepaliveCountChanged();
}

void MessageModel::showScope()
{
    d->listed.clear();
    d->keepalive.clear();
    if (d->scope.isAll() && !d->keepalive.isHidden()) {
        d->rows.showAll(d->feed->count());
        d->keepalive.countAll(d->feed->kinds());
        return;
    }
    d->rows.showScope([this](RelayCore::ConnectionId connection) { return d->scope.isAll() || d->inScope(connection); },
                      {});
    d->rows.append(d->keepalive.take(d->rows.takeScoped(d->feed->connectionIds()), d->feed->kinds()));
}

const MessageModel::Scope &MessageModel::scope() const
{
    return d->scope;
}

void MessageModel::setIds(std::vector<MessageId> ids)
{
    beginResetModel();
    d->keepalive.clear();
    if (d->keepalive.isHidden())
        d->listed = ids;
    d->rows.showIds(d->keepalive.take(std::move(ids), d->feed->kinds()));
    endResetModel();
    Q_EMIT keepaliveCountChanged();
}

void MessageModel::appendIds(const std::vector<MessageId> &ids)
{
    if (d->rows.mode() != RowMapping::Mode::Listed)
        return;
    if (d->keepalive.isHidden())
        d->listed.insert(d->listed.end(), ids.cbegin(), ids.cend());
    append(ids);
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

void MessageModel::clearIds()
{
    if (d->rows.mode() == RowMapping::Mode::Listed)
        setScope(d->scope);
}

void MessageModel::setKeepaliveHidden(bool hidden)
{
    if (d->keepalive.isHidden() == hidden)
        return;
    if (d->rows.mode() != RowMapping::Mode::Listed) {
        d->keepalive.setHidden(hidden);
        setScope(Scope(d->scope));
        return;
    }
    std::vector<MessageId> ids = std::exchange(d->listed, {});
    if (hidden) {
        for (quint32 row = 0; row < d->rows.rows(); ++row)
            ids.push_back(d->rows.idAt(int(row)));
    }
    d->keepalive.setHidden(hidden);
    setIds(std::move(ids));
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
    const bool ours = role == Qt::DisplayRole || role == Qt::ToolTipRole || role == Qt::AccessibleTextRole
                      || (role > IdRole && role <= CounterpartRole);
    if (!ours)
        return {};
    if (role == RoundTripRole) {
        const auto ns = d->feed->exchanges().roundTripNs(id);
        return ns ? QVariant(*ns) : QVariant();
    }
    if (role == CounterpartRole) {
        const Exchange *exchange = d->feed->exchanges().find(id);
        if (!exchange || !exchange->reply)
            return {};
        return exchange->request == id ? *exchange->reply : exchange->request;
    }
    const Line *line = d->line(id);
    if (!line) {
        // The row is there, and says so, also where the file does not give it.
        if (role == IsErrorRole)
            return true;
        if ((role == Qt::DisplayRole && column == Summary) || role == SummaryRole)
            return tr("unreadable: the capture is damaged here");
        return role == Qt::DisplayRole && column == Number ? QVariant(numberText(id)) : QVariant();
    }
    switch (role) {
    case Qt::DisplayRole:
        return d->display(index.row(), id, *line, column);
    case Qt::ToolTipRole:
        return d->toolTip(*line, column);
    case Qt::AccessibleTextRole:
        if (column == Direction)
            return line->row.direction == RelayCore::Direction::Sent ? tr("sent") : tr("received");
        return d->display(index.row(), id, *line, column);
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
                  {CounterpartRole, "counterpart"}});
    return names;
}

} // namespace Inspector
