// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/analysis/attempts.h"
#include "inspector/analysis/exchanges.h"
#include "inspector/analysis/indexedmessages.h"
#include "inspector/analysis/messagerate.h"
#include "inspector/analysis/pairtable.h"

#include <QtCore/QHash>
#include <QtCore/QList>
#include <QtCore/QSet>
#include <QtCore/QString>
#include <QtCore/QUuid>

#include <utility>
#include <vector>

namespace Inspector {

/// What is known about a capture as a whole: its messages without their payloads, its connections, who the peers are
/// and which messages belong together. It is filled from the rows of a capture, in order; it reads no file and has no
/// clock.
///
/// \par Threads  one at a time.
class CaptureIndex
{
public:
    /// What update() changed.
    struct Changes
    {
        QList<RelayCore::SourceId> sources;         ///< New or different.
        QList<RelayCore::ConnectionId> connections; ///< New or different, ascending.
        QList<RelayCore::ConnectionId> counted;     ///< Only their count of messages differs, ascending.
        bool names = false;                         ///< A name, UUID or address differs.
    };
    /// Connections of one source.
    struct Totals
    {
        int registered = 0;   ///< In ConnectionState::Good.
        quint64 messages = 0; ///< Of the index or, where those are more, of the rows of the connections.
    };

    CaptureIndex() = default;
    Q_DISABLE_COPY_MOVE(CaptureIndex)

    void clear();

    /// Adds the next message, in order of id. Of the payload only that of responses and returned messages is used.
    /// \return whether a name became known or changed.
    bool add(const MessageRow &metadata);
    /// Adds messages without content up to \a end: those that cannot be read, or that the file does not have. They
    /// match no filter.
    void addMissing(MessageId end);
    /// Takes all sources, and those connections that are new or may have changed.
    [[nodiscard]] Changes update(const QList<SourceRow> &sources, const QList<ConnectionRow> &connections);

    /// Takes how many messages connections have, in order of id. Those that are not known are left out.
    [[nodiscard]] Changes update(const std::vector<std::pair<RelayCore::ConnectionId, quint64>> &messageCounts);

    /// Returns the messages by id - 1.
    [[nodiscard]] const IndexedMessages &messages() const { return m_messages; }
    [[nodiscard]] quint32 messageCount() const { return m_messages.count(); }
    /// Returns whether \a message was added by addMissing().
    [[nodiscard]] bool isMissing(MessageId message) const
    {
        return !m_missing.isEmpty() && m_missing.contains(message);
    }
    [[nodiscard]] quint32 missingCount() const { return quint32(m_missing.size()); }
    [[nodiscard]] const TimeColumn &timesNs() const { return m_messages.timesNs(); }
    [[nodiscard]] const Column<MessageKind> &kinds() const { return m_messages.kinds(); }
    [[nodiscard]] const NumberColumn &connectionIds() const { return m_messages.connectionIds(); }
    [[nodiscard]] const Column<MessageTraits> &traits() const { return m_messages.traits(); }
    [[nodiscard]] const NumberColumn &sizes() const { return m_messages.sizes(); }
    /// Returns senders and receivers as numbers in peers().
    [[nodiscard]] const NumberColumn &senders() const { return m_messages.senders(); }
    [[nodiscard]] const NumberColumn &receivers() const { return m_messages.receivers(); }
    [[nodiscard]] const PeerTable &peers() const { return m_peers; }
    /// Returns a number that grows when a peer, one of its names, or a connection becomes known or changes (other than
    /// its count of messages), and with the first message.
    [[nodiscard]] quint64 revision() const { return m_revision; }
    [[nodiscard]] const Exchanges &exchanges() const { return m_exchanges; }
    [[nodiscard]] const Attempts &attempts() const { return m_attempts; }

    [[nodiscard]] const QList<SourceRow> &sources() const { return m_sources; }
    /// Ascending by id.
    [[nodiscard]] const QList<ConnectionRow> &connections() const { return m_connections; }
    [[nodiscard]] const ConnectionRow *connection(RelayCore::ConnectionId id) const;
    [[nodiscard]] const SourceRow *source(RelayCore::SourceId id) const;
    [[nodiscard]] Totals totals(RelayCore::SourceId source) const;
    /// Returns the messages of each of the \a seconds seconds up to \a endSecond (since the epoch), oldest first.
    [[nodiscard]] QList<int> rate(RelayCore::ConnectionId connection, qint64 endSecond, int seconds) const;

    /// Returns the name last registered under \a uuid, or the first that it gave itself; empty where none is known.
    [[nodiscard]] QString nameOf(const QUuid &uuid) const { return m_names.value(uuid); }
    /// Returns whether \a uuid registered on a connection of this capture: what it sends was captured when it was sent.
    [[nodiscard]] bool isCaptured(const QUuid &uuid) const { return m_captured.contains(uuid); }

private:
    bool learn(const QUuid &uuid, const QString &name);
    void count(const ConnectionRow &row, int sign);
    void insert(const ConnectionRow &row);

    IndexedMessages m_messages;
    QSet<MessageId> m_missing;
    PeerTable m_peers;
    PairTable m_pairs;
    quint64 m_revision = 0;
    Exchanges m_exchanges{m_messages, m_pairs};
    Attempts m_attempts{m_messages, m_peers, m_pairs};
    QHash<RelayCore::ConnectionId, MessageRate> m_rates;

    QList<SourceRow> m_sources;
    QList<ConnectionRow> m_connections;
    QHash<RelayCore::ConnectionId, qsizetype> m_connectionAt; ///< Position in m_connections.
    QHash<RelayCore::SourceId, Totals> m_totals;              ///< Of the rows of the connections.
    QHash<RelayCore::SourceId, quint64> m_indexed;            ///< Messages of the index.
    QHash<RelayCore::ConnectionId, quint64> m_unclaimed;      ///< The same while the connection is not known.

    QHash<QUuid, QString> m_names;
    QSet<QUuid> m_captured;
};

} // namespace Inspector
