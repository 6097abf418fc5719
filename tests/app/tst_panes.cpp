// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/app/inspectorpage.h"
#include "inspector/app/mainwindow.h"
#include "inspector/views/detailpane.h"
#include "inspector/views/relayclientpane.h"
#include "tests/app/windowtest.h"

#include <QtCore/QStandardPaths>
#include <QtCore/QTemporaryDir>
#include <QtGui/QAction>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QSplitter>
#include <QtWidgets/QTabWidget>

using namespace Inspector;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int timeout = 30'000;

} // namespace

/// The panes of the window: a pane that is shown is visible, its action agrees, and both are remembered.
class tst_Panes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void aPaneDraggedToNothingIsUnchecked_data();
    void aPaneDraggedToNothingIsUnchecked();
    void visibilityAndTabAreRemembered();
    void aPaneSavedWithoutSizeComesBack();

private:
    void openWindow();
    void closeWindow();
    [[nodiscard]] QAction *action(const QString &name) const { return m_window->findChild<QAction *>(name); }
    [[nodiscard]] QSplitter *splitter(const QString &name) const { return m_window->findChild<QSplitter *>(name); }

    std::unique_ptr<QTemporaryDir> m_files;
    std::unique_ptr<MainWindow> m_window;
};

void tst_Panes::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    QSettings::setDefaultFormat(QSettings::IniFormat);
}

void tst_Panes::init()
{
    failOnOtherWarnings();
    m_files = std::make_unique<QTemporaryDir>();
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_files->path());
    openWindow();
}

void tst_Panes::cleanup()
{
    closeWindow();
}

void tst_Panes::openWindow()
{
    m_window = std::make_unique<MainWindow>();
    m_window->resize(1280, 800);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
    m_window->startLocalRelay(false, 0);
    QVERIFY(m_window->findChild<InspectorPage *>()->isVisible());
}

void tst_Panes::closeWindow()
{
    if (!m_window)
        return;
    m_window->closeWithoutAsking();
    m_window.reset();
}

void tst_Panes::aPaneDraggedToNothingIsUnchecked_data()
{
    QTest::addColumn<QString>("pane");
    QTest::addColumn<QString>("splitter");
    QTest::addColumn<int>("handle");
    QTest::addRow("connections") << u"connections"_s << u"columnSplitter"_s << 1;
    QTest::addRow("details") << u"details"_s << u"columnSplitter"_s << 2;
    QTest::addRow("exchange") << u"exchange"_s << u"middleSplitter"_s << 1;
    QTest::addRow("relay clients") << u"relayClients"_s << u"middleSplitter"_s << 2;
}

void tst_Panes::aPaneDraggedToNothingIsUnchecked()
{
    QFETCH(QString, pane);
    QFETCH(QString, splitter);
    QFETCH(int, handle);
    QAction *action = this->action(pane);
    QTRY_VERIFY_WITH_TIMEOUT(this->action(u"relayClients"_s)->isChecked(), timeout);
    if (pane == "exchange"_L1)
        this->action(u"relayClients"_s)->trigger();
    QSplitter *panes = this->splitter(splitter);
    QSplitterHandle *bar = panes->handle(handle);
    const int end = handle == 1 && splitter == "columnSplitter"_L1 ? -2000 : 2000;
    const QPoint start = bar->rect().center();
    QTest::mousePress(bar, Qt::LeftButton, Qt::NoModifier, start);
    QTest::mouseMove(bar, start + QPoint(end, end));
    QTest::mouseRelease(bar, Qt::LeftButton, Qt::NoModifier, start);
    QVERIFY(!action->isChecked());

    action->trigger();
    QVERIFY(action->isChecked());
    const int index = splitter == "columnSplitter"_L1 && handle == 1 ? 0 : handle;
    QVERIFY(panes->widget(index)->isVisible());
    QVERIFY2(panes->sizes().at(index) >= 100, qPrintable(QString::number(panes->sizes().at(index))));
}

void tst_Panes::visibilityAndTabAreRemembered()
{
    action(u"exchange"_s)->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(action(u"relayClients"_s)->isChecked(), timeout);
    action(u"relayClients"_s)->trigger();
    m_window->findChild<DetailPane *>()->setCurrentTab(DetailPane::Hex);
    closeWindow();
    openWindow();
    QVERIFY(!action(u"exchange"_s)->isChecked());
    QVERIFY(action(u"connections"_s)->isChecked());
    QCOMPARE(m_window->findChild<DetailPane *>()->tabs()->currentIndex(), int(DetailPane::Hex));
    QTRY_VERIFY_WITH_TIMEOUT(!m_window->feed()->sources().isEmpty(), timeout);
    QVERIFY(m_window->findChild<RelayClientPane *>()->isHidden());
}

void tst_Panes::aPaneSavedWithoutSizeComesBack()
{
    QTRY_VERIFY_WITH_TIMEOUT(action(u"relayClients"_s)->isChecked(), timeout);
    action(u"relayClients"_s)->trigger();
    // A handle that was moved makes the sizes worth saving, the hidden pane's among them.
    QSplitterHandle *bar = splitter(u"columnSplitter"_s)->handle(1);
    const QPoint start = bar->rect().center();
    QTest::mousePress(bar, Qt::LeftButton, Qt::NoModifier, start);
    QTest::mouseMove(bar, start + QPoint(30, 0));
    QTest::mouseRelease(bar, Qt::LeftButton, Qt::NoModifier, start);
    closeWindow();
    openWindow();
    QTRY_VERIFY_WITH_TIMEOUT(!m_window->feed()->sources().isEmpty(), timeout);
    QTest::keyClick(m_window.get(), Qt::Key_L, Qt::ControlModifier);
    auto *clients = m_window->findChild<RelayClientPane *>();
    QVERIFY(clients->isVisible());
    QTRY_VERIFY(clients->height() >= 80);
}

int main(int argc, char *argv[])
{
    return runWindowTest<tst_Panes>(argc, argv);
}

#include "tst_panes.moc"
