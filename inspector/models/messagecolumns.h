// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/models/messagemodel.h"

/// What the columns of the message table are called.
namespace Inspector::MessageColumns {

/// Returns the heading of \a column, as short as its values.
[[nodiscard]] QString title(MessageModel::Column column);
/// Returns what the values of \a column mean, in a sentence.
[[nodiscard]] QString explanation(MessageModel::Column column);
/// Returns whether the values of \a column are numbers, which are aligned to the right.
[[nodiscard]] bool isNumber(MessageModel::Column column);

} // namespace Inspector::MessageColumns
