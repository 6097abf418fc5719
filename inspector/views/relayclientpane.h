// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QUrl>
#include <QtWidgets/QWidget>

QT_BEGIN_NAMESPACE
class QLabel;
class QPushButton;
class QStackedWidget;
QT_END_NAMESPACE

namespace Inspector {

class ElidedLabel;
class RelayClientModel;
class RelayClientTable;
class Theme;

/// The clients of the local relay under a heading; what to do where there are none.
class RelayClientPane final : public QWidget
{
    Q_OBJECT

public:
    /// \param theme, clients  outlive the pane.
    RelayClientPane(const Theme *theme, RelayClientModel *clients, QWidget *parent = nullptr);

    /// Where clients connect to; empty while no local relay runs.
    void setAddress(const QUrl &address);

    [[nodiscard]] RelayClientTable *table() const { return m_table; }
    [[nodiscard]] QSize sizeHint() const override;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QWidget *emptyPage();
    void follow();

    RelayClientModel *m_clients;
    QUrl m_address;
    ElidedLabel *m_title = nullptr;
    QStackedWidget *m_pages = nullptr;
    RelayClientTable *m_table = nullptr;
    QLabel *m_emptyTitle = nullptr;
    QLabel *m_emptyHint = nullptr;
    QLabel *m_addressLabel = nullptr;
    QPushButton *m_copyButton = nullptr;
};

} // namespace Inspector
