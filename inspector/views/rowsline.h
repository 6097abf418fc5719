// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtWidgets/QFrame>

QT_BEGIN_NAMESPACE
class QAction;
class QToolButton;
QT_END_NAMESPACE

namespace Inspector {

class ElidedLabel;

/// The line below a view that counts rows of a kind, with a button that hides and shows them.
///
/// It is invisible while there are no such rows, unless they are hidden: that a view leaves something out is always
/// visible.
class RowsLine final : public QFrame
{
    Q_OBJECT

public:
    /// \param hideAction  checkable: checked while the rows are hidden. The button toggles it.
    explicit RowsLine(QAction *hideAction, QWidget *parent = nullptr);

    /// \param text  what is counted, and whether it is hidden.
    /// \param count  number of rows; 0 makes the line invisible while hideAction is unchecked.
    void setState(const QString &text, quint32 count);
    [[nodiscard]] QString text() const;

private:
    QAction *m_action;
    ElidedLabel *m_text;
    QToolButton *m_button;
};

} // namespace Inspector
