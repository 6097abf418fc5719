// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtWidgets/QWidget>

#include <vector>

QT_BEGIN_NAMESPACE
class QAction;
class QStackedWidget;
class QTabBar;
QT_END_NAMESPACE

namespace Inspector {

class ElidedLabel;

/// Panes that share one place: a tab for each that is shown, and beside the tabs what the current one is about.
class PaneTabs final : public QWidget
{
    Q_OBJECT

public:
    explicit PaneTabs(QWidget *parent = nullptr);

    /// Adds a pane under a tab with \a title. The pane's focus proxy receives the keyboard.
    /// \param action  checkable; shows and hides the tab. Where it becomes checked, the pane is the current one.
    void addPane(QWidget *pane, QAction *action, const QString &title);
    /// Sets what \a pane is about: a text behind the tabs.
    void setSubject(const QWidget *pane, const QString &subject);

    /// Returns the action that is checked while any pane is shown; unchecking it hides all of them, checking it shows
    /// the one that was the current one last.
    [[nodiscard]] QAction *action() const { return m_action; }
    [[nodiscard]] QWidget *currentPane() const;
    /// Makes the pane the current one, unless it is hidden.
    void selectPane(QWidget *pane);
    /// Shows the pane, which is the current one then.
    void setCurrentPane(QWidget *pane);

private:
    struct Pane
    {
        QWidget *widget;
        QAction *action;
        QString subject;
    };

    void onToggled(int pane, bool shown);
    void onAllToggled(bool shown);
    void onCurrentChanged(int tab);

    std::vector<Pane> m_panes;
    QAction *m_action;
    QTabBar *m_tabs;
    ElidedLabel *m_subject;
    QStackedWidget *m_stack;
    int m_last = 0; ///< The pane that was the current one last.
};

} // namespace Inspector
