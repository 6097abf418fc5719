// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/views/celltext.h"

#include <QtGui/QPainter>

namespace Inspector {

void drawCellText(QPainter *painter, const QRect &rect, Qt::Alignment alignment, const QString &text,
                  Qt::TextElideMode elide)
{
    painter->drawText(rect, int(alignment | Qt::AlignVCenter | Qt::TextSingleLine),
                      painter->fontMetrics().elidedText(text, elide, rect.width()));
}

} // namespace Inspector
