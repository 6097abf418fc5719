// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/views/focusframe.h"

#include "inspector/theme/theme.h"

#include <QtGui/QPainter>

namespace Inspector {

void paintFrame(QPainter *painter, const QRect &rect, const QColor &colour)
{
    // Lines of a pen have their own rounding to the pixels of a screen with a scale such as 1.5, and two of them
    // would lie outside of the rectangle.
    painter->fillRect(rect.left(), rect.top(), rect.width(), 1, colour);
    painter->fillRect(rect.left(), rect.bottom(), rect.width(), 1, colour);
    painter->fillRect(rect.left(), rect.top(), 1, rect.height(), colour);
    painter->fillRect(rect.right(), rect.top(), 1, rect.height(), colour);
}

void paintFocusFrame(QAbstractScrollArea *view, const Theme &theme)
{
    if (!view->hasFocus())
        return;
    QPainter painter(view->viewport());
    paintFrame(&painter, view->viewport()->rect(), theme.accent());
}

} // namespace Inspector
