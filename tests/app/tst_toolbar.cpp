// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/app/mainactions.h"
#include "tests/app/smallwindowtest.h"

#include <QtWidgets/QToolBar>
#include <QtWidgets/QToolButton>

using namespace Inspector;
using namespace Qt::Literals::StringLiterals;

/// Every button of the tool bar is reached without its overflow menu, in each language, in small windows and with
/// large text.
class tst_ToolBar : public SmallWindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void nothingIsCutOff_data();
    void nothingIsCutOff();
};

void tst_ToolBar::nothingIsCutOff_data()
{
    addSmallWindows();
}

void tst_ToolBar::nothingIsCutOff()
{
    QFETCH(const QSize, size);
    openSmallWindow();
    const auto *bar = m_window->findChild<QToolBar *>(u"toolBar"_s);
    const auto *more = bar->findChild<QToolButton *>(u"qt_toolbar_ext_button"_s);
    using State = MainActions::RecordingState;
    for (const State state :
         {State::Nothing, State::On, State::Paused, State::Failed, State::ReadOnly, State::Stopped}) {
        m_window->findChild<MainActions *>()->showRecordingState(state);
        QTest::qWait(20); // layouts
        QCOMPARE(m_window->size(), size);
        QVERIFY2(
            !more->isVisible(),
            qPrintable(u"%1 of %2 pixels, state %3"_s.arg(bar->sizeHint().width()).arg(size.width()).arg(int(state))));
    }
}

int main(int argc, char *argv[])
{
    return runWindowTest<tst_ToolBar>(argc, argv);
}

#include "tst_toolbar.moc"
