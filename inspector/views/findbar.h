// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtWidgets/QWidget>

QT_BEGIN_NAMESPACE
class QLabel;
class QLineEdit;
QT_END_NAMESPACE

namespace Inspector {

class TextRowsView;

/// Searches a text view: Return finds the next place, Shift+Return the one before, Escape closes the bar.
class FindBar final : public QWidget
{
    Q_OBJECT

public:
    explicit FindBar(QWidget *parent = nullptr);

    /// Sets the view to search, or null.
    void setView(TextRowsView *view);
    /// Shows the bar with the selected text of the view.
    void open();
    void findNext() { find(false); }
    void findPrevious() { find(true); }

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void find(bool backwards);
    void close();

    TextRowsView *m_view = nullptr;
    QLineEdit *m_text = nullptr;
    QLabel *m_result = nullptr;
};

} // namespace Inspector
