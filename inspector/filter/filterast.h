// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/filter/textpattern.h"

#include <QtCore/QString>

#include <limits>
#include <optional>
#include <variant>
#include <vector>

/// A filter as the parser reads it, and as FilterMatcher applies it.
namespace Inspector {

/// What a condition looks at; see filterKeys() for their words.
enum class FilterKey : quint8 {
    Text, ///< The payload; written without a key.
    Connection,
    Direction,
    Opcode,
    Kind,
    Description,
    Uuid,
    From,
    To,
    Name,
    Outcome,
    Error,
    Size,
    Time,
    RoundTrip,
    Has,
    Header,
    Sdp,
    Body,
};

/// Both ends belong to the range.
struct FilterRange
{
    qint64 lowest = std::numeric_limits<qint64>::min();
    qint64 highest = std::numeric_limits<qint64>::max();
    [[nodiscard]] bool contains(qint64 value) const { return value >= lowest && value <= highest; }
    bool operator==(const FilterRange &) const = default;
};

/// A point in time as it is written. Only the capture makes it a time.
struct FilterTime
{
    enum class Base : quint8 {
        Start,     ///< Nanoseconds since the first message of the capture.
        TimeOfDay, ///< Nanoseconds since midnight, local time, of the day of the first message.
        Epoch,     ///< Nanoseconds since 1970-01-01T00:00:00Z.
    };
    Base base = Base::Start;
    qint64 ns = 0;
    bool operator==(const FilterTime &) const = default;
};

struct FilterTimeRange
{
    std::optional<FilterTime> from; ///< Empty: no limit.
    std::optional<FilterTime> to;
    bool withFrom = true; ///< Whether the end belongs to the range.
    bool withTo = true;
};

/// The beginning of a UUID: lower-case hexadecimal digits without dashes.
struct FilterUuid
{
    QByteArray digits;
};

/// One of the values of a key that has a fixed list of them: its place in FilterKeyInfo::values.
struct FilterChoice
{
    quint32 index = 0;
};

/// A name, or the beginning of a UUID where the text can be one.
struct FilterPeer
{
    TextPattern name;
    std::optional<FilterUuid> uuid;
    bool relay = false; ///< The relay itself, which has neither.
};

/// Anything: the key without a value, or with an asterisk.
struct FilterPresence
{};

using FilterValue =
    std::variant<FilterPresence, FilterChoice, FilterRange, FilterTimeRange, FilterUuid, FilterPeer, TextPattern>;

/// A condition on one message: one of its values is enough.
struct FilterTerm
{
    FilterKey key = FilterKey::Text;
    QString attribute; ///< Header: its name in lower case. Sdp: the name of the attribute. Empty otherwise.
    std::vector<FilterValue> values;
    qsizetype position = 0; ///< In the text of the filter.
    qsizetype length = 0;
};

struct FilterNode
{
    enum class Type : quint8 { All, Any, Not, Term };
    Type type = Type::All;
    std::vector<FilterNode> children; ///< Not: exactly one. All without children matches every message.
    FilterTerm term;                  ///< Term only.
};

/// A filter that was read without an error.
struct Filter
{
    QString text; ///< As it was written.
    FilterNode root;
    [[nodiscard]] bool isEmpty() const { return root.type == FilterNode::Type::All && root.children.empty(); }
};

/// Where a text is no filter, and what was expected there.
struct FilterError
{
    qsizetype position =
        0; ///< In UTF-16 code units from the start of the text; its length where something is missing at the end.
    qsizetype length = 0; ///< Of the part that is wrong; 0 at the end.
    QString text;         ///< One translated sentence.
    bool operator==(const FilterError &) const = default;
};

} // namespace Inspector
