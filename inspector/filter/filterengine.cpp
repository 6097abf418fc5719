// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/filter/filterengine.h"

#include "inspector/filter/filterscanner.h"

#include <QtCore/QMutex>
#include <QtCore/QThread>
#include <QtCore/QWaitCondition>

#include <algorithm>
#include <atomic>
#include <optional>
#include <utility>

namespace Inspector {

namespace {

// The first parts are small, so that the newest matches are there at once.
constexpr MessageId firstPart = 2'048;
constexpr MessageId largestPart = 65'536;

} // namespace

/// What the engine asks the worker for.
struct FilterRequest
{
    quint64 generation = 0; ///< 0: nothing.
    QString path;
    Filter filter;
    CaptureScope scope;
};

/// The thread, and the state of the filter that it applies.
class FilterWorker final : public QThread
{
public:
    FilterWorker(FilterEngine *engine, const CaptureIndex &index, QReadWriteLock &lock)
        : m_engine(engine)
        , m_index(index)
        , m_lock(lock)
    {}

    /// Replaces the request. The worker takes it up when it has given up the old one.
    void ask(FilterRequest request)
    {
        const QMutexLocker locker(&m_mutex);
        m_generation = request.generation;
        m_next = std::move(request);
        m_cancelled = true;
        m_news = true;
        ++m_newsCount;
        m_wake.wakeOne();
    }
    /// Waits until the worker does not use the index for what was asked before the last request.
    void waitForStep() { const QMutexLocker step(&m_step); }
    void addNews()
    {
        const QMutexLocker locker(&m_mutex);
        m_news = true;
        ++m_newsCount;
        m_wake.wakeOne();
    }
    void stop()
    {
        ask({});
        const QMutexLocker locker(&m_mutex);
        m_quit = true;
        m_wake.wakeOne();
    }
    /// Read by the thread of the engine, which alone changes it.
    [[nodiscard]] quint64 generation() const { return m_generation; }
    /// Whether upToDate() was emitted for the last ask() or addNews(). In the thread of the engine.
    [[nodiscard]] bool isUpToDate() const { return m_judgedNews == m_newsCount; }

protected:
    void run() override
    {
        bool left = false;
        while (true) {
            {
                QMutexLocker locker(&m_mutex);
                while (!m_quit && !m_news && !left)
                    m_wake.wait(&m_mutex);
                if (m_quit)
                    return;
                m_news = false;
                m_takenNews = m_newsCount;
            }
            const QMutexLocker step(&m_step);
            left = work();
        }
    }

private:
    /// Judges one part. Returns whether there is more to do.
    bool work()
    {
        if (takeRequest())
            begin();
        if (m_request.generation == 0 || !m_reader || m_cancelled)
            return false;
        relate();
        const MessageId count = known();
        if (m_high < count)
            return scan(m_high + 1, std::min(count, m_high + largestPart), true) && workLeft();
        if (m_low > 1) {
            const MessageId first = m_low > m_part ? m_low - m_part : 1;
            m_part = std::min(largestPart, m_part * 2);
            return scan(first, m_low - 1, false) && workLeft();
        }
        emitLater([this, news = m_takenNews](FilterEngine *engine) {
            m_judgedNews = news;
            Q_EMIT engine->upToDate();
        });
        return false;
    }

    [[nodiscard]] bool workLeft() const { return !m_cancelled; }

    bool takeRequest()
    {
        const QMutexLocker locker(&m_mutex);
        if (!m_next)
            return false;
        m_request = *std::exchange(m_next, std::nullopt);
        m_cancelled = false;
        return true;
    }

    MessageId known() const
    {
        const QReadLocker locker(&m_lock);
        return m_index.messageCount();
    }

    void begin()
    {
        m_matcher.reset();
        m_reader.reset();
        if (m_request.generation == 0)
            return;
        auto opened = CaptureReader::open(m_request.path);
        if (const auto *error = std::get_if<CaptureError>(&opened)) {
            emitLater([text = error->text()](FilterEngine *engine) { Q_EMIT engine->failed(text); });
            return;
        }
        m_reader = std::move(std::get<std::unique_ptr<CaptureReader>>(opened));
    }

    /// Relates the filter to the present content of the index, and starts again where that changes old judgements.
    void relate()
    {
        const bool lost = FilterMatcher::asksForLost(m_request.filter);
        const QList<LostRow> losses = lost ? m_reader->losses() : QList<LostRow>(); // The file takes its time.
        const QReadLocker locker(&m_lock);
        if (m_matcher && m_index.revision() == m_revision && !lost)
            return;
        m_revision = m_index.revision();
        FilterMatcher matcher(m_request.filter, m_index, losses, m_request.scope);
        const bool same = m_matcher && m_matcher->judgesLike(matcher, m_peers, m_connections);
        const bool restart = m_matcher && !same;
        m_matcher.emplace(std::move(matcher));
        if (same)
            return;
        m_low = m_index.messageCount() + 1;
        m_high = m_index.messageCount();
        m_part = firstPart;
        m_unreadable = 0;
        m_peers = 0;
        m_connections = {};
        if (restart)
            emitLater([](FilterEngine *engine) { Q_EMIT engine->restarted(); });
    }

    /// Judges \a first to \a last. Returns false after a cancellation.
    bool scan(MessageId first, MessageId last, bool newer)
    {
        {
            const QReadLocker locker(&m_lock);
            m_peers = m_index.peers().count();
            for (MessageId id = first; id <= last; ++id)
                m_connections.insert(m_index.connectionIds()[id - 1]);
        }
        const FilterScanner scanner(*m_matcher, *m_reader, &m_lock);
        std::vector<MessageId> ids = scanner.matching(first, last, &m_cancelled);
        if (m_cancelled)
            return false;
        m_unreadable += scanner.unreadable();
        if (scanner.unreadable() > 0)
            emitLater([all = m_unreadable](FilterEngine *engine) { Q_EMIT engine->unreadable(all); });
        if (newer) {
            m_high = last;
        } else {
            m_low = first;
            std::reverse(ids.begin(), ids.end());
        }
        const quint32 judged = m_high - m_low + 1;
        emitLater([ids = std::move(ids), newer, judged, count = std::max(m_high, known())](FilterEngine *engine) {
            if (!ids.empty())
                Q_EMIT newer ? engine->foundNewer(ids) : engine->foundOlder(ids);
            Q_EMIT engine->progressed(judged, count);
        });
        return true;
    }

    /// Runs \a emission in the thread of the engine, unless the filter was replaced meanwhile.
    template<typename Emission>
    void emitLater(Emission emission)
    {
        QMetaObject::invokeMethod(
            m_engine,
            [this, generation = m_request.generation, emission = std::move(emission)] {
                if (m_generation == generation)
                    emission(m_engine);
            },
            Qt::QueuedConnection);
    }

    FilterEngine *const m_engine;
    const CaptureIndex &m_index;
    QReadWriteLock &m_lock;

    QMutex m_step;  ///< Held while the worker judges a part.
    QMutex m_mutex; ///< Guards the following.
    QWaitCondition m_wake;
    bool m_news = false;
    bool m_quit = false;
    quint64 m_newsCount = 0; ///< Changed by the thread of the engine alone, which reads it without the mutex.
    std::optional<FilterRequest> m_next;

    std::atomic<bool> m_cancelled = false;
    // Of the thread of the engine.
    quint64 m_generation = 0;
    quint64 m_judgedNews = 0;
    quint64 m_takenNews = 0; ///< Of the worker.
    // Guarded by m_step.
    FilterRequest m_request;
    std::unique_ptr<CaptureReader> m_reader;
    std::optional<FilterMatcher> m_matcher;
    quint64 m_revision = 0;
    MessageId m_low = 1;  ///< Everything from here
    MessageId m_high = 0; ///< to here has been judged.
    MessageId m_part = firstPart;
    quint64 m_unreadable = 0;
    PeerTable::Index m_peers = 0;
    IdSet m_connections;
};

struct FilterEngine::Private
{
    Private(FilterEngine *engine, const CaptureIndex &index, QReadWriteLock &lock)
        : worker(engine, index, lock)
    {}

    FilterWorker worker;
    quint64 last = 0;
};

FilterEngine::FilterEngine(const CaptureIndex &index, QReadWriteLock &lock, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, index, lock))
{
    d->worker.start();
}

FilterEngine::~FilterEngine()
{
    d->worker.stop();
    d->worker.wait();
}

void FilterEngine::start(const QString &path, const Filter &filter, const CaptureScope &scope)
{
    d->worker.ask({++d->last, path, filter, scope});
}

void FilterEngine::cancel()
{
    d->worker.ask({});
    d->worker.waitForStep();
}

void FilterEngine::extend()
{
    if (isRunning())
        d->worker.addNews();
}

bool FilterEngine::isRunning() const
{
    return d->worker.generation() != 0;
}

bool FilterEngine::isUpToDate() const
{
    return isRunning() && d->worker.isUpToDate();
}

} // namespace Inspector
