// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/app/mainactions.h"
#include "tests/app/windowtest.h"

#include <QtCore/QLocale>
#include <QtCore/QTranslator>
#include <QtWidgets/QToolBar>
#include <QtWidgets/QToolButton>

using namespace Inspector;
using namespace Qt::Literals::StringLiterals;

/// Every button of the tool bar is reached without its overflow menu, in each language, in small windows and with
/// large text.
class tst_ToolBar : public WindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup();
    void nothingIsCutOff_data();
    void nothingIsCutOff();

private:
    QFont m_plain = QApplication::font();
};

void tst_ToolBar::cleanup()
{
    closeWindow();
    qDeleteAll(qApp->findChildren<QTranslator *>());
    QApplication::setFont(m_plain);
}

void tst_ToolBar::nothingIsCutOff_data()
{
    QTest::addColumn<QLocale>("locale");
    QTest::addColumn<QSize>("size");
    QTest::addColumn<double>("scale");
    for (const QString &language : {u"en"_s, u"de"_s}) {
        QTest::addRow("%s, 800 x 500", qPrintable(language)) << QLocale(language) << QSize(800, 500) << 1.0;
        QTest::addRow("%s, 1024 x 640, 150 %%", qPrintable(language)) << QLocale(language) << QSize(1024, 640) << 1.5;
    }
}

void tst_ToolBar::nothingIsCutOff()
{
    QFETCH(const QLocale, locale);
    QFETCH(const QSize, size);
    QFETCH(const double, scale);
    installTranslations(*qApp, locale);
    QFont font = m_plain;
    font.setPointSizeF(m_plain.pointSizeF() * scale);
    QApplication::setFont(font);
    openWindow();
    m_window->resize(size);
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
