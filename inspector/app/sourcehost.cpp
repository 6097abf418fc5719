// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/app/sourcehost.h"

#include "inspector/sources/source.h"

#include <QtCore/QSemaphore>

#include <algorithm>
#include <utility>
#include <vector>

namespace Inspector {

using namespace Qt::Literals::StringLiterals;

// Owns the sources. Everything here happens in the sources' thread.
class SourceHost::Worker final : public QObject
{
public:
    explicit Worker(SourceHost *host)
        : m_host(host)
    {}

    void start(quint64 ticket, const Factory &factory)
    {
        std::unique_ptr<Source> made = factory();
        Source *source = made.get();
        m_sources.push_back(std::move(made));
        const quint32 id = source->id();
        if (!m_ending)
            Q_EMIT m_host->started(ticket, id);
        QObject::connect(source, &Source::listening, this, [this, id](const QUrl &url) {
            if (!m_ending)
                Q_EMIT m_host->listening(id, url);
        });
        QObject::connect(source, &Source::failed, this, [this, source, ticket](const QString &reason) {
            if (!m_ending)
                Q_EMIT m_host->failed(ticket, reason);
            forget(source);
        });
        QObject::connect(source, &Source::stopped, this, [this, source, id] {
            if (!m_ending)
                Q_EMIT m_host->stopped(id);
            forget(source);
        });
        QObject::connect(source, &Source::notice, this, [this, id](const QString &text) {
            if (!m_ending)
                Q_EMIT m_host->notice(id, text);
        });
        QObject::connect(source, &Source::composed, this, [this](const ComposeOutcome &outcome) {
            if (!m_ending)
                Q_EMIT m_host->composed(outcome);
        });
        if (source->knowsClients())
            watchClients(source);
        source->start();
    }

    [[nodiscard]] Source *find(quint32 id) const
    {
        const auto found =
            std::find_if(m_sources.cbegin(), m_sources.cend(), [id](const auto &source) { return source->id() == id; });
        return found == m_sources.cend() ? nullptr : found->get();
    }

    void resume()
    {
        // A source may be removed by the call, so a copy of the list is iterated.
        for (Source *source : snapshot())
            source->resume();
    }

    void end(QSemaphore *done)
    {
        m_ending = true;
        m_done = done;
        for (Source *source : snapshot())
            source->stop();
        releaseWhenEmpty();
    }

    // After this deadline the remaining sources are destroyed at once.
    void clear()
    {
        m_done = nullptr;
        m_sources.clear();
    }

private:
    void watchClients(Source *relay)
    {
        const quint32 id = relay->id();
        QObject::connect(relay, &Source::listening, this, [this, id](const QUrl &url) {
            if (!m_ending)
                Q_EMIT m_host->relayListening(id, url);
        });
        QObject::connect(relay, &Source::clientsChanged, this, [this, id](const QList<LocalRelayClient> &clients) {
            if (!m_ending)
                Q_EMIT m_host->relayClientsChanged(id, clients);
        });
    }

    [[nodiscard]] std::vector<Source *> snapshot() const
    {
        std::vector<Source *> sources;
        for (const auto &source : m_sources)
            sources.push_back(source.get());
        return sources;
    }

    // Called from a signal of the source, so it must outlive this call.
    void forget(Source *source)
    {
        const auto found = std::find_if(m_sources.begin(), m_sources.end(),
                                        [source](const auto &other) { return other.get() == source; });
        if (found == m_sources.end())
            return;
        found->release()->deleteLater();
        m_sources.erase(found);
        releaseWhenEmpty();
    }

    void releaseWhenEmpty()
    {
        if (m_sources.empty() && m_done)
            std::exchange(m_done, nullptr)->release();
    }

    SourceHost *m_host;
    std::vector<std::unique_ptr<Source>> m_sources;
    QSemaphore *m_done = nullptr;
    bool m_ending = false;
};

SourceHost::SourceHost(QObject *parent)
    : QObject(parent)
    , m_worker(std::make_unique<Worker>(this))
{
    m_thread.setObjectName(u"sources"_s);
    m_worker->moveToThread(&m_thread);
    m_thread.start();
}

SourceHost::~SourceHost()
{
    stopAll();
}

quint64 SourceHost::start(Factory factory)
{
    const quint64 ticket = ++m_tickets;
    QMetaObject::invokeMethod(m_worker.get(), [worker = m_worker.get(), ticket, factory = std::move(factory)] {
        worker->start(ticket, factory);
    });
    return ticket;
}

void SourceHost::stop(quint32 source)
{
    QMetaObject::invokeMethod(m_worker.get(), [worker = m_worker.get(), source] {
        if (Source *found = worker->find(source))
            found->stop();
    });
}

void SourceHost::retryNow(quint32 source)
{
    QMetaObject::invokeMethod(m_worker.get(), [worker = m_worker.get(), source] {
        if (Source *found = worker->find(source))
            found->retryNow();
    });
}

void SourceHost::compose(quint32 source, quint64 ticket, const QByteArray &payload, bool isBinary)
{
    QMetaObject::invokeMethod(m_worker.get(), [this, worker = m_worker.get(), source, ticket, payload, isBinary] {
        if (Source *found = worker->find(source))
            found->compose(ticket, payload, isBinary);
        else
            Q_EMIT composed({ticket, ComposeOutcome::Kind::NotSent, tr("The client has ended.")});
    });
}

void SourceHost::resume()
{
    QMetaObject::invokeMethod(
        m_worker.get(), [worker = m_worker.get()] { worker->resume(); }, Qt::QueuedConnection);
}

void SourceHost::stopAll(std::chrono::milliseconds timeout)
{
    if (!m_thread.isRunning())
        return;
    QSemaphore done;
    QMetaObject::invokeMethod(m_worker.get(), [worker = m_worker.get(), &done] { worker->end(&done); });
    (void)done.tryAcquire(1, int(timeout.count()));
    QMetaObject::invokeMethod(
        m_worker.get(), [worker = m_worker.get()] { worker->clear(); }, Qt::BlockingQueuedConnection);
    m_thread.quit();
    m_thread.wait();
}

} // namespace Inspector
