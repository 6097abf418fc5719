// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/app/launchoptions.h"
#include "inspector/app/recording.h"
#include "inspector/app/settings.h"
#include "inspector/models/capturefeed.h"
#include "inspector/theme/theme.h"

#include <QtWidgets/QMainWindow>

#include <functional>
#include <memory>
#include <unordered_map>

QT_BEGIN_NAMESPACE
class QAction;
class QActionGroup;
class QSplitter;
class QStackedWidget;
class QToolButton;
QT_END_NAMESPACE

namespace Inspector {

class ConnectionModel;
class ConnectionView;
class DetailPane;
class ElidedLabel;
class LadderModel;
class LadderPane;
class MessageBar;
class MessageModel;
class MessageTable;
class RelayClientWatch;
class WelcomePage;

/// The window: wires sources and captures to what shows them, and remembers how it looked.
class MainWindow final : public QMainWindow
{
    Q_OBJECT

public:
    explicit MainWindow(QWidget *parent = nullptr);
    ~MainWindow() override;

    /// Does what the command line asks for.
    void launch(const LaunchOptions &options);

    void connectTo(const ConnectRequest &request);
    void startProxy(const ProxyRequest &request);
    /// \param demo  with two clients that talk to each other; takes another port where \a port is in use.
    void startLocalRelay(bool demo, quint16 port);
    void openCapture(const QString &path);
    /// Writes a copy of what is shown, replacing \a path. \return whether it worked; if not, the window says why.
    bool saveCapture(const QString &path);
    void stopRecording();
    void setScheme(Theme::Scheme scheme);

    [[nodiscard]] bool isRecording() const { return m_recording && m_recording->isRunning(); }
    [[nodiscard]] Theme *theme() { return &m_theme; }
    [[nodiscard]] CaptureFeed *feed() { return &m_feed; }
    [[nodiscard]] MessageBar *messageBar() const { return m_messageBar; }

public Q_SLOTS:
    /// For signals of the operating system: nobody is there to answer a question.
    void closeWithoutAsking();
    void showConnectDialog();
    void showProxyDialog();
    void showOpenDialog();
    /// \return whether a copy was saved.
    bool showSaveDialog();
    void showKeys();
    void showAbout();

protected:
    void closeEvent(QCloseEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    /// A demo fills every pane by itself: its first answer is selected for whoever only looks.
    void presentFirstAnswer(quint32 first, quint32 count);
    using Retry = std::function<void()>;

    void buildToolBar();
    void buildPanes();
    void buildStatusBar();
    void buildActions();
    QAction *addKey(const QString &text, const QKeySequence &key, const std::function<void()> &run,
                    QWidget *where = nullptr);

    /// Makes sure that something is being recorded. \return whether it is; if not, the window says why.
    bool record(const QString &path = {});
    void startSource(const QString &title, SourceHost::Factory factory, Retry onFailure = {});
    void showProblem(const QString &text);
    /// Whether what is recorded may go: it is saved, not worth it, or a person said so.
    bool mayDiscard();
    void endRecording();

    void applyTheme();
    void updateState();
    void updateStatus();
    void updateEmptyText();
    void onScopeChanged();
    void onMessageSelected(MessageId id);
    void focusNextPane();
    void restoreWindow();
    /// Gives the panes their widths, once there is something in them.
    void placePanes();
    void dividePanes();
    void saveWindow();

    Settings m_settings;
    Theme m_theme;
    std::unique_ptr<Recording> m_recording;
    CaptureFeed m_feed;    ///< Closed before the recording goes.
    QString m_capturePath; ///< From the command line, for the next recording.
    std::unordered_map<quint64, std::pair<QString, Retry>> m_starting;
    bool m_onlyDemo = true; ///< Nothing is recorded that somebody might miss.
    bool m_saved = false;
    QString m_notice; ///< Said in the status bar for a moment.
    quint32 m_savedMessages = 0;
    bool m_ask = true;
    bool m_restore = true;
    bool m_placed = false;
    bool m_panesPlaced = false;
    bool m_panesMoved = false; ///< By a person; otherwise they go with the size of the window.

    ConnectionModel *m_connectionModel = nullptr;
    MessageModel *m_messageModel = nullptr;
    LadderModel *m_ladderModel = nullptr;
    RelayClientWatch *m_relayClients = nullptr;

    MessageBar *m_messageBar = nullptr;
    QStackedWidget *m_pages = nullptr;
    WelcomePage *m_welcome = nullptr;
    QSplitter *m_columns = nullptr;
    QSplitter *m_middle = nullptr;
    QWidget *m_connectionPane = nullptr;
    ConnectionView *m_connections = nullptr;
    MessageTable *m_table = nullptr;
    LadderPane *m_ladder = nullptr;
    DetailPane *m_details = nullptr;
    ElidedLabel *m_counts = nullptr;
    ElidedLabel *m_place = nullptr;
    QToolButton *m_recordingButton = nullptr;
    QAction *m_pauseAction = nullptr;
    QAction *m_stopAction = nullptr;
    QAction *m_saveAction = nullptr;
    QActionGroup *m_schemes = nullptr;
    QList<std::pair<QString, QString>> m_keys; ///< Key and what it does, in order, for F1.
};

} // namespace Inspector
