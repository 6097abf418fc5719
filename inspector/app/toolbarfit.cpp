// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/app/toolbarfit.h"

#include <QtCore/QEvent>
#include <QtGui/QAction>
#include <QtWidgets/QToolBar>

namespace Inspector {

ToolBarFit::ToolBarFit(QToolBar *bar, const QList<QAction *> &buttons, QAction *replacement)
    : QObject(bar)
    , m_bar(bar)
    , m_buttons(buttons)
    , m_replacement(replacement)
{
    setNarrow(false);
    bar->installEventFilter(this);
}

bool ToolBarFit::eventFilter(QObject *watched, QEvent *event)
{
    // Also when the text of a button changes.
    if (event->type() == QEvent::Resize || event->type() == QEvent::LayoutRequest)
        fit();
    return QObject::eventFilter(watched, event);
}

void ToolBarFit::fit()
{
    const int needed = m_bar->sizeHint().width();
    if (!m_isNarrow && needed > m_bar->width()) {
        setNarrow(true);
        m_saved = needed - m_bar->sizeHint().width();
    } else if (m_isNarrow && needed + m_saved <= m_bar->width()) {
        setNarrow(false);
    }
}

void ToolBarFit::setNarrow(bool narrow)
{
    m_isNarrow = narrow;
    for (QAction *button : m_buttons)
        button->setVisible(!narrow);
    m_replacement->setVisible(narrow);
}

} // namespace Inspector
