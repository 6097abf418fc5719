// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/analysis/column.h"
#include "inspector/analysis/messagetraits.h"
#include "inspector/analysis/peertable.h"
#include "inspector/capture/capturerows.h"

namespace Inspector {

/// The messages of a capture without their payloads and names, by id - 1. About 15 bytes each: ids are dense, peers are
/// numbers of a PeerTable, and numbers that are small take two bytes.
///
/// \par Threads  one at a time.
class IndexedMessages
{
public:
    /// Adds the next message, in order of id. Of the payload only that of responses and returned messages is used.
    /// \param sender, receiver  MessageRow::source and MessageRow::peer as numbers of the peers.
    void add(const MessageRow &row, PeerTable::Index sender, PeerTable::Index receiver);
    void clear();

    [[nodiscard]] MessageId count() const { return MessageId(m_kinds.size()); }
    [[nodiscard]] bool contains(MessageId id) const { return id >= 1 && id <= count(); }

    [[nodiscard]] const TimeColumn &timesNs() const { return m_times; }
    [[nodiscard]] const Column<MessageKind> &kinds() const { return m_kinds; }
    [[nodiscard]] const NumberColumn &connectionIds() const { return m_connectionIds; }
    [[nodiscard]] const Column<MessageTraits> &traits() const { return m_traits; }
    /// Returns the sizes as MessageRow::bytes() gives them, at most 2^32 - 1.
    [[nodiscard]] const NumberColumn &sizes() const { return m_sizes; }
    [[nodiscard]] const NumberColumn &senders() const { return m_senders; }
    [[nodiscard]] const NumberColumn &receivers() const { return m_receivers; }

private:
    TimeColumn m_times;
    Column<MessageKind> m_kinds;
    Column<MessageTraits> m_traits;
    NumberColumn m_connectionIds;
    NumberColumn m_sizes;
    NumberColumn m_senders;
    NumberColumn m_receivers;
};

} // namespace Inspector
