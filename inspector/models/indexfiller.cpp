// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/models/indexfiller.h"

#include "inspector/analysis/indexreader.h"

#include <QtCore/QElapsedTimer>

#include <algorithm>

namespace Inspector {

namespace {

constexpr quint32 sliceRows = 512;
constexpr qint64 sliceBytes = 2 * 1024 * 1024; ///< Long messages take their time each.

} // namespace

void IndexFiller::clear()
{
    m_readAhead.reset();
    m_readsAheadFrom = 0;
    const QWriteLocker locker(&m_lock);
    m_index.clear();
}

CaptureIndex::Changes IndexFiller::update(const QList<SourceRow> &sources, const QList<ConnectionRow> &connections)
{
    const QWriteLocker locker(&m_lock);
    return m_index.update(sources, connections);
}

CaptureIndex::Changes IndexFiller::update(const std::vector<std::pair<RelayCore::ConnectionId, quint64>> &messageCounts)
{
    const QWriteLocker locker(&m_lock);
    return m_index.update(messageCounts);
}

IndexFiller::Progress IndexFiller::fill(const CaptureReader &reader, quint32 count, std::chrono::milliseconds time)
{
    QElapsedTimer clock;
    clock.start();
    Progress progress;
    (void)reader.takeError(); // Of other readings: not of the messages below.
    while (m_index.messageCount() < count && !clock.hasExpired(time.count())) {
        const bool added = readsAhead(reader, count) ? addReadAhead(&progress) : addNext(reader, count, &progress);
        if (!added)
            break;
    }
    return progress;
}

/// Returns whether the next messages come from other threads.
bool IndexFiller::readsAhead(const CaptureReader &reader, quint32 count)
{
    const quint32 known = m_index.messageCount();
    if (m_readAhead && m_readAhead->hasEnded()) {
        m_readAhead.reset();
        m_readsAheadFrom = known + IndexReader::distanceAfterEnd;
    }
    if (!m_readAhead && known >= m_readsAheadFrom && MessageReadAhead::pays(reader, count - known))
        m_readAhead = std::make_unique<MessageReadAhead>(reader.path(), known + 1, count, m_ready);
    return m_readAhead != nullptr;
}

bool IndexFiller::addReadAhead(Progress *progress)
{
    const std::vector<MessageRow> rows = m_readAhead->next();
    if (rows.empty()) {
        progress->isWaiting = !m_readAhead->hasEnded();
        return !progress->isWaiting;
    }
    progress->named |= add(rows, rows.back().id);
    return true;
}

/// Reads and adds the next messages. Returns false where there are none.
bool IndexFiller::addNext(const CaptureReader &reader, quint32 count, Progress *progress)
{
    const MessageId next = m_index.messageCount() + 1;
    const quint32 asked = std::min(sliceRows, count - next + 1);
    const auto rows = reader.messageMetadata(next, asked, sliceBytes);
    const auto error = reader.takeError();
    if (!progress->error)
        progress->error = error;
    const bool damaged = error && error->kind == CaptureError::Kind::Damaged;
    if (rows.empty() && error && !damaged) {
        progress->isWaiting = true;
        return false;
    }
    // Messages that could not be read are left out, and those that were deleted from the file; reading goes on behind.
    const MessageId read = !rows.empty() ? rows.back().id : damaged ? next - 1 : next + asked - 1;
    progress->named |= add(rows, damaged ? std::min(read + 1, count) : read);
    return true;
}

/// Adds \a rows to the index, and a message without content for each id up to \a end that they lack. Returns whether a
/// name became known.
bool IndexFiller::add(const std::vector<MessageRow> &rows, MessageId end)
{
    const QWriteLocker locker(&m_lock);
    bool named = false;
    for (const MessageRow &row : rows) {
        m_index.addMissing(row.id - 1);
        named |= m_index.add(row);
    }
    m_index.addMissing(end);
    return named;
}

} // namespace Inspector
