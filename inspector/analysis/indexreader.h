// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/analysis/captureindex.h"
#include "inspector/capture/capturereader.h"
#include "inspector/capture/messagereadahead.h"

#include <optional>
#include <vector>

namespace Inspector {

/// Fills an index from a capture file, step by step, also while the file grows. Where many messages are missing, other
/// threads read them ahead.
///
/// \par Threads  that of the reader.
class IndexReader
{
public:
    /// Messages behind what could not be read ahead that are not read ahead either.
    static constexpr quint32 distanceAfterEnd = 32'768;

    /// \param reader, index  outlive the object.
    IndexReader(const CaptureReader &reader, CaptureIndex &index)
        : m_reader(reader)
        , m_index(index)
    {}

    /// Looks how many messages there are, and reads sources and connections that are new or changed.
    void look();
    /// Reads about \a count messages of those that look() found; for those that the file does not have, see
    /// CaptureIndex::addMissing(). Returns whether some are left; false also where they cannot be read, see
    /// CaptureReader::lastError().
    bool read(quint32 count = 4'096);
    /// Returns how many messages look() found.
    [[nodiscard]] quint32 available() const { return m_available; }

private:
    [[nodiscard]] std::vector<MessageRow> next(quint32 count);

    const CaptureReader &m_reader;
    CaptureIndex &m_index;
    quint32 m_available = 0;
    quint64 m_revision = 0;
    std::optional<MessageReadAhead> m_readAhead;
    MessageId m_readsAheadFrom = 0; ///< Not before this message.
};

} // namespace Inspector
