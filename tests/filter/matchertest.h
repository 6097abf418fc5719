// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/analysis/captureindex.h"

#include <QtCore/QList>
#include <QtCore/QUuid>

#include <vector>

/// A small capture in memory in which every key of the filter language has something to find.
struct MatcherSample
{
    MatcherSample();

    /// Returns the messages that \a filter lets through, in order; a number of -1 is a filter that is wrong.
    [[nodiscard]] QList<int> matching(const QString &filter) const;

    std::vector<Inspector::MessageRow> rows; ///< By id - 1.
    QList<Inspector::LostRow> lost;
    Inspector::CaptureIndex index;

    static const QUuid alpha;
    static const QUuid beta;
    static const QUuid gamma;                                    ///< Never registers.
    static constexpr qint64 startNs = 1'777'882'530'000'000'000; ///< 2026-05-04T08:15:30Z

private:
    Inspector::MessageRow &add(RelayCore::ConnectionId connection, RelayCore::Direction direction,
                               const QByteArray &payload);
};
