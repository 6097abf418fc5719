// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/filter/filterast.h"

#include <QtCore/QStringList>

#include <span>

namespace Inspector {

/// A key of the filter language: the one table that the parser, the completion and the documentation share.
struct FilterKeyInfo
{
    /// How the value of a key is written.
    enum class Syntax : quint8 {
        Choice,   ///< One of FilterKeyInfo::values.
        Number,   ///< A whole number, a comparison or a range.
        Bytes,    ///< Likewise, with units such as k and Mi.
        Duration, ///< A comparison or a range of durations.
        Time,     ///< A comparison or a range of times.
        Uuid,     ///< A UUID in any spelling, or its beginning.
        Peer,     ///< A name with wildcards, a regular expression, or a UUID.
        Text,     ///< A part of a text, or a regular expression.
    };

    FilterKey key;
    const char *name; ///< As it is written. Header and Sdp end with a dot, behind which the attribute follows.
    Syntax syntax;
    std::span<const char *const> values; ///< Of Syntax::Choice.
    const char *description;             ///< Untranslated; see filterKeyDescription().

    [[nodiscard]] bool hasAttribute() const { return key == FilterKey::Header || key == FilterKey::Sdp; }
};

/// The places of the values of FilterKey::Kind in its table.
enum class FilterKindValue : quint32 {
    Registration,
    Response,
    Peer,
    Offer,
    Answer,
    Returned,
    Ping,
    Pong,
    Close,
    Control,
    Other
};
/// Those of FilterKey::Has.
enum class FilterHasValue : quint32 { Binary, Fragments, Deflate, Lost, Invalid, Truncated };

/// Returns all keys, in the order of the documentation.
[[nodiscard]] std::span<const FilterKeyInfo> filterKeys();
/// Returns the key that is written as \a name, which for headers and SDP includes the attribute; nullptr for others.
[[nodiscard]] const FilterKeyInfo *findFilterKey(QStringView name);
[[nodiscard]] const FilterKeyInfo &filterKey(FilterKey key);
/// Returns what the key looks at, in the language of the application.
[[nodiscard]] QString filterKeyDescription(const FilterKeyInfo &info);
/// Returns the words of a choice, separated by commas.
[[nodiscard]] QString filterChoices(const FilterKeyInfo &info);

} // namespace Inspector
