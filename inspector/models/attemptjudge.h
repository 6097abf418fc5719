// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/analysis/verdict.h"

#include <QtCore/QList>
#include <QtCore/QObject>
#include <QtCore/QString>

#include <memory>

namespace Inspector {

/// Judges attempts of a capture beside the thread that owns the index.
///
/// What the index shows of an attempt is gathered in the thread of the caller, in parts of a few milliseconds; a worker
/// with a reader of its own reads the messages and judges.
///
/// \par Threads  that of the index. The worker ends before the destructor returns.
class AttemptJudge final : public QObject
{
    Q_OBJECT

public:
    explicit AttemptJudge(QObject *parent = nullptr);
    ~AttemptJudge() override;

    /// Judges attempts of \a index, whose messages are in the capture at \a path, from now on.
    /// \param index  outlives the object or the next call.
    void setCapture(const CaptureIndex *index, const QString &path);
    /// Judges \a attempt, after those that were added before it.
    void add(Attempts::Index attempt);

Q_SIGNALS:
    void judged(const std::vector<Inspector::AttemptRank> &ranks);

private:
    struct Private;
    std::unique_ptr<Private> d;

    void gather();
};

} // namespace Inspector
