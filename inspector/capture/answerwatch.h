// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <functional>

namespace Inspector {

/// Calls a function when something takes too long, unless it ends before: for calls that block and have no limit of
/// their own.
///
/// One thread of the process watches all of them.
class AnswerWatch
{
public:
    /// \param expired  called in the thread that watches, at most once; it must not block.
    AnswerWatch(std::chrono::milliseconds limit, std::function<void()> expired);
    /// After it \a expired is not called, and no call of it is under way.
    ~AnswerWatch();
    AnswerWatch(const AnswerWatch &) = delete;
    AnswerWatch &operator=(const AnswerWatch &) = delete;

private:
    class Watcher;

    std::chrono::steady_clock::time_point m_deadline;
    std::function<void()> m_expired;
};

} // namespace Inspector
