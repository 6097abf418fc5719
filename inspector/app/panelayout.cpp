// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/app/panelayout.h"

#include <QtCore/QDataStream>
#include <QtCore/QIODevice>
#include <QtGui/QAction>
#include <QtWidgets/QLayout>
#include <QtWidgets/QSplitter>

#include <algorithm>
#include <numeric>
#include <utility>

namespace Inspector {

namespace {

constexpr quint32 stateVersion = 1;

int extent(const QSplitter &splitter)
{
    return splitter.orientation() == Qt::Horizontal ? splitter.width() : splitter.height();
}

} // namespace

PaneLayout::PaneLayout(QObject *parent)
    : QObject(parent)
{}

void PaneLayout::addSplitter(QSplitter *splitter)
{
    if (std::find(m_splitters.cbegin(), m_splitters.cend(), splitter) != m_splitters.cend())
        return;
    m_splitters.push_back(splitter);
    connect(splitter, &QSplitter::splitterMoved, this, [this, splitter] {
        m_moved = true;
        hideCollapsed(splitter);
    });
}

void PaneLayout::addMain(QSplitter *splitter, QWidget *pane)
{
    addSplitter(splitter);
    splitter->addWidget(pane);
    const int index = splitter->indexOf(pane);
    splitter->setCollapsible(index, false);
    splitter->setStretchFactor(index, 1);
    m_panes.push_back({splitter, pane, nullptr, {}});
}

void PaneLayout::addPane(QSplitter *splitter, QWidget *pane, QAction *action, DefaultSize defaultSize)
{
    addSplitter(splitter);
    splitter->addWidget(pane);
    splitter->setStretchFactor(splitter->indexOf(pane), 0);
    pane->setVisible(action->isChecked());
    m_panes.push_back({splitter, pane, action, std::move(defaultSize)});
    connect(action, &QAction::toggled, this, [this, index = m_panes.size() - 1](bool shown) {
        const Pane &changed = m_panes.at(index);
        changed.widget->setVisible(shown);
        if (!m_moved)
            divide();
        else if (shown)
            giveSize(changed);
    });
}

void PaneLayout::divide()
{
    if (m_moved)
        return;
    for (QSplitter *splitter : m_splitters) {
        QList<int> sizes(splitter->count(), 0);
        int main = 0;
        for (const Pane &pane : m_panes) {
            if (pane.splitter != splitter)
                continue;
            const int index = splitter->indexOf(pane.widget);
            if (!pane.action)
                main = index;
            else if (pane.action->isChecked())
                sizes[index] = pane.defaultSize();
        }
        sizes[main] = std::max(100, extent(*splitter) - std::accumulate(sizes.cbegin(), sizes.cend(), 0));
        splitter->setSizes(sizes);
    }
}

void PaneLayout::hideCollapsed(const QSplitter *splitter)
{
    for (const Pane &pane : m_panes) {
        if (pane.splitter != splitter || !pane.action || !pane.action->isChecked())
            continue;
        if (splitter->sizes().at(splitter->indexOf(pane.widget)) == 0)
            pane.action->setChecked(false);
    }
}

void PaneLayout::giveSize(const Pane &pane)
{
    // A hidden page has no size to divide; restore() comes back to this.
    if (extent(*pane.splitter) <= 0)
        return;
    pane.splitter->refresh();
    QList<int> sizes = pane.splitter->sizes();
    const int index = pane.splitter->indexOf(pane.widget);
    const int wanted = std::max(pane.defaultSize(), 40);
    if (sizes.at(index) >= 40)
        return;
    const auto largest = std::max_element(sizes.begin(), sizes.end());
    *largest = std::max(100, *largest - wanted);
    sizes[index] = wanted;
    pane.splitter->setSizes(sizes);
}

QByteArray PaneLayout::save() const
{
    if (!m_moved)
        return {};
    QByteArray state;
    QDataStream stream(&state, QIODevice::WriteOnly);
    stream << stateVersion;
    for (const QSplitter *splitter : m_splitters)
        stream << splitter->saveState();
    return state;
}

bool PaneLayout::restore(const QByteArray &state)
{
    QDataStream stream(state);
    quint32 version = 0;
    stream >> version;
    if (version != stateVersion)
        return false;
    for (QSplitter *splitter : m_splitters) {
        QByteArray sizes;
        stream >> sizes;
        if (stream.status() != QDataStream::Ok || !splitter->restoreState(sizes))
            return false;
    }
    m_moved = true;
    // A pane that was hidden was saved without a size.
    for (const Pane &pane : m_panes) {
        if (!pane.action)
            continue;
        pane.widget->setVisible(pane.action->isChecked());
        if (pane.action->isChecked())
            giveSize(pane);
    }
    return true;
}

} // namespace Inspector
