// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/analysis/indexreader.h"

#include <algorithm>

namespace Inspector {

void IndexReader::look()
{
    m_available = m_reader.messageCount();
    const CaptureReader::ConnectionChanges changes = m_reader.connectionsChangedSince(m_revision);
    m_revision = changes.revision;
    (void)m_index.update(m_reader.sources(), changes.rows);
}

/// Returns the next messages; none where they cannot be read.
std::vector<MessageRow> IndexReader::next(quint32 count)
{
    const MessageId first = m_index.messageCount() + 1;
    const quint32 missing = m_available - first + 1;
    if (!m_readAhead && first >= m_readsAheadFrom && MessageReadAhead::pays(m_reader, missing))
        m_readAhead.emplace(m_reader.path(), first, m_available);
    if (m_readAhead) {
        m_readAhead->wait();
        std::vector<MessageRow> rows = m_readAhead->next();
        if (m_readAhead->hasEnded())
            m_readAhead.reset();
        if (!rows.empty())
            return rows;
        m_readsAheadFrom = first + distanceAfterEnd;
    }
    return m_reader.messageMetadata(first, qMin(count, missing));
}

bool IndexReader::read(quint32 count)
{
    if (m_index.messageCount() >= m_available)
        return false;
    const MessageId end = std::min(m_available, m_index.messageCount() + count);
    const std::vector<MessageRow> rows = next(count);
    for (const MessageRow &row : rows) {
        m_index.addMissing(row.id - 1);
        (void)m_index.add(row);
    }
    if (rows.empty() && m_reader.lastError())
        return false;
    if (rows.empty())
        m_index.addMissing(end);
    return m_index.messageCount() < m_available;
}

} // namespace Inspector
