// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/cli/backgroundwriter.h"

#include <cerrno>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <utility>

#ifdef Q_OS_WIN
#include <io.h>
#else
#include <poll.h>
#include <unistd.h>
#endif

namespace Inspector {

using namespace std::chrono_literals;

struct BackgroundWriter::State
{
    std::mutex mutex;
    std::condition_variable changed;
    QByteArray queue;
    quint64 dropped = 0; ///< Lines that found no room behind the queue.
    qsizetype maxBytes = 0;
    Notice notice;
    bool isWriting = false;
    bool isBroken = false;
    bool isEnding = false;

    [[nodiscard]] bool isIdle() const { return isBroken || (queue.isEmpty() && !isWriting); }
};

namespace {

/// Returns false after an error.
bool writeAll(int descriptor, const QByteArray &bytes)
{
    qsizetype written = 0;
    while (written < bytes.size()) {
#ifdef Q_OS_WIN
        const auto size = ::_write(descriptor, bytes.constData() + written, unsigned(bytes.size() - written));
#else
        const auto size = ::write(descriptor, bytes.constData() + written, size_t(bytes.size() - written));
        if (size < 0 && errno == EINTR)
            continue;
        if (size < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) { // The reader's end may have made it non-blocking.
            pollfd ready{descriptor, POLLOUT, 0};
            ::poll(&ready, 1, -1);
            continue;
        }
#endif
        if (size < 0)
            return false;
        written += qsizetype(size);
    }
    return true;
}

} // namespace

BackgroundWriter::BackgroundWriter(int descriptor, Notice notice, qsizetype maxBytes)
    : m_state(std::make_shared<State>())
{
    m_state->maxBytes = maxBytes;
    m_state->notice = std::move(notice);
    std::thread([state = m_state, descriptor] {
        std::unique_lock lock(state->mutex);
        for (;;) {
            state->changed.wait(lock, [&state] { return !state->queue.isEmpty() || state->isEnding; });
            if (state->queue.isEmpty())
                return;
            QByteArray bytes = std::exchange(state->queue, {});
            if (const quint64 dropped = std::exchange(state->dropped, 0); dropped > 0)
                bytes += state->notice(dropped);
            state->isWriting = true;
            lock.unlock();
            const bool works = writeAll(descriptor, bytes);
            lock.lock();
            state->isWriting = false;
            state->isBroken = !works;
            state->changed.notify_all();
            if (!works)
                return;
        }
    }).detach();
}

BackgroundWriter::~BackgroundWriter()
{
    std::unique_lock lock(m_state->mutex);
    m_state->isEnding = true;
    m_state->changed.notify_all();
    m_state->changed.wait_for(lock, 1s, [this] { return m_state->isIdle(); });
}

void BackgroundWriter::write(const QByteArray &lines)
{
    {
        const std::scoped_lock lock(m_state->mutex);
        if (m_state->isBroken)
            return;
        if (m_state->dropped > 0 || m_state->queue.size() + lines.size() > m_state->maxBytes) {
            m_state->dropped += quint64(lines.count('\n'));
            return;
        }
        m_state->queue += lines;
    }
    m_state->changed.notify_all();
}

} // namespace Inspector
