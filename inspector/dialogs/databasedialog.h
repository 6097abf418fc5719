// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/capture/postgrescatalog.h"

#include <QtWidgets/QDialog>

#include <memory>

QT_BEGIN_NAMESPACE
class QLabel;
class QLineEdit;
class QPushButton;
class QTreeWidget;
QT_END_NAMESPACE

namespace Inspector {

class BackgroundJob;
class EmptyText;

/// Chooses a capture in a PostgreSQL database, or all of them. The database is asked beside the GUI thread.
class DatabaseDialog final : public QDialog
{
    Q_OBJECT

public:
    /// \param database  the address that is shown first; its captures are listed at once unless it is empty.
    explicit DatabaseDialog(const QString &database, QWidget *parent = nullptr);
    ~DatabaseDialog() override;

    /// Returns the address of the database, without a capture.
    [[nodiscard]] QString database() const;
    /// Returns the address of the chosen capture; that of the database where all of them are chosen.
    [[nodiscard]] QString address() const;

private:
    using Answer = std::variant<QList<CatalogEntry>, PostgresProblem>;

    void onUrlChanged();
    void listCaptures();
    void showAnswer();
    /// Shows why no captures are listed, and \a problem below the address.
    void showState(const QString &title, const QString &hint, const QString &problem = {});
    void showNotListed(const QString &problem = {});
    void validate();

    QLineEdit *m_url = nullptr;
    QPushButton *m_list = nullptr;
    QTreeWidget *m_captures = nullptr;
    QLabel *m_problem = nullptr;
    EmptyText *m_empty = nullptr;
    QPushButton *m_open = nullptr;
    QString m_listed; ///< The database whose captures are asked for or listed.
    Answer m_answer;
    std::unique_ptr<BackgroundJob> m_job; ///< The last member: it writes to the others.
};

} // namespace Inspector
