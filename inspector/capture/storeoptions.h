// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QString>

#include <chrono>

namespace Inspector {

/// How a capture in a database is written while the database is away.
struct StoreOptions
{
    QString spoolFolder;                       ///< Empty: CaptureSpool::defaultFolder().
    qint64 spoolBytes = 1024LL * 1024 * 1024;  ///< Only when this much is in the local file the traffic waits.
    std::chrono::milliseconds firstRetry{250}; ///< Doubles up to lastRetry.
    std::chrono::milliseconds lastRetry{10'000};
    std::chrono::milliseconds answerLimit{30'000}; ///< A statement without an answer for so long: the database is away.
    std::chrono::milliseconds closeTimeout{10'000}; ///< How long the end waits for a database that makes no progress.
};

} // namespace Inspector
