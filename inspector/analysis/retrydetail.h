// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QString>

#include <optional>

namespace Inspector {

/// What StateChanged::detail says about the next attempt of a client.
struct RetryDetail
{
    int attempt = 0;
    qint64 delayMs = 0; ///< From the change of state on.
    QString reason;     ///< Why the attempt before failed; may be empty.

    bool operator==(const RetryDetail &) const = default;
};

/// Reads "retry 3 in 2.4 s: connection refused". \return nothing for any other text.
[[nodiscard]] std::optional<RetryDetail> retryDetail(const QString &detail);

} // namespace Inspector
