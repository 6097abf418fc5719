// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/app/mainwindow.h"
#include "inspector/models/laddermodel.h"
#include "inspector/models/messagemodel.h"
#include "inspector/models/relayclientmodel.h"
#include "inspector/views/connectdialog.h"
#include "inspector/views/connectionview.h"
#include "inspector/views/detailpane.h"
#include "inspector/views/messagebar.h"
#include "inspector/views/messagetable.h"
#include "inspector/views/relayclientpane.h"
#include "inspector/views/relayclienttable.h"
#include "inspector/views/textrowsview.h"
#include "inspector/views/welcomepage.h"
#include "tests/app/windowtest.h"

#include <QtCore/QDir>
#include <QtCore/QDirIterator>
#include <QtCore/QStandardPaths>
#include <QtCore/QTemporaryDir>
#include <QtNetwork/QTcpServer>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QTabWidget>
#include <QtWidgets/QTreeView>

using namespace Inspector;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int timeout = 30'000;

} // namespace

/// The window as a person uses it, with the embedded relay as its source.
class tst_MainWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void welcomesWithoutTraffic();
    void demoTrafficAppears();
    void demoFillsEveryPaneByItself();
    void selectionFillsDetailsAndLadder();
    void selectionIsKeptByMessage();
    void pauseStandsStillAndLosesNothing();
    void followsOnlyAtTheBottom();
    void savesAndOpensACapture();
    void unreadableFileIsAMessage();
    void occupiedPortIsAMessage();
    void proxyResolvesTheNameItListensOn_data();
    void proxyResolvesTheNameItListensOn();
    void refusedRelayIsShown();
    void settingsNeverHoldTheToken();
    void themeSwitches();
    void nothingIsCutOffWhenSmall();
    void clientsOfTheRelayAreShown();
    void theClientPaneComesWithARelayUnlessHidden();

private:
    void startDemo();
    [[nodiscard]] MessageTable *table() const { return m_window->findChild<MessageTable *>(); }
    [[nodiscard]] DetailPane *details() const { return m_window->findChild<DetailPane *>(); }
    [[nodiscard]] int rowOfOffer() const;

    QTemporaryDir m_files;
    std::unique_ptr<MainWindow> m_window;
};

void tst_MainWindow::initTestCase()
{
    QVERIFY(m_files.isValid());
    QStandardPaths::setTestModeEnabled(true);
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_files.path());
}

void tst_MainWindow::init()
{
    failOnOtherWarnings();
    m_window = std::make_unique<MainWindow>();
    m_window->resize(1280, 800);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
}

void tst_MainWindow::cleanup()
{
    m_window->closeWithoutAsking();
    m_window.reset();
}

void tst_MainWindow::startDemo()
{
    LaunchOptions options;
    options.demo = true;
    options.demoPort = 0;
    m_window->launch(options);
}

int tst_MainWindow::rowOfOffer() const
{
    for (int row = 0; row < table()->model()->rowCount(); ++row) {
        const QModelIndex index = table()->model()->index(row, 0);
        if (index.data(MessageModel::KindRole).toInt() == int(MessageKind::Offer))
            return row;
    }
    return -1;
}

void tst_MainWindow::welcomesWithoutTraffic()
{
    QVERIFY(m_window->findChild<WelcomePage *>()->isVisible());
    QVERIFY(!table()->isVisible());
    QVERIFY(!m_window->isRecording());
}

void tst_MainWindow::demoTrafficAppears()
{
    startDemo();
    QTRY_VERIFY_WITH_TIMEOUT(rowOfOffer() >= 0, timeout);
    QVERIFY(table()->isVisible());
    QVERIFY(m_window->isRecording());
    QVERIFY(m_window->messageBar()->text().isEmpty());
    // The local relay with its two clients.
    QAbstractItemModel *connections = m_window->findChild<ConnectionView *>()->model();
    QCOMPARE(connections->rowCount(), 1);
    QTRY_COMPARE_WITH_TIMEOUT(connections->rowCount(connections->index(0, 0)), 2, timeout);
}

void tst_MainWindow::demoFillsEveryPaneByItself()
{
    startDemo();
    QTRY_VERIFY_WITH_TIMEOUT(table()->selectedMessage() != 0, timeout);
    QCOMPARE(table()->currentIndex().data(MessageModel::KindRole).toInt(), int(MessageKind::Answer));
    QCOMPARE(details()->message(), table()->selectedMessage());
    QTRY_VERIFY(m_window->findChild<LadderModel *>()->arrowCount() > 0);
    QVERIFY(table()->isFollowing());
}

void tst_MainWindow::selectionFillsDetailsAndLadder()
{
    startDemo();
    QTRY_VERIFY_WITH_TIMEOUT(rowOfOffer() >= 0, timeout);
    const int row = rowOfOffer();
    table()->scrollTo(table()->model()->index(row, 0));
    const QRect cell = table()->visualRect(table()->model()->index(row, MessageModel::Kind));
    QTest::mouseClick(table()->viewport(), Qt::LeftButton, Qt::NoModifier, cell.center());
    QCOMPARE(details()->message(), table()->model()->index(row, 0).data(MessageModel::IdRole).value<MessageId>());
    QVERIFY(m_window->findChild<QTreeView *>(u"decodedTree"_s)->model()->rowCount() >= 5);
    const auto textOf = [this](const QString &view) {
        return m_window->findChild<TextRowsView *>(view)->toPlainText();
    };
    QVERIFY(textOf(u"rawView"_s).contains("peer_connection"_L1));
    QVERIFY(!textOf(u"hexView"_s).isEmpty());
    QVERIFY(textOf(u"sdpText"_s).contains("m=application"_L1));
    QVERIFY(m_window->findChild<QTextEdit *>(u"sdpView"_s)->toPlainText().contains("ice-ufrag"_L1));
    const QString handshake = m_window->findChild<QTextEdit *>(u"handshakeView"_s)->toPlainText();
    QVERIFY(handshake.contains("HTTP/1.1 101"_L1));
    QVERIFY(handshake.contains("Sec-WebSocket-Key"_L1, Qt::CaseInsensitive));
    QTRY_VERIFY(m_window->findChild<LadderModel *>()->arrowCount() > 0);

    QTest::keyClick(m_window.get(), Qt::Key_3, Qt::ControlModifier);
    QCOMPARE(details()->tabs()->currentIndex(), int(DetailPane::Raw));
}

void tst_MainWindow::selectionIsKeptByMessage()
{
    startDemo();
    QTRY_VERIFY_WITH_TIMEOUT(rowOfOffer() >= 0, timeout);
    const QModelIndex offer = table()->model()->index(rowOfOffer(), 0);
    const auto id = offer.data(MessageModel::IdRole).value<MessageId>();
    const auto connection = offer.data(MessageModel::ConnectionRole).value<RelayCore::ConnectionId>();
    table()->selectMessage(id);
    auto *connections = m_window->findChild<ConnectionView *>();
    connections->selectConnection(connection);
    QCOMPARE(connections->selectedConnection(), connection);
    QCOMPARE(table()->selectedMessage(), id);
    QCOMPARE(table()->currentIndex().data(MessageModel::IdRole).value<MessageId>(), id);
    connections->clearSelection();
    QCOMPARE(table()->selectedMessage(), id);
    QCOMPARE(table()->currentIndex().data(MessageModel::IdRole).value<MessageId>(), id);
}

void tst_MainWindow::pauseStandsStillAndLosesNothing()
{
    startDemo();
    QTRY_VERIFY_WITH_TIMEOUT(rowOfOffer() >= 0, timeout);
    table()->setFocus();
    QTest::keyClick(table(), Qt::Key_Space);
    QVERIFY(m_window->feed()->isPaused());
    const int rows = table()->model()->rowCount();
    QTRY_VERIFY_WITH_TIMEOUT(m_window->feed()->statistics().captured > quint32(rows), timeout);
    QCOMPARE(table()->model()->rowCount(), rows);
    QTest::keyClick(table(), Qt::Key_Space);
    QVERIFY(!m_window->feed()->isPaused());
    QTRY_VERIFY(table()->model()->rowCount() > rows);
}

void tst_MainWindow::followsOnlyAtTheBottom()
{
    startDemo();
    QTRY_VERIFY_WITH_TIMEOUT(rowOfOffer() >= 0, timeout);
    QVERIFY(table()->isFollowing());
    table()->setFocus();
    table()->setCurrentIndex(table()->model()->index(0, 0));
    QVERIFY(!table()->isFollowing());
    QTRY_VERIFY_WITH_TIMEOUT(table()->newMessages() > 0, timeout);
    const auto *row = m_window->findChild<QWidget *>(u"newMessages"_s);
    QVERIFY(row->isVisible());
    // It covers no message.
    const QRect place(row->mapTo(m_window.get(), QPoint()), row->size());
    QVERIFY(!place.intersects(QRect(table()->mapTo(m_window.get(), QPoint()), table()->size())));
    QCOMPARE(table()->currentIndex().row(), 0);
    QTest::keyClick(table(), Qt::Key_End);
    QVERIFY(table()->isFollowing());
    QCOMPARE(table()->newMessages(), 0);
    QVERIFY(!row->isVisible());
}

void tst_MainWindow::savesAndOpensACapture()
{
    startDemo();
    QTRY_VERIFY_WITH_TIMEOUT(rowOfOffer() >= 0, timeout);
    const QString path = m_files.filePath(u"saved.relaycap"_s);
    QVERIFY2(m_window->saveCapture(path), qPrintable(m_window->messageBar()->text()));
    QVERIFY(m_window->saveCapture(path)); // replaces its elder
    const quint32 atLeast = 4;
    m_window->openCapture(path);
    QVERIFY(!m_window->isRecording());
    QCOMPARE(m_window->feed()->path(), path);
    QTRY_VERIFY_WITH_TIMEOUT(m_window->feed()->count() >= atLeast && rowOfOffer() >= 0, timeout);
    QVERIFY(m_window->windowTitle().contains("saved.relaycap"_L1));
    table()->selectMessage(1);
    QCOMPARE(details()->message(), MessageId(1));
}

void tst_MainWindow::unreadableFileIsAMessage()
{
    const QString path = m_files.filePath(u"notes.txt"_s);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray(4096, 'x'));
    file.close();
    m_window->openCapture(path);
    QVERIFY(m_window->messageBar()->isVisible());
    QVERIFY(m_window->messageBar()->text().contains("notes.txt"_L1));
}

void tst_MainWindow::occupiedPortIsAMessage()
{
    QTcpServer occupied;
    QVERIFY(occupied.listen(QHostAddress::LocalHost));
    ProxyRequest request;
    request.listen.port = occupied.serverPort();
    request.upstream = QUrl(u"ws://127.0.0.1:8700"_s);
    m_window->startProxy(request);
    QTRY_VERIFY_WITH_TIMEOUT(m_window->messageBar()->isVisible(), timeout);

    // The demo takes another port, which is reported.
    LaunchOptions demo;
    demo.demo = true;
    demo.demoPort = occupied.serverPort();
    m_window->launch(demo);
    QTRY_VERIFY_WITH_TIMEOUT(m_window->messageBar()->pending().size() == 2, timeout);
    QTRY_VERIFY_WITH_TIMEOUT(rowOfOffer() >= 0, timeout);
}

void tst_MainWindow::proxyResolvesTheNameItListensOn_data()
{
    QTest::addColumn<QString>("host");
    QTest::addColumn<QString>("problem");
    QTest::addRow("a name of this machine") << u"localhost"_s << QString();
    QTest::addRow("a name that does not exist") << u"no-such-host.invalid"_s << u"no-such-host.invalid"_s;
}

void tst_MainWindow::proxyResolvesTheNameItListensOn()
{
    QFETCH(QString, host);
    QFETCH(QString, problem);
    ProxyRequest request;
    request.listen = {host, 0};
    request.upstream = QUrl(u"ws://127.0.0.1:8700"_s);
    m_window->startProxy(request);
    // The call itself does not wait for the name.
    QVERIFY(!m_window->isRecording());
    if (problem.isEmpty()) {
        QTRY_VERIFY_WITH_TIMEOUT(m_window->feed()->sources().size() == 1, timeout);
    } else {
        QTRY_VERIFY_WITH_TIMEOUT(m_window->messageBar()->text().contains(problem), timeout);
        QVERIFY(!m_window->isRecording());
    }
}

void tst_MainWindow::refusedRelayIsShown()
{
    QTcpServer gone;
    QVERIFY(gone.listen(QHostAddress::LocalHost));
    ConnectRequest request;
    request.client.address = QUrl(u"ws://127.0.0.1:%1"_s.arg(gone.serverPort()));
    gone.close();
    m_window->connectTo(request);
    const auto refused = [this] {
        for (const ConnectionRow &row : m_window->feed()->connections()) {
            if (row.closed && row.closed->by == RelayCore::ConnectionClosed::By::Upstream)
                return row.id;
        }
        return RelayCore::ConnectionId(0);
    };
    QTRY_VERIFY_WITH_TIMEOUT(refused() != 0, timeout);
    m_window->findChild<ConnectionView *>()->selectConnection(refused());
    QVERIFY(!details()->diagnosisText().isEmpty());
}

void tst_MainWindow::settingsNeverHoldTheToken()
{
    const QByteArray secret("super-secret-token-4711");
    QFile token(m_files.filePath(u"token"_s));
    QVERIFY(token.open(QIODevice::WriteOnly));
    token.write(secret + '\n');
    token.close();
    QTcpServer nobody;
    QVERIFY(nobody.listen(QHostAddress::LocalHost));

    ConnectDialog dialog(m_window.get());
    dialog.setAddress(u"ws://127.0.0.1:%1/?access_token=%2"_s.arg(nobody.serverPort()).arg(QLatin1StringView(secret)));
    dialog.findChild<QLineEdit *>(u"tokenFile"_s)->setText(token.fileName());
    dialog.findChild<QPlainTextEdit *>(u"headers"_s)->setPlainText(u"Cookie: "_s + QLatin1StringView(secret));
    dialog.accept();
    QCOMPARE(dialog.result(), int(QDialog::Accepted));
    m_window->connectTo(dialog.request());
    QTRY_VERIFY_WITH_TIMEOUT(m_window->feed()->connections().size() == 1, timeout);
    QTRY_VERIFY_WITH_TIMEOUT(m_window->feed()->connections().first().request.has_value(), timeout);
    QVERIFY(m_window->saveCapture(m_files.filePath(u"secret.relaycap"_s)));
    m_window->closeWithoutAsking();

    Settings settings;
    QCOMPARE(settings.recentAddresses().first(), u"ws://127.0.0.1:%1/"_s.arg(nobody.serverPort()));
    QFile file(settings.fileName());
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(!file.readAll().contains(secret));
}

void tst_MainWindow::themeSwitches()
{
    m_window->setScheme(Theme::Scheme::Dark);
    const QColor dark = m_window->palette().color(QPalette::Window);
    m_window->setScheme(Theme::Scheme::Light);
    const QColor light = m_window->palette().color(QPalette::Window);
    QVERIFY(dark.lightness() < 80);
    QVERIFY(light.lightness() > 200);
    QVERIFY(Settings().theme() == Theme::Scheme::Light);
}

void tst_MainWindow::nothingIsCutOffWhenSmall()
{
    startDemo();
    QTRY_VERIFY_WITH_TIMEOUT(rowOfOffer() >= 0, timeout);
    m_window->resize(1024, 640);
    table()->selectMessage(table()->model()->index(rowOfOffer(), 0).data(MessageModel::IdRole).value<MessageId>());
    QTRY_COMPARE(m_window->size(), QSize(1024, 640));
    // All columns that are shown fit, and those with sender and content are always there.
    int width = 0;
    for (int column = 0; column < MessageModel::ColumnCount; ++column)
        width += table()->isColumnHidden(column) ? 0 : table()->columnWidth(column);
    QVERIFY(width <= table()->viewport()->width());
    for (const int column : {MessageModel::Number, MessageModel::Kind, MessageModel::FromTo, MessageModel::Summary})
        QVERIFY(!table()->isColumnHidden(column));
    const QRect window = m_window->rect();
    for (QWidget *pane : {static_cast<QWidget *>(table()), static_cast<QWidget *>(details())})
        QVERIFY(window.contains(QRect(pane->mapTo(m_window.get(), QPoint()), pane->size())));
}

void tst_MainWindow::clientsOfTheRelayAreShown()
{
    startDemo();
    auto *pane = m_window->findChild<RelayClientPane *>();
    QTRY_VERIFY_WITH_TIMEOUT(pane->isVisible(), timeout);
    QAbstractItemModel *clients = pane->table()->model();
    QTRY_COMPARE_WITH_TIMEOUT(clients->rowCount(), 2, timeout);
    const QModelIndexList found =
        clients->match(clients->index(0, RelayClientModel::Name), Qt::DisplayRole, u"demo-one"_s);
    QCOMPARE(found.size(), 1);
    const QPersistentModelIndex one = found.first();
    const auto connection = one.data(RelayClientModel::ConnectionIdRole).toUInt();
    QTRY_VERIFY_WITH_TIMEOUT(m_window->feed()->connection(connection) != nullptr, timeout);
    QCOMPARE(one.data(RelayClientModel::AddressRole).toString(),
             m_window->feed()->connection(connection)->clientAddress);
    const QModelIndex messages = one.sibling(one.row(), RelayClientModel::Messages);
    QTRY_VERIFY_WITH_TIMEOUT(messages.data(RelayClientModel::SortRole).toInt() > 1, timeout);

    // A client that is chosen here is chosen among the connections, too, and Escape takes it back.
    auto *connections = m_window->findChild<ConnectionView *>();
    const QRect cell = pane->table()->visualRect(one);
    QTest::mouseClick(pane->table()->viewport(), Qt::LeftButton, Qt::NoModifier, cell.center());
    QCOMPARE(connections->selectedConnection(), connection);
    QTest::keyClick(pane->table(), Qt::Key_Escape);
    QCOMPARE(connections->selectedConnection(), RelayCore::ConnectionId(0));

    m_window->stopRecording();
    QVERIFY(!one.data(RelayClientModel::RegisteredRole).toBool());
    QVERIFY(!one.sibling(one.row(), RelayClientModel::LastClose).data().toString().isEmpty());
    QCOMPARE(clients->rowCount(), 2);
}

void tst_MainWindow::theClientPaneComesWithARelayUnlessHidden()
{
    auto *pane = m_window->findChild<RelayClientPane *>();
    QVERIFY(pane->isHidden());
    m_window->startLocalRelay(false, 0);
    QTRY_VERIFY_WITH_TIMEOUT(pane->isVisible(), timeout);
    QTest::keyClick(m_window.get(), Qt::Key_L, Qt::ControlModifier);
    QVERIFY(pane->isHidden());
    m_window->startLocalRelay(false, 0);
    QTRY_COMPARE_WITH_TIMEOUT(m_window->feed()->sources().size(), 2, timeout);
    QVERIFY(pane->isHidden());
    QTest::keyClick(m_window.get(), Qt::Key_L, Qt::ControlModifier);
    QVERIFY(pane->isVisible());
}

int main(int argc, char *argv[])
{
    return runWindowTest<tst_MainWindow>(argc, argv);
}

#include "tst_mainwindow.moc"
