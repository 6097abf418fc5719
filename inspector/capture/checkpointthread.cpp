// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/capture/checkpointthread.h"

#include "inspector/capture/sqlitedialect.h"

namespace Inspector {

namespace {

/// A copy waits twice for the disk: it should be worth that. The pause until there is so much again is when the writer
/// can make its own checkpoint, because only one of the two can.
constexpr qsizetype copyBytes = 4 * 1024 * 1024;

} // namespace

CheckpointThread::CheckpointThread(const QString &path)
    : m_path(path)
{}

CheckpointThread::~CheckpointThread()
{
    stop();
}

void CheckpointThread::committed(qsizetype bytes)
{
    {
        const std::lock_guard lock(m_mutex);
        m_bytes += bytes;
        if (m_bytes < copyBytes || m_stopping)
            return;
    }
    if (!m_thread.joinable())
        m_thread = std::thread([this] { run(); });
    m_wake.notify_one();
}

void CheckpointThread::stop()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
    }
    m_wake.notify_one();
    if (m_thread.joinable())
        m_thread.join();
}

void CheckpointThread::run()
{
    Sqlite::Database database(m_path, Sqlite::Database::Access::ReadWrite);
    if (!database.isOpen())
        return;
    for (;;) {
        {
            std::unique_lock lock(m_mutex);
            m_wake.wait(lock, [this] { return m_stopping || m_bytes >= copyBytes; });
            if (m_stopping)
                return;
        }
        Sqlite::copyLog(database);
        const std::lock_guard lock(m_mutex);
        m_bytes = 0;
    }
}

} // namespace Inspector
