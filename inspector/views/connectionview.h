// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/models/connectionmodel.h"
#include "inspector/models/messagemodel.h"

#include <QtCore/QSet>
#include <QtCore/QTimer>
#include <QtWidgets/QTreeView>

#include <functional>
#include <utility>

namespace Inspector {

class Theme;

/// Sources and their connections. What is selected decides which messages the table shows.
class ConnectionView final : public QTreeView
{
    Q_OBJECT

public:
    /// \param theme  outlives the view.
    explicit ConnectionView(const Theme *theme, QWidget *parent = nullptr);

    void setModel(QAbstractItemModel *model) override;

    /// The selected sources and connections, for a client all of its connections, for a host or a capture all of its
    /// sources; all messages where nothing is selected.
    [[nodiscard]] MessageModel::Scope scope() const;
    /// The one selected connection, the newest of a selected client, or 0.
    [[nodiscard]] RelayCore::ConnectionId selectedConnection() const;
    /// What can be done with a source now.
    struct SourceActions
    {
        bool retry = false;   ///< It waits for its next attempt.
        bool stop = false;    ///< It runs.
        bool restart = false; ///< It has ended and can be started again.
    };

    /// Sets the function that returns which entries the context menu of a source has.
    void setSourceActions(std::function<SourceActions(quint32)> actions) { m_sourceActions = std::move(actions); }

    /// Hides clients whose connections have all ended, except what is selected.
    void setEndedHidden(bool hidden);
    /// Hides the clients that \a accepts is false for, and sources that have no other; all are shown with an empty
    /// function.
    void setRowFilter(std::function<bool(const QModelIndex &)> accepts);
    /// Returns the number of clients whose connections have all ended, shown or hidden.
    [[nodiscard]] int endedCount() const { return m_ended; }

    /// 0: none. Does nothing where the connection is not known (yet).
    void selectConnection(RelayCore::ConnectionId connection);

Q_SIGNALS:
    void scopeChanged();
    void endedCountChanged();
    /// Emitted after rows were hidden or shown for the present rows of the model.
    void rowFiltersApplied();
    /// Asked for in the context menu.
    void retryRequested(quint32 source);
    void stopRequested(quint32 source);
    void restartRequested(quint32 source);

protected:
    void selectionChanged(const QItemSelection &selected, const QItemSelection &deselected) override;
    void mousePressEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void drawBranches(QPainter *painter, const QRect &rect, const QModelIndex &index) const override;
    void paintEvent(QPaintEvent *event) override;

private:
    /// Hides what setEndedHidden() and setRowFilter() exclude, and counts what has ended.
    void applyRowFilters();
    /// Likewise below \a parent. \a all: whatever is below is accepted. Returns whether \a parent has a row to show.
    bool filterRows(const QModelIndex &parent, bool all, const QSet<QModelIndex> &chosen, int &ended);
    /// Opens the hosts, captures and sources below \a parent.
    void expandSources(const QModelIndex &parent);
    [[nodiscard]] bool isRowChosen(const QModelIndex &index) const;
    /// Adds the sources of the row \a index, a source or a group, to \a scope.
    void addSources(const QModelIndex &index, MessageModel::Scope &scope) const;

    const Theme *m_theme;
    QTimer m_rowFilterTimer; ///< Coalesces what changes with one poll of the feed.
    std::function<bool(const QModelIndex &)> m_accepts;
    bool m_endedHidden = false;
    int m_ended = 0;
    std::function<SourceActions(quint32)> m_sourceActions;
};

} // namespace Inspector
