// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/analysis/column.h"
#include "inspector/capture/capturerows.h"

#include <vector>

namespace Inspector {

/// Counts the pings and pongs among the rows of the message table, and leaves them out while they are hidden.
///
/// Close frames are never hidden: they end the conversation, and carry its code and reason.
class KeepaliveRows
{
public:
    [[nodiscard]] bool isHidden() const { return m_hidden; }
    void setHidden(bool hidden) { m_hidden = hidden; }

    /// Returns the number of pings and pongs counted since clear(), shown or hidden.
    [[nodiscard]] quint32 count() const { return m_count; }
    void clear() { m_count = 0; }
    /// Clears also what is known of all messages: for another capture.
    void reset();

    /// Counts the pings and pongs of all messages, and nothing else. Looks only at those of \a kinds that are new since
    /// the last call.
    void countAll(const Column<MessageKind> &kinds);
    /// Counts the pings and pongs of \a ids. \return \a ids, without them while they are hidden.
    [[nodiscard]] std::vector<MessageId> take(std::vector<MessageId> ids, const Column<MessageKind> &kinds);

private:
    bool m_hidden = false;
    quint32 m_count = 0;
    quint32 m_ofAll = 0;       ///< What countAll() has counted.
    std::size_t m_counted = 0; ///< Messages that countAll() has looked at.
};

} // namespace Inspector
