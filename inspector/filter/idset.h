// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QSet>
#include <QtCore/QtGlobal>

#include <algorithm>
#include <vector>

namespace Inspector {

/// A set of numbers most of which are small: one bit each, and a hash for those that are not.
class IdSet
{
public:
    void insert(quint32 id)
    {
        if (id >= limit) {
            m_large.insert(id);
            return;
        }
        if (id >= m_small.size())
            m_small.resize(id + 1);
        m_small[id] = true;
    }
    [[nodiscard]] bool contains(quint32 id) const
    {
        return id < limit ? id < m_small.size() && m_small[id] : m_large.contains(id);
    }
    [[nodiscard]] bool isEmpty() const { return m_small.empty() && m_large.isEmpty(); }
    /// Returns whether an id that \a matters returns true for is in one of the sets only.
    template<typename Matters>
    [[nodiscard]] bool differs(const IdSet &other, Matters matters) const
    {
        const std::size_t size = std::max(m_small.size(), other.m_small.size());
        for (quint32 id = 0; id < size; ++id) {
            if (contains(id) != other.contains(id) && matters(id))
                return true;
        }
        const auto missing = [&](const QSet<quint32> &ids, const QSet<quint32> &others) {
            return std::any_of(ids.cbegin(), ids.cend(),
                               [&](quint32 id) { return !others.contains(id) && matters(id); });
        };
        return missing(m_large, other.m_large) || missing(other.m_large, m_large);
    }

private:
    static constexpr quint32 limit = 1U << 24U;
    std::vector<bool> m_small;
    QSet<quint32> m_large;
};

} // namespace Inspector
