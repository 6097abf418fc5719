// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/models/latestjob.h"
#include "inspector/models/messagedetails.h"

#include <QtCore/QObject>

namespace Inspector {

/// Makes the details of a message beside the GUI thread where that takes time.
///
/// One message at a time: the next request cancels the one before.
///
/// \par Threads  the GUI thread; its worker ends before the destructor returns.
class DetailsLoader final : public QObject
{
    Q_OBJECT

public:
    /// Messages up to this size are decoded at once, in less than a frame.
    static constexpr qsizetype immediateBytes = 32 * 1024;

    explicit DetailsLoader(QObject *parent = nullptr);

    /// Emits loaded(): before it returns where the message is small, otherwise later.
    void load(MessageDetailsInput input);
    /// Nothing that was requested will be loaded.
    void cancel() { m_job.cancel(); }
    [[nodiscard]] bool isLoading() const { return m_job.isRunning(); }

Q_SIGNALS:
    void loaded(const Inspector::MessageDetails &details);

private:
    LatestJob m_job;
};

} // namespace Inspector
