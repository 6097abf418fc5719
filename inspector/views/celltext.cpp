// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/views/celltext.h"

#include <QtGui/QPainter>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace Inspector {

QString elidedText(const QFontMetrics &metrics, const QString &text, Qt::TextElideMode elide, int width)
{
    const QString arrow = u" → "_s;
    const qsizetype at = text.indexOf(arrow);
    if (elide != Qt::ElideMiddle || at < 0 || metrics.horizontalAdvance(text) <= width)
        return metrics.elidedText(text, elide, width);
    const QString from = text.first(at);
    const QString to = text.sliced(at + arrow.size());
    // A short name leaves its room to the other one.
    const int room = std::max(0, width - metrics.horizontalAdvance(arrow));
    const int fromRoom = std::max(room / 2, room - metrics.horizontalAdvance(to));
    const QString shortFrom = metrics.elidedText(from, elide, fromRoom);
    return shortFrom + arrow + metrics.elidedText(to, elide, room - metrics.horizontalAdvance(shortFrom));
}

void drawCellText(QPainter *painter, const QRect &rect, Qt::Alignment alignment, const QString &text,
                  Qt::TextElideMode elide)
{
    painter->drawText(rect, int(alignment | Qt::AlignVCenter | Qt::TextSingleLine),
                      elidedText(painter->fontMetrics(), text, elide, rect.width()));
}

} // namespace Inspector
