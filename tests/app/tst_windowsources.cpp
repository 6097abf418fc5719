// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/views/commandtext.h"
#include "inspector/views/emptytext.h"
#include "inspector/views/forwardproxydialog.h"
#include "inspector/views/messagebar.h"
#include "inspector/views/rundialog.h"
#include "inspector/views/tapdialog.h"
#include "relaycore/client/relayclient.h"
#include "relaycore/server/relayserver.h"
#include "relaycore/tap/tap.h"
#include "tests/app/windowtest.h"

#include <QtCore/QTimer>
#include <QtGui/QClipboard>
#include <QtNetwork/QTcpServer>
#include <QtTest/QSignalSpy>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QSpinBox>
#include <QtWidgets/QToolButton>
#include <QtWidgets/QTreeWidget>

using namespace Inspector;
using namespace RelayCore;
using namespace Qt::Literals::StringLiterals;

namespace {

template<typename T>
T *child(QWidget *parent, const QString &name)
{
    auto *found = parent->findChild<T *>(name);
    if (!found)
        qFatal("There is no %s.", qPrintable(name));
    return found;
}

} // namespace

/// The sources that read other programs, started from the cards of the welcome page and their dialogs.
class tst_WindowSources : public WindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void aProgramIsRun();
    void aProgramThatFailsIsReported_data();
    void aProgramThatFailsIsReported();
    void stoppingEndsTheProgram();
    void aForwardProxyIsStarted();
    void applicationsAreAttachedTo();
    void theDialogForProgramsShowsProblems();
    void theDialogForForwardProxiesShowsProblems();
    void theDialogForTapsFollowsTheApplications();

private:
    /// Presses the button of the card \a card, calls \a fill with the dialog that opens, and accepts it.
    template<typename Dialog>
    void startFrom(const QString &card, const std::function<void(Dialog *)> &fill);
    void verifyConnectionOf(const QString &name);
    [[nodiscard]] RelayClientOptions clientOptions() const;

    std::unique_ptr<RelayServer> m_relay;
};

void tst_WindowSources::init()
{
    m_relay = std::make_unique<RelayServer>(RelayServerOptions{.port = 0});
    QVERIFY(m_relay->listen());
    openWindow();
}

void tst_WindowSources::cleanup()
{
    closeWindow();
    m_relay.reset();
}

template<typename Dialog>
void tst_WindowSources::startFrom(const QString &card, const std::function<void(Dialog *)> &fill)
{
    bool accepted = false;
    QTimer::singleShot(0, m_window.get(), [&] {
        auto *dialog = qobject_cast<Dialog *>(QApplication::activeModalWidget());
        if (!dialog)
            return;
        fill(dialog);
        dialog->accept();
        accepted = !dialog->isVisible();
        if (!accepted)
            dialog->reject();
    });
    QTest::mouseClick(child<QFrame>(m_window.get(), card)->findChild<QPushButton *>(), Qt::LeftButton);
    QVERIFY(accepted);
}

void tst_WindowSources::verifyConnectionOf(const QString &name)
{
    const auto found = [&] {
        for (const ConnectionRow &row : m_window->feed()->connections()) {
            if (row.name == name && row.registered)
                return true;
        }
        return false;
    };
    QTRY_VERIFY2_WITH_TIMEOUT(found(), qPrintable(m_window->messageBar()->text()), timeout);
}

RelayClientOptions tst_WindowSources::clientOptions() const
{
    RelayClientOptions options;
    options.address = m_relay->url();
    options.name = u"alpha"_s;
    return options;
}

void tst_WindowSources::aProgramIsRun()
{
    // It hands out what a client of it would read in its environment, and runs until the window ends it.
    const QString proxy = file(u"proxy"_s);
    const QString script =
        u"sh -c 'echo $ws_proxy > %1.part; mv %1.part %1; while :; do sleep 0.05; done'"_s.arg(proxy);
    QString command;
    startFrom<RunDialog>(u"runCard"_s, [&](RunDialog *dialog) {
        QTest::keyClicks(child<QLineEdit>(dialog, u"command"_s), script);
        child<QCheckBox>(dialog, u"all"_s)->setChecked(true);
        command = dialog->findChild<CommandText *>()->text();
        QTest::mouseClick(child<QToolButton>(dialog, u"copyCommand"_s), Qt::LeftButton);
    });
    QCOMPARE(command, u"relayctl run --capture talk.relaycap --all -- "_s + script);
    QCOMPARE(QGuiApplication::clipboard()->text(), command);
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(proxy), timeout);
    QFile written(proxy);
    QVERIFY(written.open(QIODevice::ReadOnly));
    const QUrl url(QString::fromLatin1(written.readAll().trimmed()));
    RelayClientOptions options = clientOptions();
    options.proxy = QNetworkProxy(QNetworkProxy::HttpProxy, url.host(), quint16(url.port()));
    RelayClient client(options);
    client.connectToRelay();
    verifyConnectionOf(u"alpha"_s);
    QCOMPARE(m_window->feed()->sources().constFirst().title, u"sh"_s);
    QCOMPARE(m_window->feed()->sources().constFirst().state, SourceState::Ready);
}

void tst_WindowSources::aProgramThatFailsIsReported_data()
{
    QTest::addColumn<QString>("command");
    QTest::addColumn<QString>("problem");
    QTest::addRow("its exit code") << u"sh -c 'exit 3'"_s << u"sh has ended with exit code 3."_s;
    QTest::addRow("a signal") << u"sh -c 'kill -TERM $$'"_s << u"sh has ended with exit code 143."_s;
    QTest::addRow("no such program") << u"no-such-program x"_s
                                     << u"There is no program no-such-program. Check its name and its path."_s;
}

void tst_WindowSources::aProgramThatFailsIsReported()
{
    QFETCH(const QString, command);
    QFETCH(const QString, problem);
    startFrom<RunDialog>(u"runCard"_s, [&](RunDialog *dialog) { dialog->setCommand(command); });
    QTRY_COMPARE_WITH_TIMEOUT(m_window->messageBar()->text(), problem, timeout);
    QTRY_COMPARE_WITH_TIMEOUT(m_window->feed()->sources().value(0).state, SourceState::Failed, timeout);
    QCOMPARE(m_window->feed()->sources().constFirst().stateDetail, problem);
    // Nothing connects through its proxy.
    QTRY_COMPARE_WITH_TIMEOUT(table()->emptyTitle(), u"No connections"_s, timeout);
    QCOMPARE(table()->emptyHint(), problem);
}

void tst_WindowSources::stoppingEndsTheProgram()
{
    const QString started = file(u"started"_s);
    const QString ended = file(u"ended"_s);
    startFrom<RunDialog>(u"runCard"_s, [&](RunDialog *dialog) {
        dialog->setCommand(
            u"sh -c 'trap \": > %1; exit 1\" TERM; : > %2; while :; do sleep 0.01; done'"_s.arg(ended, started));
    });
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(started), timeout);
    m_window->stopRecording();
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(ended), timeout);
    QCOMPARE(m_window->messageBar()->text(), QString());
}

void tst_WindowSources::aForwardProxyIsStarted()
{
    QTcpServer probe;
    QVERIFY(probe.listen(QHostAddress::LocalHost));
    const quint16 port = probe.serverPort();
    probe.close();
    const QString bundle = file(u"trust me.pem"_s);
    QString command;
    startFrom<ForwardProxyDialog>(u"forwardProxyCard"_s, [&](ForwardProxyDialog *dialog) {
        child<QSpinBox>(dialog, u"port"_s)->setValue(port);
        child<QLineEdit>(dialog, u"bundle"_s)->setText(bundle);
        command = dialog->findChild<CommandText *>()->text();
    });
    QCOMPARE(command, u"export ws_proxy=http://127.0.0.1:%1 wss_proxy=http://127.0.0.1:%1 SSL_CERT_FILE='%2'"_s.arg(
                          QString::number(port), bundle));
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(bundle), timeout);
    RelayClientOptions options = clientOptions();
    options.proxy = QNetworkProxy(QNetworkProxy::HttpProxy, u"127.0.0.1"_s, port);
    RelayClient client(options);
    client.connectToRelay();
    verifyConnectionOf(u"alpha"_s);
    QCOMPARE(m_window->feed()->sources().constFirst().title, u"Forward proxy"_s);
}

void tst_WindowSources::applicationsAreAttachedTo()
{
    RelayClient client(clientOptions());
    QVERIFY(!Tap::open(u"instrument"_s));
    startFrom<TapDialog>(u"attachCard"_s, [&](TapDialog *dialog) {
        auto *list = child<QTreeWidget>(dialog, u"taps"_s);
        list->clearSelection();
        for (int i = 0; i < list->topLevelItemCount(); ++i) {
            QTreeWidgetItem *item = list->topLevelItem(i);
            item->setSelected(item->text(0) == u"instrument"
                              && item->text(1).toLongLong() == QCoreApplication::applicationPid());
        }
        QCOMPARE(dialog->taps().size(), 1);
    });
    QTRY_COMPARE_WITH_TIMEOUT(m_window->feed()->sources().value(0).state, SourceState::Ready, timeout);
    client.connectToRelay();
    verifyConnectionOf(u"alpha"_s);
    Tap::close();
    QTRY_COMPARE_WITH_TIMEOUT(m_window->feed()->sources().value(0).state, SourceState::Backoff, timeout);
    QVERIFY(!Tap::open(u"instrument"_s)); // As after a restart.
    QTRY_COMPARE_WITH_TIMEOUT(m_window->feed()->sources().value(0).state, SourceState::Ready, timeout);
    Tap::close();
}

void tst_WindowSources::theDialogForProgramsShowsProblems()
{
    RunDialog dialog;
    dialog.show();
    dialog.accept();
    QVERIFY(dialog.isVisible());
    QCOMPARE(child<QLabel>(&dialog, u"commandProblem"_s)->text(), u"✕ Enter a program, such as python3 endpoint.py."_s);
    dialog.setCommand(u"client 'x"_s);
    QCOMPARE(child<QLabel>(&dialog, u"commandProblem"_s)->text(), u"✕ A quotation mark is not closed."_s);
    dialog.setCommand(u"client x"_s);
    child<QLineEdit>(&dialog, u"directory"_s)->setText(u"/nowhere"_s);
    child<QLineEdit>(&dialog, u"authorities"_s)->setText(u"/nowhere.pem"_s);
    dialog.accept();
    QVERIFY(dialog.isVisible());
    QVERIFY(child<QLabel>(&dialog, u"commandProblem"_s)->isHidden());
    QCOMPARE(child<QLabel>(&dialog, u"directoryProblem"_s)->text(), u"✕ There is no folder /nowhere."_s);
    QCOMPARE(child<QLabel>(&dialog, u"authoritiesProblem"_s)->text(), u"✕ There is no file /nowhere.pem."_s);
    QCOMPARE(dialog.focusWidget(), child<QLineEdit>(&dialog, u"directory"_s));
    child<QLineEdit>(&dialog, u"directory"_s)->setText(m_files->path());
    child<QLineEdit>(&dialog, u"authorities"_s)->clear();
    dialog.accept();
    QVERIFY(!dialog.isVisible());
    QCOMPARE(dialog.request().command, (QStringList{u"client"_s, u"x"_s}));
    QCOMPARE(dialog.request().directory, m_files->path());
    QVERIFY(!dialog.request().all);
}

void tst_WindowSources::theDialogForForwardProxiesShowsProblems()
{
    ForwardProxyDialog dialog;
    dialog.show();
    child<QLineEdit>(&dialog, u"host"_s)->clear();
    child<QLineEdit>(&dialog, u"bundle"_s)->setText(u"/nowhere/a.pem"_s);
    dialog.accept();
    QVERIFY(dialog.isVisible());
    QVERIFY(!child<QLabel>(&dialog, u"hostProblem"_s)->isHidden());
    QVERIFY(!child<QLabel>(&dialog, u"bundleProblem"_s)->isHidden());
    child<QLineEdit>(&dialog, u"host"_s)->setText(u"::1"_s);
    child<QLineEdit>(&dialog, u"bundle"_s)->setText(file(u"a.pem"_s));
    QCOMPARE(dialog.findChild<CommandText *>()->text(),
             u"export ws_proxy=http://[::1]:9700 wss_proxy=http://[::1]:9700 SSL_CERT_FILE=%1"_s.arg(file(u"a.pem"_s)));
    dialog.accept();
    QVERIFY(!dialog.isVisible());
    QCOMPARE(dialog.request().bundleFile, file(u"a.pem"_s));
    QCOMPARE(dialog.request().proxy.listen, (HostPort{u"::1"_s, 9700}));
}

void tst_WindowSources::theDialogForTapsFollowsTheApplications()
{
    QList<TapAddress> taps;
    TapDialog dialog(nullptr, [&taps] { return taps; });
    dialog.show();
    auto *list = child<QTreeWidget>(&dialog, u"taps"_s);
    QCOMPARE(list->topLevelItemCount(), 0);
    QVERIFY(child<EmptyText>(&dialog, u"emptyText"_s)->isVisible());
    QVERIFY(dialog.taps().isEmpty());
    taps = {{10, u"one"_s, u"/s1"_s, 1'700'000'000'000'000'000}, {20, u"two"_s, u"/s2"_s, 1'700'000'001'000'000'000}};
    QTRY_COMPARE_WITH_TIMEOUT(list->topLevelItemCount(), 2, timeout);
    QVERIFY(!child<EmptyText>(&dialog, u"emptyText"_s)->isVisible());
    list->topLevelItem(1)->setSelected(true);
    taps.prepend({5, u"zero"_s, u"/s0"_s, 1'700'000'002'000'000'000});
    QTRY_COMPARE_WITH_TIMEOUT(list->topLevelItemCount(), 3, timeout);
    QCOMPARE(dialog.taps(), QList<TapAddress>{taps.at(2)});
    list->topLevelItem(0)->setSelected(true);
    QCOMPARE(dialog.taps().size(), 2);
}

int main(int argc, char *argv[])
{
    return runWindowTest<tst_WindowSources>(argc, argv);
}

#include "tst_windowsources.moc"
