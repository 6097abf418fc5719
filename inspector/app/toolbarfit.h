// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QList>
#include <QtCore/QObject>

QT_BEGIN_NAMESPACE
class QAction;
class QToolBar;
QT_END_NAMESPACE

namespace Inspector {

/// Replaces several buttons of a tool bar by one while the bar is too narrow for them. Qt's overflow menu would take
/// the last buttons instead.
class ToolBarFit final : public QObject
{
public:
    /// \param buttons      what QToolBar::addWidget() returned for them.
    /// \param replacement  likewise, for the one button; hidden while there is room.
    ToolBarFit(QToolBar *bar, const QList<QAction *> &buttons, QAction *replacement);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void fit();
    void setNarrow(bool narrow);

    QToolBar *m_bar;
    QList<QAction *> m_buttons;
    QAction *m_replacement;
    bool m_isNarrow = false;
    int m_saved = 0; ///< Pixels that the replacement needs less.
};

} // namespace Inspector
