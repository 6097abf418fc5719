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

QString elidedNameAndAddress(const QFontMetrics &metrics, const QString &name, const QString &address, int width)
{
    const QString gap = u"  "_s;
    const QString whole = name.isEmpty() || address.isEmpty() ? name + address : name + gap + address;
    if (metrics.horizontalAdvance(whole) <= width)
        return whole;
    // The end of an address, its port, is what differs most.
    const QString port = u'…' + address.sliced(std::max<qsizetype>(address.lastIndexOf(u':'), 0));
    const int room = width - metrics.horizontalAdvance(name + gap);
    if (!name.isEmpty() && (address.isEmpty() || room < metrics.horizontalAdvance(port)))
        return metrics.elidedText(name, Qt::ElideRight, width);
    return name.isEmpty() ? metrics.elidedText(address, Qt::ElideLeft, width)
                          : name + gap + metrics.elidedText(address, Qt::ElideLeft, room);
}

int tableRowHeight(const QFontMetrics &metrics)
{
    return std::max(24, metrics.height() + 8);
}

int tableHeadingHeight(const QFontMetrics &metrics)
{
    return std::max(28, metrics.height() + 12);
}

void drawSelectionEdges(QPainter *painter, const QRect &rect, const QColor &colour)
{
    painter->fillRect(rect.left(), rect.top(), rect.width(), 1, colour);
    painter->fillRect(rect.left(), rect.bottom(), rect.width(), 1, colour);
}

void drawCellText(QPainter *painter, const QRect &rect, Qt::Alignment alignment, const QString &text,
                  Qt::TextElideMode elide)
{
    painter->drawText(rect, int(alignment | Qt::AlignVCenter | Qt::TextSingleLine),
                      elidedText(painter->fontMetrics(), text, elide, rect.width()));
}

} // namespace Inspector
