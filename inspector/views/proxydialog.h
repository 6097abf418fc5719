// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/setup/proxyrequest.h"

#include <QtCore/QStringList>
#include <QtWidgets/QDialog>

QT_BEGIN_NAMESPACE
class QComboBox;
class QLabel;
QT_END_NAMESPACE

namespace Inspector {

class ListenField;

/// Asks where a proxy listens and which relay it leads to.
class ProxyDialog final : public QDialog
{
    Q_OBJECT

public:
    explicit ProxyDialog(QWidget *parent = nullptr);

    void setRecentAddresses(const QStringList &addresses);
    [[nodiscard]] ProxyRequest request() const;

    void accept() override;

protected:
    void showEvent(QShowEvent *event) override;

private:
    [[nodiscard]] bool validate();

    QComboBox *m_upstream = nullptr;
    ListenField *m_listen = nullptr;
    QLabel *m_upstreamProblem = nullptr;
    bool m_tried = false;
};

} // namespace Inspector
