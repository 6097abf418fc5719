// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/cli/optionvalues.h"

#include "relaycore/protocol/codec.h"

#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace Inspector::OptionValues {

Result<QString> text(const QString &given)
{
    if (given.isEmpty())
        return std::variant<QString, QString>(std::in_place_index<1>, u"must not be empty"_s);
    return std::variant<QString, QString>(std::in_place_index<0>, given);
}

Result<std::chrono::milliseconds> seconds(const QString &given)
{
    constexpr double shortest = 0.001;
    constexpr double longest = 1e9;
    bool isNumber = false;
    const double value = given.toDouble(&isNumber);
    if (!isNumber || !(value >= shortest && value <= longest))
        return u"must be a number of seconds above zero, not %1"_s.arg(given);
    return std::chrono::milliseconds(std::llround(value * 1'000));
}

Result<quint16> port(const QString &given)
{
    bool isNumber = false;
    const ushort value = given.toUShort(&isNumber);
    if (!isNumber)
        return u"must be a port from 0 to 65535, not %1"_s.arg(given);
    return quint16(value);
}

Result<QUuid> uuid(const QString &given)
{
    if (const auto value = RelayCore::parseUuid(given))
        return *value;
    return u"must be a UUID, not %1"_s.arg(given);
}

Result<qint64> integer(const QString &given, qint64 minimum)
{
    constexpr qint64 maximum = qint64(1) << 30;
    bool isNumber = false;
    const qint64 value = given.toLongLong(&isNumber);
    if (!isNumber || value < minimum || value > maximum)
        return u"must be a whole number from %1 to %2, not %3"_s.arg(minimum).arg(maximum).arg(given);
    return value;
}

Result<quint64> count(const QString &given)
{
    bool isNumber = false;
    const quint64 value = given.toULongLong(&isNumber);
    if (!isNumber || value == 0)
        return u"must be a whole number above zero, not %1"_s.arg(given);
    return value;
}

} // namespace Inspector::OptionValues
