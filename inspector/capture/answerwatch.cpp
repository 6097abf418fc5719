// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/capture/answerwatch.h"

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

namespace Inspector {

class AnswerWatch::Watcher
{
public:
    static Watcher &instance()
    {
        static Watcher watcher;
        return watcher;
    }

    Watcher()
        : m_thread([this] { run(); })
    {}

    ~Watcher()
    {
        {
            const std::lock_guard lock(m_mutex);
            m_stopping = true;
        }
        m_changed.notify_one();
        m_thread.join();
    }

    Watcher(const Watcher &) = delete;
    Watcher &operator=(const Watcher &) = delete;

    void add(AnswerWatch *watch)
    {
        bool isFirst = false;
        {
            const std::lock_guard lock(m_mutex);
            m_watches.push_back(watch);
            isFirst = *earliest() == watch;
        }
        if (isFirst) // Otherwise the thread wakes up for another one before.
            m_changed.notify_one();
    }

    void remove(AnswerWatch *watch)
    {
        const std::lock_guard lock(m_mutex);
        std::erase(m_watches, watch);
    }

private:
    [[nodiscard]] std::vector<AnswerWatch *>::iterator earliest()
    {
        return std::min_element(m_watches.begin(), m_watches.end(), [](const AnswerWatch *a, const AnswerWatch *b) {
            return a->m_deadline < b->m_deadline;
        });
    }

    void run()
    {
        std::unique_lock lock(m_mutex);
        while (!m_stopping) {
            const auto next = earliest();
            // A copy: the watch may be gone when the waiting ends.
            const auto deadline =
                next == m_watches.end() ? std::chrono::steady_clock::time_point::max() : (*next)->m_deadline;
            if (next == m_watches.end()) {
                m_changed.wait(lock);
            } else if (deadline > std::chrono::steady_clock::now()) {
                m_changed.wait_until(lock, deadline);
            } else {
                const auto expired = std::exchange((*next)->m_expired, {});
                m_watches.erase(next);
                expired();
            }
        }
    }

    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::vector<AnswerWatch *> m_watches;
    bool m_stopping = false;
    std::thread m_thread; ///< The last member: it uses the others.
};

AnswerWatch::AnswerWatch(std::chrono::milliseconds limit, std::function<void()> expired)
    : m_deadline(std::chrono::steady_clock::now() + limit)
    , m_expired(std::move(expired))
{
    Watcher::instance().add(this);
}

AnswerWatch::~AnswerWatch()
{
    Watcher::instance().remove(this);
}

} // namespace Inspector
