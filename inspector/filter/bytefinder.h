// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QByteArrayView>

namespace Inspector {

/// Finds a byte string, optionally without regard to the case of ASCII letters. Made for payloads of about a kilobyte:
/// where the processor has SSE2 it compares sixteen positions at a time.
///
/// \par Threads  any, at the same time.
class ByteFinder
{
public:
    ByteFinder() = default;
    ByteFinder(const QByteArray &needle, Qt::CaseSensitivity sensitivity);

    [[nodiscard]] const QByteArray &needle() const { return m_needle; }
    /// Returns the first position at or after \a from where the needle is, or -1.
    [[nodiscard]] qsizetype indexIn(QByteArrayView text, qsizetype from = 0) const;
    [[nodiscard]] bool isIn(QByteArrayView text) const { return indexIn(text) >= 0; }

private:
    [[nodiscard]] bool isAt(const char *position) const;

    QByteArray m_needle; ///< In lower case where the case is ignored.
    bool m_ignoreCase = false;
};

} // namespace Inspector
