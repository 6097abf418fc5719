// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/capture/batchqueue.h"

#include <QtCore/QDir>

#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace Inspector {

namespace {

constexpr qint64 memoryBytes = 16LL * 1024 * 1024;
constexpr std::chrono::seconds memoryTime{1};
/// So many batches are confirmed before they are removed from the spool, in one transaction.
constexpr quint64 removeAtOnce = 16;

} // namespace

std::unique_ptr<QLockFile> lockSpool(const QString &file)
{
    auto lock = std::make_unique<QLockFile>(file + u".lock"_s);
    lock->setStaleLockTime(0); // Stale when its process has ended, not when it is old.
    return lock->tryLock() ? std::move(lock) : nullptr;
}

BatchQueue::BatchQueue(SpoolTarget target, const StoreOptions &options)
    : m_target(std::move(target))
    , m_options(options)
    , m_file(QDir(options.spoolFolder.isEmpty() ? CaptureSpool::defaultFolder() : options.spoolFolder)
                 .absoluteFilePath(CaptureSpool::fileName(m_target.uuid)))
{}

BatchQueue::~BatchQueue() = default;

CaptureSpool *BatchQueue::spoolFor(Access &access)
{
    if (access.spool)
        return access.spool.get();
    const std::lock_guard guard(m_fileMutex);
    std::variant<std::unique_ptr<CaptureSpool>, QString> made;
    if (m_fileLock) {
        made = CaptureSpool::open(m_file);
    } else {
        // Before there is a file that another process would bring into the database.
        CaptureSpool::makeFolder(QFileInfo(m_file).absolutePath());
        m_fileLock = lockSpool(m_file);
        made = CaptureSpool::create(m_file, m_target);
    }
    if (const auto *const problem = std::get_if<QString>(&made)) {
        const std::lock_guard lock(m_mutex);
        m_reason = *problem;
        return nullptr;
    }
    access.spool = std::get<std::unique_ptr<CaptureSpool>>(std::move(made));
    return access.spool.get();
}

bool BatchQueue::mustSpill(const RowBatch &batch) const
{
    return m_away || hasSpooled() || m_memoryBytes + batch.size() > memoryBytes
           || (!m_memory.empty() && std::chrono::steady_clock::now() - m_memory.front().since > memoryTime);
}

bool BatchQueue::push(const Batch &batch, Access &access)
{
    Lock lock(m_mutex);
    const bool spilling = mustSpill(*batch);
    if (spilling)
        m_changed.wait(lock, [this] { return m_spoolBytes < m_options.spoolBytes || m_neverWait || m_stopped; });
    if (m_stopped)
        return false;
    m_memory.push_back({batch, std::chrono::steady_clock::now()});
    m_memoryBytes += batch->size();
    m_pushed = batch->revision;
    m_changed.notify_all();
    return !spilling || spill(lock, access);
}

/// Also while another thread spills the same batches: the spool takes each once.
bool BatchQueue::spill(Lock &lock, Access &access)
{
    QList<Batch> batches;
    for (const Waiting &waiting : m_memory)
        batches.append(waiting.batch);
    if (batches.isEmpty())
        return true;
    lock.unlock();
    CaptureSpool *const spool = spoolFor(access);
    const bool done = spool && spool->append(batches);
    lock.lock();
    if (!done) {
        if (spool)
            m_reason = spool->reason();
        return false;
    }
    const quint64 last = batches.last()->revision;
    while (!m_memory.empty() && m_memory.front().batch->revision <= last) {
        const qsizetype size = m_memory.front().batch->size();
        m_memoryBytes -= size;
        m_spoolBytes += size;
        m_memory.pop_front();
    }
    m_spooled = std::max(m_spooled, last);
    m_changed.notify_all();
    return true;
}

void BatchQueue::settle()
{
    Lock lock(m_mutex);
    m_changed.wait(lock, [this] { return m_memory.empty() || m_stopped; });
}

void BatchQueue::stopWaiting()
{
    const Lock lock(m_mutex);
    m_neverWait = true;
    m_changed.notify_all();
}

void BatchQueue::close()
{
    Lock lock(m_mutex);
    m_closing = true;
    m_changed.notify_all();
    const auto hasEnded = [this] { return m_confirmed == m_pushed || m_triedAtEnd || m_stopped; };
    while (!hasEnded()) {
        const quint64 before = m_confirmed;
        m_changed.wait_for(lock, m_options.closeTimeout, [&] { return hasEnded() || m_confirmed != before; });
        if (m_confirmed == before)
            break;
    }
    m_stopped = true;
    m_changed.notify_all();
}

bool BatchQueue::keep(Access &access)
{
    Lock lock(m_mutex);
    if (!spill(lock, access))
        return false;
    if (hasSpooled()) {
        lock.unlock();
        CaptureSpool *const spool = spoolFor(access);
        return spool && spool->removeUpTo(confirmedRevision());
    }
    access.spool.reset();
    if (m_fileLock)
        CaptureSpool::remove(m_file);
    return true;
}

BatchQueue::Batch BatchQueue::next(Access &access)
{
    Lock lock(m_mutex);
    m_changed.wait(lock, [this] { return !m_memory.empty() || hasSpooled() || m_closing || m_stopped; });
    if (m_stopped)
        return nullptr;
    if (!hasSpooled())
        return m_memory.empty() ? nullptr : m_memory.front().batch;
    const quint64 confirmed = m_confirmed;
    lock.unlock();
    CaptureSpool *const spool = spoolFor(access);
    std::optional<RowBatch> batch = spool ? spool->next(confirmed) : std::nullopt;
    if (batch)
        return std::make_shared<const RowBatch>(*std::move(batch));
    lock.lock();
    if (spool)
        m_reason = spool->reason();
    return nullptr;
}

void BatchQueue::confirm(const RowBatch &batch, Access &access)
{
    Lock lock(m_mutex);
    const bool wasSpooled = hasSpooled();
    m_confirmed = batch.revision;
    if (wasSpooled)
        m_spoolBytes -= batch.size();
    while (!m_memory.empty() && m_memory.front().batch->revision <= m_confirmed) {
        m_memoryBytes -= m_memory.front().batch->size();
        m_memory.pop_front();
    }
    m_changed.notify_all();
    if (!wasSpooled || (hasSpooled() && m_confirmed - m_removed < removeAtOnce))
        return;
    lock.unlock();
    CaptureSpool *const spool = spoolFor(access);
    // Where this fails the rows stay, and are known as confirmed when they are read again.
    const bool removed = spool && spool->removeUpTo(batch.revision);
    lock.lock();
    if (removed)
        m_removed = batch.revision;
}

bool BatchQueue::setAway(Access &access)
{
    Lock lock(m_mutex);
    m_away = true;
    m_triedAtEnd = m_closing;
    m_changed.notify_all();
    return spill(lock, access);
}

void BatchQueue::setBack()
{
    const Lock lock(m_mutex);
    m_away = false;
}

void BatchQueue::waitForRetry(std::chrono::milliseconds duration)
{
    Lock lock(m_mutex);
    m_changed.wait_for(lock, duration, [this] { return (m_closing && !m_triedAtEnd) || m_stopped; });
}

void BatchQueue::stop()
{
    const Lock lock(m_mutex);
    m_stopped = true;
    m_changed.notify_all();
}

bool BatchQueue::isEmpty() const
{
    const Lock lock(m_mutex);
    return m_memory.empty() && !hasSpooled();
}

quint64 BatchQueue::confirmedRevision() const
{
    const Lock lock(m_mutex);
    return m_confirmed;
}

QString BatchQueue::reason() const
{
    const Lock lock(m_mutex);
    return m_reason;
}

} // namespace Inspector
