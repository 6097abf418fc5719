// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/models/messagemodel.h"
#include "inspector/views/uniformtable.h"

#include <QtCore/QByteArray>

#include <utility>
#include <vector>

QT_BEGIN_NAMESPACE
class QMenu;
class QPushButton;
QT_END_NAMESPACE

namespace Inspector {

class ColumnLayout;
class EmptyText;
class Theme;

/// The message table.
///
/// It follows the newest message only while it is scrolled to the bottom and no older message was chosen; otherwise it
/// stands still and a row below it counts what is new. The selection belongs to a message, not to a row: it survives
/// filters and other scopes.
class MessageTable final : public UniformTable
{
    Q_OBJECT

public:
    /// \param theme  outlives the view.
    explicit MessageTable(const Theme *theme, QWidget *parent = nullptr);

    void setModel(QAbstractItemModel *model) override;

    /// The selected message, also while the table does not show it; 0 for none.
    [[nodiscard]] MessageId selectedMessage() const { return m_selected; }
    void selectMessage(MessageId id);
    /// Does nothing: filters and searches find messages.
    void keyboardSearch(const QString &typed) override;
    /// Returns the selected messages, at most maxCopiedRows of them.
    [[nodiscard]] std::vector<MessageId> selectedMessages() const;
    /// Returns the first and the last message in sight; 0 for none.
    [[nodiscard]] std::pair<MessageId, MessageId> visibleMessages() const;
    /// \a step rows down; up where negative.
    void moveSelection(int step);

    [[nodiscard]] bool isFollowing() const { return m_following; }
    /// To the newest message, and from now on with it.
    void follow();
    /// How many messages have come since the table stopped following.
    [[nodiscard]] int newMessages() const { return m_new; }
    /// Returns the button that shows that number, for a layout below the table; hidden while there are none.
    [[nodiscard]] QPushButton *newMessagesRow() const { return m_newRow; }

    /// What stands in the empty table.
    void setEmptyText(const QString &title, const QString &hint);
    [[nodiscard]] QString emptyTitle() const;
    [[nodiscard]] QString emptyHint() const;

    /// Copies the selected rows, at most maxCopiedRows of them.
    void copyRows(bool asJson) const;
    [[nodiscard]] ColumnLayout *columns() const { return m_columns; }
    /// Returns widths, order and visibility of the columns.
    [[nodiscard]] QByteArray saveColumns() const;
    void restoreColumns(const QByteArray &columns);

Q_SIGNALS:
    void messageSelected(quint32 id);
    void followingChanged(bool following);
    /// Emitted when only the messages of \a connection are to be shown.
    void connectionRequested(quint32 connection);
    /// Emitted before the context menu of the selected message is shown, to add entries.
    void menuRequested(QMenu *menu);
    /// Emitted when \a term, in the filter language, is to be added to the filter.
    void filterRequested(const QString &term);

protected:
    [[nodiscard]] QItemSelectionModel::SelectionFlags selectionCommand(const QModelIndex &index,
                                                                       const QEvent *event) const override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void resizeEvent(QResizeEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    [[nodiscard]] QList<int> selectedRows() const;
    void setFollowing(bool following);
    void rowsAdded(int first, int last);
    void beginReset();
    void restoreSelection();
    /// Adds what the cell in \a column suggests for the filter.
    void addFilterEntries(QMenu *menu, MessageModel::Column column);
    void updateNewRow();

    const Theme *m_theme;
    MessageModel *m_messages = nullptr;
    QPushButton *m_newRow = nullptr;
    MessageId m_selected = 0;
    bool m_following = true;
    bool m_resetting = false;
    int m_new = 0;
    int m_rowsAbove = 0; ///< Rows that were inserted above what is in sight, and that it did not move for yet.
    MessageModel::MatchMode m_modeBefore = MessageModel::MatchMode::Off; ///< While the model is reset.
    MessageId m_top = 0;           ///< The first message in sight before the reset; 0 while following.
    MessageId m_topUnfiltered = 0; ///< The same before the rows became matches.
    EmptyText *m_empty = nullptr;
    ColumnLayout *m_columns = nullptr;
};

} // namespace Inspector
