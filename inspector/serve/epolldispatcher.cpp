// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/serve/epolldispatcher.h"

#ifdef Q_OS_LINUX

#include "inspector/serve/timerlist.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QHash>
#include <QtCore/QSet>
#include <QtCore/QSocketNotifier>
#include <QtCore/QThread>

#include <poll.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <climits>

namespace Inspector {

namespace {

constexpr int maxReadyAtOnce = 256;

/// Of those that are due together; the others come after the sockets. The deadlines of a thousand connections that came
/// together must not make everybody else wait for all of them.
constexpr int maxTimersAtOnce = 16;

class EpollDispatcher final : public QAbstractEventDispatcher
{
public:
    /// \a epoll and \a wakeUps become this object's.
    EpollDispatcher(int epoll, int wakeUps);
    ~EpollDispatcher() override;

    bool processEvents(QEventLoop::ProcessEventsFlags flags) override;

    void registerSocketNotifier(QSocketNotifier *notifier) override;
    void unregisterSocketNotifier(QSocketNotifier *notifier) override;

    void registerTimer(int timerId, qint64 interval, Qt::TimerType timerType, QObject *object) override;
    bool unregisterTimer(int timerId) override;
    bool unregisterTimers(QObject *object) override;
    QList<TimerInfo> registeredTimers(QObject *object) const override;
    int remainingTime(int timerId) override;

    void wakeUp() override;
    void interrupt() override;

private:
    /// The notifiers of one file descriptor.
    struct Watch
    {
        std::array<QSocketNotifier *, 3> notifiers{}; ///< By QSocketNotifier::Type.
        quint32 generation =
            0; ///< Distinguishes an event of this descriptor from a late one of a former with the same number.
        quint32 registered = 0;   ///< The events registered with epoll; 0: the descriptor is not registered.
        bool isPlainFile = false; ///< epoll takes none; such a file is always ready.
    };

    [[nodiscard]] static quint32 eventsOf(const Watch &watch);
    void updateEpoll();
    [[nodiscard]] int timeoutOf(bool wait, bool withTimers) const;
    int waitForSockets(int timeout);
    int fireTimers();
    int notify(int descriptor, quint32 generation, quint32 events);
    void takeWakeUps();

    int m_epoll;
    int m_wakeUps;
    /// The next wait must return at once; the thread itself does not write to wake up.
    std::atomic<bool> m_isWoken = false;
    std::atomic<bool> m_isInterrupted = false;
    QHash<int, Watch> m_watches;
    QSet<int> m_changed;    ///< Descriptors to be updated in epoll. Most changes are reverted before that.
    QSet<int> m_plainFiles; ///< Those among the descriptors.
    quint32 m_generation = 0;
    TimerList m_timers;
};

EpollDispatcher::EpollDispatcher(int epoll, int wakeUps)
    : m_epoll(epoll)
    , m_wakeUps(wakeUps)
{
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.u64 = quint32(wakeUps);
    ::epoll_ctl(m_epoll, EPOLL_CTL_ADD, m_wakeUps, &event);
}

EpollDispatcher::~EpollDispatcher()
{
    ::close(m_epoll);
    ::close(m_wakeUps);
}

bool EpollDispatcher::processEvents(QEventLoop::ProcessEventsFlags flags)
{
    m_isInterrupted = false;
    int count = m_isWoken.exchange(false) ? 1 : 0; // What was posted until now is sent next.
    Q_EMIT awake();
    QCoreApplication::sendPostedEvents();

    const bool withTimers = !flags.testFlag(QEventLoop::X11ExcludeTimers);
    const bool wait = flags.testFlag(QEventLoop::WaitForMoreEvents) && !m_isInterrupted;
    if (wait)
        Q_EMIT aboutToBlock();
    if (m_isInterrupted)
        return false;

    const int timeout = timeoutOf(wait, withTimers);
    if (flags.testFlag(QEventLoop::ExcludeSocketNotifiers)) {
        pollfd wakeUps{m_wakeUps, POLLIN, 0};
        if (::poll(&wakeUps, 1, timeout) > 0) {
            takeWakeUps();
            ++count;
        }
    } else {
        count += waitForSockets(timeout);
    }
    if (withTimers)
        count += fireTimers();
    return count > 0;
}

int EpollDispatcher::timeoutOf(bool wait, bool withTimers) const
{
    if (!wait || m_isWoken || !m_plainFiles.isEmpty())
        return 0;
    const auto next = withTimers ? m_timers.next() : std::nullopt;
    if (!next)
        return -1;
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(*next - TimerList::Clock::now()).count();
    return int(std::clamp<qint64>(left, 0, INT_MAX));
}

int EpollDispatcher::waitForSockets(int timeout)
{
    updateEpoll();
    std::array<epoll_event, maxReadyAtOnce> ready;
    const int found = ::epoll_wait(m_epoll, ready.data(), int(ready.size()), timeout);
    int count = 0;
    for (int i = 0; i < found; ++i) {
        const epoll_event &event = ready[size_t(i)];
        const int descriptor = int(quint32(event.data.u64));
        if (descriptor == m_wakeUps) {
            takeWakeUps();
            ++count;
        } else {
            count += notify(descriptor, quint32(event.data.u64 >> 32), event.events);
        }
    }
    const QSet<int> files = m_plainFiles;
    for (const int descriptor : files)
        count += notify(descriptor, m_watches.value(descriptor).generation, EPOLLIN | EPOLLOUT);
    return count;
}

/// \return how many notifiers were activated.
int EpollDispatcher::notify(int descriptor, quint32 generation, quint32 events)
{
    constexpr quint32 trouble = EPOLLHUP | EPOLLERR;
    const std::array<quint32, 3> meaning{EPOLLIN | trouble, EPOLLOUT | trouble, EPOLLPRI | trouble};
    int count = 0;
    for (size_t type = 0; type < meaning.size(); ++type) {
        // Looked up each time: any of them may close the socket, or open another one.
        const auto watch = m_watches.constFind(descriptor);
        if (watch == m_watches.cend() || watch->generation != generation)
            break;
        QSocketNotifier *notifier = watch->notifiers[type];
        if (!notifier || !(events & meaning[type]))
            continue;
        QEvent event(QEvent::SockAct);
        QCoreApplication::sendEvent(notifier, &event);
        ++count;
    }
    return count;
}

int EpollDispatcher::fireTimers()
{
    const auto now = TimerList::Clock::now();
    int count = 0;
    for (const int id : m_timers.due(now)) {
        QObject *object = m_timers.begin(id, now);
        if (!object)
            continue;
        QTimerEvent event(id);
        QCoreApplication::sendEvent(object, &event);
        m_timers.fired(id);
        if (++count == maxTimersAtOnce)
            break;
    }
    return count;
}

void EpollDispatcher::registerSocketNotifier(QSocketNotifier *notifier)
{
    const int descriptor = int(notifier->socket());
    Watch &watch = m_watches[descriptor];
    if (watch.generation == 0)
        watch.generation = ++m_generation;
    watch.notifiers[size_t(notifier->type())] = notifier;
    m_changed.insert(descriptor);
}

void EpollDispatcher::unregisterSocketNotifier(QSocketNotifier *notifier)
{
    const int descriptor = int(notifier->socket());
    const auto watch = m_watches.find(descriptor);
    if (watch == m_watches.end() || watch->notifiers[size_t(notifier->type())] != notifier)
        return;
    watch->notifiers[size_t(notifier->type())] = nullptr;
    m_changed.insert(descriptor);
    if (eventsOf(*watch) != 0)
        return;
    // At once, not when it waits: the descriptor may be closed next, and its number be given to another socket.
    if (watch->registered != 0)
        ::epoll_ctl(m_epoll, EPOLL_CTL_DEL, descriptor, nullptr);
    m_watches.erase(watch);
    m_plainFiles.remove(descriptor);
}

quint32 EpollDispatcher::eventsOf(const Watch &watch)
{
    return (watch.notifiers[QSocketNotifier::Read] ? quint32(EPOLLIN) : 0)
           | (watch.notifiers[QSocketNotifier::Write] ? quint32(EPOLLOUT) : 0)
           | (watch.notifiers[QSocketNotifier::Exception] ? quint32(EPOLLPRI) : 0);
}

void EpollDispatcher::updateEpoll()
{
    for (const int descriptor : std::as_const(m_changed)) {
        const auto watch = m_watches.find(descriptor);
        if (watch == m_watches.end() || watch->isPlainFile || watch->registered == eventsOf(*watch))
            continue;
        epoll_event event{};
        event.events = eventsOf(*watch);
        event.data.u64 = (quint64(watch->generation) << 32) | quint32(descriptor);
        const int operation = watch->registered == 0 ? EPOLL_CTL_ADD : EPOLL_CTL_MOD;
        if (::epoll_ctl(m_epoll, operation, descriptor, &event) == 0) {
            watch->registered = event.events;
        } else if (errno == EPERM) {
            watch->isPlainFile = true;
            m_plainFiles.insert(descriptor);
        } else {
            qWarning("epoll does not take descriptor %d: %s", descriptor, qPrintable(qt_error_string(errno)));
        }
    }
    m_changed.clear();
}

void EpollDispatcher::registerTimer(int timerId, qint64 interval, Qt::TimerType timerType, QObject *object)
{
    m_timers.add(timerId, std::chrono::milliseconds(interval), timerType, object, TimerList::Clock::now());
}

bool EpollDispatcher::unregisterTimer(int timerId)
{
    return m_timers.remove(timerId);
}

bool EpollDispatcher::unregisterTimers(QObject *object)
{
    return m_timers.removeAllOf(object);
}

QList<QAbstractEventDispatcher::TimerInfo> EpollDispatcher::registeredTimers(QObject *object) const
{
    return m_timers.allOf(object);
}

int EpollDispatcher::remainingTime(int timerId)
{
    const auto left = m_timers.remaining(timerId, TimerList::Clock::now());
    return left ? int(std::min<qint64>(left->count(), INT_MAX)) : -1;
}

void EpollDispatcher::wakeUp()
{
    // Most events are posted by the thread itself, which does not wait at that moment, and asks before it does.
    if (m_isWoken.exchange(true) || QThread::currentThread() == thread())
        return;
    const quint64 one = 1;
    [[maybe_unused]] const ssize_t written = ::write(m_wakeUps, &one, sizeof(one));
}

void EpollDispatcher::takeWakeUps()
{
    quint64 value = 0;
    [[maybe_unused]] const ssize_t count = ::read(m_wakeUps, &value, sizeof(value));
}

void EpollDispatcher::interrupt()
{
    m_isInterrupted = true;
    wakeUp();
}

} // namespace

std::unique_ptr<QAbstractEventDispatcher> makeEpollDispatcher()
{
    const int epoll = ::epoll_create1(EPOLL_CLOEXEC);
    const int wakeUps = ::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    if (epoll >= 0 && wakeUps >= 0)
        return std::make_unique<EpollDispatcher>(epoll, wakeUps);
    for (const int descriptor : {epoll, wakeUps}) {
        if (descriptor >= 0)
            ::close(descriptor);
    }
    return nullptr;
}

} // namespace Inspector

#else

namespace Inspector {

std::unique_ptr<QAbstractEventDispatcher> makeEpollDispatcher()
{
    return nullptr;
}

} // namespace Inspector

#endif
