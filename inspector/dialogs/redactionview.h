// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/formats/redactionpreview.h"

#include <QtWidgets/QWidget>

QT_BEGIN_NAMESPACE
class QCheckBox;
class QLabel;
class QListWidget;
class QPlainTextEdit;
class QTabWidget;
class QTableWidget;
QT_END_NAMESPACE

namespace Inspector {

class EmptyText;

/// Shows what a redaction replaces: the values, and the messages that change, before and after.
class RedactionView final : public QWidget
{
    Q_OBJECT

public:
    explicit RedactionView(QWidget *parent = nullptr);

    void showPreview(const RedactionPreview &preview);
    /// Shows \a text in place of a preview: that it is being made, or why there is none.
    void showText(const QString &text);
    /// Returns the sentence above the values.
    [[nodiscard]] QString summary() const;

private:
    void fillValues();
    void showExample(int row);

    RedactionPreview m_preview;
    QLabel *m_summary = nullptr;
    QTabWidget *m_tabs = nullptr;
    QTableWidget *m_values = nullptr;
    QCheckBox *m_reveal = nullptr;
    QListWidget *m_messages = nullptr;
    EmptyText *m_noValues = nullptr;
    EmptyText *m_noMessages = nullptr;
    QPlainTextEdit *m_before = nullptr;
    QPlainTextEdit *m_after = nullptr;
};

} // namespace Inspector
