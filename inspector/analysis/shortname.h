// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QString>

namespace Inspector {

/// Returns \a name, of any length, for use inside a sentence: at most 40 characters, shortened in the middle.
[[nodiscard]] inline QString shortName(const QString &name)
{
    constexpr qsizetype head = 24;
    constexpr qsizetype tail = 15;
    if (name.size() <= head + 1 + tail)
        return name;
    // A surrogate pair is not divided.
    const qsizetype first = name.at(head - 1).isHighSurrogate() ? head - 1 : head;
    const qsizetype last = name.at(name.size() - tail).isLowSurrogate() ? tail - 1 : tail;
    return name.left(first) + u'…' + name.right(last);
}

} // namespace Inspector
