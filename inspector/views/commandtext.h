// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QString>
#include <QtWidgets/QWidget>

QT_BEGIN_NAMESPACE
class QLabel;
class QToolButton;
QT_END_NAMESPACE

namespace Inspector {

/// A command for a terminal, with a button that copies it.
class CommandText final : public QWidget
{
    Q_OBJECT

public:
    explicit CommandText(QWidget *parent = nullptr);

    void setText(const QString &text);
    [[nodiscard]] QString text() const { return m_text; }
    /// Returns the button, for the order of the keyboard focus.
    [[nodiscard]] QToolButton *button() const { return m_copy; }

    /// Returns \a word as a shell takes it for one word.
    /// \par Source  POSIX.1-2017, Shell Command Language, section 2.2.2 (single quotes).
    [[nodiscard]] static QString quoted(const QString &word);

private:
    QString m_text;
    QLabel *m_label = nullptr;
    QToolButton *m_copy = nullptr;
};

} // namespace Inspector
