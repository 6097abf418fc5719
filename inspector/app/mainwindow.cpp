// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/app/mainwindow.h"

#include "inspector/app/capturename.h"
#include "inspector/app/capturestatus.h"
#include "inspector/app/fileactions.h"
#include "inspector/app/inspectorpage.h"
#include "inspector/app/mainactions.h"
#include "inspector/app/messageactions.h"
#include "inspector/app/messagesearch.h"
#include "inspector/app/networkcheck.h"
#include "inspector/models/messagemarks.h"
#include "inspector/views/detailpane.h"
#include "inspector/views/messagebar.h"
#include "inspector/views/messagetable.h"
#include "inspector/views/stylesheet.h"
#include "inspector/views/welcomepage.h"

#include <QtCore/QDir>
#include <QtCore/QFileInfo>
#include <QtCore/QLocale>
#include <QtGui/QAction>
#include <QtGui/QCloseEvent>
#include <QtGui/QScreen>
#include <QtWidgets/QApplication>
#include <QtWidgets/QMessageBox>
#include <QtWidgets/QProgressDialog>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QStatusBar>
#include <QtWidgets/QTabWidget>
#include <QtWidgets/QToolBar>
#include <QtWidgets/QVBoxLayout>

#include <utility>

namespace Inspector {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr quint16 relayPort = 8700;

} // namespace

MainWindow::MainWindow(QWidget *parent)
    : QMainWindow(parent)
    , m_session(&m_settings)
    , m_reporting(&m_session, &m_settings)
{
    setObjectName(u"mainWindow"_s);
    setMinimumSize(800, 500);
    m_actions = new MainActions(this);
    buildPages();
    m_status = new CaptureStatus(statusBar(), &m_session, [this] { return m_page->shownMessages(); });
    connect(m_page, &InspectorPage::scopeChanged, m_status, &CaptureStatus::update);
    connect(m_page->search()->marks(), &MessageMarks::failed, this,
            [this](const QString &reason) { m_messageBar->showProblem(reason, u"marks"_s); });
    connect(m_page->search()->marks(), &MessageMarks::written, m_messageBar,
            [this] { m_messageBar->clearTopic(u"marks"_s); });
    QToolBar *bar = addToolBar(tr("Tools"));
    bar->setObjectName(u"toolBar"_s);
    bar->setMovable(false);
    bar->setFloatable(false);
    bar->setContextMenuPolicy(Qt::PreventContextMenu);
    bar->setToolButtonStyle(Qt::ToolButtonTextOnly);
    m_actions->fillToolBar(bar, m_page->paneActions(), m_page->rowActions());
    connectActions();
    connectSession();

    connect(&m_theme, &Theme::changed, this, &MainWindow::applyTheme);
    m_theme.setScheme(m_settings.theme());
    applyTheme();
    updateState();
}

MainWindow::~MainWindow()
{
    m_theme.disconnect(this);
}

void MainWindow::buildPages()
{
    m_welcome = new WelcomePage;
    connect(m_welcome, &WelcomePage::connectRequested, this, &MainWindow::showConnectDialog);
    connect(m_welcome, &WelcomePage::runRequested, this, &MainWindow::showRunDialog);
    connect(m_welcome, &WelcomePage::proxyRequested, this, &MainWindow::showProxyDialog);
    connect(m_welcome, &WelcomePage::forwardProxyRequested, this, &MainWindow::showForwardProxyDialog);
    connect(m_welcome, &WelcomePage::attachRequested, this, &MainWindow::showTapDialog);
    connect(m_welcome, &WelcomePage::demoRequested, this, [this] { startLocalRelay(true, relayPort); });
    connect(m_welcome, &WelcomePage::sampleRequested, this, &MainWindow::openSample);
    connect(m_welcome, &WelcomePage::openRequested, this, &MainWindow::showOpenDialog);

    m_page = new InspectorPage(&m_theme, &m_session);

    m_messageBar = new MessageBar;
    m_files = new FileActions(this, &m_session, &m_settings, m_messageBar);
    m_messages = new MessageActions(this, m_page->table(), &m_session, &m_settings, m_messageBar);
    m_pages = new QStackedWidget;
    m_pages->setObjectName(u"pages"_s);
    m_pages->addWidget(m_welcome);
    m_pages->addWidget(m_page);
    m_centre = std::make_unique<QWidget>();
    auto *layout = new QVBoxLayout(m_centre.get());
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_messageBar);
    layout->addWidget(m_pages, 1);
    setCentralWidget(m_centre.get());
}

void MainWindow::connectActions()
{
    const auto on = [this](MainActions::Id id, auto &&run) {
        connect(m_actions->action(id), &QAction::triggered, this, std::forward<decltype(run)>(run));
    };
    on(MainActions::Connect, [this] { showConnectDialog(); });
    on(MainActions::CheckNetwork, [this] { NetworkCheck::ask(m_theme, m_settings, this); });
    on(MainActions::Run, [this] { showRunDialog(); });
    on(MainActions::Proxy, [this] { showProxyDialog(); });
    on(MainActions::ForwardProxy, [this] { showForwardProxyDialog(); });
    on(MainActions::Attach, [this] { showTapDialog(); });
    on(MainActions::Relay, [this] { startLocalRelay(false, relayPort); });
    on(MainActions::RelayOnAnyPort, [this] { startLocalRelay(false, 0); });
    on(MainActions::RelayWithDemo, [this] { startLocalRelay(true, relayPort); });
    on(MainActions::Open, [this] { showOpenDialog(); });
    on(MainActions::OpenDatabase, [this] { showDatabaseDialog(); });
    on(MainActions::OpenSample, [this] { openSample(); });
    on(MainActions::Report, [this] { m_reporting.ask(this, [this](MessageId id) { return m_page->isShown(id); }); });
    on(MainActions::Save, [this] { showSaveDialog(); });
    on(MainActions::Export, [this] { m_files->showExportDialog(); });
    on(MainActions::Compose, [this] { m_messages->compose(); });
    on(MainActions::Replay, [this] { m_messages->showReplayDialog(); });
    on(MainActions::Pause, [this](bool paused) { feed()->setPaused(paused); });
    on(MainActions::StopRecording, [this] { stopRecording(); });
    on(MainActions::NextMessage, [this] { m_page->table()->moveSelection(1); });
    on(MainActions::PreviousMessage, [this] { m_page->table()->moveSelection(-1); });
    on(MainActions::Counterpart, [this] { m_page->selectCounterpart(); });
    on(MainActions::Follow, [this] { m_page->table()->follow(); });
    on(MainActions::Find, [this] { m_page->find(); });
    on(MainActions::FindNext, [this] { m_page->findAgain(false); });
    on(MainActions::FindPrevious, [this] { m_page->findAgain(true); });
    on(MainActions::NextPane, [this] { m_page->focusPane(1); });
    on(MainActions::PreviousPane, [this] { m_page->focusPane(-1); });
    on(MainActions::Keys, [this] { showKeys(); });
    on(MainActions::About, [this] { showAbout(); });
    on(MainActions::Quit, [this] { close(); });
    connect(m_actions, &MainActions::schemeChosen, this, &MainWindow::setScheme);
    connect(m_actions, &MainActions::captureChosen, this, &MainWindow::openCapture);
    connect(m_actions, &MainActions::recentCapturesCleared, this, [this] {
        m_settings.clearRecentCaptures();
        updateState();
    });

    // The space bar presses buttons outside the panes, and End moves the cursor in text.
    m_actions->restrict(MainActions::Pause, m_page);
    m_actions->restrict(MainActions::Follow, m_page->table());
    const QList<QAction *> panes = m_page->paneActions() + m_page->rowActions() + m_messages->actions();
    for (QAction *action : panes) {
        if (!action->shortcut().isEmpty())
            m_actions->add(action);
    }
    for (int tab = 0; tab < DetailPane::TabCount; ++tab) {
        DetailPane *details = m_page->details();
        auto *action = new QAction(tr("Show %1").arg(details->tabs()->tabText(tab)), this);
        action->setShortcut(Qt::CTRL | Qt::Key(Qt::Key_1 + tab));
        connect(action, &QAction::triggered, details, [details, tab] { details->setCurrentTab(DetailPane::Tab(tab)); });
        m_actions->add(action);
    }
}

void MainWindow::connectSession()
{
    m_session.setDiscardQuestion([this] { return askToDiscard(); });
    connect(&m_session, &CaptureSession::problem, this,
            [this](const QString &text, const QString &topic) { m_messageBar->showProblem(text, topic); });
    connect(&m_session, &CaptureSession::portInUse, this,
            [this](const QString &text, const QString &title, quint16 port, const std::function<void()> &start) {
                m_messageBar->showProblem(text, title, {{tr("Use port %1").arg(port), start}});
            });
    connect(&m_reporting, &Reporting::failed, m_messageBar,
            [this](const QString &text) { m_messageBar->showProblem(text, u"report"_s); });
    connect(&m_reporting, &Reporting::written, this, [this](const QString &path) {
        m_messageBar->clearTopic(u"report"_s);
        m_status->showNotice(tr("The report was written to %1").arg(QDir::toNativeSeparators(path)));
    });
    connect(&m_session, &CaptureSession::solved, m_messageBar, &MessageBar::clearTopic);
    connect(&m_session, &CaptureSession::opening, this, [this](const QString &address) {
        m_messageBar->showProblem(tr("Asking the database %1…").arg(address), u"open"_s,
                                  {{tr("Cancel"), [this] { m_session.cancelOpening(); }}});
    });
    connect(&m_session, &CaptureSession::changed, this, &MainWindow::updateState);
    connect(&m_session, &CaptureSession::savingMoved, this, &MainWindow::showSaving);
    connect(&m_session, &CaptureSession::recordingStarted, this, [this] {
        updateState();
        m_page->table()->setFocus();
    });
    connect(&m_session, &CaptureSession::opened, m_page->table(), [this] { m_page->table()->setFocus(); });
    connect(feed(), &CaptureFeed::pausedChanged, this, &MainWindow::updateState);
    connect(feed(), &CaptureFeed::reset, this, &MainWindow::updateState);
}

void MainWindow::launch(const LaunchOptions &options)
{
    m_restore = options.restoreWindow;
    m_session.setNextPath(options.capture);
    if (options.theme)
        m_theme.setScheme(*options.theme);
    if (!options.open.isEmpty())
        openCapture(options.open);
    if (options.sample)
        openSample();
    if (options.demo)
        startLocalRelay(true, options.demoPort);
    if (options.proxy)
        startProxy(*options.proxy);
    if (options.connect)
        connectTo(*options.connect);
    if (!options.capture.isEmpty() && !m_session.isRecorded())
        m_session.record();
    updateState();
}

void MainWindow::openCapture(const QString &path)
{
    m_files->open(path);
}

void MainWindow::startLocalRelay(bool demo, quint16 port)
{
    if (m_session.startLocalRelay(demo, port) && demo)
        m_page->selectFirstAnswer();
}

void MainWindow::openSample()
{
    const auto sample = m_sample.path();
    if (const auto *const problem = std::get_if<SampleFile::Problem>(&sample))
        m_messageBar->showProblem(tr("The sample capture cannot be opened: %1").arg(problem->text), u"open"_s);
    else
        m_session.open(std::get<QString>(sample), false);
    m_page->showPairs();
}

bool MainWindow::askToDiscard()
{
    QMessageBox question(QMessageBox::NoIcon, tr("Unsaved capture"),
                         tr("%n messages were recorded and not saved.", nullptr, int(m_session.unsavedMessages())),
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
    m_actions->showScheme(m_theme.scheme());
}

void MainWindow::updateState()
{
    const bool open = feed()->isOpen();
    m_pages->setCurrentWidget(open ? static_cast<QWidget *>(m_page) : m_welcome);
    if (open && m_restored) {
        m_centre->layout()->activate();
        m_page->placePanes(m_restore ? &m_settings : nullptr);
    }
    using State = MainActions::RecordingState;
    if (m_session.isRecording() && !m_session.writeProblem().isEmpty())
        m_actions->showRecordingState(State::Failed);
    else if (m_session.isRecording())
        m_actions->showRecordingState(feed()->isPaused() ? State::Paused : State::On);
    else if (open)
        m_actions->showRecordingState(m_session.isRecorded() ? State::Stopped : State::ReadOnly);
    else
        m_actions->showRecordingState(State::Nothing);
    for (const MainActions::Id id : {MainActions::Save, MainActions::Report, MainActions::Export, MainActions::Replay})
        m_actions->action(id)->setEnabled(open);
    m_actions->showRecentCaptures(m_settings.recentCaptures());
    statusBar()->setVisible(open);
    setWindowTitle(m_sample.is(feed()->path())        ? tr("Sample capture")
                   : open && !m_session.isTemporary() ? nameAndPlace(m_session.shownPath()).first
                                                      : QString());
    m_status->update();
}

void MainWindow::showSaving(int percent)
{
    if (!m_saving) {
        m_saving = new QProgressDialog(tr("Saving the capture…"), QString(), 0, 100, this);
        m_saving->setWindowModality(Qt::WindowModal);
        m_saving->setMinimumDuration(1000);
    }
    m_saving->setValue(percent);
    if (percent < 100)
        return;
    m_saving->deleteLater();
    m_saving = nullptr;
    if (std::exchange(m_closeWhenSaved, false))
        QMetaObject::invokeMethod(this, &MainWindow::close, Qt::QueuedConnection);
}

void MainWindow::closeWithoutAsking()
{
    m_session.setDiscardQuestion({});
    close();
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (m_session.isSaving()) {
        m_closeWhenSaved = true;
        event->ignore();
        return;
    }
    if (!m_session.mayDiscard()) {
        event->ignore();
        return;
    }
    if (m_restore && m_restored) {
        m_settings.setState(u"geometry"_s, saveGeometry());
        m_page->save(&m_settings);
        m_settings.sync();
    }
    hide();
    m_session.close();
    event->accept();
}

void MainWindow::showEvent(QShowEvent *event)
{
    if (!std::exchange(m_restored, true))
        restoreWindow();
    QMainWindow::showEvent(event);
    if (focusWidget() == nullptr && !feed()->isOpen())
        m_welcome->setFocus();
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
        m_page->restoreColumns(m_settings);
        offerRecovery();
    }
    updateState();
}

void MainWindow::offerRecovery()
{
    const QList<AbandonedRecording> found = abandonedRecordings();
    // The newest is offered first: the bar shows what was added last.
    for (auto recording = found.crbegin(); recording != found.crend(); ++recording) {
        const QString text = tr("A recording was not saved when the inspector ended: %1, %2.")
                                 .arg(QLocale().toString(recording->lastWrite, QLocale::ShortFormat),
                                      QLocale().formattedDataSize(recording->bytes));
        m_messageBar->showProblem(text, {},
                                  {{tr("Show"), [this, recording = *recording] { m_session.recover(recording); }},
                                   {tr("Delete"), [recording = *recording] { (void)deleteRecording(recording); }}});
    }
}

} // namespace Inspector
