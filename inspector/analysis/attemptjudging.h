// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/analysis/verdict.h"

#include <atomic>
#include <functional>
#include <span>
#include <vector>

namespace Inspector {

/// Returns how many threads work on attempts at the same time: as many as there are processors, at most four.
[[nodiscard]] int analysisThreads();

/// Judges \a attempts of \a index and returns what judge() returns for each, in their order.
///
/// \param makeSource  called once in each thread, which reads all of its messages with what is returned.
/// \param cancelled   looked at between attempts; the ranks are incomplete then.
/// \par Threads  any; the calling thread works, too. \a index must not change meanwhile.
[[nodiscard]] std::vector<AttemptRank> judgeAll(const CaptureIndex &index, std::span<const Attempts::Index> attempts,
                                                const std::function<MessageSource()> &makeSource,
                                                const std::atomic_bool *cancelled = nullptr,
                                                int threads = analysisThreads());

} // namespace Inspector
