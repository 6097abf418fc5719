// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QObject>
#include <QtCore/QThreadPool>

#include <atomic>
#include <functional>
#include <memory>

namespace Inspector {

/// Works beside the thread of its owner, one job at a time: the next one cancels the one before.
///
/// \par Threads  that of the owner; the worker ends before the destructor returns.
class LatestJob
{
public:
    /// Done in the owner's thread.
    using Finish = std::function<void()>;
    /// Done in the worker. \param cancelled  looked at while it works. \return what uses the result; it is not called
    /// once the job is cancelled.
    using Work = std::function<Finish(const std::atomic_bool &cancelled)>;

    /// \param owner  outlives the object.
    explicit LatestJob(QObject *owner);
    ~LatestJob();
    Q_DISABLE_COPY_MOVE(LatestJob)

    void start(Work work);
    void cancel();
    /// Returns whether a job was started that is neither done nor cancelled.
    [[nodiscard]] bool isRunning() const { return m_cancelled != nullptr; }

private:
    QObject *m_owner;
    QThreadPool m_pool;
    std::shared_ptr<std::atomic_bool> m_cancelled; ///< Of the job under way.
};

} // namespace Inspector
