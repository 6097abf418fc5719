// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/views/uniformtable.h"

#include <QtCore/QScopedValueRollback>
#include <QtCore/QStringListModel>
#include <QtGui/QPaintEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QAbstractButton>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QScrollBar>

#include <algorithm>
#include <limits>

namespace Inspector {

namespace {

/// A vertical header without sections, whatever the table shows: they are what takes memory and time. It has a model
/// of its own, because QTableView expects that its headers have a selection.
class EmptyHeader final : public QHeaderView
{
public:
    explicit EmptyHeader(QWidget *parent)
        : QHeaderView(Qt::Vertical, parent)
    {
        hide();
        QHeaderView::setModel(new QStringListModel(this));
    }

    void setModel(QAbstractItemModel *) override {}
    void setSelectionModel(QItemSelectionModel *selection) override
    {
        if (selection && selection->model() == model())
            QHeaderView::setSelectionModel(selection);
    }
};

} // namespace

UniformTable::UniformTable(QWidget *parent)
    : QTableView(parent)
    , m_rowHeight(fontMetrics().height())
{
    setVerticalHeader(new EmptyHeader(this));
    setVerticalScrollMode(ScrollPerPixel);
    setShowGrid(false);
    // The button above the vertical header, which would lie on the horizontal one.
    for (QAbstractButton *corner : findChildren<QAbstractButton *>(Qt::FindDirectChildrenOnly))
        corner->hide();
}

void UniformTable::setModel(QAbstractItemModel *newModel)
{
    disconnect(m_removed);
    QTableView::setModel(newModel);
    if (newModel)
        m_removed = connect(newModel, &QAbstractItemModel::rowsRemoved, this, [this] { scheduleDelayedItemsLayout(); });
}

void UniformTable::setRowHeight(int height)
{
    m_rowHeight = std::max(1, height);
    scheduleDelayedItemsLayout();
}

int UniformTable::rowCount() const
{
    return model() ? model()->rowCount(rootIndex()) : 0;
}

int UniformTable::rowAt(int y) const
{
    const qint64 place = qint64(verticalOffset()) + y;
    const qint64 row = place / m_rowHeight;
    return place < 0 || row >= rowCount() ? -1 : int(row);
}

UniformTable::Span UniformTable::rowsBetween(int top, int bottom) const
{
    const qint64 offset = verticalOffset();
    if (bottom < top || offset + bottom < 0)
        return {};
    const qint64 last = std::min<qint64>((offset + bottom) / m_rowHeight, rowCount() - 1);
    return {int(std::max<qint64>(0, offset + top) / m_rowHeight), int(last)};
}

QRect UniformTable::rectOfRows(int first, int last) const
{
    return {0, rowViewportPosition(first), viewport()->width(), (last - first + 1) * m_rowHeight};
}

QRect UniformTable::visualRect(const QModelIndex &index) const
{
    if (!index.isValid() || index.parent() != rootIndex())
        return {};
    return {columnViewportPosition(index.column()), rowViewportPosition(index.row()), columnWidth(index.column()),
            m_rowHeight};
}

QModelIndex UniformTable::indexAt(const QPoint &position) const
{
    const int row = rowAt(position.y());
    const int column = columnAt(position.x());
    return row < 0 || column < 0 ? QModelIndex() : model()->index(row, column, rootIndex());
}

void UniformTable::scrollTo(const QModelIndex &index, ScrollHint hint)
{
    if (!index.isValid() || index.parent() != rootIndex())
        return;
    executeDelayedItemsLayout();
    const int height = viewport()->height();
    const int top = index.row() * m_rowHeight;
    const int lowest = top - (height - m_rowHeight); // The offset with the row at the bottom.
    QScrollBar *bar = verticalScrollBar();
    switch (hint) {
    case PositionAtTop:
        bar->setValue(top);
        break;
    case PositionAtBottom:
        bar->setValue(lowest);
        break;
    case PositionAtCenter:
        bar->setValue(top - (height - m_rowHeight) / 2);
        break;
    case EnsureVisible:
        if (top < bar->value() || height < m_rowHeight)
            bar->setValue(top);
        else if (lowest > bar->value())
            bar->setValue(lowest);
        break;
    }
    if (isIndexHidden(index))
        return;
    const int left = columnViewportPosition(index.column());
    const int beyond = left + columnWidth(index.column()) - viewport()->width();
    if (left < 0 || beyond > 0) {
        const int distance = left < 0 ? left : std::min(left, beyond);
        horizontalScrollBar()->setValue(horizontalScrollBar()->value() + (isRightToLeft() ? -distance : distance));
    }
}

// QTableView asks the vertical header which part of the viewport changed.
void UniformTable::dataChanged(const QModelIndex &topLeft, const QModelIndex &bottomRight, const QList<int> &roles)
{
    QTableView::dataChanged(topLeft, bottomRight, roles);
    const auto [first, last] = rowsBetween(0, viewport()->height() - 1);
    const int from = topLeft.isValid() ? std::max(first, topLeft.row()) : first;
    const int to = bottomRight.isValid() ? std::min(last, bottomRight.row()) : last;
    if (isVisible() && from <= to)
        viewport()->update(rectOfRows(from, to));
}

void UniformTable::rowsInserted(const QModelIndex &parent, int first, int last)
{
    QTableView::rowsInserted(parent, first, last);
    scheduleDelayedItemsLayout();
}

void UniformTable::reset()
{
    QTableView::reset();
    scheduleDelayedItemsLayout();
}

int UniformTable::verticalOffset() const
{
    return verticalScrollBar()->value();
}

bool UniformTable::isIndexHidden(const QModelIndex &index) const
{
    return isColumnHidden(index.column());
}

int UniformTable::sizeHintForColumn(int column) const
{
    const auto [first, last] = rowsBetween(0, viewport()->height() - 1);
    if (!model() || first > last)
        return -1;
    QStyleOptionViewItem option;
    initViewItemOption(&option);
    int width = 0;
    for (int row = first; row <= last; ++row) {
        const QModelIndex index = model()->index(row, column, rootIndex());
        width = std::max(width, itemDelegateForIndex(index)->sizeHint(option, index).width());
    }
    return width;
}

void UniformTable::updateGeometries()
{
    if (m_updating)
        return;
    const QScopedValueRollback updating(m_updating, true);
    QHeaderView *header = horizontalHeader();
    const int hint = std::max(header->minimumHeight(), header->sizeHint().height());
    const int height = header->isHidden() ? 0 : std::min(header->maximumHeight(), hint);
    setViewportMargins(0, height, 0, 0);
    // What a hidden header shows is not laid out otherwise.
    if (header->isHidden())
        QMetaObject::invokeMethod(header, "updateGeometries");
    updateScrollBars();
    const QRect area = viewport()->geometry();
    header->setGeometry(area.left(), area.top() - height, area.width(), height);
    header->setOffset(horizontalScrollBar()->value());
    QAbstractItemView::updateGeometries();
}

void UniformTable::updateScrollBars()
{
    const qint64 height = qint64(rowCount()) * m_rowHeight;
    const int width = horizontalHeader()->length();
    const QSize most = maximumViewportSize();
    const bool fits = height <= most.height() && width <= most.width();
    // A scroll bar that appears makes the viewport smaller, and so may need the other one.
    for (int pass = 0; pass < 2; ++pass) {
        const QSize size = fits ? most : viewport()->size();
        const qint64 lowest = std::clamp<qint64>(height - size.height(), 0, std::numeric_limits<int>::max());
        verticalScrollBar()->setSingleStep(m_rowHeight);
        verticalScrollBar()->setPageStep(size.height());
        verticalScrollBar()->setRange(0, int(lowest));
        horizontalScrollBar()->setSingleStep(std::max(2, fontMetrics().averageCharWidth() * 4));
        horizontalScrollBar()->setPageStep(size.width());
        horizontalScrollBar()->setRange(0, std::max(0, width - size.width()));
    }
}

int UniformTable::columnFrom(int place, int step) const
{
    const QHeaderView *header = horizontalHeader();
    while (place >= 0 && place < header->count() && isColumnHidden(header->logicalIndex(place)))
        place += step;
    return header->logicalIndex(place);
}

QModelIndex UniformTable::moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers)
{
    const int last = rowCount() - 1;
    const int leftmost = columnFrom(0, 1);
    if (last < 0 || leftmost < 0)
        return {};
    const QModelIndex current = currentIndex();
    if (!current.isValid())
        return model()->index(0, leftmost, rootIndex());
    const bool isFar = modifiers.testFlag(Qt::ControlModifier);
    const int page = std::max(1, viewport()->height() / m_rowHeight);
    const int place = horizontalHeader()->visualIndex(current.column());
    const int right = isRightToLeft() ? -1 : 1;
    int row = current.row();
    int column = current.column();
    switch (action) {
    case MoveUp:
        --row;
        break;
    case MoveDown:
        ++row;
        break;
    case MovePageUp:
        row -= page;
        break;
    case MovePageDown:
        row += page;
        break;
    case MoveLeft:
        column = columnFrom(place - right, -right);
        break;
    case MoveRight:
        column = columnFrom(place + right, right);
        break;
    case MovePrevious:
        column = columnFrom(place - 1, -1);
        break;
    case MoveNext:
        column = columnFrom(place + 1, 1);
        break;
    case MoveHome:
        column = leftmost;
        row = isFar ? 0 : row;
        break;
    case MoveEnd:
        column = columnFrom(horizontalHeader()->count() - 1, -1);
        row = isFar ? last : row;
        break;
    }
    return model()->index(std::clamp(row, 0, last), column < 0 ? current.column() : column, rootIndex());
}

// The corners may be in any order, and out of sight.
void UniformTable::setSelection(const QRect &rectangle, QItemSelectionModel::SelectionFlags command)
{
    if (!selectionModel() || rowCount() == 0)
        return;
    const auto [first, last] =
        rowsBetween(std::min(rectangle.top(), rectangle.bottom()), std::max(rectangle.top(), rectangle.bottom()));
    if (first > last)
        return;
    const auto rows = [&, first = first, last = last](int column) {
        return QItemSelectionRange(model()->index(first, column, rootIndex()),
                                   model()->index(last, column, rootIndex()));
    };
    QItemSelection selection;
    if (command.testFlag(QItemSelectionModel::Rows)) {
        selection.append(rows(0));
    } else {
        const QHeaderView *header = horizontalHeader();
        const int one = header->visualIndexAt(rectangle.left());
        const int other = header->visualIndexAt(rectangle.right());
        if (one < 0 || other < 0)
            return;
        for (int place = std::min(one, other); place <= std::max(one, other); ++place)
            selection.append(rows(header->logicalIndex(place)));
    }
    selectionModel()->select(selection, command);
}

QRegion UniformTable::visualRegionForSelection(const QItemSelection &selection) const
{
    const auto [first, last] = rowsBetween(0, viewport()->height() - 1);
    QRegion region;
    for (const QItemSelectionRange &range : selection) {
        const int from = std::max(first, range.top());
        const int to = std::min(last, range.bottom());
        if (range.parent() != rootIndex() || from > to)
            continue;
        for (int column = range.left(); column <= range.right(); ++column) {
            if (!isColumnHidden(column))
                region += QRect(columnViewportPosition(column), rowViewportPosition(from), columnWidth(column),
                                (to - from + 1) * m_rowHeight);
        }
    }
    return region;
}

void UniformTable::paintEvent(QPaintEvent *event)
{
    QPainter painter(viewport());
    QStyleOptionViewItem option;
    initViewItemOption(&option);
    const QRect dirty = event->rect();
    const auto [first, last] = rowsBetween(dirty.top(), dirty.bottom());
    for (int row = first; row <= last; ++row)
        paintRow(&painter, option, row, dirty);
}

void UniformTable::paintRow(QPainter *painter, QStyleOptionViewItem option, int row, const QRect &dirty) const
{
    const QStyle::State state = option.state;
    const bool hasFocus = this->hasFocus() || viewport()->hasFocus();
    for (int place = 0; place < horizontalHeader()->count(); ++place) {
        const int column = horizontalHeader()->logicalIndex(place);
        const QModelIndex index = model()->index(row, column, rootIndex());
        option.rect = visualRect(index);
        if (option.rect.isEmpty() || option.rect.right() < dirty.left() || option.rect.left() > dirty.right())
            continue;
        option.state = state;
        if (!index.flags().testFlag(Qt::ItemIsEnabled))
            option.state.setFlag(QStyle::State_Enabled, false);
        option.state.setFlag(QStyle::State_Selected, selectionModel() && selectionModel()->isSelected(index));
        option.state.setFlag(QStyle::State_HasFocus, hasFocus && index == currentIndex());
        option.palette.setCurrentColorGroup(option.state.testFlag(QStyle::State_Enabled) ? QPalette::Normal
                                                                                         : QPalette::Disabled);
        style()->drawPrimitive(QStyle::PE_PanelItemViewRow, &option, painter, this);
        itemDelegateForIndex(index)->paint(painter, option, index);
    }
}

} // namespace Inspector
