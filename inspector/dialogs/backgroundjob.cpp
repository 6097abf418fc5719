// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/dialogs/backgroundjob.h"

#include <QtCore/QThread>

#include <algorithm>
#include <utility>

namespace Inspector {

namespace {

constexpr int reportMs = 100;

} // namespace

BackgroundJob::BackgroundJob(QObject *parent)
    : QObject(parent)
{
    m_timer.setInterval(reportMs);
    connect(&m_timer, &QTimer::timeout, this, [this] { Q_EMIT moved(m_percent); });
}

BackgroundJob::~BackgroundJob()
{
    m_isCanceled = true;
    end();
}

void BackgroundJob::start(Work work)
{
    m_isCanceled = true;
    end();
    m_isCanceled = false;
    m_percent = 0;
    m_thread.reset(QThread::create([this, work = std::move(work)] {
        work([this](quint64 done, quint64 total) {
            m_percent = total == 0 ? -1 : int(100 * double(std::min(done, total)) / double(total));
            return !m_isCanceled;
        });
    }));
    connect(m_thread.get(), &QThread::finished, this, [this] {
        end();
        Q_EMIT finished();
    });
    m_timer.start();
    m_thread->start();
}

void BackgroundJob::cancel()
{
    m_isCanceled = true;
}

void BackgroundJob::end()
{
    m_timer.stop();
    if (!m_thread)
        return;
    m_thread->disconnect(this);
    m_thread->wait();
    // finished() of the thread may be what calls.
    m_thread.release()->deleteLater();
}

} // namespace Inspector
