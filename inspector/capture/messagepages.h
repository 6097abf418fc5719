// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/capture/capturereader.h"

#include <QtCore/QCache>

#include <optional>
#include <vector>

namespace Inspector {

/// The messages of a capture, read when they are needed and kept in a cache of bounded size: their heads in pages of 64
/// rows, long messages each on its own.
///
/// \par Threads  that of the reader.
class MessagePages
{
public:
    /// Enough where neighbours are read one after the other.
    static constexpr qsizetype fewKilobytes = 8 * 1024;

    /// \param kilobytes  how much is kept, half of it for long messages; what is larger on its own is read each time.
    explicit MessagePages(qsizetype kilobytes = 64 * 1024);

    /// Reads from \a reader from now on, which outlives this object or is replaced; nullptr reads nothing.
    void setReader(const CaptureReader *reader);
    /// Returns the message, from the cache or the file; nothing where the file has no such message or cannot be read.
    [[nodiscard]] std::optional<MessageRow> row(MessageId id);
    /// Returns the message likewise, but without a long payload, as CaptureReader::messageHeads() does: what many
    /// messages are shown by.
    [[nodiscard]] std::optional<MessageRow> head(MessageId id);
    /// Returns how much the cache holds, in kilobytes.
    [[nodiscard]] qsizetype cachedKilobytes() const { return m_pages.totalCost() + m_long.totalCost(); }

private:
    using Page = std::vector<MessageRow>;

    const CaptureReader *m_reader = nullptr;
    QCache<quint32, Page> m_pages; ///< Of heads.
    QCache<MessageId, MessageRow> m_long;
};

} // namespace Inspector
