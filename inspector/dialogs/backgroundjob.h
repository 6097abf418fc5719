// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/formats/formaterror.h"

#include <QtCore/QObject>
#include <QtCore/QTimer>

#include <atomic>
#include <functional>
#include <memory>

QT_BEGIN_NAMESPACE
class QThread;
QT_END_NAMESPACE

namespace Inspector {

/// Runs a function in a thread of its own, and reports its progress.
///
/// \par Threads  the GUI thread; only the function runs in another one.
class BackgroundJob final : public QObject
{
    Q_OBJECT

public:
    /// Takes the progress, which it calls now and then, and which returns false once cancel() was called.
    using Work = std::function<void(const ConversionProgress &progress)>;

    explicit BackgroundJob(QObject *parent = nullptr);
    /// Cancels, and waits for the function's end.
    ~BackgroundJob() override;

    /// Starts \a work; what runs before is cancelled and waited for first, and does not emit finished().
    void start(Work work);
    /// Has the progress return false. finished() is emitted all the same.
    void cancel();
    [[nodiscard]] bool isRunning() const { return m_thread != nullptr; }

Q_SIGNALS:
    /// Emitted at most ten times a second with the work that is done, in percent; -1 while that is not known.
    void moved(int percent);
    /// Emitted when the function has returned.
    void finished();

private:
    void end();

    std::unique_ptr<QThread> m_thread;
    std::atomic<bool> m_isCanceled = false;
    std::atomic<int> m_percent = 0;
    QTimer m_timer;
};

} // namespace Inspector
