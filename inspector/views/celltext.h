// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/Qt>

QT_BEGIN_NAMESPACE
class QPainter;
class QRect;
class QString;
QT_END_NAMESPACE

namespace Inspector {

/// One line of \a text in the middle of the height of \a rect, shortened where it does not fit.
void drawCellText(QPainter *painter, const QRect &rect, Qt::Alignment alignment, const QString &text,
                  Qt::TextElideMode elide = Qt::ElideRight);

} // namespace Inspector
