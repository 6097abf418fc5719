// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/analysis/capturestatistics.h"

#include <QtCore/QByteArray>
#include <QtCore/QStringList>

/// The figures of a capture as relayctl writes them. Pure. \par Source  docs/relayctl.md, "stats".
namespace Inspector::StatsLines {

/// What the statistics of an index do not have.
struct File
{
    QString path;
    int version = 0;
    qint64 bytes = 0;
    quint64 lost = 0;
    QList<SourceRow> sources;
};

/// Returns the event, with \a timeNs as its time.
[[nodiscard]] QByteArray event(const CaptureStatistics &statistics, const File &file, qint64 timeNs);
/// Returns the lines for people.
[[nodiscard]] QStringList table(const CaptureStatistics &statistics, const File &file);

} // namespace Inspector::StatsLines
