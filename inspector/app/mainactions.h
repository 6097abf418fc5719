// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/theme/theme.h"

#include <QtCore/QList>
#include <QtCore/QObject>
#include <QtGui/QKeySequence>

#include <array>
#include <utility>

QT_BEGIN_NAMESPACE
class QAction;
class QActionGroup;
class QMenu;
class QToolBar;
class QToolButton;
class QWidget;
QT_END_NAMESPACE

namespace Inspector {

/// The actions of the main window with their texts and keys, and the tool bar and menus that hold them. What an action
/// does is connected by the window.
class MainActions final : public QObject
{
    Q_OBJECT

public:
    enum Id {
        Connect,
        CheckNetwork,
        Run,
        Proxy,
        ForwardProxy,
        Attach,
        Relay,
        RelayOnAnyPort,
        RelayWithDemo,
        Open,
        OpenDatabase,
        OpenSample,
        Save,
        Report,
        Export,
        Compose,
        Replay,
        Pause,
        StopRecording,
        NextMessage,
        PreviousMessage,
        Counterpart,
        Follow,
        Find,
        FindNext,
        FindPrevious,
        NextPane,
        PreviousPane,
        Keys,
        About,
        Quit,
        IdCount
    };

    /// What the recording button shows.
    enum class RecordingState : quint8 { Nothing, On, Paused, Stopped, ReadOnly, Failed };

    /// \param window  receives the keys that work everywhere.
    explicit MainActions(QWidget *window);

    [[nodiscard]] QAction *action(Id id) const { return m_actions[id]; }
    /// Restricts the key of \a id to \a widget and its children: elsewhere it belongs to other controls.
    void restrict(Id id, QWidget *widget);
    /// Adds an action whose text and key are listed with the others.
    void add(QAction *action);

    /// Fills \a bar. \param panes  the actions that show and hide panes. \param rows  those that hide rows.
    void fillToolBar(QToolBar *bar, const QList<QAction *> &panes, const QList<QAction *> &rows);
    void showRecordingState(RecordingState state);
    void showScheme(Theme::Scheme scheme);
    /// Lists \a paths in the menu of Open.
    void showRecentCaptures(const QStringList &paths);
    /// Returns each key with what it does, in the order of the list that F1 shows.
    [[nodiscard]] QList<std::pair<QKeySequence, QString>> keys() const;

Q_SIGNALS:
    void schemeChosen(Inspector::Theme::Scheme scheme);
    /// Emitted when a recent capture was chosen.
    void captureChosen(const QString &path);
    void recentCapturesCleared();

private:
    void create(Id id, const QString &text, const QString &toolTip = {}, const QKeySequence &key = {});
    [[nodiscard]] QMenu *makeViewMenu(QWidget *parent, const QList<QAction *> &panes, const QList<QAction *> &rows);

    QWidget *m_window;
    std::array<QAction *, IdCount> m_actions{};
    QList<QAction *> m_listed; ///< For keys().
    QActionGroup *m_schemes = nullptr;
    QToolButton *m_recordingButton = nullptr;
    QToolButton *m_openButton = nullptr;
    QMenu *m_recentMenu = nullptr;
    QStringList m_recent; ///< In the menu.
};

} // namespace Inspector
