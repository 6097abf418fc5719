// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QString>

QT_BEGIN_NAMESPACE
class QColor;
class QFontMetrics;
class QPainter;
class QRect;
QT_END_NAMESPACE

namespace Inspector {

/// Returns \a text shortened to \a width. Of "sender → receiver", with Qt::ElideMiddle, both names are shortened and
/// the arrow stays.
[[nodiscard]] QString elidedText(const QFontMetrics &metrics, const QString &text, Qt::TextElideMode elide, int width);

/// Returns \a name and \a address on one line, shortened to \a width: first the beginning of the address, of which at
/// least the port stays or nothing, then the name.
[[nodiscard]] QString elidedNameAndAddress(const QFontMetrics &metrics, const QString &name, const QString &address,
                                           int width);

/// Returns the height of a row of a table, and of its heading, in pixels: more with a larger font.
[[nodiscard]] int tableRowHeight(const QFontMetrics &metrics);
[[nodiscard]] int tableHeadingHeight(const QFontMetrics &metrics);

/// Draws the edges above and below a selected row at \a rect, a part of it: it is no other row by more than its colour.
void drawSelectionEdges(QPainter *painter, const QRect &rect, const QColor &colour);

/// One line of \a text in the middle of the height of \a rect, shortened where it does not fit.
void drawCellText(QPainter *painter, const QRect &rect, Qt::Alignment alignment, const QString &text,
                  Qt::TextElideMode elide = Qt::ElideRight);

} // namespace Inspector
