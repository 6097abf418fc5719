// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/models/messageterms.h"

#include "inspector/capture/messageinterpretation.h"
#include "inspector/capture/messagenames.h"
#include "inspector/filter/filteredit.h"
#include "inspector/filter/filterparser.h"
#include "inspector/models/formatting.h"

#include <QtCore/QCoreApplication>

namespace Inspector {

using namespace Qt::Literals::StringLiterals;

namespace {

class TermTexts
{
    Q_DECLARE_TR_FUNCTIONS(Inspector::TermTexts)
};

constexpr qsizetype shownCharacters = 40;

/// A sender or receiver, as a value of the language and as a person reads it.
struct Peer
{
    QString value; ///< Empty where nothing is known.
    QString shown;
};

Peer peerOf(const CaptureFeed &feed, const QUuid &uuid)
{
    if (uuid.isNull())
        return {};
    const QString name = feed.index().nameOf(uuid);
    if (name.isEmpty())
        return {uuid.toString(QUuid::WithoutBraces), shortUuid(uuid)};
    return {nameForFilter(name), elided(singleLine(name), shownCharacters)};
}

QList<MessageTerm> peerTerms(const CaptureFeed &feed, const MessageRow &row)
{
    const bool described = row.kind == MessageKind::Offer || row.kind == MessageKind::Answer;
    const Peer relay{u"relay"_s, TermTexts::tr("the relay")};
    Peer from;
    Peer to;
    if (described) {
        from = peerOf(feed, row.source);
        to = peerOf(feed, row.peer);
    } else {
        const ConnectionRow *connection = feed.connection(row.connection);
        const Peer client = connection ? peerOf(feed, connection->uuid) : Peer();
        const bool sent = row.direction == RelayCore::Direction::Sent;
        from = sent ? client : relay;
        to = sent ? relay : client;
    }
    QList<MessageTerm> terms;
    if (!from.value.isEmpty())
        terms.append({TermTexts::tr("Only from %1").arg(from.shown), u"from:"_s + from.value});
    if (!to.value.isEmpty())
        terms.append({TermTexts::tr("Only to %1").arg(to.shown), u"to:"_s + to.value});
    for (const Peer &peer : {from, to}) {
        if (peer.value.isEmpty() || peer.value == relay.value)
            continue;
        terms.append({TermTexts::tr("Only this peer: %1").arg(peer.shown), u"name:"_s + peer.value});
        terms.append({TermTexts::tr("Not this peer: %1").arg(peer.shown), u"-name:"_s + peer.value});
    }
    return terms;
}

QList<MessageTerm> errorTerms(const MessageRow &row)
{
    const auto peer = peerConnectionIn(row);
    if (!peer || !peer->error || peer->error->isEmpty())
        return {};
    return {{TermTexts::tr("Only this error: %1").arg(elided(singleLine(*peer->error), shownCharacters)),
             u"err:"_s + quotedForFilter(*peer->error)}};
}

} // namespace

QList<MessageTerm> filterTermsOf(const CaptureFeed &feed, MessageId id, MessageModel::Column column)
{
    const std::optional<MessageRow> row = feed.row(id);
    if (!row || feed.timesNs().empty())
        return {};
    switch (column) {
    case MessageModel::Number:
    case MessageModel::Time:
    case MessageModel::Delta: {
        const QString time = filterOffset(row->timeNs - feed.timesNs().front());
        return {{TermTexts::tr("From here on"), u"t:>="_s + time}, {TermTexts::tr("Up to here"), u"t:<="_s + time}};
    }
    case MessageModel::Direction: {
        const bool sent = row->direction == RelayCore::Direction::Sent;
        return {{sent ? TermTexts::tr("Only what clients sent") : TermTexts::tr("Only what clients received"),
                 sent ? u"dir:sent"_s : u"dir:received"_s}};
    }
    case MessageModel::Kind: {
        const QString shown = kindText(row->kind, row->opcode);
        const QString term = u"kind:"_s + messageKindName(row->kind);
        return {{TermTexts::tr("Only this kind: %1").arg(shown), term},
                {TermTexts::tr("Not this kind: %1").arg(shown), u'-' + term}};
    }
    case MessageModel::FromTo:
        return peerTerms(feed, *row);
    case MessageModel::Size: {
        const QString size = QString::number(row->bytes());
        return {{TermTexts::tr("This size or larger"), u"len:>="_s + size},
                {TermTexts::tr("This size or smaller"), u"len:<="_s + size}};
    }
    case MessageModel::Summary:
        return errorTerms(*row);
    case MessageModel::RoundTrip:
        if (const auto ns = feed.exchanges().roundTripNs(id))
            return {{TermTexts::tr("This round trip or a longer one"), u"rtt:>=%1ns"_s.arg(*ns)}};
        return {};
    case MessageModel::ColumnCount:
        break;
    }
    return {};
}

QList<MessageTerm> connectionTermsOf(const CaptureFeed &feed, MessageId id)
{
    if (id == 0 || id > feed.indexedCount())
        return {};
    const RelayCore::ConnectionId connection = feed.connectionIds()[id - 1];
    return {{TermTexts::tr("Only this connection"), u"conn:%1"_s.arg(connection)},
            {TermTexts::tr("Not this connection"), u"-conn:%1"_s.arg(connection)}};
}

} // namespace Inspector
