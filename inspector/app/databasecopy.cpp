// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/app/databasecopy.h"

#include "inspector/app/recovery.h"
#include "inspector/capture/capturemirror.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDateTime>
#include <QtCore/QDir>
#include <QtCore/QEventLoop>
#include <QtCore/QFile>
#include <QtCore/QSemaphore>
#include <QtCore/QTemporaryDir>
#include <QtCore/QThread>
#include <QtCore/QTimer>

#include <utility>
#include <vector>

using namespace Qt::Literals::StringLiterals;

namespace Inspector {

namespace {

constexpr int tickMs = 100;
constexpr qint64 staleSeconds = 60;
const QString folderPrefix = u"database-"_s;

/// Deletes the copies that a process has left behind by a crash.
void removeStale(const QDir &cache)
{
    const QFileInfoList folders = cache.entryInfoList({folderPrefix + u'*'}, QDir::Dirs | QDir::NoDotAndDotDot);
    for (const QFileInfo &folder : folders) {
        // One that was made just now may not have its lock yet.
        if (folder.lastModified().secsTo(QDateTime::currentDateTime()) < staleSeconds)
            continue;
        if (const std::unique_ptr<QLockFile> lock = lockRecording(folder.filePath()))
            QDir(folder.filePath()).removeRecursively();
    }
}

/// Threads that were left to end by themselves.
class Retired
{
public:
    static void add(std::unique_ptr<QThread> thread)
    {
        static const bool isRegistered = [] {
            qAddPostRoutine(&Retired::wait);
            return true;
        }();
        Q_UNUSED(isRegistered)
        std::erase_if(threads(), [](const auto &each) { return each->isFinished(); });
        threads().push_back(std::move(thread));
    }

private:
    static std::vector<std::unique_ptr<QThread>> &threads()
    {
        static std::vector<std::unique_ptr<QThread>> all;
        return all;
    }
    static void wait()
    {
        for (const auto &thread : threads())
            thread->wait();
        threads().clear();
    }
};

} // namespace

/// What the object and its thread have in common; it goes with the later one of them.
struct DatabaseCopy::Shared
{
    ~Shared()
    {
        lock.reset();
        // Quietly: the cache may have been emptied by its owner.
        if (folder)
            QDir(folder->path()).removeRecursively();
    }

    DatabaseAddress address;
    std::unique_ptr<QTemporaryDir> folder;
    std::unique_ptr<QLockFile> lock;
    QString file;
    std::shared_ptr<const MirrorOrigins> origins;
    std::unique_ptr<QThread> thread;
    QSemaphore isReady; ///< The file has been made.
    std::optional<CaptureError> fileError;

    QMutex mutex;
    DatabaseCopy *target = nullptr; ///< Null when the object is gone.
    CaptureMirror *mirror = nullptr;
    bool isStopped = false;

    /// Has the object do \a work in its thread.
    template<typename Work>
    void post(Work work)
    {
        const QMutexLocker locker(&mutex);
        if (target)
            QMetaObject::invokeMethod(
                target, [object = target, work = std::move(work)] { work(object); }, Qt::QueuedConnection);
    }
    [[nodiscard]] bool stopped()
    {
        const QMutexLocker locker(&mutex);
        return isStopped;
    }
    void setMirror(CaptureMirror *copying)
    {
        const QMutexLocker locker(&mutex);
        mirror = copying;
    }
};

/// Runs in the thread.
class DatabaseCopy::Worker
{
public:
    explicit Worker(std::shared_ptr<Shared> shared)
        : m_shared(std::move(shared))
    {}

    void run()
    {
        CaptureMirror mirror(m_shared->address, m_shared->file, {});
        m_shared->origins = mirror.origins();
        m_shared->fileError = mirror.error();
        m_shared->setMirror(&mirror);
        m_shared->isReady.release();
        if (!m_shared->fileError)
            copy(mirror);
        m_shared->setMirror(nullptr);
    }

private:
    void copy(CaptureMirror &mirror)
    {
        QEventLoop loop; // Notifications of the server are events.
        QTimer tick;
        tick.start(tickMs);
        if (const auto error = mirror.open())
            return report(*error);
        m_shared->post([leftOut = mirror.leftOut()](DatabaseCopy *object) { Q_EMIT object->opened(leftOut); });
        while (!m_shared->stopped()) {
            const CaptureMirror::Step step = mirror.step();
            if (step == CaptureMirror::Step::Failed)
                return report(*mirror.error());
            reportState(step == CaptureMirror::Step::Away ? mirror.problem() : QString(), mirror.remaining());
            loop.processEvents(step == CaptureMirror::Step::More ? QEventLoop::AllEvents
                                                                 : QEventLoop::WaitForMoreEvents);
        }
    }

    void report(const CaptureError &error)
    {
        m_shared->post([error](DatabaseCopy *object) { Q_EMIT object->failed(error); });
    }

    void reportState(const QString &problem, quint64 remaining)
    {
        if (std::exchange(m_isAway, !problem.isEmpty()) != m_isAway) {
            m_shared->post([problem](DatabaseCopy *object) {
                if (problem.isEmpty())
                    Q_EMIT object->back();
                else
                    Q_EMIT object->away(problem);
            });
        }
        if (std::exchange(m_remaining, remaining) != remaining) {
            m_shared->post([remaining](DatabaseCopy *object) {
                object->m_remaining = remaining;
                Q_EMIT object->remainingChanged();
            });
        }
    }

    std::shared_ptr<Shared> m_shared;
    bool m_isAway = false;
    quint64 m_remaining = 0;
};

DatabaseCopy::DatabaseCopy(const DatabaseAddress &address, QObject *parent)
    : QObject(parent)
    , m_shared(std::make_shared<Shared>())
{
    const QDir cache(recordingsDirectory());
    cache.mkpath(u"."_s);
    removeStale(cache);
    m_shared->address = address;
    m_shared->target = this;
    auto folder = std::make_unique<QTemporaryDir>(cache.filePath(folderPrefix + u"XXXXXX"_s));
    if (!folder->isValid()) {
        m_error = CaptureError{CaptureError::Kind::CannotCreate, cache.path(), folder->errorString()};
        return;
    }
    m_shared->folder = std::move(folder);
    m_shared->folder->setAutoRemove(false);
    m_shared->lock = lockRecording(m_shared->folder->path());
    m_shared->file = m_shared->folder->filePath(u"copy.relaycap"_s);
    QFile file(m_shared->file);
    if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly, QFile::ReadOwner | QFile::WriteOwner)) {
        m_error = CaptureError{CaptureError::Kind::CannotCreate, m_shared->file, file.errorString()};
        return;
    }
    file.close();
    m_shared->thread.reset(QThread::create([shared = m_shared] { Worker(shared).run(); }));
    m_shared->thread->setObjectName(u"database"_s);
    m_shared->thread->start();
    m_shared->isReady.acquire(); // Only the file: a few milliseconds.
    m_error = m_shared->fileError;
}

DatabaseCopy::~DatabaseCopy()
{
    {
        const QMutexLocker locker(&m_shared->mutex);
        m_shared->target = nullptr;
        m_shared->isStopped = true;
        if (m_shared->mirror)
            m_shared->mirror->interrupt();
    }
    if (m_shared->thread)
        Retired::add(std::move(m_shared->thread));
}

QString DatabaseCopy::file() const
{
    return m_shared->file;
}

QString DatabaseCopy::address() const
{
    return m_shared->address.text();
}

std::shared_ptr<const MirrorOrigins> DatabaseCopy::origins() const
{
    return m_shared->origins;
}

} // namespace Inspector
