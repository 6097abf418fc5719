// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/models/connectiondata.h"

#include "inspector/models/connectionnode.h"
#include "inspector/models/connectiontexts.h"
#include "inspector/models/errortext.h"
#include "inspector/models/formatting.h"
#include "relaycore/wire/displaytext.h"

#include <algorithm>
#include <optional>

namespace Inspector {

using namespace Qt::Literals::StringLiterals;
using namespace ConnectionTexts;

namespace {

bool hasEnded(const CaptureFeed &feed, const ConnectionNode &node)
{
    if (!node.children.empty()) {
        return std::all_of(node.children.cbegin(), node.children.cend(),
                           [&feed](const auto &child) { return hasEnded(feed, *child); });
    }
    const ConnectionRow *row = feed.connection(node.connection);
    return row && (row->closed || row->closedNs);
}

} // namespace

QVariant groupData(const CaptureFeed &feed, const ConnectionNode &node, int role)
{
    const auto subtitle = [&] {
        if (node.capture == 0)
            return node.children.size() == 1 ? ConnectionModel::tr("1 capture")
                                             : ConnectionModel::tr("%n captures", nullptr, int(node.children.size()));
        quint64 messages = 0;
        node.forEachSource([&](const ConnectionNode &source) { messages += feed.totals(source.source).messages; });
        return messagesText(messages);
    };
    const QString title = RelayCore::displayText(*node.group);
    switch (role) {
    case Qt::DisplayRole:
    case ConnectionModel::TitleRole:
    case ConnectionModel::NameRole:
        return title;
    case ConnectionModel::AddressRole:
        return QString();
    case ConnectionModel::SubtitleRole:
        return subtitle();
    case ConnectionModel::StateRole:
        return int(ConnectionState::Good);
    case ConnectionModel::StateTextRole:
        return node.capture == 0 ? ConnectionModel::tr("host") : ConnectionModel::tr("capture");
    case ConnectionModel::RateRole:
        return QVariant::fromValue(QList<int>());
    case ConnectionModel::SourceIdRole:
        return RelayCore::SourceId(0);
    case ConnectionModel::ConnectionIdRole:
        return RelayCore::ConnectionId(0);
    case ConnectionModel::IsSourceRole:
    case ConnectionModel::EndedRole:
        return false;
    case ConnectionModel::IsGroupRole:
        return true;
    case Qt::AccessibleTextRole:
    case Qt::ToolTipRole:
        return joined({node.capture == 0 ? ConnectionModel::tr("Host %1").arg(title)
                                         : ConnectionModel::tr("Capture %1").arg(title),
                       subtitle()});
    default:
        return {};
    }
}

QVariant sourceData(const CaptureFeed &feed, const ConnectionNode &node, int role)
{
    const SourceRow *row = feed.source(node.source);
    const SourceRow unknown{
        node.source, RelayCore::SourceKind::Proxy, ConnectionModel::tr("unknown source"), {}, {}, {}, {}};
    if (!row)
        row = &unknown;
    const auto subtitle = [&] {
        return subtitleOf(*row, feed.totals(row->id),
                          feed.isLive() ? std::optional(RelayCore::wireTimeNs()) : std::nullopt);
    };
    switch (role) {
    case Qt::DisplayRole:
    case ConnectionModel::TitleRole:
        return titleOf(*row);
    case ConnectionModel::NameRole:
        return singleLine(nameOf(*row));
    case ConnectionModel::AddressRole:
        return addressOf(*row);
    case ConnectionModel::SubtitleRole:
        return subtitle();
    case ConnectionModel::StateRole:
        return int(sourceState(*row));
    case ConnectionModel::StateTextRole:
        return row->state ? stateWord(*row) : stateText(sourceState(*row));
    case ConnectionModel::RateRole:
        return QVariant::fromValue(QList<int>());
    case ConnectionModel::SourceIdRole:
        return node.source;
    case ConnectionModel::ConnectionIdRole:
        return RelayCore::ConnectionId(0);
    case ConnectionModel::IsSourceRole:
        return true;
    case ConnectionModel::EndedRole:
    case ConnectionModel::IsGroupRole:
        return false;
    case Qt::AccessibleTextRole:
        return joined({titleOf(*row), subtitle()});
    case Qt::ToolTipRole: {
        QStringList lines{nameOf(*row), row->listen, row->upstream.isEmpty() ? QString() : u"→ "_s + row->upstream,
                          joined({stateWord(*row), translatedError(row->stateDetail)})};
        lines.removeAll(QString());
        return RelayCore::displayText(lines.join(u'\n'), RelayCore::LineBreaks::Keep);
    }
    default:
        return {};
    }
}

QVariant connectionData(const CaptureFeed &feed, const ConnectionNode &node, int role)
{
    const RelayCore::ConnectionId id = node.connection;
    const ConnectionRow *row = feed.connection(id);
    const ConnectionRow unknown;
    if (!row)
        row = &unknown;
    // A client with several connections shows the newest, and how many there were.
    const auto attempts = [&node] {
        return node.children.empty() ? QString()
                                     : ConnectionModel::tr("%n attempts", nullptr, int(node.children.size()));
    };
    switch (role) {
    case Qt::DisplayRole:
    case ConnectionModel::TitleRole:
    case ConnectionModel::NameRole:
        return node.isClient() ? feed.clientName(id) : attemptTitleOf(*row, node.row + 1);
    case ConnectionModel::AddressRole:
        return QString();
    case ConnectionModel::SubtitleRole:
        return joined({attempts(), subtitleOf(*row)});
    case ConnectionModel::StateRole:
        return int(connectionState(*row));
    case ConnectionModel::StateTextRole:
        return stateText(connectionState(*row));
    case ConnectionModel::RateRole:
        return QVariant::fromValue(feed.rate(id));
    case ConnectionModel::SourceIdRole:
        return node.source;
    case ConnectionModel::ConnectionIdRole:
        return id;
    case ConnectionModel::IsSourceRole:
    case ConnectionModel::IsGroupRole:
        return false;
    case ConnectionModel::EndedRole:
        return hasEnded(feed, node);
    case Qt::ToolTipRole:
        return node.children.empty() ? toolTipOf(*row) : attempts() + u'\n' + toolTipOf(*row);
    case Qt::AccessibleTextRole:
        return joined({node.isClient() ? feed.clientName(id) : attemptTitleOf(*row, node.row + 1), attempts(),
                       stateText(connectionState(*row)), subtitleOf(*row)});
    default:
        return {};
    }
}

} // namespace Inspector
