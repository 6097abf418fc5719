// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/analysis/indexreader.h"

namespace Inspector {

void IndexReader::look()
{
    m_available = m_reader.messageCount();
    const CaptureReader::ConnectionChanges changes = m_reader.connectionsChangedSince(m_revision);
    m_revision = changes.revision;
    (void)m_index.update(m_reader.sources(), changes.rows);
}

bool IndexReader::read(quint32 count)
{
    const quint32 known = m_index.messageCount();
    if (known >= m_available)
        return false;
    const std::vector<MessageRow> rows = m_reader.messageMetadata(known + 1, qMin(count, m_available - known));
    for (const MessageRow &row : rows)
        (void)m_index.add(row);
    return !rows.empty() && m_index.messageCount() < m_available;
}

} // namespace Inspector
