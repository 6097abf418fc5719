// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/views/messagebar.h"

#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QToolButton>

namespace Inspector {

using namespace Qt::Literals::StringLiterals;

MessageBar::MessageBar(QWidget *parent)
    : QFrame(parent)
{
    setObjectName(u"messageBar"_s);
    setProperty("notice", u"problem"_s);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 6, 6, 6);
    layout->setSpacing(10);
    auto *glyph = new QLabel(u"✕"_s, this);
    glyph->setProperty("textRole", u"error"_s);
    m_text = new QLabel(this);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_more = new QLabel(this);
    m_more->setProperty("textRole", u"muted"_s);
    m_dismiss = new QToolButton(this);
    m_dismiss->setText(tr("Dismiss"));
    m_dismiss->setAutoRaise(true);
    m_dismiss->setFocusPolicy(Qt::TabFocus);
    connect(m_dismiss, &QToolButton::clicked, this, &MessageBar::dismiss);
    layout->addWidget(glyph);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_more);
    layout->addWidget(m_dismiss);
    hide();
}

void MessageBar::showProblem(const QString &text)
{
    if (text.isEmpty() || m_pending.contains(text))
        return;
    m_pending.append(text);
    showFirst();
}

void MessageBar::clear()
{
    m_pending.clear();
    showFirst();
}

QString MessageBar::text() const
{
    return m_pending.isEmpty() ? QString() : m_pending.first();
}

void MessageBar::dismiss()
{
    if (!m_pending.isEmpty())
        m_pending.removeFirst();
    showFirst();
}

void MessageBar::showFirst()
{
    m_text->setText(text());
    m_text->setAccessibleName(tr("Problem: %1").arg(text()));
    const auto more = int(m_pending.size()) - 1;
    m_more->setText(more > 0 ? tr("%n more", nullptr, more) : QString());
    m_more->setVisible(more > 0);
    setVisible(!m_pending.isEmpty());
}

} // namespace Inspector
