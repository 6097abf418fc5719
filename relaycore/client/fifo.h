// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/qglobal.h>

#include <utility>
#include <vector>

namespace RelayCore {

/// First in, first out. Internal to this module.
///
/// A client has several of these and most stay empty: this one owns no memory then, where an empty std::deque takes
/// half a kilobyte, and it may hold what can only be moved, which a QList may not.
template<typename T>
class Fifo
{
public:
    using Iterator = typename std::vector<T>::iterator;

    void push(T &&item) { m_items.push_back(std::move(item)); }

    [[nodiscard]] T pop()
    {
        Q_ASSERT(!isEmpty());
        T item = std::move(m_items[m_head]);
        ++m_head;
        if (m_head == m_items.size())
            release();
        else if (m_head >= compactAt && m_head * 2 >= m_items.size())
            compact();
        return item;
    }

    [[nodiscard]] bool isEmpty() const { return m_head == m_items.size(); }
    [[nodiscard]] qsizetype count() const { return static_cast<qsizetype>(m_items.size() - m_head); }
    [[nodiscard]] T &first() { return m_items[m_head]; }

    [[nodiscard]] Iterator begin() { return m_items.begin() + static_cast<qptrdiff>(m_head); }
    [[nodiscard]] Iterator end() { return m_items.end(); }
    [[nodiscard]] auto begin() const { return m_items.cbegin() + static_cast<qptrdiff>(m_head); }
    [[nodiscard]] auto end() const { return m_items.cend(); }
    void insert(Iterator before, T item) { m_items.insert(before, std::move(item)); }
    [[nodiscard]] T take(Iterator at)
    {
        T item = std::move(*at);
        m_items.erase(at);
        return item;
    }

    [[nodiscard]] std::vector<T> takeAll()
    {
        compact();
        return std::exchange(m_items, {});
    }

private:
    static constexpr std::size_t compactAt = 32;

    void release()
    {
        // What a burst needed is not kept for ever.
        if (m_items.capacity() > compactAt)
            std::vector<T>().swap(m_items);
        else
            m_items.clear();
        m_head = 0;
    }

    void compact()
    {
        m_items.erase(m_items.begin(), m_items.begin() + static_cast<qptrdiff>(m_head));
        m_head = 0;
    }

    std::vector<T> m_items;
    std::size_t m_head = 0; ///< What lies before it has been popped.
};

} // namespace RelayCore
