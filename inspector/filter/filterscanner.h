// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/capture/capturereader.h"
#include "inspector/filter/filtermatcher.h"

#include <QtCore/QReadWriteLock>

#include <atomic>
#include <functional>
#include <vector>

namespace Inspector {

/// Applies a filter to a range of messages. Payloads are read for those messages only of which the rest of the filter
/// leaves the answer open.
///
/// \par Threads  that of the reader. The index may be changed by another thread that holds the lock for writing.
class FilterScanner
{
public:
    /// \param lock  held for reading, a fraction of a millisecond at a time, while the index is used; nullptr where
    /// it does not change.
    FilterScanner(const FilterMatcher &matcher, const CaptureReader &reader, QReadWriteLock *lock = nullptr)
        : m_matcher(matcher)
        , m_reader(reader)
        , m_lock(lock)
    {}

    /// Returns those of the messages \a first to \a last, which the index has, that match, in order. Returns early,
    /// with less, once \a cancelled is set.
    [[nodiscard]] std::vector<MessageId> matching(MessageId first, MessageId last,
                                                  const std::atomic<bool> *cancelled = nullptr) const;
    /// Returns of how many messages the payload could not be read; they do not match.
    [[nodiscard]] quint64 unreadable() const { return m_unreadable; }

private:
    /// A message whose payload decides.
    struct Open
    {
        MessageId id;
        quint32 bytes;
    };
    void readPayloads(const std::vector<Open> &open, std::vector<MessageId> &found,
                      const std::atomic<bool> *cancelled) const;

    const FilterMatcher &m_matcher;
    const CaptureReader &m_reader;
    QReadWriteLock *m_lock;
    mutable quint64 m_unreadable = 0;
};

} // namespace Inspector
