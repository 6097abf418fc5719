// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/setup/runrequest.h"

#include <QtWidgets/QDialog>

QT_BEGIN_NAMESPACE
class QLabel;
class QLineEdit;
QT_END_NAMESPACE

namespace Inspector {

class CommandText;
class ListenField;

/// Asks where a forward proxy listens and where it writes the certificates that its clients have to trust, and shows
/// how a client is configured.
class ForwardProxyDialog final : public QDialog
{
    Q_OBJECT

public:
    explicit ForwardProxyDialog(QWidget *parent = nullptr);

    [[nodiscard]] ForwardProxyRequest request() const;

    void accept() override;

protected:
    void showEvent(QShowEvent *event) override;

private:
    [[nodiscard]] bool validate();
    void updateCommandText();

    ListenField *m_listen = nullptr;
    QLineEdit *m_bundle = nullptr;
    QLabel *m_bundleProblem = nullptr;
    CommandText *m_commandText = nullptr;
    bool m_tried = false;
};

} // namespace Inspector
