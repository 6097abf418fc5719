// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QStringView>

#include <algorithm>
#include <optional>

namespace Inspector {

/// Returns the number that \a text consists of; nothing where it has other characters than digits or is above
/// \a highest.
template<typename Number>
[[nodiscard]] std::optional<Number> sdpNumber(QStringView text, Number highest)
{
    // toULongLong() would take a sign and white space.
    if (!std::all_of(text.cbegin(), text.cend(), [](QChar c) { return c >= u'0' && c <= u'9'; }))
        return std::nullopt;
    bool ok = false;
    const qulonglong value = text.toULongLong(&ok);
    if (!ok || value > qulonglong(highest))
        return std::nullopt;
    return Number(value);
}

} // namespace Inspector
