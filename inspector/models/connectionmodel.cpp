// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/models/connectionmodel.h"

#include "inspector/analysis/clientkey.h"
#include "inspector/models/connectiondata.h"
#include "inspector/models/connectionnode.h"

#include <QtCore/QHash>
#include <QtCore/QSet>
#include <QtCore/QTimer>

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>
#include <vector>

namespace Inspector {

namespace {

constexpr int rateMs = 1'000; // A rate counts the messages of a second.
constexpr int retryMs = 1'000;
constexpr int joinedRows = 16;

using ClientId = std::pair<RelayCore::SourceId, QString>;

} // namespace

struct ConnectionModel::Private
{
    CaptureFeed *feed = nullptr;
    std::vector<ConnectionNode::Pointer> roots;
    QHash<RelayCore::SourceId, ConnectionNode *> sources;
    QHash<RelayCore::ConnectionId, ConnectionNode *> connections; ///< The row of each connection, not of its client.
    QHash<ClientId, ConnectionNode *> clients;                    ///< Those with a key.
    QSet<RelayCore::ConnectionId> active;                         ///< Their rate is not zero all through.
    QHash<RelayCore::SourceId, quint64> counted;                  ///< Messages of the sources, as announced last.
    QTimer rateTimer;
    QTimer retryTimer;

    [[nodiscard]] QString keyOf(const ConnectionRow &row) const;
};

QString ConnectionModel::Private::keyOf(const ConnectionRow &row) const
{
    const SourceRow *source = feed->source(row.source);
    return clientKey(row, source ? source->kind : RelayCore::SourceKind::Proxy);
}

ConnectionModel::ConnectionModel(CaptureFeed *feed, QObject *parent)
    : QAbstractItemModel(parent)
    , d(std::make_unique<Private>())
{
    d->feed = feed;
    connect(feed, &CaptureFeed::reset, this, [this] {
        beginResetModel();
        d->roots.clear();
        d->sources.clear();
        d->connections.clear();
        d->clients.clear();
        d->active.clear();
        d->counted.clear();
        endResetModel();
        readAll();
    });
    connect(feed, &CaptureFeed::structureChanged, this, &ConnectionModel::follow);
    connect(feed, &CaptureFeed::countsChanged, this, &ConnectionModel::follow);
    connect(feed, &CaptureFeed::statisticsChanged, this, &ConnectionModel::announceCounts);
    d->rateTimer.setInterval(rateMs);
    d->rateTimer.setSingleShot(true);
    connect(&d->rateTimer, &QTimer::timeout, this, &ConnectionModel::announceRates);
    d->retryTimer.setInterval(retryMs);
    connect(&d->retryTimer, &QTimer::timeout, this, &ConnectionModel::announceRetries);
    connect(feed, &CaptureFeed::indexed, this, [this](quint32 first, quint32 count) {
        const auto &connections = d->feed->connectionIds();
        RelayCore::ConnectionId last = 0;
        for (std::size_t at = first - 1; at < first - 1 + count; ++at) {
            if (const RelayCore::ConnectionId connection = connections[at];
                connection != std::exchange(last, connection))
                d->active.insert(connection);
        }
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
    for (const RelayCore::ConnectionId id : changes.connections) {
        if (ConnectionNode *node = d->connections.value(id))
            regroup(node);
    }
    addConnections(changes.connections);
    // Sources show sums over their connections.
    QSet<RelayCore::SourceId> sources(changes.sources.cbegin(), changes.sources.cend());
    for (const auto &connections : {changes.connections, changes.counted}) {
        for (const RelayCore::ConnectionId id : connections) {
            if (const ConnectionRow *row = d->feed->connection(id))
                sources.insert(row->source);
        }
    }
    for (const RelayCore::SourceId source : std::as_const(sources)) {
        for (const ConnectionNode *node = d->sources.value(source); node; node = node->parent) {
            const QModelIndex index = indexOf(node);
            Q_EMIT dataChanged(index, index);
        }
    }
    announce(changes.connections, {});
    announceRetries();
}

ConnectionNode *ConnectionModel::insert(ConnectionNode *parent, int position, ConnectionNode::Pointer node)
{
    ConnectionNode *const added = node.get();
    auto &rows = parent ? parent->children : d->roots;
    added->parent = parent;
    beginInsertRows(indexOf(parent), position, position);
    rows.insert(rows.begin() + position, std::move(node));
    numberRows(rows, position);
    endInsertRows();
    return added;
}

ConnectionNode *ConnectionModel::addGroup(ConnectionNode *parent, const QString &name, qint64 capture)
{
    // Hosts in the order of their names, captures in that in which they were started.
    const auto &rows = parent ? parent->children : d->roots;
    const auto found = std::lower_bound(rows.cbegin(), rows.cend(), std::tie(capture, name),
                                        [](const ConnectionNode::Pointer &node, const auto &wanted) {
                                            return std::tie(node->capture, *node->group) < wanted;
                                        });
    if (found != rows.cend() && (*found)->capture == capture && (*found)->group == name)
        return found->get();
    auto node = std::make_unique<ConnectionNode>();
    node->group = name;
    node->capture = capture;
    return insert(parent, int(found - rows.cbegin()), std::move(node));
}

ConnectionNode *ConnectionModel::addSource(RelayCore::SourceId source)
{
    if (ConnectionNode *known = d->sources.value(source))
        return known;
    const std::optional<MirrorOrigin> origin = d->feed->originOf(source);
    ConnectionNode *const parent =
        origin ? addGroup(addGroup(nullptr, origin->host, 0), origin->capture, origin->id) : nullptr;
    auto node = std::make_unique<ConnectionNode>();
    node->source = source;
    d->sources.insert(source, node.get());
    return insert(parent, int((parent ? parent->children : d->roots).size()), std::move(node));
}

void ConnectionModel::addConnections(const QList<RelayCore::ConnectionId> &connections)
{
    // New clients of a source arrive with one signal.
    std::map<ConnectionNode *, std::vector<ConnectionNode::Pointer>> fresh;
    std::vector<std::pair<ConnectionNode *, ConnectionNode::Pointer>> attempts;
    for (const RelayCore::ConnectionId id : connections) {
        const ConnectionRow *connection = d->feed->connection(id);
        if (!connection || d->connections.contains(id))
            continue;
        ConnectionNode *source = addSource(connection->source);
        auto node = std::make_unique<ConnectionNode>();
        node->source = connection->source;
        node->connection = id;
        node->key = d->keyOf(*connection);
        d->connections.insert(id, node.get());
        if (ConnectionNode *client = d->clients.value({node->source, node->key})) {
            attempts.emplace_back(client, std::move(node));
            continue;
        }
        if (!node->key.isEmpty())
            d->clients.insert({node->source, node->key}, node.get());
        fresh[source].push_back(std::move(node));
    }
    for (auto &[source, nodes] : fresh) {
        const int first = int(source->children.size());
        beginInsertRows(indexOf(source), first, first + int(nodes.size()) - 1);
        for (ConnectionNode::Pointer &node : nodes)
            source->insert(int(source->children.size()), std::move(node));
        endInsertRows();
    }
    for (auto &[client, node] : attempts) {
        split(client);
        const int position = client->positionOf(node->connection);
        beginInsertRows(indexOf(client), position, position);
        client->insert(position, std::move(node));
        endInsertRows();
        announceClient(client);
    }
}

void ConnectionModel::split(ConnectionNode *client)
{
    if (!client->children.empty())
        return;
    auto only = std::make_unique<ConnectionNode>();
    only->source = client->source;
    only->connection = client->connection;
    beginInsertRows(indexOf(client), 0, 0);
    d->connections.insert(only->connection, only.get());
    client->insert(0, std::move(only));
    endInsertRows();
}

void ConnectionModel::announceClient(const ConnectionNode *client)
{
    const QModelIndex index = indexOf(client);
    Q_EMIT dataChanged(index, index);
}

void ConnectionModel::regroup(ConnectionNode *node)
{
    const ConnectionRow *row = d->feed->connection(node->connection);
    ConnectionNode *old = node->client();
    const QString key = row ? d->keyOf(*row) : QString();
    if (key.isEmpty() || key == old->key)
        return;
    ConnectionNode *target = d->clients.value({node->source, key});
    if (!target && node == old) {
        d->clients.remove({node->source, old->key});
        old->key = key;
        d->clients.insert({node->source, key}, old);
        return;
    }
    if (node == old)
        d->clients.remove({node->source, old->key});
    ConnectionNode *parent = target;
    if (target)
        split(target);
    else
        parent = d->sources.value(node->source);
    const int from = node->row;
    ConnectionNode *before = node->parent;
    const int to = target ? target->positionOf(node->connection) : int(parent->children.size());
    beginMoveRows(indexOf(before), from, from, indexOf(parent), to);
    ConnectionNode::Pointer moved = before->take(from);
    moved->key = target ? QString() : key;
    if (!target)
        d->clients.insert({node->source, key}, node);
    parent->insert(to, std::move(moved));
    endMoveRows();
    if (target)
        announceClient(target);
    if (before->isSource())
        return;
    if (!before->children.empty()) {
        announceClient(before);
        return;
    }
    d->clients.remove({before->source, before->key});
    ConnectionNode *source = before->parent;
    beginRemoveRows(indexOf(source), before->row, before->row);
    (void)source->take(before->row);
    endRemoveRows();
}

void ConnectionModel::announce(const QList<RelayCore::ConnectionId> &connections, const QList<int> &roles)
{
    std::vector<const ConnectionNode *> changed;
    changed.reserve(std::size_t(connections.size()));
    for (const RelayCore::ConnectionId id : connections) {
        ConnectionNode *node = d->connections.value(id);
        if (!node)
            continue;
        changed.push_back(node);
        if (!node->isClient() && node->parent->connection == id)
            changed.push_back(node->parent);
    }
    std::sort(changed.begin(), changed.end(), [](const ConnectionNode *a, const ConnectionNode *b) {
        return std::tie(a->parent, a->row) < std::tie(b->parent, b->row);
    });
    // One signal for neighbours, and for what is almost next to each other: a signal costs a view more than a row.
    for (std::size_t first = 0; first < changed.size();) {
        std::size_t last = first;
        while (last + 1 < changed.size() && changed[last + 1]->parent == changed[first]->parent
               && changed[last + 1]->row - changed[last]->row <= joinedRows)
            ++last;
        Q_EMIT dataChanged(indexOf(changed[first]), indexOf(changed[last]), roles);
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

void ConnectionModel::announceCounts()
{
    for (const ConnectionNode *source : std::as_const(d->sources)) {
        const quint64 messages = d->feed->totals(source->source).messages;
        if (std::exchange(d->counted[source->source], messages) == messages)
            continue;
        for (const ConnectionNode *node = source; node; node = node->parent) {
            const QModelIndex index = indexOf(node);
            Q_EMIT dataChanged(index, index, {SubtitleRole, Qt::AccessibleTextRole});
        }
    }
}

void ConnectionModel::announceRetries()
{
    bool waiting = false;
    for (const ConnectionNode *node : std::as_const(d->sources)) {
        const SourceRow *row = d->feed->source(node->source);
        if (!d->feed->isLive() || !row || row->state != RelayCore::SourceState::Backoff)
            continue;
        waiting = true;
        const QModelIndex index = indexOf(node);
        Q_EMIT dataChanged(index, index, {SubtitleRole, Qt::AccessibleTextRole});
    }
    if (!waiting)
        d->retryTimer.stop();
    else if (!d->retryTimer.isActive())
        d->retryTimer.start();
}

QModelIndex ConnectionModel::indexOf(const ConnectionNode *node) const
{
    return node ? createIndex(node->row, 0, node) : QModelIndex();
}

QModelIndex ConnectionModel::indexOf(RelayCore::ConnectionId connection) const
{
    return indexOf(d->connections.value(connection));
}

QModelIndex ConnectionModel::indexOfSource(RelayCore::SourceId source) const
{
    return indexOf(d->sources.value(source));
}

QModelIndex ConnectionModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    const auto &rows = parent.isValid() ? nodeOf(parent)->children : d->roots;
    return createIndex(row, column, rows[std::size_t(row)].get());
}

QModelIndex ConnectionModel::parent(const QModelIndex &child) const
{
    return child.isValid() ? indexOf(nodeOf(child)->parent) : QModelIndex();
}

int ConnectionModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return int(d->roots.size());
    return parent.column() == 0 ? int(nodeOf(parent)->children.size()) : 0;
}

int ConnectionModel::columnCount(const QModelIndex &) const
{
    return 1;
}

const ConnectionNode *ConnectionModel::nodeOf(const QModelIndex &index)
{
    return static_cast<const ConnectionNode *>(index.constInternalPointer());
}

QVariant ConnectionModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const ConnectionNode *node = nodeOf(index);
    if (node->isGroup())
        return groupData(*d->feed, *node, role);
    return node->isSource() ? sourceData(*d->feed, *node, role) : connectionData(*d->feed, *node, role);
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
                  {IsSourceRole, "isSource"},
                  {EndedRole, "ended"},
                  {IsGroupRole, "isGroup"},
                  {NameRole, "name"},
                  {AddressRole, "address"}});
    return names;
}

} // namespace Inspector
