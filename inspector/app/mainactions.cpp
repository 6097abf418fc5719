// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/app/mainactions.h"

#include "inspector/app/capturename.h"
#include "inspector/app/toolbarfit.h"
#include "inspector/views/keytext.h"

#include <QtCore/QDir>
#include <QtCore/QFileInfo>
#include <QtGui/QAction>
#include <QtGui/QActionGroup>
#include <QtWidgets/QMenu>
#include <QtWidgets/QStyle>
#include <QtWidgets/QToolBar>
#include <QtWidgets/QToolButton>

namespace Inspector {

using namespace Qt::Literals::StringLiterals;

MainActions::MainActions(QWidget *window)
    : QObject(window)
    , m_window(window)
{
    create(Connect, tr("Connect…"), tr("Connect to a relay as a client"), Qt::CTRL | Qt::Key_N);
    create(CheckNetwork, tr("Check this &network…"), tr("Is a relay reached, and what do STUN servers see?"));
    create(Run, tr("Run…"), tr("Run a program and show its connections"), Qt::CTRL | Qt::Key_R);
    create(Proxy, tr("&Proxy in front of a relay…"), tr("Watch another client through a proxy"));
    create(ForwardProxy, tr("&Forward proxy…"), tr("For clients that are configured to use a proxy"));
    create(Attach, tr("&Attach to an application…"), tr("Read the tap of an application that embeds RelayCore"));
    create(Relay, tr("On port &8700"));
    create(RelayOnAnyPort, tr("On &any free port"));
    create(RelayWithDemo, tr("With two &demo clients"));
    create(Open, tr("Open…"), tr("Show a capture, an NDJSON or a HAR file"), QKeySequence::Open);
    create(OpenDatabase, tr("Open from a &database…"), tr("Show a capture in a PostgreSQL database"));
    create(OpenSample, tr("Open the &sample capture"), tr("Endpoints that do not meet, each for another reason"));
    create(Save, tr("Save…"), tr("Save a copy of what is shown"), QKeySequence::Save);
    create(Report, tr("Report…"), tr("Write why endpoints do not meet as a web page to share"));
    create(Export, tr("Export…"), tr("Write another format, without secrets"), Qt::CTRL | Qt::Key_E);
    create(Compose, tr("&Compose a message…"), tr("Send a message through a client of the inspector"),
           Qt::CTRL | Qt::Key_M);
    create(Replay, tr("&Replay…"), tr("Send the same to a relay again, and compare what comes back"),
           Qt::CTRL | Qt::SHIFT | Qt::Key_R);
    create(Pause, tr("&Pause the view"), tr("Recording goes on; nothing is lost"), Qt::Key_Space);
    create(StopRecording, tr("&Stop recording"));
    create(NextMessage, tr("Next message"), {}, Qt::Key_J);
    create(PreviousMessage, tr("Previous message"), {}, Qt::Key_K);
    create(Counterpart, tr("Other message of the same exchange"), {}, Qt::Key_BracketRight);
    create(Follow, tr("Follow the newest message"), {}, Qt::Key_End);
    create(Find, tr("Filter the messages; in the details: find"), {}, Qt::CTRL | Qt::Key_F);
    create(FindNext, tr("Next match; in the details: next place"), {}, Qt::Key_F3);
    create(FindPrevious, tr("Previous match; in the details: previous place"), {}, Qt::SHIFT | Qt::Key_F3);
    create(NextPane, tr("Next pane"), {}, Qt::Key_F6);
    create(PreviousPane, tr("Previous pane"), {}, Qt::SHIFT | Qt::Key_F6);
    create(Keys, tr("&Keys"), {}, QKeySequence(Qt::Key_F1));
    create(About, tr("&About Relay Inspector"));
    create(Quit, tr("Quit"), {}, Qt::CTRL | Qt::Key_Q);
    m_actions[Pause]->setCheckable(true);
}

void MainActions::create(Id id, const QString &text, const QString &toolTip, const QKeySequence &key)
{
    auto *action = new QAction(text, this);
    action->setShortcut(key);
    if (!toolTip.isEmpty()) {
        const QString printed = keyText(key);
        action->setToolTip(printed.isEmpty() ? toolTip : tr("%1 (%2)", "tool tip · key").arg(toolTip, printed));
    }
    m_actions[id] = action;
    add(action);
}

void MainActions::add(QAction *action)
{
    m_window->addAction(action);
    m_listed.append(action);
}

void MainActions::restrict(Id id, QWidget *widget)
{
    QAction *action = m_actions[id];
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    m_window->removeAction(action);
    widget->addAction(action);
}

void MainActions::fillToolBar(QToolBar *bar, const QList<QAction *> &panes, const QList<QAction *> &rows)
{
    const auto actionButton = [bar](QAction *action, QMenu *menu) {
        auto *made = new QToolButton(bar);
        made->setDefaultAction(action);
        if (menu) {
            made->setPopupMode(QToolButton::MenuButtonPopup);
            made->setMenu(menu);
        }
        return bar->addWidget(made);
    };
    const auto menuButton = [bar](const QString &text, const QString &toolTip, QMenu *menu) {
        auto *made = new QToolButton(bar);
        made->setText(text);
        made->setToolTip(toolTip);
        made->setPopupMode(QToolButton::InstantPopup);
        made->setMenu(menu);
        return bar->addWidget(made);
    };

    auto *recordingMenu = new QMenu(bar);
    recordingMenu->addAction(m_actions[Pause]);
    recordingMenu->addAction(m_actions[StopRecording]);
    m_recordingButton = qobject_cast<QToolButton *>(bar->widgetForAction(menuButton({}, {}, recordingMenu)));
    m_recordingButton->setObjectName(u"recordingButton"_s);
    bar->addSeparator();

    auto *connectMenu = new QMenu(bar);
    connectMenu->addAction(m_actions[CheckNetwork]);
    auto *watchMenu = new QMenu(bar);
    watchMenu->addActions({m_actions[Proxy], m_actions[ForwardProxy], m_actions[Attach]});
    auto *relayMenu = new QMenu(tr("Local relay"), bar);
    relayMenu->addActions({m_actions[Relay], m_actions[RelayOnAnyPort], m_actions[RelayWithDemo]});
    auto *sendMenu = new QMenu(bar);
    sendMenu->addActions({m_actions[Compose], m_actions[Replay]});
    const QList<QAction *> starting{actionButton(m_actions[Connect], connectMenu),
                                    actionButton(m_actions[Run], nullptr),
                                    menuButton(tr("Watch"), tr("Watch clients that run already"), watchMenu),
                                    menuButton(relayMenu->title(), tr("Start a relay on this machine"), relayMenu),
                                    menuButton(tr("Send"), tr("Compose a message, or replay a capture"), sendMenu)};
    auto *allMenu = new QMenu(bar);
    allMenu->addActions({m_actions[Connect], m_actions[CheckNetwork], m_actions[Run]});
    allMenu->addSeparator();
    allMenu->addActions(watchMenu->actions());
    allMenu->addMenu(relayMenu);
    allMenu->addSeparator();
    allMenu->addActions(sendMenu->actions());
    new ToolBarFit(bar, starting, menuButton(tr("Start"), tr("Connect, watch clients, start a relay, send"), allMenu));

    auto *space = new QWidget(bar);
    space->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    bar->addWidget(space);

    bar->addAction(m_actions[Open]);
    m_recentMenu = new QMenu(bar);
    m_recentMenu->setObjectName(u"recentCaptures"_s);
    m_openButton = qobject_cast<QToolButton *>(bar->widgetForAction(m_actions[Open]));
    bar->addAction(m_actions[Save]);
    auto *saveMenu = new QMenu(bar);
    saveMenu->addActions({m_actions[Export], m_actions[Report]});
    auto *saveButton = qobject_cast<QToolButton *>(bar->widgetForAction(m_actions[Save]));
    saveButton->setPopupMode(QToolButton::MenuButtonPopup);
    saveButton->setMenu(saveMenu);
    bar->addSeparator();
    menuButton(tr("View"), tr("Panes, rows and colours"), makeViewMenu(bar, panes, rows));

    const QList<QAction *> actions = bar->actions();
    for (QAction *action : actions) {
        if (QWidget *button = bar->widgetForAction(action); qobject_cast<QToolButton *>(button))
            button->setFocusPolicy(Qt::TabFocus);
    }
}

void MainActions::showRecentCaptures(const QStringList &paths)
{
    if (paths == m_recent && !m_recentMenu->isEmpty())
        return;
    m_recent = paths;
    m_recentMenu->clear();
    for (const QString &path : paths) {
        const auto [name, folder] = nameAndPlace(path);
        QAction *action = m_recentMenu->addAction(
            tr("%1  –  %2", "file name · directory").arg(QString(name).replace(u'&', "&&"_L1), folder));
        connect(
            action, &QAction::triggered, this, [this, path] { Q_EMIT captureChosen(path); },
            Qt::QueuedConnection); // The list is filled anew by that.
    }
    if (!paths.isEmpty())
        m_recentMenu->addSeparator();
    m_recentMenu->addAction(m_actions[OpenDatabase]);
    m_recentMenu->addAction(m_actions[OpenSample]);
    m_openButton->setPopupMode(QToolButton::MenuButtonPopup);
    m_openButton->setMenu(m_recentMenu);
    if (paths.isEmpty())
        return;
    QAction *clear = m_recentMenu->addAction(tr("&Clear this list"));
    connect(clear, &QAction::triggered, this, &MainActions::recentCapturesCleared, Qt::QueuedConnection);
}

QMenu *MainActions::makeViewMenu(QWidget *parent, const QList<QAction *> &panes, const QList<QAction *> &rows)
{
    auto *menu = new QMenu(parent);
    m_schemes = new QActionGroup(this);
    const auto addScheme = [this, menu](const QString &text, Theme::Scheme scheme) {
        QAction *action = menu->addAction(text);
        action->setCheckable(true);
        action->setData(int(scheme));
        m_schemes->addAction(action);
        connect(action, &QAction::triggered, this, [this, scheme] { Q_EMIT schemeChosen(scheme); });
    };
    addScheme(tr("Colours of the &system"), Theme::Scheme::System);
    addScheme(tr("&Light"), Theme::Scheme::Light);
    addScheme(tr("&Dark"), Theme::Scheme::Dark);
    menu->addSeparator();
    menu->addActions(panes);
    menu->addSeparator();
    menu->addActions(rows);
    menu->addSeparator();
    menu->addAction(m_actions[Keys]);
    menu->addAction(m_actions[About]);
    return menu;
}

void MainActions::showRecordingState(RecordingState state)
{
    QString style = u"off"_s;
    switch (state) {
    case RecordingState::On:
        style = u"on"_s;
        m_recordingButton->setText(tr("● Recording"));
        m_recordingButton->setToolTip(tr("Everything that goes over the wire is recorded"));
        break;
    case RecordingState::Paused:
        style = u"paused"_s;
        m_recordingButton->setText(tr("❚❚ Paused"));
        m_recordingButton->setToolTip(tr("The view stands still, recording goes on"));
        break;
    case RecordingState::Stopped:
        m_recordingButton->setText(tr("■ Stopped"));
        m_recordingButton->setToolTip(tr("Nothing is being recorded"));
        break;
    case RecordingState::ReadOnly:
        m_recordingButton->setText(tr("■ Read-only"));
        m_recordingButton->setToolTip(tr("Nothing is being recorded"));
        break;
    case RecordingState::Failed:
        m_recordingButton->setText(tr("✕ Not recording"));
        m_recordingButton->setToolTip(tr("The file cannot be written; traffic goes on unrecorded"));
        style = u"failed"_s;
        break;
    case RecordingState::Nothing:
        m_recordingButton->setText(tr("○ Not recording"));
        m_recordingButton->setToolTip(tr("Recording begins with the first connection"));
        break;
    }
    if (m_recordingButton->property("recording").toString() != style) {
        m_recordingButton->setProperty("recording", style);
        m_recordingButton->style()->unpolish(m_recordingButton);
        m_recordingButton->style()->polish(m_recordingButton);
    }
    const bool recording =
        state == RecordingState::On || state == RecordingState::Paused || state == RecordingState::Failed;
    m_recordingButton->setEnabled(recording);
    m_actions[Pause]->setEnabled(recording);
    m_actions[Pause]->setChecked(state == RecordingState::Paused);
    m_actions[StopRecording]->setEnabled(recording);
}

void MainActions::showScheme(Theme::Scheme scheme)
{
    const QList<QAction *> schemes = m_schemes->actions();
    for (QAction *action : schemes)
        action->setChecked(action->data().toInt() == int(scheme));
}

QList<std::pair<QKeySequence, QString>> MainActions::keys() const
{
    QList<std::pair<QKeySequence, QString>> keys;
    for (const QAction *action : m_listed) {
        if (!action->shortcut().isEmpty())
            keys.append({action->shortcut(), action->iconText()});
    }
    return keys;
}

} // namespace Inspector
