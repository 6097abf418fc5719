// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/views/elidedlabel.h"

#include "inspector/views/celltext.h"

#include <QtGui/QHelpEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QStyle>
#include <QtWidgets/QStyleOption>
#include <QtWidgets/QToolTip>

#include <algorithm>

namespace Inspector {

ElidedLabel::ElidedLabel(Qt::TextElideMode mode, QWidget *parent)
    : QLabel(parent)
    , m_mode(mode)
{
    setTextFormat(Qt::PlainText);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void ElidedLabel::setMode(Qt::TextElideMode mode)
{
    m_mode = mode;
    update();
}

QSize ElidedLabel::minimumSizeHint() const
{
    // A text that is shorter than its shortened form needs no more than itself.
    return {std::min(fontMetrics().averageCharWidth() * 4, sizeHint().width()), QLabel::minimumSizeHint().height()};
}

QSize ElidedLabel::sizeHint() const
{
    // One pixel more than the text, or rounding shortens what would have fitted.
    const QMargins margins = contentsMargins();
    return {fontMetrics().horizontalAdvance(text()) + margins.left() + margins.right() + 2 * margin() + 1,
            QLabel::sizeHint().height()};
}

void ElidedLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    QStyleOption option;
    option.initFrom(this);
    style()->drawPrimitive(QStyle::PE_Widget, &option, &painter, this);
    const QRect rect = contentsRect();
    style()->drawItemText(&painter, rect, int(alignment()), palette(), isEnabled(),
                          elidedText(fontMetrics(), text(), m_mode, rect.width()), foregroundRole());
}

bool ElidedLabel::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip && toolTip().isEmpty()) {
        const bool shortened = fontMetrics().horizontalAdvance(text()) > contentsRect().width();
        QToolTip::showText(static_cast<QHelpEvent *>(event)->globalPos(), shortened ? text() : QString(), this);
        return true;
    }
    return QLabel::event(event);
}

} // namespace Inspector
