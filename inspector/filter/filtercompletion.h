// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/filter/filterkeys.h"

#include <QtCore/QList>
#include <QtCore/QString>
#include <QtCore/QStringList>

namespace Inspector {

class CaptureIndex;

/// What a capture offers as values of a filter.
struct FilterVocabulary
{
    QStringList names;       ///< Of peers, sorted, without duplicates.
    QStringList uuids;       ///< Of peers, as they are usually written.
    QStringList headers;     ///< Names of headers of upgrades, in lower case, sorted.
    QStringList connections; ///< Numbers.

    /// Takes the vocabulary from \a index, at most \a most of each list.
    [[nodiscard]] static FilterVocabulary of(const CaptureIndex &index, qsizetype most = 10'000);
};

/// One way to go on with a filter.
struct FilterSuggestion
{
    QString text;        ///< What replaces the part in question.
    QString description; ///< Translated; may be empty.
    bool isKey = false;  ///< A value follows.
    bool operator==(const FilterSuggestion &) const = default;
};

/// The part of a filter that is being written, and how it may go on.
struct FilterCompletion
{
    qsizetype position = 0; ///< Of the part that a suggestion replaces.
    qsizetype length = 0;
    QList<FilterSuggestion> suggestions; ///< In order of the table of keys, or as the vocabulary has them.
};

/// Returns how \a text can go on at \a cursor, with at most \a most suggestions. Works in filters that are not
/// complete.
[[nodiscard]] FilterCompletion completeFilter(const QString &text, qsizetype cursor, const FilterVocabulary &vocabulary,
                                              qsizetype most = 50);

} // namespace Inspector
