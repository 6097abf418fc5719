// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/cli/linesplitter.h"

#include <QtCore/QObject>

#include <memory>

namespace Inspector {

/// Reads standard input line by line, only as fast as the lines are taken: at most a small window of lines is on its
/// way at any time, and each must be released before another one is read.
///
/// Reading blocks, so it happens on a thread of its own, which works for files, pipes and terminals on every platform.
/// The thread cannot be interrupted in a read; it shares nothing but its state with the reader and outlives it.
class StdinReader final : public QObject
{
    Q_OBJECT

public:
    explicit StdinReader(QObject *parent = nullptr);
    ~StdinReader() override;

    void start();
    /// The line of \a bytes bytes that lineRead() delivered is done with.
    void release(qsizetype bytes);

Q_SIGNALS:
    void lineRead(const Inspector::InputText &line);
    /// Emitted at the end of the input, after the last lineRead().
    void ended();
    /// Emitted instead of ended() if standard input cannot be read any further. \a reason is the system's.
    void failed(const QString &reason);

private:
    struct Shared;
    static void run(const std::shared_ptr<Shared> &shared);

    std::shared_ptr<Shared> m_shared;
};

} // namespace Inspector
