// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/views/rowsline.h"

#include "inspector/views/elidedlabel.h"

#include <QtGui/QAction>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QToolButton>

namespace Inspector {

using namespace Qt::Literals::StringLiterals;

RowsLine::RowsLine(QAction *hideAction, QWidget *parent)
    : QFrame(parent)
    , m_action(hideAction)
    , m_text(new ElidedLabel)
    , m_button(new QToolButton)
{
    setObjectName(u"rowsLine"_s);
    m_text->setProperty("textRole", u"muted"_s);
    m_button->setFocusPolicy(Qt::StrongFocus);
    m_button->setToolTip(hideAction->toolTip());
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(14, 1, 6, 1);
    layout->setSpacing(6);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_button);
    connect(m_button, &QToolButton::clicked, m_action, &QAction::trigger);
    hide();
}

void RowsLine::setState(const QString &text, quint32 count)
{
    m_text->setText(text);
    m_button->setText(m_action->isChecked() ? tr("Show") : tr("Hide"));
    // A screen reader does not read the text beside the button.
    m_button->setAccessibleName(tr("%1: %2", "button · what it is about").arg(m_button->text(), text));
    setVisible(count > 0 || m_action->isChecked());
}

QString RowsLine::text() const
{
    return m_text->text();
}

} // namespace Inspector
