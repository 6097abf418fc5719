// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/models/connectionmodel.h"

#include "inspector/models/formatting.h"
#include "relaycore/protocol/closecode.h"
#include "relaycore/wire/wirenames.h"

#include <QtCore/QSet>
#include <QtCore/QTimer>

#include <algorithm>
#include <vector>

namespace Inspector {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int rateMs = 500;

struct Node
{
    RelayCore::SourceId source = 0;
    std::vector<RelayCore::ConnectionId> connections;
};

ConnectionModel::State stateOf(const ConnectionRow &row)
{
    using State = ConnectionModel::State;
    if (row.closed && row.closed->category != RelayCore::CloseCategory::None)
        return State::Bad;
    if ((row.closeCode && !ConnectionModel::isOrderly(*row.closeCode)) || !row.registrationError.isEmpty()
        || !row.violation.isEmpty() || (row.response && row.response->status != 101))
        return State::Bad;
    if (row.closed || row.closedNs || row.closeCode)
        return State::Idle;
    return row.registered ? State::Good : State::Waiting;
}

ConnectionModel::State stateOf(const SourceRow &row)
{
    using State = ConnectionModel::State;
    using RelayCore::SourceState;
    if (!row.state)
        return State::Good;
    switch (*row.state) {
    case SourceState::Ready:
    case SourceState::Listening:
        return State::Good;
    case SourceState::Failed:
        return State::Bad;
    case SourceState::Idle:
    case SourceState::Closed:
    case SourceState::Stopped:
        return State::Idle;
    case SourceState::Connecting:
    case SourceState::Registering:
    case SourceState::Backoff:
    case SourceState::WaitingForNetwork:
    case SourceState::Closing:
    case SourceState::Other:
        return State::Waiting;
    }
    Q_UNREACHABLE();
}

QString wordFor(const SourceRow &row)
{
    return row.state ? QString(RelayCore::sourceStateName(*row.state)) : QString();
}

// The pane is narrow.
QString closeWords(quint16 code)
{
    if (code == quint16(RelayCore::CloseCode::RelayMessageTooBig))
        return ConnectionModel::tr("message too big");
    if (code == quint16(RelayCore::CloseCode::DuplicateRegistration))
        return ConnectionModel::tr("same UUID elsewhere");
    return closeName(code);
}

/// "websockets/17.0" of "Python/3.11 websockets/17.0".
QString agent(const ConnectionRow &row)
{
    if (!row.request)
        return {};
    for (const RelayCore::Header &header : row.request->headers) {
        if (header.name.compare("user-agent", Qt::CaseInsensitive) == 0)
            return elided(QString::fromUtf8(header.value.simplified().split(' ').constLast()), 32);
    }
    return {};
}

QString joined(const QStringList &parts)
{
    QStringList present = parts;
    present.removeAll(QString());
    return present.join(u" · "_s);
}

QString withoutScheme(const QString &url)
{
    const qsizetype at = url.indexOf(u"://"_s);
    return at < 0 ? url : url.sliced(at + 3);
}

QString subtitleOf(const ConnectionRow &row)
{
    if (!row.registrationError.isEmpty())
        return joined({ConnectionModel::tr("registration refused"), row.registrationError});
    if (row.response && row.response->status != 101) {
        const QString line = QString::fromUtf8(row.response->statusLine);
        return joined({ConnectionModel::tr("HTTP %1").arg(row.response->status), line.section(u' ', 2).trimmed()});
    }
    if (row.closeCode && !ConnectionModel::isOrderly(*row.closeCode)) {
        const QString words = closeWords(*row.closeCode);
        return joined(
            {ConnectionModel::tr("closed %1").arg(*row.closeCode), words.isEmpty() ? row.closeReason : words});
    }
    if (row.closed && row.closed->category != RelayCore::CloseCategory::None)
        return joined({RelayCore::closeCategoryName(row.closed->category), row.closed->text});
    if (!row.violation.isEmpty())
        return joined({ConnectionModel::tr("unreadable"), row.violation});
    if (row.closed || row.closedNs || row.closeCode)
        return joined({ConnectionModel::tr("closed"), shortUuid(row.uuid), agent(row)});
    if (row.registered)
        return joined({shortUuid(row.uuid), agent(row)});
    return joined(
        {row.response ? ConnectionModel::tr("not registered") : ConnectionModel::tr("connecting"), agent(row)});
}

QString stateText(ConnectionModel::State state)
{
    switch (state) {
    case ConnectionModel::State::Good:
        return ConnectionModel::tr("connected");
    case ConnectionModel::State::Waiting:
        return ConnectionModel::tr("waiting");
    case ConnectionModel::State::Bad:
        return ConnectionModel::tr("failed");
    case ConnectionModel::State::Idle:
        return ConnectionModel::tr("ended");
    }
    Q_UNREACHABLE();
}

QString toolTipOf(const ConnectionRow &row)
{
    QStringList lines{row.name,
                      fullUuid(row.uuid),
                      joined({row.clientAddress, row.upstream.isEmpty() ? QString() : u"→ "_s + row.upstream}),
                      subtitleOf(row),
                      row.closeReason,
                      stateText(stateOf(row))};
    lines.removeAll(QString());
    lines.removeDuplicates();
    return lines.join(u'\n');
}

} // namespace

struct ConnectionModel::Private
{
    CaptureFeed *feed = nullptr;
    std::vector<Node> nodes;
    QSet<RelayCore::ConnectionId> known;
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
    return address.isEmpty() || row.kind == RelayCore::SourceKind::Client ? title : title + u"  "_s + address;
}

QString ConnectionModel::Private::sourceSubtitle(const SourceRow &row) const
{
    if (row.state) {
        if (stateOf(row) == State::Good && !row.upstream.isEmpty())
            return joined({wordFor(row), u"→ "_s + row.upstream});
        return row.stateDetail.isEmpty() ? wordFor(row) : row.stateDetail;
    }
    if (row.kind == RelayCore::SourceKind::LocalRelay) {
        int registered = 0;
        quint64 messages = 0;
        for (const ConnectionRow &connection : feed->connections()) {
            if (connection.source != row.id)
                continue;
            messages += connection.messages;
            registered += stateOf(connection) == State::Good ? 1 : 0;
        }
        return joined({ConnectionModel::tr("%1 registered").arg(registered),
                       ConnectionModel::tr("%1 messages").arg(numberText(qint64(messages)))});
    }
    return row.upstream.isEmpty() ? QString() : u"→ "_s + row.upstream;
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
        return int(stateOf(*row));
    case StateTextRole:
        return row->state ? wordFor(*row) : stateText(stateOf(*row));
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
                          joined({wordFor(*row), row->stateDetail})};
        lines.removeAll(QString());
        return lines.join(u'\n');
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
        return int(stateOf(*row));
    case StateTextRole:
        return stateText(stateOf(*row));
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
        return joined({feed->clientName(id), stateText(stateOf(*row)), subtitleOf(*row)});
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
        d->known.clear();
        endResetModel();
        follow();
    });
    connect(feed, &CaptureFeed::structureChanged, this, &ConnectionModel::follow);
    connect(feed, &CaptureFeed::countsChanged, this, &ConnectionModel::follow);
    d->rateTimer.setInterval(rateMs);
    d->rateTimer.setSingleShot(true);
    connect(&d->rateTimer, &QTimer::timeout, this, [this] {
        for (int row = 0; row < int(d->nodes.size()); ++row)
            announce(index(row, 0), {RateRole});
        if (d->feed->isLive() && !d->feed->isPaused())
            d->rateTimer.start();
    });
    connect(feed, &CaptureFeed::indexed, this, [this] {
        if (!d->rateTimer.isActive())
            d->rateTimer.start();
    });
    follow();
}

ConnectionModel::~ConnectionModel() = default;

bool ConnectionModel::isOrderly(quint16 closeCode)
{
    return closeCode == 1000 || closeCode == 1001 || closeCode == 1005;
}

void ConnectionModel::announce(const QModelIndex &source, const QList<int> &roles)
{
    if (const int rows = rowCount(source); rows > 0)
        Q_EMIT dataChanged(index(0, 0, source), index(rows - 1, 0, source), roles);
}

void ConnectionModel::follow()
{
    for (const SourceRow &source : d->feed->sources())
        addSource(source.id);
    // In order of connections, so that they stay in order below their source.
    std::vector<std::vector<RelayCore::ConnectionId>> added(d->nodes.size());
    for (const ConnectionRow &connection : d->feed->connections()) {
        const auto row = std::size_t(addSource(connection.source));
        added.resize(d->nodes.size());
        if (!d->known.contains(connection.id)) {
            d->known.insert(connection.id);
            added[row].push_back(connection.id);
        }
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
    if (d->nodes.empty())
        return;
    Q_EMIT dataChanged(index(0, 0), index(int(d->nodes.size()) - 1, 0));
    for (int row = 0; row < int(d->nodes.size()); ++row)
        announce(index(row, 0), {});
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
    for (std::size_t row = 0; row < d->nodes.size(); ++row) {
        const auto &known = d->nodes[row].connections;
        const auto found = std::find(known.cbegin(), known.cend(), connection);
        if (found != known.cend())
            return index(int(found - known.cbegin()), 0, index(int(row), 0));
    }
    return {};
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
