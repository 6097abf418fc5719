// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/views/connectdialog.h"
#include "inspector/views/connectionview.h"
#include "inspector/views/detailpane.h"
#include "inspector/views/keysdialog.h"
#include "inspector/views/ladderpane.h"
#include "inspector/views/pairpane.h"
#include "inspector/views/panetabs.h"
#include "inspector/views/messagebar.h"
#include "inspector/views/proxydialog.h"
#include "inspector/views/relayclientpane.h"
#include "tests/app/windowtest.h"

#include <QtGui/QAccessible>
#include <QtWidgets/QAbstractSpinBox>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QTabWidget>

using namespace Inspector;
using namespace Qt::Literals::StringLiterals;

namespace {

/// Goes through \a window by Tab (Backtab where \a backwards) until it is back where it began.
/// \return the controls on the way; ends with a null where the way does not come back.
QList<QWidget *> walk(QWidget *window, bool backwards)
{
    QList<QWidget *> way;
    constexpr int most = 80;
    for (int step = 0; step < most; ++step) {
        QWidget *focused = QApplication::focusWidget();
        if (!focused || !window->isAncestorOf(focused)) {
            way.append(nullptr);
            return way;
        }
        if (way.contains(focused))
            return way;
        way.append(focused);
        QTest::keyClick(focused, backwards ? Qt::Key_Backtab : Qt::Key_Tab,
                        backwards ? Qt::ShiftModifier : Qt::NoModifier);
    }
    way.append(nullptr);
    return way;
}

QByteArray describe(const QWidget *widget)
{
    if (!widget)
        widget = QApplication::focusWidget();
    if (!widget)
        return "no focus at all";
    return QByteArray(widget->metaObject()->className()) + ' ' + widget->objectName().toUtf8();
}

QString accessibleName(QWidget *widget)
{
    const QAccessibleInterface *interface = QAccessible::queryAccessibleInterface(widget);
    return interface ? interface->text(QAccessible::Name) : QString();
}

/// \return whether \a widget looks different with the keyboard in it.
bool showsFocus(QWidget *widget)
{
    // The frame of an editable combo box or spin box belongs to the box.
    QWidget *drawn = widget;
    while (qobject_cast<QComboBox *>(drawn->parentWidget()) || qobject_cast<QAbstractSpinBox *>(drawn->parentWidget()))
        drawn = drawn->parentWidget();
    widget->setFocus(Qt::TabFocusReason);
    QCoreApplication::processEvents();
    const QImage with = drawn->grab().toImage();
    widget->clearFocus();
    QCoreApplication::processEvents();
    const QImage without = drawn->grab().toImage();
    widget->setFocus(Qt::TabFocusReason);
    return with != without;
}

} // namespace

/// The keyboard reaches every control of the welcome page and every pane, in both directions; each control of the
/// page shows the focus and has a name.
class tst_Focus : public WindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void init() { openWindow(); }
    void cleanup() { closeWindow(); }

    void welcomePage();
    void f6GoesThroughThePanesAndBack();

private:
    /// Walks through \a window in both directions.
    void verifyWalk(QWidget *window, int atLeast);
};

void tst_Focus::verifyWalk(QWidget *window, int atLeast)
{
    window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(window));
    QVERIFY(QApplication::focusWidget());
    const QList<QWidget *> forwards = walk(window, false);
    QVERIFY2(!forwards.contains(nullptr), describe(forwards.size() > 1 ? forwards.at(forwards.size() - 2) : nullptr).constData());
    QVERIFY2(forwards.size() >= atLeast, QByteArray::number(forwards.size()).constData());
    QList<QWidget *> backwards = walk(window, true);
    QVERIFY(!backwards.contains(nullptr));
    QCOMPARE(QSet<QWidget *>(backwards.cbegin(), backwards.cend()),
             QSet<QWidget *>(forwards.cbegin(), forwards.cend()));
    for (QWidget *control : forwards) {
        QVERIFY2(!accessibleName(control).isEmpty(), describe(control).constData());
        QVERIFY2(showsFocus(control), describe(control).constData());
    }
}

void tst_Focus::welcomePage()
{
    m_window->activateWindow();
    QTest::keyClick(m_window.get(), Qt::Key_Tab);
    verifyWalk(m_window.get(), 8);
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
