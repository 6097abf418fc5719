// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/models/connectionmodel.h"

#include "inspector/models/connectiontexts.h"
#include "inspector/models/formatting.h"
#include "relaycore/wire/displaytext.h"

#include <QtCore/QHash>
#include <QtCore/QSet>
#include <QtCore/QTimer>

#include <algorithm>
#include <tuple>
#include <vector>

namespace Inspector {

using namespace Qt::Literals::StringLiterals;
using namespace ConnectionTexts;

namespace {

constexpr int rateMs = 1'000; // A rate counts the messages of a second.
constexpr int joinedRows = 16;

struct Node
{
    RelayCore::SourceId source = 0;
    std::vector<RelayCore::ConnectionId> connections;
};

/// Where a connection is in the tree.
struct Position
{
    int source = 0; ///< Row of its source.
    int row = 0;
};

QString withoutScheme(const QString &url)
{
    const qsizetype at = url.indexOf(u"://"_s);
    return at < 0 ? url : url.sliced(at + 3);
}

} // namespace

struct ConnectionModel::Private
{
    CaptureFeed *feed = nullptr;
    std::vector<Node> nodes;
    QHash<RelayCore::ConnectionId, Position> positions;
    QSet<RelayCore::ConnectionId> active; ///< Their rate is not zero all through.
    QTimer rateTimer;

    [[nodiscard]] QString sourceTitle(const SourceRow &row) const;
    [[nodiscard]] QString sourceSubtitle(const SourceRow &row) const;
    [[nodiscard]] QVariant sourceData(const Node &node, int role) const;
    [[nodiscard]] QVariant connectionData(RelayCore::ConnectionId id, RelayCore::SourceId source, int role) const;
    [[nodiscard]] int rowOf(RelayCore::SourceId source) const;
};

int ConnectionModel::Private::rowOf(RelayCore::SourceId source) const
{
    const auto found =
        std::find_if(nodes.cbegin(), nodes.cend(), [source](const Node &node) { return node.source == source; });
    return found == nodes.cend() ? -1 : int(found - nodes.cbegin());
}

QString ConnectionModel::Private::sourceTitle(const SourceRow &row) const
{
    QString title = row.title;
    if (title.isEmpty()) {
        switch (row.kind) {
        case RelayCore::SourceKind::Client:
            title = ConnectionModel::tr("Client");
            break;
        case RelayCore::SourceKind::Proxy:
            title = ConnectionModel::tr("Proxy");
            break;
        case RelayCore::SourceKind::LocalRelay:
            title = ConnectionModel::tr("Local relay");
            break;
        case RelayCore::SourceKind::Tap:
            title = ConnectionModel::tr("Tap");
            break;
        }
    }
    const QString address = withoutScheme(row.listen);
    // A client's listening address is that of the proxy in front of it: of no use to anyone else.
    return singleLine(address.isEmpty() || row.kind == RelayCore::SourceKind::Client ? title
                                                                                     : title + u"  "_s + address);
}

QString ConnectionModel::Private::sourceSubtitle(const SourceRow &row) const
{
    if (row.state) {
        if (sourceState(row) == State::Good && !row.upstream.isEmpty())
            return joined({stateWord(row), u"→ "_s + row.upstream});
        return row.stateDetail.isEmpty() ? stateWord(row) : singleLine(row.stateDetail);
    }
    if (row.kind == RelayCore::SourceKind::LocalRelay) {
        const CaptureIndex::Totals totals = feed->totals(row.id);
        return joined({ConnectionModel::tr("%1 registered").arg(totals.registered),
                       ConnectionModel::tr("%1 messages").arg(numberText(qint64(totals.messages)))});
    }
    return row.upstream.isEmpty() ? QString() : u"→ "_s + singleLine(row.upstream);
}

QVariant ConnectionModel::Private::sourceData(const Node &node, int role) const
{
    const SourceRow *row = feed->source(node.source);
    const SourceRow unknown{
        node.source, RelayCore::SourceKind::Proxy, ConnectionModel::tr("unknown source"), {}, {}, {}, {}};
    if (!row)
        row = &unknown;
    switch (role) {
    case Qt::DisplayRole:
    case TitleRole:
        return sourceTitle(*row);
    case SubtitleRole:
        return sourceSubtitle(*row);
    case StateRole:
        return int(sourceState(*row));
    case StateTextRole:
        return row->state ? stateWord(*row) : stateText(sourceState(*row));
    case RateRole:
        return QVariant::fromValue(QList<int>());
    case SourceIdRole:
        return node.source;
    case ConnectionIdRole:
        return RelayCore::ConnectionId(0);
    case IsSourceRole:
        return true;
    case Qt::AccessibleTextRole:
        return joined({sourceTitle(*row), sourceSubtitle(*row)});
    case Qt::ToolTipRole: {
        QStringList lines{row->title, row->listen, row->upstream.isEmpty() ? QString() : u"→ "_s + row->upstream,
                          joined({stateWord(*row), row->stateDetail})};
        lines.removeAll(QString());
        return RelayCore::displayText(lines.join(u'\n'), RelayCore::LineBreaks::Keep);
    }
    default:
        return {};
    }
}

QVariant ConnectionModel::Private::connectionData(RelayCore::ConnectionId id, RelayCore::SourceId source,
                                                  int role) const
{
    const ConnectionRow *row = feed->connection(id);
    const ConnectionRow unknown;
    if (!row)
        row = &unknown;
    switch (role) {
    case Qt::DisplayRole:
    case TitleRole:
        return feed->clientName(id);
    case SubtitleRole:
        return subtitleOf(*row);
    case StateRole:
        return int(connectionState(*row));
    case StateTextRole:
        return stateText(connectionState(*row));
    case RateRole:
        return QVariant::fromValue(feed->rate(id));
    case SourceIdRole:
        return source;
    case ConnectionIdRole:
        return id;
    case IsSourceRole:
        return false;
    case Qt::ToolTipRole:
        return toolTipOf(*row);
    case Qt::AccessibleTextRole:
        return joined({feed->clientName(id), stateText(connectionState(*row)), subtitleOf(*row)});
    default:
        return {};
    }
}

ConnectionModel::ConnectionModel(CaptureFeed *feed, QObject *parent)
    : QAbstractItemModel(parent)
    , d(std::make_unique<Private>())
{
    d->feed = feed;
    connect(feed, &CaptureFeed::reset, this, [this] {
        beginResetModel();
        d->nodes.clear();
        d->positions.clear();
        d->active.clear();
        endResetModel();
        readAll();
    });
    connect(feed, &CaptureFeed::structureChanged, this, &ConnectionModel::follow);
    connect(feed, &CaptureFeed::countsChanged, this, &ConnectionModel::follow);
    d->rateTimer.setInterval(rateMs);
    d->rateTimer.setSingleShot(true);
    connect(&d->rateTimer, &QTimer::timeout, this, &ConnectionModel::announceRates);
    connect(feed, &CaptureFeed::indexed, this, [this](quint32 first, quint32 count) {
        const auto added = d->feed->connectionIds().subspan(first - 1, count);
        d->active.unite(QSet<RelayCore::ConnectionId>(added.begin(), added.end()));
        if (!d->rateTimer.isActive())
            d->rateTimer.start();
    });
    readAll();
}

ConnectionModel::~ConnectionModel() = default;

void ConnectionModel::readAll()
{
    CaptureFeed::StructureChanges all;
    for (const SourceRow &source : d->feed->sources())
        all.sources.append(source.id);
    for (const ConnectionRow &connection : d->feed->connections())
        all.connections.append(connection.id);
    follow(all);
}

void ConnectionModel::follow(const CaptureFeed::StructureChanges &changes)
{
    for (const RelayCore::SourceId source : changes.sources)
        addSource(source);
    addConnections(changes.connections);
    // Sources show sums over their connections.
    QSet<RelayCore::SourceId> sources(changes.sources.cbegin(), changes.sources.cend());
    for (const auto &connections : {changes.connections, changes.counted}) {
        for (const RelayCore::ConnectionId id : connections) {
            if (const ConnectionRow *row = d->feed->connection(id))
                sources.insert(row->source);
        }
    }
    for (const RelayCore::SourceId source : std::as_const(sources))
        announceSource(source);
    announce(changes.connections, {});
}

void ConnectionModel::addConnections(const QList<RelayCore::ConnectionId> &connections)
{
    // In order of id, so that they stay in order below their source.
    std::vector<std::vector<RelayCore::ConnectionId>> added(d->nodes.size());
    for (const RelayCore::ConnectionId id : connections) {
        const ConnectionRow *connection = d->feed->connection(id);
        if (!connection || d->positions.contains(id))
            continue;
        const int row = addSource(connection->source);
        added.resize(d->nodes.size());
        auto &fresh = added[std::size_t(row)];
        d->positions.insert(id, {row, int(d->nodes[std::size_t(row)].connections.size() + fresh.size())});
        fresh.push_back(id);
    }
    for (std::size_t row = 0; row < added.size(); ++row) {
        if (added[row].empty())
            continue;
        auto &known = d->nodes[row].connections;
        const int first = int(known.size());
        beginInsertRows(index(int(row), 0), first, first + int(added[row].size()) - 1);
        known.insert(known.end(), added[row].cbegin(), added[row].cend());
        endInsertRows();
    }
}

void ConnectionModel::announceSource(RelayCore::SourceId source)
{
    const int row = d->rowOf(source);
    if (row >= 0)
        Q_EMIT dataChanged(index(row, 0), index(row, 0));
}

void ConnectionModel::announce(const QList<RelayCore::ConnectionId> &connections, const QList<int> &roles)
{
    std::vector<Position> changed;
    changed.reserve(std::size_t(connections.size()));
    for (const RelayCore::ConnectionId id : connections) {
        if (const auto found = d->positions.constFind(id); found != d->positions.cend())
            changed.push_back(*found);
    }
    std::sort(changed.begin(), changed.end(), [](const Position &a, const Position &b) {
        return std::tie(a.source, a.row) < std::tie(b.source, b.row);
    });
    // One signal for neighbours, and for what is almost next to each other: a signal costs a view more than a row.
    for (std::size_t first = 0; first < changed.size();) {
        std::size_t last = first;
        while (last + 1 < changed.size() && changed[last + 1].source == changed[first].source
               && changed[last + 1].row - changed[last].row <= joinedRows)
            ++last;
        const QModelIndex source = index(changed[first].source, 0);
        Q_EMIT dataChanged(index(changed[first].row, 0, source), index(changed[last].row, 0, source), roles);
        first = last + 1;
    }
}

void ConnectionModel::announceRates()
{
    announce(d->active.values(), {RateRole});
    if (!d->feed->isLive() || d->feed->isPaused())
        return;
    // Those whose messages have left the window of the rate were announced with zeros now.
    d->active.removeIf([this](RelayCore::ConnectionId id) {
        const QList<int> rate = d->feed->rate(id);
        return std::all_of(rate.cbegin(), rate.cend(), [](int count) { return count == 0; });
    });
    if (!d->active.isEmpty())
        d->rateTimer.start();
}

int ConnectionModel::addSource(RelayCore::SourceId source)
{
    if (const int row = d->rowOf(source); row >= 0)
        return row;
    const int row = int(d->nodes.size());
    beginInsertRows({}, row, row);
    d->nodes.push_back({source, {}});
    endInsertRows();
    return row;
}

QModelIndex ConnectionModel::indexOf(RelayCore::ConnectionId connection) const
{
    const auto found = d->positions.constFind(connection);
    return found == d->positions.cend() ? QModelIndex() : index(found->row, 0, index(found->source, 0));
}

QModelIndex ConnectionModel::indexOfSource(RelayCore::SourceId source) const
{
    const int row = d->rowOf(source);
    return row < 0 ? QModelIndex() : index(row, 0);
}

// A source's index has the internal id 0, a connection's that of its source's row plus one.
QModelIndex ConnectionModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, parent.isValid() ? quintptr(parent.row()) + 1 : quintptr(0));
}

QModelIndex ConnectionModel::parent(const QModelIndex &child) const
{
    if (!child.isValid() || child.internalId() == 0)
        return {};
    return createIndex(int(child.internalId()) - 1, 0, quintptr(0));
}

int ConnectionModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return int(d->nodes.size());
    if (parent.internalId() != 0 || parent.column() != 0)
        return 0;
    return int(d->nodes[std::size_t(parent.row())].connections.size());
}

int ConnectionModel::columnCount(const QModelIndex &) const
{
    return 1;
}

QVariant ConnectionModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    if (index.internalId() == 0)
        return d->sourceData(d->nodes[std::size_t(index.row())], role);
    const Node &node = d->nodes[std::size_t(index.internalId()) - 1];
    return d->connectionData(node.connections[std::size_t(index.row())], node.source, role);
}

QVariant ConnectionModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole || section != 0)
        return {};
    return tr("Connections");
}

QHash<int, QByteArray> ConnectionModel::roleNames() const
{
    QHash<int, QByteArray> names = QAbstractItemModel::roleNames();
    names.insert({{TitleRole, "title"},
                  {SubtitleRole, "subtitle"},
                  {StateRole, "state"},
                  {StateTextRole, "stateText"},
                  {RateRole, "rate"},
                  {SourceIdRole, "sourceId"},
                  {ConnectionIdRole, "connectionId"},
                  {IsSourceRole, "isSource"}});
    return names;
}

} // namespace Inspector
