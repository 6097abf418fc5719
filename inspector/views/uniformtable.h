// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QMetaObject>
#include <QtWidgets/QTableView>

namespace Inspector {

/// A table whose rows all have the same height.
///
/// The vertical header of QTableView keeps 8 bytes for each row, also where it is hidden, and lays all of them out when
/// rows are inserted or replaced: ten million rows take 80 MB, and a filter over them stops the event loop for 50 ms.
/// Here the place of a row is its number times the height, and nothing is kept for a row. So rows cannot be hidden,
/// moved, resized or spanned, there is no vertical header and no grid, and scrolling is by pixels. The rows together
/// are less than 2³¹ pixels high: 82 million rows of 26 pixels.
///
/// rowAt(), rowHeight() and rowViewportPosition() replace those of QTableView, which are not virtual.
class UniformTable : public QTableView
{
    Q_OBJECT

public:
    explicit UniformTable(QWidget *parent = nullptr);

    void setModel(QAbstractItemModel *model) override;

    /// Sets the height of all rows, in pixels; at least 1.
    void setRowHeight(int height);
    [[nodiscard]] int rowHeight() const { return m_rowHeight; }
    /// Returns the row at \a y of the viewport, also where it is out of sight; -1 for none.
    [[nodiscard]] int rowAt(int y) const;
    /// Returns the upper edge of \a row in the viewport, negative above it.
    [[nodiscard]] int rowViewportPosition(int row) const { return row * m_rowHeight - verticalOffset(); }

    /// Returns the rectangle of a cell; 0 wide in a hidden column, so that its row is known.
    [[nodiscard]] QRect visualRect(const QModelIndex &index) const override;
    [[nodiscard]] QModelIndex indexAt(const QPoint &position) const override;
    /// Scrolls as QTableView does; \a hint is about rows, the column is only made visible.
    void scrollTo(const QModelIndex &index, ScrollHint hint = EnsureVisible) override;
    void dataChanged(const QModelIndex &topLeft, const QModelIndex &bottomRight, const QList<int> &roles = {}) override;
    void reset() override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void updateGeometries() override;
    [[nodiscard]] int verticalOffset() const override;
    [[nodiscard]] bool isIndexHidden(const QModelIndex &index) const override;
    /// Returns what the visible cells of \a column need.
    [[nodiscard]] int sizeHintForColumn(int column) const override;
    [[nodiscard]] QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;
    void setSelection(const QRect &rectangle, QItemSelectionModel::SelectionFlags command) override;
    [[nodiscard]] QRegion visualRegionForSelection(const QItemSelection &selection) const override;
    void rowsInserted(const QModelIndex &parent, int first, int last) override;

private:
    struct Span
    {
        int first = 0;
        int last = -1; ///< Less than first for none.
    };

    [[nodiscard]] int rowCount() const;
    /// Returns the rows that have a part between \a top and \a bottom of the viewport.
    [[nodiscard]] Span rowsBetween(int top, int bottom) const;
    [[nodiscard]] QRect rectOfRows(int first, int last) const;
    /// Returns the first visible column at \a place of the header or after it in the direction of \a step; -1 for none.
    [[nodiscard]] int columnFrom(int place, int step) const;
    void updateScrollBars();
    void paintRow(QPainter *painter, QStyleOptionViewItem option, int row, const QRect &dirty) const;

    QMetaObject::Connection m_removed;
    int m_rowHeight = 1;
    bool m_updating = false; ///< updateGeometries() runs.
};

} // namespace Inspector
