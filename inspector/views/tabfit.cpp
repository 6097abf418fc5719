// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/views/tabfit.h"

#include <QtCore/QEvent>
#include <QtCore/QSignalBlocker>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QTabBar>
#include <QtWidgets/QTabWidget>

namespace Inspector {

namespace {

constexpr int tabsLeft = 6; ///< Of the style sheet: QTabWidget::tab-bar.

} // namespace

TabFit::TabFit(QTabWidget *tabs)
    : QObject(tabs)
    , m_tabs(tabs)
    , m_box(new QComboBox(tabs->parentWidget()))
{
    m_box->setObjectName(tabs->objectName() + QStringLiteral("Box"));
    m_box->setAccessibleName(tabs->tabBar()->accessibleName());
    m_box->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_box->hide();
    tabs->installEventFilter(this);
    connect(m_box, &QComboBox::activated, tabs,
            [this](int entry) { m_tabs->setCurrentIndex(m_box->itemData(entry).toInt()); });
    connect(tabs, &QTabWidget::currentChanged, this, [this](int tab) { m_box->setCurrentIndex(m_box->findData(tab)); });
    update();
}

bool TabFit::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize || event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        fit();
    return QObject::eventFilter(watched, event);
}

void TabFit::update()
{
    const QSignalBlocker blocker(m_box);
    m_box->clear();
    for (int tab = 0; tab < m_tabs->count(); ++tab) {
        if (m_tabs->isTabVisible(tab))
            m_box->addItem(m_tabs->tabText(tab), tab);
    }
    m_box->setCurrentIndex(m_box->findData(m_tabs->currentIndex()));
    fit();
}

void TabFit::fit()
{
    QTabBar *bar = m_tabs->tabBar();
    const bool fits = bar->sizeHint().width() + tabsLeft <= m_tabs->width();
    if (fits != m_box->isHidden()) {
        const bool focused = m_box->hasFocus() || bar->hasFocus();
        m_box->setHidden(fits);
        bar->setVisible(fits);
        QWidget *chooser = fits ? static_cast<QWidget *>(bar) : m_box;
        m_tabs->setFocusProxy(chooser);
        if (focused)
            chooser->setFocus();
    }
}

} // namespace Inspector
