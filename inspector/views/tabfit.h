// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QObject>

QT_BEGIN_NAMESPACE
class QComboBox;
class QTabWidget;
QT_END_NAMESPACE

namespace Inspector {

/// Replaces the tab bar of a QTabWidget by a combo box where the tabs have no room beside each other.
class TabFit final : public QObject
{
    Q_OBJECT

public:
    /// \param tabs  the parent of this object.
    explicit TabFit(QTabWidget *tabs);

    /// Returns the combo box, for a layout above the tabs; hidden while the tabs fit.
    [[nodiscard]] QComboBox *box() const { return m_box; }
    /// To be called when tabs were added, shown, hidden or renamed.
    void update();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void fit();

    QTabWidget *m_tabs;
    QComboBox *m_box;
};

} // namespace Inspector
