// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/views/statedot.h"

#include "inspector/theme/theme.h"

#include <QtGui/QPainter>

namespace Inspector {

void paintStateDot(QPainter *painter, const Theme &theme, const QPointF &centre, ConnectionModel::State state)
{
    constexpr qreal radius = 4.0;
    switch (state) {
    case ConnectionModel::State::Good:
        painter->setPen(Qt::NoPen);
        painter->setBrush(theme.good());
        painter->drawEllipse(centre, radius + 0.5, radius + 0.5);
        return;
    case ConnectionModel::State::Waiting:
        painter->setPen(QPen(theme.waiting(), 1.8));
        painter->setBrush(Qt::NoBrush);
        painter->drawEllipse(centre, radius - 0.4, radius - 0.4);
        return;
    case ConnectionModel::State::Bad:
        painter->setPen(QPen(theme.error(), 2.0, Qt::SolidLine, Qt::RoundCap));
        painter->drawLine(centre + QPointF(-3, -3), centre + QPointF(3, 3));
        painter->drawLine(centre + QPointF(-3, 3), centre + QPointF(3, -3));
        return;
    case ConnectionModel::State::Idle:
        painter->setPen(QPen(theme.muted(), 1.6));
        painter->setBrush(Qt::NoBrush);
        painter->drawEllipse(centre, radius - 0.6, radius - 0.6);
        return;
    }
}

} // namespace Inspector
