// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/analysis/captureindex.h"
#include "inspector/capture/capturereader.h"
#include "inspector/capture/messagereadahead.h"

#include <QtCore/QReadWriteLock>
#include <QtCore/QSet>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace Inspector {

/// Fills the index of a capture with its messages, a few milliseconds at a time. Where many are missing, other threads
/// read them ahead. Messages that cannot be read have an entry without content.
///
/// \par Threads  the one that owns the index, which is locked while it changes.
class IndexFiller
{
public:
    struct Progress
    {
        bool named = false;                ///< A name became known.
        bool isWaiting = false;            ///< Nothing can be read at present.
        std::optional<CaptureError> error; ///< The first.
    };

    /// \param ready  called in any thread when fill() can go on that had returned isWaiting.
    explicit IndexFiller(std::function<void()> ready)
        : m_ready(std::move(ready))
    {}
    Q_DISABLE_COPY_MOVE(IndexFiller)

    void clear();
    /// Adds messages until the index has \a count or \a time has passed.
    [[nodiscard]] Progress fill(const CaptureReader &reader, quint32 count, std::chrono::milliseconds time);
    /// See CaptureIndex::update().
    [[nodiscard]] CaptureIndex::Changes update(const QList<SourceRow> &sources,
                                               const QList<ConnectionRow> &connections);
    [[nodiscard]] CaptureIndex::Changes
    update(const std::vector<std::pair<RelayCore::ConnectionId, quint64>> &messageCounts);

    [[nodiscard]] const CaptureIndex &index() const { return m_index; }
    /// Returns the lock that is held for writing while the index changes.
    [[nodiscard]] QReadWriteLock &lock() const { return m_lock; }
    [[nodiscard]] bool isUnreadable(MessageId id) const { return m_index.isMissing(id); }
    [[nodiscard]] quint32 unreadableCount() const { return m_index.missingCount(); }

private:
    [[nodiscard]] bool readsAhead(const CaptureReader &reader, quint32 count);
    bool addReadAhead(Progress *progress);
    bool addNext(const CaptureReader &reader, quint32 count, Progress *progress);
    [[nodiscard]] bool add(const std::vector<MessageRow> &rows, MessageId end);

    CaptureIndex m_index;
    mutable QReadWriteLock m_lock;
    std::function<void()> m_ready;
    std::unique_ptr<MessageReadAhead> m_readAhead;
    quint32 m_readsAheadFrom = 0; ///< Not before so many messages are indexed.
};

} // namespace Inspector
