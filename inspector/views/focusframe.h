// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtWidgets/QAbstractScrollArea>

namespace Inspector {

class Theme;

/// Draws the outermost pixels of \a rect, all four edges at each scale factor of the screen.
void paintFrame(QPainter *painter, const QRect &rect, const QColor &colour);

/// Draws the frame that shows where the keyboard is, inside the viewport of \a view; nothing without the focus.
void paintFocusFrame(QAbstractScrollArea *view, const Theme &theme);

} // namespace Inspector
