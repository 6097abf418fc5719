// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/tap/tap.h"

#include "relaycore/tap/tapqueue.h"
#include "relaycore/tap/tapserver.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QLoggingCategory>
#include <QtCore/QThread>

#include <mutex>

namespace RelayCore {

using namespace Qt::Literals::StringLiterals;

namespace {

Q_LOGGING_CATEGORY(logTap, "relay.tap", QtWarningMsg)

/// The open tap: a thread with a server in it.
class TapThread
{
public:
    explicit TapThread(const QString &application)
        : m_server(new TapServer(application))
    {
        m_thread.setObjectName(u"relay tap"_s);
        m_server->moveToThread(&m_thread);
        QObject::connect(&m_thread, &QThread::finished, m_server, &QObject::deleteLater);
        m_thread.start();
    }
    ~TapThread()
    {
        m_thread.quit();
        m_thread.wait();
    }
    Q_DISABLE_COPY_MOVE(TapThread)

    std::optional<QString> start()
    {
        std::optional<QString> problem;
        QMetaObject::invokeMethod(
            m_server, [&] { problem = m_server->start(); }, Qt::BlockingQueuedConnection);
        return problem;
    }
    [[nodiscard]] Tap::Statistics statistics() const { return m_server->statistics(); }

private:
    QThread m_thread;
    TapServer *m_server; ///< Lives in m_thread and is destroyed with it.
};

/// What open(), close() and statistics() share. Events do not pass through here, see TapQueue.
struct State
{
    std::mutex mutex;
    std::unique_ptr<TapThread> thread;
};

State &state()
{
    static auto *const shared = new State; // Never destroyed: a global object may call close() at the very end.
    return *shared;
}

} // namespace

std::optional<QString> Tap::open(const QString &application)
{
    if (!QCoreApplication::instance())
        return u"A tap needs a QCoreApplication."_s;
    const std::lock_guard lock(state().mutex);
    if (state().thread)
        return std::nullopt;
    auto thread =
        std::make_unique<TapThread>(application.isEmpty() ? QCoreApplication::applicationName() : application);
    if (auto problem = thread->start())
        return problem;
    state().thread = std::move(thread);
    static std::once_flag once;
    std::call_once(once, [] { qAddPostRoutine(&Tap::close); });
    return std::nullopt;
}

void Tap::openIfRequested()
{
    static std::once_flag once;
    std::call_once(once, [] {
        if (qEnvironmentVariable("RELAYCORE_TAP") != u"1")
            return;
        if (const auto problem = open())
            qCWarning(logTap).noquote() << *problem;
    });
}

void Tap::close()
{
    std::unique_ptr<TapThread> thread;
    {
        const std::lock_guard lock(state().mutex);
        thread = std::move(state().thread);
    }
}

bool Tap::isOpen()
{
    return TapQueue::instance().isOpen();
}

Tap::Statistics Tap::statistics()
{
    const std::lock_guard lock(state().mutex);
    return state().thread ? state().thread->statistics() : Statistics{};
}

} // namespace RelayCore
