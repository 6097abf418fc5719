// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/models/attemptjudge.h"

#include "inspector/capture/messagepages.h"
#include "inspector/models/freememory.h"

#include <QtCore/QElapsedTimer>
#include <QtCore/QThread>
#include <QtCore/QTimer>

#include <atomic>
#include <utility>
#include <vector>

namespace Inspector {

namespace {

constexpr std::size_t batchSize = 256;
constexpr int batchMs = 4;
/// The worker has the next batch at hand when it is done with one; more would only be memory.
constexpr int batchesUnderWay = 2;
/// After so many the memory that they took is returned.
constexpr std::size_t manyAttempts = 100'000;

struct Task
{
    Attempts::Index attempt = 0;
    AttemptFacts facts;
};

/// Lives in the worker's thread.
class Worker final : public QObject
{
public:
    std::vector<AttemptRank> judge(const QString &path, std::vector<Task> tasks, const std::atomic_int &generation,
                                   int expected)
    {
        if (!m_reader || m_path != path) {
            forget();
            m_path = path;
            auto opened = CaptureReader::open(path);
            if (auto *reader = std::get_if<std::unique_ptr<CaptureReader>>(&opened))
                m_reader = std::move(*reader);
            m_messages.setReader(m_reader.get());
        }
        std::vector<AttemptRank> ranks;
        ranks.reserve(tasks.size());
        for (Task &task : tasks) {
            if (generation.load(std::memory_order_relaxed) != expected)
                break;
            if (m_reader)
                readMessages(task.facts, [this](MessageId id) { return m_messages.row(id); });
            ranks.push_back(::Inspector::judge(task.attempt, task.facts));
        }
        return ranks;
    }
    void forget()
    {
        m_messages.setReader(nullptr);
        m_reader.reset();
    }

private:
    QString m_path;
    std::unique_ptr<CaptureReader> m_reader;
    MessagePages m_messages{MessagePages::fewKilobytes};
};

} // namespace

struct AttemptJudge::Private
{
    const CaptureIndex *index = nullptr;
    QString path;
    std::vector<Attempts::Index> queue; ///< From head on.
    std::size_t head = 0;
    int batches = 0;       ///< That the worker has.
    std::size_t taken = 0; ///< Attempts since memory was returned.
    std::atomic_int generation = 0;
    QTimer timer;
    QThread thread;
    Worker *worker = nullptr; ///< Deleted when its thread has ended.
};

AttemptJudge::AttemptJudge(QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>())
{
    d->timer.setInterval(0);
    connect(&d->timer, &QTimer::timeout, this, &AttemptJudge::gather);
    d->worker = new Worker;
    d->worker->moveToThread(&d->thread);
    connect(&d->thread, &QThread::finished, d->worker, &QObject::deleteLater);
    d->thread.setObjectName(QStringLiteral("attempts"));
    d->thread.start(QThread::LowPriority);
}

AttemptJudge::~AttemptJudge()
{
    ++d->generation;
    d->thread.quit();
    d->thread.wait();
}

void AttemptJudge::setCapture(const CaptureIndex *index, const QString &path)
{
    ++d->generation;
    d->timer.stop();
    d->index = index;
    d->path = path;
    d->queue.clear();
    d->head = 0;
    d->batches = 0;
    // A capture that is not on show any more may be deleted.
    QMetaObject::invokeMethod(
        d->worker, [worker = d->worker] { worker->forget(); }, Qt::QueuedConnection);
}

void AttemptJudge::add(Attempts::Index attempt)
{
    d->queue.push_back(attempt);
    if (d->batches < batchesUnderWay && !d->timer.isActive())
        d->timer.start();
}

void AttemptJudge::gather()
{
    QElapsedTimer clock;
    clock.start();
    std::vector<Task> tasks;
    while (d->head < d->queue.size() && tasks.size() < batchSize && !clock.hasExpired(batchMs)) {
        const Attempts::Index attempt = d->queue[d->head++];
        tasks.push_back({attempt, attemptFacts(*d->index, attempt)});
    }
    if (d->head == d->queue.size()) {
        d->queue = std::vector<Attempts::Index>(); // Of a large capture it had megabytes.
        d->head = 0;
    }
    d->taken += tasks.size();
    if (!tasks.empty()) {
        ++d->batches;
        auto work = [this, worker = d->worker, path = d->path, generation = d->generation.load(),
                     tasks = std::move(tasks)]() mutable {
            auto ranks = worker->judge(path, std::move(tasks), d->generation, generation);
            QMetaObject::invokeMethod(
                this,
                [this, generation, ranks = std::move(ranks)] {
                    if (generation != d->generation)
                        return;
                    --d->batches;
                    if (d->head < d->queue.size())
                        d->timer.start();
                    Q_EMIT judged(ranks);
                    if (d->batches == 0 && d->queue.empty() && d->taken >= manyAttempts) {
                        d->taken = 0;
                        returnFreeMemory();
                    }
                },
                Qt::QueuedConnection);
        };
        QMetaObject::invokeMethod(d->worker, std::move(work), Qt::QueuedConnection);
    }
    if (d->batches >= batchesUnderWay || d->head >= d->queue.size())
        d->timer.stop();
}

} // namespace Inspector
