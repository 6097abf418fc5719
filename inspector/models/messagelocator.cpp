// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/models/messagelocator.h"

#include "inspector/filter/filteredit.h"
#include "inspector/filter/filtervalues.h"
#include "inspector/models/capturefeed.h"

#include <QtCore/QLocale>

#include <algorithm>

namespace Inspector {

namespace {

/// Returns the number of a message as it is written in the table, grouped in this language or in English.
std::optional<qulonglong> numberIn(QString text)
{
    if (text.startsWith(u'#'))
        text.remove(0, 1);
    bool ok = false;
    const qulonglong number = text.remove(u',').remove(u' ').remove(QLocale().groupSeparator()).toULongLong(&ok);
    return ok ? std::optional(number) : std::nullopt;
}

} // namespace

std::optional<MessageId> locateMessage(const CaptureFeed &feed, const QString &text)
{
    if (const auto time = FilterValues::time(text.simplified())) {
        const auto &times = feed.timesNs();
        if (times.empty())
            return std::nullopt;
        const qint64 wanted = filterTimeNs(*time, times.front());
        const auto found = std::lower_bound(times.begin(), times.end(), wanted);
        return found == times.end() ? std::nullopt : std::optional(MessageId(found - times.begin()) + 1);
    }
    const auto number = numberIn(text.simplified());
    return number && *number >= 1 && *number <= feed.count() ? std::optional(MessageId(*number)) : std::nullopt;
}

bool isMessagePlace(const QString &text)
{
    return FilterValues::time(text.simplified()) || numberIn(text.simplified());
}

} // namespace Inspector
