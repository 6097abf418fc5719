// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/models/messagelocator.h"

#include "inspector/filter/filteredit.h"
#include "inspector/filter/filtervalues.h"
#include "inspector/models/capturefeed.h"

#include <QtCore/QLocale>

#include <algorithm>

namespace Inspector {

std::optional<MessageId> locateMessage(const CaptureFeed &feed, const QString &text)
{
    QString number = text.simplified();
    if (const auto time = FilterValues::time(number)) {
        const auto &times = feed.timesNs();
        if (times.empty())
            return std::nullopt;
        const qint64 wanted = filterTimeNs(*time, times.front());
        const auto found = std::lower_bound(times.begin(), times.end(), wanted);
        return found == times.end() ? std::nullopt : std::optional(MessageId(found - times.begin()) + 1);
    }
    if (number.startsWith(u'#'))
        number.remove(0, 1);
    // Grouped as the table shows it, in this language or in English.
    bool ok = false;
    const QString plain = number.remove(u',').remove(u' ').remove(QLocale().groupSeparator());
    const MessageId id = plain.toUInt(&ok);
    return ok && id >= 1 && id <= feed.count() ? std::optional(id) : std::nullopt;
}

} // namespace Inspector
