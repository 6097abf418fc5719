// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/app/capturesession.h"
#include "inspector/app/launchoptions.h"
#include "inspector/app/reporting.h"
#include "inspector/app/samplefile.h"
#include "inspector/app/settings.h"
#include "inspector/theme/theme.h"

#include <QtWidgets/QMainWindow>

#include <memory>

QT_BEGIN_NAMESPACE
class QProgressDialog;
class QStackedWidget;
QT_END_NAMESPACE

namespace Inspector {

class CaptureStatus;
class FileActions;
class InspectorPage;
class MainActions;
class MessageActions;
class MessageBar;
class WelcomePage;

/// The window: wires the capture session, its actions and the pages that show it, and restores how it looked.
class MainWindow final : public QMainWindow
{
    Q_OBJECT

public:
    explicit MainWindow(QWidget *parent = nullptr);
    ~MainWindow() override;

    /// Does what the command line asks for.
    void launch(const LaunchOptions &options);

    void connectTo(const ConnectRequest &request) { m_session.connectTo(request); }
    void startProxy(const ProxyRequest &request) { m_session.startProxy(request); }
    /// See CaptureSession::startLocalRelay().
    void startLocalRelay(bool demo, quint16 port);
    /// Shows a file of any format that can be read.
    void openCapture(const QString &path);
    /// Shows the capture that is part of the program.
    void openSample();
    /// Writes a copy of what is shown, replacing \a path. \return whether it worked; if not, the message bar shows the
    /// reason.
    bool saveCapture(const QString &path) { return m_session.save(path); }
    void stopRecording() { m_session.stop(); }
    void setScheme(Theme::Scheme scheme);

    [[nodiscard]] bool isRecording() const { return m_session.isRecording(); }
    [[nodiscard]] Reporting *reporting() { return &m_reporting; }
    [[nodiscard]] Theme *theme() { return &m_theme; }
    [[nodiscard]] CaptureFeed *feed() { return m_session.feed(); }
    [[nodiscard]] MessageBar *messageBar() const { return m_messageBar; }

public Q_SLOTS:
    /// Closes the window without asking about unsaved messages: for signals of the operating system.
    void closeWithoutAsking();
    void showConnectDialog();
    void showRunDialog();
    void showProxyDialog();
    void showForwardProxyDialog();
    void showTapDialog();
    void showOpenDialog();
    void showDatabaseDialog();
    /// \return whether a copy was saved.
    bool showSaveDialog();
    void showKeys();
    void showAbout();

protected:
    void closeEvent(QCloseEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void buildPages();
    void connectActions();
    void connectSession();
    /// Asks whether unsaved messages may go; offers to save them first.
    [[nodiscard]] bool askToDiscard();
    void applyTheme();
    void updateState();
    void restoreWindow();
    void offerRecovery();
    void showSaving(int percent);

    Settings m_settings;
    Theme m_theme;
    SampleFile m_sample; ///< Before the session, which may have it open.
    CaptureSession m_session;
    Reporting m_reporting;
    QProgressDialog *m_saving = nullptr;
    bool m_closeWhenSaved = false;
    QString m_lastCommand; ///< As typed in the dialog; not stored, because arguments may hold secrets.
    bool m_restore = true;
    bool m_restored = false;
    std::unique_ptr<QWidget> m_centre; ///< Last: what shows the session and the theme goes before them.

    MainActions *m_actions = nullptr;
    FileActions *m_files = nullptr;
    MessageActions *m_messages = nullptr;
    MessageBar *m_messageBar = nullptr;
    QStackedWidget *m_pages = nullptr;
    WelcomePage *m_welcome = nullptr;
    InspectorPage *m_page = nullptr;
    CaptureStatus *m_status = nullptr;
};

} // namespace Inspector
