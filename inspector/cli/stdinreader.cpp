// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/cli/stdinreader.h"

#include <cerrno>
#include <condition_variable>
#include <mutex>
#include <thread>

#ifdef Q_OS_WIN
#include <io.h>
#else
#include <poll.h>
#include <unistd.h>
#endif

namespace Inspector {

namespace {

// Both stay below the queue of a RelayClient (256 messages, 4 MiB), whatever state it is in.
constexpr int windowLines = 64;
constexpr qsizetype windowBytes = 2 * 1024 * 1024;
// Far above what a relay accepts (1 MiB), even if every character is written as an escape.
constexpr qsizetype maxLineBytes = 16 * 1024 * 1024;
constexpr qsizetype chunkBytes = 64 * 1024;

/// Reads what there is, at least one byte. Returns 0 at the end and -1, with errno set, after an error. QFile would
/// wait until the buffer is full, and C's stdin keeps a lock that ending the process would wait for.
qsizetype readSome(char *buffer, qsizetype size)
{
#ifdef Q_OS_WIN
    return _read(0, buffer, unsigned(size));
#else
    for (;;) {
        const ssize_t count = ::read(STDIN_FILENO, buffer, size_t(size));
        if (count >= 0)
            return count;
        // Non-blocking mode belongs to the open file, so another program that shares it may have set it.
        if (errno == EAGAIN || errno == EWOULDBLOCK) {
            pollfd readable{STDIN_FILENO, POLLIN, 0};
            ::poll(&readable, 1, -1);
        } else if (errno != EINTR) {
            return -1;
        }
    }
#endif
}

} // namespace

struct StdinReader::Shared
{
    std::mutex mutex;
    std::condition_variable released;
    StdinReader *reader = nullptr; ///< nullptr once the reader is gone.
    int lines = 0;                 ///< Delivered, not yet released.
    qsizetype bytes = 0;

    /// Waits for room, then delivers \a line. Returns false once the reader is gone.
    bool deliver(const InputText &line)
    {
        std::unique_lock lock(mutex);
        released.wait(lock, [this] { return !reader || (lines < windowLines && bytes < windowBytes); });
        if (!reader)
            return false;
        ++lines;
        bytes += line.text.size();
        QMetaObject::invokeMethod(
            reader, [target = reader, line] { Q_EMIT target->lineRead(line); }, Qt::QueuedConnection);
        return true;
    }

    void end()
    {
        const std::lock_guard lock(mutex);
        if (reader)
            QMetaObject::invokeMethod(reader, &StdinReader::ended, Qt::QueuedConnection);
    }

    void fail(int error)
    {
        const std::lock_guard lock(mutex);
        if (reader)
            QMetaObject::invokeMethod(
                reader, [target = reader, reason = qt_error_string(error)] { Q_EMIT target->failed(reason); },
                Qt::QueuedConnection);
    }
};

StdinReader::StdinReader(QObject *parent)
    : QObject(parent)
    , m_shared(std::make_shared<Shared>())
{
    m_shared->reader = this;
}

StdinReader::~StdinReader()
{
    const std::lock_guard lock(m_shared->mutex);
    m_shared->reader = nullptr;
    m_shared->released.notify_all();
}

void StdinReader::start()
{
    std::thread([shared = m_shared] { run(shared); }).detach();
}

void StdinReader::release(qsizetype bytes)
{
    const std::lock_guard lock(m_shared->mutex);
    --m_shared->lines;
    m_shared->bytes -= bytes;
    m_shared->released.notify_one();
}

void StdinReader::run(const std::shared_ptr<Shared> &shared)
{
    LineSplitter splitter(maxLineBytes);
    QByteArray chunk(chunkBytes, Qt::Uninitialized);
    for (;;) {
        const qsizetype size = readSome(chunk.data(), chunk.size());
        if (size < 0) {
            shared->fail(errno);
            return;
        }
        if (size == 0)
            break;
        for (const InputText &line : splitter.add(QByteArrayView(chunk).first(size))) {
            if (!shared->deliver(line))
                return;
        }
    }
    if (const auto last = splitter.finish(); last && !shared->deliver(*last))
        return;
    shared->end();
}

} // namespace Inspector
