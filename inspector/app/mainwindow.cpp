// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/app/mainwindow.h"

#include "inspector/analysis/diagnosis.h"
#include "inspector/app/clientoptions.h"
#include "inspector/app/relayclientwatch.h"
#include "inspector/models/connectionmodel.h"
#include "inspector/models/formatting.h"
#include "inspector/models/laddermodel.h"
#include "inspector/models/messagemodel.h"
#include "inspector/sources/clientsource.h"
#include "inspector/sources/localrelaysource.h"
#include "inspector/sources/proxysource.h"
#include "inspector/views/connectdialog.h"
#include "inspector/views/connectionview.h"
#include "inspector/views/detailpane.h"
#include "inspector/views/elidedlabel.h"
#include "inspector/views/ladderpane.h"
#include "inspector/views/messagebar.h"
#include "inspector/views/messagetable.h"
#include "inspector/views/propertyview.h"
#include "inspector/views/relayclientpane.h"
#include "inspector/views/relayclienttable.h"
#include "inspector/views/stylesheet.h"
#include "inspector/views/welcomepage.h"

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QTimer>
#include <QtGui/QAction>
#include <QtGui/QActionGroup>
#include <QtGui/QCloseEvent>
#include <QtGui/QScreen>
#include <QtNetwork/QHostInfo>
#include <QtWidgets/QApplication>
#include <QtWidgets/QDialogButtonBox>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QLabel>
#include <QtWidgets/QMenu>
#include <QtWidgets/QMessageBox>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QSplitter>
#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QStatusBar>
#include <QtWidgets/QStyle>
#include <QtWidgets/QTabWidget>
#include <QtWidgets/QToolBar>
#include <QtWidgets/QToolButton>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>
#include <utility>

namespace Inspector {

using namespace Qt::Literals::StringLiterals;

namespace {

QString captureFilter()
{
    return MainWindow::tr("Captures (*.relaycap);;All files (*)");
}

} // namespace

MainWindow::MainWindow(QWidget *parent)
    : QMainWindow(parent)
{
    setObjectName(u"mainWindow"_s);
    setMinimumSize(800, 500);
    m_connectionModel = new ConnectionModel(&m_feed, this);
    m_messageModel = new MessageModel(&m_feed, this);
    m_ladderModel = new LadderModel(&m_feed, this);
    m_relayClients = new RelayClientWatch(&m_theme, this);
    buildPanes();
    buildStatusBar();
    buildToolBar();
    buildActions();

    connect(&m_theme, &Theme::changed, this, &MainWindow::applyTheme);
    m_theme.setScheme(m_settings.theme());
    applyTheme();

    connect(&m_feed, &CaptureFeed::statisticsChanged, this, &MainWindow::updateStatus);
    connect(&m_feed, &CaptureFeed::structureChanged, this, &MainWindow::updateEmptyText);
    connect(&m_feed, &CaptureFeed::pausedChanged, this, [this](bool paused) {
        m_pauseAction->setChecked(paused);
        updateState();
    });
    connect(&m_feed, &CaptureFeed::reset, this, [this] {
        updateState();
        updateStatus();
    });
    updateState();
    updateStatus();
}

MainWindow::~MainWindow()
{
    m_feed.disconnect(this);
    m_theme.disconnect(this);
    m_feed.close();
    // What shows the feed goes before the feed.
    delete takeCentralWidget();
    delete m_connectionModel;
    delete m_messageModel;
    delete m_ladderModel;
    delete m_relayClients;
}

void MainWindow::buildPanes()
{
    m_connections = new ConnectionView(&m_theme);
    m_connections->setModel(m_connectionModel);
    auto *connectionsTitle = new QLabel(tr("CONNECTIONS"));
    connectionsTitle->setObjectName(u"paneTitle"_s);
    connectionsTitle->setBuddy(m_connections);
    m_connectionPane = new QWidget;
    m_connectionPane->setObjectName(u"connectionPane"_s);
    auto *connectionLayout = new QVBoxLayout(m_connectionPane);
    connectionLayout->setContentsMargins(0, 0, 0, 0);
    connectionLayout->setSpacing(0);
    connectionLayout->addWidget(connectionsTitle);
    connectionLayout->addWidget(m_connections, 1);

    m_table = new MessageTable(&m_theme);
    m_table->setModel(m_messageModel);
    m_ladder = new LadderPane(&m_theme, m_ladderModel);
    m_middle = new QSplitter(Qt::Vertical);
    m_middle->setObjectName(u"middleSplitter"_s);
    m_middle->setHandleWidth(1);
    m_middle->addWidget(m_table);
    m_middle->addWidget(m_ladder);
    m_middle->addWidget(m_relayClients->pane());
    m_middle->setCollapsible(0, false);
    m_middle->setStretchFactor(0, 1);
    m_middle->setStretchFactor(1, 0);
    m_middle->setStretchFactor(2, 0);

    m_details = new DetailPane(&m_theme, &m_feed);
    m_columns = new QSplitter(Qt::Horizontal);
    m_columns->setObjectName(u"columnSplitter"_s);
    m_columns->setHandleWidth(1);
    m_columns->addWidget(m_connectionPane);
    m_columns->addWidget(m_middle);
    m_columns->addWidget(m_details);
    m_columns->setCollapsible(1, false);
    m_columns->setStretchFactor(0, 0);
    m_columns->setStretchFactor(1, 1);
    m_columns->setStretchFactor(2, 0);

    m_welcome = new WelcomePage;
    connect(m_welcome, &WelcomePage::connectRequested, this, &MainWindow::showConnectDialog);
    connect(m_welcome, &WelcomePage::proxyRequested, this, &MainWindow::showProxyDialog);
    connect(m_welcome, &WelcomePage::demoRequested, this, [this] { startLocalRelay(true, 8700); });
    connect(m_welcome, &WelcomePage::openRequested, this, &MainWindow::showOpenDialog);

    m_messageBar = new MessageBar;
    m_pages = new QStackedWidget;
    m_pages->setObjectName(u"pages"_s);
    m_pages->addWidget(m_welcome);
    m_pages->addWidget(m_columns);
    auto *centre = new QWidget;
    auto *layout = new QVBoxLayout(centre);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_messageBar);
    layout->addWidget(m_pages, 1);
    setCentralWidget(centre);

    for (QSplitter *splitter : {m_columns, m_middle})
        connect(splitter, &QSplitter::splitterMoved, this, [this] { m_panesMoved = true; });
    connect(m_connections, &ConnectionView::scopeChanged, this, &MainWindow::onScopeChanged);
    connect(m_connections, &ConnectionView::retryRequested, this, [this](quint32 source) {
        if (isRecording())
            m_recording->sources().retryNow(source);
    });
    connect(m_connections, &ConnectionView::stopRequested, this, [this](quint32 source) {
        if (isRecording())
            m_recording->sources().stop(source);
    });
    connect(m_relayClients->action(), &QAction::toggled, this, [this] {
        if (m_panesPlaced && !m_panesMoved)
            dividePanes();
    });
    connect(m_relayClients->pane()->table(), &RelayClientTable::connectionChosen, m_connections,
            &ConnectionView::selectConnection);
    connect(m_table, &MessageTable::messageSelected, this, &MainWindow::onMessageSelected);
    connect(m_ladder, &LadderPane::messageRequested, m_table, &MessageTable::selectMessage);
    connect(m_details, &DetailPane::messageRequested, m_table, &MessageTable::selectMessage);
}

void MainWindow::buildStatusBar()
{
    m_counts = new ElidedLabel(Qt::ElideRight, this);
    m_counts->setObjectName(u"counts"_s);
    m_place = new ElidedLabel(Qt::ElideMiddle, this);
    m_place->setObjectName(u"place"_s);
    m_place->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    statusBar()->setSizeGripEnabled(false);
    statusBar()->addWidget(m_counts, 2);
    statusBar()->addPermanentWidget(m_place, 1);
}

void MainWindow::buildToolBar()
{
    auto *bar = addToolBar(tr("Tools"));
    bar->setObjectName(u"toolBar"_s);
    bar->setMovable(false);
    bar->setFloatable(false);
    bar->setContextMenuPolicy(Qt::PreventContextMenu);
    bar->setToolButtonStyle(Qt::ToolButtonTextOnly);

    m_recordingButton = new QToolButton(bar);
    m_recordingButton->setObjectName(u"recordingButton"_s);
    m_recordingButton->setPopupMode(QToolButton::InstantPopup);
    auto *recordingMenu = new QMenu(m_recordingButton);
    m_pauseAction = recordingMenu->addAction(tr("&Pause the view"));
    m_pauseAction->setCheckable(true);
    m_pauseAction->setToolTip(tr("Recording goes on; nothing is lost"));
    connect(m_pauseAction, &QAction::toggled, &m_feed, &CaptureFeed::setPaused);
    m_stopAction = recordingMenu->addAction(tr("&Stop recording"), this, &MainWindow::stopRecording);
    m_recordingButton->setMenu(recordingMenu);
    bar->addWidget(m_recordingButton);
    bar->addSeparator();

    QAction *connectAction = bar->addAction(tr("Connect…"), this, &MainWindow::showConnectDialog);
    connectAction->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_N));
    connectAction->setToolTip(tr("Connect to a relay as a client (Ctrl+N)"));
    QAction *proxyAction = bar->addAction(tr("Proxy…"), this, &MainWindow::showProxyDialog);
    proxyAction->setToolTip(tr("Watch another client through a proxy"));

    auto *relayButton = new QToolButton(bar);
    relayButton->setText(tr("Local relay"));
    relayButton->setToolTip(tr("Start a relay on this machine"));
    relayButton->setPopupMode(QToolButton::InstantPopup);
    auto *relayMenu = new QMenu(relayButton);
    relayMenu->addAction(tr("On port &8700"), this, [this] { startLocalRelay(false, 8700); });
    relayMenu->addAction(tr("On &any free port"), this, [this] { startLocalRelay(false, 0); });
    relayMenu->addAction(tr("With two &demo clients"), this, [this] { startLocalRelay(true, 8700); });
    relayButton->setMenu(relayMenu);
    bar->addWidget(relayButton);

    auto *space = new QWidget(bar);
    space->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    bar->addWidget(space);

    QAction *openAction = bar->addAction(tr("Open…"), this, &MainWindow::showOpenDialog);
    openAction->setShortcut(QKeySequence::Open);
    openAction->setToolTip(tr("Show a saved capture (Ctrl+O)"));
    m_saveAction = bar->addAction(tr("Save…"), this, &MainWindow::showSaveDialog);
    m_saveAction->setShortcut(QKeySequence::Save);
    m_saveAction->setToolTip(tr("Save a copy of what is shown (Ctrl+S)"));
    bar->addSeparator();

    auto *viewButton = new QToolButton(bar);
    viewButton->setText(tr("View"));
    viewButton->setToolTip(tr("Panes and colours"));
    viewButton->setPopupMode(QToolButton::InstantPopup);
    auto *viewMenu = new QMenu(viewButton);
    m_schemes = new QActionGroup(this);
    const auto addScheme = [this, viewMenu](const QString &text, Theme::Scheme scheme) {
        QAction *action = viewMenu->addAction(text);
        action->setCheckable(true);
        action->setData(int(scheme));
        m_schemes->addAction(action);
        connect(action, &QAction::triggered, this, [this, scheme] { setScheme(scheme); });
    };
    addScheme(tr("Colours of the &system"), Theme::Scheme::System);
    addScheme(tr("&Light"), Theme::Scheme::Light);
    addScheme(tr("&Dark"), Theme::Scheme::Dark);
    viewMenu->addSeparator();
    const auto addPane = [viewMenu](const QString &text, QWidget *pane) {
        QAction *action = viewMenu->addAction(text);
        action->setCheckable(true);
        action->setChecked(true);
        connect(action, &QAction::toggled, pane, &QWidget::setVisible);
    };
    addPane(tr("&Connections"), m_connectionPane);
    addPane(tr("&Exchange"), m_ladder);
    addPane(tr("De&tails"), m_details);
    viewMenu->addAction(m_relayClients->action());
    viewMenu->addSeparator();
    viewMenu->addAction(tr("&Keys"), this, &MainWindow::showKeys);
    viewMenu->addAction(tr("&About Relay Inspector"), this, &MainWindow::showAbout);
    viewButton->setMenu(viewMenu);
    bar->addWidget(viewButton);

    const QList<QAction *> actions = bar->actions();
    for (QAction *action : actions) {
        if (QWidget *button = bar->widgetForAction(action); qobject_cast<QToolButton *>(button))
            button->setFocusPolicy(Qt::TabFocus);
    }
}

void MainWindow::buildActions()
{
    m_keys = {
        {u"Ctrl+N"_s, tr("Connect to a relay")}, {u"Ctrl+O"_s, tr("Open a capture")}, {u"Ctrl+S"_s, tr("Save a copy")}};
    addKey(tr("Next message"), Qt::Key_J, [this] { m_table->moveSelection(1); });
    addKey(tr("Previous message"), Qt::Key_K, [this] { m_table->moveSelection(-1); });
    const auto toCounterpart = [this] {
        const QVariant other = m_table->currentIndex().data(MessageModel::CounterpartRole);
        if (other.isValid())
            m_table->selectMessage(other.value<MessageId>());
    };
    addKey(tr("Other message of the same exchange"), Qt::Key_BracketRight, toCounterpart);
    addKey(
        tr("Follow the newest message"), Qt::Key_End, [this] { m_table->follow(); }, m_table);
    // Only inside the panes: elsewhere the space bar presses buttons.
    addKey(
        tr("Pause the view and go on"), Qt::Key_Space, [this] { m_pauseAction->toggle(); }, m_columns);
    for (int tab = 0; tab < DetailPane::TabCount; ++tab) {
        addKey(tr("Show %1").arg(m_details->tabs()->tabText(tab)), QKeySequence(Qt::CTRL | Qt::Key(Qt::Key_1 + tab)),
               [this, tab] { m_details->setCurrentTab(DetailPane::Tab(tab)); });
    }
    addAction(m_relayClients->action());
    m_keys.append({u"Ctrl+L"_s, tr("Show or hide the clients of the local relay")});
    addKey(tr("Next pane"), Qt::Key_F6, [this] { focusNextPane(); });
    addKey(tr("All keys"), Qt::Key_F1, [this] { showKeys(); });
    addKey(tr("Quit"), QKeySequence(Qt::CTRL | Qt::Key_Q), [this] { close(); });
}

QAction *MainWindow::addKey(const QString &text, const QKeySequence &key, const std::function<void()> &run,
                            QWidget *where)
{
    auto *action = new QAction(text, this);
    action->setShortcut(key);
    action->setShortcutContext(where ? Qt::WidgetWithChildrenShortcut : Qt::WindowShortcut);
    connect(action, &QAction::triggered, this, run);
    (where ? where : static_cast<QWidget *>(this))->addAction(action);
    m_keys.append({key.toString(QKeySequence::NativeText), text});
    return action;
}

void MainWindow::launch(const LaunchOptions &options)
{
    m_restore = options.restoreWindow;
    m_capturePath = options.capture;
    if (options.theme)
        m_theme.setScheme(*options.theme);
    if (!options.open.isEmpty())
        openCapture(options.open);
    if (options.demo)
        startLocalRelay(true, options.demoPort);
    if (options.proxy)
        startProxy(*options.proxy);
    if (options.connect)
        connectTo(*options.connect);
    if (!options.capture.isEmpty() && !m_recording)
        record();
    updateState();
}

void MainWindow::connectTo(const ConnectRequest &request)
{
    auto options = clientOptions(request);
    if (const auto *problem = std::get_if<QString>(&options)) {
        showProblem(*problem);
        return;
    }
    m_settings.addRecentAddress(request.address);
    if (!record())
        return;
    m_onlyDemo = false;
    startSource(request.address.toString(),
                [options = std::get<RelayCore::RelayClientOptions>(options), &writer = m_recording->writer()] {
                    return std::make_unique<ClientSource>(options, writer);
                });
}

void MainWindow::startProxy(const ProxyRequest &request)
{
    ProxyOptions options;
    if (!options.listen.setAddress(request.host)) {
        // A name: its first address. Names of this machine resolve without the network.
        const QList<QHostAddress> addresses = QHostInfo::fromName(request.host).addresses();
        if (addresses.isEmpty()) {
            showProblem(tr("The proxy cannot listen on %1: there is no such address.").arg(request.host));
            return;
        }
        options.listen = addresses.first();
    }
    options.port = request.port;
    options.upstream = request.upstream;
    m_settings.addRecentAddress(request.upstream);
    if (!record())
        return;
    m_onlyDemo = false;
    startSource(tr("Proxy"),
                [options, &writer = m_recording->writer()] { return std::make_unique<ProxySource>(options, writer); });
}

void MainWindow::startLocalRelay(bool demo, quint16 port)
{
    if (!record())
        return;
    m_onlyDemo = m_onlyDemo && demo;
    LocalRelayOptions options;
    options.port = port;
    options.demo = demo;
    Retry elsewhere;
    // The demo is to be seen, whatever runs on this machine already.
    if (demo && port != 0)
        elsewhere = [this] { startLocalRelay(true, 0); };
    if (demo)
        connect(&m_feed, &CaptureFeed::indexed, this, &MainWindow::presentFirstAnswer, Qt::UniqueConnection);
    startSource(
        tr("Local relay"),
        [options, &writer = m_recording->writer()] { return std::make_unique<LocalRelaySource>(options, writer); },
        std::move(elsewhere));
}

void MainWindow::presentFirstAnswer(quint32 first, quint32 count)
{
    const auto kinds = m_feed.kinds();
    for (MessageId id = first; id < first + count; ++id) {
        if (kinds[id - 1] != MessageKind::Answer)
            continue;
        // Once, and never over what a person has chosen meanwhile.
        disconnect(&m_feed, &CaptureFeed::indexed, this, &MainWindow::presentFirstAnswer);
        if (m_table->selectedMessage() != 0)
            return;
        const bool following = m_table->isFollowing();
        m_table->selectMessage(id);
        if (following)
            m_table->follow();
        return;
    }
}

bool MainWindow::record(const QString &path)
{
    if (isRecording())
        return true;
    if (!mayDiscard())
        return false;
    endRecording();
    const QString file = path.isEmpty() ? std::exchange(m_capturePath, QString()) : path;
    auto recording = Recording::begin(file);
    if (const auto *error = std::get_if<CaptureError>(&recording)) {
        showProblem(error->text());
        return false;
    }
    m_recording = std::move(std::get<std::unique_ptr<Recording>>(recording));
    m_onlyDemo = true;
    m_saved = false;
    connect(&m_recording->writer(), &CaptureWriter::failed, this, [this](const CaptureError &error) {
        showProblem(tr("Recording has stopped. %1").arg(error.text()));
        updateState();
    });
    SourceHost *sources = &m_recording->sources();
    connect(sources, &SourceHost::failed, this, [this](quint64 ticket, const QString &reason) {
        const auto found = m_starting.find(ticket);
        if (found == m_starting.end()) {
            showProblem(reason);
            return;
        }
        const auto [title, retry] = found->second;
        m_starting.erase(found);
        if (retry && isRecording()) {
            showProblem(tr("%1: %2 Another port is used instead.").arg(title, reason));
            retry();
        } else {
            showProblem(tr("%1: %2").arg(title, reason));
        }
    });
    m_relayClients->follow(*sources);
    if (const auto error = m_feed.open(m_recording->path(), &m_recording->writer())) {
        showProblem(error->text());
        endRecording();
        return false;
    }
    updateState();
    m_table->follow();
    m_table->setFocus();
    return true;
}

void MainWindow::startSource(const QString &title, SourceHost::Factory factory, Retry onFailure)
{
    const quint64 ticket = m_recording->sources().start(std::move(factory));
    m_starting.insert_or_assign(ticket, std::pair(title, std::move(onFailure)));
}

void MainWindow::stopRecording()
{
    if (!isRecording())
        return;
    QApplication::setOverrideCursor(Qt::WaitCursor);
    m_recording->stop();
    QApplication::restoreOverrideCursor();
    m_relayClients->endRelays();
    m_feed.poll();
    updateState();
}

void MainWindow::endRecording()
{
    m_starting.clear();
    m_relayClients->clear();
    if (!m_recording)
        return;
    m_recording->stop();
    m_feed.close();
    m_recording.reset();
}

void MainWindow::openCapture(const QString &path)
{
    if (!mayDiscard())
        return;
    // Looked at first: a file that cannot be read must not cost what is on show.
    const auto probe = CaptureReader::open(path);
    if (const auto *error = std::get_if<CaptureError>(&probe)) {
        showProblem(error->text());
        return;
    }
    endRecording();
    if (const auto error = m_feed.open(path)) {
        showProblem(error->text());
    } else {
        m_settings.setDirectory(QFileInfo(path).absolutePath());
        m_table->setFocus();
    }
    updateState();
}

bool MainWindow::saveCapture(const QString &path)
{
    if (!m_feed.isOpen())
        return false;
    if (QFileInfo(path) == QFileInfo(m_feed.path())) {
        showProblem(tr("%1 is the capture on show: choose another name for the copy.").arg(path));
        return false;
    }
    if (isRecording())
        m_recording->writer().flush();
    // The copy is complete before it takes the place of an older file.
    const QString part = path + u".part"_s;
    QFile::remove(part);
    QApplication::setOverrideCursor(Qt::WaitCursor);
    const auto error = m_feed.reader()->saveAs(part);
    QApplication::restoreOverrideCursor();
    if (error) {
        QFile::remove(part);
        showProblem(error->text());
        return false;
    }
    QFile copy(part);
    if ((QFile::exists(path) && !QFile::remove(path)) || !copy.rename(path)) {
        showProblem(tr("The capture cannot be saved as %1: %2").arg(path, copy.errorString()));
        QFile::remove(part);
        return false;
    }
    m_saved = true;
    m_savedMessages = m_feed.statistics().captured;
    m_settings.setDirectory(QFileInfo(path).absolutePath());
    m_notice = tr("Saved as %1").arg(QDir::toNativeSeparators(path));
    updateStatus();
    QTimer::singleShot(4000, this, [this] {
        m_notice.clear();
        updateStatus();
    });
    return true;
}

bool MainWindow::mayDiscard()
{
    if (!m_ask || !m_recording || !m_recording->isTemporary() || m_onlyDemo)
        return true;
    const quint32 captured = m_feed.statistics().captured;
    if (captured == 0 || (m_saved && m_savedMessages == captured))
        return true;
    QMessageBox question(QMessageBox::NoIcon, tr("Unsaved capture"),
                         tr("%n messages were recorded and not saved.", nullptr, int(captured)),
                         QMessageBox::Save | QMessageBox::Discard | QMessageBox::Cancel, this);
    question.setInformativeText(tr("They are gone once the recording ends."));
    question.setDefaultButton(QMessageBox::Save);
    question.button(QMessageBox::Save)->setText(tr("Save…"));
    question.button(QMessageBox::Discard)->setText(tr("Discard"));
    question.button(QMessageBox::Cancel)->setText(tr("Cancel"));
    switch (question.exec()) {
    case QMessageBox::Save:
        return showSaveDialog();
    case QMessageBox::Discard:
        return true;
    default:
        return false;
    }
}

void MainWindow::setScheme(Theme::Scheme scheme)
{
    m_settings.setTheme(scheme);
    m_theme.setScheme(scheme);
    applyTheme();
}

void MainWindow::applyTheme()
{
    QApplication::setPalette(m_theme.palette());
    qApp->setStyleSheet(Inspector::styleSheet(m_theme));
    const QList<QAction *> schemes = m_schemes->actions();
    for (QAction *action : schemes)
        action->setChecked(action->data().toInt() == int(m_theme.scheme()));
}

void MainWindow::showProblem(const QString &text)
{
    m_messageBar->showProblem(text);
}

void MainWindow::updateState()
{
    const bool open = m_feed.isOpen();
    m_pages->setCurrentWidget(open ? static_cast<QWidget *>(m_columns) : m_welcome);
    placePanes();
    QString state;
    if (isRecording() && m_feed.isPaused()) {
        state = u"paused"_s;
        m_recordingButton->setText(tr("❚❚ Paused"));
        m_recordingButton->setToolTip(tr("The view stands still, recording goes on"));
    } else if (isRecording()) {
        state = u"on"_s;
        m_recordingButton->setText(tr("● Recording"));
        m_recordingButton->setToolTip(tr("Everything that goes over the wire is written down"));
    } else if (open) {
        state = u"off"_s;
        m_recordingButton->setText(m_recording ? tr("■ Stopped") : tr("■ Read-only"));
        m_recordingButton->setToolTip(tr("Nothing is being recorded"));
    } else {
        state = u"off"_s;
        m_recordingButton->setText(tr("○ Not recording"));
        m_recordingButton->setToolTip(tr("Recording begins with the first connection"));
    }
    if (m_recordingButton->property("recording").toString() != state) {
        m_recordingButton->setProperty("recording", state);
        m_recordingButton->style()->unpolish(m_recordingButton);
        m_recordingButton->style()->polish(m_recordingButton);
    }
    m_recordingButton->setEnabled(isRecording());
    m_pauseAction->setEnabled(isRecording());
    m_stopAction->setEnabled(isRecording());
    m_saveAction->setEnabled(open);
    statusBar()->setVisible(open);
    const bool named = open && !(m_recording && m_recording->isTemporary());
    setWindowTitle(named ? QFileInfo(m_feed.path()).fileName() : QString());
    updateEmptyText();
    updateStatus();
}

void MainWindow::updateStatus()
{
    const CaptureFeed::Statistics numbers = m_feed.statistics();
    const QString separator = u"   ·   "_s;
    QStringList parts{
        tr("%1 captured").arg(numberText(numbers.captured)), tr("%1 shown").arg(numberText(m_messageModel->rowCount())),
        tr("%1 lost").arg(numberText(qint64(numbers.lost))), tr("%1 on disk").arg(bytesText(numbers.bytesOnDisk))};
    if (m_feed.isPaused() && numbers.captured > numbers.shown)
        parts.append(tr("%1 waiting behind the pause").arg(numberText(numbers.captured - numbers.shown)));
    m_counts->setText(parts.join(separator));
    if (!m_notice.isEmpty())
        m_place->setText(m_notice);
    else if (!m_feed.isOpen())
        m_place->setText(QString());
    else if (m_recording && m_recording->isTemporary())
        m_place->setText(tr("not saved · secrets hidden"));
    else
        m_place->setText(tr("%1 · secrets hidden").arg(QDir::toNativeSeparators(m_feed.path())));
}

void MainWindow::updateEmptyText()
{
    const RelayCore::ConnectionId selected = m_connections->selectedConnection();
    const QList<ConnectionRow> &connections = m_feed.connections();
    const ConnectionRow *connection = m_feed.connection(selected);
    if (!connection && !connections.isEmpty())
        connection = &connections.last();
    QString hint;
    if (connection) {
        if (const auto diagnosis = diagnose(*connection))
            hint = diagnosis->sentence;
    }
    if (selected != 0) {
        m_table->setEmptyText(tr("No messages on this connection"), hint);
    } else if (!isRecording()) {
        m_table->setEmptyText(tr("This capture holds no messages"), hint);
    } else if (connection) {
        m_table->setEmptyText(tr("No messages yet"), hint);
    } else {
        QStringList addresses;
        for (const SourceRow &source : m_feed.sources()) {
            if (!source.listen.isEmpty())
                addresses.append(source.listen);
        }
        m_table->setEmptyText(tr("Waiting for the first connection"),
                              addresses.isEmpty() ? QString()
                                                  : tr("Point a client at %1").arg(addresses.join(u", "_s)));
    }
}

void MainWindow::onScopeChanged()
{
    m_messageModel->setScope(m_connections->scope());
    const RelayCore::ConnectionId connection = m_connections->selectedConnection();
    const MessageId message = m_table->selectedMessage();
    if (connection != 0 && !(message != 0 && m_messageModel->hasId(message)))
        m_details->showConnection(connection);
    else if (message != 0 && m_details->message() != message)
        m_details->showMessage(message);
    updateEmptyText();
    updateStatus();
}

void MainWindow::onMessageSelected(MessageId id)
{
    m_ladderModel->setMessage(id);
    if (id != 0)
        m_details->showMessage(id);
    else
        m_details->showNothing();
}

void MainWindow::focusNextPane()
{
    const QList<QWidget *> panes{m_connections, m_table, m_ladder, m_relayClients->pane(), m_details};
    qsizetype current = -1;
    for (qsizetype i = 0; i < panes.size(); ++i) {
        if (panes.at(i)->isAncestorOf(focusWidget()) || panes.at(i) == focusWidget())
            current = i;
    }
    for (qsizetype step = 1; step <= panes.size(); ++step) {
        QWidget *pane = panes.at((current + step) % panes.size());
        if (!pane->isVisible())
            continue;
        if (pane == m_details)
            m_details->tabs()->setFocus(Qt::ShortcutFocusReason);
        else if (pane == m_ladder)
            m_ladder->focusDiagram();
        else
            pane->setFocus(Qt::ShortcutFocusReason);
        return;
    }
}

void MainWindow::showConnectDialog()
{
    ConnectDialog dialog(this);
    dialog.setRecentAddresses(m_settings.recentAddresses());
    if (dialog.exec() == QDialog::Accepted)
        connectTo(dialog.request());
}

void MainWindow::showProxyDialog()
{
    ProxyDialog dialog(this);
    dialog.setRecentAddresses(m_settings.recentAddresses());
    if (dialog.exec() == QDialog::Accepted)
        startProxy(dialog.request());
}

void MainWindow::showOpenDialog()
{
    const QString path =
        QFileDialog::getOpenFileName(this, tr("Open a capture"), m_settings.directory(), captureFilter());
    if (!path.isEmpty())
        openCapture(path);
}

bool MainWindow::showSaveDialog()
{
    if (!m_feed.isOpen())
        return false;
    QFileDialog dialog(this, tr("Save a copy"), m_settings.directory(), captureFilter());
    dialog.setAcceptMode(QFileDialog::AcceptSave);
    dialog.setDefaultSuffix(u"relaycap"_s);
    if (dialog.exec() != QDialog::Accepted || dialog.selectedFiles().isEmpty())
        return false;
    return saveCapture(dialog.selectedFiles().first());
}

void MainWindow::showKeys()
{
    QDialog dialog(this);
    dialog.setObjectName(u"keysDialog"_s);
    dialog.setWindowTitle(tr("Keys"));
    auto *view = new PropertyView(&m_theme, &dialog);
    PropertySection section;
    section.title = tr("Keys");
    for (const auto &[key, meaning] : std::as_const(m_keys))
        section.facts.append({key, meaning, QString(), QString()});
    view->setSections({section});
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, &dialog);
    buttons->button(QDialogButtonBox::Close)->setText(tr("Close"));
    connect(buttons, &QDialogButtonBox::rejected, &dialog, &QDialog::reject);
    auto *layout = new QVBoxLayout(&dialog);
    layout->addWidget(view, 1);
    layout->addWidget(buttons);
    dialog.resize(460, 460);
    dialog.exec();
}

void MainWindow::showAbout()
{
    QMessageBox::about(this, tr("About Relay Inspector"),
                       tr("<b>Relay Inspector %1</b><p>Watches the conversation of ProxyStore relay clients.</p>"
                          "<p>MIT licence. Built with Qt %2.</p>")
                           .arg(QApplication::applicationVersion(), QString::fromLatin1(qVersion())));
}

void MainWindow::closeWithoutAsking()
{
    m_ask = false;
    close();
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (!mayDiscard()) {
        event->ignore();
        return;
    }
    saveWindow();
    hide();
    endRecording();
    m_feed.close();
    event->accept();
}

void MainWindow::showEvent(QShowEvent *event)
{
    if (!std::exchange(m_placed, true))
        restoreWindow();
    QMainWindow::showEvent(event);
    if (focusWidget() == nullptr && !m_feed.isOpen())
        m_welcome->setFocus();
}

void MainWindow::resizeEvent(QResizeEvent *event)
{
    QMainWindow::resizeEvent(event);
    if (m_panesPlaced && !m_panesMoved)
        dividePanes();
}

void MainWindow::restoreWindow()
{
    if (!m_restore || !restoreGeometry(m_settings.state(u"geometry"_s))) {
        if (!testAttribute(Qt::WA_Resized)) {
            const QSize available = screen()->availableGeometry().size();
            resize(QSize(1440, 900).boundedTo(available * 0.95));
        }
    }
    if (m_restore) {
        m_table->restoreColumns(m_settings.state(u"messageColumns"_s));
        m_relayClients->pane()->table()->restoreColumns(m_settings.state(u"relayClientColumns"_s));
    }
    placePanes();
}

void MainWindow::placePanes()
{
    // A page that is not shown has no size yet to divide.
    if (m_panesPlaced || !m_placed || m_pages->currentWidget() != m_columns)
        return;
    m_panesPlaced = true;
    centralWidget()->layout()->activate();
    if (m_restore && m_columns->restoreState(m_settings.state(u"columns"_s))
        && m_middle->restoreState(m_settings.state(u"middle"_s))) {
        m_panesMoved = true;
        return;
    }
    dividePanes();
}

void MainWindow::dividePanes()
{
    const int left = std::clamp(width() * 165 / 1000, 186, 260);
    const int right = std::clamp(width() * 26 / 100, 296, 420);
    m_columns->setSizes({left, width() - left - right - 2, right});
    const int ladder = std::clamp(height() * 27 / 100, 150, 300);
    RelayClientPane *clients = m_relayClients->pane();
    const int below = clients->isHidden() ? 0 : std::min(clients->sizeHint().height(), height() * 21 / 100);
    m_middle->setSizes({std::max(100, height() - ladder - below), ladder, below});
}

void MainWindow::saveWindow()
{
    if (!m_restore || !m_placed)
        return;
    m_settings.setState(u"geometry"_s, saveGeometry());
    if (m_panesMoved) {
        m_settings.setState(u"columns"_s, m_columns->saveState());
        m_settings.setState(u"middle"_s, m_middle->saveState());
    }
    m_settings.setState(u"messageColumns"_s, m_table->saveColumns());
    m_settings.setState(u"relayClientColumns"_s, m_relayClients->pane()->table()->saveColumns());
    m_settings.sync();
}

} // namespace Inspector
