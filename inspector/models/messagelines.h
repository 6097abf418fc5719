// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/models/messagemodel.h"
#include "inspector/models/summary.h"

#include <QtCore/QCache>

namespace Inspector {

/// The messages as the table writes them, made when they are visible and kept in a cache.
///
/// \par Threads  that of the feed.
class MessageLines
{
public:
    /// A row as it is written, without what depends on its neighbours.
    struct Line
    {
        MessageRow row; ///< Without its payload: the feed keeps those.
        qint64 size = 0;
        MessageSummary summary;
        QString from;
        QString to;
    };

    /// \param feed  outlives the object.
    explicit MessageLines(const CaptureFeed *feed)
        : m_feed(feed)
    {}

    /// Returns the line of message \a id, or nullptr where the file does not give it.
    [[nodiscard]] const Line *line(MessageId id) const;
    /// Returns the text of a cell. \a previous is the message of the row above, 0 for none.
    [[nodiscard]] QString display(const Line &line, MessageModel::Column column, MessageId previous) const;
    [[nodiscard]] QString toolTip(const Line &line, MessageModel::Column column) const;
    void clear() { m_lines.clear(); }

private:
    static constexpr int cachedLines = 1024;

    [[nodiscard]] QString deltaText(const Line &line, MessageId previous) const;

    const CaptureFeed *m_feed;
    mutable QCache<MessageId, Line> m_lines{cachedLines};
};

} // namespace Inspector
