// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/filter/filterscanner.h"

#include <algorithm>

namespace Inspector {

namespace {

// Messages that are judged under one lock.
constexpr MessageId block = 8'192;
// Payloads that are in memory at a time, and how many that are not needed are read rather than searched for.
constexpr quint32 batch = 256;
constexpr quint32 gap = 8;
constexpr quint64 batchBytes = 4U << 20U;

bool isSet(const std::atomic<bool> *flag)
{
    return flag && flag->load(std::memory_order_relaxed);
}

} // namespace

std::vector<MessageId> FilterScanner::matching(MessageId first, MessageId last,
                                               const std::atomic<bool> *cancelled) const
{
    std::vector<MessageId> found;
    std::vector<Open> open;
    const CaptureIndex &index = m_matcher.index();
    for (MessageId start = first; start <= last && !isSet(cancelled); start += block) {
        const MessageId end = std::min(last, start + block - 1);
        const std::size_t before = found.size();
        open.clear();
        if (m_lock)
            m_lock->lockForRead();
        for (MessageId id = start; id <= end; ++id) {
            const FilterMatcher::Verdict verdict = m_matcher.judge(id);
            if (verdict == FilterMatcher::Verdict::Yes)
                found.push_back(id);
            else if (verdict == FilterMatcher::Verdict::NeedsPayload)
                open.push_back({id, index.sizes()[id - 1]});
        }
        if (m_lock)
            m_lock->unlock();
        if (open.empty())
            continue;
        const std::size_t decided = found.size();
        readPayloads(open, found, cancelled);
        std::inplace_merge(found.begin() + std::ptrdiff_t(before), found.begin() + std::ptrdiff_t(decided),
                           found.end());
        if (end == last)
            break; // start + block may not fit.
    }
    return found;
}

void FilterScanner::readPayloads(const std::vector<Open> &open, std::vector<MessageId> &found,
                                 const std::atomic<bool> *cancelled) const
{
    for (std::size_t i = 0; i < open.size() && !isSet(cancelled);) {
        // Neighbours are read together.
        std::size_t end = i + 1;
        quint64 bytes = open[i].bytes;
        while (end < open.size() && open[end].id - open[end - 1].id <= gap && open[end].id - open[i].id < batch
               && bytes + open[end].bytes <= batchBytes)
            bytes += open[end++].bytes;
        const std::vector<CaptureReader::Payload> payloads =
            m_reader.payloads(open[i].id, open[end - 1].id - open[i].id + 1);
        auto payload = payloads.cbegin();
        for (; i < end && !isSet(cancelled); ++i) {
            const MessageId id = open[i].id;
            while (payload != payloads.cend() && payload->id < id)
                ++payload;
            const bool isRead = payload != payloads.cend() && payload->id == id;
            // Reading ends at a damaged message: those behind it are read one at a time.
            const auto alone = isRead ? std::vector<CaptureReader::Payload>() : m_reader.payloads(id, 1);
            if (!isRead && alone.empty())
                ++m_unreadable;
            else if (m_matcher.matches(id, isRead ? payload->bytes : alone.front().bytes, m_lock))
                found.push_back(id);
        }
    }
}

} // namespace Inspector
