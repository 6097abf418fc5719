// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/filter/filtervalues.h"

#include "inspector/filter/filtertexts.h"
#include "inspector/filter/saturated.h"
#include "relaycore/protocol/codec.h"

#include <QtCore/QDateTime>
#include <QtCore/QRegularExpression>
#include <QtCore/QTimeZone>

#include <algorithm>
#include <array>
#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace Inspector::FilterValues {

namespace {

struct Unit
{
    QLatin1StringView name;
    double factor;
};

constexpr double kilo = 1000;
constexpr double kibi = 1024;
constexpr std::array byteUnits{
    Unit{""_L1, 1},      Unit{"k"_L1, kilo},        Unit{"m"_L1, kilo *kilo},        Unit{"g"_L1, kilo *kilo *kilo},
    Unit{"ki"_L1, kibi}, Unit{"mi"_L1, kibi *kibi}, Unit{"gi"_L1, kibi *kibi *kibi},
};
constexpr std::array durationUnits{
    Unit{"ns"_L1, 1},   Unit{"us"_L1, 1e3},   Unit{"ms"_L1, 1e6},   Unit{"s"_L1, 1e9},
    Unit{"m"_L1, 60e9}, Unit{"min"_L1, 60e9}, Unit{"h"_L1, 3600e9}, Unit{"d"_L1, 86400e9},
};

template<typename Units>
std::optional<double> factorOf(const Units &units, QStringView name)
{
    for (const Unit &unit : units) {
        if (name.compare(unit.name, Qt::CaseInsensitive) == 0)
            return unit.factor;
    }
    return std::nullopt;
}

bool isDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}

/// Takes a number without a sign from the beginning of \a text. Returns its nearest whole multiple of 1 / \a factor.
std::optional<qint64> product(QStringView number, double factor)
{
    const qsizetype point = number.indexOf(u'.');
    const QStringView whole = point < 0 ? number : number.first(point);
    bool isNumber = false;
    const qint64 units = whole.toLongLong(&isNumber);
    if (!isNumber || std::abs(double(units) * factor) >= 9e18)
        return std::nullopt;
    // Apart, because a double does not hold the nanoseconds of a day exactly.
    const qint64 result = units * qint64(factor);
    if (point < 0)
        return result;
    const double fraction = (u"0."_s + number.sliced(point + 1).toString()).toDouble(&isNumber);
    return isNumber ? std::optional(result + std::llround(fraction * factor)) : std::nullopt;
}

/// Returns how many characters at the beginning of \a text are a number without a sign: digits, maybe a point and
/// digits.
qsizetype numberLength(QStringView text)
{
    const auto digits = [&](qsizetype from) {
        qsizetype at = from;
        while (at < text.size() && isDigit(text[at]))
            ++at;
        return at;
    };
    const qsizetype whole = digits(0);
    if (whole == 0 || whole + 1 >= text.size() || text[whole] != u'.' || !isDigit(text[whole + 1]))
        return whole;
    return digits(whole + 1);
}

enum class Comparison : quint8 { Equal, Less, LessOrEqual, Greater, GreaterOrEqual };

struct Operator
{
    Comparison comparison = Comparison::Equal;
    qsizetype length = 0;
};

std::optional<Operator> comparisonOf(QStringView text)
{
    if (text.startsWith(u">="))
        return Operator{Comparison::GreaterOrEqual, 2};
    if (text.startsWith(u"<="))
        return Operator{Comparison::LessOrEqual, 2};
    if (text.startsWith(u'>'))
        return Operator{Comparison::Greater, 1};
    if (text.startsWith(u'<'))
        return Operator{Comparison::Less, 1};
    if (text.startsWith(u'='))
        return Operator{Comparison::Equal, 1};
    return std::nullopt;
}

QString expectedNumber(FilterKeyInfo::Syntax syntax)
{
    using Syntax = FilterKeyInfo::Syntax;
    if (syntax == Syntax::Number)
        return FilterTexts::tr("Expected a whole number, such as 7, >7 or 3..7.");
    if (syntax == Syntax::Bytes)
        return FilterTexts::tr("Expected a size, such as 100, >4k or 1k..2M.");
    if (syntax == Syntax::Duration)
        return FilterTexts::tr("Expected a comparison or a range of durations, such as >200ms or 1s..2.5s.");
    return FilterTexts::tr(
        "Expected a comparison or a range of times, such as +1s..+3s, >12:30 or >=2026-05-04T08:15:30.");
}

std::optional<qint64> quantity(FilterKeyInfo::Syntax syntax, QStringView text)
{
    if (syntax == FilterKeyInfo::Syntax::Bytes)
        return bytes(text);
    if (syntax == FilterKeyInfo::Syntax::Duration)
        return duration(text);
    if (text.isEmpty() || !std::all_of(text.cbegin(), text.cend(), isDigit))
        return std::nullopt;
    bool isNumber = false;
    const qint64 value = text.toLongLong(&isNumber);
    return isNumber && value < 9'000'000'000'000'000'000 ? std::optional(value) : std::nullopt;
}

/// The parts of a range, or one part and its comparison.
struct Parts
{
    bool isRange = false;
    Operator comparison;
    bool compared = false;
    QString first;
    QString second; ///< Of a range.
    qsizetype secondAt = 0;
};

Parts partsOf(const QString &text)
{
    Parts parts;
    if (const auto found = comparisonOf(text)) {
        parts.compared = true;
        parts.comparison = *found;
        parts.first = text.sliced(found->length);
    } else if (const qsizetype dots = text.indexOf(".."_L1); dots >= 0) {
        parts.isRange = true;
        parts.first = text.first(dots);
        parts.secondAt = dots + 2;
        parts.second = text.sliced(parts.secondAt);
    } else {
        parts.first = text;
    }
    return parts;
}

/// Turns the parts of \a text into a range. \a one reads an end; \a make gets the ends, and whether they belong to it.
template<typename Value, typename One, typename Make>
Result readRange(const FilterKeyInfo &info, const QString &text, One one, Make make)
{
    using Syntax = FilterKeyInfo::Syntax;
    const Parts parts = partsOf(text);
    const auto problem = [&](qsizetype at, qsizetype length) {
        return Problem{at, length, expectedNumber(info.syntax)};
    };
    if (parts.isRange) {
        std::optional<Value> from;
        std::optional<Value> to;
        if (parts.first.isEmpty() && parts.second.isEmpty())
            return problem(0, text.size());
        if (!parts.first.isEmpty() && !(from = one(parts.first)))
            return problem(0, parts.first.size());
        if (!parts.second.isEmpty() && !(to = one(parts.second)))
            return problem(parts.secondAt, parts.second.size());
        return make(from, to, true, true);
    }
    const qsizetype at = parts.comparison.length;
    const bool needsComparison = info.syntax == Syntax::Duration || info.syntax == Syntax::Time;
    const std::optional<Value> value = one(parts.first);
    if (!value || (needsComparison && !parts.compared))
        return problem(at, text.size() - at);
    switch (parts.comparison.comparison) {
    case Comparison::Equal:
        return make(value, value, true, true);
    case Comparison::Less:
        return make(std::nullopt, value, true, false);
    case Comparison::LessOrEqual:
        return make(std::nullopt, value, true, true);
    case Comparison::Greater:
        return make(value, std::nullopt, false, true);
    case Comparison::GreaterOrEqual:
        return make(value, std::nullopt, true, true);
    }
    Q_UNREACHABLE();
}

Result readChoice(const FilterKeyInfo &info, const QString &text)
{
    for (std::size_t i = 0; i < info.values.size(); ++i) {
        if (text.compare(QLatin1StringView(info.values[i]), Qt::CaseInsensitive) == 0)
            return FilterValue(FilterChoice{quint32(i)});
    }
    return Problem{0, text.size(), FilterTexts::tr("Expected one of: %1.").arg(filterChoices(info))};
}

Result readPeer(const QString &text, Qt::CaseSensitivity sensitivity)
{
    constexpr qsizetype leastDigits = 4; // Fewer are a name rather than the beginning of a UUID.
    FilterPeer peer{TextPattern::whole(text, sensitivity), std::nullopt, text.compare("relay"_L1, sensitivity) == 0};
    if (auto prefix = uuid(text); prefix && prefix->digits.size() >= leastDigits)
        peer.uuid = std::move(prefix);
    return FilterValue(std::move(peer));
}

} // namespace

std::optional<qint64> bytes(QStringView text)
{
    const qsizetype length = numberLength(text);
    QStringView unit = text.sliced(length);
    if (unit.endsWith(u'b', Qt::CaseInsensitive))
        unit.chop(1);
    const std::optional<double> factor = factorOf(byteUnits, unit);
    return length > 0 && factor ? product(text.first(length), *factor) : std::nullopt;
}

std::optional<qint64> duration(QStringView text)
{
    qint64 sum = 0;
    if (text.isEmpty())
        return std::nullopt;
    while (!text.isEmpty()) {
        const qsizetype length = numberLength(text);
        const auto unitEnd = std::find_if(text.cbegin() + length, text.cend(), isDigit);
        const qsizetype end = unitEnd - text.cbegin();
        QString unit = text.sliced(length, end - length).toString();
        unit.replace(u'µ', u'u').replace(u'μ', u'u'); // The micro sign, and the letter mu.
        const std::optional<double> factor = factorOf(durationUnits, unit);
        const auto part = length > 0 && factor ? product(text.first(length), *factor) : std::nullopt;
        if (!part || *part > std::numeric_limits<qint64>::max() - sum)
            return std::nullopt;
        sum += *part;
        text = text.sliced(end);
    }
    return sum;
}

std::optional<FilterTime> time(QStringView text)
{
    if (text.startsWith(u'+')) {
        const auto ns = duration(text.sliced(1));
        return ns ? std::optional(FilterTime{FilterTime::Base::Start, *ns}) : std::nullopt;
    }
    static const QRegularExpression form(
        u"^(?:(\\d{4}-\\d\\d-\\d\\d)T)?(\\d\\d?:\\d\\d)(?::(\\d\\d)(?:\\.(\\d{1,9}))?)?(Z|[+-]\\d\\d:?\\d\\d)?$"_s);
    const QRegularExpressionMatch match = form.match(text.toString());
    if (!match.hasMatch())
        return std::nullopt;
    const QStringList hourMinute = match.captured(2).split(u':');
    const QTime clock(hourMinute.at(0).toInt(), hourMinute.at(1).toInt(), match.captured(3).toInt());
    if (!clock.isValid())
        return std::nullopt;
    const qint64 fraction = match.captured(4).leftJustified(9, u'0').toLongLong();
    const QString date = match.captured(1);
    const QString zone = match.captured(5);
    if (date.isEmpty()) {
        if (!zone.isEmpty())
            return std::nullopt;
        return FilterTime{FilterTime::Base::TimeOfDay, clock.msecsSinceStartOfDay() * 1'000'000LL + fraction};
    }
    const QDateTime moment = QDateTime::fromString(date + u'T' + clock.toString(Qt::ISODate) + zone, Qt::ISODate);
    if (!moment.isValid())
        return std::nullopt;
    const qint64 ns = saturatedProduct(moment.toMSecsSinceEpoch(), 1'000'000);
    return FilterTime{FilterTime::Base::Epoch, saturatedSum(ns, fraction)};
}

std::optional<FilterUuid> uuid(const QString &text)
{
    constexpr qsizetype digits = 32;
    if (const auto whole = RelayCore::parseUuid(text))
        return FilterUuid{whole->toByteArray(QUuid::Id128)};
    QByteArray beginning = text.toLatin1().toLower().replace('-', "");
    const bool hexadecimal = std::all_of(beginning.cbegin(), beginning.cend(),
                                         [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
    if (beginning.isEmpty() || beginning.size() > digits || !hexadecimal || text.startsWith(u'-'))
        return std::nullopt;
    return FilterUuid{beginning};
}

Result read(const FilterKeyInfo &info, const QString &text, Qt::CaseSensitivity sensitivity)
{
    using Syntax = FilterKeyInfo::Syntax;
    switch (info.syntax) {
    case Syntax::Choice:
        return readChoice(info, text);
    case Syntax::Number:
    case Syntax::Bytes:
    case Syntax::Duration:
        return readRange<qint64>(
            info, text, [&](const QString &part) { return quantity(info.syntax, part); },
            [](std::optional<qint64> from, std::optional<qint64> to, bool withFrom, bool withTo) -> Result {
                FilterRange range;
                if (from)
                    range.lowest = withFrom ? *from : *from + 1;
                if (to)
                    range.highest = withTo ? *to : *to - 1;
                return FilterValue(range);
            });
    case Syntax::Time:
        return readRange<FilterTime>(
            info, text, [](const QString &part) { return time(part); },
            [](std::optional<FilterTime> from, std::optional<FilterTime> to, bool withFrom, bool withTo) -> Result {
                return FilterValue(FilterTimeRange{from, to, withFrom, withTo});
            });
    case Syntax::Uuid:
        if (auto beginning = uuid(text))
            return FilterValue(*std::move(beginning));
        return Problem{0, text.size(), FilterTexts::tr("Expected a UUID or its beginning.")};
    case Syntax::Peer:
        return text == u'*' ? Result(FilterValue(FilterPresence())) : readPeer(text, sensitivity);
    case Syntax::Text:
        return text == u'*' ? Result(FilterValue(FilterPresence()))
                            : Result(FilterValue(TextPattern::part(text, sensitivity)));
    }
    Q_UNREACHABLE();
}

Result readQuoted(const FilterKeyInfo &info, const QString &text, Qt::CaseSensitivity sensitivity)
{
    using Syntax = FilterKeyInfo::Syntax;
    switch (info.syntax) {
    case Syntax::Peer:
        return FilterValue(FilterPeer{TextPattern::whole(text, sensitivity, false), std::nullopt, false});
    case Syntax::Text:
        return FilterValue(TextPattern::part(text, sensitivity));
    case Syntax::Choice:
    case Syntax::Number:
    case Syntax::Bytes:
    case Syntax::Duration:
    case Syntax::Time:
    case Syntax::Uuid:
        return read(info, text, sensitivity);
    }
    Q_UNREACHABLE();
}

} // namespace Inspector::FilterValues
