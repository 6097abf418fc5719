// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/capture/capturestore.h"
#include "inspector/capture/mirrororigins.h"
#include "inspector/capture/postgresconnection.h"

#include <QtCore/QHash>
#include <QtCore/QSet>

#include <deque>
#include <functional>

namespace Inspector {

/// Numbers that are given to the rows of several captures, so that they differ in the file that holds them all.
struct MirrorNumbers
{
    RelayCore::SourceId lastSource = 0;
    RelayCore::ConnectionId lastConnection = 0;
    bool isKept = false; ///< There is only one capture: its rows keep their numbers.
};

/// What was copied of one capture of a database, and what comes next.
///
/// \par Errors  where a step returns false, the reason is in the connection or in the store.
class MirroredCapture
{
public:
    /// \param added  called with the number of each new source, before a row that names it is written.
    MirroredCapture(MirrorOrigin origin, MirrorNumbers *numbers, std::function<void(RelayCore::SourceId)> added);

    [[nodiscard]] const MirrorOrigin &origin() const { return m_origin; }
    /// Sets what the database has: the number of the last transaction and of the last message.
    void setTarget(quint64 revision, MessageId messages);
    /// Returns whether sources, connections, states or losses may be new.
    [[nodiscard]] bool hasNewStructure() const { return m_revision != m_targetRevision; }

    /// Writes new and changed sources, connections, states and losses into \a store, whose transaction has begun.
    [[nodiscard]] bool copyStructure(PostgresConnection &connection, CaptureStore &store);

    /// Reads up to \a count messages where none is at hand. Returns false after an error.
    [[nodiscard]] bool fill(PostgresConnection &connection, quint32 count);
    /// Returns whether there is a next message, after fill().
    [[nodiscard]] bool hasMessage() const { return !m_messages.empty(); }
    [[nodiscard]] qint64 nextTimeNs() const { return m_messages.front().timeNs; }
    /// Returns the next message. Its id is that of the capture.
    [[nodiscard]] MessageRow take();
    /// Messages that were not taken.
    [[nodiscard]] quint64 remaining() const { return (m_target - m_read) + m_messages.size(); }

    /// Returns the prefix of the titles of sources, where they are to name the capture; empty otherwise.
    void setTitlePrefix(const QString &prefix) { m_titlePrefix = prefix; }

private:
    [[nodiscard]] RelayCore::SourceId source(RelayCore::SourceId id);
    [[nodiscard]] RelayCore::ConnectionId connection(RelayCore::ConnectionId id);
    template<typename Take>
    [[nodiscard]] bool read(PostgresConnection &connection, const QString &statement, Take take);
    [[nodiscard]] bool copySources(PostgresConnection &connection, CaptureStore &store);
    [[nodiscard]] bool copyConnections(PostgresConnection &connection, CaptureStore &store);
    template<typename Row, typename From>
    [[nodiscard]] bool copyNumbered(PostgresConnection &connection, CaptureStore &store, const QString &select,
                                    quint64 &last, From from);

    MirrorOrigin m_origin;
    MirrorNumbers *m_numbers;
    std::function<void(RelayCore::SourceId)> m_added;
    QSet<RelayCore::SourceId> m_known; ///< Those that m_added was called with.
    QString m_titlePrefix;
    quint64 m_targetRevision = 0;
    quint64 m_revision = 0; ///< Structure up to this transaction was copied.
    MessageId m_target = 0;
    MessageId m_read = 0;              ///< The last message that was read.
    std::deque<MessageRow> m_messages; ///< Read and not taken.
    quint64 m_connectionRevision = 0;  ///< Of the last connection that was read, in the order of revision and id.
    RelayCore::ConnectionId m_connectionId = 0;
    quint64 m_states = 0;
    quint64 m_losses = 0;
    QHash<RelayCore::SourceId, RelayCore::SourceId> m_sources;
    QHash<RelayCore::ConnectionId, RelayCore::ConnectionId> m_connections;
    QHash<RelayCore::SourceId, SourceRow> m_written; ///< As they were written last.
};

} // namespace Inspector
