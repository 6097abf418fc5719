// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/filter/filterast.h"

#include <QtCore/QString>

#include <variant>

namespace Inspector {

/// Reads \a text as a filter. An empty text is a filter that matches everything.
///
/// \par Source  docs/filter.md, "Grammar".
/// \par Threads  any.
[[nodiscard]] std::variant<Filter, FilterError> parseFilter(const QString &text);

/// Returns \a text such that the parser reads it as one value or one text to search for: in quotes where that is
/// needed.
[[nodiscard]] QString quotedForFilter(const QString &text);
/// Returns \a name such that it is a value of the keys for peers that means this name only: in quotes also where it
/// would mean the relay, or the beginning of a UUID.
[[nodiscard]] QString nameForFilter(const QString &name);

} // namespace Inspector
