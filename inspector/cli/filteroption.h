// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/cli/optionvalues.h"
#include "inspector/filter/filterast.h"

namespace Inspector::OptionValues {

/// Reads a filter in the language of docs/filter.md. The sentence that says what is wrong marks where.
[[nodiscard]] Result<Filter> filter(const QString &given);

} // namespace Inspector::OptionValues
