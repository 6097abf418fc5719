// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/analysis/column.h"
#include "inspector/capture/capturerows.h"

#include <deque>
#include <functional>
#include <vector>

namespace Inspector {

/// Which message each row of the message table shows: all messages, those of some connections, or those of a list.
///
/// Message ids are dense, so without a restriction row and id differ by one and nothing is stored. Rows are appended,
/// and those of a list prepended, because a filter finds the newest messages first. A model announces rows before they
/// appear, so growing takes two steps: take…() returns the ids to come, and append() adds them.
class RowMapping
{
public:
    enum class Mode : quint8 {
        All,    ///< Every message up to a count.
        Scoped, ///< The messages of those connections that a predicate accepts.
        Listed, ///< Given ids.
    };
    using Predicate = std::function<bool(RelayCore::ConnectionId)>;

    [[nodiscard]] Mode mode() const { return m_mode; }

    /// Shows the messages 1 to \a count.
    void showAll(quint32 count);
    /// Shows the messages whose connection \a inScope accepts. \a connections holds the connection of each message, by
    /// id - 1. The predicate is asked again with every takeScoped().
    void showScope(Predicate inScope, const NumberColumn &connections);
    /// Shows \a ids, which are ascending.
    void showIds(std::deque<MessageId> ids);

    /// All: the new count, which is not lower than the present one.
    void setCount(quint32 count);
    /// Scoped: returns the ids in scope that were not taken before; they become rows with append().
    [[nodiscard]] std::vector<MessageId> takeScoped(const NumberColumn &connections);
    /// Scoped and listed: adds rows at the end. \a ids continue the ascending order.
    void append(const std::vector<MessageId> &ids);
    /// Listed: adds rows at the beginning. \a ids are older than all others, the newest first.
    void prepend(const std::vector<MessageId> &ids);
    /// Listed: returns the ids. No rows are left.
    [[nodiscard]] std::deque<MessageId> takeIds();

    [[nodiscard]] quint32 rows() const;
    /// Returns the message of \a row, or 0 where there is no such row.
    [[nodiscard]] MessageId idAt(int row) const;
    /// Returns the row of \a id, or the row where it would be; rows() behind the last.
    [[nodiscard]] int rowOf(MessageId id) const;
    [[nodiscard]] bool contains(MessageId id) const;

private:
    Mode m_mode = Mode::All;
    quint32 m_count = 0;
    quint32 m_taken = 0; ///< The predicate was applied to the messages up to this one.
    Predicate m_inScope;
    std::deque<MessageId> m_ids;
};

} // namespace Inspector
