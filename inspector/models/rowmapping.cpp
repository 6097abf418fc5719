// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/models/rowmapping.h"

#include <algorithm>
#include <utility>

namespace Inspector {

void RowMapping::showAll(quint32 count)
{
    *this = RowMapping();
    m_count = count;
}

void RowMapping::showScope(Predicate inScope, std::span<const RelayCore::ConnectionId> connections)
{
    *this = RowMapping();
    m_mode = Mode::Scoped;
    m_inScope = std::move(inScope);
    append(takeScoped(connections));
}

void RowMapping::showIds(std::deque<MessageId> ids)
{
    *this = RowMapping();
    m_mode = Mode::Listed;
    m_ids = std::move(ids);
}

void RowMapping::setCount(quint32 count)
{
    Q_ASSERT(m_mode == Mode::All && count >= m_count);
    m_count = count;
}

std::vector<MessageId> RowMapping::takeScoped(std::span<const RelayCore::ConnectionId> connections)
{
    std::vector<MessageId> found;
    if (m_mode != Mode::Scoped)
        return found;
    // Neighbours often share a connection.
    RelayCore::ConnectionId last = 0;
    bool accepted = false;
    for (; m_taken < connections.size(); ++m_taken) {
        const RelayCore::ConnectionId connection = connections[m_taken];
        if (connection != last) {
            last = connection;
            accepted = m_inScope(connection);
        }
        if (accepted)
            found.push_back(m_taken + 1);
    }
    return found;
}

void RowMapping::append(const std::vector<MessageId> &ids)
{
    Q_ASSERT(m_mode != Mode::All);
    m_ids.insert(m_ids.end(), ids.cbegin(), ids.cend());
}

void RowMapping::prepend(const std::vector<MessageId> &ids)
{
    Q_ASSERT(m_mode == Mode::Listed);
    m_ids.insert(m_ids.begin(), ids.crbegin(), ids.crend());
}

std::deque<MessageId> RowMapping::takeIds()
{
    return std::exchange(m_ids, {});
}

quint32 RowMapping::rows() const
{
    return m_mode == Mode::All ? m_count : quint32(m_ids.size());
}

MessageId RowMapping::idAt(int row) const
{
    if (row < 0 || quint32(row) >= rows())
        return 0;
    return m_mode == Mode::All ? MessageId(row) + 1 : m_ids[std::size_t(row)];
}

int RowMapping::rowOf(MessageId id) const
{
    if (m_mode == Mode::All)
        return id == 0 ? 0 : int(qMin(id - 1, m_count));
    return int(std::lower_bound(m_ids.cbegin(), m_ids.cend(), id) - m_ids.cbegin());
}

bool RowMapping::contains(MessageId id) const
{
    return id != 0 && idAt(rowOf(id)) == id;
}

} // namespace Inspector
