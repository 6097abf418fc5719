// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/views/relayclienttable.h"

#include "inspector/models/relayclientsortmodel.h"
#include "inspector/theme/theme.h"
#include "inspector/views/celltext.h"
#include "inspector/views/columnlayout.h"
#include "inspector/views/focusframe.h"
#include "inspector/views/relayclientdelegate.h"

#include <QtCore/QItemSelectionModel>
#include <QtGui/QClipboard>
#include <QtGui/QContextMenuEvent>
#include <QtGui/QGuiApplication>
#include <QtGui/QKeyEvent>
#include <QtGui/QMouseEvent>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QMenu>

#include <algorithm>
#include <vector>

namespace Inspector {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int lastCloseMinimum = 110;
constexpr int headingArrow = 14;

} // namespace

RelayClientTable::RelayClientTable(const Theme *theme, RelayClientModel *clients, QWidget *parent)
    : QTableView(parent)
    , m_theme(theme)
    , m_order(new RelayClientSortModel(this))
{
    setObjectName(u"relayClientTable"_s);
    setAccessibleName(tr("Clients of the local relay"));
    setFrameShape(QFrame::NoFrame);
    setShowGrid(false);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setTabKeyNavigation(false);
    setWordWrap(false);
    setCornerButtonEnabled(false);
    setItemDelegate(new RelayClientDelegate(theme, this));
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setMinimumSectionSize(tableRowHeight(fontMetrics()));
    verticalHeader()->setDefaultSectionSize(tableRowHeight(fontMetrics()));
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setMinimumSectionSize(24);
    horizontalHeader()->setFixedHeight(tableHeadingHeight(fontMetrics()));

    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    const QFontMetrics headings(bold);
    const QFontMetrics numbers(Theme::fixedFont(0.95));
    const QFontMetrics words(font());
    std::vector<int> widths(RelayClientModel::ColumnCount);
    // Room for a usual value, and for the heading with the arrow of the order.
    const auto fit = [&](RelayClientModel::Column column, const QFontMetrics &metrics, QLatin1StringView sample) {
        const QString heading = clients->headerData(column, Qt::Horizontal).toString();
        widths[column] =
            std::max(metrics.horizontalAdvance(sample) + 2, headings.horizontalAdvance(heading) + headingArrow)
            + 2 * RelayClientDelegate::padding;
    };
    fit(RelayClientModel::Name, words, "beta on another m"_L1);
    widths[RelayClientModel::Name] += RelayClientDelegate::dotColumn;
    fit(RelayClientModel::Uuid, numbers, "3f2a91c4-4a1b9c2d"_L1);
    fit(RelayClientModel::User, words, "ada"_L1);
    fit(RelayClientModel::Address, numbers, "127.0.0.1:65535"_L1);
    fit(RelayClientModel::Since, numbers, "14:02:11"_L1);
    fit(RelayClientModel::Messages, numbers, "999,999"_L1);
    widths[RelayClientModel::LastClose] = lastCloseMinimum;
    ColumnLayout::Options options{
        std::move(widths),
        RelayClientModel::LastClose,
        lastCloseMinimum,
        {RelayClientModel::User, RelayClientModel::Since, RelayClientModel::Address, RelayClientModel::Messages},
        RelayClientModel::Name};
    options.toShorten = {RelayClientModel::Uuid, RelayClientModel::Address};
    m_columns = new ColumnLayout(this, std::move(options));

    m_order->setSourceModel(clients);
    setModel(m_order);
    setSortingEnabled(true);
    sortByColumn(RelayClientModel::Since, Qt::AscendingOrder);
}

RelayCore::ConnectionId RelayClientTable::selectedConnection() const
{
    const QModelIndexList rows = selectionModel()->selectedRows();
    return rows.isEmpty() ? 0 : rows.first().data(RelayClientModel::ConnectionIdRole).value<RelayCore::ConnectionId>();
}

QByteArray RelayClientTable::saveColumns() const
{
    return m_columns->save();
}

void RelayClientTable::restoreColumns(const QByteArray &columns)
{
    m_columns->restore(columns);
}

void RelayClientTable::selectionChanged(const QItemSelection &selected, const QItemSelection &deselected)
{
    QTableView::selectionChanged(selected, deselected);
    if (m_removing)
        return;
    if (const RelayCore::ConnectionId connection = selectedConnection();
        connection != 0 || !selectionModel()->hasSelection())
        Q_EMIT connectionChosen(connection);
}

void RelayClientTable::rowsAboutToBeRemoved(const QModelIndex &parent, int first, int last)
{
    // The selection of a removed client is cleared instead of moving to its neighbour.
    m_removing = true;
    if (currentIndex().isValid() && currentIndex().row() >= first && currentIndex().row() <= last)
        selectionModel()->clear();
    QTableView::rowsAboutToBeRemoved(parent, first, last);
    m_removing = false;
}

void RelayClientTable::paintEvent(QPaintEvent *event)
{
    QTableView::paintEvent(event);
    paintFocusFrame(this, *m_theme);
}

void RelayClientTable::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    m_columns->adapt();
}

void RelayClientTable::mousePressEvent(QMouseEvent *event)
{
    if (!indexAt(event->pos()).isValid())
        clearSelection();
    QTableView::mousePressEvent(event);
}

void RelayClientTable::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape) {
        clearSelection();
    } else if (event->matches(QKeySequence::Copy)) {
        copy(currentIndex(), RelayClientModel::CopyRole);
    } else {
        QTableView::keyPressEvent(event);
    }
}

void RelayClientTable::copy(const QModelIndex &index, int role)
{
    if (index.isValid())
        QGuiApplication::clipboard()->setText(index.data(role).toString());
}

void RelayClientTable::contextMenuEvent(QContextMenuEvent *event)
{
    const bool byKey = event->reason() == QContextMenuEvent::Keyboard;
    // Rows come and go while the menu is open.
    const QPersistentModelIndex index = byKey ? currentIndex() : indexAt(event->pos());
    QMenu menu(this);
    if (index.isValid()) {
        menu.addAction(tr("Copy &UUID"), this, [this, index] { copy(index, RelayClientModel::UuidRole); });
        menu.addAction(tr("Copy &address"), this, [this, index] { copy(index, RelayClientModel::AddressRole); });
        QAction *row =
            menu.addAction(tr("&Copy row"), this, [this, index] { copy(index, RelayClientModel::CopyRole); });
        row->setShortcut(QKeySequence::Copy);
        menu.addSeparator();
    }
    menu.addAction(tr("Show &all messages"), this, &RelayClientTable::clearSelection);
    m_columns->fillMenu(menu.addMenu(tr("Col&umns")));
    menu.exec(byKey && index.isValid() ? viewport()->mapToGlobal(visualRect(index).bottomLeft()) : event->globalPos());
}

} // namespace Inspector
