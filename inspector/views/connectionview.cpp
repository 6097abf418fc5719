// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/views/connectionview.h"

#include "inspector/theme/theme.h"
#include "inspector/views/celltext.h"
#include "inspector/views/connectiondelegate.h"
#include "inspector/views/focusframe.h"

#include <QtCore/QItemSelectionModel>
#include <QtCore/QSet>
#include <QtGui/QClipboard>
#include <QtGui/QContextMenuEvent>
#include <QtGui/QGuiApplication>
#include <QtGui/QKeyEvent>
#include <QtGui/QMouseEvent>
#include <QtGui/QPainter>
#include <QtGui/QPainterPath>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QMenu>

#include <algorithm>
#include <utility>

namespace Inspector {

using namespace Qt::Literals::StringLiterals;

ConnectionView::ConnectionView(const Theme *theme, QWidget *parent)
    : QTreeView(parent)
    , m_theme(theme)
{
    setObjectName(u"connectionTree"_s);
    setAccessibleName(tr("Connections"));
    setFrameShape(QFrame::NoFrame);
    setHeaderHidden(true);
    setIndentation(16);
    setUniformRowHeights(true);
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setExpandsOnDoubleClick(true);
    setItemDelegate(new ConnectionDelegate(theme, this));
    header()->setStretchLastSection(true);
    m_rowFilterTimer.setSingleShot(true);
    m_rowFilterTimer.setInterval(0);
    connect(&m_rowFilterTimer, &QTimer::timeout, this, &ConnectionView::applyRowFilters);
}

void ConnectionView::setModel(QAbstractItemModel *newModel)
{
    QTreeView::setModel(newModel);
    if (!newModel)
        return;
    // New sources arrive open: their connections are what a person waits for.
    connect(newModel, &QAbstractItemModel::rowsInserted, this, [this](const QModelIndex &parent, int first, int last) {
        m_rowFilterTimer.start();
        const bool isBelowGroup = parent.data(ConnectionModel::IsGroupRole).toBool();
        if (!parent.isValid() || isBelowGroup) {
            expand(parent);
            for (int row = first; row <= last; ++row)
                expand(model()->index(row, 0, parent));
            // Another source of a selected host or capture.
            if (isBelowGroup && (isRowChosen(parent) || isRowChosen(parent.parent())))
                Q_EMIT scopeChanged();
        } else if (parent.data(ConnectionModel::IsSourceRole).toBool()) {
            expand(parent);
        } else if (selectionModel()->isSelected(parent)) {
            // Another connection of a selected client.
            Q_EMIT scopeChanged();
        }
    });
    connect(newModel, &QAbstractItemModel::rowsMoved, this, [this] {
        m_rowFilterTimer.start();
        if (selectionModel()->hasSelection())
            Q_EMIT scopeChanged();
    });
    connect(newModel, &QAbstractItemModel::rowsRemoved, &m_rowFilterTimer, qOverload<>(&QTimer::start));
    connect(newModel, &QAbstractItemModel::dataChanged, this,
            [this](const QModelIndex &, const QModelIndex &, const QList<int> &roles) {
                const bool onlyRates = roles.size() == 1 && roles.front() == ConnectionModel::RateRole;
                if (roles.isEmpty() || roles.contains(ConnectionModel::EndedRole) || (m_accepts && !onlyRates))
                    m_rowFilterTimer.start();
            });
    connect(newModel, &QAbstractItemModel::modelReset, this, [this] {
        m_rowFilterTimer.start();
        expandSources({});
        Q_EMIT scopeChanged();
    });
    expandSources({});
    m_rowFilterTimer.start();
}

bool ConnectionView::isRowChosen(const QModelIndex &index) const
{
    return index.isValid() && selectionModel() && selectionModel()->isSelected(index);
}

void ConnectionView::expandSources(const QModelIndex &parent)
{
    for (int row = 0; row < model()->rowCount(parent); ++row) {
        const QModelIndex index = model()->index(row, 0, parent);
        expand(index);
        if (index.data(ConnectionModel::IsGroupRole).toBool())
            expandSources(index);
    }
}

void ConnectionView::setEndedHidden(bool hidden)
{
    m_endedHidden = hidden;
    applyRowFilters();
}

void ConnectionView::setRowFilter(std::function<bool(const QModelIndex &)> accepts)
{
    m_accepts = std::move(accepts);
    applyRowFilters();
}

void ConnectionView::applyRowFilters()
{
    m_rowFilterTimer.stop();
    const QAbstractItemModel *rows = model();
    // What is selected stays in sight; a selected connection keeps its client.
    QSet<QModelIndex> chosen;
    const QModelIndexList selected = selectionModel() ? selectionModel()->selectedRows() : QModelIndexList();
    for (const QModelIndex &index : selected)
        chosen << index << index.parent();
    int ended = 0;
    if (rows)
        filterRows({}, false, chosen, ended);
    if (std::exchange(m_ended, ended) != ended)
        Q_EMIT endedCountChanged();
    Q_EMIT rowFiltersApplied();
}

bool ConnectionView::filterRows(const QModelIndex &parent, bool all, const QSet<QModelIndex> &chosen, int &ended)
{
    bool some = false;
    for (int row = 0; row < model()->rowCount(parent); ++row) {
        const QModelIndex index = model()->index(row, 0, parent);
        const bool accepted = all || !m_accepts || m_accepts(index);
        bool shown = accepted;
        const bool isSource = index.data(ConnectionModel::IsSourceRole).toBool();
        if (isSource || index.data(ConnectionModel::IsGroupRole).toBool()) {
            shown = filterRows(index, accepted, chosen, ended) || accepted;
        } else {
            const bool isEnded = index.data(ConnectionModel::EndedRole).toBool();
            ended += isEnded ? 1 : 0;
            if (m_endedHidden && isEnded && !chosen.contains(index))
                shown = false;
        }
        // A source whose connections are only hidden because they have ended stays.
        some = some || accepted || shown;
        if (shown == isRowHidden(row, parent))
            setRowHidden(row, parent, !shown);
    }
    return some;
}

MessageModel::Scope ConnectionView::scope() const
{
    MessageModel::Scope scope;
    if (!selectionModel())
        return scope;
    const QModelIndexList rows = selectionModel()->selectedRows();
    for (const QModelIndex &row : rows) {
        if (row.data(ConnectionModel::IsSourceRole).toBool() || row.data(ConnectionModel::IsGroupRole).toBool()) {
            addSources(row, scope);
            continue;
        }
        for (int attempt = 0; attempt < model()->rowCount(row); ++attempt) {
            const QModelIndex index = model()->index(attempt, 0, row);
            scope.connections.push_back(index.data(ConnectionModel::ConnectionIdRole).value<RelayCore::ConnectionId>());
        }
        if (!model()->hasChildren(row))
            scope.connections.push_back(row.data(ConnectionModel::ConnectionIdRole).value<RelayCore::ConnectionId>());
    }
    std::sort(scope.sources.begin(), scope.sources.end());
    scope.sources.erase(std::unique(scope.sources.begin(), scope.sources.end()), scope.sources.end());
    std::sort(scope.connections.begin(), scope.connections.end());
    scope.connections.erase(std::unique(scope.connections.begin(), scope.connections.end()), scope.connections.end());
    return scope;
}

void ConnectionView::addSources(const QModelIndex &index, MessageModel::Scope &scope) const
{
    if (index.data(ConnectionModel::IsSourceRole).toBool())
        scope.sources.push_back(index.data(ConnectionModel::SourceIdRole).value<RelayCore::SourceId>());
    else
        for (int row = 0; row < model()->rowCount(index); ++row)
            addSources(model()->index(row, 0, index), scope);
}

RelayCore::ConnectionId ConnectionView::selectedConnection() const
{
    const QModelIndexList rows = selectionModel() ? selectionModel()->selectedRows() : QModelIndexList();
    return rows.size() == 1 ? rows.first().data(ConnectionModel::ConnectionIdRole).value<RelayCore::ConnectionId>() : 0;
}

void ConnectionView::selectConnection(RelayCore::ConnectionId connection)
{
    const auto *connections = qobject_cast<const ConnectionModel *>(model());
    const QModelIndex index = connections ? connections->indexOf(connection) : QModelIndex();
    if (index.isValid()) {
        // setCurrentIndex() would extend the selection while Shift is held.
        selectionModel()->setCurrentIndex(index, QItemSelectionModel::ClearAndSelect);
        scrollTo(index);
    } else if (connection == 0) {
        clearSelection();
    }
}

void ConnectionView::selectionChanged(const QItemSelection &selected, const QItemSelection &deselected)
{
    QTreeView::selectionChanged(selected, deselected);
    if (m_endedHidden)
        m_rowFilterTimer.start();
    Q_EMIT scopeChanged();
}

void ConnectionView::mousePressEvent(QMouseEvent *event)
{
    // A click beside the rows means everything again.
    if (!indexAt(event->pos()).isValid())
        clearSelection();
    QTreeView::mousePressEvent(event);
}

void ConnectionView::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape) {
        clearSelection();
        return;
    }
    QTreeView::keyPressEvent(event);
}

void ConnectionView::contextMenuEvent(QContextMenuEvent *event)
{
    const QModelIndex index = indexAt(event->pos());
    QMenu menu(this);
    if (index.isValid()) {
        const auto source = index.data(ConnectionModel::SourceIdRole).value<RelayCore::SourceId>();
        const QString toolTip = index.data(Qt::ToolTipRole).toString();
        menu.addAction(tr("&Copy description"), this, [toolTip] { QGuiApplication::clipboard()->setText(toolTip); });
        menu.addSeparator();
        // Only what has an effect is offered.
        const SourceActions can = m_sourceActions ? m_sourceActions(source) : SourceActions();
        if (can.retry)
            menu.addAction(tr("&Try again now"), this, [this, source] { Q_EMIT retryRequested(source); });
        if (can.stop)
            menu.addAction(tr("&Stop"), this, [this, source] { Q_EMIT stopRequested(source); });
        if (can.restart)
            menu.addAction(tr("Sta&rt again"), this, [this, source] { Q_EMIT restartRequested(source); });
        menu.addSeparator();
    }
    menu.addAction(tr("Show &all messages"), this, &ConnectionView::clearSelection);
    menu.exec(event->globalPos());
}

void ConnectionView::drawBranches(QPainter *painter, const QRect &rect, const QModelIndex &index) const
{
    const bool selected = selectionModel() && selectionModel()->isSelected(index);
    painter->fillRect(rect, selected ? m_theme->selection() : m_theme->base());
    if (selected)
        drawSelectionEdges(painter, rect, m_theme->accent());
    if (!model()->hasChildren(index))
        return;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(m_theme->muted(), 1.4, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    const QPointF centre(rect.right() - 6, rect.top() + rect.height() * 0.32);
    QPainterPath chevron;
    if (isExpanded(index)) {
        chevron.moveTo(centre + QPointF(-3.5, -1.5));
        chevron.lineTo(centre + QPointF(0, 2));
        chevron.lineTo(centre + QPointF(3.5, -1.5));
    } else {
        chevron.moveTo(centre + QPointF(-1.5, -3.5));
        chevron.lineTo(centre + QPointF(2, 0));
        chevron.lineTo(centre + QPointF(-1.5, 3.5));
    }
    painter->drawPath(chevron);
    painter->restore();
}

void ConnectionView::paintEvent(QPaintEvent *event)
{
    QTreeView::paintEvent(event);
    paintFocusFrame(this, *m_theme);
    if (model() && model()->rowCount() > 0)
        return;
    QPainter painter(viewport());
    painter.setPen(m_theme->muted());
    painter.drawText(viewport()->rect().adjusted(14, 14, -14, -14), Qt::AlignTop | Qt::AlignLeft | Qt::TextWordWrap,
                     tr("No connections yet."));
}

} // namespace Inspector
