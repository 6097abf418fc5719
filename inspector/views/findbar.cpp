// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/views/findbar.h"

#include "inspector/views/textrowsview.h"

#include <QtGui/QKeyEvent>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QToolButton>

namespace Inspector {

using namespace Qt::Literals::StringLiterals;

namespace {

// A longer selection was hardly meant as the text to find.
constexpr qsizetype maxSelection = 200;

} // namespace

FindBar::FindBar(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(u"findBar"_s);
    m_text = new QLineEdit(this);
    m_text->setObjectName(u"findText"_s);
    m_text->setPlaceholderText(tr("Find"));
    m_text->setAccessibleName(tr("Text to find"));
    m_text->setClearButtonEnabled(true);
    m_result = new QLabel(this);
    m_result->setObjectName(u"findResult"_s);
    m_result->setProperty("textRole", u"muted"_s);
    const auto button = [this](const QString &text, const QString &name, auto &&run) {
        auto *made = new QToolButton(this);
        made->setText(text);
        made->setToolTip(name);
        made->setAccessibleName(name);
        made->setFocusPolicy(Qt::TabFocus);
        connect(made, &QToolButton::clicked, this, run);
        return made;
    };
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(10, 4, 6, 4);
    layout->setSpacing(4);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_result);
    layout->addWidget(button(u"↑"_s, tr("Previous place (Shift+F3)"), [this] { findPrevious(); }));
    layout->addWidget(button(u"↓"_s, tr("Next place (F3)"), [this] { findNext(); }));
    layout->addWidget(button(u"✕"_s, tr("Close (Esc)"), [this] { close(); }));
    connect(m_text, &QLineEdit::textEdited, m_result, &QLabel::clear);
    hide();
}

void FindBar::setView(TextRowsView *view)
{
    if (view == m_view)
        return;
    if (m_view)
        m_view->disconnect(this);
    m_view = view;
    m_result->clear();
    if (!view) {
        hide();
        return;
    }
    connect(view, &TextRowsView::findFinished, this,
            [this](bool found) { m_result->setText(found ? QString() : tr("not found")); });
}

void FindBar::open()
{
    if (!m_view)
        return;
    const QString selected = m_view->selectedText();
    if (!selected.isEmpty() && selected.size() <= maxSelection && !selected.contains(u'\n'))
        m_text->setText(selected);
    show();
    m_text->setFocus(Qt::ShortcutFocusReason);
    m_text->selectAll();
}

void FindBar::close()
{
    hide();
    if (m_view)
        m_view->setFocus(Qt::OtherFocusReason);
}

void FindBar::find(bool backwards)
{
    if (!m_view)
        return;
    if (m_text->text().isEmpty()) {
        open();
        return;
    }
    m_result->setText(tr("searching…"));
    m_view->find(m_text->text(), backwards);
}

void FindBar::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        find(event->modifiers().testFlag(Qt::ShiftModifier));
        return;
    case Qt::Key_Escape:
        close();
        return;
    default:
        QWidget::keyPressEvent(event);
    }
}

} // namespace Inspector
