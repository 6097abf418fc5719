// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtWidgets/QDialog>

#include <functional>

QT_BEGIN_NAMESPACE
class QLabel;
class QLineEdit;
QT_END_NAMESPACE

namespace Inspector {

/// Asks for the number or the time of a message.
class GoToDialog final : public QDialog
{
    Q_OBJECT

public:
    /// Goes to what a text means. \return false where there is no such message.
    using Go = std::function<bool(const QString &)>;

    explicit GoToDialog(Go go, QWidget *parent = nullptr);

    void accept() override;

private:
    Go m_go;
    QLineEdit *m_text;
    QLabel *m_error;
};

} // namespace Inspector
