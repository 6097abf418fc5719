// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/capture/capturereader.h"

#include <QtCore/QCache>

#include <optional>
#include <vector>

namespace Inspector {

/// The messages of a capture, read in pages of 64 rows when they are needed and kept in a cache of bounded size.
///
/// \par Threads  that of the reader.
class MessagePages
{
public:
    /// \param kilobytes  how much is kept; a page that is larger on its own is read each time.
    explicit MessagePages(qsizetype kilobytes = 64 * 1024);

    /// Reads from \a reader from now on, which outlives this object or is replaced; nullptr reads nothing.
    void setReader(const CaptureReader *reader);
    /// Returns the message, from the cache or the file; nothing where the file has no such message or cannot be read.
    [[nodiscard]] std::optional<MessageRow> row(MessageId id);
    /// Returns how much the cache holds, in kilobytes.
    [[nodiscard]] qsizetype cachedKilobytes() const { return m_pages.totalCost(); }

private:
    using Page = std::vector<MessageRow>;

    const CaptureReader *m_reader = nullptr;
    QCache<quint32, Page> m_pages;
};

} // namespace Inspector
