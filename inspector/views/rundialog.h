// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/setup/runrequest.h"

#include <QtWidgets/QDialog>

QT_BEGIN_NAMESPACE
class QCheckBox;
class QLabel;
class QLineEdit;
QT_END_NAMESPACE

namespace Inspector {

class CommandText;

/// Asks for a program whose connections are to be read.
class RunDialog final : public QDialog
{
    Q_OBJECT

public:
    explicit RunDialog(QWidget *parent = nullptr);

    void setCommand(const QString &command);
    [[nodiscard]] QString command() const;
    /// Returns what was asked for; its command is empty if the text in the field is none.
    [[nodiscard]] RunRequest request() const;

    void accept() override;

protected:
    void showEvent(QShowEvent *event) override;

private:
    [[nodiscard]] bool validate();
    void updateCommandText();

    QLineEdit *m_command = nullptr;
    QLineEdit *m_directory = nullptr;
    QLineEdit *m_authorities = nullptr;
    QCheckBox *m_all = nullptr;
    QLabel *m_commandProblem = nullptr;
    QLabel *m_directoryProblem = nullptr;
    QLabel *m_authoritiesProblem = nullptr;
    CommandText *m_commandText = nullptr;
    bool m_tried = false;
};

} // namespace Inspector
