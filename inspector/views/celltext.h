// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QString>

QT_BEGIN_NAMESPACE
class QFontMetrics;
class QPainter;
class QRect;
QT_END_NAMESPACE

namespace Inspector {

/// Returns \a text shortened to \a width. Of "sender → receiver", with Qt::ElideMiddle, both names are shortened and
/// the arrow stays.
[[nodiscard]] QString elidedText(const QFontMetrics &metrics, const QString &text, Qt::TextElideMode elide, int width);

/// One line of \a text in the middle of the height of \a rect, shortened where it does not fit.
void drawCellText(QPainter *painter, const QRect &rect, Qt::Alignment alignment, const QString &text,
                  Qt::TextElideMode elide = Qt::ElideRight);

} // namespace Inspector
