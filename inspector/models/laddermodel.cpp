// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/models/laddermodel.h"

#include "inspector/models/formatting.h"
#include "inspector/models/summary.h"

#include <QtCore/QVariantMap>

#include <algorithm>
#include <vector>

namespace Inspector {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 gapNs = 10'000'000;
constexpr qsizetype labelCharacters = 60;

struct Participant
{
    QString key;
    QString title;
    QString subtitle;
    QString toolTip;
};

struct Arrow
{
    MessageId id = 0;
    QString client; ///< The participant at the other end from the relay.
    bool sent = true;
    QString label;
    QString kind;
    QString toolTip;
    qint64 timeNs = 0;
    bool error = false;
    bool dashed = false;
    bool gap = false;
    int bracket = 0;
    int bracketGaps = 0;
    QString bracketText;
};

} // namespace

struct LadderModel::Private
{
    CaptureFeed *feed = nullptr;
    MessageId message = 0;
    std::vector<MessageId> ids;
    std::vector<Participant> participants;
    std::vector<Arrow> arrows;
    int relay = 0;
    QString title;

    [[nodiscard]] std::vector<MessageId> conversation() const;
    void build();
    void addBrackets();
    Participant participantOf(const MessageRow &row) const;
    [[nodiscard]] int columnOf(const QString &key) const;
    [[nodiscard]] Arrow arrowOf(const MessageRow &row) const;
};

std::vector<MessageId> LadderModel::Private::conversation() const
{
    if (message == 0 || message > feed->count())
        return {};
    std::vector<MessageId> found = feed->exchanges().conversation(message);
    if (found.empty()) {
        if (const auto exchange = feed->exchanges().find(message)) {
            found.push_back(exchange->request);
            if (exchange->reply)
                found.push_back(*exchange->reply);
        }
    }
    if (std::find(found.cbegin(), found.cend(), message) == found.cend()) {
        found.push_back(message);
        std::sort(found.begin(), found.end());
    }
    return found;
}

Participant LadderModel::Private::participantOf(const MessageRow &row) const
{
    const bool sent = row.direction == RelayCore::Direction::Sent;
    QUuid uuid;
    switch (row.kind) {
    case MessageKind::Offer:
    case MessageKind::Answer:
        uuid = sent ? row.source : row.peer;
        break;
    case MessageKind::Registration:
    case MessageKind::Returned:
        uuid = row.source;
        break;
    case MessageKind::Other:
    case MessageKind::Response:
    case MessageKind::Ping:
    case MessageKind::Pong:
    case MessageKind::Close:
        break;
    }
    const ConnectionRow *connection = feed->connection(row.connection);
    if (uuid.isNull() && connection)
        uuid = connection->uuid;
    if (uuid.isNull())
        return {u"connection %1"_s.arg(row.connection),
                feed->clientName(row.connection),
                {},
                connection ? singleLine(connection->clientAddress) : QString()};
    const QString name = feed->nameOf(uuid);
    const bool named = name != shortUuid(uuid);
    return {fullUuid(uuid), name, named ? shortUuid(uuid) : QString(), name + u'\n' + fullUuid(uuid)};
}

int LadderModel::Private::columnOf(const QString &key) const
{
    const auto found = std::find_if(participants.cbegin(), participants.cend(),
                                    [&key](const Participant &each) { return each.key == key; });
    return int(found - participants.cbegin());
}

Arrow LadderModel::Private::arrowOf(const MessageRow &row) const
{
    Arrow arrow;
    arrow.id = row.id;
    arrow.client = participantOf(row).key;
    arrow.sent = row.direction == RelayCore::Direction::Sent;
    arrow.kind = kindToken(row.kind);
    arrow.timeNs = row.timeNs;
    const MessageSummary summary = summarise(row, false);
    arrow.error = summary.error || row.kind == MessageKind::Returned;
    arrow.dashed = row.kind == MessageKind::Returned;
    QString label = kindText(row.kind, row.opcode);
    switch (row.kind) {
    case MessageKind::Returned:
        label = LadderModel::tr("returned: %1").arg(summary.text);
        break;
    case MessageKind::Response:
        label = summary.text;
        break;
    case MessageKind::Close:
        label = LadderModel::tr("close %1").arg(summary.text);
        break;
    case MessageKind::Offer:
    case MessageKind::Answer:
        if (arrow.sent)
            label += u"  "_s + LadderModel::tr("%1 B").arg(numberText(feed->sizeOf(row)));
        break;
    case MessageKind::Other:
        if (summary.error)
            label = summary.text;
        break;
    case MessageKind::Registration:
    case MessageKind::Ping:
    case MessageKind::Pong:
        break;
    }
    arrow.label = label.size() > labelCharacters ? label.left(labelCharacters - 1) + u'…' : label;
    if (arrow.error)
        arrow.kind = u"error"_s;
    arrow.toolTip = u"#%1  %2\n%3"_s.arg(numberText(row.id), timeText(row.timeNs),
                                         summary.toolTip.isEmpty() ? summary.text : summary.toolTip);
    return arrow;
}

void LadderModel::Private::addBrackets()
{
    int end = -1;
    for (int i = 0; i < int(arrows.size()); ++i) {
        Arrow &arrow = arrows[std::size_t(i)];
        const auto exchange = feed->exchanges().find(arrow.id);
        // The outermost exchange only: what the relay forwards is another exchange inside it.
        if (i <= end || !exchange || exchange->request != arrow.id || !exchange->reply)
            continue;
        for (int j = i + 1; j < int(arrows.size()); ++j) {
            if (arrows[std::size_t(j)].id == *exchange->reply) {
                arrow.bracket = j - i;
                arrow.bracketGaps = int(std::count_if(arrows.cbegin() + i + 1, arrows.cbegin() + j + 1,
                                                      [](const Arrow &each) { return each.gap; }));
                if (const auto ns = exchange->roundTripNs())
                    arrow.bracketText = durationText(*ns);
                end = j;
            }
        }
    }
}

void LadderModel::Private::build()
{
    participants.clear();
    arrows.clear();
    title.clear();
    relay = 0;
    ids = conversation();
    if (ids.empty())
        return;
    std::vector<MessageRow> rows;
    for (const MessageId id : ids) {
        if (auto row = feed->head(id))
            rows.push_back(*std::move(row));
    }
    if (rows.empty())
        return;
    for (const MessageRow &row : rows) {
        Participant participant = participantOf(row);
        if (columnOf(participant.key) == int(participants.size()))
            participants.push_back(std::move(participant));
    }
    // The first sender is on the left; the relay is between the peers.
    relay = rows.front().direction == RelayCore::Direction::Sent || participants.size() > 1 ? 1 : 0;
    const ConnectionRow *connection = feed->connection(rows.front().connection);
    const QString upstream = connection ? singleLine(connection->upstream) : QString();
    participants.insert(participants.begin() + relay, {u"relay"_s, LadderModel::tr("relay"), upstream, upstream});
    for (const MessageRow &row : rows) {
        Arrow arrow = arrowOf(row);
        if ((row.kind == MessageKind::Offer || row.kind == MessageKind::Answer)) {
            // The other peer has no column of its own where its connection was not captured.
            const QUuid other = arrow.sent ? row.peer : row.source;
            if (columnOf(fullUuid(other)) == int(participants.size()))
                arrow.label = arrow.sent ? LadderModel::tr("%1 → %2").arg(arrow.label, feed->nameOf(other))
                                         : LadderModel::tr("%1 from %2").arg(arrow.label, feed->nameOf(other));
        }
        arrow.gap = !arrows.empty() && arrow.timeNs - arrows.back().timeNs >= gapNs;
        arrows.push_back(std::move(arrow));
    }
    addBrackets();
    const auto selected =
        std::find_if(rows.cbegin(), rows.cend(), [this](const MessageRow &row) { return row.id == message; });
    const MessageRow &about = selected == rows.cend() ? rows.front() : *selected;
    const auto peer =
        std::find_if(rows.cbegin(), rows.cend(), [](const MessageRow &row) { return row.kind == MessageKind::Offer; });
    const MessageRow &named = peer == rows.cend() ? about : *peer;
    if (!named.peer.isNull())
        title = feed->nameOf(named.source) + u" → "_s + feed->nameOf(named.peer);
    else
        title = participantOf(named).title + u" → "_s + LadderModel::tr("relay");
}

LadderModel::LadderModel(CaptureFeed *feed, QObject *parent)
    : QAbstractListModel(parent)
    , d(std::make_unique<Private>())
{
    d->feed = feed;
    connect(feed, &CaptureFeed::reset, this, [this] { setMessage(0); });
    connect(feed, &CaptureFeed::indexed, this, [this] {
        if (d->message != 0 && d->conversation() != d->ids)
            rebuild();
    });
    connect(feed, &CaptureFeed::namesChanged, this, [this] {
        if (d->message != 0)
            rebuild();
    });
}

LadderModel::~LadderModel() = default;

void LadderModel::rebuild()
{
    beginResetModel();
    d->build();
    endResetModel();
    Q_EMIT conversationChanged();
}

void LadderModel::setMessage(MessageId id)
{
    d->message = id;
    // Moving within a conversation only moves the mark.
    if (id != 0 && std::find(d->ids.cbegin(), d->ids.cend(), id) != d->ids.cend() && d->conversation() == d->ids) {
        Q_EMIT dataChanged(index(0), index(int(d->arrows.size()) - 1), {CurrentRole});
        Q_EMIT conversationChanged();
        return;
    }
    rebuild();
}

MessageId LadderModel::message() const
{
    return d->message;
}

QVariantList LadderModel::participants() const
{
    QVariantList list;
    for (const Participant &each : d->participants)
        list.append(
            QVariantMap{{u"title"_s, each.title}, {u"subtitle"_s, each.subtitle}, {u"toolTip"_s, each.toolTip}});
    return list;
}

QString LadderModel::title() const
{
    return d->title;
}

int LadderModel::arrowCount() const
{
    return int(d->arrows.size());
}

int LadderModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : arrowCount();
}

QVariant LadderModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Arrow &arrow = d->arrows[std::size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole:
    case LabelRole:
        return arrow.label;
    case MessageIdRole:
        return arrow.id;
    case FromColumnRole:
        return arrow.sent ? d->columnOf(arrow.client) : d->relay;
    case ToColumnRole:
        return arrow.sent ? d->relay : d->columnOf(arrow.client);
    case KindRole:
        return arrow.kind;
    case TimeTextRole:
        return u'+' + durationText(arrow.timeNs - d->arrows.front().timeNs);
    case IsErrorRole:
        return arrow.error;
    case DashedRole:
        return arrow.dashed;
    case GapRole:
        return arrow.gap;
    case BracketRole:
        return arrow.bracket;
    case BracketGapsRole:
        return arrow.bracketGaps;
    case BracketTextRole:
        return arrow.bracketText;
    case Qt::ToolTipRole:
    case ToolTipRole:
        return arrow.toolTip;
    case CurrentRole:
        return arrow.id == d->message;
    default:
        return {};
    }
}

QHash<int, QByteArray> LadderModel::roleNames() const
{
    return {{MessageIdRole, "messageId"},
            {FromColumnRole, "fromColumn"},
            {ToColumnRole, "toColumn"},
            {LabelRole, "label"},
            {KindRole, "kind"},
            {TimeTextRole, "timeText"},
            {IsErrorRole, "isError"},
            {DashedRole, "dashed"},
            {GapRole, "gap"},
            {BracketRole, "bracket"},
            {BracketGapsRole, "bracketGaps"},
            {BracketTextRole, "bracketText"},
            {ToolTipRole, "toolTip"},
            {CurrentRole, "current"}};
}

} // namespace Inspector
