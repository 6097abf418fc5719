// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/models/relayclientmodel.h"

#include <QtCore/QByteArray>
#include <QtWidgets/QTableView>

namespace Inspector {

class ColumnLayout;
class RelayClientSortModel;
class Theme;

/// Who is registered with the local relay, and who was. The selected client stays selected whatever moves around it.
class RelayClientTable final : public QTableView
{
    Q_OBJECT

public:
    /// \param theme, clients  outlive the view.
    RelayClientTable(const Theme *theme, RelayClientModel *clients, QWidget *parent = nullptr);

    /// Of the selected client; 0 for none, or where it is not known.
    [[nodiscard]] RelayCore::ConnectionId selectedConnection() const;

    /// The widths of the columns a person has set.
    [[nodiscard]] QByteArray saveColumns() const;
    void restoreColumns(const QByteArray &columns);

Q_SIGNALS:
    /// A person chose a client with this connection, or (0) none any more.
    void connectionChosen(quint32 connection);

protected:
    void selectionChanged(const QItemSelection &selected, const QItemSelection &deselected) override;
    void rowsAboutToBeRemoved(const QModelIndex &parent, int first, int last) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    void copy(const QModelIndex &index, int role);

    const Theme *m_theme;
    RelayClientSortModel *m_order;
    ColumnLayout *m_columns;
    bool m_removing = false;
};

} // namespace Inspector
