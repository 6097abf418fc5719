// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/capture/postgrescatalog.h"

#include <QtCore/QThread>
#include <QtWidgets/QDialog>

#include <memory>

QT_BEGIN_NAMESPACE
class QLabel;
class QLineEdit;
class QPushButton;
class QTreeWidget;
QT_END_NAMESPACE

namespace Inspector {

/// Chooses a capture in a PostgreSQL database. The database is asked beside the GUI thread.
class DatabaseDialog final : public QDialog
{
    Q_OBJECT

public:
    /// \param database  the address that is shown first; its captures are listed at once unless it is empty.
    explicit DatabaseDialog(const QString &database, QWidget *parent = nullptr);
    ~DatabaseDialog() override;

    /// Returns the address of the database, without a capture.
    [[nodiscard]] QString database() const;
    /// Returns the address of the chosen capture.
    [[nodiscard]] QString address() const;

private:
    struct Answer
    {
        QList<CatalogEntry> captures;
        QString problem;
    };

    void list();
    void show(const Answer &answer);
    void update();

    QLineEdit *m_url = nullptr;
    QPushButton *m_list = nullptr;
    QTreeWidget *m_captures = nullptr;
    QLabel *m_state = nullptr;
    QPushButton *m_open = nullptr;
    std::unique_ptr<QThread> m_thread;
};

} // namespace Inspector
