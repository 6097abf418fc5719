// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/models/latestjob.h"

#include <utility>

namespace Inspector {

LatestJob::LatestJob(QObject *owner)
    : m_owner(owner)
{
    m_pool.setMaxThreadCount(1);
}

LatestJob::~LatestJob()
{
    cancel();
    m_pool.waitForDone();
}

void LatestJob::start(Work work)
{
    cancel();
    m_cancelled = std::make_shared<std::atomic_bool>(false);
    m_pool.start([this, cancelled = m_cancelled, work = std::move(work)] {
        if (cancelled->load())
            return;
        QMetaObject::invokeMethod(
            m_owner,
            [this, cancelled, finish = work(*cancelled)] {
                if (cancelled->load())
                    return;
                m_cancelled.reset();
                finish();
            },
            Qt::QueuedConnection);
    });
}

void LatestJob::cancel()
{
    if (m_cancelled)
        std::exchange(m_cancelled, nullptr)->store(true);
}

} // namespace Inspector
