// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/views/wrappedlabel.h"

#include <QtGui/QClipboard>
#include <QtGui/QContextMenuEvent>
#include <QtGui/QGuiApplication>
#include <QtGui/QHelpEvent>
#include <QtGui/QPainter>
#include <QtGui/QTextLayout>
#include <QtWidgets/QMenu>
#include <QtWidgets/QStyle>
#include <QtWidgets/QStyleOption>
#include <QtWidgets/QToolTip>

#include <algorithm>
#include <cmath>

namespace Inspector {

namespace {

// More is never visible, and would take long to lay out.
constexpr qsizetype maxCharacters = 4096;

} // namespace

WrappedLabel::WrappedLabel(QWidget *parent)
    : QLabel(parent)
{
    setTextFormat(Qt::PlainText);
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

bool WrappedLabel::layOut(QTextLayout *layout, int width) const
{
    QString shown = text().left(maxCharacters);
    shown.replace(u'\n', QChar::LineSeparator);
    if (fill(layout, shown, width) && shown.size() == text().size())
        return true;
    // The rest becomes one line, and is shortened there.
    const int begin = layout->lineAt(layout->lineCount() - 1).textStart();
    QString rest = shown.sliced(begin) + u'…';
    rest.replace(QChar::LineSeparator, u' ');
    (void)fill(layout, shown.first(begin) + fontMetrics().elidedText(rest, Qt::ElideRight, width - 1), width);
    return false;
}

/// Returns whether all of \a shown fits into maxLines.
bool WrappedLabel::fill(QTextLayout *layout, const QString &shown, int width) const
{
    layout->setText(shown);
    layout->setFont(font());
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    layout->setTextOption(option);
    layout->beginLayout();
    qreal y = 0;
    bool complete = false;
    for (int i = 0; i < maxLines; ++i) {
        QTextLine line = layout->createLine();
        if (!line.isValid()) {
            complete = true;
            break;
        }
        line.setLineWidth(std::max(width, 1));
        line.setPosition(QPointF(0, y));
        y += line.height();
        complete = line.textStart() + line.textLength() >= shown.size();
    }
    layout->endLayout();
    return complete;
}

QSize WrappedLabel::minimumSizeHint() const
{
    return {fontMetrics().averageCharWidth() * 12, fontMetrics().lineSpacing()};
}

QSize WrappedLabel::sizeHint() const
{
    const int width = std::min(fontMetrics().horizontalAdvance(text().left(maxCharacters)) + 1,
                               fontMetrics().averageCharWidth() * 60);
    return {width, heightForWidth(width)};
}

int WrappedLabel::heightForWidth(int width) const
{
    QTextLayout layout;
    (void)layOut(&layout, width - contentsMargins().left() - contentsMargins().right());
    return int(std::ceil(layout.boundingRect().height())) + contentsMargins().top() + contentsMargins().bottom();
}

void WrappedLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    QStyleOption option;
    option.initFrom(this);
    style()->drawPrimitive(QStyle::PE_Widget, &option, &painter, this);
    painter.setPen(palette().color(foregroundRole()));
    QTextLayout layout;
    const QRect rect = contentsRect();
    (void)layOut(&layout, rect.width());
    const int free = std::max(0, rect.height() - int(std::ceil(layout.boundingRect().height())));
    layout.draw(&painter, QPoint(rect.left(), rect.top() + (alignment() & Qt::AlignVCenter ? free / 2 : 0)));
}

void WrappedLabel::contextMenuEvent(QContextMenuEvent *event)
{
    QMenu menu(this);
    menu.addAction(tr("&Copy"), this, [this] { QGuiApplication::clipboard()->setText(text()); });
    menu.exec(event->globalPos());
}

bool WrappedLabel::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip && toolTip().isEmpty()) {
        QTextLayout layout;
        const bool complete = layOut(&layout, contentsRect().width());
        const QString tip = complete ? QString() : text().left(maxCharacters).toHtmlEscaped();
        QToolTip::showText(static_cast<QHelpEvent *>(event)->globalPos(), tip, this);
        return true;
    }
    return QLabel::event(event);
}

} // namespace Inspector
