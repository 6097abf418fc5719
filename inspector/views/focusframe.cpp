// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/views/focusframe.h"

#include "inspector/theme/theme.h"

#include <QtGui/QPainter>

namespace Inspector {

void paintFocusFrame(QAbstractScrollArea *view, const Theme &theme)
{
    if (!view->hasFocus())
        return;
    QPainter painter(view->viewport());
    painter.setPen(theme.accent());
    painter.drawRect(view->viewport()->rect().adjusted(0, 0, -1, -1));
}

} // namespace Inspector
