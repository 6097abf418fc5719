// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/views/panetabs.h"

#include "inspector/views/elidedlabel.h"

#include <QtCore/QSignalBlocker>
#include <QtGui/QAction>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QTabBar>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

namespace Inspector {

using namespace Qt::Literals::StringLiterals;

PaneTabs::PaneTabs(QWidget *parent)
    : QWidget(parent)
    , m_action(new QAction(this))
    , m_tabs(new QTabBar(this))
    , m_subject(new ElidedLabel(Qt::ElideMiddle, this))
    , m_stack(new QStackedWidget(this))
{
    setObjectName(u"paneTabs"_s);
    m_action->setCheckable(true);
    m_tabs->setObjectName(u"paneTabBar"_s);
    m_tabs->setAccessibleName(tr("Panes below the messages"));
    m_tabs->setExpanding(false);
    m_tabs->setDrawBase(false);
    m_tabs->setFocusPolicy(Qt::TabFocus);
    m_subject->setProperty("textRole", u"muted"_s);
    auto *heading = new QWidget(this);
    heading->setObjectName(u"paneTabsHeading"_s);
    heading->setAttribute(Qt::WA_StyledBackground);
    auto *row = new QHBoxLayout(heading);
    row->setContentsMargins(6, 0, 14, 0);
    row->setSpacing(10);
    row->addWidget(m_tabs);
    row->addWidget(m_subject, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(heading);
    layout->addWidget(m_stack, 1);
    connect(m_action, &QAction::toggled, this, &PaneTabs::onAllToggled);
    connect(m_tabs, &QTabBar::currentChanged, this, &PaneTabs::onCurrentChanged);
}

void PaneTabs::addPane(QWidget *pane, QAction *action, const QString &title)
{
    const int index = m_stack->addWidget(pane);
    m_panes.push_back({pane, action, {}});
    m_tabs->addTab(title);
    m_tabs->setTabVisible(index, action->isChecked());
    connect(action, &QAction::toggled, this, [this, index](bool shown) { onToggled(index, shown); });
    if (action->isChecked())
        m_action->setChecked(true);
}

void PaneTabs::setSubject(const QWidget *pane, const QString &subject)
{
    const auto found =
        std::find_if(m_panes.begin(), m_panes.end(), [pane](const Pane &each) { return each.widget == pane; });
    if (found == m_panes.end() || found->subject == subject)
        return;
    found->subject = subject;
    if (currentPane() == pane)
        m_subject->setText(subject);
}

QWidget *PaneTabs::currentPane() const
{
    return m_stack->currentWidget();
}

void PaneTabs::selectPane(QWidget *pane)
{
    const int index = m_stack->indexOf(pane);
    if (index >= 0 && m_panes[std::size_t(index)].action->isChecked())
        m_tabs->setCurrentIndex(index);
}

void PaneTabs::setCurrentPane(QWidget *pane)
{
    const int index = m_stack->indexOf(pane);
    if (index < 0)
        return;
    m_panes[std::size_t(index)].action->setChecked(true);
    m_tabs->setCurrentIndex(index);
}

void PaneTabs::onToggled(int pane, bool shown)
{
    m_tabs->setTabVisible(pane, shown);
    if (shown)
        m_tabs->setCurrentIndex(pane);
    m_action->setChecked(
        std::any_of(m_panes.cbegin(), m_panes.cend(), [](const Pane &each) { return each.action->isChecked(); }));
}

void PaneTabs::onAllToggled(bool shown)
{
    if (shown) {
        if (std::none_of(m_panes.cbegin(), m_panes.cend(), [](const Pane &each) { return each.action->isChecked(); }))
            m_panes.at(std::size_t(m_last)).action->setChecked(true);
        return;
    }
    const int last = m_last;
    for (const Pane &each : m_panes)
        each.action->setChecked(false);
    m_last = last;
}

void PaneTabs::onCurrentChanged(int tab)
{
    if (tab < 0 || tab >= int(m_panes.size()))
        return;
    m_last = tab;
    m_stack->setCurrentIndex(tab);
    m_subject->setText(m_panes[std::size_t(tab)].subject);
}

} // namespace Inspector
