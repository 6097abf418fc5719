// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/analysis/exchanges.h"

#include <QtWidgets/QWidget>

QT_BEGIN_NAMESPACE
class QAction;
class QSplitter;
QT_END_NAMESPACE

namespace Inspector {

class AttemptModel;
class CaptureSession;
class ConnectionModel;
class ConnectionView;
class DetailPane;
class HiddenRows;
class LadderModel;
class LadderPane;
class MessageModel;
class MessageSearch;
class MessageTable;
class PairModel;
class PairPane;
class PaneLayout;
class PaneTabs;
class RelayClientWatch;
class Settings;
class Theme;

/// The panes that show a capture, with their models: connections, messages, exchange, pairs, relay clients, details.
class InspectorPage final : public QWidget
{
    Q_OBJECT

public:
    /// \param theme, session  outlive the page.
    InspectorPage(Theme *theme, CaptureSession *session, QWidget *parent = nullptr);
    ~InspectorPage() override;

    [[nodiscard]] MessageTable *table() const { return m_table; }
    [[nodiscard]] DetailPane *details() const { return m_details; }
    [[nodiscard]] MessageSearch *search() const { return m_search; }
    /// Searches the details where the keyboard is in them, otherwise the messages.
    void find();
    void findAgain(bool backwards);
    /// Returns the actions that show and hide a pane each, in the order of the menu.
    [[nodiscard]] QList<QAction *> paneActions() const { return m_paneActions; }
    /// Returns the actions that hide and show rows.
    [[nodiscard]] QList<QAction *> rowActions() const;
    /// Returns how many messages the selected sources and connections have.
    [[nodiscard]] int shownMessages() const;

    /// Returns whether the message is among those that the table shows.
    [[nodiscard]] bool isShown(MessageId id) const;
    void showPairs();

    void selectCounterpart();
    /// Gives the keyboard to the next visible pane; to the previous one where \a step is -1.
    void focusPane(int step);
    /// Selects the first answer of the demo once it was seen, unless another message was selected before.
    void selectFirstAnswer();

    void restoreColumns(const Settings &settings);
    /// Gives the panes their sizes; only once it is visible, because a hidden page has no size to divide.
    /// \param settings  null: the default sizes.
    void placePanes(const Settings *settings);
    void save(Settings *settings) const;

Q_SIGNALS:
    /// Emitted when other sources or connections were selected, or a filter has found more.
    void scopeChanged();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    [[nodiscard]] QWidget *makeConnectionPane();
    [[nodiscard]] QWidget *makeMessagePane();
    void layOut();
    void onScopeChanged();
    /// Selects nothing where the table does not show the selected message any more.
    void dropHiddenSelection();
    void onMessageSelected(MessageId id);
    /// Shows the details of the selected message, or of the selected connection.
    void showSelection();
    void onIndexed(quint32 first, quint32 count);
    void updateEmptyText();
    /// Names in the empty table what the first connection depends on.
    void showWaiting();
    [[nodiscard]] bool isInDetails() const;

    CaptureSession *m_session;
    ConnectionModel *m_connectionModel;
    MessageModel *m_messageModel;
    LadderModel *m_ladderModel;
    PairModel *m_pairModel;
    AttemptModel *m_attemptModel;
    MessageSearch *m_search = nullptr;
    RelayClientWatch *m_relayClients;
    ConnectionView *m_connections = nullptr;
    MessageTable *m_table = nullptr;
    LadderPane *m_ladder = nullptr;
    PairPane *m_pairs = nullptr;
    PaneTabs *m_tabs = nullptr; ///< Below the messages.
    DetailPane *m_details = nullptr;
    QSplitter *m_columns = nullptr;
    QSplitter *m_middle = nullptr;
    HiddenRows *m_hiddenRows = nullptr;
    PaneLayout *m_layout = nullptr;
    QList<QAction *> m_paneActions;
    bool m_placed = false;
    bool m_awaitingAnswer = false; ///< See selectFirstAnswer().
};

} // namespace Inspector
