// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/analysis/retrydetail.h"

#include <QtCore/QRegularExpression>

namespace Inspector {

std::optional<RetryDetail> retryDetail(const QString &detail)
{
    static const QRegularExpression pattern(
        QStringLiteral("^retry ([0-9]{1,9}) in ([0-9]{1,7}(?:\\.[0-9]+)?) s(?:: )?(.*)$"),
        QRegularExpression::DotMatchesEverythingOption);
    const QRegularExpressionMatch match = pattern.match(detail);
    if (!match.hasMatch())
        return std::nullopt;
    return RetryDetail{match.captured(1).toInt(), qRound64(match.captured(2).toDouble() * 1000), match.captured(3)};
}

} // namespace Inspector
