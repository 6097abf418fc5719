// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QByteArray>

#include <functional>
#include <memory>

namespace Inspector {

/// Writes lines to a file descriptor in a thread of its own, so that a reader that does not read stops only the output.
///
/// At most a given number of bytes wait. Lines beyond it are dropped and counted; the notice about them is written
/// where the first of them would have been, once the reader goes on. After a write error, such as a reader that is
/// gone, everything is dropped.
///
/// \par Threads  write() is called from one thread.
class BackgroundWriter
{
public:
    /// Returns the line that reports \a lines dropped lines.
    using Notice = std::function<QByteArray(quint64 lines)>;

    BackgroundWriter(int descriptor, Notice notice, qsizetype maxBytes = 4 * 1024 * 1024);
    /// Waits until everything is written, for a second at most.
    ~BackgroundWriter();
    Q_DISABLE_COPY_MOVE(BackgroundWriter)

    /// Queues \a lines, complete with their line feeds.
    void write(const QByteArray &lines);

private:
    struct State;
    std::shared_ptr<State> m_state; ///< Shared with the thread, which cannot be ended while it writes.
};

} // namespace Inspector
