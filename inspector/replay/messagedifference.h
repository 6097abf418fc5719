// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QList>
#include <QtCore/QString>

namespace Inspector {

/// One value that differs between two messages.
struct FieldDifference
{
    QString field;    ///< `error`, `description, line 7`; empty: the whole message.
    QString captured; ///< Empty where the field is absent. JSON, except that a string stands without quotes.
    QString received; ///< Likewise.

    bool operator==(const FieldDifference &) const = default;
};

/// Returns where \a received differs from \a captured; nothing where both mean the same.
///
/// Two texts mean the same where they are the same relay message or the same JSON value: the order of keys, white space
/// and escapes do not matter. Strings of several lines are compared by line.
/// \par Threads  any; a pure function.
[[nodiscard]] QList<FieldDifference> messageDifferences(const QByteArray &captured, const QByteArray &received);

} // namespace Inspector
