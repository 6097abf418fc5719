// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/capture/capturespool.h"
#include "inspector/capture/storeoptions.h"

#include <QtCore/QLockFile>

#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>

namespace Inspector {

/// Batches on their way from the thread that makes them to the one that sends them to a database: in memory while the
/// database takes them, in a spool while it does not.
///
/// A batch is in memory or in the spool until it is confirmed. The spool is used where the database is away, where a
/// batch has been in memory for a second, and where more than 16 MiB are; then for everything until it is empty, which
/// keeps the order.
///
/// \par Threads  one pushes and closes, one takes and confirms. Each has an Access of its own.
class BatchQueue
{
public:
    using Batch = std::shared_ptr<const RowBatch>;

    /// One thread's access to the spool.
    struct Access
    {
        std::unique_ptr<CaptureSpool> spool;
    };

    BatchQueue(SpoolTarget target, const StoreOptions &options);
    ~BatchQueue();
    Q_DISABLE_COPY_MOVE(BatchQueue)

    /// Adds the next batch. Waits where the spool has reached its limit. Returns false where the spool cannot be
    /// written, or after stop(); the reason is in reason().
    bool push(const Batch &batch, Access &access);
    /// Waits until the batches pushed before are confirmed, or are in the spool.
    void settle();
    /// push() exceeds the limit of the spool from now on instead of waiting.
    void stopWaiting();
    /// Waits until everything is confirmed, the last attempt has failed, or the database has confirmed nothing for
    /// StoreOptions::closeTimeout. next() returns nothing from then on.
    void close();
    /// Moves what is left into the spool, or removes the spool where nothing is; after the other thread has ended.
    /// Returns whether that was possible.
    bool keep(Access &access);

    /// Waits for the oldest batch that is not confirmed. Returns nothing after close() or stop(), and where the spool
    /// cannot be read (reason() is not empty).
    [[nodiscard]] Batch next(Access &access);
    /// \a batch, which next() returned last, is in the database, as are those before it.
    void confirm(const RowBatch &batch, Access &access);
    /// The database did not take a batch: what is in memory is moved into the spool.
    bool setAway(Access &access);
    void setBack();
    /// Waits for \a duration, or until close() or stop() is called.
    void waitForRetry(std::chrono::milliseconds duration);
    /// Ends both sides: nothing more can be written.
    void stop();
    [[nodiscard]] bool isEmpty() const;

    [[nodiscard]] QString spoolFile() const { return m_file; }
    [[nodiscard]] quint64 confirmedRevision() const;
    [[nodiscard]] QString reason() const;

private:
    struct Waiting
    {
        Batch batch;
        std::chrono::steady_clock::time_point since;
    };
    using Lock = std::unique_lock<std::mutex>;

    [[nodiscard]] bool mustSpill(const RowBatch &batch) const;
    bool spill(Lock &lock, Access &access);
    [[nodiscard]] bool hasSpooled() const { return m_spooled > m_confirmed; }
    [[nodiscard]] CaptureSpool *spoolFor(Access &access);

    const SpoolTarget m_target;
    const StoreOptions m_options;
    QString m_file;

    std::mutex m_fileMutex; ///< Guards the making of the file.
    std::unique_ptr<QLockFile> m_fileLock;

    mutable std::mutex m_mutex; ///< Guards what follows.
    std::condition_variable m_changed;
    std::deque<Waiting> m_memory;
    qint64 m_memoryBytes = 0;
    qint64 m_spoolBytes = 0; ///< Of batches in the spool that are not confirmed.
    quint64 m_pushed = 0;    ///< Revisions.
    quint64 m_confirmed = 0; ///< Up to here the batches are in the database,
    quint64 m_spooled = 0;   ///< and from there up to here in the spool.
    quint64 m_removed = 0;   ///< Up to here the batches have left the spool.
    bool m_away = false;
    bool m_neverWait = false;
    bool m_closing = false;
    bool m_triedAtEnd = false; ///< An attempt has failed since close().
    bool m_stopped = false;
    QString m_reason;
};

/// Locks the spool \a file for one process. Returns nothing while another one has it.
[[nodiscard]] std::unique_ptr<QLockFile> lockSpool(const QString &file);

} // namespace Inspector
