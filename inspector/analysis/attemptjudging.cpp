// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/analysis/attemptjudging.h"

#include <QtCore/QThread>

#include <algorithm>
#include <thread>

namespace Inspector {

namespace {

/// How many attempts a thread takes at a time: neighbours, whose messages are near to each other in a file.
constexpr std::size_t attemptsAtOnce = 256;

} // namespace

int analysisThreads()
{
    return std::clamp(QThread::idealThreadCount(), 1, 4);
}

std::vector<AttemptRank> judgeAll(const CaptureIndex &index, std::span<const Attempts::Index> attempts,
                                  const std::function<MessageSource()> &makeSource, const std::atomic_bool *cancelled,
                                  int threads)
{
    std::vector<AttemptRank> ranks(attempts.size());
    std::atomic_size_t next = 0;
    const auto work = [&] {
        const MessageSource messages = makeSource();
        for (;;) {
            const std::size_t first = next.fetch_add(attemptsAtOnce);
            if (first >= attempts.size())
                return;
            const std::size_t last = std::min(first + attemptsAtOnce, attempts.size());
            for (std::size_t i = first; i < last; ++i) {
                if (cancelled && cancelled->load(std::memory_order_relaxed))
                    return;
                ranks[i] = judge(attempts[i], attemptFacts(index, attempts[i], messages));
            }
        }
    };
    {
        std::vector<std::jthread> others; // Joined at the end of the block.
        const std::size_t useful = (attempts.size() + attemptsAtOnce - 1) / attemptsAtOnce;
        for (std::size_t i = 1; i < std::min(std::size_t(threads), useful); ++i)
            others.emplace_back(work);
        work();
    }
    return ranks;
}

} // namespace Inspector
