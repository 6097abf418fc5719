// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/formats/isotime.h"

#include <QtCore/QDateTime>

#include <cstdlib>

using namespace Qt::Literals::StringLiterals;

namespace Inspector {

std::optional<qint64> nanosecondsFromIso(const QString &text)
{
    // QDateTime reads milliseconds only, so the fraction is read here.
    constexpr qsizetype fractionDigits = 9;
    const qsizetype point = text.indexOf(u'.');
    QString whole = text;
    qint64 fraction = 0;
    if (point > 0) {
        qsizetype end = point + 1;
        while (end < text.size() && text.at(end).isDigit())
            ++end;
        const QString digits = text.sliced(point + 1, end - point - 1);
        fraction = digits.leftJustified(fractionDigits, u'0').left(fractionDigits).toLongLong();
        whole = text.left(point) + text.sliced(end);
    }
    const QDateTime time = QDateTime::fromString(whole, Qt::ISODate);
    constexpr qint64 largestSeconds = 9'000'000'000; // The year 2255: more nanoseconds do not fit 64 bits.
    if (!time.isValid() || std::abs(time.toSecsSinceEpoch()) > largestSeconds)
        return std::nullopt;
    return time.toSecsSinceEpoch() * 1'000'000'000 + fraction;
}

} // namespace Inspector
