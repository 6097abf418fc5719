// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/app/mainactions.h"
#include "inspector/dialogs/composedialog.h"
#include "inspector/dialogs/exportdialog.h"
#include "inspector/dialogs/replaydialog.h"
#include "inspector/models/laddermodel.h"
#include "inspector/views/connectdialog.h"
#include "inspector/views/connectionview.h"
#include "inspector/views/detailpane.h"
#include "inspector/views/forwardproxydialog.h"
#include "inspector/views/gotodialog.h"
#include "inspector/views/keysdialog.h"
#include "inspector/views/ladderpane.h"
#include "inspector/views/messagebar.h"
#include "inspector/views/networkcheckdialog.h"
#include "inspector/views/pairpane.h"
#include "inspector/views/panetabs.h"
#include "inspector/views/proxydialog.h"
#include "inspector/views/relayclientpane.h"
#include "inspector/views/rundialog.h"
#include "inspector/views/tapdialog.h"
#include "tests/app/windowtest.h"
#include "tests/models/samplecapture.h"

#include <QtGui/QAccessible>
#include <QtQuick/QQuickItem>
#include <QtQuick/QQuickWindow>
#include <QtQuickWidgets/QQuickWidget>
#include <QtWidgets/QAbstractSpinBox>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QTabWidget>

#include <functional>

using namespace Inspector;
using namespace Qt::Literals::StringLiterals;

namespace {

/// Returns what has the keyboard: inside a diagram one of its items.
QObject *stop()
{
    QWidget *focused = QApplication::focusWidget();
    const auto *diagram = qobject_cast<const QQuickWidget *>(focused);
    QQuickItem *item = diagram ? diagram->quickWindow()->activeFocusItem() : nullptr;
    // A list may pass the focus on to its current row.
    QQuickItem *reached = item;
    while (reached && !reached->activeFocusOnTab())
        reached = reached->parentItem();
    if (reached)
        return reached;
    return item ? static_cast<QObject *>(item) : focused;
}

/// Goes through \a window by Tab (Backtab where \a backwards) until it is back where it began.
/// \return the controls on the way; ends with a null where the way does not come back.
QList<QObject *> walk(QWidget *window, bool backwards)
{
    QList<QObject *> way;
    constexpr int most = 80;
    for (int step = 0; step < most; ++step) {
        QWidget *focused = QApplication::focusWidget();
        if (!focused || !window->isAncestorOf(focused)) {
            way.append(nullptr);
            return way;
        }
        if (way.contains(stop()))
            return way;
        way.append(stop());
        QTest::keyClick(focused, backwards ? Qt::Key_Backtab : Qt::Key_Tab,
                        backwards ? Qt::ShiftModifier : Qt::NoModifier);
    }
    way.append(nullptr);
    return way;
}

QByteArray describe(const QObject *object)
{
    if (!object)
        object = stop();
    if (!object)
        return "no focus at all";
    return QByteArray(object->metaObject()->className()) + ' ' + object->objectName().toUtf8();
}

QString accessibleName(QObject *object)
{
    // A list is read as its current row.
    const QVariant row = object->property("currentItem");
    QObject *const read = row.value<QQuickItem *>() ? row.value<QQuickItem *>() : object;
    const QAccessibleInterface *interface = QAccessible::queryAccessibleInterface(read);
    return interface ? interface->text(QAccessible::Name) : QString();
}

/// Returns whether \a object looks different with the keyboard in it.
bool showsFocus(QObject *object, QWidget *window)
{
    QWidget *widget = qobject_cast<QWidget *>(object);
    auto *item = qobject_cast<QQuickItem *>(object);
    if (item) {
        for (auto *each : window->findChildren<QQuickWidget *>())
            widget = each->quickWindow() == item->window() ? each : widget;
    }
    if (!widget)
        return false;
    // The frame of an editable combo box or spin box belongs to the box.
    QWidget *drawn = widget;
    while (qobject_cast<QComboBox *>(drawn->parentWidget()) || qobject_cast<QAbstractSpinBox *>(drawn->parentWidget()))
        drawn = drawn->parentWidget();
    const auto focus = [&] {
        widget->setFocus(Qt::TabFocusReason);
        if (item)
            item->forceActiveFocus(Qt::TabFocusReason);
        QCoreApplication::processEvents();
    };
    const auto picture = [drawn] {
        auto *diagram = qobject_cast<QQuickWidget *>(drawn);
        return diagram ? diagram->grabFramebuffer() : drawn->grab().toImage();
    };
    focus();
    const QImage with = picture();
    widget->clearFocus();
    QCoreApplication::processEvents();
    const QImage without = picture();
    focus();
    return with != without;
}

} // namespace

/// The keyboard reaches every control of the welcome page, of every pane and of every dialog, in both directions; each
/// of them shows the focus and has a name.
class tst_Focus : public WindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void init() { openWindow(); }
    void cleanup() { closeWindow(); }

    void welcomePage();
    void everyPane();
    void everyDialog_data();
    void everyDialog();
    void f6GoesThroughThePanesAndBack();

private:
    /// Walks through \a window in both directions.
    void verifyWalk(QWidget *window, int atLeast);
};

void tst_Focus::verifyWalk(QWidget *window, int atLeast)
{
    window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(window));
    QTRY_VERIFY(window->isAncestorOf(QApplication::focusWidget()));
    const QList<QObject *> forwards = walk(window, false);
    QByteArrayList way;
    for (const QObject *control : forwards)
        way.append(describe(control));
    QVERIFY2(!forwards.contains(nullptr), way.join(", ").constData());
    QVERIFY2(forwards.size() >= atLeast, QByteArray::number(forwards.size()).constData());
    const QList<QObject *> backwards = walk(window, true);
    QVERIFY(!backwards.contains(nullptr));
    QByteArrayList faults;
    for (QObject *control : forwards) {
        if (!backwards.contains(control))
            faults.append(describe(control) + " is not reached backwards");
    }
    for (QObject *control : backwards) {
        if (!forwards.contains(control))
            faults.append(describe(control) + " is reached only backwards");
    }
    for (QObject *control : forwards) {
        if (accessibleName(control).isEmpty())
            faults.append(describe(control) + " has no name");
        if (!showsFocus(control, window))
            faults.append(describe(control) + " shows no focus");
    }
    QVERIFY2(faults.isEmpty(), faults.join("; ").constData());
}

void tst_Focus::welcomePage()
{
    m_window->activateWindow();
    QTest::keyClick(m_window.get(), Qt::Key_Tab);
    verifyWalk(m_window.get(), 8);
}

void tst_Focus::everyPane()
{
    startDemo();
    auto *clients = m_window->findChild<RelayClientPane *>();
    QTRY_VERIFY_WITH_TIMEOUT(clients->isVisible(), timeout);
    QTRY_VERIFY_WITH_TIMEOUT(m_window->findChild<LadderModel *>()->arrowCount() > 1, timeout);
    // Nothing changes any more while the focus is looked for.
    m_window->stopRecording();
    const MessageId offer = firstOf(MessageKind::Offer);
    m_window->activateWindow();
    auto *details = m_window->findChild<DetailPane *>();
    auto *tabs = m_window->findChild<PaneTabs *>();
    for (QWidget *pane : {static_cast<QWidget *>(m_window->findChild<LadderPane *>()),
                          static_cast<QWidget *>(m_window->findChild<PairPane *>())}) {
        tabs->setCurrentPane(pane);
        table()->selectMessage(offer);
        QTRY_VERIFY_WITH_TIMEOUT(!details->isLoading(), timeout);
        for (int tab = 0; tab < DetailPane::TabCount; ++tab) {
            details->setCurrentTab(DetailPane::Tab(tab));
            table()->setFocus();
            verifyWalk(m_window.get(), 15);
            if (QTest::currentTestFailed())
                return;
        }
    }
    // With what is open now and then.
    details->tabs()->setFocus();
    details->openFindBar();
    m_window->messageBar()->showProblem(u"one"_s, {}, {{u"Do"_s, [] {}}});
    m_window->messageBar()->showProblem(u"two"_s, {}, {{u"Do"_s, [] {}}});
    verifyWalk(m_window.get(), 18);
}

void tst_Focus::everyDialog_data()
{
    QTest::addColumn<std::function<QDialog *()>>("make");
    QTest::addColumn<int>("atLeast");
    const auto add = [](const char *name, int atLeast, std::function<QDialog *()> make) {
        QTest::newRow(name) << std::move(make) << atLeast;
    };
    add("connect", 5, [this] { return new ConnectDialog(m_window.get()); });
    add("proxy", 4, [this] { return new ProxyDialog(m_window.get()); });
    add("forward proxy", 4, [this] { return new ForwardProxyDialog(m_window.get()); });
    add("run", 4, [this] { return new RunDialog(m_window.get()); });
    add("attach", 2, [this] { return new TapDialog(m_window.get()); });
    add("network check", 3, [this] { return new NetworkCheckDialog(m_window->theme(), m_window.get()); });
    add("keys", 2, [this] {
        return new KeysDialog(m_window->theme(), m_window->findChild<MainActions *>()->keys(), m_window.get());
    });
    add("go to", 3, [this] { return new GoToDialog([](const QString &) { return true; }, m_window.get()); });
    add("compose", 6, [this] { return new ComposeDialog(m_window.get()); });
    const auto sample = [this] {
        SampleCapture(file(u"talk.relaycap"_s)).writeAll();
        return file(u"talk.relaycap"_s);
    };
    add("export", 3, [this, sample] { return new ExportDialog(sample(), u"talk"_s, m_window.get()); });
    add("replay", 3, [this, sample] { return new ReplayDialog(sample(), m_window.get()); });
}

void tst_Focus::everyDialog()
{
    QFETCH(const std::function<QDialog *()>, make);
    QFETCH(const int, atLeast);
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    const std::unique_ptr<QDialog> dialog(make());
    dialog->show();
    verifyWalk(dialog.get(), atLeast);
}

void tst_Focus::f6GoesThroughThePanesAndBack()
{
    startDemo();
    QTRY_VERIFY_WITH_TIMEOUT(m_window->findChild<RelayClientPane *>()->isVisible(), timeout);
    m_window->activateWindow();
    const QList<QWidget *> panes{m_window->findChild<ConnectionView *>(), table(), m_window->findChild<LadderPane *>(),
                                 m_window->findChild<RelayClientPane *>(), m_window->findChild<DetailPane *>()};
    const auto current = [&panes] {
        for (qsizetype i = 0; i < panes.size(); ++i) {
            if (panes.at(i) == QApplication::focusWidget() || panes.at(i)->isAncestorOf(QApplication::focusWidget()))
                return i;
        }
        return qsizetype(-1);
    };
    panes.first()->setFocus();
    for (qsizetype i = 1; i <= panes.size(); ++i) {
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_F6);
        QCOMPARE(current(), i % panes.size());
    }
    for (qsizetype i = panes.size() - 1; i >= 0; --i) {
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_F6, Qt::ShiftModifier);
        QCOMPARE(current(), i);
    }
    // The pane of pairs takes the place of the exchange.
    auto *pairs = m_window->findChild<PairPane *>();
    m_window->findChild<PaneTabs *>()->setCurrentPane(pairs);
    table()->setFocus();
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_F6);
    QVERIFY(pairs->isAncestorOf(QApplication::focusWidget()));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_F6, Qt::ShiftModifier);
    QCOMPARE(current(), 1);
}

int main(int argc, char *argv[])
{
    return runWindowTest<tst_Focus>(argc, argv);
}

#include "tst_focus.moc"
