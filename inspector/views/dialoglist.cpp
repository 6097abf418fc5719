// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/views/dialoglist.h"

#include "inspector/views/celltext.h"

#include <QtWidgets/QHeaderView>
#include <QtWidgets/QStyledItemDelegate>
#include <QtWidgets/QTableView>
#include <QtWidgets/QTreeView>

#include <algorithm>

namespace Inspector {

namespace {

/// Between each edge of a cell and where the style puts its content, so that the text stands below its heading.
constexpr int textIndent = 5;

class DialogListDelegate final : public QStyledItemDelegate
{
public:
    explicit DialogListDelegate(QAbstractItemView *view)
        : QStyledItemDelegate(view)
        , m_view(view)
    {}

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        QSize size = QStyledItemDelegate::sizeHint(option, index);
        size.setHeight(std::max(size.height(), tableRowHeight(option.fontMetrics)));
        size.rwidth() += 2 * textIndent;
        return size;
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        QStyleOptionViewItem panel = option;
        initStyleOption(&panel, index);
        m_view->style()->drawPrimitive(QStyle::PE_PanelItemViewItem, &panel, painter, m_view);
        QStyledItemDelegate::paint(painter, indented(option), index);
        const bool current =
            m_view->hasFocus() && m_view->currentIndex().siblingAtColumn(0) == index.siblingAtColumn(0);
        if (current || option.state.testFlag(QStyle::State_Selected))
            drawSelectionEdges(painter, option.rect, option.palette.color(QPalette::Link));
    }

protected:
    bool editorEvent(QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option,
                     const QModelIndex &index) override
    {
        return QStyledItemDelegate::editorEvent(event, model, indented(option), index); // Where the check box is drawn.
    }

    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        // Rows are chosen, not cells: paint() draws the edges of the row.
        option->state.setFlag(QStyle::State_HasFocus, false);
    }

private:
    static QStyleOptionViewItem indented(QStyleOptionViewItem option)
    {
        option.rect.adjust(textIndent, 0, -textIndent, 0);
        return option;
    }

    QAbstractItemView *m_view;
};

QHeaderView *headingOf(const QAbstractItemView *view)
{
    if (const auto *table = qobject_cast<const QTableView *>(view))
        return table->horizontalHeader();
    const auto *tree = qobject_cast<const QTreeView *>(view);
    return tree ? tree->header() : nullptr;
}

} // namespace

void setUpDialogList(QAbstractItemView *view)
{
    view->setItemDelegate(new DialogListDelegate(view));
    if (auto *table = qobject_cast<QTableView *>(view)) {
        const int height = tableRowHeight(table->fontMetrics());
        table->setShowGrid(false);
        table->setWordWrap(false);
        table->setCornerButtonEnabled(false);
        table->verticalHeader()->hide();
        table->verticalHeader()->setMinimumSectionSize(height);
        table->verticalHeader()->setDefaultSectionSize(height);
        table->setSelectionBehavior(QAbstractItemView::SelectRows);
        table->setTabKeyNavigation(false);
    } else if (auto *tree = qobject_cast<QTreeView *>(view)) {
        tree->setUniformRowHeights(true);
    }
    if (QHeaderView *heading = headingOf(view)) {
        heading->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
        heading->setHighlightSections(false);
        heading->setFixedHeight(tableHeadingHeight(view->fontMetrics()));
    }
}

int dialogListHeight(const QAbstractItemView *view, int rows)
{
    const int heading = headingOf(view) ? tableHeadingHeight(view->fontMetrics()) : 0;
    return heading + rows * tableRowHeight(view->fontMetrics()) + 2 * view->frameWidth();
}

} // namespace Inspector
