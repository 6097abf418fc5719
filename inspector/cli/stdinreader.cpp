// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/cli/stdinreader.h"

#include <QtCore/QFile>

#include <condition_variable>
#include <mutex>
#include <thread>

namespace Inspector {

namespace {

// Both stay below the queue of a RelayClient (256 messages, 4 MiB), whatever state it is in.
constexpr int windowLines = 64;
constexpr qsizetype windowBytes = 2 * 1024 * 1024;
// Far above what a relay accepts (1 MiB), even if every character is written as an escape.
constexpr qsizetype maxLineBytes = 16 * 1024 * 1024;
constexpr qsizetype chunkBytes = 64 * 1024;

} // namespace

struct StdinReader::Shared
{
    std::mutex mutex;
    std::condition_variable released;
    StdinReader *reader = nullptr; ///< nullptr once the reader is gone.
    int lines = 0;                 ///< Delivered, not yet released.
    qsizetype bytes = 0;

    /// Waits for room, then delivers. \return false when nobody wants lines any more.
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
};

StdinReader::StdinReader(QObject *parent) : QObject(parent), m_shared(std::make_shared<Shared>())
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
    // Not C's stdin: leaving the process would wait for its lock while a read is blocked.
    QFile input;
    if (!input.open(0, QIODevice::ReadOnly | QIODevice::Unbuffered)) {
        shared->end();
        return;
    }
    LineSplitter splitter(maxLineBytes);
    QByteArray chunk(chunkBytes, Qt::Uninitialized);
    for (;;) {
        const qint64 size = input.read(chunk.data(), chunk.size());
        if (size <= 0)
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
