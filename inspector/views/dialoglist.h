// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtWidgets/QAbstractItemView>

namespace Inspector {

/// Gives a list, table or tree of a dialog the look that all of them share: row and heading heights, headings at the
/// left, no grid, and edges of the current row instead of the frame of a single cell. Frame and paddings are those of
/// the style sheet.
void setUpDialogList(QAbstractItemView *view);

/// Returns the height of \a view with \a rows rows, its heading and its frame.
[[nodiscard]] int dialogListHeight(const QAbstractItemView *view, int rows);

} // namespace Inspector
