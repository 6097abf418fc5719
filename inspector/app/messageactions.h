// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/formats/messagesnippet.h"
#include "inspector/transport/composeoutcome.h"

#include <QtCore/QList>
#include <QtCore/QObject>

QT_BEGIN_NAMESPACE
class QAction;
class QMenu;
class QWidget;
QT_END_NAMESPACE

namespace Inspector {

class CaptureSession;
class ComposeDialog;
struct ComposeClient;
class MessageBar;
class MessageTable;
class Settings;

/// What can be done with the selected message besides reading it: copying it as a program, sending it again, editing it
/// first; and with all of them: replaying them.
class MessageActions final : public QObject
{
    Q_OBJECT

public:
    /// All parameters outlive the object.
    MessageActions(QWidget *window, MessageTable *table, CaptureSession *session, Settings *settings,
                   MessageBar *problems);

    /// Returns the actions with keys: send again, edit and send again.
    [[nodiscard]] QList<QAction *> actions() const { return {m_sendAgain, m_edit}; }
    /// Adds the entries for the selected message to a context menu.
    void fillMenu(QMenu *menu);
    /// Shows the composer, empty or as it was left.
    void compose();
    void showReplayDialog();

private:
    void copyAs(SnippetLanguage language);
    void sendAgain();
    void edit();
    /// Returns the payload of the selected message; reports a problem where it cannot be sent.
    [[nodiscard]] bool selected(MessageRow &row);
    [[nodiscard]] ComposeDialog *composer();
    [[nodiscard]] QList<ComposeClient> clients() const;
    void updateComposer();
    void onOutcome(const ComposeOutcome &outcome);

    QWidget *m_window;
    MessageTable *m_table;
    CaptureSession *m_session;
    Settings *m_settings;
    MessageBar *m_problems;
    QAction *m_sendAgain = nullptr;
    QAction *m_edit = nullptr;
    ComposeDialog *m_composer = nullptr; ///< Once it was shown.
};

} // namespace Inspector
