// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/models/rowmapping.h"

#include <algorithm>
#include <utility>

namespace Inspector {

namespace {

/// Answers that are kept by number of the connection. An imported capture may have any numbers.
constexpr RelayCore::ConnectionId mostAnswers = 1U << 20U;

} // namespace

void RowMapping::showAll(quint32 count)
{
    *this = RowMapping();
    m_count = count;
}

void RowMapping::showScope(Predicate inScope, const NumberColumn &connections)
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

std::vector<MessageId> RowMapping::takeScoped(const NumberColumn &connections)
{
    std::vector<MessageId> found;
    if (m_mode != Mode::Scoped)
        return found;
    // There are far more messages than connections: each connection is asked for once.
    enum Answer : quint8 { Unknown, Yes, No };
    std::vector<Answer> answers;
    for (; m_taken < connections.size(); ++m_taken) {
        const RelayCore::ConnectionId connection = connections[m_taken];
        if (connection >= mostAnswers) {
            if (m_inScope(connection))
                found.push_back(m_taken + 1);
            continue;
        }
        if (connection >= answers.size())
            answers.resize(std::max(std::size_t(connection) + 1, 2 * answers.size()));
        Answer &answer = answers[connection];
        if (answer == Unknown)
            answer = m_inScope(connection) ? Yes : No;
        if (answer == Yes)
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
