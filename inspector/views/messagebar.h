// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QStringList>
#include <QtWidgets/QFrame>

QT_BEGIN_NAMESPACE
class QLabel;
class QPushButton;
class QToolButton;
QT_END_NAMESPACE

namespace Inspector {

/// Says what went wrong above the traffic, without taking the focus. Messages queue up: none is lost because another
/// one came.
class MessageBar final : public QFrame
{
    Q_OBJECT

public:
    explicit MessageBar(QWidget *parent = nullptr);

    void showProblem(const QString &text);
    void clear();
    /// The message on show; empty while there is none.
    [[nodiscard]] QString text() const;
    /// All messages not yet dismissed, the one on show first.
    [[nodiscard]] QStringList pending() const { return m_pending; }

private:
    void dismiss();
    void showFirst();

    QStringList m_pending;
    QLabel *m_text = nullptr;
    QLabel *m_more = nullptr;
    QToolButton *m_dismiss = nullptr;
};

} // namespace Inspector
