// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QString>

#include <condition_variable>
#include <mutex>
#include <thread>

namespace Inspector {

/// Copies what was committed from the write-ahead log of a capture into the file, in a thread of its own, so that the
/// writer does not wait for the disk. SQLite lets one connection copy while another appends.
///
/// The log can be used from its beginning again only when everything in it was copied, which a copy beside a writer
/// never reaches. The writer therefore still makes its own checkpoints; what is left for them is little. An error here
/// is one that the writer's next checkpoint meets and reports.
///
/// \par Threads  one, that of the writer.
class CheckpointThread
{
public:
    /// Starts no thread before there is something to copy.
    explicit CheckpointThread(const QString &path);
    /// Waits for the copy under way.
    ~CheckpointThread();
    Q_DISABLE_COPY_MOVE(CheckpointThread)

    /// To be called after each commit, with the bytes that it added to the log; an estimate is enough.
    void committed(qsizetype bytes);
    /// Waits for the copy under way; nothing is copied after it.
    void stop();

private:
    void run();

    const QString m_path;
    std::thread m_thread;
    std::mutex m_mutex; ///< Guards what follows.
    std::condition_variable m_wake;
    qsizetype m_bytes = 0; ///< Committed since the last copy ended.
    bool m_stopping = false;
};

} // namespace Inspector
